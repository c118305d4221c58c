"""Grade a class on several machines, with Dask: `dask[distributed]`, an extra.

The results come back to this process, which is the only one that writes. Every machine has the course's folder at the same
path, shared or copied, and the same versions; the workers prove both before they grade.
"""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from asyncio import CancelledError
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING

from autograder.cluster import worker
from autograder.cluster.grading_process import Spec
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading import excuses
from autograder.grading.classroom import Settings, ignore_sigint, without_working_directory
from autograder.grading.result import SubmissionResult
from autograder.grading.state import UNKNOWN, assignment_parts, ignored_names, state_of
from autograder.sandbox.shared.layers import LEVELS
from autograder.sandbox.shared.optional import installed
from autograder.words import Sentence, sentence

if TYPE_CHECKING:
    from distributed import Client, Future, LocalCluster, Security

BATCH = 25  # submissions in a task, at most
AHEAD = 4  # tasks that are handed to the cluster at a time, for each thread of its workers
CRITICAL = 50  # `logging.CRITICAL`: hides Dask's messages about workers that end
TRIES = 3  # workers that may die of a task, on a cluster that is started here
CONNECT_SECONDS = 20.0  # that a scheduler may take to answer
START_SECONDS = 120.0  # until the first worker is there, and can grade
END_SECONDS = 20.0
WITHOUT_WORKERS = 120.0  # seconds that a run waits for workers that have all gone


@dataclass(frozen=True)
class Tls:
    """The files for TLS: the authority that signed all certificates, this side's certificate, and its key."""

    ca: str
    cert: str
    key: str


