"""Hold the results of a learner's code as data. The grader, the sandbox and a plain Jupyter kernel import this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["passed", "failed", "error", "timeout", "crashed", "missing", "waiting"]
"""How an exercise ended. `failed` includes partial credit; `missing` is an untouched starter; `waiting` has no score yet:
the course or the grader failed, so a person has to judge it."""


@dataclass(frozen=True)
class LearnerError:
    """An exception that the learner's code raised.

    types:      type names along the MRO: ("ZeroDivisionError", "ArithmeticError", "Exception", "BaseException").
    message:    `str(exception)`, bounded.
    where:      the learner's line, `line 3: return a / b`, or "".
    attributes: plain attributes that the learner's own exception class sets.
    """

    types: tuple[str, ...]
    message: str
    where: str = ""
    attributes: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def kind(self) -> str:
        """The name of the exception's own type."""
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
    """A name that the learner's notebook never defined."""

    name: str


class Remote:
    """Base of the proxies (`outside/proxy.py`): something that stayed in the sandbox.

    type_name: the name of its type there, as the learner wrote it.
    """

    __slots__ = ("type_name",)
    type_name: str


_mro_of = type.__dict__["__mro__"].__get__
_type_name_of = Remote.__dict__["type_name"].__get__


def remote_type_name(value: Any) -> str | None:
    """Return the name of the type of something that stayed in the sandbox; None for any other value.

    Base and name are read through the descriptors of `type` and `Remote`, so that no code of the value's class runs.
    """
    if not any(base is Remote for base in _mro_of(type(value))):
        return None
    try:
        name = _type_name_of(value)
    except AttributeError:  # a class that derives from `Remote` and never set it
        return ""
    return name if type(name) is str else ""


class SandboxStopped(Exception):
    """The learner's process was stopped, or died, while it was asked for something.

    status:  "timeout" or "crashed".
    code:    of the catalogue (`autograder.words`): a clause without a subject ("stopped after 5 s").
    values:  for its placeholders.
    hostile: no honest notebook makes its process do that.
    """

    def __init__(self, status: Literal["timeout", "crashed"], code: str, *, hostile: bool = False, **values: Any) -> None:
        super().__init__(status, code)
        self.status: Literal["timeout", "crashed"] = status
        self.code, self.values, self.hostile = code, values, hostile

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({values})" if values else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild_stopped, (self.status, self.code, self.hostile, self.values)


def _rebuild_stopped(
    status: Literal["timeout", "crashed"], code: str, hostile: bool, values: dict[str, Any]
) -> SandboxStopped:
    return SandboxStopped(status, code, hostile=hostile, **values)


def plain_text(text: str) -> str:
    """Return a text without lone surrogates, which cannot cross between processes."""
    return text.encode("utf-8", "replace").decode()
