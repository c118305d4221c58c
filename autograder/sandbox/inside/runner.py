"""Run a learner's cells and answer calls until the grader closes the pipe, without knowing a test or a verdict.

The code that it runs can reach and alter everything here. That does no harm: the process holds only what the learner wrote
and the inputs of the present request, and the grader reads its replies as data.
"""

from __future__ import annotations

import contextlib
import operator
import os
import threading
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.sandbox.inside import describing, files, notices, suspicion
from autograder.sandbox.inside.places import Places
from autograder.sandbox.inside.recorder import Recorder
from autograder.sandbox.inside.shell import Shell
from autograder.sandbox.inside.trials import Trials
from autograder.sandbox.shared import draws, protocol, wire
from autograder.sandbox.shared.arrays import Watch
from autograder.sandbox.shared.failure import PRINTED_LIMIT, as_builtin, learner_error, safe_text, where
from autograder.sandbox.shared.formula import formula
from autograder.sandbox.shared.outcome import LearnerError

TEXT_LIMIT = 300  # characters of an object's repr

OPERATIONS: dict[str, Callable[..., Any]] = {
    "eq": operator.eq,
    "getattr": getattr,
    "setattr": setattr,
    "next": next,
    "iter": iter,
    "len": len,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "delitem": operator.delitem,
    "str": str,
    "float": float,
    "int": int,
    "bool": bool,
    "array": lambda held: np.array(held, dtype=float),
    "enter": lambda held: type(held).__enter__(held),
    "imported": lambda names: describing.imported(names),
    "written": lambda: files.written(),
    "exit": lambda held: type(held).__exit__(held, None, None, None),
    **{name: getattr(operator, name) for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul")},
    **{name: getattr(operator, name) for name in ("neg", "pos", "abs", "lt", "le", "gt", "ge")},
}


class _GraderIterator:
    """An iterator of the grader, which is asked for one item at a time."""

    def __init__(self, following: Callable[[], Any]) -> None:
        self._following = following

    def __iter__(self) -> _GraderIterator:
        return self

    def __next__(self) -> Any:
        return self._following()


class Runner:
    """Serves one submission over two pipes."""

    def __init__(self, requests: int, replies: int, shell: Shell, output_limit: int) -> None:
        """Take the pipes' descriptors. output_limit: characters that a cell may write and display."""
        self._requests, self._replies = requests, replies
        self._shell = shell
        self._output_limit = output_limit
        self._held: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}  # id -> number: an object that crosses twice keeps its number
        self._nonce = ""
        self._places = Places()
        self._turn = threading.RLock()  # one question to the grader at a time, whichever of the learner's threads asks it

    def _receive(self) -> tuple[protocol.Request, wire.Unpacker]:
        header, payload = wire.HEAD.unpack(_read(self._requests, wire.HEAD.size))
        request = protocol.decode_request(_read(self._requests, header))
        return request, wire.Unpacker(_read(self._requests, payload), self._resolve)

    def _send(self, packer: wire.Packer, message: protocol.Reply) -> None:
        message.seen = suspicion.unsent()
        frame = memoryview(packer.frame(message))
        while frame:
            frame = frame[os.write(self._replies, frame[: 1 << 20]) :]

    # --- objects that stay here ---

    def _hold(self, value: Any) -> protocol.Value:
        """Keep an object here, and return the node that refers to it."""
        number = self._numbers.setdefault(id(value), len(self._held) + 1)
        self._held[number] = value
        is_class = isinstance(value, type)
        bases = [base.__name__ for base in (value if is_class else type(value)).__mro__]
        text = _guarded(repr, value)[:TEXT_LIMIT] if not callable(value) else ""
        return protocol.Held(
            number=number,
            type_name=type(value).__name__,
            callable=callable(value),
            bases=bases,
            is_class=is_class,
            text=text,
        )

    def _resolve(self, node: Any) -> Any:
        """Return the object that a node refers to."""
        if isinstance(node, protocol.Held):
            return self._held[node.number]
        if isinstance(node, protocol.Callback):
            return self._callback(node)
        if isinstance(node, protocol.Formula):
            return formula(node.text)
        if isinstance(node, protocol.Function):
            return self._held[node.number]
        raise protocol.WireError("sandbox.wire.unexpected")

    def _callback(self, node: protocol.Callback) -> Any:
        """Return a function that calls a callable of the grader, and waits for its answer."""

        def ask(*args: Any, **kwargs: Any) -> Any:
            with self._turn:
                packer = wire.Packer(self._hold)
                question = protocol.CallbackRequest(self._nonce, node.number, packer.pack(args), packer.pack(kwargs))
                self._send(packer, question)
                nonce, recorder = self._nonce, self._shell.recorder
                while True:
                    answer, values = self._receive()
                    if isinstance(answer, protocol.Answer):
                        break
                    self._handle(answer, values)  # the grader's callable calls a learner's function
                self._nonce, self._shell.recorder = nonce, recorder
            if answer.failure is not None:
                raise as_builtin(LearnerError(tuple(answer.failure.mro), answer.failure.message))
            return values.unpack(answer.value)

        ask.__name__ = ask.__qualname__ = node.name
        return _GraderIterator(ask) if node.name == "__next__" else ask

    # --- requests ---

    def serve(self) -> None:
        """Handle requests until the grader closes the pipe, which ends the process."""
        while True:
            self._handle(*self._receive())

    def _handle(self, request: protocol.Request, values: wire.Unpacker) -> None:
        handlers: dict[type, Callable[[Any, wire.Unpacker], None]]
        handlers = {protocol.Run: self._run, protocol.Fetch: self._fetch, protocol.Call: self._call, protocol.Try: self._try}
        handlers |= {protocol.Operate: self._operate, protocol.Define: self._define, protocol.Put: self._put}
        self._nonce = request.nonce
        notices.speak(request.language)
        handlers[type(request)](request, values)

    def _run(self, request: protocol.Run, _: wire.Unpacker) -> None:
        shell = self._shell
        self._places.keep(request.place, shell.user_ns)
        shell.recorder = Recorder(self._output_limit)
        packer = wire.Packer(self._hold)
        shell.start_cell(request, lambda done: self._send(packer, protocol.Progress(request.nonce, done)))
        result = shell.run_cell(request.source, store_history=False)
        if result.error_in_exec is not None:
            suspicion.refused(result.error_in_exec, where(result.error_in_exec))
        shell.end_cell()
        count = shell.execution_count
        shell.execution_count += 1
        outputs = shell.recorder.finish()
        self._send(packer, protocol.Ran(request.nonce, outputs, not result.success, count, went_on=shell.went_on))

    def _fetch(self, request: protocol.Fetch, _: wire.Unpacker) -> None:
        packer = wire.Packer(self._hold)
        namespace = self._shell.user_ns
        self._places.go_back(request.place, namespace)
        values = [
            _described(name, namespace[name], packer, self._hold) if name in namespace else protocol.Absent()
            for name in request.names
        ]
        self._send(packer, protocol.Fetched(request.nonce, values))

    def _call(self, request: protocol.Call, values: wire.Unpacker) -> None:
        target = request.target
        state = values.unpack(request.state)
        for args_node, kwargs_node in request.calls:
            args, kwargs = values.unpack(args_node), values.unpack(kwargs_node)
            before, watch = _snapshot((args, kwargs)), Watch((args, kwargs))
            given = list(wire.mutable_parts((args, kwargs))) if request.same else []
            function = self._shell.user_ns.get(target) if isinstance(target, str) else self._held[target]
            if state is not None:
                draws.restore(state)
            recorder = self._shell.recorder = Recorder(PRINTED_LIMIT)
            value, failure = self._guard(function, args, kwargs)
            printed = recorder.text("stdout")
            changed = None if _snapshot((args, kwargs)) == before else (args, kwargs)
            drawn = draws.state() if state is not None else None
            self._return(request.nonce, value, failure, changed, printed, drawn, watch.altered(), given, not request.same)

    def _try(self, request: protocol.Try, values: wire.Unpacker) -> None:
        self._shell.recorder = Recorder(0)  # what an attempt prints is of no use
        trials = Trials.of(request, values, self._shell.user_ns)
        for value, failure, changed, altered in trials.outcomes(request.texts, self._guard, _snapshot):
            self._return(request.nonce, value, failure, changed, "", None, altered, plain=True)

    def _operate(self, request: protocol.Operate, values: wire.Unpacker) -> None:
        operands = [values.unpack(operand) for operand in request.operands]
        recorder = self._shell.recorder = Recorder(PRINTED_LIMIT)
        value, failure = self._guard(OPERATIONS[request.name], operands, {})
        self._return(request.nonce, value, failure, None, recorder.text("stdout"), None)

    def _define(self, request: protocol.Define, values: wire.Unpacker) -> None:
        for name, node in request.values:
            if isinstance(node, protocol.Absent):
                self._shell.user_ns.pop(name, None)
            else:
                self._shell.user_ns[name] = values.unpack(node)
        self._return(request.nonce, None, None, None, "", None)

    def _put(self, request: protocol.Put, _: wire.Unpacker) -> None:
        files.put(request.files)
        self._return(request.nonce, None, None, None, "", None)

    def _guard(self, function: Any, args: Any, kwargs: Any) -> tuple[Any, protocol.Failure | None]:
        """Call a learner's function; return its value and None, or None and its failure."""
        try:
            return function(*args, **kwargs), None
        except BaseException as error:
            suspicion.refused(error, where(error))
            return None, _failure(error)

    def _return(
        self,
        nonce: str,
        value: Any,
        failure: protocol.Failure | None,
        arguments: Any,
        printed: str,
        state: Any,
        altered: Sequence[int] = (),
        given: Sequence[Any] = (),
        plain: bool = False,
    ) -> None:
        """Send the outcome of a call; an error in its place where the value cannot cross."""
        packer = wire.Packer(self._hold, {id(part): number for number, part in enumerate(given)}, plain=plain)
        try:
            node, packer.given = packer.pack(value), {}
            reply = protocol.Returned(
                nonce=nonce,
                value=node,
                failure=failure,
                arguments=packer.pack(arguments),
                printed=printed,
                state=packer.pack(state),
                altered=list(altered),
            )
            self._send(packer, reply)
        except (protocol.WireError, RecursionError) as error:
            why = notices.say(error.code, **error.values) if isinstance(error, protocol.WireError) else safe_text(error)
            message = notices.say("sandbox.notice.unreadable_result", why=why)
            failure = protocol.Failure(["ValueError", "Exception"], message, "")
            reply = protocol.Returned(nonce=nonce, value=None, failure=failure, arguments=None, printed=printed, state=None)
            self._send(wire.Packer(self._hold), reply)


