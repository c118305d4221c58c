"""One submission's conversation with its sandbox: cells in order, calls at each pause, a new fork after a kill."""

from __future__ import annotations

import contextlib
import inspect
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from msgspec.structs import replace

from autograder.sandbox.outside import proxy
from autograder.sandbox.outside.warm_process import Child, WarmProcess
from autograder.sandbox.shared import draws, limits, protocol, wire
from autograder.sandbox.shared.outcome import LearnerError, Outcome, SandboxStopped, shown

BATCH_BYTES = 4 << 20  # of inputs in one frame

MAX_QUESTIONS = 100_000  # callbacks that one request may make

RECEIVED = 16  # times the largest value: what a submission may hand over in all

HEADER_WEIGHT = 16  # bytes of Python objects that a byte of a header may become

ATTRIBUTES = (bool, int, float, str)  # of an exception: `error.name` of another type is nothing that a test reckons with

OUTPUT_COST = 100  # characters that an output counts for beside its text


@dataclass
class CellRun:
    """How a cell went: its outputs, whether it raised, and, where it was cut off, why."""

    outputs: list[protocol.Output] = field(default_factory=list)
    failed: bool = False
    execution_count: int | None = None
    stopped: SandboxStopped | None = None


@dataclass
class _Done:
    """A cell to run again in a new fork: as far as it came."""

    source: str
    statements: int | None = None


