"""Prove that the same code gets the same report in this process and through a sandbox."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.judging.report import Report
from autograder.languages import LANGUAGES
from autograder.validation.proof import shortened
from autograder.words import Sentence, sentence

VERDICT = ("status", "fraction", "bonus", "diagnosis")

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


def with_draws(examine: Callable[[], Report]) -> tuple[Report, bool]:
    """Return a report, and whether making it drew from NumPy's global generator: then it may be another one next time."""
    before = np.random.get_state()
    report = examine()
    after = np.random.get_state()
    return report, not all(np.array_equal(one, other) for one, other in zip(before, after, strict=True))


def disagreements(answer: Sentence | str, here: Report, there: Report | None, drawn: bool = False) -> list[Sentence]:
    """Return a problem for each part in which two reports on the same code differ.

    The parts are the verdict, the failing example, and the message in every language.

    answer: what was examined.
    here:   the report in this process.
    there:  the report through a sandbox; None when that was stopped.
    drawn:  whether random numbers without a seed took part. Texts are then compared without their numbers.
    """
    if there is None:
        return [sentence("validation.stopped", answer=answer)]
    parts, others = _parts(here), _parts(there)
    if drawn:
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
