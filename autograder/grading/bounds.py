"""Bound the time and memory of a test cell in the trusted process: a learner's number may become the size of an array."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import BinaryIO

from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Sentence

AGAIN = 1.0  # seconds after which a test that caught the exception is stopped once more


@contextlib.contextmanager
def bounded(seconds: float, megabytes: int, reason: Sentence) -> Iterator[None]:
    """Raise SandboxStopped in this block when it takes more than `seconds`, and MemoryError when it needs more memory.

    megabytes: of address space, beyond what the process has now; on Linux only.
    reason:    what the SandboxStopped says.
    """
    in_main_thread = threading.current_thread() is threading.main_thread() and hasattr(signal, "SIGALRM")
    clock = _alarm if in_main_thread else _watch
    with clock(seconds, reason), _memory(megabytes << 20):
        yield


@contextlib.contextmanager
def _alarm(seconds: float, reason: Sentence) -> Iterator[None]:
    """Stop the block by a signal, which interrupts a system call, too; only the main thread receives it."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise SandboxStopped("timeout", reason.code, **reason.values)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _watch(seconds: float, reason: Sentence) -> Iterator[None]:
    """Stop the block from another thread, which raises the exception in this one as soon as it runs Python code."""

    class Stopped(SandboxStopped):
        def __init__(self) -> None:
            super().__init__("timeout", reason.code, **reason.values)

    thread = threading.current_thread()
    watched = ctypes.c_ulong(threading.get_ident())
    raise_there = ctypes.pythonapi.PyThreadState_SetAsyncExc
    done, turn = threading.Event(), threading.Lock()
    sent: list[int] = []  # the exceptions that were raised there; the last one may still be on its way

    def watch() -> None:
        left = seconds
        while not done.wait(left) and thread.is_alive():  # another thread may get the number of one that has ended
            with turn:
                if not done.is_set():
                    sent.append(raise_there(watched, ctypes.py_object(Stopped)))
            left = AGAIN

    try:
        threading.Thread(target=watch, daemon=True).start()  # on a busy machine the first exception lands in here
        yield
    finally:
        quiet = False
        while not quiet:  # an exception that lands here must not leave the watcher, which would fire at a later thread
            try:
                with turn:
                    done.set()
                if sent:
                    # One that is on its way must arrive. Python 3.11 would never forget one that is withdrawn: from then on
                    # it looks for it at each step, and hangs as soon as a tracer (a debugger, coverage) is set.
                    raise_there(watched, ctypes.py_object(Stopped))
                    while True:
                        pass
                quiet = True
            except Stopped:
                quiet = done.is_set()


_sizes: tuple[int, BinaryIO] | None = None  # a process and its /proc/self/statm, open for when /proc is out of reach


def keep_measuring() -> None:
    """Open what tells this process's memory, before it is confined."""
    global _sizes
    with contextlib.suppress(OSError):
        _sizes = os.getpid(), open("/proc/self/statm", "rb", buffering=0)  # noqa: SIM115


def _memory_taken() -> int | None:
    """Return the bytes of address space that this process has; None where that is not known."""
    if _sizes is None or _sizes[0] != os.getpid():
        keep_measuring()
    if _sizes is None or _sizes[0] != os.getpid():
        return None
    return int(os.pread(_sizes[1].fileno(), 100, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def _memory(more: int) -> Iterator[None]:
    """Limit the address space, on Linux, to what the process has now and `more` bytes."""
    taken = _memory_taken()
    if taken is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    tighter = [limit for limit in (taken + more, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(tighter), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
