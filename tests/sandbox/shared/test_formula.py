"""Formulas: functions that are made from their text, on both sides."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from autograder.sandbox.shared.formula import formula, text_of_formula


def test_a_formula_is_named_by_its_text() -> None:
    square = formula("lambda x: np.square(x)")
    assert square(3) == 9
    assert square.__name__ == "lambda x: np.square(x)"
    with pytest.raises(SyntaxError):
        formula("lambda x")


def test_only_what_formula_has_made_has_a_text() -> None:
    assert text_of_formula(formula("lambda x: 2 * x")) == "lambda x: 2 * x"
    assert text_of_formula(copy.deepcopy(formula("lambda x: 2 * x"))) == "lambda x: 2 * x"

    def named(x: float) -> float:
        return x

    named.__name__ = "lambda x: 2 * x"
    named.formula = ["lambda x: 2 * x"]  # type: ignore[attr-defined]
    assert [text_of_formula(each) for each in (named, np.sin, "lambda x: 2 * x", None)] == [None] * 4
