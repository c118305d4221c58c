"""Write a failing call as Python that a learner can paste into a cell."""

from __future__ import annotations

import cmath
import math
from typing import Any

import numpy as np

from autograder.exercise.rule import Inputs
from autograder.judging.fitting import FittedCall


def example(name: str, call: FittedCall, inputs: Inputs) -> str:
    """Return Python that repeats one call: a line `input = value` for each input, then the call itself.

    name:   the function's. call: says where each input goes. inputs: their values; those that the call leaves out are not
            shown.
    """
    lines = [f"{given} = {literal(value)}" for given, value in inputs.items() if given in call.bound]
    places = sorted(call.bound.items(), key=lambda bound: (isinstance(bound[1], str), str(bound[1]).zfill(3)))
    arguments = [given if isinstance(place, int) else f"{place}={given}" for given, place in places]
    return "\n".join([*lines, f"{name}({', '.join(arguments)})"])


def literal(value: Any) -> str:
    """Return a value as Python source; `np` is NumPy in it. A function is written as its name, see `formula`."""
    if type(value) is np.ndarray:
        dtype = "" if value.size and value.dtype.kind in "ifb" else f", dtype={value.dtype.name!r}"
        return f"np.array({literal(value.tolist())}{dtype})"
    if isinstance(value, np.generic):
        return literal(value.item())
    if type(value) is float and not math.isfinite(value):
        return f"float({str(value)!r})"
    if type(value) is complex and not cmath.isfinite(value):
        return f"complex({literal(value.real)}, {literal(value.imag)})"
    if type(value) is list:
        return f"[{', '.join(map(literal, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(literal, value))}{',' if len(value) == 1 else ''})"
    if type(value) is dict:
        return "{" + ", ".join(f"{key!r}: {literal(item)}" for key, item in value.items()) + "}"
    if callable(value):
        return str(getattr(value, "__name__", "function"))
    return repr(value)
