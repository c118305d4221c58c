"""Run the reference in a session that notes what a test cell asks for and cannot have from outside the sandbox."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from typing import Any

import numpy as np

from autograder.sandbox.outside.proxy import Unsupported
from autograder.sandbox.outside.session import Session, Shared
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import protocol
from autograder.words import Sentence, sentence


class RehearsingSession(Session):
    """Runs the reference, so equality may be asked of its objects.

    unsupported: what the present test, or the last one, asked for and cannot have from outside, a clause each.
    """

    def __init__(self, process: WarmProcess, deadline: float | None = None, *, folder: str = "") -> None:
        super().__init__(process, deadline, folder=folder)
        self.unsupported: list[Sentence] = []
        self._lent: list[tuple[Any, Any]] = []  # values that objects returned, and how each was sent

    @contextlib.contextmanager
    def test(self, *, draws: bool = False, operators: Collection[str] = (), shared: Shared | None = None) -> Iterator[None]:
        """See `Session.test`."""
        self.unsupported.clear()
        with super().test(draws=draws, operators=operators, shared=shared):
            yield

    def alters_what_is_lent(self) -> bool:
        """Return whether the test changed a value in place that a learner's object returned: a test outside gets a copy."""
        lent, self._lent = self._lent, []
        return any(self.packed(value) != before for value, before in lent)

    def compared(self, ours: Any, other: Any) -> None:
        """Note where the reference's objects are equal without being the same."""
        with contextlib.suppress(Exception):  # an error of the class, or an object that cannot be sent
            if self.operate("eq", ours, other).value is True:
                self.unsupported.append(sentence("sandbox.compared", kind=ours.type_name))

    def _hold(self, value: Any) -> protocol.Value:
        try:
            return super()._hold(value)
        except Unsupported as error:
            self.unsupported.append(error.sentence)
            raise

    def _handed_out(self, value: Any) -> None:
        if isinstance(value, (list, dict, set, np.ndarray)):
            self._lent.append((value, self.packed(value)))
