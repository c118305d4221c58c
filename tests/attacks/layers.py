"""What stands between a learner's code and everything else, taken away by name: to show what an attack would gain without.

Namespaces and bubblewrap are always off where a layer is, and root becomes the neighbour's user, not one of its own: they
would hide what another one stops.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.exercise import comparison
from autograder.grading import submission, trusted
from autograder.judging import checking, starts, training
from autograder.judging.training import TrainingExam
from autograder.notebook import restore
from autograder.sandbox.outside import proxy, session
from autograder.sandbox.outside import warm_process as host
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import Child, WarmProcess
from autograder.sandbox.shared import draws, protocol, wire

IN_THE_ZYGOTE = {  # Python, run there before anything else
    "landlock": "confinement.landlock = lambda *_: False",
    "seccomp": "confinement.seccomp = lambda *_: False",
    "rlimits": "confinement.limit_resources = lambda *_: None",
    "dumpable": "confinement.set_dumpable = lambda *_: None",
}


def _without_nonces(patch: pytest.MonkeyPatch) -> None:
    """Any reply counts, whenever it comes."""
    patch.setattr(session.secrets, "token_hex", lambda _: "0" * 16)

    def send(self: Child, frame: bytes, deadline: float) -> None:
        os.write(self._requests, frame)

    patch.setattr(Child, "send", send)


def _without_caps(patch: pytest.MonkeyPatch) -> None:
    """Frames, values and outputs of any size and depth."""
    for name in ("MAX_HEADER", "MAX_PAYLOAD", "MAX_NODES", "MAX_DEPTH", "MAX_ODD_KEYS", "MAX_DIGITS"):
        patch.setattr(wire, name, 1 << 40)
    patch.setattr(session, "RECEIVED", 1 << 40)
    patch.setattr(Session, "_kept", lambda self, outputs: outputs)


def _without_sizes(patch: pytest.MonkeyPatch) -> None:
    """An array is as large as it says, whatever bytes came."""

    def array(self: wire.Unpacker, node: protocol.Array) -> Any:
        return np.resize(np.frombuffer(self._payload, node.dtype), node.shape)

    patch.setattr(wire.Unpacker, "_array", array)


def _without_types(patch: pytest.MonkeyPatch) -> None:
    """A comparison as tests are wont to be written: no look at the type, and a difference that is not too large."""

    def compare(got: Any, expected: Any, *_: Any, **__: Any) -> Any:
        with np.errstate(all="ignore"):
            wrong = np.abs(np.asarray(got) - np.asarray(expected)) > 1e-7
        return comparison.Difference("value", "") if np.any(wrong) else None

    patch.setattr(comparison, "compare", compare)
    patch.setattr("autograder.exercise.rule.compare", compare)


def _without_identity(patch: pytest.MonkeyPatch) -> None:
    """A learner's object is asked whether it is equal."""
    patch.setattr(proxy.Opaque, "__eq__", lambda self, other: self._session.operate("eq", self, other))


def _without_fresh_forks(patch: pytest.MonkeyPatch) -> None:
    """Follow-through in the learner's own process, and answers for ever."""
    patch.setattr(Session, "spare", lambda self: self)
    patch.setattr(Session, "end_test", lambda self: None)


def _without_counting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(session, "_no_longer_there", None)
    patch.setattr(session, "MAX_QUESTIONS", 1 << 40)


def _without_following(patch: pytest.MonkeyPatch) -> None:
    """Whatever state of the random generators a learner's process claims."""
    patch.setattr(draws, "follows", lambda before, after: after is not None)


def _without_seeing(patch: pytest.MonkeyPatch) -> None:
    """A learner's text as it came."""
    for module in (session, submission, restore):
        patch.setattr(module, "shown", lambda text, limit: text)


def _without_plain_attributes(patch: pytest.MonkeyPatch) -> None:
    """What an exception carries may be anything."""
    patch.setattr(session, "ATTRIBUTES", (bool, int, float, str, list))


def _without_start_checks(patch: pytest.MonkeyPatch) -> None:
    """Training may begin anywhere, and where two runs begin in two places a falling cost will do."""
    patch.setattr(TrainingExam, "_fault_of_start", lambda *_: None)
    patch.setattr(TrainingExam, "_parameters_move", lambda *_: True)
    for module in (starts, training):
        patch.setattr(module, "isolated", lambda _: False)


def _without_falling(patch: pytest.MonkeyPatch) -> None:
    """Training is right where it ends as the reference's would, though nothing was learned."""
    patch.setattr(TrainingExam, "_rising_cost", lambda *_: None)


def _without_plain_functions(patch: pytest.MonkeyPatch) -> None:
    """Whatever can be called stands for a function."""
    patch.setattr(checking, "Opaque", ())


def _without_bounds(patch: pytest.MonkeyPatch) -> None:
    """Nothing watches over the test itself."""
    patch.setattr(trusted, "bounded", lambda *_: contextlib.nullcontext())


def _nothing(patch: pytest.MonkeyPatch) -> None:
    """Off in the zygote, or by limits that are out of reach."""


OFF: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    **dict.fromkeys(IN_THE_ZYGOTE, _nothing),
    "clocks": _nothing,
    "nonces": _without_nonces,
    "caps": _without_caps,
    "sizes": _without_sizes,
    "types": _without_types,
    "identity": _without_identity,
    "fresh forks": _without_fresh_forks,
    "question limit": _without_counting,
    "state check": _without_following,
    "plain attributes": _without_plain_attributes,
    "start checks": _without_start_checks,
    "falling cost": _without_falling,
    "functions only": _without_plain_functions,
    "test bounds": _without_bounds,
    "cleaned text": _without_seeing,
}


@contextlib.contextmanager
def without(layers: frozenset[str]) -> Iterator[None]:
    """A world in which these layers, and namespaces, are off: for whatever grader is made in it, as long as it lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(host, "bubblewrap_works", lambda: False)
        patch.setattr(host, "_user_of_its_own", lambda: layers.NOBODY)
        for layer in layers:
            OFF[layer](patch)
        lines = [IN_THE_ZYGOTE[layer] for layer in layers if layer in IN_THE_ZYGOTE]
        command = WarmProcess._command

        def weakened(self: WarmProcess, *arguments: Any) -> list[str]:
            start = "; ".join(["from autograder.sandbox.inside import confinement, zygote", *lines, "zygote.main()"])
            ours = command(self, *arguments)
            at = ours.index("-m")
            return [*ours[:at], "-c", start, *ours[at + 2 :]]

        if lines:
            patch.setattr(WarmProcess, "_command", weakened)
        yield
