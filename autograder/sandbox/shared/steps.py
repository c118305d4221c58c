"""Build a learner's function from another text, and bound the steps of its calls.

There is one implementation for functions of this process (`judging/calls.py`) and for a sandbox (`inside/runner.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any

TIMES = 10  # as many steps as the learner's own function takes: so many may an attempt take
LEAST = 500  # steps that an attempt may always take
NUMPY = ("numpy", "<frozen ", "<__array_function__")  # parts of names of files whose lines do not count


class TooManySteps(BaseException):
    """A call took more steps than it may. Not an Exception, so that `except Exception` in a loop does not catch it."""


def rebuilt(text: str, name: str, world: Mapping[str, Any]) -> Any:
    """Return what a text defines under a name, in a copy of the learner's names. Raises what the text raises."""
    copied = dict(world)
    exec(compile(text, f"<{name}>", "exec", dont_inherit=True), copied)
    return copied[name]


def steps_of(function: Callable[[], Any]) -> int:
    """Call a function, and return how many lines of learners' code it ran; errors end it and count as no more lines."""
    counter = _Counter(sys.maxsize)
    try:
        counter.run(function)
    except Exception:
        pass
    return counter.steps


def allowed(steps: int, least: int = LEAST) -> int:
    """Return how many steps an attempt may take where the learner's own function took so many.

    least: what it may take in any case; the learner's own function may have ended early, with an error.
    """
    return max(TIMES * steps, least)


def within(limit: int, function: Callable[[], Any]) -> Any:
    """Return what a function returns. Raises TooManySteps when it runs more lines of learners' code than `limit`.

    Python reports no line for `while True: pass` on one line; only a limit in seconds ends that.
    """
    return _Counter(limit).run(function)


class _Counter:
    """Counts the lines that run. steps: so far."""

    def __init__(self, limit: int) -> None:
        self.steps, self._limit = 0, limit

    def run(self, function: Callable[[], Any]) -> Any:
        before = sys.gettrace()
        sys.settrace(self._enter)
        try:
            return function()
        finally:
            sys.settrace(before)

    def _enter(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Trace the lines of a frame that begins, except inside of NumPy and the import system."""
        file = frame.f_code.co_filename
        return None if any(part in file for part in NUMPY) else self._line

    def _line(self, frame: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            self.steps += 1
            if self.steps > self._limit:
                raise TooManySteps
        return self._line
