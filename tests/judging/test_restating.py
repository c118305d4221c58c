"""An error is said again with the names of the learner's own line. Every message here is one that Python or NumPy makes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from autograder.exercise.comparison import Difference
from autograder.judging.restating import RULES, restated
from autograder.judging.telling import failure, message_of
from autograder.sandbox.shared.outcome import LearnerError
from autograder.words import LANGUAGES

PLACES: dict[str, Any] = {"np": np, "math": math, "W": np.ones((2, 3)), "A": np.ones((4, 5)), "v": np.ones(3)}
PLACES |= {"whole": np.ones(3, dtype=int), "d": {"W1": 1}, "rows": [1, 2], "nothing": None, "pair": (1, 2)}

# line -> words of the English sentence
LINES = {
    "np.dot(W, A)": "`W` has the shape (2, 3) and `A` the shape (4, 5)",
    "np.dot(W, A) + np.dot(A, W)": "here the shapes are (2, 3) and (4, 5)",
    "1 + np.dot(W.T, A) * 2": "`W.T` has the shape (3, 2)",
    "W @ A": "The last dimension of `W` is 3, and the dimension of `A` that it meets is 4",
    "W @ A + A @ W": "the last dimension of the first array is 3",
    "W @ 2": "operand 1 (counted from 0) is a single number",
    "W + A": "`W` and `A` have the shapes (2, 3) and (4, 5)",
    "np.multiply(W, A)": "`W` and `A` have the shapes",
    "W + A - W * A": "Arrays of the shapes (2, 3) and (4, 5)",
    "v -= W": "a result of shape (2, 3) does not fit into an array of shape (3,)",
    "W[0] = A[0]": "An array of shape (5,) does not fit into the place of shape (3,)",
    "W.reshape((4, 2))": "The array has 6 entries; the shape (4, 2)",
    "np.array([[1, 2], [3]], dtype=float)": "lists of different lengths",
    "v.__setitem__(0, v)": "an array is stored where one number belongs",
    "bool(v > 0)": "used as a condition",
    "a, b, c = pair": "3 names on the left",
    "a, = pair": "1 names on the left",
    "np.concatenate([W, A])": "do not have matching shapes",
    "np.transpose(v, (0, 1))": "axes that are swapped",
    "d['W2']": "no entry `W2`",
    "lerning_rate": "Nothing has the name `lerning_rate`",
    "rows[2]": "`list` has fewer entries",
    "pair[2]": "`tuple` has fewer entries",
    "v[3]": "Along axis 0 the array has 3 entries, numbered from 0; there is no entry 3",
    "v[0, 1]": "1 dimension(s), and the line gives 2 indices",
    "v[0.5]": "An array's index must be a whole number",
    "np.sum(v, axis=1)": "no axis 1",
    "(lambda x, y: 1)(1)": "without the argument `y`",
    "(lambda x, y: 1)()": "without the argument `x` and `y`",
    "(lambda x: 1)(1, 2)": "takes 1 arguments, and was called with 2",
    "(lambda x: 1)(z=1)": "no argument named `z`",
    "(lambda x: 1)(1, x=1)": "`x` twice",
    "nothing + 1": "One of the values is None",
    "1 * nothing": "One of the values is None",
    "d - 1.5": "`-` does not work between `dict` and `float`",
    "v ^ 2": "Write `**` for a power",
    "whole.__isub__(0.5)": "cannot hold the fractions",
    "np.exp(nothing)": "`exp` works on numbers",
    "np.log('a')": "works on numbers",
    "np.sqrt(np.array([None]))": "works on numbers",
    "nothing[0]": "A value is None",
    "a, b = nothing": "A value is None",
    "nothing.shape": "A value is None",
    "(1.5)[0]": "type `float` has no entries",
    "v(0)": "type `numpy.ndarray` is called like a function",
    "for _ in 1.5: pass": "is one value",
    "a, b = 1.5": "is one value",
    "math.exp(v)": "One number is needed here",
    "range(2.0)": "A whole number is needed here, and this is of type `float`",
    "np.random.randn((2, 3))": "of type `tuple`",
    "rows['a']": "not of type `str`",
    "np.zeros(2, 3)": "The shape is one argument",
    "{v: 1}": "type `numpy.ndarray` cannot be the key",
    "rows * 0.5": "multiplied by a fraction",
    "'W' + 1": "`+` joins `str` only to `str`",
    "rows + v[0].item()": "`+` joins `list` only to `list`",
    "np.sigmoid(v)": "`numpy` has no `sigmoid`",
    "rows.shape": "type `list` has no `shape`",
    "1 / 0": "divided by zero",
    "math.exp(1000)": "too large",
    "np.zeros((10**7, 10**7))": "far too large",
    "import no_such_module": "`no_such_module` is not installed",
    "open('no_such_file')": "`no_such_file` does not exist",
}


def raised(line: str) -> LearnerError:
    """Return the error that a line raises, as a sandbox reports it."""
    try:
        exec(line, dict(PLACES, W=PLACES["W"].copy(), v=PLACES["v"].copy(), whole=PLACES["whole"].copy()))
    except Exception as error:
        types = tuple(cls.__name__ for cls in type(error).__mro__)
        return LearnerError(types, str(error), f"line 3: {line}")
    raise AssertionError(f"{line} raises nothing")


@pytest.mark.parametrize(("line", "words"), LINES.items(), ids=LINES)
def test_it_is_said_again(line: str, words: str) -> None:
    meaning = restated(raised(line))
    assert meaning is not None
    assert words in meaning.in_language("en")
    assert all(meaning.in_language(language) for language in LANGUAGES)


def test_a_name_without_a_value() -> None:
    error = LearnerError(
        ("UnboundLocalError", "NameError"), "cannot access local variable 'l' where it is not …", "line 2: l"
    )
    meaning = restated(error)
    assert meaning is not None and "`l` has no value yet" in meaning.in_language("en")


def test_a_function_that_calls_itself() -> None:
    meaning = restated(LearnerError(("RecursionError", "RuntimeError"), "maximum recursion depth exceeded"))
    assert meaning is not None and "calls itself" in meaning.in_language("en")


def test_each_rule_is_tried() -> None:
    """So that no rule waits for a message that Python and NumPy do not make any more."""
    codes = {meaning.code for line in LINES if (meaning := restated(raised(line)))}
    codes |= {"judging.restated.unbound", "judging.restated.recursion"}
    for rule in RULES:
        assert f"judging.restated.{rule.code}" in codes or f"judging.restated.{rule.code}_of" in codes, rule


def test_an_unknown_error_has_no_sentence() -> None:
    assert restated(LearnerError(("ValueError", "Exception"), "layer 2 is wrong")) is None
    assert restated(LearnerError(("TypeError", "Exception"), "x" * 10_000)) is None


def test_what_a_learner_words_stays_in_code_spans() -> None:
    """A learner may raise an error with any text."""
    for message in (
        "f() missing 1 required positional argument: '[click](http://example.invalid)'",
        "name '<b>' is not defined",
    ):
        for types in (("TypeError",), ("NameError",)):
            meaning = restated(LearnerError(types, message, "line 1: [a](http://example.invalid)"))
            assert meaning is None or "http" not in meaning.in_language("en")
    meaning = restated(LearnerError(("KeyError",), "[click](http://example.invalid)"))
    assert meaning is not None and "`[click](http://example.invalid)`" in meaning.in_language("en")


def test_the_learner_reads_it_after_the_error() -> None:
    error = raised("np.dot(W, A)")
    text = message_of(failure("f", Difference("error", "", error, None), "f()", []))["zh"]
    assert text.index("not aligned") < text.index("`W` 的形状是 (2, 3)") < text.index("f()")
    hints = [[{"en": "Transpose it.", "zh": "转置。"}]]
    hinted = message_of(failure("f", Difference("error", "", error, None), "f()", hints))["zh"]
    assert "的形状是" not in hinted and "转置。" in hinted
