"""Helpers of the sandbox's tests: what this machine lacks for a test, and how a cell went."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.sandbox.outside import mounts
from autograder.sandbox.outside.sentences import why_stopped
from autograder.sandbox.outside.session import CellRun, Session
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import confinement
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import SandboxStopped

Names = Callable[..., dict[str, Any]]

LIMITS = Limits(cell_seconds=1.5, call_seconds=1.0, notebook_seconds=10.0, memory_mb=1024, output_kb=256)


def need(there: object, sentence: str, package: str = "") -> None:
    """Skip the test with this sentence unless `there`. In CI, where a package should be installed, fail instead."""
    if not there:
        if package and os.environ.get("CI") == "true":
            pytest.fail(f"{sentence} CI is to install {package}.")
        pytest.skip(sentence)


def need_confinement() -> None:
    need(sys.platform == "linux", "Only Linux has Landlock and seccomp.")
    need(confinement.landlock_abi(), "This kernel has no Landlock.")
    need(compile_filter(), "libseccomp is not installed.", "libseccomp2")


def need_strict() -> None:
    need_confinement()
    need(shutil.which("bwrap"), "bubblewrap is not installed.", "bubblewrap")
    need(mounts.bubblewrap_works(), "bubblewrap may not make namespaces here.")


def reason(stopped: SandboxStopped | None) -> str:
    """Return why a process was stopped, in English."""
    assert stopped is not None
    return str(why_stopped(stopped))


@contextlib.contextmanager
def stops(pattern: str) -> Iterator[pytest.ExceptionInfo[SandboxStopped]]:
    """Expect SandboxStopped with a reason that this pattern matches."""
    with pytest.raises(SandboxStopped) as caught:
        yield caught
    assert re.search(pattern, reason(caught.value)), reason(caught.value)


def suspicions(session: Session) -> list[str]:
    """Return what was seen of attempts at what is forbidden, in English."""
    return [str(clause) for clause in session.suspicious]


def printed(run: CellRun) -> str:
    return "".join(output.text for output in run.outputs if output.kind == "stream")


def error(run: CellRun) -> str:
    """Return the error of a cell, `ZeroDivisionError: division by zero`; "" where it raised nothing."""
    return "".join(f"{output.name}: {output.text}" for output in run.outputs if output.kind == "error")


# A cell that forges replies: it finds the nonce of the present request.
FORGE = """
import gc, os, threading, time, msgspec
from autograder.sandbox.inside import runner
from autograder.sandbox.shared import protocol, wire
def frame(message):
    header = msgspec.msgpack.encode(message)
    return wire.HEAD.pack(len(header), 0) + header
def nonce():
    return next(o for o in gc.get_objects() if type(o) is runner.Runner)._nonce
def returned(nonce, value):
    return frame(protocol.Returned(nonce, value, None, None, "", None))
"""


def weakened(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Have warm processes that are started from now on run this line of Python first."""
    command = WarmProcess._command

    def with_line(self: WarmProcess, *arguments: object) -> list[str]:
        ours = command(self, *arguments)  # type: ignore[arg-type]
        at = ours.index("-m")
        imports = "from autograder.sandbox.inside import zygote; from autograder.sandbox.shared import confinement"
        start = f"{imports}\n{line}\nzygote.main()"
        return [*ours[:at], "-c", start, *ours[at + 2 :]]

    monkeypatch.setattr(WarmProcess, "_command", with_line)


def run(warm_process: WarmProcess, cell: str) -> str:
    """Return what a cell prints in a new session, or its error."""
    session = Session(warm_process)
    try:
        done = session.run(cell)
        assert done.stopped is None
        return error(done) or printed(done)
    finally:
        session.close()
