"""The catalogue of every sentence that a learner or an instructor reads, one module a language.

A failure is data, a code of the catalogue and values, until it is shown; `say` then puts it into words in the reader's
language. A new language is one new module here, with the same codes and placeholders as `en`.

Messages for learners and outputs for instructors are Markdown. The catalogue puts a value that may be a learner's text
into a code span, "`{error}`", or into a block, "```{text}```": `say` makes both such that the text cannot end them.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from autograder.plain import LONGEST, clean, code_block, code_span, one_line

DEFAULT = "en"
LANGUAGES: tuple[str, ...] = tuple(
    sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
)


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
        texts = [code_span(str(text)) for text in texts] if self.quoted else texts
        comma, last = (say(f"list.{joint}", language) for joint in ("comma", self.joint))
        return last.join(filter(None, [comma.join(texts[:-1]), *texts[-1:]]))


@dataclass(frozen=True)
class Code:
    """A learner's text in a sentence, for a placeholder that takes other values, too: it is put in a code span.

    longest: how many characters of it are shown.
    """

    text: str
    longest: int = LONGEST

    def in_language(self, language: str) -> str:
        """Return the code span, which is the same in every language."""
        return code_span(one_line(self.text, self.longest))


def say(code: str, language: str = DEFAULT, /, **values: Any) -> str:
    """Return the sentence `code` in a language, with its placeholders filled. It holds no character that acts (`plain.clean`).

    Raises KeyError for a code that is not in the catalogue, or a value that is missing.
    """
    told = {name: _spoken(value, language) for name, value in values.items()}
    template = catalogue(language)[code]
    if "`" not in template:
        return clean(template.format(**told))
    said = "".join(_as_markdown(mark, part.format(**told)) for mark, part in _parts(template))
    return said.rstrip("\n") if template.endswith("```") else said


_CODE = re.compile(r"(```|`)(.+?)\1")


@cache
def _parts(template: str) -> list[tuple[str, str]]:
    """Return the parts of a template, each with the mark around it: "" for text, "`" for a code span, "```" for a block."""
    parts = []
    place = 0
    for found in _CODE.finditer(template):
        parts += [("", template[place : found.start()]), (found[1], found[2])]
        place = found.end()
    return [*parts, ("", template[place:])]


def _as_markdown(mark: str, text: str) -> str:
    if not mark:
        return clean(text)
    return code_block(text) if mark == "```" and "\n" in text.strip() else code_span(text)


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
    if isinstance(value, Sentence | Listed | Code):
        return value.in_language(language)
    return value[:LONGEST] if isinstance(value, str) else value
