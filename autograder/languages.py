"""The languages that a course speaks: its prose and its messages."""

from __future__ import annotations

from autograder.errors import AutograderError

LANGUAGES = ("en", "zh")
DEFAULT = "en"


def known(language: str) -> str:
    """The language itself; AutograderError for one that nothing here is written in."""
    if language not in LANGUAGES:
        raise AutograderError(f"Nothing is written in {language!r}; there are: {', '.join(LANGUAGES)}.")
    return language
