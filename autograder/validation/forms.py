"""Right values in other forms: as lists, as arrays, as tuples, in single precision, and so on.

Each function takes what a reference returns, and gives it back in another form, at any depth. `autograder validate` wraps
references in them: what the public check accepts must get full points. Their names are codes of `words`, "validation.form".
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np

Form = Callable[[Any], Any]

NEARLY_EQUAL = "nearly_equal"
NEARLY = 5e-7  # relative, within the tolerance of the public checks


class MyList(list[Any]):
    """A list of a learner's own class."""


def leaves(change: Form) -> Form:
    """Return a form that changes arrays and numbers only."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(changed(part) for part in value)
        return change(value)

    return changed


def _containers(change: Form) -> Form:
    """Return a form that changes lists and tuples only, the inner ones first."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(part) for key, part in value.items()}
        return change([changed(part) for part in value]) if isinstance(value, list | tuple) else value

    return changed


def _is_number(value: Any) -> bool:
    return isinstance(value, bool | int | float | np.generic) and not isinstance(value, str | bytes)


def _as_rows(value: list[Any]) -> Any:
    """Return a list of numbers, or of arrays of one shape, as an array; any other list as it is."""
    shapes = {np.shape(part) for part in value if _is_number(part) or isinstance(part, np.ndarray)}
    whole = bool(value) and len(shapes) == 1 and all(_is_number(part) or isinstance(part, np.ndarray) for part in value)
    return np.array(value) if whole else value


def _named(value: list[Any]) -> Any:
    return namedtuple("Answer", [f"part_{i}" for i in range(len(value))])(*value)


def _single(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.astype(np.float32)
    return np.float32(value) if isinstance(value, float) else value


def _nearly(value: Any) -> Any:
    floating = isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype.kind == "f")
    return value * (1 + NEARLY) if floating else value


FORMS: dict[str, Form] = {
    "lists": leaves(lambda value: value.tolist() if isinstance(value, np.ndarray) else value),
    "arrays": _containers(_as_rows),
    "tuples": _containers(tuple),
    "lists_for_tuples": _containers(list),
    "namedtuples": _containers(_named),
    "own_lists": _containers(MyList),
    "zero_dimensions": leaves(lambda value: np.array(value) if _is_number(value) else value),
    "numpy_numbers": leaves(lambda value: np.asarray(value)[()] if _is_number(value) else value),
    "one_by_one": leaves(lambda value: np.array([[value]]) if _is_number(value) else value),
    "matrices": leaves(lambda value: value.view(np.matrix) if isinstance(value, np.ndarray) and value.ndim == 2 else value),
    "single_precision": leaves(_single),
    NEARLY_EQUAL: leaves(_nearly),
}
