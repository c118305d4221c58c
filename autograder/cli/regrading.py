"""Show which scores a regrade kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from autograder.cli.speech import out, say, text

if TYPE_CHECKING:
    from autograder.gradebook.keeping import Kept


def show_kept(kept: Sequence[Kept]) -> None:
    """List the scores that would have fallen although the work is the same, and say how to write them."""
    for one in kept:
        values = dict(student=one.student, exercise=one.exercise, old=f"{one.old:g}", new=f"{one.new:g}")
        out.print(say("gradebook.would_fall", why=text(one.reasons), **values), soft_wrap=True)
    if kept:
        out.print(say("gradebook.allow_lower"), soft_wrap=True)
