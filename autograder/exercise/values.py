"""Say what a learner's value is: a number, an array, a list of them, or something else.

No code of the learner's runs here. A value is looked at only when its type is exactly one of those below, so an `__eq__`,
an `__array_ufunc__` or a subclass of float cannot claim to be right. That holds in the learner's own process, too.
"""

from __future__ import annotations

import cmath
import math
from typing import Any

import numpy as np

from autograder.sandbox.shared.outcome import Missing, remote_type_name

SEQUENCES = (list, tuple)
PLAIN = (str, bytes, type(None))
KEYS = (str, int, bool, float, bytes, type(None))  # their hash and equality are Python's own
DEEPEST = 32  # nested lists that are read as an array

_NUMPY_NUMBERS = tuple({t for t in np.sctypeDict.values() if np.dtype(t).kind in "biufc"})
_PYTHON_NUMBERS = (bool, int, float, complex)

_WORDS: dict[type, str] = {
    type(None): "None",
    str: "text",
    bytes: "bytes",
    list: "list",
    tuple: "tuple",
    dict: "dict",
    set: "set",
}


def has_low_precision(value: Any) -> bool:
    """Return whether a value holds a number of less than double precision, at any depth."""
    if is_of(value, SEQUENCES):
        return any(map(has_low_precision, value))
    if type(value) is dict:
        return any(map(has_low_precision, value.values()))
    if type(value) is np.ndarray or is_of(value, _NUMPY_NUMBERS):
        return value.dtype.kind in "fc" and np.finfo(value.dtype).eps > np.finfo(np.float64).eps
    return False


def is_identical(got: Any, expected: Any) -> bool:
    """Return whether two values have the same types and hold the same numbers and texts, at any depth.

    Most right answers are, and a comparison that allows for more takes ten times as long. NaN is identical to nothing.
    """
    kind = type(expected)
    if type(got) is not kind:
        return False
    if kind in (float, int, bool, str, bytes, type(None)):
        return bool(got == expected)
    if kind is np.ndarray:
        if got.dtype != expected.dtype or got.shape != expected.shape or got.dtype.kind not in "biuf":
            return False
        return bool((got == expected).all())
    if kind in (list, tuple):
        return len(got) == len(expected) and all(map(is_identical, got, expected))
    if kind is dict:
        known = len(got) == len(expected) and all(is_of(key, KEYS) for key in got)
        return known and all(key in got and is_identical(got[key], right) for key, right in expected.items())
    return kind in _NUMPY_NUMBERS and bool(got == expected)


def has_integers(value: Any) -> bool:
    """Return whether a value holds integers, as numbers or in arrays, at any depth. Booleans are none."""
    if is_of(value, SEQUENCES):
        return any(map(has_integers, value))
    if type(value) is dict:
        return any(map(has_integers, value.values()))
    return type(value) is int or (type(value) is np.ndarray and value.dtype.kind in "iu")


def as_floats(value: Any) -> Any:
    """Return a value with its integers as floats, at any depth."""
    if is_of(value, SEQUENCES):
        return type(value)(map(as_floats, value))
    if type(value) is dict:
        return {key: as_floats(element) for key, element in value.items()}
    if type(value) is np.ndarray and value.dtype.kind in "iu":
        return value.astype(np.float64)
    return float(value) if type(value) is int else value


def magnitude(value: Any) -> float:
    """Return the largest finite absolute value among the numbers in `value`; 0 when there is none."""
    if is_of(value, SEQUENCES):
        return max(map(magnitude, value), default=0.0)
    if type(value) is dict:
        return max(map(magnitude, value.values()), default=0.0)
    if number_of(value) is None and not is_numeric(value):
        return 0.0
    sizes = np.abs(np.asarray(number_of(value) if number_of(value) is not None else value)).astype(np.float64)
    sizes = sizes[np.isfinite(sizes)]
    return float(sizes.max()) if sizes.size else 0.0


def kind_of(value: Any) -> str:
    """Return what a value is.

    One of "array", "complex array", "text array", "odd array" (neither numbers nor text), "number", "complex number",
    "text", "bytes", "None", "list", "tuple", "dict", "set", "function", "missing", or "object:" and its type's name.
    """
    number = number_of(value)
    if number is not None:
        return "complex number" if isinstance(number, complex) else "number"
    if type(value) is np.ndarray:
        return {"c": "complex array", "U": "text array"}.get(value.dtype.kind, "array" if is_numeric(value) else "odd array")
    if type(value) is Missing:
        return "missing"
    if is_of(value, tuple(_WORDS)):
        return _WORDS[type(value)]
    name = _type_name(value)
    return "function" if name in ("function", "builtin_function_or_method", "method") else f"object:{name}"


def is_of(value: Any, types: tuple[type, ...]) -> bool:
    """Return whether the value's type is one of these. `in` would call the `__eq__` of a learner's metaclass."""
    kind = type(value)
    for one in types:  # noqa: SIM110  # `any` would take four times as long
        if kind is one:
            return True
    return False


def _type_name(value: Any) -> str:
    """Return the name of a value's type, read from `type` itself: a learner's metaclass could lie, or never return.

    For a proxy, that is the name of the type in the sandbox.
    """
    remote = remote_type_name(value)
    return str(type.__dict__["__name__"].__get__(type(value)) if remote is None else remote)[:80]


def number_of(value: Any) -> float | complex | None:
    """Return a number, a NumPy scalar or an array of shape () as a Python number; None for everything else."""
    if type(value) is np.ndarray and value.ndim == 0 and is_numeric(value):
        value = value[()]
    if is_of(value, _PYTHON_NUMBERS) or is_of(value, _NUMPY_NUMBERS):
        if isinstance(value, complex | np.complexfloating):
            return complex(value)
        try:
            return float(value)
        except OverflowError:  # a Python integer of hundreds of digits
            return math.inf if value > 0 else -math.inf
    return None


def as_array(value: Any) -> np.ndarray | None:
    """Return an array of numbers, a number, or nested lists of numbers as an array; None for everything else."""
    if is_numeric(value):
        return value  # type: ignore[no-any-return]
    if (number := number_of(value)) is not None:
        return np.array(number)
    if not is_of(value, SEQUENCES) or not _holds_numbers(value, DEEPEST):
        return None
    try:
        array = np.array(value)
    except ValueError:  # rows of different lengths
        return None
    return array if is_numeric(array) else None


def _holds_numbers(value: Any, deepest: int) -> bool:
    """Return whether a value is a number, an array of numbers, or lists of these. deepest: how deep they may be nested."""
    if is_of(value, SEQUENCES):
        return deepest > 0 and all(_holds_numbers(element, deepest - 1) for element in value)
    return is_numeric(value) or number_of(value) is not None


def is_numeric(value: Any) -> bool:
    """Return whether a value is an array of booleans or numbers."""
    return type(value) is np.ndarray and value.dtype.kind in "biufc"


def is_finite(value: Any) -> bool:
    """Return whether no number in `value` is NaN or infinite."""
    if is_of(value, SEQUENCES):
        return all(map(is_finite, value))
    if type(value) is dict:
        return all(map(is_finite, value.values()))
    if is_numeric(value):
        return bool(np.isfinite(value).all())
    number = number_of(value)
    return number is None or cmath.isfinite(number)
