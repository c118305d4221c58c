"""Find out how a function may be called, through the wrappers that decorators put round it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

from autograder.sandbox.shared.outcome import remote_type_name

DEPTH = 10  # wrappers that are looked through


def signature_of(function: Callable[..., Any]) -> inspect.Signature | None:
    """Return a function's signature; None where Python cannot tell it.

    A wrapper that only has *args and **kwargs, and holds a single function, has the signature of that function: a decorator
    without `functools.wraps` makes such wrappers.
    """
    if remote_type_name(function) is not None:  # the sandbox has looked at the function itself
        own = object.__getattribute__(function, "__dict__")  # without asking the sandbox, which may have ended
        for called in (own.get("_called_as"), own.get("__signature__")):
            if type(called) is inspect.Signature:
                return called
    signature = None
    for _ in range(DEPTH):
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):
            return signature
        inner = _wrapped(function) if _passes_everything(signature) else None
        if inner is None:
            break
        function = inner
    return signature


def _passes_everything(signature: inspect.Signature) -> bool:
    kinds = {parameter.kind for parameter in signature.parameters.values()}
    return kinds == {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def _wrapped(function: Any) -> FunctionType | None:
    """Return the one function that another one holds; None for none or several."""
    cells = getattr(function, "__closure__", None) if isinstance(function, FunctionType) else None
    held = []
    for cell in cells or ():
        try:
            held.append(cell.cell_contents)
        except ValueError:  # not filled yet
            continue
    functions = [value for value in held if isinstance(value, FunctionType)]
    return functions[0] if len(functions) == 1 else None
