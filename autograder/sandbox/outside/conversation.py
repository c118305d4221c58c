"""Send requests to a sandbox and read its replies; enforce deadlines, bound sizes, and refuse replies not asked for."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NoReturn

from autograder.sandbox.outside.family import Family
from autograder.sandbox.outside.objects import Objects
from autograder.sandbox.outside.other_machines import is_elsewhere
from autograder.sandbox.outside.sentences import suspicion, why_stopped, wire_error
from autograder.sandbox.outside.warm_process import Child, WarmProcess
from autograder.sandbox.shared import limits, protocol, wire
from autograder.sandbox.shared.failure import learner_error
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Sentence, sentence

MAX_QUESTIONS = 100_000  # callbacks that one request may make
PUT_BYTES = 4 << 20  # of the learner's files in one request, or one file
HEADER_WEIGHT = 16  # bytes of Python objects that a byte of a header may become


class Conversation:
    """Talks to one fork at a time; when that has ended, the next request starts another one.

    forks:      how many there have been.
    suspicious: forbidden attempts that were seen, a clause each; at most `limits.MOST`.
    deadline:   of all requests together, as `time.monotonic` counts.
    out_of_time: the reason for a stop after the deadline.
    asking:     whether hidden inputs are being sent; what an attempt was made with could then quote one, and is left out.
    """

    def __init__(
        self,
        process: WarmProcess,
        deadline: float,
        *,
        objects: Objects,
        hold: Callable[[Any], protocol.Value],
        prepare: Callable[[], None],
        suspicious: list[Sentence],
        language: str,
        folder: str = "",
        files: Mapping[str, bytes] | None = None,
        family: Family | None = None,
    ) -> None:
        """Prepare a conversation; the first request starts a fork.

        hold:     makes a node of a value that cannot cross.
        prepare:  called after each fork, to run the cells in it.
        folder:   of the data files, the one that forks work in.
        files:    what the learner handed in beside the notebook, by relative path; each fork gets it.
        family:   the sandboxes of the same submission; by default there is no other.
        """
        self.deadline = deadline
        self.family = family or Family(process.limits.value_mb)
        self.out_of_time = sentence("sandbox.stopped_after_notebook", seconds=process.limits.notebook_seconds)
        self.asking = False
        self.forks = 0
        self.suspicious, self.language = suspicious, language
        self._process, self._objects, self._hold, self._prepare = process, objects, hold, prepare
        self._folder, self._files = folder, dict(files or {})
        self._child: Child | None = None

    def ask(
        self, message: Callable[[str], protocol.Request], seconds: float, packer: wire.Packer | None = None
    ) -> Iterator[tuple[Any, wire.Unpacker]]:
        """Send a request and yield its replies (reply, unpacker), each within `seconds`; answer questions on the way.

        message: makes the request, given its nonce.
        seconds: the time for each reply; time that the grader takes to answer a question is added.
        packer:  holds the arrays of the request.
        Raises SandboxStopped when the time is over, or the fork dies or breaks the protocol; the fork has then been killed.
        """
        child = self._ready()
        nonce = secrets.token_hex(8)
        packer = packer or wire.Packer(self._hold)
        questions, room = 0, self.family.room_of_a_request
        try:
            request = message(nonce)
            request.language = self.language
            frame = packer.frame(request)
            deadline = min(time.monotonic() + seconds, self.deadline)
            child.send(frame, deadline)
            while True:
                reply, values = self._receive(child, nonce, deadline)
                if isinstance(reply, protocol.CallbackRequest):
                    questions += 1
                    if questions > MAX_QUESTIONS:
                        raise SandboxStopped("crashed", "sandbox.asked_too_much")
                    began = time.monotonic()
                    child.send(self._answer(reply, values, nonce), deadline)
                    deadline = min(deadline + time.monotonic() - began, self.deadline)
                    continue
                room -= values.size
                if room < 0:
                    raise SandboxStopped("crashed", "sandbox.sent_too_much")
                yield reply, values
                if not isinstance(reply, protocol.Progress):
                    deadline = min(time.monotonic() + seconds, self.deadline)
        except SandboxStopped as stopped:
            self.close()
            if stopped.hostile:
                self._suspect([why_stopped(stopped)])
            if stopped.status != "timeout":
                raise
            over = time.monotonic() >= self.deadline
            reason = self.out_of_time if over else sentence("sandbox.stopped_after", seconds=seconds)
            raise SandboxStopped("timeout", reason.code, **reason.values) from None

    def _receive(self, child: Child, nonce: str, deadline: float) -> tuple[protocol.Reply, wire.Unpacker]:
        """Return the next reply. Raises SandboxStopped for one that was not asked for, or is too much."""
        reply, size, payload = child.receive(deadline)
        if reply.nonce != nonce:
            raise SandboxStopped("crashed", "sandbox.answered_unasked", hostile=True)
        self.family.room -= HEADER_WEIGHT * size + len(payload)
        if self.family.room < 0:
            raise SandboxStopped("crashed", "sandbox.sent_too_much")
        if len(self.suspicious) < limits.MOST:
            seen = [attempt for attempt in reply.seen[: limits.MOST] if not is_elsewhere(*attempt)]
            self._suspect(suspicion(kind, None if self.asking else what) for kind, what in seen)
        return reply, wire.Unpacker(payload, self._objects.resolve)

    def _answer(self, question: protocol.CallbackRequest, values: wire.Unpacker, nonce: str) -> bytes:
        """Call a callable of the grader as the sandbox asks, and return the frame of its answer."""
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
            self.stop("sandbox.unreadable", hostile=not honest, why=wire_error(error))

    def stop(self, code: str, hostile: bool = True, **values: Any) -> NoReturn:
        """Kill the fork and raise SandboxStopped, because it is no longer known which request the fork is answering."""
        self.close()
        stopped = SandboxStopped("crashed", code, hostile=hostile, **values)
        if hostile:
            self._suspect([why_stopped(stopped)])
        raise stopped

    def _suspect(self, clauses: Iterable[Sentence]) -> None:
        """Note each of these once."""
        for clause in clauses:
            if len(self.suspicious) >= limits.MOST:
                return
            if clause not in self.suspicious:
                self.suspicious.append(clause)

    @property
    def alive(self) -> bool:
        """Whether there is a fork."""
        return self._child is not None

    def _ready(self) -> Child:
        """Return the present fork, or a new one that has run the same cells as far as they came."""
        self.family.ask(self)
        if self._child is None:
            if time.monotonic() >= self.deadline:
                raise SandboxStopped("timeout", self.out_of_time.code, **self.out_of_time.values)
            self._child = self._process.fork(self._folder)
            self.forks += 1
            if self._files:
                self._put()
            self._prepare()
        assert self._child is not None
        return self._child

    def _put(self) -> None:
        """Give a new fork the learner's files, a few in each request."""
        waiting = [*self._files.items()]
        while waiting:
            part = [waiting.pop()]
            while waiting and sum(len(content) for _, content in part) + len(waiting[-1][1]) < PUT_BYTES:
                part.append(waiting.pop())
            for reply, _ in self.ask(partial(protocol.Put, files=part), self._process.limits.cell_seconds):
                if not isinstance(reply, protocol.Returned):
                    self.stop("sandbox.broke_off")
                break

    def close(self) -> None:
        """Kill the fork, if there is one."""
        if self._child is not None:
            self._child.close()
            self._child = None
            self._objects.forget_proxies()
