"""Fit the inputs of a case to the signature that a learner's function has."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.shared.signatures import signature_of

Arguments = tuple[tuple[Any, ...], dict[str, Any]]

_STARS = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
_BY_POSITION = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True)
class FittedCall:
    """One call, fitted to a signature.

    arguments: (args, kwargs).
    bound:     input -> its position in args, or its keyword in kwargs; inputs that the call leaves out are missing.
    """

    arguments: Arguments
    bound: Mapping[str, int | str]


def fit(
    function: Callable[..., Any],
    inputs: Mapping[str, Any],
    usual: Mapping[str, Any] | None = None,
    *,
    order: Sequence[str] = (),
    called: Mapping[str, Iterable[str]] | None = None,
) -> FittedCall:
    """Return the call of `function` with these inputs, fitted to the signature that it has.

    inputs: parameter of the reference -> value.
    usual:  parameter -> value, for required parameters that the inputs lack, and for inputs that may be left out.
    order:  all parameters of the reference, in order; by default those of the inputs.
    called: parameter -> other names that it may have: {"learning_rate": ("alpha", "lr")}.

    1. A parameter with an input's name, or with another spelling of it, gets that input.
    2. A required parameter that the inputs lack gets its usual value. It never gets the value of another one.
    3. Required inputs that remain fill required parameters that remain, in order. An optional input does so only at its own
       place in the reference.
    4. Inputs that remain go into *args, each at its own place, or into **kwargs, or they are left out if they may be.

    A required parameter that still has no value is left out, so that the function itself says which one it is. If an input
    still remains, all inputs are passed by position, and the function raises.
    """
    known = [*order, *(name for name in inputs if name not in order)]
    inputs = {name: inputs[name] for name in known if name in inputs}
    plain = FittedCall((tuple(inputs.values()), {}), {name: i for i, name in enumerate(inputs)})
    signature = signature_of(function)
    if signature is None:  # a built-in one, or none
        return plain
    fitter = _Fitter(list(signature.parameters.values()), inputs, usual=dict(usual or {}), order=known, called=called or {})
    return fitter.call() or plain


@dataclass(frozen=True)
class _Place:
    """The place of an input in a planned call; `CallPlan.call` puts the value there."""

    name: str


class CallPlan:
    """Makes the calls of one function from inputs of the same names: `fit` looks at names only, so it looks once."""

    def __init__(self, planned: FittedCall) -> None:
        self._args, self._kwargs = planned.arguments
        self._bound = planned.bound

    def call(self, inputs: Mapping[str, Any]) -> FittedCall:
        """Return the call with these inputs."""
        args = tuple(inputs[each.name] if type(each) is _Place else each for each in self._args)
        kwargs = {key: inputs[each.name] if type(each) is _Place else each for key, each in self._kwargs.items()}
        return FittedCall((args, kwargs), self._bound)


def plan(
    function: Callable[..., Any],
    names: Iterable[str],
    usual: Mapping[str, Any] | None = None,
    *,
    order: Sequence[str] = (),
    called: Mapping[str, Iterable[str]] | None = None,
) -> CallPlan:
    """Return how `function` is called with inputs of these names. The other arguments are those of `fit`."""
    return CallPlan(fit(function, {name: _Place(name) for name in names}, usual, order=order, called=called))


class _Fitter:
    """Fits one call.

    parameters: of the function. inputs: in the order of the reference. usual, order, called: as `fit` takes them.
    """

    def __init__(
        self,
        parameters: list[inspect.Parameter],
        inputs: Mapping[str, Any],
        *,
        usual: Mapping[str, Any],
        order: Sequence[str],
        called: Mapping[str, Iterable[str]],
    ) -> None:
        self._parameters, self._inputs, self._usual, self._order = parameters, inputs, usual, order
        self._spellings = {_key(other): name for name, others in called.items() for other in others}
        self._spellings |= {_key(name): name for name in [*usual, *inputs]}
        self._named = [p for p in parameters if p.kind not in _STARS]
        self._kinds = {p.kind for p in parameters}
        self._sources: dict[str, str] = {}  # parameter -> input
        self._left: list[str] = []

    def call(self) -> FittedCall | None:
        """Return the fitted call; None where an input has no place."""
        self._match_names()
        self._fill_in_order()
        if not any(kind in self._kinds for kind in _STARS) and not all(name in self._usual for name in self._left):
            return None
        return self._build()

    def _meant(self, parameter: inspect.Parameter, among: Collection[str]) -> str | None:
        """Return which of these names a parameter means: its own, or one of which it is another spelling."""
        if parameter.name in among:
            return parameter.name
        other = self._spellings.get(_key(parameter.name))
        return other if other is not None and other in among else None

    def _match_names(self) -> None:
        exact = {p.name for p in self._named} & set(self._inputs)
        self._sources = {name: name for name in exact}
        for parameter in self._named:
            if parameter.name not in self._sources:
                rest = [name for name in self._inputs if name not in self._sources.values()]
                if (meant := self._meant(parameter, rest)) is not None:
                    self._sources[parameter.name] = meant
        self._left = [name for name in self._inputs if name not in self._sources.values()]

    def _fill_in_order(self) -> None:
        """Give required parameters without a name of the reference the inputs that remain."""
        places = {p.name: place for place, p in enumerate(self._parameters)}
        required = [
            p.name
            for p in self._named
            if p.default is p.empty and p.name not in self._sources and self._meant(p, self._usual) is None
        ]
        needed = [name for name in self._left if name not in self._usual]
        if len(required) != len(needed) and len(required) == len(self._left):
            optional = [(p, n) for p, n in zip(required, self._left, strict=True) if n in self._usual]
            if all(places[parameter] == self._order.index(name) for parameter, name in optional):
                needed = list(self._left)
        if len(required) < len(needed) and inspect.Parameter.VAR_POSITIONAL not in self._kinds:
            return
        self._sources |= dict(zip(required, needed, strict=False))
        self._left = [name for name in self._left if name not in self._sources.values()]

    def _build(self) -> FittedCall | None:
        args: list[Any] = []
        kwargs: dict[str, Any] = {}
        bound: dict[str, int | str] = {}
        by_position = True
        for parameter in self._parameters:
            if parameter.kind is parameter.VAR_POSITIONAL:
                if by_position:
                    self._spread(args, bound)
                by_position = False
                continue
            if parameter.kind is parameter.VAR_KEYWORD:
                continue
            source = self._sources.get(parameter.name)
            meant = self._meant(parameter, self._usual) if source is None and parameter.default is parameter.empty else None
            if source is None and meant is None:
                by_position = False  # it is left out, so those after it go by name
                continue
            value = self._inputs[source] if source is not None else self._usual[str(meant)]
            place: int | str = parameter.name
            if by_position and parameter.kind in _BY_POSITION:
                place = len(args)
                args.append(value)
            else:
                kwargs[parameter.name] = value
            if source is not None:
                bound[source] = place
        if inspect.Parameter.VAR_KEYWORD in self._kinds:
            kwargs |= {name: self._inputs[name] for name in self._left}
            bound |= {name: name for name in self._left}
            self._left = []
        return None if any(name not in self._usual for name in self._left) else FittedCall((tuple(args), kwargs), bound)

    def _spread(self, args: list[Any], bound: dict[str, int | str]) -> None:
        """Put inputs that remain into *args, as long as each comes to its own place in the reference."""
        taken = set(self._sources.values())
        rest = [name for name in self._order if name not in taken]
        while self._left and rest:
            name = rest.pop(0)
            if name in self._inputs:
                self._left.remove(name)
                bound[name] = len(args)
                args.append(self._inputs[name])
            elif inspect.Parameter.VAR_KEYWORD in self._kinds or name not in self._usual:
                return  # those after the gap go by name
            else:
                args.append(self._usual[name])


def _key(name: str) -> str:
    """Return a name without case and underscores, which spellings of it share."""
    return name.replace("_", "").lower()
