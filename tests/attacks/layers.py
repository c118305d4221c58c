"""Switch layers of the defence off by name, to show that an attack succeeds without them.

With any layer off, namespaces and bubblewrap are off too, and a sandbox that root starts has the neighbour's user
instead of a user for itself. Otherwise these would stop the attack in place of the layer that is under test.
"""

from __future__ import annotations

import contextlib
import difflib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from autograder import plain, words
from autograder.exercise import comparison
from autograder.grading import auditing, confined, trusted
from autograder.grading.notebook_run import NotebookRun
from autograder.grading.outputs import CellGrade
from autograder.grading.testcell import TestCell
from autograder.judging import checking, diagnosis, starts, training
from autograder.judging.context import Context
from autograder.judging.marking import Exam
from autograder.judging.repair import repairing
from autograder.judging.training import TrainingExam
from autograder.notebook import identify
from autograder.notebook.source import Cell
from autograder.sandbox.outside import calls, conversation, family, proxy, warm_process
from autograder.sandbox.outside.outputs import OutputRoom
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import Child, WarmProcess
from autograder.sandbox.shared import draws, failure, protocol, wire
from autograder.sandbox.shared.layers import NOBODY

IN_THE_ZYGOTE = {  # layer -> a line of Python that the zygote runs before anything else
    "landlock": "confinement.landlock = lambda *_: False",
    "seccomp": "confinement.seccomp = lambda *_: False",
    "rlimits": "confinement.limit_resources = lambda *_: None",
    "dumpable": "confinement.set_dumpable = lambda *_: None",
    "kept places": "from autograder.sandbox.inside import places; places.Places.go_back = lambda *_: None",
}


def _without_nonces(patch: pytest.MonkeyPatch) -> None:
    """Accept any reply at any time."""
    patch.setattr(conversation.secrets, "token_hex", lambda _: "0" * 16)

    def send(self: Child, frame: bytes, deadline: float) -> None:
        os.write(self._requests, frame)

    patch.setattr(Child, "send", send)


def _without_caps(patch: pytest.MonkeyPatch) -> None:
    """Accept frames, values and outputs of any size and depth."""
    for name in ("MAX_HEADER", "MAX_PAYLOAD", "MAX_NODES", "MAX_DEPTH", "MAX_ODD_KEYS", "MAX_DIGITS"):
        patch.setattr(wire, name, 1 << 40)
    patch.setattr(family, "RECEIVED", 1 << 40)
    patch.setattr(family, "KEPT", 1 << 40)
    patch.setattr(OutputRoom, "kept", lambda self, outputs: list(outputs))


def _without_sizes(patch: pytest.MonkeyPatch) -> None:
    """Give an array the shape that its frame claims, however few bytes came."""

    def array(self: wire.Unpacker, node: protocol.Array) -> Any:
        return np.resize(np.frombuffer(self._payload, node.dtype), node.shape)

    patch.setattr(wire.Unpacker, "_array", array)


def _without_types(patch: pytest.MonkeyPatch) -> None:
    """Compare as many tests do: ignore types, and reject only a difference above a tolerance."""

    def compare(got: Any, expected: Any, *_: Any, **__: Any) -> Any:
        with np.errstate(all="ignore"):
            wrong = np.abs(np.asarray(got) - np.asarray(expected)) > 1e-7
        return comparison.Difference("value", "") if np.any(wrong) else None

    patch.setattr(comparison, "compare", compare)
    patch.setattr("autograder.exercise.rule.compare", compare)
    parts = lambda got, expected, *_, **__: {"": compare(got, expected)}  # noqa: E731
    patch.setattr("autograder.exercise.rule.compare_parts", parts)


def _without_identity(patch: pytest.MonkeyPatch) -> None:
    """Let the learner's object answer `==`."""
    patch.setattr(proxy.Opaque, "__eq__", lambda self, other: self._session.operate("eq", self, other).value)


def _without_fresh_forks(patch: pytest.MonkeyPatch) -> None:
    """Explain answers in the process that answers the other tests, and keep its helpers after the test."""

    def spare(self: Session, lent: Mapping[str, Any] | None = None) -> Session:
        if lent:
            self.define(dict(lent))
        return self

    patch.setattr(Session, "spare", spare)
    patch.setattr(Session, "end_test", lambda self: None)


