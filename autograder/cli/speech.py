"""Choose the language of the command line, once for each run of a command, and say sentences in it."""

from __future__ import annotations

from typing import Any

from autograder import words
from autograder.errors import AutograderError

_language = words.DEFAULT


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
