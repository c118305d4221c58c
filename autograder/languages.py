"""The languages that a course can be written in: those that `autograder.words` has a catalogue for.

A course has some of them: see `Course.languages`. A text that it lacks in one language is shown in another.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder import words
from autograder.errors import AutograderError

LANGUAGES = words.LANGUAGES
DEFAULT = words.DEFAULT


def known(language: str) -> str:
    """Return the language. Raises AutograderError for one that has no catalogue."""
    if language not in LANGUAGES:
        raise AutograderError("language.unknown", language=language, known=words.Listed(LANGUAGES, "or"))
    return language


def best(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language; where it is missing, in English or else in the first language that it has; "" for none.

    texts: language -> text.
    """
    return texts.get(language) or texts.get(DEFAULT) or next(filter(None, texts.values()), "")
