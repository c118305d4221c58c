"""What comes back from a learner's code, as data.

Nothing here imports anything: the process that grades, the sandbox and a plain Jupyter kernel share these words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["passed", "failed", "error", "timeout", "crashed", "missing"]

"""How an exercise ended: `failed` includes partial credit, `missing` an untouched starter; the rest is the code's doing."""


@dataclass(frozen=True)
class LearnerError:
    """An exception that the learner's code raised.

    types:   type names from the most special to `BaseException`, e.g. ("ZeroDivisionError", "ArithmeticError", …).
    message: `str(exception)`, bounded.
    where:   the learner's line, as text, or "".
    attributes: what the learner's own exception class carries.
    """

    types: tuple[str, ...]
    message: str
    where: str = ""
    attributes: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def kind(self) -> str:
        return self.types[0] if self.types else "Exception"

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}" if self.message else self.kind


@dataclass(frozen=True)
class Outcome:
    """One call: its value, or its error; the arguments as the call left them; what it printed.

    altered: numbers of the arrays among the arguments that were altered in place (`arrays.arrays_in` counts them).
    """

    value: Any = None
    error: LearnerError | None = None
    arguments: tuple[tuple[Any, ...], dict[str, Any]] = field(default_factory=lambda: ((), {}))
    printed: str = ""
    altered: tuple[int, ...] = ()


@dataclass(frozen=True)
class Missing:
    """Stands for a name that the learner's notebook never defined."""

    name: str


def shown(text: str, limit: int) -> str:
    """A learner's text as it may stand in a message: bounded, and nothing that a terminal would obey."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text[:limit])


class SandboxStopped(Exception):
    """The learner's process was stopped, or died, while it was asked for something.

    status: "timeout" or "crashed".
    reason: a sentence without a subject ("stopped after 5 s"), to stand behind the exercise's name.
    hostile: no honest notebook makes its process do that.
    """

    def __init__(self, status: Literal["timeout", "crashed"], reason: str, *, hostile: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.hostile = hostile
