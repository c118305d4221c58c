"""Keep what a notebook's global names referred to at some places, and put the names back.

Exercises are asked after the last cell. A function that is asked then finds the names as they were at its own test cell.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.sandbox.shared import draws


@dataclass(frozen=True)
class _Place:
    """The names at one place, with the state that cells set by a call: of the random generators, and of NumPy's warnings."""

    names: dict[str, Any]
    generators: draws.State | None
    warnings: dict[str, Any]

    @classmethod
    def of(cls, namespace: dict[str, Any]) -> _Place:
        """Return the present place. The copy is shallow: objects are shared, names are not."""
        generators: draws.State | None = None
        warnings: dict[str, Any] = {}
        with contextlib.suppress(Exception):  # a cell may have replaced NumPy's functions
            generators, warnings = draws.state(), dict(np.geterr())
        return cls(dict(namespace), generators, warnings)

    def put_back(self, namespace: dict[str, Any]) -> None:
        """Make this the present place. The dict stays the same object, because the cells' functions hold it."""
        namespace.clear()
        namespace.update(self.names)
        with contextlib.suppress(Exception):
            np.seterr(**self.warnings)
            if self.generators is not None:
                draws.restore(self.generators)


class Places:
    """The places of one notebook."""

    def __init__(self) -> None:
        self._kept: dict[int, _Place] = {}
        self._end: _Place | None = None

    def keep(self, number: int | None, namespace: dict[str, Any]) -> None:
        """Keep the names as they are now, under this number; for None do nothing."""
        if number is not None:
            self._kept[number] = _Place.of(namespace)

    def go_back(self, number: int | None, namespace: dict[str, Any]) -> None:
        """Put the names back; to the end of the notebook, where no cell was run after the place. For None do nothing."""
        if number is None:
            return
        if self._end is None:
            self._end = _Place.of(namespace)
        self._kept.get(number, self._end).put_back(namespace)
