"""Write the gradebook in a thread: importing nbgrader takes seconds, and a database may have to be waited for.

Meanwhile results come in and are reported. One thread opens the gradebook, uses it and closes it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any

from autograder.course.course import Course
from autograder.gradebook.keeping import Kept
from autograder.gradebook.moves import Change
from autograder.gradebook.writer import SECONDS, GradebookWriter
from autograder.grading.result import SubmissionResult

Task = Callable[[GradebookWriter], Any]


class BackgroundWriter:
    """A `GradebookWriter` in a thread; a context manager. Leaving it waits until everything is written.

    What goes wrong in the thread is raised by the next call, or on leaving.
    """

    def __init__(self, course: Course, **options: Any) -> None:
        """Prepare it. options: of `GradebookWriter`."""
        self._course, self._options = course, options
        self._tasks: queue.Queue[Task | None] = queue.Queue()
        self._error: BaseException | None = None
        self._changes: list[Change] = []
        self._kept: list[Kept] = []
        self._thread = threading.Thread(target=self._work, name="gradebook")

    def __enter__(self) -> BackgroundWriter:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._tasks.put(None)
        self._thread.join()
        if kind is None:
            self._raise()

    @property
    def changes(self) -> list[Change]:
        """How each submission's scores changed; see `GradebookWriter`."""
        return [*self._changes]

    @property
    def kept(self) -> list[Kept]:
        """Scores that would have fallen although the work is the same; see `GradebookWriter`."""
        return [*self._kept]

    def write(self, result: SubmissionResult) -> None:
        """Queue one result."""
        self._raise()
        self._tasks.put(lambda writer: writer.write(result))

    def enter_absent(self, assignment: str) -> dict[str, float | None]:
        """Write what is queued, and do as `GradebookWriter.enter_absent` does."""
        found: list[dict[str, float | None]] = []
        done = threading.Event()

        def enter(writer: GradebookWriter) -> None:
            writer.flush()
            found.append(writer.enter_absent(assignment))
            done.set()

        self._tasks.put(enter)
        while not done.wait(0.1):
            self._raise()
        return found[0]

    def _raise(self) -> None:
        """Raise what went wrong in the thread, once."""
        if self._error is not None and not self._thread.is_alive():
            error, self._error = self._error, None
            raise error

    def _work(self) -> None:
        try:
            with GradebookWriter(self._course, **self._options) as writer:
                self._changes, self._kept = writer.changes, writer.kept
                while True:
                    try:
                        task = self._tasks.get(timeout=SECONDS)
                    except queue.Empty:
                        writer.flush()  # whatever may keep the next result
                        continue
                    if task is None:
                        return
                    task(writer)
        except BaseException as error:
            self._error = error
