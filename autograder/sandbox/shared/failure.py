"""Turn an exception into data, keep printed text, and limit helpers: all that a call gives besides its value.

There is one implementation for calls in this process (`judging/calls.py`) and calls through a sandbox
(`inside/runner.py`), so that both give equal Outcomes.
"""

from __future__ import annotations

import builtins
import io
import linecache
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from autograder.sandbox.shared.outcome import LearnerError, SandboxStopped, plain_text

MESSAGE_LENGTH = 1000  # characters of an exception's text
MOST_TYPES, NAME_LENGTH = 50, 100  # type names along an MRO, and characters of one
LINE_LENGTH, WHERE_LENGTH = 200, 300  # characters of a line of code, and of that line with its number
MOST_ATTRIBUTES = 20  # of an exception
ATTRIBUTES = (bool, int, float, str)  # types of an exception's attributes that are kept; no test expects others
MOST_FRAMES = 2000  # of a traceback that are looked at
PRINTED_LIMIT = 100_000  # characters that one call may print

# Read through the descriptors of `type`, so that no code of a learner's class or metaclass runs.
_mro_of = type.__dict__["__mro__"].__get__
_name_of = type.__dict__["__name__"].__get__


# --- exceptions ---


def learner_error(error: BaseException, homes: Sequence[str] = ()) -> LearnerError:
    """Return an exception as data: type names, message, the learner's line and plain attributes, all bounded.

    homes: files of the function that was called; lines in them count as the learner's, as those of notebook cells do.
    """
    names = [_text(_name_of(kind), NAME_LENGTH) for kind in _mro_of(type(error))[:MOST_TYPES] if kind is not object]
    return LearnerError(tuple(names), message_of(error), where(error, homes), _attributes(error))


def message_of(error: BaseException) -> str:
    """Return the text of an exception, bounded; of a KeyError, the key itself where that is text; "" where `str` raises."""
    try:
        text = str(error)  # `str(KeyError("a"))` is "'a'"
        if issubclass(type(error), KeyError) and len(error.args) == 1 and type(error.args[0]) is str:
            text = error.args[0]
        return _text(text, MESSAGE_LENGTH)
    except BaseException:  # of a learner's `__str__`
        return ""


def safe_text(error: BaseException) -> str:
    """Return `str(error)`, bounded; "" where that raises."""
    try:
        return _text(str(error), MESSAGE_LENGTH)
    except BaseException:
        return ""


def where(error: BaseException, homes: Sequence[str] = ()) -> str:
    """Return the deepest line of the learner's code that an exception passed through: `line 3: return a / b`, or "".

    That is a line in a cell of a notebook, in code without a file (`<name: …>`) or in one of the files `homes`. Lines of the
    grader's helpers never count.
    """
    found = ""
    for code, line in _frames(error):
        file = code.co_filename
        if file == _HERE:  # a helper: see `limited`
            break
        if file in homes or _is_cell(file):
            text = linecache.getline(file, line).strip()[:LINE_LENGTH]
            found = f"line {line}: {text}" if text else f"line {line}"
    return _text(found, WHERE_LENGTH)


_HERE = message_of.__code__.co_filename  # this file, as tracebacks name it


def _is_cell(file: str) -> bool:
    return "ipython-input" in file or "ipykernel" in file or (file.startswith("<") and not file.startswith("<frozen "))


def _frames(error: BaseException) -> Iterator[tuple[CodeType, int]]:
    trace = error.__traceback__
    for _ in range(MOST_FRAMES):
        if trace is None:
            return
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next


def _text(text: str, limit: int) -> str:
    return plain_text(str.__getitem__(text, slice(limit)))


def _attributes(error: BaseException) -> dict[str, Any]:
    """Return the attributes of an exception that have plain values."""
    try:
        own = list(vars(error).items())[:MOST_ATTRIBUTES]
    except BaseException:  # no `__dict__`, or one that the learner's code made
        return {}
    return {name: value for name, value in own if type(name) is str and type(value) in ATTRIBUTES}


def nearest_builtin(types: Sequence[str]) -> type[BaseException]:
    """Return the builtin exception class of the first of these type names that names one."""
    for name in types:
        found = getattr(builtins, name, None)
        if isinstance(found, type) and issubclass(found, BaseException):
            return found
    return Exception


def as_builtin(error: LearnerError, kind: type[BaseException] | None = None) -> BaseException:
    """Return an exception with the message of this one, of `kind`, by default of the nearest builtin class."""
    try:
        return (kind or nearest_builtin(error.types))(error.message)
    except TypeError:  # UnicodeDecodeError and its like need more than a message
        return Exception(str(error))


# --- printed text ---


class Cut:
    """Keeps the first characters of a text that comes in parts. room: how many more it keeps."""

    def __init__(self, limit: int, notice: str) -> None:
        """Start with room for `limit` characters. notice: put at the end of what is cut."""
        self.room = limit
        self._notice = notice

    def take(self, text: str) -> str:
        """Return what is kept of the next part."""
        if self.room <= 0:
            return ""
        kept = plain_text(str.__getitem__(text, slice(self.room)))
        self.room -= str.__len__(text)
        return kept if self.room > 0 else kept + self._notice


class PrintedText(io.TextIOBase):
    """A stream that keeps the first `PRINTED_LIMIT` characters. notice: put at the end of what is cut."""

    encoding = "utf-8"

    def __init__(self, notice: str) -> None:
        self._cut = Cut(PRINTED_LIMIT, notice)
        self._parts: list[str] = []

    def write(self, text: Any) -> int:
        if not isinstance(text, str):
            io.TextIOWrapper(io.BytesIO()).write(text)  # raises TypeError, in Python's own words
        self._parts.append(self._cut.take(text))
        return len(text)

    def writable(self) -> bool:
        return True

    def text(self) -> str:
        """Return what was kept."""
        return "".join(self._parts)


# --- helpers ---


@dataclass
class Budget:
    """How many more calls these helpers answer. Whoever calls the learner's function sets it before each call."""

    helpers: Collection[str]
    left: int = 0


def limited(helpers: Mapping[str, Callable[..., Any]], budget: int | Budget, refusal: str) -> dict[str, Callable[..., Any]]:
    """Return the grader's helpers by name, for a learner's function to call in place of its own.

    All of them together answer `budget` calls; each further call raises a RecursionError that says `refusal` ("called too
    often"). Where a helper raises, the learner's code gets the nearest builtin exception with the same message. Both hold
    in this process and through a sandbox.
    """
    room = budget if isinstance(budget, Budget) else Budget(helpers, budget)

    def limit_one(helper: Callable[..., Any]) -> Callable[..., Any]:
        def answer(*args: Any, **kwargs: Any) -> Any:
            room.left -= 1
            if room.left < 0:
                raise RecursionError(refusal)
            try:
                return helper(*args, **kwargs)
            except SandboxStopped:
                raise
            except Exception as error:
                raise as_builtin(learner_error(error)) from None

        answer.__name__ = getattr(helper, "__name__", "helper")
        return answer

    return {name: limit_one(helper) for name, helper in helpers.items()}