class Cluster:
    """A Dask cluster; a context manager. Leaving it ends everything that was started for it."""

    def __init__(self, *, scheduler: str = "", workers: int = 0, tls: Tls | None = None) -> None:
        """Connect to the scheduler at an address; without one, start a cluster of worker processes on this machine.

        A cluster that is started here speaks TLS with certificates of its own, unless `tls` is given: its port on the
        loopback would run any user's code.

        Raises AutograderError where Dask is not installed, or nobody answers.
        """
        if not installed("distributed"):
            raise AutograderError("cluster.not_installed")
        self._local: LocalCluster | None = None
        self._environment = dict(os.environ)
        with contextlib.ExitStack() as undo:
            undo.callback(self.close)
            self._client: Client | None = None
            if not scheduler:
                self._local = _start(workers, tls)
            self._client = _connect(scheduler, self._local, tls)
            undo.pop_all()

    @property
    def client(self) -> Client:
        """Dask's client."""
        assert self._client is not None
        return self._client

    def classroom(self, course: Course, assignment: str, settings: Settings) -> ClusterClassroom:
        """Return a `Classroom` for this assignment whose workers are the cluster's. Raises AutograderError."""
        return ClusterClassroom(self.client, course, assignment, settings)

    def close(self) -> None:
        """End the processes that grade, then the cluster, if it was started here."""
        if self._client is not None:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                self._client.sync(self._client.run, worker.end_processes, callback_timeout=END_SECONDS)
            self._client.close(timeout=END_SECONDS)
        if self._local is not None:
            self._local.close(timeout=END_SECONDS)
            _restore(self._environment)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class ClusterClassroom:
    """Grades submissions to one assignment on a cluster; a context manager.

    level: the weakest of the workers' sandboxes.
    """

    def __init__(self, client: Client, course: Course, assignment: str, settings: Settings) -> None:
        """Ask all workers whether they can grade. Raises AutograderError, which names a worker, where one cannot."""
        if settings.excused is None:
            settings = replace(settings, excused=excuses.excused(course, assignment))
        parts = tuple(sorted(assignment_parts(course, assignment).items()))
        self._client, self._spec = client, Spec(course, assignment, settings, parts)
        self._course, self._assignment = course, assignment
        self._name = f"autograder-{assignment}-{uuid.uuid4().hex}"
        self._running: dict[Future, tuple[str, ...]] = {}
        self.level = self._weakest_level()

    def grade(self, students: Sequence[str]) -> Iterator[SubmissionResult]:
        """Return one result for each student, in the order in which they are ready; the workers begin at once.

        Submissions that were with workers that died are tried again. Where a task was with several workers that died, each
        of its submissions is tried at the end, with nothing beside it: Dask cannot tell which of a worker's tasks ended it.
        One that kills several by itself has no score, and waits for a person.
        """
        size = max(1, min(BATCH, len(students) // (AHEAD * self._threads)))
        waiting = deque(tuple(students[start : start + size]) for start in range(0, len(students), size))
        self._hand_out(waiting)
        return self._results(waiting)

    def _results(self, waiting: deque[tuple[str, ...]]) -> Iterator[SubmissionResult]:
        from distributed import KilledWorker

        suspects: deque[str] = deque()
        alone = False
        while self._running:
            for future in self._wait():
                batch = self._running.pop(future)
                try:
                    results = future.result()
                except KilledWorker:
                    if alone:
                        yield self._refused(batch[0], sentence("cluster.killed_workers"))
                    else:
                        suspects.extend(batch)
                else:
                    if isinstance(results, AutograderError):  # of a worker that came later
                        raise results
                    yield from map(self._checked, results)
                future.release()
            self._hand_out(waiting)
            if not self._running and suspects:
                alone = True
                self._hand_out(deque([(suspects.popleft(),)]))

    def _hand_out(self, waiting: deque[tuple[str, ...]]) -> None:
        """Keep the workers busy, with few tasks, so that few results wait in their memory."""
        while waiting and len(self._running) < AHEAD * self._threads:
            batch = waiting.popleft()
            key = f"{self._name}-{uuid.uuid4().hex}"
            future = self._client.submit(worker.grade_batch, self._spec, batch, key=key, pure=False)
            self._running[future] = batch

    def _wait(self) -> list[Future]:
        """Return the tasks that are done. Raises AutograderError where the scheduler or all workers have gone."""
        from distributed import wait

        last = time.monotonic()
        while time.monotonic() < last + WITHOUT_WORKERS:
            with contextlib.suppress(TimeoutError), self._client.as_current():
                found = wait([*self._running], timeout=2.0, return_when="FIRST_COMPLETED").done
                if any(future.status in ("cancelled", "lost") for future in found):
                    break
                return [future for future in self._running if future in found]
            if self._client.status != "running":
                break
            if self._client.scheduler_info().get("workers"):
                last = time.monotonic()
        raise AutograderError("cluster.lost")

    def _weakest_level(self) -> str:
        """Return the weakest level of the workers. Each of them starts a process that can grade."""
        try:
            self._client.wait_for_workers(1, timeout=START_SECONDS)
        except TimeoutError:
            raise AutograderError("cluster.no_workers", seconds=START_SECONDS) from None
        options = {"pure": False, "allow_other_workers": False}
        workers = [*self._client.scheduler_info()["workers"]]
        asked = {each: self._client.submit(worker.sandbox_level, self._spec, workers=[each], **options) for each in workers}
        end = time.monotonic() + START_SECONDS
        levels = [self._answer(each, level, end - time.monotonic()) for each, level in asked.items()]
        for level in levels:
            if isinstance(level, AutograderError):
                raise level
        return str(max(levels, key=LEVELS.index))  # the weakest is the last

    def _answer(self, address: str, level: Future, seconds: float) -> str | AutograderError:
        """Return what this worker answers. Raises AutograderError where it died, or takes longer."""
        from distributed import KilledWorker

        try:
            found: str | AutograderError = level.result(timeout=max(0.1, seconds))
        except (TimeoutError, KilledWorker):
            raise AutograderError("cluster.worker_not_ready", worker=address, seconds=START_SECONDS) from None
        return found

    @property
    def _threads(self) -> int:
        return max(1, int(sum(self._client.nthreads().values())))

    def _checked(self, result: SubmissionResult) -> SubmissionResult:
        """Return a result with the state that its folder has here. Refuse one of another folder than ours: a stale copy."""
        if result.state.content == UNKNOWN:
            return result
        here = state_of(self._course.submitted(self._assignment, result.student), ignored_names(self._course))
        if here.content != result.state.content:
            return self._refused(result.student, sentence("cluster.another_folder"))
        return replace(result, state=here)

    def _refused(self, student: str, reason: Sentence) -> SubmissionResult:
        return SubmissionResult(self._assignment, student, refused=reason, waits=True)

    def __enter__(self) -> ClusterClassroom:
        return self

    def __exit__(self, *_: object) -> None:
        """Cancel the tasks that no worker has begun."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.cancel([*self._running])
        self._running.clear()


def _start(workers: int, tls: Tls | None) -> LocalCluster:
    """Start worker processes on this machine, each with one thread."""
    import dask
    from distributed import LocalCluster

    dask.config.set({"distributed.scheduler.allowed-failures": TRIES - 1})
    # For workers that take the place of others that have died: no import from the working directory, as for the first ones.
    dask.config.set({"distributed.nanny.pre-spawn-environ.PYTHONSAFEPATH": "1"})
    with without_working_directory():
        resource_tracker.ensure_running()  # the start of it lets Ctrl-C through again in its thread
        with ignore_sigint():  # Dask's threads keep that, and so do all workers that they start
            return LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                memory_limit=0,  # what grading takes is in other processes, which have limits of their own
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # its usual port may be taken
                security=_security(tls),
                silence_logs=CRITICAL,
            )


def _restore(environment: Mapping[str, str]) -> None:
    """Undo what Dask has put into this process's environment, for its workers to inherit. environment: as it was before."""
    import dask

    for name in (*dask.config.get("distributed.nanny.pre-spawn-environ"), "PYTHONHASHSEED"):
        os.environ.pop(name, None)
        if name in environment:
            os.environ[name] = environment[name]


def _security(tls: Tls | None) -> Security:
    """Return the settings for TLS, with certificates that are made for this run where none are given."""
    from distributed.security import Security

    if tls is None:
        return Security.temporary()
    files = {
        f"tls_{role}_{what}": getattr(tls, what) for role in ("client", "scheduler", "worker") for what in ("cert", "key")
    }
    return Security(tls_ca_file=tls.ca, require_encryption=True, **files)


def _connect(scheduler: str, local: LocalCluster | None, tls: Tls | None) -> Client:
    from distributed import Client

    if local is not None:
        return Client(local, security=local.security, timeout=START_SECONDS, set_as_default=False)
    try:
        return Client(
            scheduler, security=None if tls is None else _security(tls), timeout=CONNECT_SECONDS, set_as_default=False
        )
    except (Exception, CancelledError) as error:  # Dask's own, asyncio's, the operating system's: which one depends on time
        reason = str(error).split("\n")[0].rstrip(".") or type(error).__name__
        raise AutograderError("cluster.unreachable", scheduler=scheduler, reason=reason) from error
