"""The process that stays after `autograder check --warm`; `warm/client.py` starts it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.cli import commands, speech
from autograder.course.course import Course
from autograder.warm import server
from autograder.warm.fork import Fork


def main() -> None:
    """Serve: the arguments are the private folder, the server's name, the course's folder, and the idle time in seconds."""
    folder, name, root, idle = sys.argv[1:]
    server.start(Path(folder), name, lambda: Course(root), run_command, idle=float(idle), prepare=prepare)


def run_command(arguments: Sequence[str], fork: Fork) -> int:
    """Run a command line in a fork, which prints on streams that are new since this module was imported."""
    speech.out.__init__()  # type: ignore[misc]  # it found out what its stream can show when it was made
    try:
        commands.main(arguments, fork=fork)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def prepare() -> None:
    """Make what a request would make first; its fork says which modules it has loaded, and the server loads them then."""
    import autograder.grading.notebooks  # noqa: F401

    commands.program()
