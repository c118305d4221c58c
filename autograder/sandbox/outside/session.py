"""Run one submission in its sandbox: cells in order, calls between them, and a new fork after a kill."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.sandbox.outside.calls import Arguments, Calls
from autograder.sandbox.outside.conversation import Conversation
from autograder.sandbox.outside.family import Family
from autograder.sandbox.outside.history import History
from autograder.sandbox.outside.objects import Objects
from autograder.sandbox.outside.outputs import CellRun as CellRun
from autograder.sandbox.outside.outputs import OutputRoom
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import protocol, wire
from autograder.sandbox.shared.outcome import Outcome
from autograder.words import Sentence


class Shared(Protocol):
    """Globals that a test and the learner's code have in common."""

    def tell(self) -> None:
        """Set in the sandbox what the test has changed; called before each request that runs learners' code."""

    def read(self) -> None:
        """Read back what the learner's code has changed; called after each such request."""


@dataclass(frozen=True)
class _Test:
    """The options of calls while a test runs; see `Session.test`."""

    draws: bool = False
    operators: frozenset[str] = frozenset()
    shared: Shared | None = None

    @contextlib.contextmanager
    def sharing(self) -> Iterator[None]:
        """Keep shared globals the same on both sides, around a request that runs learners' code."""
        if self.shared is not None:
            self.shared.tell()
        yield
        if self.shared is not None:
            self.shared.read()


_NO_TEST = _Test()