def _without_asking_last(patch: pytest.MonkeyPatch) -> None:
    """Ask each exercise at its own place, before the cells below it run. (Nothing is explained, so that it is quick.)"""
    run_test = NotebookRun._run_test

    def at_its_place(self: NotebookRun, test: TestCell, *more: Any) -> CellGrade:
        if not test.ours:
            return run_test(self, test, *more)
        found = trusted.ask_test(test, self.session, self.setting, self.folder)
        if isinstance(found, CellGrade):
            return found
        return trusted._grade_reports(found, [each.unexplained for each in found.asked], self.setting.language)

    patch.setattr(NotebookRun, "_is_asked_last", lambda *_: False)
    patch.setattr(NotebookRun, "_run_test", at_its_place)


def _without_two_passes(patch: pytest.MonkeyPatch) -> None:
    """Explain each exercise before the next one is asked, and follow all of them through."""

    ask_test = trusted.ask_test

    def ask(test: TestCell, session: Session, setting: Context, folder: Path) -> Any:
        found = ask_test(test, session, setting, folder)
        failed = replace(setting, failed=lambda name: True)
        return trusted.explain_test(found, session, failed, folder) if isinstance(found, trusted.AskedTest) else found

    patch.setattr(trusted, "ask_test", ask)


def _without_own_draws(patch: pytest.MonkeyPatch) -> None:
    """Ask every work the same."""
    patch.setattr(Exam, "asked", lambda self, work: self.cases)


def _without_explained_answers(patch: pytest.MonkeyPatch) -> None:
    """Count every answer that a function gives with correct helpers."""
    patch.setattr(diagnosis, "_explained", lambda exam, function, marking: list(marking.verdicts))


def _without_helper_budget(patch: pytest.MonkeyPatch) -> None:
    """Let correct helpers answer at any time, and as often as they are asked."""
    patch.setattr(proxy, "limited", lambda helpers, budget, refusal: failure.limited(helpers, 1 << 40, refusal))


def _without_quiet_suspicions(patch: pytest.MonkeyPatch) -> None:
    """Show what an attempt was made with, also while hidden inputs are being sent."""
    patch.setattr(conversation.Conversation, "asking", property(lambda self: False, lambda self, value: None), raising=False)


def _without_state_check(patch: pytest.MonkeyPatch) -> None:
    """Accept any state of the random generators that the learner's process claims."""
    patch.setattr(draws, "follows", lambda before, after: after is not None)


def _without_cleaned_text(patch: pytest.MonkeyPatch) -> None:
    """Keep characters that act in the learner's text."""
    for module in (plain, words):
        patch.setattr(module, "clean", lambda text: text)


def _without_linear_restoring(patch: pytest.MonkeyPatch) -> None:
    """Compare the lines of cells as `diff` does."""

    def is_alike(item: identify.Item, cell: Cell) -> bool:
        ours, theirs = cell.released, (item.given or {})["source"]
        if not 30 <= len(ours) <= 20_000 or not 0.5 < len(theirs) / len(ours) < 2:
            return False
        return difflib.SequenceMatcher(None, ours.split("\n"), theirs.split("\n"), autojunk=False).ratio() >= 0.8

    patch.setattr(identify, "_is_alike", is_alike)


def _without_family(patch: pytest.MonkeyPatch) -> None:
    """Let any number of sandboxes of a submission live."""
    patch.setattr(family.Family, "ask", lambda *_: None)


def _without_code_spans(patch: pytest.MonkeyPatch) -> None:
    """Put the learner's text into messages as it is."""
    patch.setattr(words, "code_span", lambda text: text)
    patch.setattr(words, "code_block", lambda text: text)


def _without_fixed_words(patch: pytest.MonkeyPatch) -> None:
    """Quote what was not understood of a reply."""

    def decode(header: bytes) -> protocol.Reply:
        try:
            return protocol._replies.decode(header)  # type: ignore[no-any-return]
        except msgspec.DecodeError as error:
            raise protocol.WireError("grading.verbatim", text=str(error)) from None

    patch.setattr(protocol, "decode_reply", decode)
    patch.setattr(words, "clean", lambda text: text)


def _without_plain_attributes(patch: pytest.MonkeyPatch) -> None:
    """Accept lists, too, as attributes of an exception."""
    patch.setattr(calls, "ATTRIBUTES", (bool, int, float, str, list))


