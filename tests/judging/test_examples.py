"""A failing call as Python: it can be pasted, and it makes the same call again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.judging import examples
from autograder.judging.fitting import FittedCall
from autograder.sandbox.shared.formula import formula

scalars = st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.binary(max_size=5), st.none())
arrays = hnp.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.uint8, np.bool_, np.complex128]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=1, max_side=3),
)
values = st.recursive(
    st.one_of(scalars, arrays),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.tuples(inner), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def equal(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and bool(np.array_equal(one, other, equal_nan=True))
    if isinstance(one, list | tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    return one == other or (one != one and other != other)


@given(values)
def test_a_literal_evaluates_to_its_value(value: Any) -> None:
    assert equal(eval(examples.literal(value), {"np": np}), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([[1, 2]]), "np.array([[1, 2]])"),
        (np.zeros((0, 2)), "np.array([], dtype='float64')"),
        (np.array([1], np.complex64), "np.array([(1+0j)], dtype='complex64')"),
        (np.float64(0.5), "0.5"),
        (float("-inf"), "float('-inf')"),
        (complex("inf+nanj"), "complex(float('inf'), float('nan'))"),
        ((3,), "(3,)"),
        ({"W1": [1.0]}, "{'W1': [1.0]}"),
        (formula("lambda x: x ** 2"), "lambda x: x ** 2"),
    ],
)
def test_a_literal(value: Any, text: str) -> None:
    assert examples.literal(value) == text


def test_an_example_makes_the_same_call() -> None:
    inputs = {"w": np.array([[1.0]]), "Y": np.array([[0, 1]]), "rate": 0.5, "more": {"a": (1,), "b": [np.nan, "x"]}}
    text = examples.example("f", FittedCall(((), {}), {"Y": 1, "w": 0, "rate": "rate", "more": "more"}), inputs)
    world: dict[str, Any] = {"np": np, "f": lambda *args, **kwargs: (args, kwargs)}
    *setup, call = text.splitlines()
    exec("\n".join(setup), world)
    (w, Y), keywords = eval(call, world)
    np.testing.assert_array_equal(w, inputs["w"])
    np.testing.assert_array_equal(Y, inputs["Y"])
    assert Y.dtype == inputs["Y"].dtype
    assert keywords["rate"] == 0.5
    assert keywords["more"]["a"] == (1,)
    assert np.isnan(keywords["more"]["b"][0])


def test_an_input_that_the_call_leaves_out_is_not_shown() -> None:
    assert examples.example("f", FittedCall(((1,), {}), {"x": 0}), {"x": 1, "print_cost": False}) == "x = 1\nf(x)"


def test_arguments_by_position_keep_their_order() -> None:
    names = [f"x{number}" for number in range(12)]
    call = FittedCall((tuple(range(12)), {}), {name: place for place, name in enumerate(names)})
    *_, line = examples.example("f", call, dict(zip(names, range(12), strict=True))).splitlines()
    assert line == f"f({', '.join(names)})"