class Session:
    """Runs cells and answers for the learner's names, as they are at that moment.

    exceptions:  classes that stand for the learner's own exception classes, by name.
    carry_draws: the global random generators' state goes along with each call, and comes back advanced.
    before_call, after_call: called around each request that runs a learner's code; globals are shared with a test this way.
    forks:       how many sandboxes have been started; each has run the cells, and nothing else.
    defined:     names that `define` has set in the present one.
    own_operators: names of the classes whose arithmetic and order are the learner's to define.
    rehearsing:  it runs the reference, and equality may be asked of its objects.
    unsupported: what a test asked for and cannot have from here, a clause each.
    suspicious:  what was seen of attempts at what is forbidden, a clause each; at most `limits.MOST`.
    """

    def __init__(self, zygote: WarmProcess, deadline: float | None = None) -> None:
        self._zygote = zygote
        self._limits = zygote.limits
        self._deadline = deadline if deadline is not None else time.monotonic() + self._limits.notebook_seconds
        self._child: Child | None = None
        self._done: list[_Done] = []
        self._spares: list[Session] = []
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._opaques: dict[int, proxy.Opaque] = {}  # the same object is the same proxy, within a test
        self._callback_count = 0
        self._output_room = self._limits.output_kb << 10
        self._received_room = RECEIVED * self._limits.value_mb << 20
        self.carry_draws = False
        self.before_call: Callable[[], None] | None = None
        self.after_call: Callable[[], None] | None = None
        self.forks = 0
        self.defined: set[str] = set()
        self._state_after: Any = None
        self.own_operators: frozenset[str] = frozenset()
        self._given: list[Any] = []  # what came with the call that is being answered
        self._lent: list[tuple[Any, Any]] = []  # in a rehearsal: what objects handed out, and how it was
        self.rehearsing = False
        self.unsupported: list[str] = []
        self.suspicious: list[str] = []
        self.exceptions: dict[str, type[BaseException]] = {}

    @property
    def bounds(self) -> tuple[float, int, str]:
        """For who works with what comes from here: the seconds and the megabytes that are left, and what to say of one who
        takes longer."""
        left = max(self._deadline - time.monotonic(), 0.0) + self._limits.call_seconds
        return left, self._limits.memory_mb, self._spent

    @property
    def _spent(self) -> str:
        return f"stopped after {self._limits.notebook_seconds:g} s for the whole notebook"

    # --- cells ---

    def run(self, source: str) -> CellRun:
        """One cell. A cell that hangs or kills its process is cut off there; what it had defined counts."""
        cell = _Done(source)
        try:
            run = self._run(cell)
            run.outputs = self._kept([self._limit_named(output) for output in run.outputs])
        except SandboxStopped as stopped:
            self._abandon()
            run = CellRun(failed=True, stopped=stopped)
        self._done.append(cell)
        return run

    def _run(self, cell: _Done, figures: bool = True) -> CellRun:
        done = 0
        try:
            message = lambda nonce: protocol.Run(nonce, cell.source, cell.statements, figures)  # noqa: E731
            for reply, _ in self._ask(message, self._limits.cell_seconds):
                if isinstance(reply, protocol.Progress):
                    done = reply.statements
                elif isinstance(reply, protocol.Ran):
                    return CellRun(reply.outputs, reply.failed, reply.execution_count)
        except SandboxStopped:
            cell.statements = done
            raise
        raise self._nonsense("broke off its answer")

    def _limit_named(self, output: protocol.Output) -> protocol.Output:
        said = self._limits.named([output.name], output.text) if output.kind == "error" else ""
        return replace(output, text=output.text + said, traceback=[*output.traceback, said.strip()]) if said else output

    def _kept(self, outputs: list[protocol.Output]) -> list[protocol.Output]:
        """As many as fit: the sandbox keeps to the limit of its own accord, cell by cell, and a hostile one does not."""
        kept = []
        for output in outputs:
            texts = [output.name, output.text, *output.traceback, *output.data, *output.data.values()]
            room = self._output_room
            self._output_room -= OUTPUT_COST + sum(map(len, texts))
            if self._output_room < 0:
                start = output.text[: max(room, 0)] if output.kind == "stream" else ""
                limit = f"\n… (no more output is kept of this notebook than {self._limits.output_kb} KB)\n"
                kept.append(protocol.Output("stream", "stderr", start + limit))
                break
            kept.append(output)
        return kept

    # --- names ---

    def fetch(self, names: Sequence[str]) -> dict[str, Any]:
        """The learner's values of these global names; one that is not defined is left out."""
        if not names:
            return {}
        for reply, values in self._ask(lambda nonce: protocol.Fetch(nonce, list(names)), self._limits.call_seconds):
            if isinstance(reply, protocol.Fetched) and len(reply.values) == len(names):
                pairs = zip(names, reply.values, strict=True)
                found = {name: self._read(values, node) for name, node in pairs if not isinstance(node, protocol.Absent)}
                return {name: self._as_exception(name, value) for name, value in found.items()}
        raise self._nonsense("broke off its answer")

    def _as_exception(self, name: str, value: Any) -> Any:
        if isinstance(value, proxy.ClassProxy) and "BaseException" in value._bases:
            return proxy.exception_class(value._bases, self.exceptions)
        return value

    def define(self, values: dict[str, Any]) -> None:
        """Set global names in the sandbox; a callable is called back."""
        packer = wire.Packer(self._hold)
        pairs = [(name, packer.pack(value)) for name, value in values.items()]
        self._one(lambda nonce: protocol.Define(nonce, pairs), packer)
        self.defined |= values.keys()

    def packed(self, value: Any) -> Any:
        """A value as it would be sent, to be compared."""
        packer = wire.Packer(self._hold)
        return packer.pack(value), packer.chunks

    # --- calls ---

    def call(
        self,
        target: str | int,
        calls: list[tuple[tuple[Any, ...], dict[str, Any]]],
        rng_state: Any = None,
        same: bool = False,
    ) -> list[Outcome]:
        """Call a global function, or a held object, once for each (args, kwargs), in frames of bounded size.

        rng_state: as `np.random.get_state()` gives it; the legacy generator has it before each call.
        same:      what comes back of the arguments is the caller's own object, and not a copy.
        """
        with self._sharing():
            given = list(wire.mutable_parts(calls[0])) if same else None
            if self.carry_draws and rng_state is None and len(calls) == 1:
                outcomes = [self._call_with_draws(target, calls[0], given)]
            else:
                outcomes = self._call_all(target, calls, rng_state, given)
            if type(target) is int:
                self._handed_out(outcomes[-1].value)
            return outcomes

    @contextlib.contextmanager
    def _sharing(self) -> Iterator[None]:
        if self.before_call is not None:
            self.before_call()
        yield
        if self.after_call is not None:
            self.after_call()

    def _call_all(
        self,
        target: str | int,
        calls: list[tuple[tuple[Any, ...], dict[str, Any]]],
        rng_state: Any,
        given: list[Any] | None,
    ) -> list[Outcome]:
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

    def _call_with_draws(
        self, target: str | int, call: tuple[tuple[Any, ...], dict[str, Any]], given: list[Any] | None
    ) -> Outcome:
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
        outcomes: list[Outcome] = []
        message = lambda nonce: protocol.Call(nonce, target, nodes, state, given is not None)  # noqa: E731
        for reply, values in self._ask(message, self._limits.call_seconds, packer):
            if not isinstance(reply, protocol.Returned):
                break
            outcomes.append(self._outcome(reply, values, calls[len(outcomes)], given))
            if len(outcomes) == len(nodes):
                return outcomes
        raise self._nonsense("broke off its answer")

    def operate(self, name: str, *operands: Any) -> Any:
        """An operation of `runner.OPERATIONS` on held objects; raises what the learner's code raises."""
        packer = wire.Packer(self._hold)
        nodes = [packer.pack(operand) for operand in operands]
        with self._sharing():
            outcome = self._one(lambda nonce: protocol.Operate(nonce, name, nodes), packer)
        self._handed_out(outcome.value)
        return proxy.settle(outcome, (), {}, self, iterating=name == "next")

    def _handed_out(self, value: Any) -> None:
        if self.rehearsing and isinstance(value, (list, dict, set, np.ndarray)):
            self._lent.append((value, self.packed(value)))

    def alters_what_is_lent(self) -> bool:
        """In a rehearsal: whether the test changed what an object of the learner's handed out. Here that is a copy."""
        lent, self._lent = self._lent, []
        return any(self.packed(value) != before for value, before in lent)

    def compare(self, ours: proxy.Opaque, other: Any) -> None:
        """In a rehearsal: note where the reference's objects are equal without being the same."""
        with contextlib.suppress(Exception):  # of the class that is compared, or of what cannot be sent
            if self.operate("eq", ours, other) is True:
                self.unsupported.append(f"a {ours.type_name} is compared with ==")

    def _one(self, message: Callable[[str], protocol.Request], packer: wire.Packer) -> Outcome:
        for reply, values in self._ask(message, self._limits.call_seconds, packer):
            if isinstance(reply, protocol.Returned):
                return self._outcome(reply, values, ((), {}))
        raise self._nonsense("broke off its answer")

    def _outcome(
        self, reply: protocol.Returned, values: wire.Unpacker, sent: Any, given: list[Any] | None = None
    ) -> Outcome:
        self._given = given or []
        value, arguments, state = (self._read(values, node) for node in (reply.value, reply.arguments, reply.state))
        failure = reply.failure
        error = None
        if failure is not None:
            types = tuple(shown(name, 100) for name in failure.mro[:50])
            own = self._read(values, failure.attributes)
            pairs = own.items() if type(own) is dict else ()
            attributes = {name: value for name, value in pairs if type(name) is str and type(value) in ATTRIBUTES}
            message = shown(failure.message, 1000)
            message += self._limits.named(types, message)
            error = LearnerError(types, message, shown(failure.where, 300), attributes)
        whole = isinstance(arguments, tuple) and [type(part) for part in arguments] == [tuple, dict]
        self._state_after = state
        return Outcome(value, error, arguments if whole else sent, reply.printed, tuple(reply.altered))

    # --- a fresh sandbox beside this one ---

    def spare(self) -> Session:
        """Another fork that ran the same cells; closed with this one, or at the end of the test cell."""
        other = Session(self._zygote, self._deadline)
        other._done, other.own_operators = list(self._done), self.own_operators
        other.suspicious = self.suspicious
        self._spares.append(other)
        return other

    def end_test(self) -> None:
        """Close the spares, and answer no more for what a test handed over: a learner may have kept it for the next one."""
        while self._spares:
            self._spares.pop().close()
        self._callbacks.clear()
        self._opaques.clear()

    def close(self) -> None:
        self.end_test()
        self._abandon()

    # --- the conversation ---

    def _ask(self, message: Callable[[str], protocol.Request], seconds: float, packer: wire.Packer | None = None) -> Any:
        """Send a request and yield its replies (reply, unpacker), each within `seconds`; answer questions on the way."""
        child = self._ready()
        nonce = secrets.token_hex(8)
        packer = packer or wire.Packer(self._hold)
        questions = 0
        try:
            frame = packer.frame(message(nonce))
            deadline = min(time.monotonic() + seconds, self._deadline)
            child.send(frame, deadline)
            while True:
                reply, size, payload = child.receive(deadline)
                if reply.nonce != nonce:
                    raise SandboxStopped("crashed", "answered something that was not asked", hostile=True)
                self._received_room -= HEADER_WEIGHT * size + len(payload)
                if self._received_room < 0:
                    raise SandboxStopped("crashed", "handed over more than the grader can hold")
                self._suspect(reply.seen)
                values = wire.Unpacker(payload, self._resolve)
                if isinstance(reply, protocol.Question):
                    questions += 1
                    if questions > MAX_QUESTIONS:
                        raise SandboxStopped("crashed", "asked too many questions")
                    began = time.monotonic()
                    child.send(self._answer(reply, values, nonce), deadline)
                    deadline = min(deadline + time.monotonic() - began, self._deadline)
                    continue
                yield reply, values
                if not isinstance(reply, protocol.Progress):
                    deadline = min(time.monotonic() + seconds, self._deadline)
        except SandboxStopped as stopped:
            self._abandon()
            if stopped.hostile:
                self._suspect([stopped.reason])
            if stopped.status == "timeout":
                spent = time.monotonic() >= self._deadline
                reason = self._spent if spent else f"stopped after {seconds:g} s"
                raise SandboxStopped("timeout", reason) from None
            raise

    def _nonsense(self, reason: str, hostile: bool = True) -> SandboxStopped:
        """To be raised: the child cannot be trusted to be where the conversation is."""
        self._abandon()
        if hostile:
            self._suspect([reason])
        return SandboxStopped("crashed", reason, hostile=hostile)

    def _suspect(self, clauses: Iterable[str]) -> None:
        for clause in clauses:
            seen = shown(clause, limits.LENGTH).replace("\n", " ")
            if len(self.suspicious) < limits.MOST and seen not in self.suspicious:
                self.suspicious.append(seen)

    def _read(self, values: wire.Unpacker, node: Any) -> Any:
        try:
            return values.unpack(node)
        except protocol.WireError as error:
            hostile = not isinstance(error, protocol.TooMuch)
            raise self._nonsense(f"sent something unreadable ({error})", hostile) from None

    def _answer(self, question: protocol.Question, values: wire.Unpacker, nonce: str) -> bytes:
        packer = wire.Packer(self._hold)
        try:
            args, kwargs = values.unpack(question.args), values.unpack(question.kwargs)
            function = self._callbacks.get(question.callback, _no_longer_there)
            return packer.frame(protocol.Answer(nonce, packer.pack(function(*args, **kwargs)), None))
        except SandboxStopped:
            raise
        except Exception as error:
            types = [t.__name__ for t in type(error).__mro__ if t is not object]
            return wire.Packer(self._hold).frame(
                protocol.Answer(nonce, None, protocol.Failure(types, str(error)[:1000], ""))
            )

    def _ready(self) -> Child:
        """The child at hand, or a new fork that has run the same cells as far as they came."""
        if self._child is None:
            if time.monotonic() >= self._deadline:
                raise SandboxStopped("timeout", self._spent)
            self._child = self._zygote.fork()
            self.forks += 1
            self.defined.clear()
            for cell in self._done:
                if cell.statements != 0:
                    self._run(cell, figures=False)
        return self._child

    def _abandon(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None
            self._opaques.clear()

    # --- objects that do not cross ---

    def _hold(self, value: Any) -> protocol.Value:
        if isinstance(value, (proxy.FunctionProxy, proxy.Opaque)):
            return protocol.Held(value._number, "", False, [], False, "")
        if isinstance(value, dict):
            raise self._cannot_send("dictionary of another type")
        if isinstance(value, Iterator):
            value = value.__next__
        if callable(value):
            number = next((number for number, known in self._callbacks.items() if known is value), 0)
            if not number:
                number = self._callback_count = self._callback_count + 1
                self._callbacks[number] = value
            return protocol.Callback(number, getattr(value, "__name__", "function"))
        raise self._cannot_send(type(value).__name__)

    def _cannot_send(self, what: str) -> proxy.Unsupported:
        self.unsupported.append(f"a {what} cannot be sent to the learner's code")
        return proxy.Unsupported(self.unsupported[-1])

    def _resolve(self, node: Any) -> Any:
        if isinstance(node, protocol.Given) and 0 <= node.number < len(self._given):
            return self._given[node.number]
        if isinstance(node, protocol.Function):
            return proxy.FunctionProxy(self, node.name, _signature(node.parameters), node.number)
        if isinstance(node, protocol.Held) and node.bases:
            kind = proxy.ClassProxy if node.is_class else proxy.Opaque
            bases = [shown(name, 100) for name in node.bases[:50]]
            if node.number not in self._opaques:
                text = shown(node.text, 300)
                opaque = kind(self, node.number, shown(node.type_name, 100), bases, node.callable, text)
                self._opaques[node.number] = opaque
            return self._opaques[node.number]
        raise protocol.WireError("a value that cannot be sent here")


def _no_longer_there(*_: Any, **__: Any) -> None:
    raise RuntimeError("this function was handed over for another test")


def _signature(parameters: list[protocol.Parameter] | None) -> inspect.Signature | None:
    """Defaults stay in the sandbox; that there is one is all that a caller needs to know."""
    if parameters is None:
        return None
    try:
        return inspect.Signature(
            [
                inspect.Parameter(
                    p.name, inspect._ParameterKind(p.kind), default=... if p.optional else inspect.Parameter.empty
                )
                for p in parameters
            ]
        )
    except (ValueError, TypeError):
        return None
