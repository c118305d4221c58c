"""Proofs of an assignment as a whole: cells, languages, releases, the solved and the untouched notebook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from courses import QUESTIONS_CONFIG, by_id, cell
from halves import CHECK, HALF, Q1, generated, lesson, made

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading.submission import Grader
from autograder.validation.assignment import Validation, _problems_of_grading, handed_in, validate
from autograder.validation.proof import Proof
from autograder.words import sentence


def test_a_sound_assignment_has_no_problems(tmp_path: Path) -> None:
    found = validate(generated(made(tmp_path)), "halves", allow_weak=True)
    assert found.all_problems == []
    assert [p.name for p in found.proofs] == ["half", "q1"]
    half = found.proofs[0]
    assert half.mutants == half.caught == 2 and (half.variants, half.mistakes) == (3, 4)
    assert (found.points, found.bonus) == (10, 0) and found.seconds > 0
    assert str(found.summary) == "halves: mutation score 100.0% (2 of 2 caught, 0 equivalent); problems: none"
    assert found.summary.in_language("zh") == "halves：变异得分 100.0%（2 个变异体中发现 2 个，等价 0 个）；问题：无"


def english_only(root: Path) -> Course:
    """The same course without a word of Chinese, and without a setting about languages."""
    half, q1 = (re.sub(r', zh="[^"]*"', "", text) for text in (HALF, Q1))
    course = made(root, half=half, q1=q1)
    (root / "nbgrader_config.py").write_text(QUESTIONS_CONFIG)
    return generated(Course(course.root))


def test_a_course_in_one_language_needs_no_other(tmp_path: Path) -> None:
    course = english_only(tmp_path)
    assert validate(course, "halves", allow_weak=True).all_problems == []
    (source,) = course.sources("halves").values()
    given = handed_in(source, solved=True)
    by_id(given, "half")["source"] = "def half(x, by):\n    return x * 1"
    for language, said in (("en", "expected"), ("zh", "应该是")):
        with Grader(course, "halves", language=language, allow_weak=True) as grader:
            half, q1 = grader.grade({"halves": given}).exercises
        assert (half.diagnosis, q1.score) == ("not divided", 2)
        assert said in half.message and "Divide." in half.message, "the hint is there in the one language that it has"


def test_a_hint_that_one_of_the_courses_languages_lacks_is_a_problem(tmp_path: Path) -> None:
    half = HALF.replace(', zh="要除。"', "")
    problems = validate(generated(made(tmp_path, half=half)), "halves", mutation=False, allow_weak=True).all_problems
    assert "half: half: the mistake 'not divided' has no hint in zh. Add one to `hint=`." in map(str, problems)


def changed(name: str, **fields: Any) -> dict[str, Any]:
    content = lesson()
    target = by_id(content, name)
    target["source"] = fields.pop("source", target["source"])
    target["metadata"]["nbgrader"] |= fields
    return content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed("test_half", points=0), "test_half: it gives neither points nor a bonus"),
        (changed("test_half", grade_id="test_halves"), "the test cell that checks half must be called test_half"),
        (changed("test_half", source="assert True"), "half.py: no test cell checks it"),
        (
            changed("test_half", source=CHECK.format("half").replace("check(half=half)", "check(half=half)\nNone")),
            "test_half: make `check(half=half)` its last line",
        ),
        (
            changed("test_half", source=CHECK.format("half").replace("check(half=half)", "check(half=half) / 2")),
            "test_half: make `check(half=half)` its last line",
        ),
        (
            changed("test_half", source=CHECK.format("half").replace("check(half", "check(half=half); check(half")),
            "and call `check` once",
        ),
        (
            changed("test_half", source=CHECK.format("half").replace("check(", "np.dot = max\ncheck(")),
            "it assigns to np.dot",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_the_source_is_a_problem(tmp_path: Path, content: dict[str, Any], said: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    problems = validate(generated(made(tmp_path, content)), "halves", allow_weak=True).problems
    assert any(said in problem for problem in map(str, problems)), problems


def test_versions_that_differ_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    content = lesson()
    texts = {"a-en": "# Lecture (p2)", "a-zh": "# 课（p3）", "b-en": "中", "b-zh": "x", "only-en": "alone"}
    for name, text in texts.items():
        content["cells"].append({**cell(text, kind="markdown", tags=(name[-2:],)), "id": name})
    problems = validate(generated(made(tmp_path, content)), "halves", allow_weak=True).problems
    for said in (
        "cells differ between en and zh: only",
        "cell a: the tags in its headings differ",
        "cell b: its version for 'en' is in another language",
        "cell b: its version for 'zh' is in another language",
    ):
        assert any(said in problem for problem in map(str, problems)), problems


def test_a_stale_release_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    course = generated(made(tmp_path))
    (course.release("halves") / "halves.ipynb").write_text("{}")
    assert [str(problem) for problem in validate(course, "halves", allow_weak=True).problems] == [
        "release/halves/halves.ipynb is stale: run `autograder generate halves`."
    ]


def test_a_leak_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    content = lesson()
    content["metadata"]["remark"] = "quotient = x / by"  # of what is released, no cell's text
    half = by_id(content, "half")
    half["source"] = half["source"].replace("return x / by", "quotient = x / by\n    return quotient")
    problems = validate(generated(made(tmp_path, content)), "halves", allow_weak=True).problems
    assert "halves (en): its release reveals a line: quotient = x / by." in map(str, problems)


@pytest.mark.parametrize("tags", ["(", 3])
def test_heading_tags_that_are_no_regular_expression_are_an_error(tmp_path: Path, tags: Any) -> None:
    made(tmp_path)
    config = tmp_path / "nbgrader_config.py"
    config.write_text(config.read_text() + f"c.Validation.heading_tags = {tags!r}\n")
    with pytest.raises(CourseError, match=r"c\.Validation\.heading_tags is .* not a regular expression"):
        validate(Course(tmp_path, secret="made up"), "halves", allow_weak=True)


def test_headings_are_not_compared_unless_the_course_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    content = lesson()
    for language, text in (("en", "# Lecture (p2)"), ("zh", "# 课（p3）")):
        content["cells"].append({**cell(text, kind="markdown", tags=(language,)), "id": f"a-{language}"})
    made(tmp_path, content)
    config = tmp_path / "nbgrader_config.py"
    config.write_text(config.read_text().replace("c.Validation.heading_tags", "unused"))
    assert validate(generated(Course(tmp_path, secret="made up")), "halves", allow_weak=True).problems == []


def test_notebooks_that_do_not_earn_what_they_should_are_a_problem(tmp_path: Path) -> None:
    content = lesson()
    given = "### BEGIN SOLUTION\nhalf = lambda x, by: x / by\n### END SOLUTION"
    by_id(content, "imports")["source"] += "\nhalf = lambda x, by: x / by"  # full points without an answer
    by_id(content, "half")["source"] = given
    course = generated(made(tmp_path, content))
    source = course.sources("halves")
    with Grader(course, "halves", allow_weak=True) as grader:
        problems = _problems_of_grading(course, grader, source, Validation("halves", bonus=3.0))
    assert [str(problem) for problem in problems] == [
        "the solved notebook earns 0 of the bonus of 3.",
        "the untouched notebook scores 8: half.",
    ]


def test_problems_of_exercises_carry_their_names() -> None:
    problem = sentence("validation.guess_earns", guess=sentence("validation.zeros"), earned=0.5, secret="one")
    found = Validation(
        "halves", proofs=[Proof("half", problems=[problem])], problems=[sentence("validation.worthless", cell="a")]
    )
    assert [str(each) for each in found.all_problems] == [
        "a: it gives neither points nor a bonus.",
        "half: zeros of the right shape earn 50% of the points under the secret 'one'. "
        "Draw inputs for which they are wrong.",
    ]
    assert (
        found.all_problems[1].in_language("zh")
        == "half：使用密钥 'one' 时，形状正确的全零答案也能得到 50% 的分数。请抽取能让它出错的输入。"
    )
    assert str(found.summary) == "halves: problems: 2"
