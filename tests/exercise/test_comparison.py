"""Comparison of a learner's value with the reference's: laws as property tests, then each kind of value."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.errors import ExerciseError
from autograder.exercise.comparison import Difference, compare, compare_parts, in_form_of, parts_of
from autograder.exercise.values import magnitude

finite = st.floats(allow_nan=False, allow_infinity=False, width=32)
arrays = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=finite)
numbers = st.one_of(st.booleans(), st.integers(-(10**6), 10**6), finite)
values = st.recursive(
    st.one_of(numbers, arrays, st.text(max_size=5), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    max_leaves=8,
)


# laws


@given(values)
def test_everything_equals_itself(value):
    assert compare(value, value) is None


@given(arrays, st.data())
def test_one_wrong_element_is_found_where_it_is(right, data):
    index = tuple(data.draw(st.integers(0, size - 1)) for size in right.shape)
    wrong = right.copy()
    wrong[index] += 1 + abs(right).max()
    assert compare(wrong, right) == Difference("value", "", wrong[index], right[index], index)


@given(arrays)
def test_nan_equals_nothing(right):
    nan = np.full_like(right, math.nan)
    for got, expected in ((nan, right), (right, nan), (nan, nan)):
        found = compare(got, expected)
        assert found is not None
        assert found.kind == "value"
    assert compare(nan, nan, equal_nan=True) is None


@given(arrays, st.floats(-1, 1))
def test_values_within_rtol_are_right_and_values_beyond_it_are_wrong(right, part):
    assert compare(right * (1 + 0.9e-6 * part), right, rtol=1e-6) is None
    far = right + 1.1e-6 * np.maximum(abs(right), 1e-300) + 2e-8 * (1 + abs(right).max())
    assert compare(far, right, rtol=1e-6) is not None


@given(values, values)
def test_any_two_values_can_be_compared(one, other):
    found = compare(one, other)
    assert found is None or found.kind in ("type", "length", "key", "shape", "value")


# what counts as a number


@pytest.mark.parametrize(
    "got", [1, 1.0, True, np.float64(1), np.float32(1), np.int8(1), np.True_, np.array(1.0), np.array(1)]
)
def test_any_scalar_is_right_for_a_number(got):
    for expected in (1, 1.0, np.float64(1), np.array(1.0)):
        assert compare(got, expected) is None


@pytest.mark.parametrize(("got", "shape"), [(np.ones((1, 1)), (1, 1)), (np.ones(1), (1,))])
def test_an_array_is_wrong_for_a_number(got, shape):
    assert compare(got, 1.0) == Difference("shape", "", shape, ())


@pytest.mark.parametrize("got", ["1", None, ["1"], 1 + 0j, np.array("1"), np.array(1, dtype=object)])
def test_a_value_that_is_no_number_is_a_difference_of_type(got):
    found = compare(got, 1.0)
    assert found is not None
    assert found.kind == "type"


def test_numbers_that_no_float_can_hold():
    assert compare(10**400, 1.0) is not None
    assert compare(-(10**400), -math.inf) is None


# tolerances


def test_rounding_errors_of_a_zero_next_to_large_numbers_are_right():
    expected = {"dw": np.array([[1e6], [2.0]]), "db": 0.0}
    assert compare({"dw": expected["dw"], "db": 9e-5}, expected) is None
    assert compare({"dw": expected["dw"], "db": 2e-4}, expected) is not None
    assert compare(9e-9, 0.0) is None
    assert compare(2e-8, 0.0) is not None


@pytest.mark.parametrize("off", [1e-6, -1e-6])
def test_what_the_public_checks_allow_is_right(off):
    right = np.array([0.119202922, 0.0, -3.5])
    nearly = right * (1 + 0.99 * off) + 0.99e-8 * np.sign(off)
    assert np.isclose(nearly, right, rtol=1e-6, atol=1e-8).all()
    assert compare(nearly, right) is None
    assert compare(float(nearly[0]), float(right[0])) is None


def test_single_precision_is_compared_as_such_and_half_precision_too():
    right = {"dw": np.array([[0.119202922, 1e-6]]), "db": 1 / 3}
    single = {"dw": right["dw"].astype(np.float32) * np.float32(1 + 8e-6), "db": right["db"]}
    assert compare(single, right) is None
    assert compare({"dw": single["dw"].astype(float), "db": right["db"]}, right) is not None
    assert compare({"dw": right["dw"] * (1 + 3e-5), "db": np.float32(right["db"])}, right) is not None
    assert compare({"dw": single["dw"] * np.float32(1 + 5e-4), "db": 1 / 3}, right, float32=1e-3) is None
    assert compare(np.float16(right["db"]), right["db"]) is not None
    assert compare(np.float16(0.5), 0.5 + 4e-6) is None


def test_infinity_does_not_count_in_the_magnitude():
    assert magnitude([np.array([1.0, -3.0, np.inf, np.nan]), {"a": 2}, "text"]) == 3
    assert compare(np.array([np.inf, 0.0]), np.array([np.inf, 0.0])) is None
    assert compare(np.array([1e300]), np.array([np.inf])) is not None
    assert compare(np.array([-np.inf]), np.array([np.inf])) is not None


# arrays


@pytest.mark.parametrize("dtype", [bool, int, float, np.float32, np.uint8])
def test_labels_may_have_any_real_dtype(dtype):
    assert compare(np.array([[0, 1]], dtype=dtype), np.array([[0, 1]])) is None


def test_shapes_must_be_equal():
    assert compare(np.ones(3), np.ones((3, 1))) == Difference("shape", "", (3,), (3, 1))
    assert compare(1.0, np.ones((1, 1))) == Difference("shape", "", (), (1, 1))


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        ([["1"]], "list"),
        ([[1.0], [1.0, 2.0]], "list"),
        (np.ones((1, 1)).view(np.matrix), "object:matrix"),
        (np.ma.array([[1.0]]), "object:MaskedArray"),
        (np.array([[None]]), "odd array"),
        (np.array([["1"]]), "text array"),
        (np.array([[1j]]), "complex array"),
        (len, "function"),
        (lambda: 0, "function"),
        ((i for i in ()), "object:generator"),
    ],
)
def test_a_value_that_is_no_array_of_numbers_is_a_difference_of_type(got, kind):
    assert compare(got, np.ones((1, 1))) == Difference("type", "", kind, "array")


# form: containers and shapes for which NumPy would compute the same


@pytest.mark.parametrize(
    ("got", "right"),
    [
        ([[1, 2.5]], np.array([[1.0, 2.5]])),
        ([(1, 2.5)], np.array([[1.0, 2.5]])),
        ([np.array([1.0, 2.5])], np.array([[1.0, 2.5]])),
        (np.array([0.5, 0.25]), [0.5, 0.25]),
        ((0.5, 0.25), [0.5, 0.25]),
        (np.array([np.eye(2), np.eye(2)]), (np.eye(2), np.eye(2))),
        ([np.array(0.5), np.float32(0.25)], [0.5, 0.25]),
    ],
)
def test_a_container_that_holds_the_same_is_right(got, right):
    assert compare(got, right) is None


@pytest.mark.parametrize(
    ("got", "right"),
    [
        (np.array([[0.5]]), 0.5),
        ([0.5], 0.5),
        (0.5, np.array([[0.5]])),
        (np.array([1.0, 2.0]), np.array([[1.0, 2.0]])),
        (np.array([[1.0, 2.0]]), np.array([1.0, 2.0])),
    ],
)
def test_a_shape_that_numpy_broadcasts_alike_is_a_difference_of_form(got, right):
    found = compare(got, right)
    assert (found.kind, found.form, found.costs_values) == ("shape", True, False)
    wrong = compare(np.asarray(got) + 1, right)
    assert (wrong.kind, wrong.form, wrong.costs_values) == (
        "shape" if np.shape(got) != np.shape(right) else "value",
        False,
        True,
    )


def test_a_row_is_no_column():
    assert compare(np.ones(2), np.ones((2, 1))).costs_values
    assert compare(np.ones((1, 2)), np.ones((2, 1))).costs_values


def test_a_wrong_form_is_named_after_wrong_numbers():
    assert compare((np.array([[1.0]]), 3.0), (1.0, 2.0)).path == "[1]"


def test_arrays_may_be_asked_for():
    parts = compare_parts([[1.0]], np.ones((1, 1)), only_arrays=True)
    assert parts == {"": Difference("type", "", "list", "array")} and parts[""].form
    assert compare_parts([[2.0]], np.ones((1, 1)), only_arrays=True)[""].kind == "value"


def test_a_value_gets_the_form_of_the_right_one():
    got = {"W": [[1.0, 2.0]], "b": np.array(3.0), "costs": np.array([1.0, 2.0]), "more": [1]}
    same = in_form_of({"W": np.ones((1, 2)), "b": 1.0, "costs": [0.0, 0.0]}, got)
    assert same["W"].shape == (1, 2) and same["b"] == 3.0 and type(same["b"]) is float
    assert same["costs"] == [1.0, 2.0] and same["more"] == [1]
    assert in_form_of(np.ones(2), "text") == "text" and in_form_of(1.0, [1.0]) == [1.0]


# structure


def test_differences_of_structure_come_first_then_shapes_then_values():
    expected = {"a": 1.0, "b": np.ones(2), "c": "text"}
    assert compare({"a": 2.0, "b": np.ones(3), "c": 1}, expected).path == "['c']"
    assert compare({"a": 2.0, "b": np.ones(3), "c": "text"}, expected).path == "['b']"
    assert compare({"a": 2.0, "b": np.ones(2), "c": "text"}, expected).path == "['a']"


def test_parts_have_names():
    names = ("grads", "cost")
    right = ({"dw": np.ones((2, 1))}, 0.5)
    assert compare(({"dw": np.ones(2)}, 0.5), right, names=names) == Difference("shape", "grads['dw']", (2,), (2, 1))
    assert compare([right[0], 0.25], right, names=names) == Difference("value", "cost", 0.25, 0.5)
    assert compare(right[0], right, names=names) == Difference("type", "", "dict", "tuple")
    assert compare((1,), right, names=names) == Difference("length", "", 1, 2)
    assert compare([[1, 2], [3, 5]], [[1, 2], [3, 4]]) == Difference("value", "[1][1]", 5, 4)
    with pytest.raises(ExerciseError, match="`grads` and `cost`"):
        compare(1.0, 1.0, names=names)


def test_parts_are_compared_one_by_one():
    names = ("grads", "cost")
    right = ({"dw": np.ones((2, 1)), "db": 2.0}, 0.5)
    assert list(parts_of(right, names)) == ["grads['dw']", "grads['db']", "cost"]
    found = compare_parts(({"dw": np.ones((2, 1)), "db": 3.0}, 0.75), right, names=names)
    assert {name: one and one.kind for name, one in found.items()} == {
        "grads['dw']": None,
        "grads['db']": "value",
        "cost": "value",
    }
    found = compare_parts(({"dw": np.ones((2, 1))}, 0.5), right, names=names)
    assert {name: one and one.kind for name, one in found.items()} == {
        "grads['dw']": None,
        "grads['db']": "key",
        "cost": None,
    }
    assert all(one.kind == "length" for one in compare_parts((1,), right, names=names).values())
    assert all(one.kind == "type" for one in compare_parts((3, 0.5), right, names=names).values() if one)
    assert compare_parts((3, 0.5), right, names=names)["cost"] is None


def test_a_part_is_not_taken_for_one_whose_name_begins_alike():
    found = compare_parts((1.0, {"A": 3.0, "A2": 2.0}), (1.0, {"A": 1.0, "A2": 2.0}), names=("A", "A2"))
    assert [name for name, one in found.items() if one] == ["A2['A']"]


def test_lists_shapes_and_odd_keys_are_one_part():
    assert list(parts_of({"W1": (4, 3), "costs": [1.0, 2.0]})) == ["['W1']", "['costs']"]
    assert list(parts_of({0.5: 1.0, 2.0: 3.0})) == [""]
    assert list(parts_of(((np.ones(1), 2.0), ()))) == ["[0][0]", "[0][1]", "[1]"]


def test_keys():
    assert compare({"a": 1, "more": 2}, {"a": 1}) is None
    assert compare({"b": 1}, {"a": 1}) == Difference("key", "", ("b",), "a")


def test_an_expected_value_of_an_unknown_type_is_an_error_of_the_exercise():
    with pytest.raises(ExerciseError, match="type object"):
        compare(1, object())


# no code of the learner's runs


def test_no_method_of_a_learners_object_is_called():
    def refuse(*args, **kwargs):
        raise AssertionError("it was called")

    asked = dict.fromkeys(
        "__eq__ __ne__ __bool__ __len__ __iter__ __getitem__ __getattr__ __getattribute__ __float__ __array__ "
        "__array_ufunc__ __array_function__ __repr__ __instancecheck__ __class__ __abs__ __sub__".split(),
        refuse,
    )
    meta = type("Meta", (type,), {"__getattribute__": refuse, "__eq__": refuse, "__hash__": type.__hash__})
    plain = meta("Plain", (), dict(asked))
    number = type("Number", (float,), asked | {"__hash__": float.__hash__})
    scalar = type("Scalar", (np.float64,), asked | {"__hash__": float.__hash__})
    array = type("Array", (np.ndarray,), asked)
    for got in (object.__new__(plain), float.__new__(number, 1), scalar.__new__(scalar, 1), np.ones((1, 1)).view(array)):
        for expected in (1.0, np.ones((1, 1)), {"a": 1}, [1], "text", None):
            found = compare(got, expected)
            assert found is not None
            assert found.kind == "type"


def test_the_equality_of_a_learners_key_is_never_called():
    class Key:
        def __hash__(self):
            return hash("dw")

        def __eq__(self, other):
            return True

    assert compare({Key(): 1.0}, {"dw": 1.0}) == Difference("key", "", (), "dw")
