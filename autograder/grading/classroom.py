"""A class: a pool of workers, each with a warm sandbox of its own. What they find comes back as it is ready."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Any

from autograder.course import Course
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader

TRIES = 2  # of a submission whose worker died under it


@dataclass(frozen=True)
class Settings:
    """How a class is graded; see `Grader`."""

    figures: bool = True
    language: str = "en"
    allow_weak: bool = False


class Classroom:
    """Grades submissions to one assignment in parallel; a context manager.

    workers: processes; as many as there are processors when 0.
    level:   the sandbox's, found by starting one. Raises SandboxError where none can be started.
    """

    def __init__(self, course: Course, assignment: str, settings: Settings, workers: int = 0) -> None:
        self._arguments = (course, assignment, settings)
        self._assignment = assignment
        self._workers = workers or os.cpu_count() or 1
        self._open()
        self.level: str = self._pool.submit(_level, *self._arguments).result()

    def grade(self, students: Sequence[str]) -> Iterator[SubmissionResult]:
        """One result for each, in the order in which they are ready; the workers begin at once.

        No submission stops the others: one under which a worker dies is tried again, once, in a new pool.
        """
        return self._results(dict.fromkeys(students, TRIES), self._hand_out(students))

    def _hand_out(self, students: Iterable[str]) -> dict[Future[SubmissionResult], str]:
        return {self._pool.submit(_grade, *self._arguments, student): student for student in students}

    def _results(self, left: dict[str, int], waiting: dict[Future[SubmissionResult], str]) -> Iterator[SubmissionResult]:
        while left:
            broken = False
            for future in as_completed(waiting):
                student = waiting[future]
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    continue
                except Exception as error:  # a fault of the grader's own: the class goes on, and the fault is told
                    result = self._refused(student, f"The grader failed: {type(error).__name__}: {error}")
                del left[student]
                yield result
            if broken:
                left = {student: tries - 1 for student, tries in left.items()}
                for student in [student for student, tries in left.items() if not tries]:
                    del left[student]
                    yield self._refused(student, "The grader's process died while it graded this submission, twice.")
                self._open()
                waiting = self._hand_out(left)

    def _refused(self, student: str, sentence: str) -> SubmissionResult:
        return SubmissionResult(self._assignment, student, refused=sentence)

    def _open(self) -> None:
        self._pool = ProcessPoolExecutor(self._workers, mp_context=multiprocessing.get_context("spawn"))

    def __enter__(self) -> Classroom:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)


# In a worker:

_grader: Grader | None = None


def _ready(course: Course, assignment: str, settings: Settings) -> Grader:
    global _grader
    if _grader is None:
        _grader = Grader(
            course, assignment, figures=settings.figures, language=settings.language, allow_weak=settings.allow_weak
        )
        Finalize(None, _grader.close, exitpriority=10)
    return _grader


def _level(*arguments: Any) -> str:
    return _ready(*arguments).level


def _grade(course: Course, assignment: str, settings: Settings, student: str) -> SubmissionResult:
    return _ready(course, assignment, settings).grade_folder(student)
