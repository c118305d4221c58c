"""Print the progress of grading a class."""

from __future__ import annotations

from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.cli.speech import complain, out, say
from autograder.words import Listed


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
                out.print(say("cli.left_out", students=Listed(event.left_out, "comma")))
            line = say("cli.started", assignment=event.assignment, total=event.total, level=event.level)
            out.print(line)
            self._task = self._progress.add_task(say("cli.grading"), total=event.total)
        else:
            self._progress.start()  # not before nbgrader is imported; no effect when it runs
            self._progress.advance(self._task)
