"""Describe a learner's functions, and say which of the notebook's names are bound to what an import gives."""

from __future__ import annotations

import contextlib
import inspect
import sys
import types
from typing import Any

from autograder.sandbox.shared import protocol, wire
from autograder.sandbox.shared.signatures import signature_of


def function(name: str, value: Any, number: int) -> protocol.Function:
    """Return the node of a function under a global name. number: of the object that stays here."""
    parameters, returns = signature(value)
    called = _called(value)
    return protocol.Function(
        name=name,
        parameters=parameters,
        number=number,
        own=_own_name(value),
        returns=returns,
        wraps=_wraps(value),
        called=called if called != parameters else None,
    )


def _own_name(value: Any) -> str | None:
    try:
        own = value.__name__
    except BaseException:  # whatever a learner's object raises
        return None
    return own if type(own) is str else None


def _wraps(value: Any) -> bool:
    try:
        return hasattr(value, "__wrapped__")
    except BaseException:
        return False


def signature(function: Any) -> tuple[list[protocol.Parameter] | None, protocol.Value]:
    """Return a function's parameters, None where Python cannot tell them, and the annotation of its result."""
    try:
        signature = inspect.signature(function)
    except BaseException:  # TypeError and ValueError, and whatever a learner's object raises
        return None, protocol.Absent()
    return _parameters(signature), _simple(signature.return_annotation)


def _called(function: Any) -> list[protocol.Parameter] | None:
    """Return the parameters that a function is called with; None where nobody can tell them."""
    try:
        signature = signature_of(function)
    except BaseException:  # whatever a learner's object raises
        return None
    return None if signature is None else _parameters(signature)


def _parameters(signature: inspect.Signature) -> list[protocol.Parameter]:
    return [
        protocol.Parameter(
            name=p.name,
            kind=int(p.kind),
            optional=p.default is not p.empty,
            default=_simple(p.default),
            annotation=_simple(p.annotation),
        )
        for p in signature.parameters.values()
    ]


def _simple(value: Any) -> protocol.Value:
    """Return the node of a default or an annotation; `Absent` for none, and for an array or an object."""
    packer = wire.Packer(_refuse)
    try:
        node = packer.pack(value) if value is not inspect.Parameter.empty else protocol.Absent()
    except (protocol.WireError, RecursionError):
        return protocol.Absent()
    return protocol.Absent() if packer.chunks else node


def _refuse(value: Any) -> protocol.Value:
    raise protocol.WireError("sandbox.wire.unexpected")


def imported(names: dict[str, list[list[str]]]) -> dict[str, str]:
    """Return how each of these names is bound.

    names: name -> what an import of the instructor's may bind it to: module and attribute, "" for the module itself.

    - "absent": it is not bound.
    - "0", "1", …: to the very object that this import binds it to.
    - "own": to a function or class that a cell defines; "library": to one that none defines, or to a module.
    - "value": to something else.
    """
    namespace = vars(sys.modules["__main__"])
    return {name: _how_bound(namespace[name], wanted) if name in namespace else "absent" for name, wanted in names.items()}


def _how_bound(value: Any, wanted: list[list[str]]) -> str:
    for number, (module, attribute) in enumerate(wanted):
        home = sys.modules.get(module)
        with contextlib.suppress(Exception):  # of a module that finds its parts by code of its own
            if value is (getattr(home, attribute, sys.modules.get(f"{module}.{attribute}")) if attribute else home):
                return str(number)
    if not callable(value):
        return "library" if isinstance(value, types.ModuleType) else "value"
    return "own" if getattr(value, "__module__", None) == "__main__" else "library"
