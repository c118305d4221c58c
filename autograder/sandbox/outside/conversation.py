"""Requests to a sandbox and its replies: each within its time and its size, and none that was not asked for."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

from autograder.sandbox.outside.objects import Objects
from autograder.sandbox.outside.warm_process import Child, WarmProcess
from autograder.sandbox.shared import limits, protocol, wire
from autograder.sandbox.shared.failure import learner_error
from autograder.sandbox.shared.outcome import SandboxStopped, shown

MAX_QUESTIONS = 100_000  # callbacks that one request may make

RECEIVED = 16  # times the largest value: what a submission may send in all

HEADER_WEIGHT = 16  # bytes of Python objects that a byte of a header may become


class Conversation:
    """Talks to one fork at a time; when that has ended, the next request starts another one.

    forks:      how many there have been.
    suspicious: what was seen of attempts at what is forbidden, a clause each; at most `limits.MOST`.
    """

    def __init__(
        self,
        process: WarmProcess,
        deadline: float,
        *,
        objects: Objects,
        hold: Callable[[Any], protocol.Value],
        prepare: Callable[[], None],
        suspicious: list[str],
    ) -> None:
        """deadline: of everything, as `time.monotonic` counts.
        hold:     makes a node of a value that cannot cross.
        prepare:  called after each fork, to run the cells in it.
        """
        self.deadline = deadline
        self.received_room = RECEIVED * process.limits.value_mb << 20  # bytes
        self.forks = 0
        self.suspicious = suspicious
        self._process, self._objects, self._hold, self._prepare = process, objects, hold, prepare
        self._child: Child | None = None

    @property
    def out_of_time(self) -> str:
        """Why it stops when the deadline has passed."""
        return f"stopped after {self._process.limits.notebook_seconds:g} s for the whole notebook"

    def ask(
        self, message: Callable[[str], protocol.Request], seconds: float, packer: wire.Packer | None = None
    ) -> Iterator[tuple[Any, wire.Unpacker]]:
        """Send a request and yield its replies (reply, unpacker), each within `seconds`; answer questions on the way.

        message: makes the request, given its nonce.
        packer:  holds the arrays of the request.
        Raises SandboxStopped; the fork has then been killed.
        """
        child = self._ready()
        nonce = secrets.token_hex(8)
        packer = packer or wire.Packer(self._hold)
        questions = 0
        try:
            frame = packer.frame(message(nonce))
            deadline = min(time.monotonic() + seconds, self.deadline)
            child.send(frame, deadline)
            while True:
                reply, values = self._receive(child, nonce, deadline)
                if isinstance(reply, protocol.Question):
                    questions += 1
                    if questions > MAX_QUESTIONS:
                        raise SandboxStopped("crashed", "asked too many questions")
                    began = time.monotonic()
                    child.send(self._answer(reply, values, nonce), deadline)
                    deadline = min(deadline + time.monotonic() - began, self.deadline)
                    continue
                yield reply, values
                if not isinstance(reply, protocol.Progress):
                    deadline = min(time.monotonic() + seconds, self.deadline)
        except SandboxStopped as stopped:
            self.close()
            if stopped.hostile:
                self.suspect([stopped.reason])
            if stopped.status == "timeout":
                over = time.monotonic() >= self.deadline
                raise SandboxStopped("timeout", self.out_of_time if over else f"stopped after {seconds:g} s") from None
            raise

    def _receive(self, child: Child, nonce: str, deadline: float) -> tuple[protocol.Reply, wire.Unpacker]:
        reply, size, payload = child.receive(deadline)
        if reply.nonce != nonce:
            raise SandboxStopped("crashed", "answered something that was not asked", hostile=True)
        self.received_room -= HEADER_WEIGHT * size + len(payload)
        if self.received_room < 0:
            raise SandboxStopped("crashed", "handed over more than the grader can hold")
        self.suspect(reply.seen)
        return reply, wire.Unpacker(payload, self._objects.resolve)

    def _answer(self, question: protocol.Question, values: wire.Unpacker, nonce: str) -> bytes:
        packer = wire.Packer(self._hold)
        try:
            args, kwargs = values.unpack(question.args), values.unpack(question.kwargs)
            function = self._objects.callback(question.callback)
            return packer.frame(protocol.Answer(nonce, packer.pack(function(*args, **kwargs)), None))
        except SandboxStopped:
            raise
        except Exception as error:
            known = learner_error(error)
            failure = protocol.Failure(list(known.types), known.message, "")
            return wire.Packer(self._hold).frame(protocol.Answer(nonce, None, failure))

    def read(self, values: wire.Unpacker, node: Any) -> Any:
        """Return the value of a node. Raises SandboxStopped for one that cannot be read."""
        try:
            return values.unpack(node)
        except protocol.WireError as error:
            honest = isinstance(error, protocol.TooMuch)
            self.stop(f"sent something unreadable ({error})", hostile=not honest)

    def stop(self, reason: str, hostile: bool = True) -> NoReturn:
        """Kill the fork and raise SandboxStopped: its place in the conversation is not known any more."""
        self.close()
        if hostile:
            self.suspect([reason])
        raise SandboxStopped("crashed", reason, hostile=hostile)

    def suspect(self, clauses: Iterable[str]) -> None:
        """Note what was seen, once, bounded and as plain text."""
        for clause in clauses:
            seen = shown(clause, limits.LENGTH).replace("\n", " ")
            if len(self.suspicious) < limits.MOST and seen not in self.suspicious:
                self.suspicious.append(seen)

    def _ready(self) -> Child:
        """Return the fork at hand, or a new one that has run the same cells as far as they came."""
        if self._child is None:
            if time.monotonic() >= self.deadline:
                raise SandboxStopped("timeout", self.out_of_time)
            self._child = self._process.fork()
            self.forks += 1
            self._prepare()
        assert self._child is not None
        return self._child

    def close(self) -> None:
        """Kill the fork, if there is one."""
        if self._child is not None:
            self._child.close()
            self._child = None
            self._objects.forget_proxies()
