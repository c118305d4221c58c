"""Compare a learner's value with the reference's. The result is a Difference, which is data, or None.

No code of the learner's runs here; see `values`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from autograder.errors import ExerciseError
from autograder.exercise.values import (
    KEYS,
    PLAIN,
    SEQUENCES,
    as_array,
    has_low_precision,
    is_identical,
    is_of,
    kind_of,
    magnitude,
    number_of,
)
from autograder.words import Listed

Kind = Literal[
    "error", "not raised", "wrong error", "unnamed", "changed", "type", "length", "key", "shape", "value", "epsilon",
    "start", "rising"
]  # fmt: skip

RTOL, FLOAT32 = 1e-6, 1e-5  # relative tolerances: of double precision, and of lower ones


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
    "epsilon"     the two numbers. A small number inside a logarithm explains why they differ.

    form: whether only the form is wrong: a shape for which NumPy would compute the same, such as (1, 1) for a number, or
          the kind of a container that the lesson teaches. The numbers are right then.
    """

    kind: Kind
    path: str
    got: Any = None
    expected: Any = None
    index: tuple[int, ...] | None = None
    form: bool = field(default=False, compare=False)

    @property
    def costs_values(self) -> bool:
        """Whether the numbers are wrong: neither their form only, nor because of a small number inside a logarithm."""
        return not self.form and self.kind != "epsilon"

    @property
    def rank(self) -> int:
        """Return the place in the order in which differences are named."""
        return {"type": 0, "length": 0, "key": 0, "shape": 1}.get(self.kind, 2) if self.costs_values else 3


def compare(
    got: Any,
    expected: Any,
    rtol: float = RTOL,
    atol: float | None = None,
    *,
    float32: float = FLOAT32,
    path: str = "",
    names: Sequence[str] = (),
    equal_nan: bool = False,
) -> Difference | None:
    """Return the first difference between `got` and `expected`; None when they agree.

    Differences of structure and type come first, then shapes, then values, then those of form only. A number is right when
    |got - expected| <= atol + rtol * |expected|, as for `numpy.allclose`.

    got:       any value; one of an unexpected type is a difference, never an error.
    expected:  a number, array, text, bytes, None, or a list, tuple or dict of these, nested to any depth.
    rtol:      tolerance relative to each expected element.
    atol:      absolute tolerance. By default 1e-10 of the largest finite magnitude in all of `expected`, at least 1e-8,
               so that rounding errors next to large numbers do not make a true 0 wrong. 1e-6 and 1e-8 are also what the
               public checks of the lessons allow.
    float32:   the least relative tolerance where `got` holds a number of single precision, or of half. The absolute one is
               then a tenth of it, of the largest magnitude.
    path:      what to call the value in `Difference.path`.
    names:     what to call the elements of a tuple: ("grads", "cost").
    equal_nan: whether NaN equals NaN. By default NaN equals nothing.

    - A number may be a Python or NumPy scalar or an array of shape (), of any bool, int or float type; where a complex
      number is expected, a complex one, too.
    - An array may have any real dtype; a complex dtype only where one is expected. Nested lists are arrays.
    - A list, a tuple, and an array's rows are the same. Keys that are not expected are ignored.

    Raises ExerciseError for an expected value of another type, and when `names` are not one name for each element.
    """
    return first_of(compare_parts(got, expected, rtol, atol, float32=float32, path=path, names=names, equal_nan=equal_nan))


def first_of(parts: Mapping[str, Difference | None]) -> Difference | None:
    """Return the difference of these that is named first; None when all parts are right."""
    return min((one for one in parts.values() if one is not None), key=lambda one: one.rank, default=None)


