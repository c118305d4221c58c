"""Hidden inputs that break the docstring are a problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from courses import by_id
from halves import HALF, lesson, made

from autograder.judging.checking import exam_of
from autograder.validation.docstrings import promises_of
from autograder.validation.exercises import prove
from autograder.validation.promises import broken_promises, hold_promises
from autograder.validation.proof import Proof, Subject


def broken(line: str, value: Any, **others: Any) -> str:
    """Return the code of the promise that a value breaks; "" for none. others: more lines, and their values."""
    lines = [line, *(text for text, _ in others.values())]
    doc = "\n    ".join(lines)
    promises = promises_of(f'def f(x):\n    """Do it.\n\n    {doc}\n    """\n')
    name = line.split(":")[0]
    inputs = {other: its for other, (_, its) in others.items()} | {name: value}
    found = dict(broken_promises(promises, inputs))
    return found[name].code.removeprefix("validation.promise.") if name in found else ""


ROW, ONE = np.array([[0.5, 0.25]]), np.array([[1.0]])


@pytest.mark.parametrize(
    ("line", "kept", "breaks"),
    [
        ("x: array (1, m)", ROW, {"type": 0.5, "shape": ROW.T, "empty": np.zeros((1, 0)), "not_numbers": ROW * np.nan}),
        ("x: array (n,), (n, 1) or (1, n)", ROW, {"shape": np.ones((2, 2))}),
        ("x: array (1, m), the labels, 0 or 1", np.array([[0, 1]]), {"range": np.array([[0, 2]])}),
        ("x: array (1, m), perhaps of whole numbers", np.array([[5, 7]]), {"shape": np.array([5])}),
        ("x: array (1, m), a row", ROW, {"whole_numbers": np.array([[5, 7]])}),
        ("x: array (r, c), positive", ROW, {"range": ROW * 0}),
        ("x: array (m,), not all equal", ROW[0], {"all_equal": np.ones(3)}),
        ("x: array (n, m); no feature is constant", ROW, {"constant_row": np.ones((1, 3))}),
        ("x: array (r, c), no row all zero", ROW, {"zero_row": ROW * 0}),
        ("x: number or array, above 0", 2.0, {"range": -ROW, "whole_numbers": 2}),
        ("x: number or array, strictly between 0 and 1", ROW, {"range": 1.0}),
        ("x: float, the size of a step", 0.1, {"range": 0.0, "type": 1}),
        ("x: float, what stays, 0 to 1", 1.0, {"range": 1.5}),
        ("x: float, 0 <= beta < 1", 0.0, {"range": 1.0}),
        ("x: float, below 1", -3.0, {"range": 1.0}),
        ("x: int, the number of steps", 3, {"count": 0, "type": 2.5}),
        ("x: int, the number of steps, 0 or more", 0, {"range": -1}),
        ("x: whether to print", True, {"type": 1}),
        ('x: "relu" or "sigmoid"', "relu", {"choice": "tanh", "type": 1}),
        ("x: list of floats", [0.5], {"empty": [], "type": np.ones(2), "elements": [1]}),
        ("x: list of int, the sizes", [3, 1], {"count": [3, 0], "elements": [1.0], "type": (3, 1)}),
        ("x: (n_x, n_h), the sizes", (3, 1), {"length": (3, 1, 1), "type": [3, 1]}),
        ("x: tuple (A, W)", (ROW, ROW), {"length": (ROW,), "type": [ROW, ROW]}),
        ('x: dict with "W1" (1, m), "b1" (1, 1)', {"W1": ROW, "b1": ONE},
         {"keys": {"W1": ROW}, "shape": {"W1": ROW.T, "b1": ONE}}),
        ('x: dict with "W1", ..., "WL"', {"W1": ROW, "W2": ROW}, {"keys": {"W2": ROW}, "type": {"W1": 1.0}}),
        ("x: function of a number", abs, {"type": 3}),
    ],
)  # fmt: skip
def test_what_breaks_a_promise(line: str, kept: Any, breaks: dict[str, Any]) -> None:
    assert broken(line, kept) == ""
    for code, value in breaks.items():
        assert broken(line, value) == code


@pytest.mark.parametrize("more", [{"W1": ROW, "V1": ROW}, {"W1": ROW, "else": ROW}])
def test_more_keys_have_to_be_allowed(more: dict[str, Any]) -> None:
    assert broken('x: dict with "W1", ..., "WL"', more) == "keys"
    assert broken('x: dict with "W1", ..., "WL"; it may hold more', more) == ""


def test_arguments_have_to_fit_each_other() -> None:
    assert broken("y: array (1, m), a row", ROW, X=("X: array (n, m), all", np.ones((3, 2)))) == ""
    assert broken("y: array (1, m), a row", ROW, X=("X: array (n, m), all", np.ones((3, 4)))) == "shape"
    assert broken("y: array (k, m), a row", ROW, k=("k: int, a number", 2)) == "shape"
    assert broken("y: [n_x, ..., n_y], the sizes", [3, 1], X=("X: array (n_x, m)", np.ones((2, 2)))) == "sizes"
    assert broken("y: array (m,) of ints from 0 to k - 1", np.array([0, 2]), k=("k: int, classes", 2)) == "below"


@pytest.mark.parametrize(
    ("train", "code"),
    [(lambda rate: [rate], ""), (lambda rate: np.array([rate]), "no_list"), (lambda rate: [], "no_list")],
)
def test_a_function_has_to_return_what_is_promised(train: Any, code: str) -> None:
    line = "train: a function; train(rate) returns the list of the costs"
    assert broken(line, train, rates=("rates: list of floats", [0.5])) == code


DOC = '"""Halve it.\n\n    x: array (n,), the numbers\n    by: float, above 0\n    """\n    '
ZH = {"x: array (n,), the numbers": "x：数组 (n,)，一些数", "by: float, above 0": "by：浮点数，大于 0"}


def problems(root: Path, doc: str = DOC, half: str = HALF, zh: dict[str, str] = ZH) -> list[str]:
    content = lesson()
    cell = by_id(content, "half")
    cell["source"] = cell["source"].replace("### BEGIN", f"{doc}### BEGIN", 1)
    content["cells"][0]["metadata"]["tags"] = ["en", "zh"]  # a notebook without any such tag is in one language
    content["metadata"]["translations"] = {"zh": zh}
    course = made(root, content, half)
    proof, subject = Proof("half"), Subject(course, "halves", "half")
    hold_promises([exam_of(course.root, "halves", "half", "one")], subject.lessons, proof)
    whole = map(str, prove(course, "halves", "half", mutation=False).problems)
    found = [str(problem) for problem in proof.problems]
    assert set(found) <= set(whole)
    return found


def test_inputs_that_keep_the_docstring_are_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_a_docstring_of_another_style_promises_nothing(tmp_path: Path) -> None:
    assert problems(tmp_path, '"""Halve it, whatever it is."""\n    ') == []


def test_inputs_that_break_the_docstring_are_a_problem(tmp_path: Path) -> None:
    edge = "\nhalf.edge('rows', dict(x=np.array([[1.0, 2.0]]), by=2.0))"
    edge += "\nhalf.edge('negative', dict(x=np.array([3.0]), by=-2.0))"
    shape, sign = problems(tmp_path, half=HALF + edge)
    assert shape == (
        "the hidden check 'rows' breaks what the docstring promises about `x` (shape: (n), not (1, 2)): array([[1., 2.]]). "
        "Draw other inputs, or change the docstring."
    )
    assert "'negative'" in sign and "`by` (above 0): -2.0" in sign


def test_every_argument_needs_a_line_that_can_be_read(tmp_path: Path) -> None:
    (unread,) = problems(tmp_path, DOC.replace("    by: float, above 0\n", ""))
    assert unread.startswith("the docstring says nothing about the argument `by` that can be read.")


def test_languages_have_to_promise_the_same(tmp_path: Path) -> None:
    (differ,) = problems(tmp_path, zh={**ZH, "by: float, above 0": "by：浮点数"})
    assert differ == "the docstrings promise different things about the argument `by` in en and in zh."
