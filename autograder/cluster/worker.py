"""What runs in a Dask worker: it hands submissions to grading processes, and waits.

A worker runs as many tasks at a time as it has threads. Each has a grading process to itself; the next task uses it again.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Sequence
from typing import Any, BinaryIO, cast

from autograder.cluster.grading_process import Spec, receive, send
from autograder.errors import AutograderError, SandboxError
from autograder.grading.faults import reason_of
from autograder.grading.result import SubmissionResult
from autograder.processes import start_module
from autograder.words import sentence

START_SECONDS = 100.0  # that a grading process may take to load an assignment: fewer than the caller waits for a worker
END_SECONDS = 20


class GradingProcess:
    """A grading process, as the Dask worker that starts it sees it: one question at a time, each with its answer."""

    def __init__(self, spec: Spec) -> None:
        """Start it. Raises AutograderError where it cannot grade this assignment as the others do, or takes too long."""
        self.spec = spec
        pipe = subprocess.PIPE
        self._process = start_module("autograder.cluster.grading_process", stdin=pipe, stdout=pipe)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._requests, self._replies = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        limit = threading.Timer(START_SECONDS, give_up)
        limit.start()
        try:
            answer = self._ask(spec)
        except (EOFError, OSError):
            self.close()
            machine = os.uname().nodename
            if late.is_set():
                raise SandboxError("cluster.worker_not_ready", worker=machine, seconds=START_SECONDS) from None
            raise SandboxError("cluster.process_died", machine=machine) from None
        finally:
            limit.cancel()
        if isinstance(answer, AutograderError):
            self.close()
            raise answer
        self.level = str(answer)

    def grade(self, student: str) -> SubmissionResult:
        """Grade a submission. Raises EOFError or OSError where the process has died."""
        result: SubmissionResult = self._ask(student)
        return result

    def _ask(self, message: Any) -> Any:
        send(self._requests, message)
        return receive(self._replies)

    def close(self) -> None:
        """End the process: it ends when its stdin does."""
        with contextlib.suppress(OSError):
            self._requests.close()
        self._replies.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


_free: list[GradingProcess] = []
_lock = threading.Lock()


# Errors are returned, and not raised: Dask sends a traceback with an exception, and loses the task where it cannot be sent.


def sandbox_level(spec: Spec) -> str | AutograderError:
    """Return the level of sandboxes here, or why this worker cannot grade as the others do."""
    try:
        found = _take(spec)
    except AutograderError as error:
        return error
    _put_back(found)
    return found.level


def grade_batch(spec: Spec, students: Sequence[str]) -> list[SubmissionResult] | AutograderError:
    """Grade submissions, one after the other. It writes nothing, so it may be run again anywhere.

    Returns why, where this worker cannot grade as the others do.
    """
    found: GradingProcess | None = None
    results = []
    try:
        found = _take(spec)
        for student in students:
            result = None
            for _ in range(2):
                try:
                    found = found or GradingProcess(spec)
                    result = found.grade(student)
                    break
                except (EOFError, OSError):
                    reason = sentence("grading.worker_died")
                except AutograderError:
                    raise
                except Exception as error:  # a fault of the grader: the others are graded
                    reason = sentence("grading.grader_failed", error=reason_of(error, spec.course.root))
                if found is not None:
                    found.close()
                found = None
            results.append(result or SubmissionResult(spec.assignment, student, refused=reason, waits=True))
    except AutograderError as error:
        return error
    except BaseException:  # in the middle of an answer
        if found is not None:
            found.close()
        raise
    if found is not None:
        _put_back(found)
    return results


def end_processes() -> None:
    """End the grading processes that no task uses."""
    with _lock:
        processes, _free[:] = [*_free], []
    for each in processes:
        each.close()


def _take(spec: Spec) -> GradingProcess:
    """Return a free process for this work, or a new one; free ones for other work are ended."""
    with _lock:
        same = [each for each in _free if _work(each.spec) == _work(spec)]
        others = [each for each in _free if each not in same]
        _free[:] = same[1:]
    for each in others:
        each.close()
    return same[0] if same else GradingProcess(spec)


def _put_back(found: GradingProcess) -> None:
    with _lock:
        _free.append(found)


def _work(spec: Spec) -> tuple[Any, ...]:
    """Return what must be equal for one process to do the work of both."""
    return str(spec.course.root), spec.assignment, spec.settings, spec.parts