def compare_parts(
    got: Any,
    expected: Any,
    rtol: float = RTOL,
    atol: float | None = None,
    *,
    float32: float = FLOAT32,
    path: str = "",
    names: Sequence[str] = (),
    equal_nan: bool = False,
    only_arrays: bool = False,
) -> dict[str, Difference | None]:
    """Return the first difference of each part of the expected value; None for a part that is right.

    The parts are those of `parts_of`. Arguments and errors are those of `compare`.

    only_arrays: whether nested lists in place of an array are a difference of form.
    """
    if is_identical(got, expected) and (not names or (is_of(expected, SEQUENCES) and len(names) == len(expected))):
        return dict.fromkeys(parts_of(expected, names, path))
    atol = least_difference(expected) if atol is None else atol
    if has_low_precision(got):
        rtol, atol = max(rtol, float32), max(atol, float32 / 10 * magnitude(expected))
    comparison = _Comparison(rtol, atol, equal_nan, only_arrays)
    found = comparison.tuple_of(got, expected, path, names) if names else comparison.differences(got, expected, path)
    parts: dict[str, Difference | None] = dict.fromkeys(parts_of(expected, names, path))
    for difference in sorted(found, key=lambda one: one.rank):
        place = f"{difference.path}[{difference.expected!r}]" if difference.kind == "key" else difference.path
        for part, known in parts.items():
            if known is None and (_inside(part, place, path) or _inside(place, part, path)):
                parts[part] = difference
    return parts


def parts_of(expected: Any, names: Sequence[str] = (), path: str = "") -> dict[str, Any]:
    """Return the parts of a value that is returned: path -> value. They are what points are given for.

    A tuple and a dict whose keys are texts have parts, at any depth; a list, an array or a number is one part, and so is a
    tuple of whole numbers, such as a shape.

    names: what to call the elements of a tuple. path: what to call the value itself.
    """
    if names and is_of(expected, SEQUENCES) and len(expected) == len(names):
        inner = dict(zip(names, expected, strict=True))
    elif type(expected) is tuple and not all(type(element) is int for element in expected):
        inner = {f"{path}[{i}]": element for i, element in enumerate(expected)}
    elif type(expected) is dict and all(type(key) is str for key in expected):
        inner = {f"{path}[{key!r}]": element for key, element in expected.items()}
    else:
        inner = {}
    if not inner:
        return {path: expected}
    return {place: leaf for name, element in inner.items() for place, leaf in parts_of(element, (), name).items()}


def in_form_of(expected: Any, value: Any) -> Any:
    """Return a value with the containers of the expected one, as far as `compare` takes the two for the same.

    Nested lists become an array, the rows of an array become a list, an array of shape () becomes a number.
    """
    if number_of(expected) is not None:
        return value.item() if type(value) is np.ndarray and value.ndim == 0 else value
    if type(expected) is np.ndarray:
        array = as_array(value) if is_of(value, SEQUENCES) else None
        return value if array is None else array
    if type(expected) is dict and type(value) is dict:
        return {key: in_form_of(expected[key], part) if key in expected else part for key, part in value.items()}
    rows = type(value) is np.ndarray and value.ndim > 0
    if is_of(expected, SEQUENCES) and (rows or is_of(value, SEQUENCES)) and len(value) == len(expected):
        return type(expected)(in_form_of(right, part) for right, part in zip(expected, value, strict=True))
    return value


def _inside(place: str, outer: str, whole: str) -> bool:
    """Return whether a place lies in another, or is it. whole: the path of the whole value."""
    return outer == whole or place == outer or place.startswith(f"{outer}[")


