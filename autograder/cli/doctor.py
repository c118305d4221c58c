"""Find out how strongly this machine confines learners' code: try each layer, time it, and say how to get a missing one."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.outside.mounts import bubblewrap_works
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import confinement
from autograder.sandbox.shared.layers import LAYERS
from autograder.sandbox.shared.limits import Limits
from autograder.words import Listed, Sentence, sentence

_SHORT = Limits(cell_seconds=1.0, memory_mb=1024, output_kb=16)


@dataclass(frozen=True)
class Layer:
    """One of the layers that confine learners' code.

    against: what it stops, in a few words.
    cost:    milliseconds that it adds to a sandbox, from its fork to its end; None if it cannot be switched off.
    remedy:  how to get it; None if it holds.
    """

    name: str
    holds: bool
    against: Sentence
    cost: float | None
    remedy: Sentence | None


def examine(rounds: int = 25) -> tuple[str, list[Layer]]:
    """Return the level and every layer.

    rounds: how often a sandbox is started with and without each layer, in turns; a layer's cost is the median difference.

    Raises SandboxError if not even a weak sandbox starts.
    """
    bubblewrap_works()  # this result and the next are cached; compute them before the threads ask
    compile_filter()
    order = ("seccomp", "landlock", "bubblewrap", "namespaces")  # each setting adds one layer to the one before
    settings = [frozenset(order[number:]) for number in range(len(order) + 1)]
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        starts = [pool.submit(WarmProcess, _SHORT, allow_weak=True, without=without) for without in settings]
        processes = [stack.enter_context(start.result()) for start in starts]
        strongest = processes[-1]
        seconds = [[_time_sandbox(process) for process in processes] for _ in range(rounds)]
        tried = _try(strongest)
    layers = []
    for name in LAYERS:
        before = order.index(name)
        cost = statistics.median(turn[before + 1] - turn[before] for turn in seconds) * 1e3
        holds = name in strongest.layers
        remedy = None if holds else _remedy(name)
        layers.append(Layer(name, holds, against=_against(name), cost=max(0.0, cost) if holds else None, remedy=remedy))
    for name, holds in tried.items():
        against, remedy = sentence(f"cli.against.{name.replace(' ', '_')}"), None if holds else sentence("cli.remedy.linux")
        layers.append(Layer(name, holds, against=against, cost=None, remedy=remedy))
    return strongest.level, layers


def _time_sandbox(process: WarmProcess) -> float:
    """Return the seconds that a sandbox with one cell takes."""
    began = time.perf_counter()
    session = Session(process)
    session.run("1")
    session.close()
    return time.perf_counter() - began


def _try(process: WarmProcess) -> dict[str, bool]:
    """Return whether the limits hold that every system should have."""
    session = Session(process)
    memory = session.run("bytearray(4 << 30)")
    loop = session.run("while True: pass")
    flood = session.run("print('x' * (1 << 20))")
    session.close()
    return {
        "rlimits": any(output.name == "MemoryError" for output in memory.outputs),
        "wall clock": loop.stopped is not None and loop.stopped.status == "timeout",
        "caps": sum(len(output.text) for output in flood.outputs) < 32 << 10,
    }


def _against(name: str) -> Sentence:
    """Return what a layer stops, on this kernel."""
    if name != "landlock":
        return sentence(f"cli.against.{name}")
    abi = confinement.landlock_abi()
    if not abi:
        return sentence("cli.against.no_landlock")
    what: list[Any] = [sentence("cli.landlock.files")]
    what += ["TCP"] if abi >= 4 else []
    what += [sentence("cli.landlock.signals"), sentence("cli.landlock.sockets")] if abi >= 6 else []
    return sentence("cli.against.landlock", what=Listed(what, "comma"), abi=abi)


def _remedy(name: str) -> Sentence:
    """Return how to get a layer that does not hold here."""
    if sys.platform != "linux":
        return sentence("cli.remedy.linux")
    if name == "bubblewrap" and not shutil.which("bwrap"):
        return sentence("cli.remedy.bubblewrap")
    if name == "namespaces" and not bubblewrap_works():
        return sentence("cli.remedy.bubblewrap_first")
    return sentence(f"cli.remedy.{'namespaces' if name == 'bubblewrap' else name}")
