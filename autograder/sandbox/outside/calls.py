"""Call a learner's functions and objects in frames of bounded size, and read each answer as an Outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from autograder.sandbox.outside.cleaning import cleaned
from autograder.sandbox.outside.conversation import Conversation
from autograder.sandbox.outside.objects import Objects
from autograder.sandbox.outside.sentences import limit_named
from autograder.sandbox.shared import draws, protocol, wire
from autograder.sandbox.shared.failure import ATTRIBUTES
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import LearnerError, Outcome

BATCH_BYTES = 4 << 20  # of inputs in one frame

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


class Calls:
    """Makes calls within a conversation. hold: makes a node of a value that cannot cross."""

    def __init__(
        self,
        conversation: Conversation,
        *,
        objects: Objects,
        hold: Callable[[Any], protocol.Value],
        limits: Limits,
    ) -> None:
        self._conversation, self._objects, self._hold, self._limits = conversation, objects, hold, limits
        self._state_after: Any = None  # of the random generators, after the last call

    def call(
        self, target: str | int, calls: list[Arguments], rng_state: Any, *, same: bool, carry_draws: bool
    ) -> list[Outcome]:
        """Call `target` once for each (args, kwargs); see `Session.call`.

        carry_draws: where there is one call and no `rng_state`, the global generators' state goes along and comes back.
        """
        given = list(wire.mutable_parts(calls[0])) if same else None
        if carry_draws and rng_state is None and len(calls) == 1:
            return [self._call_with_draws(target, calls[0], given)]
        outcomes: list[Outcome] = []
        while len(outcomes) < len(calls):
            packer = wire.Packer(self._hold)
            state = packer.pack(None if rng_state is None else draws.of_numpy(rng_state))
            nodes: list[tuple[protocol.Value, protocol.Value]] = []
            for args, kwargs in calls[len(outcomes) :]:
                nodes.append((packer.pack(args), packer.pack(kwargs)))
                if packer.size > BATCH_BYTES:
                    break
            batch = calls[len(outcomes) : len(outcomes) + len(nodes)]
            outcomes += self._batch(target, packer, state, nodes, batch, given)
        return outcomes

    def _call_with_draws(self, target: str | int, call: Arguments, given: list[Any] | None) -> Outcome:
        """Make one call with the global generators' state.

        Afterwards the generators here have the state that comes back, if drawing can reach it (`draws.follows`).
        """
        packer = wire.Packer(self._hold)
        before = draws.state()
        state, node = packer.pack(before), (packer.pack(call[0]), packer.pack(call[1]))
        (outcome,) = self._batch(target, packer, state, [node], [call], given)
        if draws.follows(before, self._state_after):
            draws.restore(self._state_after)
        return outcome

    def _batch(
        self, target: str | int, packer: wire.Packer, state: Any, nodes: Any, calls: Any, given: list[Any] | None
    ) -> list[Outcome]:
        """Make the calls of one frame. nodes: their arguments, packed; calls: the same as values."""
        outcomes: list[Outcome] = []
        message = lambda nonce: protocol.Call(nonce, target, nodes, state=state, same=given is not None)  # noqa: E731
        for reply, values in self._conversation.ask(message, self._limits.call_seconds, packer):
            if not isinstance(reply, protocol.Returned):
                break
            outcomes.append(self._outcome(reply, values, calls[len(outcomes)], given or ()))
            if len(outcomes) == len(nodes):
                return outcomes
        self._conversation.stop("sandbox.broke_off")

    def attempt(self, name: str, texts: list[str], calls: list[Arguments], *, least: int) -> list[list[Outcome]]:
        """Build a function from each of these texts, and make all calls with it; see `Session.attempt`."""
        packer = wire.Packer(self._hold)
        nodes = [(packer.pack(args), packer.pack(kwargs)) for args, kwargs in calls]
        message = lambda nonce: protocol.Try(nonce, name=name, texts=texts, calls=nodes, least=least)  # noqa: E731
        outcomes: list[Outcome] = []
        for reply, values in self._conversation.ask(message, self._limits.call_seconds, packer):
            if not isinstance(reply, protocol.Returned):
                break
            outcomes.append(self._outcome(reply, values, calls[len(outcomes) % len(calls)]))
            if len(outcomes) == len(texts) * len(calls):
                return [outcomes[start : start + len(calls)] for start in range(0, len(outcomes), len(calls))]
        self._conversation.stop("sandbox.broke_off")

    def one(self, message: Callable[[str], protocol.Request], packer: wire.Packer) -> Outcome:
        """Send a request that has one answer. message: makes it, given its nonce; packer: holds its arrays."""
        for reply, values in self._conversation.ask(message, self._limits.call_seconds, packer):
            if not isinstance(reply, protocol.Returned):
                break
            return self._outcome(reply, values, ((), {}))
        self._conversation.stop("sandbox.broke_off")

    def _outcome(
        self, reply: protocol.Returned, values: wire.Unpacker, sent: Arguments, given: Sequence[Any] = ()
    ) -> Outcome:
        """Return a reply to a call as an Outcome. sent: the arguments as they were; given: their mutable parts."""
        read = self._conversation.read
        self._objects.given = given
        try:
            value, arguments, state = (read(values, node) for node in (reply.value, reply.arguments, reply.state))
            error = self._error(reply.failure, values) if reply.failure is not None else None
        finally:
            self._objects.given = ()
        whole = isinstance(arguments, tuple) and [type(part) for part in arguments] == [tuple, dict]
        self._state_after = state
        return Outcome(
            value=value,
            error=error,
            arguments=arguments if whole else sent,
            printed=reply.printed,
            altered=tuple(reply.altered),
        )

    def _error(self, failure: protocol.Failure, values: wire.Unpacker) -> LearnerError:
        own = self._conversation.read(values, failure.attributes)
        pairs = own.items() if type(own) is dict else ()
        attributes = {name: value for name, value in pairs if type(name) is str and type(value) in ATTRIBUTES}
        error = cleaned(LearnerError(tuple(failure.mro), failure.message, failure.where, attributes))
        named = limit_named(self._limits, error.types, error.message, self._conversation.language)
        return replace(error, message=f"{error.message} {named}") if named else error
