"""Compare a learner's value with the reference's. The result is a Difference, which is data, or None.

No code of the learner's runs here. A value is looked at only when its type is exactly one of those below, so an `__eq__`,
an `__array_ufunc__` or a subclass of float cannot claim to be right. That holds in the learner's own process, too.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.errors import ExerciseError
from autograder.sandbox.shared.outcome import Missing, remote_type_name
from autograder.words import Listed

Kind = Literal[
    "error", "not raised", "wrong error", "unnamed", "changed", "type", "length", "key", "shape", "value", "start", "rising"
]

_NUMPY_NUMBERS = tuple({t for t in np.sctypeDict.values() if np.dtype(t).kind in "biufc"})
_PYTHON_NUMBERS = (bool, int, float, complex)
_SEQUENCES = (list, tuple)
_PLAIN = (str, bytes, type(None))
_KEYS = (str, int, bool, float, bytes, type(None))  # their hash and equality are Python's own

_WORDS: dict[type, str] = {
    type(None): "None",
    str: "text",
    bytes: "bytes",
    list: "list",
    tuple: "tuple",
    dict: "dict",
    set: "set",
}


@dataclass(frozen=True)
class Difference:
    """The first thing that is wrong with a value, as data; `judging.sentences` puts it into words.

    kind:  what is wrong; it decides what `got` and `expected` hold.
    path:  where in the value, as Python writes it: "", "grads['dw']", "costs[2]". For "changed", the argument; for
           "start", the parameter, or "" for all.
    index: where in the array at `path`, for "value"; None outside an array.

    kind          got; expected
    "error"       the LearnerError that was raised; None
    "not raised"  what was returned, as `kind_of` names it; what the message should have named first
    "wrong error" the LearnerError that was raised; the names of the types that are right
    "unnamed"     the LearnerError that was raised; what its message should have named first
    "start"       "not finite", "too large", "equal units", "at rest" or "unrepeatable": why training from there teaches
                  nothing; None
    "rising"      the cost before training; the cost after it
    "changed"     None; None. The argument was changed in place.
    "type"        what the two values are, as `kind_of` names it
    "length"      the two numbers of elements of a list or tuple
    "key"         the keys of the learner's dictionary; the key that it lacks
    "shape"       the two shapes; () for a number
    "value"       the two numbers, texts or bytes
    """

    kind: Kind
    path: str
    got: Any = None
    expected: Any = None
    index: tuple[int, ...] | None = None


_RANK = {"type": 0, "length": 0, "key": 0, "shape": 1, "value": 2}


def compare(
    got: Any,
    expected: Any,
    rtol: float = 1e-7,
    atol: float | None = None,
    *,
    path: str = "",
    names: Sequence[str] = (),
    equal_nan: bool = False,
) -> Difference | None:
    """Return the first difference between `got` and `expected`; None when they agree.

    Differences of structure and type come first, then shapes, then values. A number is right when
    |got - expected| <= atol + rtol * |expected|, as for `numpy.allclose`.

    got:       any value; one of an unexpected type is a difference, never an error.
    expected:  a number, array, text, bytes, None, or a list, tuple or dict of these, nested to any depth.
    rtol:      tolerance relative to each expected element.
    atol:      absolute tolerance. By default 1e-10 of the largest finite magnitude in all of `expected`, at least 1e-12,
               so that rounding errors next to large numbers do not make a true 0 wrong.
    path:      what to call the value in `Difference.path`.
    names:     what to call the elements of a tuple: ("grads", "cost").
    equal_nan: whether NaN equals NaN. By default NaN equals nothing.

    - A number may be a Python or NumPy scalar or an array of shape (), of any bool, int or float type; where a complex
      number is expected, a complex one, too.
    - An array may have any real dtype; a complex dtype only where one is expected.
    - A list and a tuple are the same. Keys that are not expected are ignored.

    Raises ExerciseError for an expected value of another type, and when `names` are not one name for each element.
    """
    comparison = _Comparison(rtol, least_difference(expected) if atol is None else atol, equal_nan)
    found = comparison.tuple_of(got, expected, path, names) if names else comparison.differences(got, expected, path)
    return min(found, key=lambda difference: _RANK[difference.kind], default=None)


@dataclass(frozen=True)
class _Comparison:
    """One comparison: its tolerances, and a method for each kind of value."""

    rtol: float
    atol: float
    equal_nan: bool

    def differences(self, got: Any, expected: Any, path: str) -> Iterator[Difference]:
        """Yield all differences in the order of the expected value, at most one for each array or number."""
        if _number(expected) is not None:
            yield from self._numbers(got, expected, path)
        elif type(expected) is np.ndarray:
            yield from self._arrays(got, expected, path)
        elif _is(expected, _SEQUENCES):
            if (length := self._sequence(got, expected, path)) is not None:
                yield length
            else:
                for i, element in enumerate(expected):
                    yield from self.differences(got[i], element, f"{path}[{i}]")
        elif type(expected) is dict:
            yield from self._dicts(got, expected, path)
        elif _is(expected, _PLAIN):
            if type(got) is not type(expected):
                yield Difference("type", path, kind_of(got), kind_of(expected))
            elif got != expected:
                yield Difference("value", path, got, expected)
        else:
            raise ExerciseError("exercise.not_comparable", type=type(expected).__name__)

    def tuple_of(self, got: Any, expected: Any, path: str, names: Sequence[str]) -> Iterator[Difference]:
        """Yield all differences of a tuple whose elements have names."""
        if not _is(expected, _SEQUENCES) or len(expected) != len(names):
            raise ExerciseError("exercise.parts_differ", names=Listed(names, quoted=True))
        if (length := self._sequence(got, expected, path)) is not None:
            yield length
            return
        for name, mine, right in zip(names, got, expected, strict=True):
            yield from self.differences(mine, right, name)

    def _sequence(self, got: Any, expected: Any, path: str) -> Difference | None:
        if not _is(got, _SEQUENCES):
            return Difference("type", path, kind_of(got), kind_of(expected))
        if len(got) != len(expected):
            return Difference("length", path, len(got), len(expected))
        return None

    def _numbers(self, got: Any, expected: Any, path: str) -> Iterator[Difference]:
        mine, right = _number(got), _number(expected)
        if mine is None and _numeric(got):
            yield Difference("shape", path, got.shape, ())
        elif mine is None or (isinstance(mine, complex) and not isinstance(right, complex)):
            yield Difference("type", path, kind_of(got), kind_of(expected))
        elif not self._close(np.array(mine), np.array(right)).all():
            yield Difference("value", path, mine, right)

    def _arrays(self, got: Any, expected: np.ndarray, path: str) -> Iterator[Difference]:
        if _number(got) is not None:
            yield Difference("shape", path, (), expected.shape)
            return
        if type(got) is not np.ndarray or not _fits(got.dtype, expected.dtype):
            yield Difference("type", path, kind_of(got), kind_of(expected))
            return
        if got.shape != expected.shape:
            yield Difference("shape", path, got.shape, expected.shape)
            return
        wrong = ~self._close(got, expected)
        if wrong.any():
            index = tuple(int(i) for i in np.unravel_index(np.argmax(wrong), wrong.shape))
            yield Difference("value", path, got[index].item(), expected[index].item(), index=index)

    def _dicts(self, got: Any, expected: dict[Any, Any], path: str) -> Iterator[Difference]:
        if type(got) is not dict:
            yield Difference("type", path, kind_of(got), kind_of(expected))
            return
        mine = {key: value for key, value in got.items() if _is(key, _KEYS)}
        for key, right in expected.items():
            if key not in mine:
                yield Difference("key", path, tuple(mine), key)
            else:
                yield from self.differences(mine[key], right, f"{path}[{key!r}]")

    def _close(self, got: np.ndarray, expected: np.ndarray) -> np.ndarray:
        """Return where two arrays of the same shape agree, element by element. They hold numbers, or texts."""
        if expected.dtype.kind not in "biufc":
            return np.asarray(got == expected)
        precise = np.complex128 if expected.dtype.kind == "c" else np.float64
        mine, right = got.astype(precise), expected.astype(precise)
        with np.errstate(all="ignore"):
            near = np.abs(mine - right) <= self.atol + self.rtol * np.abs(right)
            close = (mine == right) | (near & np.isfinite(right))
        if self.equal_nan:
            close |= np.isnan(mine) & np.isnan(right)
        return np.asarray(close)


def least_difference(expected: Any) -> float:
    """Return the absolute tolerance that `compare` uses where none is given."""
    return max(1e-12, 1e-10 * magnitude(expected))


def magnitude(value: Any) -> float:
    """Return the largest finite absolute value among the numbers in `value`; 0 when there is none."""
    if _is(value, _SEQUENCES):
        return max(map(magnitude, value), default=0.0)
    if type(value) is dict:
        return max(map(magnitude, value.values()), default=0.0)
    if _number(value) is None and not _numeric(value):
        return 0.0
    sizes = np.abs(np.asarray(_number(value) if _number(value) is not None else value)).astype(np.float64)
    sizes = sizes[np.isfinite(sizes)]
    return float(sizes.max()) if sizes.size else 0.0


def kind_of(value: Any) -> str:
    """Return what a value is.

    One of "array", "complex array", "text array", "odd array" (neither numbers nor text), "number", "complex number",
    "text", "bytes", "None", "list", "tuple", "dict", "set", "function", "missing", or "object:" and its type's name.
    """
    number = _number(value)
    if number is not None:
        return "complex number" if isinstance(number, complex) else "number"
    if type(value) is np.ndarray:
        return {"c": "complex array", "U": "text array"}.get(value.dtype.kind, "array" if _numeric(value) else "odd array")
    if type(value) is Missing:
        return "missing"
    if _is(value, tuple(_WORDS)):
        return _WORDS[type(value)]
    name = _type_name(value)
    return "function" if name in ("function", "builtin_function_or_method", "method") else f"object:{name}"


def _is(value: Any, types: tuple[type, ...]) -> bool:
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


def _number(value: Any) -> float | complex | None:
    """Return a number, a NumPy scalar or an array of shape () as a Python number; None for everything else."""
    if type(value) is np.ndarray and value.ndim == 0 and _numeric(value):
        value = value[()]
    if _is(value, _PYTHON_NUMBERS) or _is(value, _NUMPY_NUMBERS):
        if isinstance(value, complex | np.complexfloating):
            return complex(value)
        try:
            return float(value)
        except OverflowError:  # a Python integer of hundreds of digits
            return math.inf if value > 0 else -math.inf
    return None


def _numeric(value: Any) -> bool:
    return type(value) is np.ndarray and value.dtype.kind in "biufc"


def _fits(got: np.dtype, expected: np.dtype) -> bool:
    """Return whether an array of dtype `got` may be right where one of dtype `expected` is expected."""
    if expected.kind in "biuf":
        return got.kind in "biuf"
    return got.kind in "biufc" if expected.kind == "c" else got.kind == expected.kind == "U"


def is_finite(value: Any) -> bool:
    """Return whether no number in `value` is NaN or infinite."""
    if _is(value, _SEQUENCES):
        return all(map(is_finite, value))
    if type(value) is dict:
        return all(map(is_finite, value.values()))
    if _numeric(value):
        return bool(np.isfinite(value).all())
    number = _number(value)
    return number is None or cmath.isfinite(number)
