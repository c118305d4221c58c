"""Autograded neural networks: hidden tests that never meet the learner's process.

Importing this package is light: neither NumPy nor Jupyter is loaded until a name below is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.checking import check as check
    from autograder.exercise import Exercise as Exercise
    from autograder.exercise import Raises as Raises
    from autograder.exercise import Training as Training
    from autograder.exercise import formula as formula
    from autograder.question import Question as Question

__all__ = ["Exercise", "Question", "Raises", "Training", "check", "formula"]
__version__ = "0.1.0"

_HOMES = {"check": "autograder.checking", "Question": "autograder.question"}
_HOMES |= dict.fromkeys(("Exercise", "Raises", "Training", "formula"), "autograder.exercise")


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
