"""What the machine at hand lacks for a test, and how a cell went."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from autograder.sandbox.inside import confinement
from autograder.sandbox.outside import mounts
from autograder.sandbox.outside.session import CellRun
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.shared.limits import Limits

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


def printed(run: CellRun) -> str:
    return "".join(output.text for output in run.outputs if output.kind == "stream")


def error(run: CellRun) -> str:
    """`ZeroDivisionError: division by zero`, "" where the cell raised nothing."""
    return "".join(f"{output.name}: {output.text}" for output in run.outputs if output.kind == "error")
