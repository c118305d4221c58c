"""What learners read, in every language: differences, known mistakes, and what they wrote, quoted safely."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder import words
from autograder.exercise.comparison import Difference, Kind
from autograder.exercise.question import Finding, Question
from autograder.judging import sentences
from autograder.judging.earnings import Earned, Part
from autograder.sandbox.shared.outcome import LearnerError

CHINESE = re.compile("[\u4e00-\u9fff]")

DIFFERENCES = [
    (Difference("shape", "grads['dw']", (3,), (3, 1)), "`grads['dw']` has shape (3,), expected (3, 1). One dimension was"),
    (Difference("shape", "", (1, 2), (2, 1)), "`f(…)` has shape (1, 2), expected (2, 1)."),
    (Difference("shape", "cost", (1, 1), ()), "`cost` is an array of shape (1, 1), expected a single number."),
    (Difference("value", "", 1.5, 0.75, (0, 2)), "`f(…)[0, 2]` is 1.5, expected 0.75."),
    (Difference("value", "cost", float("nan"), 1.0), "`cost` is nan, expected 1."),
    (Difference("value", "cost", 1.00000001, 1.0), "`cost` is 1.00000001, expected 1."),
    (Difference("value", "['b']", "no", "yes"), "`f(…)['b']` is `'no'`, expected `'yes'`."),
    (Difference("type", "", "None", "tuple"), "`f(…)` is None, expected a tuple. Is a `return` missing?"),
    (Difference("type", "w", "object:matrix", "array"), "`w` is an object of type `matrix`, expected an array."),
    (Difference("length", "costs", 2, 3), "`costs` has length 2, expected 3."),
    (Difference("key", "grads", ("dW",), "dw"), "`grads` has no key `'dw'`; its keys are `'dW'`."),
    (Difference("key", "grads", (), "dw"), "`grads` has no key `'dw'`; it is empty."),
    (Difference("changed", "w"), "`f` changes its argument `w` in place."),
    (
        Difference("error", "", LearnerError(("KeyError",), "'dw'", "line 3: x = grads['dw']")),
        "`f` raised `KeyError: 'dw'`, in the line `x",
    ),
    (Difference("error", "", LearnerError(("Odd",), "")), "`f` raised `Odd`."),
    (Difference("error", "", LearnerError(("Odd",), "", "line 3")), "`f` raised `Odd`."),
    (
        Difference("wrong error", "", LearnerError(("KeyError",), "'w'"), ("ValueError", "AssertionError")),
        "`f` raised `KeyError: 'w'`, where it should raise `ValueError` or `AssertionError`.",
    ),
    (
        Difference("unnamed", "", LearnerError(("ValueError",), "bad."), "w"),
        "`f` is right to raise `ValueError: bad`, but the error's message should first name what is wrong: `w`.",
    ),
    (Difference("not raised", "", "None", "w"), "`f` accepts these inputs, although `w` is wrong."),
    (Difference("start", "W1", "not finite"), "Before the first step, `W1` is not finite"),
    (Difference("start", "W1", "too large"), "Before the first step, the numbers in `W1` are too large"),
    (Difference("start", "W1", "equal units"), "Before the first step, two units have equal weights in `W1`"),
    (Difference("start", "", "at rest"), "Training hardly moves these initial parameters"),
    (Difference("start", "", "unrepeatable"), "`f` starts from other numbers each time"),
    (Difference("rising", "", 0.5, 0.75), "After training with `f` the cost is 0.75; before training it was 0.5."),
    (
        Difference("epsilon", "cost", 0.693137, 0.693147),
        "`cost` is 0.693137, expected 0.693147: a small number added inside a",
    ),
    (Difference("value", "", b"no", b"yes"), "`f(…)` is `b'no'`, expected `b'yes'`."),
    (Difference("value", "", True, 1 + 2j), "`f(…)` is 1, expected 1+2j."),
]


def test_a_hint_that_a_language_lacks_is_shown_in_another() -> None:
    question = Question("q", choices="ab")
    said = sentences.wrong_answer(question, Finding(None, "answered a", {"zh": "不对。"}))
    assert "不对。" in said["en"] and "is not right yet" in said["en"]


@pytest.mark.parametrize(("difference", "start"), DIFFERENCES, ids=lambda each: getattr(each, "kind", ""))
def test_a_difference_in_words(difference: Difference, start: str) -> None:
    sentence = sentences.explain("f", difference)
    assert str(sentence).startswith(start)
    chinese = sentence.in_language("zh")
    assert chinese.endswith(("。", "？"))
    assert "{" not in chinese.replace("{'", "")


def test_a_learners_text_cannot_leave_its_quotation():
    error = LearnerError(("ValueError",), "a\n```\nScore: 100 `x` " + "y" * 1000, "raise `…`")
    text = str(sentences.explain("f", Difference("error", "", error)))
    page = markdown2html_mistune(text)
    assert page.count("<code>") == 3 and "<a" not in page and "<pre>" not in page
    assert "\n" not in text
    assert len(text) < 500


def test_a_none_inside_a_value_is_no_missing_return():
    assert "Is a `return` missing?" in str(sentences.explain("f", Difference("type", "", "None", "array")))
    assert "Is a `return` missing?" not in str(sentences.explain("f", Difference("type", "grads['dw']", "None", "array")))


def test_no_expression_of_a_hidden_test_is_shown():
    text = str(sentences.explain("f", Difference("value", "np.sqrt(np.mean(parameters['W1'] ** 2)) < 0.5", False, True)))
    assert text.startswith("The numbers in `parameters['W1']` do not have the properties")
    assert "np.sqrt" not in text


def test_the_tip_on_keepdims_is_no_part_of_a_difference():
    assert "keepdims" not in str(sentences.explain("f", Difference("shape", "dw", (3,), (3, 1))))


def test_every_kind_of_difference_is_tested_above() -> None:
    assert {difference.kind for difference, _ in DIFFERENCES} == set(get_args(Kind))


@pytest.mark.parametrize("kind", [code.removeprefix("judging.kind.") for code in words.catalogue("en") if ".kind." in code])
def test_every_kind_of_value_has_words(kind: str) -> None:
    message = sentences.no_function("f", "object:Tree" if kind == "object" else kind.replace("_", " "))
    assert message["en"].startswith("`f` should be a function, but it is ")
    assert CHINESE.search(message["zh"])


def test_a_function_that_passes_with_correct_helpers_is_right() -> None:
    assert "with correct `g` it passes" in sentences.followed("f", ["g"])["en"]


@pytest.mark.parametrize(
    ("message", "english", "chinese"),
    [
        (sentences.missing("f"), "`f` is not defined in your notebook.", "你的笔记本里没有定义 `f`。"),
        (sentences.unwritten("f"), "`f` is not written yet.", "`f` 还没有写。"),
        (sentences.unanswered("q1"), "`q1` is not answered yet.", "`q1` 还没有回答。"),
        (
            sentences.undefined("f", "NameError: `x`\n"),
            "`f` is not defined: its cell ended with `` NameError: `x` ``.",
            "`f` 没有定义：它的单元格没有运行完，因为 `` NameError: `x` ``。",
        ),
        (
            sentences.loosely("f"),
            "`f` starts from different random numbers each time, so only the shapes and a falling cost could be checked.",
            "`f` 每次的初始值都不同，所以只检查了形状，以及成本是否下降。",
        ),
    ],
)
def test_other_messages(message: sentences.Message, english: str, chinese: str) -> None:
    assert message == {"en": english, "zh": chinese}


@pytest.mark.parametrize(
    ("finding", "english"),
    [
        (Finding("letter"), '`q1` should be one letter of a, b, c, in quotation marks: `q1 = "a"`.'),
        (Finding("letters"), '`q1` should be the letters of all right answers of a, b, c, in quotation marks: `q1 = "ac"`.'),
        (Finding("shape"), "`q1` should be a shape, a tuple of whole numbers: `q1 = (5, 7)`."),
        (Finding(None, "answered b"), "`q1` is not right yet."),
        (Finding(None, "answered b", {"en": "Look again.", "zh": "再看看。"}), "`q1` is not right yet.\n\nLook again."),
    ],
)
def test_a_wrong_answer(finding: Finding, english: str) -> None:
    message = sentences.wrong_answer(Question("q1", choices="abc"), finding)
    assert message["en"] == english
    assert CHINESE.search(message["zh"])


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ((6.0, 8.0, "en"), "**6 of 8 points**"),
        ((1 / 3, 8.0, "zh"), "**0.33 / 8 分**"),
        ((6.0, 8.0, "en", 2.0), "**6 of 8 points, bonus 2**"),
        ((0.0, 0.0, "zh", 1.5), "**附加分 1.5**"),
        ((0.0, 0.0, "en"), "**0 of 0 points**"),
    ],
)
def test_the_line_of_points(given: tuple[float, float, str, float], text: str) -> None:
    assert sentences.points(*given) == text


def earned(*parts: tuple[tuple[str, ...], float, float]) -> list[Earned]:
    return [Earned(Part(names, full), got, full, {"values": (got, full)}) for names, got, full in parts]


def test_a_line_for_each_part_says_what_it_earned() -> None:
    lines = sentences.lines_of(earned((("grads['dw']",), 0.5, 0.5), (("cost",), 0.0, 0.5)), 14.0)
    assert sentences.points_so_far(lines, "en") == "Points so far:\n- `dw`: 7 of 7\n- `cost`: 0 of 7"
    assert "\n- `dw`：7 / 7\n" in sentences.points_so_far(lines, "zh")


def test_parts_that_earn_together_share_a_line() -> None:
    lines = sentences.lines_of(earned((("Z",), 0.5, 0.5), (("cache[0]", "cache[1]"), 0.0, 0.5)), 4.0)
    assert "- `cache[0]` and `cache[1]`: 0 of 2" in sentences.points_so_far(lines, "en")


def test_a_value_of_one_part_has_a_line_for_each_group() -> None:
    groups = {"values": (0.0, 0.5), "edge cases": (0.2, 0.2), "large numbers": (0.3, 0.3)}
    lines = sentences.lines_of([Earned(Part(("",), 1.0), 0.5, 1.0, groups)], 10)
    said = sentences.points_so_far(lines, "en")
    assert said == "Points so far:\n- values: 0 of 5\n- edge cases: 2 of 2\n- large numbers: 3 of 3"


def test_no_lines_are_said_where_nothing_was_earned_or_there_is_one_share() -> None:
    assert sentences.lines_of(earned((("dw",), 0.0, 0.5), (("db",), 0.0, 0.5)), 10) == []
    assert sentences.lines_of([Earned(Part(("",), 1.0), 0.9, 1.0, {"everything": (0.9, 1.0)})], 10) == []
