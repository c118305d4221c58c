"""The warm process: what its children inherit, and what it reports of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from machine import LIMITS, need, need_confinement, run, weakened

from autograder.errors import SandboxError
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess

DRAWS = """
import random
import numpy as np
drawn = [random.random(), np.random.rand(), np.random.default_rng().random(), np.random.RandomState().rand()]
np.random.seed()
drawn += [np.random.rand(), np.random.default_rng().random()]
"""


def test_all_children_draw_the_same() -> None:
    found = []
    for _ in range(2):
        with WarmProcess(LIMITS, allow_weak=True) as warm:
            for session in (Session(warm), Session(warm)):
                session.run(DRAWS)
                found.append(session.fetch(["drawn"])["drawn"])
                session.close()
    assert len(set(found[0])) == 6
    assert found[1:] == found[:1] * 3


def test_flags_of_a_descriptor_do_not_reach_the_next_child(level_process: WarmProcess) -> None:
    flags = "import fcntl, os\nprint([fcntl.fcntl(n, fcntl.F_GETFL) for n in range(5)])\n"
    before = run(level_process, flags)
    run(level_process, flags + "for n in range(5): fcntl.fcntl(n, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK)")
    assert run(level_process, flags) == before


def below(pid: int) -> list[int]:
    """This process and its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in below(int(child)))]


def test_the_kernel_ends_a_child_first_when_memory_is_short(level_process: WarmProcess) -> None:
    session = Session(level_process)
    session.run("a = 1")
    scores = {pid: Path(f"/proc/{pid}/oom_score_adj").read_text() for pid in below(level_process._process.pid)}
    session.close()
    assert list(scores.values()).count("1000\n") == 1


@pytest.mark.parametrize("layer", ["landlock", "seccomp", "set_up_namespaces"])
def test_no_child_runs_when_a_layer_is_lost(layer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    need_confinement()
    once = f"serve, layer = zygote.Zygote._handle_message, {layer!r}"
    once += "\nzygote.Zygote._handle_message = lambda self: (setattr(confinement, layer, lambda *_: False), serve(self))"
    weakened(monkeypatch, once)
    with WarmProcess(LIMITS) as warm_process:
        need(layer != "set_up_namespaces" or warm_process.level == "strict", "There are no namespaces here.")
        session = Session(warm_process)
        with pytest.raises(SandboxError, match="a layer that held at its start no longer holds"):
            session.run("a = 1")
        began = time.monotonic()
        session.close()
        assert time.monotonic() - began < 1 and not warm_process.gone


def test_the_grader_does_not_wait_for_a_refused_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    need_confinement()
    weakened(
        monkeypatch,
        """
def fork(namespaces, fork=confinement.fork, left=[3]):
    left[0] -= 1
    if left[0] < 0:
        raise OSError("no more")
    return fork(namespaces)
confinement.fork = fork""",
    )
    with WarmProcess(LIMITS) as warm_process:
        refused = ""
        while not refused:
            session = Session(warm_process)
            began = time.monotonic()
            try:
                session.run("a = 1")
            except SandboxError as error:
                refused = str(error)
            session.close()
            assert time.monotonic() - began < 2 and not warm_process.gone
        said = "The system does not allow another process for the sandbox: no more."
        assert refused == f"{said} Close other programs, or grade with fewer --jobs."
