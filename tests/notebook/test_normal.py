"""One source in two languages: releases that differ in prose only, and submissions graded in their own language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, cell, make_course, notebook, released, tiny, write

from autograder.course.course import Course
from autograder.course.recognise import recognise, spoken
from autograder.course.release import generate, stale
from autograder.grading.submission import Grader
from autograder.nbgrader_plugins.release import ChooseLanguage
from autograder.notebook.files import read_notebook
from autograder.notebook.normal import in_language, language_of
from autograder.notebook.restore import restore
from autograder.notebook.source import SourceNotebook

CONFIG = """c = get_config()
c.ChooseLanguage.language = "en"
c.GenerateAssignment.preprocessors = [
    "autograder.nbgrader_plugins.ChooseLanguage", "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions", "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata", "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells", "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme", "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""


def both() -> dict[str, Any]:
    """`tiny` with prose, and a locked cell, in two languages."""
    prose = [cell(text, kind="markdown", tags=(tag,)) for tag, text in (("en", "# Twice as much"), ("zh", "# 加倍"))]
    for one in prose:
        one["id"] = f"p1-title-{one['metadata']['tags'][0]}"
    words = {"en": "yes", "zh": "对"}
    tools = [cell(f"WORD = {word!r}", f"tools_{tag}", tags=(tag,), locked=True) for tag, word in words.items()]
    return notebook(*prose, *tools, *tiny()["cells"])


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path, CONFIG, tiny=both())


def release(course: Course) -> dict[str, Any]:
    return read_notebook(course.release("tiny") / "tiny.ipynb")


def test_the_same_cells_in_either_language(course: Course) -> None:
    made = {}
    for language in ("en", "zh"):
        generate(course, ["tiny"], language)
        made[language] = release(course)
        assert language_of(made[language]) == language
    for cells in zip(made["en"]["cells"], made["zh"]["cells"], strict=True):
        one, other = ((c["id"], c["cell_type"], {**c["metadata"].get("nbgrader", {}), "checksum": ""}) for c in cells)
        assert one == other
    assert [c["id"] for c in made["en"]["cells"][:2]] == ["p1-title", "tools"]
    assert by_id(made["en"], "tools")["source"] == "WORD = 'yes'" and by_id(made["zh"], "tools")["source"] == "WORD = '对'"
    differ = [a["id"] for a, b in zip(made["en"]["cells"], made["zh"]["cells"], strict=True) if a["source"] != b["source"]]
    assert differ == ["p1-title", "tools"]
    for language, other in (("en", "加倍"), ("zh", "Twice as much")):
        assert other not in json.dumps(made[language], ensure_ascii=False)


def test_what_is_committed_is_in_the_courses_language(course: Course) -> None:
    generate(course)
    assert language_of(release(course)) == "en" and stale(course, "tiny") == []
    generate(course, language="zh")
    assert stale(course, "tiny") == ["release/tiny/tiny.ipynb is stale: run `autograder generate tiny`."]


def test_nbgrader_is_given_the_same_release(course: Course) -> None:
    given = ChooseLanguage(language="zh").preprocess(both(), {})[0]
    ours = SourceNotebook.of(both(), "tiny.ipynb", language="zh")
    assert [c["id"] for c in given["cells"]] == [c.cell_id for c in ours.cells]


def test_a_notebook_in_one_language_is_left_alone() -> None:
    content = tiny()
    assert in_language(content, "zh") is content


@pytest.mark.parametrize("told", [True, False], ids=["recorded", "metadata lost"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_submission_is_restored_in_its_own_language(course: Course, language: str, told: bool) -> None:
    sources = {tongue: course.sources("tiny", tongue)["tiny"] for tongue in ("en", "zh")}
    handed = released(sources[language])
    by_id(handed, "tools")["source"] = "WORD = 'mine'"
    if not told:
        handed["metadata"] = {}
    assert recognise(handed, course) == "tiny"
    assert spoken(handed, sources, "en") == language
    restored = restore(handed, sources[language]).notebook
    assert by_id(restored, "tools")["source"] == {"en": "WORD = 'yes'", "zh": "WORD = '对'"}[language]
    assert language_of(restored) == language


def test_messages_are_in_the_submissions_language(tmp_path: Path) -> None:
    test = "### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck(double=double)\n### END HIDDEN TESTS"
    content = both()
    by_id(content, "test_double")["source"] = test
    course = make_course(tmp_path, CONFIG, tiny=content)
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
    write(tmp_path / "x.ipynb", result.notebooks["tiny"])