def _described(name: str, value: Any, packer: wire.Packer, hold: Callable[[Any], protocol.Value]) -> protocol.Value:
    """Return the node of a global name's value. hold: keeps an object here, and returns its node."""
    if callable(value) and not isinstance(value, type):
        held = hold(value)
        assert isinstance(held, protocol.Held)
        return describing.function(name, value, held.number)
    try:
        return packer.pack(value)
    except (protocol.WireError, RecursionError):
        return hold(value)


def _read(descriptor: int, size: int) -> bytes:
    """Return so many bytes of the grader's; end the process when it has closed its end of the pipe."""
    parts = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            os._exit(0)
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _guarded(function: Callable[[Any], str], value: Any) -> str:
    try:
        text = function(value)
        return text if type(text) is str else ""
    except BaseException:
        return ""


def _failure(error: BaseException) -> protocol.Failure:
    """Return an exception as data, with the attributes that can cross."""
    found = learner_error(error)
    packer = wire.Packer(lambda held: None)
    pairs: list[tuple[protocol.Value, protocol.Value]] = []
    for name, value in found.attributes.items():
        with contextlib.suppress(protocol.WireError):  # an integer of thousands of digits
            pairs.append((name, packer.pack(value)))
    return protocol.Failure(list(found.types), found.message, found.where, protocol.Pairs(pairs))


def _snapshot(value: Any) -> Any:
    """Return the contents of `value`, to be compared with those after a call. No `__eq__` of the learner's is called."""
    packer = wire.Packer(lambda held: id(held))
    try:
        node = packer.pack(value)
    except (protocol.WireError, RecursionError):
        return None
    return packer.frame(protocol.Fetched("", [node])) if not isinstance(node, int) else node
