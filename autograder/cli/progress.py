"""Print what goes on while a command works: errors, and the progress of grading a class."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.cli import speech
from autograder.cli.speech import say
from autograder.cli.tables import out
from autograder.words import Listed


def complain(what: object) -> None:
    """Print an error, or what a command waits for, on stderr."""
    Console(stderr=True, soft_wrap=True).print(f"autograder: {speech.text(what)}", markup=False, highlight=False)


class Bar:
    """Print the events of `grade_class`: a line at the start, then a progress bar."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=out)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, event: Any) -> None:
        from autograder.gradebook.run import Started, Waiting

        if isinstance(event, Waiting):
            complain(event.holder)
        elif isinstance(event, Started):
            if event.left_out:
                out.print(say("cli.left_out", students=Listed(event.left_out, "comma")), highlight=False)
            line = say("cli.started", assignment=event.assignment, total=event.total, level=event.level)
            out.print(line, highlight=False)
            self._task = self._progress.add_task(say("cli.grading"), total=event.total)
        else:
            self._progress.start()  # not before nbgrader is imported; no effect when it runs
            self._progress.advance(self._task)
