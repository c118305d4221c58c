"""The program `autograder`. A warm `check` is answered from here: importing the command line alone would take longer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.warm.client import WarmAnswer


def main() -> None:
    """Run the command line, or let a warm grader run it."""
    arguments, answer = sys.argv[1:], None
    if arguments[:1] == ["check"] and "--warm" in arguments and "--help" not in arguments:
        try:
            answer = _ask(arguments)
        except KeyboardInterrupt:
            sys.exit(130)
    if answer is not None and answer.code is not None:
        sys.exit(answer.code)
    from autograder.cli import main as run

    run(answer=answer)


def _ask(arguments: Sequence[str]) -> WarmAnswer | None:
    """Return what the warm grader of the course answers; None without a course."""
    from autograder.course.finding import CONFIG, find_root
    from autograder.warm import client

    folder = _value_of("--course", arguments)
    root = find_root(Path().resolve(), CONFIG) if folder is None else Path(folder).resolve()
    if root is None:
        return None
    return client.ask(arguments, root, client.NewServer("autograder.cli.warm", idle=60.0 * client.IDLE_MINUTES))


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
