"""The catalogue of every sentence that a learner or an instructor reads, one module a language.

A failure is data, a code of the catalogue and values, until it is shown; `say` then puts it into words in the reader's
language. A new language is one new module here, with the same codes and placeholders as `en`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

DEFAULT = "en"
LANGUAGES: tuple[str, ...] = tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


@dataclass(frozen=True)
class Sentence:
    """A sentence before it has words: a code of the catalogue, and the values for its placeholders.

    A value may be a `Sentence` or a `Listed`, which is put into the same language.
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """Return the sentence in a language."""
        return say(self.code, language, **self.values)

    def __str__(self) -> str:
        return self.in_language(DEFAULT)


@dataclass(frozen=True)
class Listed:
    """Items to be joined as the language joins them: "a, b and c".

    joint: "and", "or" or "comma" (which joins all of them alike).
    quoted: whether each item is put in a code span.
    """

    items: Sequence[Any]
    joint: str = "and"
    quoted: bool = False

    def in_language(self, language: str) -> str:
        """Return the items as one text in a language."""
        texts = [_spoken(item, language) for item in self.items]
        texts = [f"`{text}`" for text in texts] if self.quoted else texts
        comma, last = (say(f"list.{joint}", language) for joint in ("comma", self.joint))
        return last.join(filter(None, [comma.join(texts[:-1]), *texts[-1:]]))


def say(code: str, language: str = DEFAULT, /, **values: Any) -> str:
    """Return the sentence `code` in a language, with its placeholders filled.

    Raises KeyError for a code that is not in the catalogue, or a value that is missing.
    """
    return catalogue(language)[code].format(**{name: _spoken(value, language) for name, value in values.items()})


def sentence(code: str, /, **values: Any) -> Sentence:
    """Return `Sentence(code, values)`."""
    return Sentence(code, values)


def known(code: str) -> bool:
    """Return whether the catalogue has this code."""
    return code in catalogue(DEFAULT)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return code -> text with placeholders. Raises ModuleNotFoundError for a language that has no module here."""
    words: Mapping[str, str] = import_module(f"{__name__}.{language}").WORDS
    return words


def _spoken(value: Any, language: str) -> Any:
    return value.in_language(language) if isinstance(value, Sentence | Listed) else value
