"""Right values in other forms: each form changes what its name says, at any depth, and no number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.exercise.comparison import compare
from autograder.validation.forms import FORMS, NEARLY, MyList

RIGHT = ({"dw": np.array([[0.5], [1.5]]), "shape": (2, 1)}, [0.25, 0.75], 2.0, None, "text")


@pytest.mark.parametrize(
    ("form", "got"),
    [
        ("lists", lambda value: value[0]["dw"] == [[0.5], [1.5]]),
        (
            "arrays",
            lambda value: type(value[1]) is np.ndarray and type(value[0]["shape"]) is np.ndarray,
        ),
        ("tuples", lambda value: value[1] == (0.25, 0.75)),
        ("lists_for_tuples", lambda value: type(value) is list and value[0]["shape"] == [2, 1]),
        ("namedtuples", lambda value: value.part_1.part_1 == 0.75),
        ("own_lists", lambda value: type(value) is MyList and type(value[1]) is MyList),
        ("zero_dimensions", lambda value: type(value[2]) is np.ndarray and value[2].shape == ()),
        ("numpy_numbers", lambda value: type(value[2]) is np.float64),
        ("one_by_one", lambda value: value[2].shape == (1, 1) and value[1][0].shape == (1, 1)),
        ("matrices", lambda value: type(value[0]["dw"]) is np.matrix),
        ("single_precision", lambda value: value[0]["dw"].dtype == np.float32 and type(value[2]) is np.float32),
        ("nearly_equal", lambda value: value[2] == 2.0 * (1 + NEARLY) and value[0]["shape"] == (2, 1)),
    ],
)
def test_a_form_changes_what_it_says(form: str, got: Any) -> None:
    assert got(FORMS[form](RIGHT))


def test_every_form_is_tested_above() -> None:
    assert len(FORMS) == 12


def test_texts_and_none_stay_as_they_are() -> None:
    for form in FORMS.values():
        assert list(form(RIGHT))[3:] == [None, "text"]
        assert form("text") == "text"


def test_the_comparison_takes_most_forms_for_right() -> None:
    costly = {"one_by_one", "matrices"}  # a matrix becomes an array on its way out of the sandbox
    for name, form in FORMS.items():
        difference = compare(form(RIGHT), RIGHT)
        if name not in ("namedtuples", "own_lists"):  # the same holds for derived classes
            assert (difference is None) == (name not in costly), name
