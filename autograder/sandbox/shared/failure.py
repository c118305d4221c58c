"""An exception of the learner's code as data."""

from __future__ import annotations

from autograder.sandbox.shared.wire import plain_text


def safe_text(error: BaseException, limit: int = 1000) -> str:
    """`str(error)`, bounded; "" where that raises."""
    try:
        return plain_text(str(error)[:limit])
    except BaseException:
        return ""
