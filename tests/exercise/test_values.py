"""What a value is: numbers, arrays, nested lists of them, proxies, and objects that pretend to be one of these."""

import math
from fractions import Fraction

import numpy as np
import pytest

from autograder.exercise.comparison import compare
from autograder.exercise.values import (
    as_array,
    as_floats,
    has_integers,
    has_low_precision,
    is_finite,
    is_identical,
    is_numeric,
    kind_of,
    number_of,
)
from autograder.sandbox.outside.proxy import FunctionProxy, Opaque


@pytest.mark.parametrize(
    ("value", "shape"),
    [(1, ()), ([1, 2], (2,)), ([[1, True], (2.5, 3)], (2, 2)), ([np.ones(2)], (1, 2)), (np.ones((0, 2)), (0, 2))],
)
def test_numbers_and_nested_lists_of_numbers_are_arrays(value, shape):
    assert as_array(value).shape == shape


@pytest.mark.parametrize("value", ["1", ["1"], [[1], [1, 2]], [Fraction(1, 2)], None, {1: 2}, [10**400], np.array(["1"])])
def test_other_values_are_no_arrays_of_numbers(value):
    assert as_array(value) is None


def test_a_list_that_holds_itself_is_no_array():
    endless = []
    endless.append(endless)
    assert as_array(endless) is None


def test_low_precision_is_found_at_any_depth():
    assert has_low_precision({"a": [1, (np.ones(2, np.float32), "text")]})
    assert has_low_precision(np.float16(1)) and has_low_precision(np.complex64(1))
    assert not has_low_precision([1, 2.0, np.ones(2), np.int8(3), "text", None, np.complex128(1)])


class Liar:
    """An object whose comparison and hash are a learner's code, which must not run."""

    def __init__(self, stands_for):
        self.stands_for = stands_for

    def __eq__(self, other):
        raise AssertionError("a learner's code ran")

    def __hash__(self):
        raise AssertionError("a learner's code ran")


class MyFloat(float):
    __eq__ = __ne__ = lambda *_: pytest.fail("a learner's code ran")
    __hash__ = float.__hash__


def test_the_same_types_with_the_same_numbers_are_identical():
    def value():
        return {"W": np.array([[1.0, 2.0]]), 3: [1, (2.5, "text", None, True)], "e": np.float64(0.5)}

    assert is_identical(value(), value())
    assert compare(value(), value()) is None


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1, 1.0),
        (True, 1),
        (math.nan, math.nan),
        (np.array([math.nan]), np.array([math.nan])),
        (np.ones(2, np.float32), np.ones(2)),
        (np.ones((1, 2)), np.ones(2)),
        (np.ones(2), [1.0, 1.0]),
        ([1.0], (1.0,)),
        ([1.0, 2.0], [1.0]),
        ({"a": 1, "b": 2}, {"a": 1}),
        (MyFloat(1), 1.0),
        ([MyFloat(1)], [1.0]),
        (Liar(1), 1),
        (np.array([Liar(1)], object), np.array([1], object)),
        (np.float32(1), np.float64(1)),
    ],
)
def test_others_are_not_and_no_code_of_a_learner_runs(got, expected):
    assert not is_identical(got, expected)


def test_no_code_of_a_learners_keys_runs():
    class Key(str):
        __slots__ = ()
        __eq__ = __ne__ = lambda *_: pytest.fail("a learner's code ran")
        __hash__ = str.__hash__

    assert not is_identical({Key("a"): 1}, {"a": 1})


def test_integers_become_floats_at_any_depth():
    value = {"W": np.array([[1, 2]]), "b": (3, [True, "text", np.array([True])]), "f": 0.5}
    assert has_integers(value) and not has_integers([True, 1.0, "1", np.ones(2), np.array([True])])
    floats = as_floats(value)
    assert not has_integers(floats)
    assert floats["W"].dtype == np.float64 and floats["b"][0] == 3.0 and type(floats["b"][1][0]) is bool


def test_numbers():
    assert number_of(np.array(2)) == 2.0 and number_of(np.ones(1)) is None and number_of("2") is None
    assert is_numeric(np.ones(1)) and not is_numeric(1.0) and not is_numeric(np.array(["1"]))


def test_finiteness():
    assert is_finite({"a": [1, np.ones(2), "text", (None, 2.0)]})
    assert not is_finite({"a": [1, np.array([1.0, np.nan])]})
    assert not is_finite((math.inf,))


def test_kinds():
    assert kind_of(np.float64(1)) == "number"
    assert kind_of(2j) == "complex number"
    assert kind_of({1}) == "set"


# proxies, and what pretends to be one


def raising(self):
    raise AssertionError("asked")


PRETENDERS = {
    "raises": {"type_name": property(raising)},
    "lies": {"type_name": property(lambda self: "ndarray")},
    "holds one": {"type_name": "ndarray"},
    "answers for everything": {"type_name": property(raising), "__getattribute__": raising},
    "of another class": {"type_name": property(raising), "__class__": property(lambda self: FunctionProxy)},
}


@pytest.mark.parametrize("body", PRETENDERS.values(), ids=PRETENDERS)
@pytest.mark.parametrize("name", ["FunctionProxy", "Opaque"])
def test_a_class_that_pretends_to_be_a_proxy_is_none(name, body):
    pretender = type(name, (), {"__module__": FunctionProxy.__module__, **body})()
    assert kind_of(pretender) == f"object:{name}"
    assert compare(pretender, np.zeros(2)).got == f"object:{name}"


def test_a_metaclass_has_no_say_in_what_is_a_proxy():
    class Meta(type):
        __mro__ = property(raising)
        __name__ = property(raising)
        __instancecheck__ = __subclasscheck__ = __eq__ = raising
        __hash__ = None

    class Pretender(metaclass=Meta):
        pass

    assert kind_of(Pretender()) == "object:Pretender"


def test_a_proxy_is_called_by_the_name_of_its_type_in_the_sandbox():
    assert kind_of(FunctionProxy(None, "f", None, 1)) == "function"
    assert kind_of(Opaque(None, 1, "Matrix", ["Matrix", "object"], False, "")) == "object:Matrix"
