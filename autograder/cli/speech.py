"""Choose the language of the command line, once for each run of a command, and print in it.

All that the commands print goes through `out`, `complain`, `print_json` or `print_traceback`, which clean it: names of files
and students, notes and messages hold what learners wrote.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.theme import Theme

from autograder import words
from autograder.errors import AutograderError
from autograder.plain import clean, json_text

_language = words.DEFAULT


# Inline code is bold and nothing else: Rich's own style is cyan on black, which is a bar in a light terminal.
THEME = Theme({"markdown.code": "bold", "markdown.code_block": "none"})


class CleanConsole(Console):
    """A console that prints no control character but its own, no link, and reads no markup in texts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, theme=THEME, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else _clean_segment(segment)


def _clean_segment(segment: Segment) -> Segment:
    style = segment.style
    if style is not None and style.link:
        style = style.update_link(None)
    return Segment(clean(segment.text), style)


out = CleanConsole()


def use(language: str) -> None:
    """Speak this language from now on."""
    global _language
    _language = language


def language() -> str:
    """Return the language that is spoken now."""
    return _language


def say(code: str, **values: Any) -> str:
    """Return a sentence of the catalogue in the command line's language."""
    return words.say(code, _language, **values)


def text(value: Any) -> str:
    """Return an error, a sentence or a list of them as text in the command line's language; other values as `str` does."""
    if isinstance(value, AutograderError | words.Sentence | words.Listed):
        return value.in_language(_language)
    return str(value)


def complain(what: Any) -> None:
    """Print an error, or what a command waits for, on stderr."""
    CleanConsole(stderr=True, soft_wrap=True).print(f"autograder: {text(what)}")


def print_json(value: Any, indent: int | None = None) -> None:
    """Print a value as JSON, at once."""
    sys.stdout.write(json_text(value, indent) + "\n")
    sys.stdout.flush()


def print_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the traceback of a fault of the grader on stderr; for `sys.excepthook`."""
    sys.stderr.write(clean("".join(traceback.format_exception(kind, error, trace))))