@dataclass(frozen=True)
class _Comparison:
    """One comparison: its tolerances, and a method for each kind of value."""

    rtol: float
    atol: float
    equal_nan: bool
    only_arrays: bool

    def differences(self, got: Any, expected: Any, path: str) -> Iterator[Difference]:
        """Yield all differences in the order of the expected value, at most one for each array or number."""
        if number_of(expected) is not None:
            yield from self._numbers(got, expected, path)
        elif type(expected) is np.ndarray:
            yield from self._arrays(got, expected, path)
        elif is_of(expected, SEQUENCES):
            if (length := self._sequence(got, expected, path)) is not None:
                yield length
            else:
                for i, element in enumerate(expected):
                    yield from self.differences(got[i], element, f"{path}[{i}]")
        elif type(expected) is dict:
            yield from self._dicts(got, expected, path)
        elif is_of(expected, PLAIN):
            if type(got) is not type(expected):
                yield Difference("type", path, kind_of(got), kind_of(expected))
            elif got != expected:
                yield Difference("value", path, got, expected)
        else:
            raise ExerciseError("exercise.not_comparable", type=type(expected).__name__)

    def tuple_of(self, got: Any, expected: Any, path: str, names: Sequence[str]) -> Iterator[Difference]:
        """Yield all differences of a tuple whose elements have names."""
        if not is_of(expected, SEQUENCES) or len(expected) != len(names):
            raise ExerciseError("exercise.parts_differ", names=Listed(names, quoted=True))
        if (length := self._sequence(got, expected, path)) is not None:
            yield length
            return
        for name, mine, right in zip(names, got, expected, strict=True):
            yield from self.differences(mine, right, name)

    def _sequence(self, got: Any, expected: Any, path: str) -> Difference | None:
        rows = type(got) is np.ndarray and got.ndim > 0 and got.dtype.kind != "O"
        if not rows and not is_of(got, SEQUENCES):
            return Difference("type", path, kind_of(got), kind_of(expected))
        if len(got) != len(expected):
            return Difference("length", path, len(got), len(expected))
        return None

    def _numbers(self, got: Any, expected: Any, path: str) -> Iterator[Difference]:
        mine, right = number_of(got), number_of(expected)
        array = as_array(got) if mine is None else None
        if array is not None:
            same = array.size == 1 and array.dtype.kind in "biuf" and self._close(array.ravel()[0], np.array(right)).all()
            yield Difference("shape", path, array.shape, (), form=bool(same))
        elif mine is None or (isinstance(mine, complex) and not isinstance(right, complex)):
            yield Difference("type", path, kind_of(got), kind_of(expected))
        elif not self._close(np.array(mine), np.array(right)).all():
            yield Difference("value", path, mine, right)

    def _arrays(self, got: Any, expected: np.ndarray, path: str) -> Iterator[Difference]:
        mine = got if type(got) is np.ndarray else as_array(got)
        if mine is None or not _fits(mine.dtype, expected.dtype):
            yield Difference("type", path, kind_of(got), kind_of(expected))
            return
        if mine.shape != expected.shape:
            alike = _without_leading_ones(mine.shape) == _without_leading_ones(expected.shape)
            same = alike and self._close(mine.reshape(expected.shape), expected).all()
            yield Difference("shape", path, mine.shape, expected.shape, form=bool(same))
            return
        wrong = ~self._close(mine, expected)
        if wrong.any():
            index = tuple(int(i) for i in np.unravel_index(np.argmax(wrong), wrong.shape))
            yield Difference("value", path, mine[index].item(), expected[index].item(), index=index)
        elif mine is not got and self.only_arrays:
            yield Difference("type", path, kind_of(got), kind_of(expected), form=True)

    def _dicts(self, got: Any, expected: dict[Any, Any], path: str) -> Iterator[Difference]:
        if type(got) is not dict:
            yield Difference("type", path, kind_of(got), kind_of(expected))
            return
        mine = {key: value for key, value in got.items() if is_of(key, KEYS)}
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
    return max(1e-8, 1e-10 * magnitude(expected))


def _without_leading_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return a shape without its first axes of size 1, which NumPy adds itself where it broadcasts."""
    while shape[:1] == (1,):
        shape = shape[1:]
    return shape


def _fits(got: np.dtype, expected: np.dtype) -> bool:
    """Return whether an array of dtype `got` may be right where one of dtype `expected` is expected."""
    if expected.kind in "biuf":
        return got.kind in "biuf"
    return got.kind in "biufc" if expected.kind == "c" else got.kind == expected.kind == "U"
