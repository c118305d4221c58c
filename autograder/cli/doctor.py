"""How strongly learners' code is confined on this machine: each layer tried, timed, and how to get what is missing."""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from autograder.sandbox.inside import confinement
from autograder.sandbox.outside.mounts import bubblewrap_works
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.layers import LAYERS
from autograder.sandbox.shared.limits import Limits

_SHORT = Limits(cell_seconds=1.0, memory_mb=1024, output_kb=16)

_ON_LINUX = "grade on Linux: in WSL on Windows, in a container elsewhere"

_ALLOW = (
    "allow user namespaces: sysctl kernel.unprivileged_userns_clone=1, on Ubuntu "
    "kernel.apparmor_restrict_unprivileged_userns=0; in a container: --security-opt seccomp=unconfined"
)


@dataclass(frozen=True)
class Layer:
    """One of the things that confine learners' code.

    against: what it stops, in a few words.
    cost:    milliseconds that it adds to a sandbox, from its fork to its end; None where it cannot be switched off.
    remedy:  how to get it; "" where it holds.
    """

    name: str
    holds: bool
    against: str
    cost: float | None
    remedy: str


def examine(rounds: int = 25) -> tuple[str, list[Layer]]:
    """The level, and every layer. What one costs is the median, over `rounds`, of forks with it and without it, in turns.

    Raises SandboxError where not even a weak sandbox starts.
    """
    bubblewrap_works()  # found out once, as is the next, before the threads ask
    compile_filter()
    order = ("seccomp", "landlock", "bubblewrap", "namespaces")  # each is put on over those before it
    settings = [frozenset(order[number:]) for number in range(len(order) + 1)]
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        starts = [pool.submit(WarmProcess, _SHORT, allow_weak=True, without=without) for without in settings]
        zygotes = [stack.enter_context(start.result()) for start in starts]
        strongest = zygotes[-1]
        seconds = [[_one_sandbox(zygote) for zygote in zygotes] for _ in range(rounds)]
        tried = _try(strongest)
    layers = []
    for name in LAYERS:
        before = order.index(name)
        cost = statistics.median(turn[before + 1] - turn[before] for turn in seconds) * 1e3
        holds = name in strongest.layers
        layers.append(Layer(name, holds, _against(name), max(0.0, cost) if holds else None, "" if holds else _remedy(name)))
    for name, (holds, against) in tried.items():
        layers.append(Layer(name, holds, against, None, "" if holds else _ON_LINUX))
    return strongest.level, layers


def _one_sandbox(zygote: WarmProcess) -> float:
    began = time.perf_counter()
    session = Session(zygote)
    session.run("1")
    session.close()
    return time.perf_counter() - began


def _try(zygote: WarmProcess) -> dict[str, tuple[bool, str]]:
    """What holds wherever Python runs, or should."""
    session = Session(zygote)
    memory = session.run("bytearray(4 << 30)")
    loop = session.run("while True: pass")
    flood = session.run("print('x' * (1 << 20))")
    session.close()
    return {
        "rlimits": (any(output.name == "MemoryError" for output in memory.outputs), "using up memory, CPU, disk, processes"),
        "wall clock": (loop.stopped is not None and loop.stopped.status == "timeout", "loops, and code that only waits"),
        "caps": (sum(len(output.text) for output in flood.outputs) < 32 << 10, "floods of output and of values"),
    }


def _against(name: str) -> str:
    abi = confinement.landlock_abi()
    landlock = ["files", *(["TCP"] if abi >= 4 else []), *(["signals", "abstract sockets"] if abi >= 6 else [])]
    return {
        "bubblewrap": "reading so much as the names of files; the network",
        "namespaces": "seeing other processes; outliving its own end",
        "landlock": f"{', '.join(landlock)} (ABI {abi})" if abi else "reading and writing files",
        "seccomp": "processes, sockets, ptrace, namespaces",
    }[name]


def _remedy(name: str) -> str:
    if sys.platform != "linux":
        return _ON_LINUX
    match name:
        case "bubblewrap":
            return _ALLOW if shutil.which("bwrap") else "install bubblewrap"
        case "namespaces":
            return _ALLOW if bubblewrap_works() else "needs bubblewrap"
        case "landlock":
            return "Linux 5.13 or newer, with landlock in /sys/kernel/security/lsm (boot option lsm=landlock,...)"
    return "install libseccomp2 (libseccomp)"
