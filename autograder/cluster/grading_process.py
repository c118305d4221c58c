"""The process that grades submissions for a Dask worker, which starts it (`cluster/worker.py`).

It does the work of a local worker: it loads the hidden tests, and its warm process forks a sandbox for each submission.
The Dask worker itself loads no test and sees no learner's code. Messages are pickles with their length before them, on stdin
and stdout; both ends are ours, and no learner's process can reach them.
"""

from __future__ import annotations

import os
import pickle
import queue
import select
import struct
import sys
import threading
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, NoReturn

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading.classroom import Settings
from autograder.grading.ready import Ready
from autograder.grading.result import SubmissionResult
from autograder.grading.state import assignment_parts
from autograder.grading.submission import Grader
from autograder.sandbox.shared import confinement
from autograder.words import Listed, sentence

IDLE_SECONDS = 600.0  # without a submission, after which it ends; the next one starts another
_LENGTH = struct.Struct("!Q")


@dataclass(frozen=True)
class Spec:
    """What a grading process grades.

    course:   with its folder's path on this machine and on the workers.
    settings: `excused` is given, so that every worker excuses the same.
    parts:    digests of what the scores depend on (`assignment_parts`), which must be the same on every machine.
    """

    course: Course
    assignment: str
    settings: Settings
    parts: tuple[tuple[str, str], ...]


def send(stream: BinaryIO, message: Any) -> None:
    """Write a message."""
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)) + packed)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Return the next message. Raises EOFError where the other end is closed."""
    head = stream.read(_LENGTH.size)
    packed = stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not packed:
        raise EOFError
    return pickle.loads(packed)


def require_same(spec: Spec) -> None:
    """Raise AutograderError where this machine would grade by other tests, or with another grader."""
    here = assignment_parts(spec.course, spec.assignment)
    differ = [part for part, digest in spec.parts if here.get(part) != digest]
    if differ:
        raise AutograderError("cluster.differs", machine=os.uname().nodename, parts=_named(differ))


def _named(parts: list[str]) -> Listed:
    return Listed([sentence(f"cluster.part.{part}") for part in parts], "comma")


def main() -> None:
    """Answer the first message, a Spec, with the sandbox's level or an error; then each student with a result."""
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a hidden test prints is no message
    # While it loads, nothing here may watch stdin: with a second thread, no warm process could be shared.
    confinement.die_with_parent()
    spec: Spec = receive(requests)
    if select.select([requests], [], [], 0)[0]:  # the Dask worker had gone before
        return
    try:
        ready, grader = _load(spec)
    except AutograderError as error:
        send(replies, error)
        return
    confinement.die_with_parent(on=False)  # the thread that started this process may end before the Dask worker does
    send(replies, grader.level)
    _grade_all(requests, replies, grader, ready)


def _load(spec: Spec) -> tuple[Ready, Grader]:
    """Load an assignment, and return its grader. Raises AutograderError where this machine cannot grade it as others do."""
    require_same(spec)
    settings = spec.settings
    ready = Ready(spec.course, spec.assignment, figures=settings.figures, allow_weak=settings.allow_weak)
    grader = Grader(
        spec.course,
        spec.assignment,
        figures=settings.figures,
        language=settings.language,
        allow_weak=settings.allow_weak,
        excused=settings.excused,
        prepared=ready.assignment,
        process=ready.part(),
    )
    return ready, grader


def _grade_all(requests: BinaryIO, replies: BinaryIO, grader: Grader, ready: Ready) -> NoReturn:
    """Grade students as they are asked for; end this process when the Dask worker has gone, or asks for none for long."""
    waiting: queue.Queue[str] = queue.Queue()

    def end() -> NoReturn:
        try:
            grader.close()
            ready.close()
        finally:
            os._exit(0)

    def watch() -> None:
        """Note the students; end this process, whatever it does, when the Dask worker has gone."""
        try:
            while True:
                waiting.put(receive(requests))
        except EOFError:
            end()

    threading.Thread(target=watch, daemon=True).start()
    while True:
        try:
            student = waiting.get(timeout=IDLE_SECONDS)
        except queue.Empty:
            end()
        send(replies, as_sent(grader.grade_folder(student)))


def as_sent(result: SubmissionResult) -> SubmissionResult:
    """Return a result without what is of this machine only: when its files were last written."""
    return replace(result, state=replace(result.state, stat=""))
