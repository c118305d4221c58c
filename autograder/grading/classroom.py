"""A class: a pool of workers, each with a warm sandbox of its own. What they find comes back as it is ready."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.util import Finalize
from typing import Any, NoReturn, TypeVar

from autograder.course.course import Course
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader

T = TypeVar("T")
QUEUE = 4  # submissions at hand, for each worker


@dataclass(frozen=True)
class Settings:
    """How a class is graded; see `Grader`."""

    figures: bool = True
    language: str = ""
    allow_weak: bool = False
    excused: frozenset[str] | None = None


class Classroom:
    """Grades submissions to one assignment in parallel; a context manager.

    workers: processes; as many as there are processors when 0.
    level:   the sandbox's, found by starting one. Raises SandboxError where none can be started.
    """

    def __init__(self, course: Course, assignment: str, settings: Settings, workers: int = 0) -> None:
        self._arguments = (course, assignment, settings)
        self._assignment = assignment
        self._workers = workers or os.cpu_count() or 1
        try:
            self.level: str = self._open().result()
        except BaseException as error:
            self.__exit__(type(error))
            raise

    def grade(self, students: Sequence[str]) -> Iterator[SubmissionResult]:
        """One result for each, in the order in which they are ready; the workers begin at once.

        No submission stops the others: those at hand when a worker dies are tried again, once, each alone.
        """
        waiting, running = deque(students), dict[Future[SubmissionResult], str]()
        self._hand_out(waiting, running)
        return self._results(waiting, running)

    def _results(self, waiting: deque[str], running: dict[Future[SubmissionResult], str]) -> Iterator[SubmissionResult]:
        suspects: deque[str] = deque()
        alone = broken = False
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                student = running.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    if not alone:
                        suspects.append(student)
                        continue
                    result = self._refused(student, "The grader's process died while it graded this submission, twice.")
                except Exception as error:  # a fault of the grader's own: the class goes on, and the fault is told
                    result = self._refused(student, f"The grader failed: {type(error).__name__}: {error}")
                yield result
            if broken and not running:  # a broken pool breaks all that was handed to it
                self._open()
                broken = False
            if not running:
                alone = bool(suspects)
            if alone and not running:
                self._hand_out(deque([suspects.popleft()]), running)
            elif not alone and not broken:
                self._hand_out(waiting, running)

    def _hand_out(self, waiting: deque[str], running: dict[Future[SubmissionResult], str]) -> None:
        """Few at a time, so that few are at hand when a worker dies, and enough for no worker to wait."""
        while waiting and len(running) < QUEUE * self._workers:
            try:
                future = self._submit(_grade, waiting[0])
            except BrokenProcessPool:  # a worker died just now
                if running:
                    return  # what it had been given comes back broken, too
                self._open()
            else:
                running[future] = waiting.popleft()

    def _refused(self, student: str, sentence: str) -> SubmissionResult:
        return SubmissionResult(self._assignment, student, refused=sentence)

    def _open(self) -> Future[str]:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin)
        return self._submit(_level)

    def _submit(self, task: Callable[..., T], *arguments: str) -> Future[T]:
        with _workers_deaf_to_ctrl_c():  # a task may start a worker
            return self._pool.submit(task, *self._arguments, *arguments)

    def __enter__(self) -> Classroom:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Whoever breaks off waits for no submission: what a worker has at hand is dropped."""
        if kind is not None:
            for worker in [*(self._pool._processes or {}).values()]:  # from Python 3.14 on: terminate_workers()
                worker.terminate()
        self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def _workers_deaf_to_ctrl_c() -> Iterator[None]:
    """Ctrl-C goes to every process of a terminal. What is started here leaves it to this process, for which it waits."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # inherited by what is started
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In a worker:

_grader: Grader | None = None


def _begin() -> None:
    """A worker ends, and its sandbox with it, when it is told to and when the process that started it is gone."""
    signal.signal(signal.SIGTERM, lambda *_: _end())
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        multiprocessing.connection.wait([parent.sentinel])
        _end()

    threading.Thread(target=watch, daemon=True).start()


def _end() -> NoReturn:
    try:
        if _grader is not None:
            _grader.close()
    finally:
        os._exit(1)


def _ready(course: Course, assignment: str, settings: Settings) -> Grader:
    global _grader
    if _grader is None:
        _grader = Grader(
            course,
            assignment,
            figures=settings.figures,
            language=settings.language,
            allow_weak=settings.allow_weak,
            excused=settings.excused,
        )
        Finalize(None, _grader.close, exitpriority=10)
    return _grader


def _level(*arguments: Any) -> str:
    return _ready(*arguments).level


def _grade(course: Course, assignment: str, settings: Settings, student: str) -> SubmissionResult:
    return _ready(course, assignment, settings).grade_folder(student)
