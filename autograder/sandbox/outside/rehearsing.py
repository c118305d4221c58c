"""Run the reference in a session that notes what a test cell asks for, cannot have from outside the sandbox, or believes."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import numpy as np

from autograder.sandbox.outside.calls import Arguments
from autograder.sandbox.outside.proxy import ClassProxy, FunctionProxy, Opaque, Unsupported
from autograder.sandbox.outside.session import Session, Shared
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import protocol
from autograder.sandbox.shared.outcome import Outcome
from autograder.words import Sentence, sentence

CHEATS = ("0", "given")  # the number that an object may always answer, without computing any: 0, or what it is given
_COMPARING = frozenset("eq lt le gt ge add sub mul truediv floordiv mod pow matmul".split())
_DEEPEST = 5  # levels of containers in which texts are looked for


class RehearsingSession(Session):
    """Runs the reference, so equality may be asked of its objects.

    unsupported: what the present test, or the last one, asked for and cannot have from outside, a clause each.
    heard:       texts that the reference returned or printed meanwhile.
    believed:    functions and methods that were given a value and answered with a number or a truth value, of objects.
    cheat:       one of CHEATS, which replaces these numbers, as True replaces the truth values; "" for none.
    """

    def __init__(self, process: WarmProcess, deadline: float | None = None, *, folder: str = "") -> None:
        super().__init__(process, deadline, folder=folder)
        self.unsupported: list[Sentence] = []
        self.heard: set[str] = set()
        self.believed: list[str] = []
        self.cheat = ""
        self._lent: list[tuple[Any, Any]] = []  # values that objects returned, and how each was sent
        self._names: dict[int, str] = {}  # number of a method -> its name

    @contextlib.contextmanager
    def test(self, *, draws: bool = False, operators: Collection[str] = (), shared: Shared | None = None) -> Iterator[None]:
        """See `Session.test`."""
        for kept in (self.unsupported, self.heard, self.believed, self._names):
            kept.clear()
        with super().test(draws=draws, operators=operators, shared=shared):
            yield

    def alters_what_is_lent(self) -> bool:
        """Return whether the test changed a value in place that a learner's object returned: a test outside gets a copy."""
        lent, self._lent = self._lent, []
        return any(self.packed(value) != before for value, before in lent)

    def compared(self, ours: Any, other: Any) -> None:
        """Note where the reference's objects are equal without being the same."""
        with contextlib.suppress(Exception):  # an error of the class, or an object that cannot be sent
            if super().operate("eq", ours, other).value is True:
                self.unsupported.append(sentence("sandbox.compared", kind=ours.type_name))

    def spare_rehearsal(self) -> RehearsingSession:
        """Return a session for another fork that runs the same cells; the caller closes it."""
        other = RehearsingSession(self._process, self._conversation.deadline, folder=self._options["folder"])
        other._history = self._history.before(None, other._conversation)
        return other

    # --- what is asked ---

    def fetch(self, names: Sequence[str]) -> dict[str, Any]:
        """See `Session.fetch`."""
        found = super().fetch(names)
        self._hear(found)
        return found

    def call(self, target: str | int, calls: list[Arguments], rng_state: Any = None, same: bool = False) -> list[Outcome]:
        """See `Session.call`."""
        given = [_parts(call) for call in calls]
        outcomes = super().call(target, calls, rng_state, same)
        self._hear([(outcome.value, outcome.printed, outcome.arguments, outcome.error) for outcome in outcomes])
        if type(target) is int:
            name = self._names.get(target, "")
        else:  # a function decides about objects, where it is given one
            name = str(target) if any(isinstance(part, Opaque) for parts in given for part in parts) else ""
        if name:
            outcomes = [self._answer(name, parts, outcome) for parts, outcome in zip(given, outcomes, strict=True)]
        return outcomes

    def operate(self, name: str, *operands: Any) -> Outcome:
        """See `Session.operate`."""
        outcome = super().operate(name, *operands)
        self._hear([outcome.value, outcome.printed, outcome.error])
        if name == "getattr" and isinstance(outcome.value, Opaque) and not isinstance(outcome.value, ClassProxy):
            self._names[outcome.value._number] = f"{operands[0].type_name}.{operands[1]}"
        if name in _COMPARING and len(operands) > 1:
            kind = next((each.type_name for each in operands if isinstance(each, Opaque)), "object")
            outcome = self._answer(f"{kind}.__{name}__", list(operands[1:]), outcome)
        return outcome

    def _answer(self, name: str, given: Sequence[Any], outcome: Outcome) -> Outcome:
        """Note an answer that a test may believe, and replace it where somebody cheats."""
        value = outcome.value
        if not given or not isinstance(value, bool | np.bool_ | int | float | np.number):
            return outcome
        if name not in self.believed:
            self.believed.append(name)
        if not self.cheat:
            return outcome
        if isinstance(value, bool | np.bool_):
            return replace(outcome, value=type(value)(True))
        return replace(outcome, value=given[0] if self.cheat == "given" else type(value)(0))

    def _hear(self, value: Any, level: int = 0) -> None:
        """Keep the texts in a value that came from the sandbox."""
        if isinstance(value, str):
            self.heard.update([value] if value else [])
        elif isinstance(value, bytes | bytearray):
            self.heard.update([bytes(value).decode("latin-1")] if value else [])
        elif isinstance(value, np.ndarray | np.generic) and (value.dtype.kind in "SU" or value.dtype.itemsize == 1):
            self.heard.add(str(np.asarray(value).tobytes(), "latin-1"))
            if value.dtype.kind in "SU":
                self._hear(np.asarray(value).tolist(), level + 1)
        elif isinstance(value, Opaque):
            self.heard |= {value.type_name, value.text} - {""}
        elif isinstance(value, PurePath):
            self.heard.add(str(value))
        elif isinstance(value, FunctionProxy):
            self._hear(_said_by(value), level + 1)
        elif isinstance(value, dict) and level < _DEEPEST:
            self._hear([*value.keys(), *value.values()], level + 1)
        elif isinstance(value, list | tuple | set | frozenset) and level < _DEEPEST:
            for part in value:
                self._hear(part, level + 1)
        elif (message := getattr(value, "message", None)) and isinstance(message, str):
            self._hear([message, *getattr(value, "attributes", {}).values()], level + 1)

    def _hold(self, value: Any) -> protocol.Value:
        try:
            return super()._hold(value)
        except Unsupported as error:
            self.unsupported.append(error.sentence)
            raise

    def _handed_out(self, value: Any) -> None:
        if isinstance(value, (list, dict, set, np.ndarray)):
            self._lent.append((value, self.packed(value)))


def _said_by(function: FunctionProxy) -> list[Any]:
    """Return what a proxy of a function holds of the learner's: its name, and its parameters with what stands at them."""
    own = object.__getattribute__(function, "__dict__")  # nothing is asked
    found: list[Any] = [own.get("__name__")]
    for signature in (own.get("__signature__"), own.get("_called_as")):
        if signature is not None:
            found.append(signature.return_annotation)
            found += [(each.name, each.default, each.annotation) for each in signature.parameters.values()]
    return found


def _parts(call: Arguments) -> list[Any]:
    args, kwargs = call
    return [*args, *kwargs.values()]
