"""Prove that the same code gets the same report in this process and through a sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from autograder.judging.checking import Report
from autograder.languages import LANGUAGES
from autograder.validation.proof import shortened
from autograder.words import Sentence, sentence

VERDICT = ("status", "fraction", "bonus", "diagnosis")

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def disagreements(answer: Sentence | str, here: Report, there: Report | None, again: Callable[[], Report]) -> list[Sentence]:
    """Return a problem for each part in which two reports on the same code differ.

    The parts are the verdict, the failing example, and the message in every language. Code may draw random numbers without
    a seed: then its messages differ from one examination to the next, and they are compared without their numbers.

    answer: what was examined.
    here:   the report in this process.
    there:  the report through a sandbox; None when that was stopped.
    again:  examines the same code in this process once more; it is called only if the reports differ.
    """
    if there is None:
        return [sentence("validation.stopped", answer=answer)]
    parts, others = _parts(here), _parts(there)
    if parts != others and _parts(again()) != parts:
        parts, others = _without_numbers(parts), _without_numbers(others)
    return [
        sentence("validation.disagreement", answer=answer, part=part, here=_short(parts[part]), there=_short(others[part]))
        for part in parts
        if parts[part] != others[part]
    ]


def _parts(report: Report) -> dict[str, Any]:
    """Return all that a report says to a learner, by name."""
    verdict = {name: getattr(report, name) for name in VERDICT}
    messages = {f"message[{language}]": report.message.get(language, "") for language in LANGUAGES}
    return verdict | {"failing_example": report.failing_example} | messages


def _without_numbers(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the parts with each number in a text replaced; those of the verdict are kept."""
    return {
        name: value if name in VERDICT or not isinstance(value, str) else _NUMBER.sub("#", value)
        for name, value in parts.items()
    }


def _short(value: Any) -> str:
    return shortened(repr(value))
