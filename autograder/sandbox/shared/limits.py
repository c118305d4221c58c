"""The limits on what a learner's code may use of the machine, and on the report of what it tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LARGEST = 1_000_000  # of each limit: eleven days, a terabyte


@dataclass(frozen=True)
class Limits:
    """The limits of one submission; a course sets each in its `nbgrader_config.py` as `c.SandboxLimits.<name>`.

    cell_seconds:     wall-clock time of one cell, seconds.
    call_seconds:     wall-clock time of one call of a learner's function, seconds.
    notebook_seconds: wall-clock time of everything, forks after a kill included, seconds.
    memory_mb:        address space of the process, mebibytes.
    output_kb:        what all cells may print and display together, kibibytes.
    value_mb:         the largest value that may cross back, mebibytes; 64 at most.
    scratch_mb:       what may be written in all (at strict; elsewhere nothing may), mebibytes.
    processes:        processes and threads at the same time.
    """

    cell_seconds: float = 30.0
    call_seconds: float = 30.0
    notebook_seconds: float = 120.0
    memory_mb: int = 2048
    output_kb: int = 1024
    value_mb: int = 64
    scratch_mb: int = 16
    processes: int = 64

    def named(self, types: Sequence[str], message: str) -> tuple[str, int] | None:
        """Return the name and the value of the limit that a learner's exception is about; None for other exceptions."""
        if any(name in types for name in ("MemoryError", "_ArrayMemoryError")):
            return "memory_mb", self.memory_mb
        if "OSError" in types and message.startswith(("[Errno 27]", "[Errno 28]")):  # EFBIG, ENOSPC
            return "scratch_mb", self.scratch_mb
        if "RuntimeError" in types and message.startswith("can't start") and message.endswith("new thread"):
            return "processes", self.processes
        return None


MOST = 20  # forbidden attempts that are reported of a submission
LENGTH = 200  # characters that describe the object of an attempt, such as a path

OUTPUT_COST = 100  # characters that an output counts for, in addition to its text
