"""Complete the names of assignments when a person presses Tab."""

from __future__ import annotations

import contextlib
import os
from typing import Any

import typer


def complete_assignment(context: typer.Context, incomplete: str) -> list[str]:
    """Return the assignments of the course that begin with `incomplete`, without those that the line already names.

    The course is the one of `--course`, or the one that contains the working directory. Returns nothing if there is none, or
    if its configuration cannot be read: a shell that completes has no place for an error.
    """
    given = context.params
    try:
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            there = _assignments(given.get("course"))
    except (Exception, SystemExit):  # the configuration is a program
        return []
    named = given.get("assignments") or ()
    return [name for name in there if name.startswith(incomplete) and name not in named]


def _assignments(folder: Any) -> list[str]:
    from autograder.course.course import Course

    return (Course(folder) if folder else Course.find()).assignments()
