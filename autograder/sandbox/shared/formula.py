"""Make a function from the text of a formula, in the grader and in a sandbox alike.

A function that a case passes to the learner's code may be called hundreds of times, by a loop. A formula crosses as its
text, which a learner can read in its name in any case, so that no call of it waits for another process. All other functions
stay with the grader.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np

_MARK = "formula"


def formula(text: str) -> Callable[..., Any]:
    """Return a function for the inputs of a case, from its source: `formula("lambda x: x ** 2")`.

    text: a Python expression whose value is a function; `np` is NumPy. It becomes the function's name, so that a failing
          example can show it. It may use nothing but `np` and its own arguments: a sandbox evaluates it again.
    Raises whatever evaluating the text raises.
    """
    function: Callable[..., Any] = eval(text, {"np": np})
    function.__name__ = function.__qualname__ = text
    setattr(function, _MARK, text)
    return function


def text_of_formula(value: Any) -> str | None:
    """Return the text from which `formula` has made a function; None for anything else."""
    if type(value) is not FunctionType:
        return None
    text = value.__dict__.get(_MARK)
    return text if type(text) is str else None
