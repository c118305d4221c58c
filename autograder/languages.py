"""The languages that a course can be written in: those that `autograder.words` has a catalogue for."""

from __future__ import annotations

from autograder import words
from autograder.errors import AutograderError

LANGUAGES = words.LANGUAGES
DEFAULT = words.DEFAULT


def known(language: str) -> str:
    """Return the language. Raises AutograderError for one that has no catalogue."""
    if language not in LANGUAGES:
        raise AutograderError("language.unknown", language=language, known=words.Listed(LANGUAGES, "or"))
    return language