class Session:
    """Runs cells and answers for the learner's names, as they are at that moment.

    limits:     what the submission may use.
    defined:    names that `define` has set in the present fork.
    suspicious: forbidden attempts that were seen, a clause each; at most `limits.MOST`.
    """

    def __init__(
        self,
        process: WarmProcess,
        deadline: float | None = None,
        *,
        folder: str = "",
        files: Mapping[str, bytes] | None = None,
        language: str = "en",
        suspicious: list[Sentence] | None = None,
        family: Family | None = None,
    ) -> None:
        """Prepare a session; the first request starts a fork.

        deadline:   for everything, as `time.monotonic` counts; by default what the limits give a notebook from now on.
        folder:     of the data files, the one that cells work in; "" for all of them.
        files:      what the learner handed in beside the notebook, by relative path.
        language:   of what the learner reads in the outputs of cells.
        suspicious: the list to add to.
        family:     the sandboxes of the same submission, for a spare.
        """
        self.language = language
        self.defined: set[str] = set()
        self.suspicious: list[Sentence] = suspicious if suspicious is not None else []
        self._process, self.limits = process, process.limits
        self._options: dict[str, Any] = dict(folder=folder, files=files, language=language, suspicious=self.suspicious)
        self._objects = Objects(self)
        self._conversation = Conversation(
            process,
            deadline if deadline is not None else time.monotonic() + self.limits.notebook_seconds,
            objects=self._objects,
            hold=self._hold,
            prepare=self._run_again,
            family=family,
            **self._options,
        )
        self._calls = Calls(self._conversation, objects=self._objects, hold=self._hold, limits=self.limits)
        self._history = History(self._conversation, self.limits)
        self._spares: list[Session] = []
        self._defines: dict[str, Any] = {}  # names that every fork gets after its cells
        self._place: int | None = None  # of the exercise that is being asked
        self._away = False  # whether the names still have to be put back to that place
        self._outputs, self._test = OutputRoom(self.limits, language), _NO_TEST

    @property
    def bounds(self) -> tuple[float, int, Sentence]:
        """The bounds of code that works with values from here: seconds, megabytes, and why it is stopped after these."""
        left = max(self._conversation.deadline - time.monotonic(), 0.0) + self.limits.call_seconds
        return left, self.limits.memory_mb, self._conversation.out_of_time

    @property
    def forks(self) -> int:
        """The number of sandboxes started so far; each has run the cells, and nothing else."""
        return self._conversation.forks

    @property
    def exceptions(self) -> dict[str, type[BaseException]]:
        """Classes that represent the learner's own exception classes in tests, by name."""
        return self._objects.exceptions

    @property
    def own_operators(self) -> frozenset[str]:
        """Names of the classes whose arithmetic and order are the learner's to define."""
        return self._test.operators

    def run(self, source: str, *, goes_on: bool = False, figures: bool = True) -> CellRun:
        """Run one cell; see `History.run`."""
        run = self._history.run(source, goes_on, figures)
        run.outputs = self._outputs.kept(run.outputs)
        return run

    def _run_again(self) -> None:
        """Run the cells again in a new fork, each as far as it came."""
        self.defined.clear()
        self._history.run_again()
        self._away = self._place is not None
        self.fetch(())
        if self._defines:
            self.define(self._defines)

    def mark(self) -> int:
        """Return the number of this place in the notebook, for `go_to`: exercises are asked after the last cell."""
        return self._history.mark()

    def go_to(self, place: int, until: float | None = None) -> None:
        """Begin to ask one exercise: its names are as they were at this place. No cell may run afterwards.

        until: when its time is over; see `History.start_exercise`.
        """
        self._history.start_exercise(until)
        self._place, self._away = place, True

    def fetch(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the learner's values of these global names; one that is not defined is left out."""
        if not names and not self._away:
            return {}
        place, self._away = self._place if self._away else None, False
        message = lambda nonce: protocol.Fetch(nonce, list(names), place)  # noqa: E731
        for reply, values in self._conversation.ask(message, self.limits.call_seconds):
            if not isinstance(reply, protocol.Fetched) or len(reply.values) != len(names):
                break
            there = {n: node for n, node in zip(names, reply.values, strict=True) if not isinstance(node, protocol.Absent)}
            found = {name: self._conversation.read(values, node) for name, node in there.items()}
            return {name: self._objects.global_value(value) for name, value in found.items()}
        self._conversation.stop("sandbox.broke_off")

    def define(self, values: Mapping[str, Any], deleted: Collection[str] = ()) -> None:
        """Set global names in the sandbox, and delete others. A callable is called back."""
        packer = wire.Packer(self._hold)
        pairs = [(name, packer.pack(values[name]) if name in values else protocol.Absent()) for name in (*values, *deleted)]
        self._calls.one(lambda nonce: protocol.Define(nonce, pairs), packer)
        self.defined.update(values, deleted)

    def packed(self, value: Any) -> Any:
        """Return a value as it would be sent, to be compared with itself later."""
        packer = wire.Packer(self._hold)
        return packer.pack(value), packer.chunks

    @contextlib.contextmanager
    def test(self, *, draws: bool = False, operators: Collection[str] = (), shared: Shared | None = None) -> Iterator[None]:
        """Run the block as one test. Afterwards, callables that the test handed over no longer answer.

        draws:     the global random generators' state goes along with each call, and comes back advanced.
        operators: names of the classes whose arithmetic and order are the learner's to define.
        shared:    globals that the test and the learner's code have in common.
        """
        self._test = _Test(draws, frozenset(operators), shared)
        try:
            yield
        finally:
            self._test = _NO_TEST
            self.end_test()

    def end_test(self) -> None:
        """Close the spare sandboxes, and forget the test's callables: a learner may have kept one for the next test."""
        while self._spares:
            self._spares.pop().close()
        self._objects.forget_all()

    def call(self, target: str | int, calls: list[Arguments], rng_state: Any = None, same: bool = False) -> list[Outcome]:
        """Call a global function, or a held object, once for each (args, kwargs), in frames of bounded size.

        rng_state: as `np.random.get_state()` gives it; the legacy generator has it before each call.
        same:      an argument that comes back is the caller's own object, and not a copy.
        """
        with self._test.sharing():
            outcomes = self._calls.call(target, calls, rng_state, same=same, carry_draws=self._test.draws)
            if type(target) is int:
                self._handed_out(outcomes[-1].value)
            return outcomes

    def attempt(self, name: str, texts: list[str], calls: list[Arguments], *, least: int) -> list[list[Outcome]]:
        """Make all calls with a global function as each of these texts defines it; see `protocol.Try`."""
        return self._calls.attempt(name, texts, calls, least=least)

    def operate(self, name: str, *operands: Any) -> Outcome:
        """Apply an operation of `runner.OPERATIONS` to held objects and values."""
        packer = wire.Packer(self._hold)
        nodes = [packer.pack(operand) for operand in operands]
        with self._test.sharing():
            outcome = self._calls.one(lambda nonce: protocol.Operate(nonce, name, nodes), packer)
        self._handed_out(outcome.value)
        return outcome

    def _hold(self, value: Any) -> protocol.Value:
        return self._objects.hold(value)

    def compared(self, ours: Any, other: Any) -> None:
        """Note that a test compares a learner's object with something; here no learner's code runs."""

    def _handed_out(self, value: Any) -> None:
        """Note that a learner's object has returned this value to the test."""

    def spare(self, lent: Mapping[str, Any] | None = None) -> Session:
        """Return another fork that ran the same cells; while an exercise is asked, those before its place only.

        It is closed at the end of the test. Of all spares one is alive at a time (`Family`); another runs its cells again.

        lent: global names to set in it, each time that it has run its cells.
        """
        conversation = self._conversation
        other = Session(self._process, conversation.deadline, family=conversation.family, **self._options)
        other._history = self._history.before(self._place, other._conversation)
        other._defines, other._test = self._defines | dict(lent or {}), _Test(operators=self.own_operators)
        self._spares.append(other)
        return other

    def close(self) -> None:
        """End the test and the fork. A later request starts another fork."""
        self.end_test()
        self._conversation.close()
        self._conversation.family.forget(self._conversation)


def imported(session: Session, names: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Return how the learner's code binds each of these names; see `runner._imported`. The process may lie.

    names: name -> module and attribute, "" for the module itself, of each import that may bind it.
    """
    if not names:
        return {}
    packer = wire.Packer(session._hold)
    wanted = packer.pack({name: [list(part) for part in parts] for name, parts in names.items()})
    found = session._calls.one(lambda nonce: protocol.Operate(nonce, "imported", [wanted]), packer).value
    bound = found if type(found) is dict else {}
    return {name: how if type(how := bound.get(name)) is str else "absent" for name in names}


def written(session: Session) -> list[str]:
    """Return the files of the working folder that the code has made, changed or deleted so far; see `files.written`."""
    found = session._calls.one(lambda nonce: protocol.Operate(nonce, "written", []), wire.Packer(session._hold)).value
    return [name for name in found if type(name) is str] if type(found) is list else []


def twin_of(session: Session) -> Session:
    """Return a session of the same submission, with its own time; it has run no cell yet."""
    return Session(session._process, family=session._conversation.family, **session._options)
