"""The program `autograder`. A warm `check` is answered from here: importing the command line alone would take longer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """Run the command line, or let a warm grader run it."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["check"] and "--warm" in arguments and "--help" not in arguments:
        try:
            _ask(arguments)
        except KeyboardInterrupt:
            sys.exit(130)
    from autograder.cli import main as run

    run()


def _ask(arguments: Sequence[str]) -> None:
    """Exit with what a warm grader answers. Returns where none does: then the command runs in this process."""
    from autograder.course.finding import CONFIG, find_root
    from autograder.warm import client

    folder = _value_of("--course", arguments)
    root = find_root(Path().resolve(), CONFIG) if folder is None else Path(folder).resolve()
    if root is not None:
        answer = client.ask(arguments, root, idle=60.0 * client.IDLE_MINUTES)
        if answer.code is not None:
            sys.exit(answer.code)


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """Return the value that an option has on the command line; None where it is not there.

    It only decides which server is asked. The server reads the command line as usual.
    """
    for number, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and number + 1 < len(arguments):
            return arguments[number + 1]
    return None
