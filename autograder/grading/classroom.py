"""Grade a class in parallel: a pool of worker processes, each with its sandbox. Results come back as they are ready."""

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
from autograder.errors import SandboxError
from autograder.grading.faults import reason_of
from autograder.grading.ready import Ready, may_fork
from autograder.grading.result import SubmissionResult
from autograder.grading.starting import why_no_worker
from autograder.grading.submission import Grader
from autograder.sandbox.outside.shared_process import PartOfProcess
from autograder.words import Sentence, sentence

T = TypeVar("T")
QUEUE = 4  # submissions that are handed to the pool at a time, for each worker


@dataclass(frozen=True)
class Settings:
    """The settings for grading a class; the fields are arguments of `Grader`."""

    figures: bool = True
    language: str = ""
    allow_weak: bool = False
    excused: frozenset[str] | None = None


class Classroom:
    """Grades submissions to one assignment in parallel; a context manager.

    level: of the sandbox, found by starting one.
    """

    def __init__(
        self, course: Course, assignment: str, settings: Settings, workers: int = 0, *, ready: Ready | None = None
    ) -> None:
        """Start the workers, 0 for one a processor. Raises SandboxError where no sandbox can be started.

        ready: what the workers share, for these settings; the caller closes it.
        """
        self._arguments = (course, assignment, settings)
        self._ready = ready
        self._assignment = assignment
        self._workers = workers or os.cpu_count() or 1
        try:
            self.level: str = self._open().result()
        except BaseException as error:
            if hasattr(self, "_pool"):
                self.__exit__(type(error))
            if (reason := why_no_worker(error)) is not None:
                raise SandboxError(reason.code, **reason.values) from error
            raise

    def grade(self, students: Sequence[str]) -> Iterator[SubmissionResult]:
        """Return one result for each student, in the order in which they are ready; the workers begin at once.

        No submission stops the others: those in the pool when a worker dies are tried again, once, each alone.
        """
        waiting, running = deque(students), dict[Future[SubmissionResult], str]()
        self._hand_out(waiting, running)
        return self._results(waiting, running)

    def _results(self, waiting: deque[str], running: dict[Future[SubmissionResult], str]) -> Iterator[SubmissionResult]:
        """Yield results as they are ready; try submissions again, each alone, after a worker has died."""
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
                    result = self._refused(student, sentence("grading.worker_died"))
                except Exception as error:  # a fault of the grader: the class goes on, and the fault is reported
                    reason = sentence("grading.grader_failed", error=reason_of(error, self._arguments[0].root))
                    result = self._refused(student, reason)
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
        """Fill the pool: few submissions, so that few are lost when a worker dies, but enough to keep every worker busy."""
        while waiting and len(running) < QUEUE * self._workers:
            try:
                future = self._submit(_grade, waiting[0])
            except BrokenProcessPool:  # a worker died just now
                if running:
                    return  # its submissions come back broken, too
                self._open()
            else:
                running[future] = waiting.popleft()

    def _refused(self, student: str, reason: Sentence) -> SubmissionResult:
        return SubmissionResult(self._assignment, student, refused=reason, waits=True)

    def _open(self) -> Future[str]:
        """Start a new pool; return the level of its first sandbox.

        The first workers are forks, and share what this process has made ready. Later ones, after a worker has died, are new
        processes: this one may have threads by then.
        """
        global _shared
        if self._ready is not None and may_fork():
            self._ready.rehearse()
        _shared, self._ready = (self._ready if may_fork() else None), None
        context = multiprocessing.get_context("spawn" if _shared is None else "fork")
        with without_working_directory():
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin)
        try:
            return self._submit(_level)  # starts them all
        finally:
            _shared = None

    def _submit(self, task: Callable[..., T], *arguments: str) -> Future[T]:
        with ignore_sigint(), without_working_directory():  # a task may start a worker
            return self._pool.submit(task, *self._arguments, *arguments)

    def __enter__(self) -> Classroom:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the workers. After an exception, the submissions that they are grading are dropped."""
        if kind is not None:
            for worker in [*(self._pool._processes or {}).values()]:  # from Python 3.14 on: terminate_workers()
                worker.terminate()
        self._pool.shutdown(cancel_futures=True)


@contextlib.contextmanager
def ignore_sigint() -> Iterator[None]:
    """Start processes that ignore Ctrl-C, which a terminal sends to all its processes; this one then ends them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # inherited by what is started
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def without_working_directory() -> Iterator[None]:
    """Start Python processes that import nothing from the working directory, which may be a submission's folder."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


# --- in a worker ---

_grader: Grader | None = None
_shared: Ready | None = None  # in a worker that is a fork: what it shares with the others


def _begin() -> None:
    """Set up a worker: on SIGTERM, and when its parent process ends, it closes its sandbox and exits."""
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
    """Return the worker's grader; it is made once."""
    global _grader
    if _grader is None:
        process = None
        if _shared is not None and _shared.process is not None:
            process = PartOfProcess(_shared.process)
            _shared.close()
            Finalize(None, process.close, exitpriority=5)
        _grader = Grader(
            course,
            assignment,
            figures=settings.figures,
            language=settings.language,
            allow_weak=settings.allow_weak,
            excused=settings.excused,
            prepared=_shared.assignment if _shared is not None else None,
            process=process,
            rehearsed=_shared.rehearsed if _shared is not None else None,
        )
        Finalize(None, _grader.close, exitpriority=10)
    return _grader


def _level(*arguments: Any) -> str:
    return _ready(*arguments).level


def _grade(course: Course, assignment: str, settings: Settings, student: str) -> SubmissionResult:
    return _ready(course, assignment, settings).grade_folder(student)
