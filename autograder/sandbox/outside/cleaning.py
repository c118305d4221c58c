"""Make the texts of an error harmless, whatever the learner's process has sent."""

from __future__ import annotations

from autograder.plain import shown
from autograder.sandbox.shared.failure import MESSAGE_LENGTH, MOST_TYPES, NAME_LENGTH, WHERE_LENGTH
from autograder.sandbox.shared.outcome import LearnerError


def cleaned(error: LearnerError) -> LearnerError:
    """Return an error whose texts are bounded and hold no control characters."""
    return LearnerError(
        tuple(shown(name, NAME_LENGTH) for name in error.types[:MOST_TYPES]),
        shown(error.message, MESSAGE_LENGTH),
        shown(error.where, WHERE_LENGTH),
        error.attributes,
    )
