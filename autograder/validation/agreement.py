"""Prove that the same code gets the same report in this process and through a sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.judging.checking import Report
from autograder.languages import LANGUAGES
from autograder.validation.proof import shortened
from autograder.words import Sentence, sentence

FIELDS = ("status", "fraction", "bonus", "diagnosis", "failing_example")


def disagreements(answer: Sentence | str, here: Report, there: Report | None) -> list[Sentence]:
    """Return a problem for each part of two reports that differs: all they say to a learner, in every language.

    answer: what was examined. here: the report in this process. there: through a sandbox; None when that was stopped.
    """
    if there is None:
        return [sentence("validation.stopped", answer=answer)]
    return [
        sentence("validation.disagreement", answer=answer, part=part, here=_short(mine), there=_short(other))
        for (part, mine), (_, other) in zip(_parts(here), _parts(there), strict=True)
        if mine != other
    ]


def _parts(report: Report) -> Iterator[tuple[str, Any]]:
    yield from ((name, getattr(report, name)) for name in FIELDS)
    yield from ((f"message[{language}]", report.message.get(language, "")) for language in LANGUAGES)


def _short(value: Any) -> str:
    return shortened(repr(value))
