"""Which assignment a notebook belongs to, and which language it is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import LANGUAGES_CONFIG, by_id, cell, make_course, notebook, released, tiny, two_languages

from autograder.course.course import Course
from autograder.course.recognise import language_of_submission, rank, recognise
from autograder.course.release import generate
from autograder.errors import NotebookError
from autograder.grading.submission import Grader
from autograder.notebook.normal import language_of
from autograder.notebook.restore import restore
from autograder.notebook.source import SourceNotebook

OTHER = notebook(cell("import math", "imports", locked=True), cell("def f(): pass", "f", solution=True))


def test_the_assignment_is_recognised(tmp_path: Path) -> None:
    course = make_course(tmp_path, tiny=tiny(), other=OTHER)
    submission = released(course.sources("tiny")["tiny"])
    assert recognise(submission, course) == "tiny"
    assert recognise(released(SourceNotebook.of(OTHER, "")), course) == "other"
    for one in submission["cells"]:
        one["metadata"] = {}
    assert recognise(submission, course) == "tiny"


def test_a_notebook_of_no_assignment_is_refused(tmp_path: Path) -> None:
    course = make_course(tmp_path, tiny=tiny(), other=OTHER)
    with pytest.raises(NotebookError, match=r"a\.ipynb belongs to no assignment of this course \(other, tiny\)") as caught:
        recognise(notebook(cell("x")), course, "a.ipynb")
    assert "（other、tiny）" in caught.value.in_language("zh")


def test_a_notebook_that_fits_two_assignments_is_refused(tmp_path: Path) -> None:
    course = make_course(tmp_path, one=tiny(), two=tiny())
    with pytest.raises(NotebookError, match="fits one and two equally; name its assignment with --assignment"):
        recognise(released(SourceNotebook.of(tiny(), "")), course)


def test_the_best_match_comes_first() -> None:
    sources = {
        "tiny": SourceNotebook.of(tiny(), ""),
        "other": SourceNotebook.of(OTHER, ""),
        "none": SourceNotebook.of(notebook(), ""),
    }
    ranking = rank(released(sources["tiny"]), sources)
    assert ranking == [(1.0, "tiny"), (0.5, "other")]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path, LANGUAGES_CONFIG, tiny=two_languages())


@pytest.mark.parametrize("recorded", [True, False], ids=["recorded", "metadata lost"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_submission_is_restored_in_its_own_language(course: Course, language: str, recorded: bool) -> None:
    sources = {tongue: course.sources("tiny", tongue)["tiny"] for tongue in ("en", "zh")}
    handed = released(sources[language])
    by_id(handed, "tools")["source"] = "WORD = 'mine'"
    if not recorded:
        handed["metadata"] = {}
    assert recognise(handed, course) == "tiny"
    assert language_of_submission(handed, sources, "en") == language
    restored = restore(handed, sources[language]).notebook
    assert by_id(restored, "tools")["source"] == {"en": "WORD = 'yes'", "zh": "WORD = '对'"}[language]
    assert language_of(restored) == language


def test_the_default_counts_where_nothing_tells_the_language(course: Course) -> None:
    sources = {language: course.sources("tiny", language)["tiny"] for language in ("en", "zh")}
    assert language_of_submission(notebook(cell("x")), sources, "zh") == "zh"
    assert language_of_submission(notebook(cell("x")), sources, "fr") == "en"


def test_messages_are_in_the_submissions_language(tmp_path: Path) -> None:
    test = "### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck(double=double)\n### END HIDDEN TESTS"
    content = two_languages()
    by_id(content, "test_double")["source"] = test
    course = make_course(tmp_path, LANGUAGES_CONFIG, tiny=content)
    path = course.hidden_tests("tiny") / "double.py"
    path.parent.mkdir(parents=True)
    path.write_text("from autograder import Exercise\ndouble = Exercise('double')\n"
                    "double.inputs(lambda rng: {'x': float(rng.normal())})\n")  # fmt: skip
    generate(course)
    for language, said in (("en", "is not written yet"), ("zh", "还没有写")):
        with Grader(course, "tiny", allow_weak=True) as grader:
            result = grader.grade({"tiny": released(course.sources("tiny", language)["tiny"])})
        assert said in result.exercises[0].message
    with Grader(course, "tiny", language="en", allow_weak=True) as grader:  # unless it is said which
        result = grader.grade({"tiny": released(course.sources("tiny", "zh")["tiny"])})
    assert "is not written yet" in result.exercises[0].message