def _without_start_checks(patch: pytest.MonkeyPatch) -> None:
    """Let training start from any parameters; where two runs start differently, require only that the cost falls."""
    patch.setattr(TrainingExam, "_fault_of_start", lambda *_: None)
    patch.setattr(TrainingExam, "_parameters_move", lambda *_: True)
    for module in (starts, training):
        patch.setattr(module, "isolated", lambda _: False)


def _without_falling_cost(patch: pytest.MonkeyPatch) -> None:
    """Accept training that ends where the reference's would, although the cost did not fall."""
    patch.setattr(TrainingExam, "_rising_cost", lambda *_: None)


def _without_functions_only(patch: pytest.MonkeyPatch) -> None:
    """Accept any callable object as the function under test."""
    patch.setattr(checking, "Opaque", ())


def _without_test_bounds(patch: pytest.MonkeyPatch) -> None:
    """Let a test cell use any amount of time and memory in the trusted process."""
    patch.setattr(trusted, "bounded", lambda *_: contextlib.nullcontext())


def _without_child_clock(patch: pytest.MonkeyPatch) -> None:
    """Never end the process of foreign tests from outside."""
    patch.setattr(confined.ChildClock, "left", lambda self: 60.0)


def _without_auditing(patch: pytest.MonkeyPatch) -> None:
    """Watch nothing that happens in the trusted process."""
    patch.setattr(auditing.Watcher, "hook", lambda *_: None)


def _without_second_wall(patch: pytest.MonkeyPatch) -> None:
    """Let the process that runs foreign tests read, write and start what it likes."""
    patch.setattr(confined, "_confine", lambda *_: True)


def _nothing(patch: pytest.MonkeyPatch) -> None:
    """Patch nothing here: the layer is switched off in the zygote (IN_THE_ZYGOTE) or by limits (`ground.OUT_OF_REACH`)."""


def _without_menus(patch: pytest.MonkeyPatch) -> None:
    """Search for repairs of any function, however it chooses between answers."""
    patch.setattr(repairing, "is_repairable", lambda text, reference: True)
    patch.setattr(checking, "key_of", lambda definition, lent: "")  # what is found so is for nobody else


OFF: dict[str, Callable[[pytest.MonkeyPatch], None]] = {  # layer -> what switches it off in the trusted process
    **dict.fromkeys(IN_THE_ZYGOTE, _nothing),
    "clocks": _nothing,
    "nonces": _without_nonces,
    "caps": _without_caps,
    "sizes": _without_sizes,
    "types": _without_types,
    "identity": _without_identity,
    "fresh forks": _without_fresh_forks,
    "asked last": _without_asking_last,
    "two passes": _without_two_passes,
    "own draws": _without_own_draws,
    "explained answers": _without_explained_answers,
    "helper budget": _without_helper_budget,
    "quiet suspicions": _without_quiet_suspicions,
    "state check": _without_state_check,
    "plain attributes": _without_plain_attributes,
    "start checks": _without_start_checks,
    "falling cost": _without_falling_cost,
    "functions only": _without_functions_only,
    "child clock": _without_child_clock,
    "auditing": _without_auditing,
    "second wall": _without_second_wall,
    "test bounds": _without_test_bounds,
    "cleaned text": _without_cleaned_text,
    "linear restoring": _without_linear_restoring,
    "family": _without_family,
    "code spans": _without_code_spans,
    "fixed words": _without_fixed_words,
    "no menus": _without_menus,
}


@contextlib.contextmanager
def without(layers: frozenset[str]) -> Iterator[None]:
    """Switch these layers and namespaces off, for graders that are created and used inside the `with` block.

    An empty set switches off namespaces and bubblewrap only, which is the level "container".
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warm_process, "bubblewrap_works", lambda: False)
        patch.setattr(warm_process, "unused_user_id", lambda: NOBODY)
        for layer in layers:
            OFF[layer](patch)
        lines = [IN_THE_ZYGOTE[layer] for layer in layers if layer in IN_THE_ZYGOTE]
        command = WarmProcess._command

        def weakened(self: WarmProcess, *arguments: Any) -> list[str]:
            imports = "from autograder.sandbox.inside import zygote; from autograder.sandbox.shared import confinement"
            start = "; ".join([imports, *lines, "zygote.main()"])
            words = command(self, *arguments)
            at = words.index("-m")
            return [*words[:at], "-c", start, *words[at + 2 :]]

        if lines:
            patch.setattr(WarmProcess, "_command", weakened)
        yield
