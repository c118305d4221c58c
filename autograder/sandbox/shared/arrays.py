"""Arrays among the arguments of a call, and which of them it altered in place.

Told by the arrays themselves, not by what holds them: to bind an entry of a dict that was passed in to another array alters
none. Both sides of the sandbox walk in the same order, so that a number stands for an array.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


def arrays_in(value: Any, path: str = "") -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """All arrays in nested dicts, lists and tuples, with where they stand: `parameters['W1']`."""
    if type(value) is np.ndarray:
        yield path, value
    elif type(value) is dict:
        for key, part in value.items():
            yield from arrays_in(part, f"{path}[{key!r}]")
    elif type(value) in (list, tuple):
        for index, part in enumerate(value):
            yield from arrays_in(part, f"{path}[{index}]")


class Watch:
    """Remembers what the arrays in `value` hold now."""

    def __init__(self, value: Any) -> None:
        self._arrays = [array for _, array in arrays_in(value)]
        self._before = [_content(array) for array in self._arrays]

    def altered(self) -> list[int]:
        """The numbers of those that hold something else by now."""
        pairs = zip(self._arrays, self._before, strict=True)
        return [number for number, (array, before) in enumerate(pairs) if _content(array) != before]


def _content(array: np.ndarray[Any, Any]) -> tuple[Any, ...]:
    return array.shape, array.dtype.str, array.tobytes() if array.dtype.kind != "O" else None
