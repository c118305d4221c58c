"""What a test cell may use of the trusted process: a learner's number can be a test's `range(…)`, or an array's size."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from autograder.sandbox.outcome import SandboxStopped

AGAIN = 1.0  # seconds after which a test that caught it is stopped once more


@contextlib.contextmanager
def bounded(seconds: float, megabytes: int, reason: str) -> Iterator[None]:
    """Within `seconds`, else SandboxStopped with this reason is raised; with `megabytes` more of address space than now,
    else MemoryError. Where the system or the thread allows: a clock needs the main thread, and a bound on memory Linux."""
    with _clock(seconds, reason), _memory(megabytes << 20):
        yield


@contextlib.contextmanager
def _clock(seconds: float, reason: str) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise SandboxStopped("timeout", reason)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _memory(more: int) -> Iterator[None]:
    statm = Path("/proc/self/statm")
    if not statm.exists():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(statm.read_text().split()[0]) * resource.getpagesize() + more
    tighter = [limit for limit in (wanted, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(tighter), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
