"""Concept questions: which answers are possible, the hint for a wrong one, and a question in the whole grader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from courses import QUESTIONS_CONFIG, cell, make_course, notebook, released, write

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.errors import AutograderError, ExerciseError
from autograder.exercise.question import Question
from autograder.grading.submission import Grader


@pytest.fixture
def one() -> Question:
    question = Question("q1", choices="abcd")
    for letter in "acd":
        question.wrong(letter, en=f"not {letter}", zh=f"不是 {letter}")
    return question


@pytest.fixture
def several() -> Question:
    question = Question("q2", choices="abc")
    for letter in "abc":
        question.wrong(letter, en=f"look at {letter}", zh=f"看 {letter}")
    return question


@pytest.fixture
def shape() -> Question:
    question = Question("q3")
    question.wrong((3,), en="a column", zh="列")
    question.wrong((1, 3), en="upright", zh="竖着")
    return question


@pytest.mark.parametrize("answer", ["b", "B", " b) ", ["b"], ("b",), {"b"}])
def test_one_letter_is_right_in_any_notation(one: Question, answer: Any) -> None:
    assert one.judge(answer, "b") is None


@pytest.mark.parametrize("answer", ["e", 2, "", "ab", [1]])
def test_an_answer_that_is_no_letter_is_reported(one: Question, answer: Any) -> None:
    finding = one.judge(answer, "b")
    assert finding is not None and (finding.kind, finding.hint) == ("letter", None)


def test_each_wrong_letter_has_its_hint(one: Question) -> None:
    finding = one.judge("c", "b")
    assert finding is not None and (finding.diagnosis, finding.hint) == ("answered c", {"en": "not c", "zh": "不是 c"})


@pytest.mark.parametrize("answer", ["ac", "CA", "a, c", ["a", "c"], {"c", "a"}])
def test_several_letters_in_any_order(several: Question, answer: Any) -> None:
    assert several.judge(answer, "ac") is None


@pytest.mark.parametrize(("answer", "letter"), [("a", "c"), ("abc", "b"), ("b", "a"), ("c", "a")])
def test_the_hint_is_for_the_first_letter_that_was_judged_wrongly(several: Question, answer: str, letter: str) -> None:
    finding = several.judge(answer, "ac")
    assert finding is not None and finding.hint == {"en": f"look at {letter}", "zh": f"看 {letter}"}


@pytest.mark.parametrize("answer", [(3, 1), [3, 1]])
def test_a_shape_is_right(shape: Question, answer: Any) -> None:
    assert shape.judge(answer, (3, 1)) is None


@pytest.mark.parametrize(
    ("answer", "kind", "hinted"),
    [
        ((3,), None, True),
        ((9, 9), None, False),
        (3, "shape", False),
        ("(3, 1)", "shape", False),
        ((1,) * 65, "shape", False),
        ((10**4000,), "shape", False),
    ],
)
def test_a_wrong_shape_is_reported(shape: Question, answer: Any, kind: str | None, hinted: bool) -> None:
    finding = shape.judge(answer, (3, 1))
    assert finding is not None and (finding.kind, finding.hint is not None) == (kind, hinted)


def test_the_equality_of_a_learners_object_is_never_called(one: Question) -> None:
    class Yes(str):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    assert one.judge(Yes("a"), "b") is not None


def test_an_incomplete_question_is_an_error(one: Question, several: Question, shape: Question) -> None:
    one.check("b")
    several.check("ac")
    shape.check((3, 1))
    for question, right in ((one, "a"), (one, "x"), (one, None), (shape, (3,)), (Question("q4"), (1,))):
        with pytest.raises(ExerciseError):
            question.check(right)
    with pytest.raises(ExerciseError, match="two hints"):
        one.wrong("a", en="", zh="")
    with pytest.raises(ExerciseError, match="no hint in en or zh"):
        Question("q5", choices="ab").wrong("a")
    with pytest.raises(AutograderError, match="Unknown language 'fr'"):
        Question("q5", choices="ab").wrong("a", fr="Non.")
    Question("q5", choices="ab").wrong("a", en="No.")
    with pytest.raises(ExerciseError, match="not a possible answer"):
        Question("q5", choices="ab").wrong("c", en="No.", zh="不对。")


HIDDEN = """
from autograder import Question
q1 = Question("q1", choices="ab")
q1.wrong("a", en="The *loss* is of one example.", zh="*损失*是单个样本的。")
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    asked = notebook(
        cell("a) one\n\nb) two", kind="markdown"),
        cell('q1 = None  # "a" or "b"\n### BEGIN SOLUTION\nq1 = "b"\n### END SOLUTION', "q1", solution=True),
        cell(
            "# graded: q1\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck(q1=q1)\n### END HIDDEN TESTS",
            "test_q1", grade=True, locked=True, points=2,
        ),
    )  # fmt: skip
    made = make_course(tmp_path, QUESTIONS_CONFIG, asked=asked)
    path = made.hidden_tests("asked") / "q1.py"
    path.parent.mkdir(parents=True)
    path.write_text(HIDDEN)
    generate(made)
    return made


def test_a_questions_cell_has_no_stub(course: Course) -> None:
    text = (course.release("asked") / "asked.ipynb").read_text()
    assert "NotImplementedError" not in text and "q1 = None  # " in text
    assert released(course.sources("asked")["asked"])["cells"][1]["source"] == 'q1 = None  # "a" or "b"'


@pytest.mark.parametrize(
    ("text", "score", "status", "said"),
    [
        (None, 0, "missing", "`q1` is not answered yet."),
        ('q1 = "b"', 2, "passed", ""),
        ('q1 = "A"', 0, "failed", "of one example"),
        ('q1 = "ab"', 0, "failed", "one letter of a, b"),
        ("q1 = b", 0, "missing", "NameError"),
    ],
)
def test_an_answer_goes_through_the_grader(course: Course, text: str | None, score: int, status: str, said: str) -> None:
    handed = released(course.sources("asked")["asked"])
    if text is not None:
        handed["cells"][1]["source"] = text
    with Grader(course, "asked", allow_weak=True) as grader:
        (found,) = grader.grade({"asked": handed}).exercises
    assert (found.score, found.status) == (score, status)
    assert said in found.message and '"b"' not in found.message.replace('q1 = "b"', "")
    write(course.submitted("asked", "ann") / "asked.ipynb", handed)
