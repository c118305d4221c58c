"""Make once what all workers that grade an assignment share; they are forks of the process that has made it."""

from __future__ import annotations

import contextlib
import sys
import threading

from autograder.course.course import Course
from autograder.errors import SandboxError
from autograder.grading.assignment import Assignment, start_process, start_shared_process
from autograder.grading.preflight import require_sound
from autograder.grading.rehearsal import Rehearsal
from autograder.grading.state import UNKNOWN, material_state
from autograder.grading.submission import Grader
from autograder.sandbox.outside.shared_process import PartOfProcess, SharedProcess
from autograder.sandbox.outside.warm_process import WarmProcess

_ANALYSES = ("needs", "needed_cells", "texts", "ours", "shared", "classes", "draws", "helpers", "program")


class Ready:
    """An assignment that has been looked through, and the warm process of all its sandboxes; a context manager.

    The warm process is started first, and imports its modules while this process loads and tries the hidden tests.

    rehearsed: (notebook, language) -> what is known of its foreign test cells; filled by `rehearse`.
    """

    def __init__(self, course: Course, name: str, *, figures: bool, allow_weak: bool) -> None:
        """Read the assignment, start its warm process, and try everything that grading needs.

        Raises AutograderError for the first fault of the course; see `preflight.require_sound`.
        """
        self.course, self.name, self.figures, self.allow_weak = course, name, figures, allow_weak
        self._state = material_state(course, name)  # before anything is loaded
        self.process: SharedProcess | None = None
        self.rehearsed: dict[tuple[str, str], Rehearsal] = {}
        try:
            self.assignment = require_sound(course, name, self._start)
            self._analyse()
        except BaseException:
            self.close()
            raise

    def _start(self, assignment: Assignment) -> None:
        if not may_fork():
            return  # the workers will be new processes
        with contextlib.suppress(SandboxError, OSError):  # each worker will try again, and say what is wrong
            options = {"figures": self.figures, "allow_weak": self.allow_weak}
            self.process = start_shared_process(self.course, [assignment], **options)

    def _analyse(self) -> None:
        """Read the test cells; they keep what is found."""
        for (notebook, language), tests in self.assignment.tests.items():
            for test in tests.values():
                for part in _ANALYSES:
                    with contextlib.suppress(SyntaxError, ValueError, RecursionError):
                        getattr(test, part)
            self.assignment.deferring(notebook, language)

    def rehearse(self) -> None:
        """Find out once for all graders where the foreign test cells run. It waits until the process is warm.

        Without a process, or where it fails, nothing is known; then each grader finds it out, and reports what is wrong.
        """
        foreign = any(not test.ours for tests in self.assignment.tests.values() for test in tests.values())
        if self.process is None or not foreign:
            return
        with contextlib.suppress(Exception):
            process = PartOfProcess(self.process)
            with process, Grader(self.course, self.name, prepared=self.assignment, process=process) as grader:
                self.rehearsed = grader.rehearse()

    def is_current(self) -> bool:
        """Return whether the files of the assignment are still what was loaded."""
        return material_state(self.course, self.name) == self._state != UNKNOWN

    def part(self) -> WarmProcess:
        """Return a warm process for one grader, which closes it; where there is no shared one, it is a new one."""
        if self.process is not None:
            return PartOfProcess(self.process)
        return start_process(self.course, [self.assignment], figures=self.figures, allow_weak=self.allow_weak)

    def close(self) -> None:
        """End the warm process."""
        if self.process is not None:
            self.process.close()

    def __enter__(self) -> Ready:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def may_fork() -> bool:
    """Return whether this process may be forked: a thread could hold a lock, which nobody would release in the fork."""
    return sys.platform == "linux" and threading.active_count() == 1
