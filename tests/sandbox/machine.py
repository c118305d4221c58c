"""What the machine at hand lacks for a test, and how a cell went."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator

import pytest

from autograder.sandbox.inside import confinement
from autograder.sandbox.outside import mounts
from autograder.sandbox.outside.sentences import why_stopped
from autograder.sandbox.outside.session import CellRun, Session
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import SandboxStopped

LIMITS = Limits(cell_seconds=1.5, call_seconds=1.0, notebook_seconds=10.0, memory_mb=1024, output_kb=256)


def need(there: object, sentence: str, package: str = "") -> None:
    """Skip with this sentence what cannot be tried here; where CI should have installed a package, fail."""
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
    """`ZeroDivisionError: division by zero`, "" where the cell raised nothing."""
    return "".join(f"{output.name}: {output.text}" for output in run.outputs if output.kind == "error")
