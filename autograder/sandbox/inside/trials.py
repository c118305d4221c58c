"""Make the calls of a `protocol.Try`: build a function from other texts, and call each with a bound on its steps."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from autograder.sandbox.shared import protocol, steps, wire
from autograder.sandbox.shared.arrays import Watch

Call = tuple[tuple[Any, ...], dict[str, Any]]
Attempt = tuple[Callable[..., Any], tuple[Any, ...]]  # a function and its arguments, for the caller to guard


class Trials:
    """The trials of one request.

    name, world: the function and the global names that it sees.
    calls: (args, kwargs) of each call. least: steps that each may take in any case.
    """

    def __init__(self, name: str, world: Mapping[str, Any], *, calls: Sequence[Call], least: int) -> None:
        self._name, self._world, self._calls, self._least = name, world, calls, least
        self._limits: dict[int, int] = {}

    @classmethod
    def of(cls, request: protocol.Try, values: wire.Unpacker, world: Mapping[str, Any]) -> Trials:
        """Return the trials that a request asks for."""
        calls = [(values.unpack(args), values.unpack(kwargs)) for args, kwargs in request.calls]
        return cls(request.name, world, calls=calls, least=request.least)

    def outcomes(
        self, texts: Sequence[str], guard: Callable[..., Any], snapshot: Callable[[Any], Any]
    ) -> Iterator[tuple[Any, Any, Any, Sequence[int]]]:
        """Yield (value, failure, changed arguments, altered arrays) for each text and call.

        guard:    (function, args, kwargs) -> the value and None, or None and the failure.
        snapshot: value -> its contents, to be compared.
        """
        for text in texts:
            build, arguments = self.build(text)
            function, failure = guard(build, arguments, {})
            if failure is not None:
                yield from [(None, failure, None, ())] * len(self._calls)
                continue
            for given, watch, (attempt, bounded) in self.each(function):
                before = snapshot(given)
                value, fault = guard(attempt, bounded, {})
                yield value, fault, None if snapshot(given) == before else given, watch.altered()

    def build(self, text: str) -> Attempt:
        """Return what builds the function from a text."""
        return steps.rebuilt, (text, self._name, self._world)

    def each(self, function: Any) -> Iterator[tuple[Call, Watch, Attempt]]:
        """Yield for each call a copy of its arguments, what watches them, and what makes the call."""
        for number, call in enumerate(self._calls):
            if number not in self._limits:
                taken = steps.steps_of(_applied(self._world.get(self._name), copy.deepcopy(call)))
                self._limits[number] = steps.allowed(taken, self._least)
            given = copy.deepcopy(call)
            yield given, Watch(given), (steps.within, (self._limits[number], _applied(function, given)))


def _applied(function: Any, call: Call) -> Callable[[], Any]:
    return lambda: function(*call[0], **call[1])
