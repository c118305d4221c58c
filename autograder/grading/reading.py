"""Bound the time and memory that reading a learner's notebook takes in the trusted process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from autograder.errors import NotebookError
from autograder.grading.bounds import bounded
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import sentence

SECONDS = 20.0  # for one step: reading a file, recognising or restoring a notebook; real ones take some milliseconds
MEGABYTES = 1024


@contextlib.contextmanager
def bounded_reading(name: str) -> Iterator[None]:
    """Raise NotebookError where the block takes more than `SECONDS`, or more than `MEGABYTES` beyond what is used now.

    name: what the error calls the notebook.
    """
    reason = sentence("notebook.too_complicated", name=name)
    try:
        with bounded(SECONDS, MEGABYTES, reason):
            yield
    except (SandboxStopped, MemoryError, RecursionError):
        raise NotebookError(reason.code, **reason.values) from None
