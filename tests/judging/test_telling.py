"""Test what each level of help says of a wrong answer, and that no level says more than it may."""

from __future__ import annotations

import pytest

from autograder.course.help import LEVELS
from autograder.exercise.alternatives import Mistake
from autograder.exercise.comparison import Difference
from autograder.exercise.question import Finding, Question
from autograder.judging import telling
from autograder.judging.detail import compose
from autograder.sandbox.shared.outcome import LearnerError
from autograder.words import sentence

HALVE = Mistake("m", hint={"en": "Halve it.", "zh": "除以二。"})
LENGTH = Difference("length", "", 1, 2)


def message(*arguments: object, **options: object) -> dict[str, str]:
    return telling.message_of(telling.failure(*arguments, **options))  # type: ignore[arg-type]


def at(level: str, *arguments: object, **options: object) -> str:
    return compose(telling.failure(*arguments, **options), level, "en")  # type: ignore[arg-type]


def test_failure_has_the_hint_and_the_example() -> None:
    said = message("f", LENGTH, "x = 1\nf(x)", [[HALVE.hint]])
    assert said["en"] == "`f(…)` has length 1, expected 2.\n\nHalve it.\n\nTry it with:\n```python\nx = 1\nf(x)\n```"
    assert "除以二。" in said["zh"]


def test_several_hints_that_fit_are_all_named() -> None:
    hints = [[HALVE.hint, {"en": "Double it.", "zh": "乘以二。"}], [{"en": "Add 1.", "zh": "加一。"}]]
    said = message("f", LENGTH, "f(x)", hints)
    assert "One of these is the cause; their results are the same:\n- Halve it.\n- Double it.\n\nAdd 1." in said["en"]


def test_causes_follow_the_difference() -> None:
    cause = sentence("judging.look_at", number=3, code="Z = w * X")
    said = message("f", LENGTH, "f(x)", [], causes=[cause])
    assert "\n\nLook at line 3, `Z = w * X`: something is off there.\n\n" in said["en"]
    assert "第 3 行" in message("f", None, "", [], check="one", causes=[cause])["zh"]


def test_what_was_earned_for_what_stands_before_the_example_and_belongs_to_the_result() -> None:
    lines = [(sentence("judging.the_part", part="`dw`"), 7.0, 7.0), (sentence("judging.the_part", part="`cost`"), 0.0, 7.0)]
    said = message("f", LENGTH, "f(x)", [], earned=lines)
    assert "\n\nPoints so far:\n- `dw`: 7 of 7\n- `cost`: 0 of 7\n\nTry it with:" in said["en"]
    assert message("f", None, "", [], check="one", earned=lines)["zh"].endswith("`cost`：0 / 7")
    assert at("result", "f", LENGTH, "f(x)", [], earned=lines).startswith("Points so far:")
    assert at("none", "f", LENGTH, "f(x)", [], earned=lines) == ""


def test_helpers_that_were_replaced_are_named() -> None:
    said = message("f", LENGTH, "f()", [], helpers=["g", "h", "i"])
    assert said["en"].startswith("Even with correct `g`, `h` and `i`:\n\n`f(…)` has length 1")
    assert said["zh"].startswith("即使换上正确的 `g`、`h` 和 `i`，仍然有错：")


def test_a_hint_that_a_language_lacks_is_shown_in_another() -> None:
    said = message("f", Difference("value", "", 1.5, 0.75), "f(1)", [[{"en": "Divide by m."}]])
    assert "Divide by m." in said["zh"] and "expected" not in said["zh"]
    sections = telling.of_question(Question("q", choices="ab"), Finding(None, "answered a", {"zh": "不对。"}))
    assert "不对。" in telling.message_of(sections)["en"]


SLIP = sentence("judging.look_at_slip", number=3, code="return a + b", slip=sentence("judging.slip.sign"))
VALUE = Difference("value", "grads['dw']", 4711.5, 4712.5, (0, 1))
EVERYTHING = ("4711.5", "4712.5", "line 3", "a sign is wrong", "Try it with", "x = 4713", "Halve it")
TOLD = {
    "none": [],
    "result": [],
    "what": ["grads['dw']"],
    "hint": ["grads['dw']", "line 3", "Halve it"],
    "example": ["grads['dw']", "line 3", "Halve it", "4711.5", "4712.5", "Try it with", "x = 4713"],
    "repair": ["grads['dw']", *EVERYTHING],
}


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_says_what_it_may_and_no_more(level: str) -> None:
    said = at(level, "f", VALUE, "x = 4713\nf(x)", [[HALVE.hint]], causes=[SLIP])
    assert [text for text in ("grads['dw']", *EVERYTHING) if text in said] == [
        text for text in ("grads['dw']", *EVERYTHING) if text in TOLD[level]
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_what_an_error_quotes_belongs_to_the_example(level: str) -> None:
    error = LearnerError(("ValueError", "Exception"), "got 4711", "line 2: raise ValueError(x)")
    said = at(level, "f", Difference("error", "", error), "f(4711)", [])
    assert ("4711" in said) == (level in ("example", "repair"))
    assert ("ValueError" in said) == (level not in ("none", "result"))


@pytest.mark.parametrize(
    "difference", [Difference("rising", "", 47.11, 47.12), Difference("not raised", "", "number", "4711")]
)
def test_numbers_of_other_differences_belong_to_the_example(difference: Difference) -> None:
    assert "47" not in at("hint", "f", difference, "f()", [])
    assert "47" in at("example", "f", difference, "f()", [])


def test_a_question_has_its_hint_from_the_level_of_hints_on() -> None:
    sections = telling.of_question(
        Question("q1", choices="abc"), Finding(None, "b", {"en": "That is the loss.", "zh": "不。"})
    )
    assert compose(sections, "result", "en") == ""
    assert compose(sections, "what", "en") == "`q1` is not right yet."
    assert compose(sections, "hint", "en") == "`q1` is not right yet.\n\nThat is the loss."
