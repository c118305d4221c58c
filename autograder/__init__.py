"""Autograded neural networks: hidden tests that never meet the learner's process.

Importing this package is light: neither NumPy nor Jupyter is loaded until a name below is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.exercise.comparison import Difference as Difference
    from autograder.exercise.comparison import compare as compare
    from autograder.exercise.exercise import Exercise, Training, formula
    from autograder.exercise.question import Question
    from autograder.exercise.rule import Raises
    from autograder.judging.checking import check

__all__ = ["Difference", "Exercise", "Question", "Raises", "Training", "check", "compare", "formula"]
__version__ = "0.2.0"

_HOMES = {
    "Question": "autograder.exercise.question",
    "Raises": "autograder.exercise.rule",
    "check": "autograder.judging.checking",
}
_HOMES |= dict.fromkeys(("Difference", "compare"), "autograder.exercise.comparison")
_HOMES |= dict.fromkeys(("Exercise", "Training", "formula"), "autograder.exercise.exercise")


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
