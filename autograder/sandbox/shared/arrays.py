"""Arrays among the arguments of a call, and which of them the call altered in place.

Only the arrays count, not the containers: a call that binds an entry of a dict to another array alters no array. Both sides
of the sandbox walk in the same order, so that a number identifies an array.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


def arrays_in(value: Any, path: str = "") -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """Yield all arrays in nested dicts, lists and tuples, each with its path: `parameters['W1']`."""
    if type(value) is np.ndarray:
        yield path, value
    elif type(value) is dict:
        for key, part in value.items():
            yield from arrays_in(part, f"{path}[{key!r}]")
    elif type(value) in (list, tuple):
        for index, part in enumerate(value):
            yield from arrays_in(part, f"{path}[{index}]")


class Watch:
    """Remembers the contents of the arrays in a value, to find out later which have changed."""

    def __init__(self, value: Any) -> None:
        self._arrays = [array for _, array in arrays_in(value)]
        self._before = [_content(array) for array in self._arrays]

    def altered(self) -> list[int]:
        """Return the numbers of the arrays whose contents have changed since."""
        pairs = zip(self._arrays, self._before, strict=True)
        return [number for number, (array, before) in enumerate(pairs) if _content(array) != before]


def _content(array: np.ndarray[Any, Any]) -> tuple[Any, ...]:
    return array.shape, array.dtype.str, array.tobytes() if array.dtype.kind != "O" else None
