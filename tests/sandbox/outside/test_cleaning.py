"""The texts of an error from a sandbox are bounded, and steer no terminal."""

from __future__ import annotations

from autograder.sandbox.outside.cleaning import cleaned
from autograder.sandbox.shared.failure import MESSAGE_LENGTH, MOST_TYPES, NAME_LENGTH, WHERE_LENGTH
from autograder.sandbox.shared.outcome import LearnerError


def test_texts_are_cleaned_and_cut() -> None:
    sent = LearnerError(
        ("Loud\x1b[2J" + "x" * 1000,) * 1000, "m\x07" + "y" * 9000, "line\u202e 3" + "z" * 9000, {"args": (1,)}
    )
    made = cleaned(sent)
    assert made.types == ("Loud\ufffd[2J" + "x" * (NAME_LENGTH - 8),) * MOST_TYPES
    assert made.message == "m\ufffd" + "y" * (MESSAGE_LENGTH - 2)
    assert made.where == "line\ufffd 3" + "z" * (WHERE_LENGTH - 7)
    assert made.attributes == sent.attributes


def test_what_is_harmless_stays() -> None:
    honest = LearnerError(("ValueError", "Exception"), "too large: 3", "line 2: f(x)")
    assert cleaned(honest) == honest
