"""Where no worker can start, one sentence says why and what to do."""

from __future__ import annotations

import errno
import multiprocessing.synchronize
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NoReturn

import pytest
from courses import make_course

from autograder.errors import SandboxError
from autograder.grading import starting
from autograder.grading.classroom import Classroom, Settings
from autograder.grading.starting import why_no_worker
from autograder.sandbox.outside.warm_process import _why_not_started
from autograder.sandbox.shared.limits import Limits


def open_classroom(tmp_path: Path) -> str:
    with pytest.raises(SandboxError) as caught:
        Classroom(make_course(tmp_path), "tiny", Settings(allow_weak=True), workers=1)
    return str(caught.value)


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.ENOSYS])
def test_without_shared_memory(tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class NoSemLock:
        SEM_VALUE_MAX = 1

        def __new__(cls, *_: Any) -> NoReturn:
            raise OSError(number, "no room")

        @staticmethod
        def _rebuild(*_: Any) -> None: ...

    monkeypatch.setattr(multiprocessing.synchronize._multiprocessing, "SemLock", NoSemLock)
    said = open_classroom(tmp_path)
    assert "/dev/shm" in said and "no room" in said and "--shm-size" in said


def test_without_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("autograder.grading.classroom.ProcessPoolExecutor", refuse)
    said = open_classroom(tmp_path)
    assert "too little memory" in said and "--jobs" in said


def test_workers_that_cannot_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "TRIAL", "import no_such_package_of_the_grader")
    said = str(why_no_worker(BrokenProcessPool()))
    assert "No module named 'no_such_package_of_the_grader'" in said and sys.executable in said and "pip" in said


def test_workers_that_end_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "TRIAL", "import os; os.kill(os.getpid(), 9)")
    assert "memory ran out" in str(why_no_worker(BrokenProcessPool()))


def test_a_python_without_semaphores() -> None:
    """As `multiprocessing.synchronize` and `concurrent.futures` say it."""
    for error in (
        ImportError("This platform lacks a functioning sem_open implementation"),
        NotImplementedError("This Python build lacks multiprocessing.synchronize, usually due to named semaphores"),
    ):
        assert "/dev/shm" in str(why_no_worker(error))


def test_other_errors_stay_what_they_are() -> None:
    assert why_no_worker(ValueError()) is None
    assert why_no_worker(FileNotFoundError(errno.ENOENT, "a file of the course")) is None


def test_a_package_that_only_the_grader_reaches_is_named() -> None:
    """The sandbox sees the installed packages, and neither PYTHONPATH nor .pth files."""
    printed = "Traceback (most recent call last):\n  File ...\nModuleNotFoundError: No module named 'numpy.linalg'"
    said = str(_why_not_started({}, printed, Limits()))
    assert "cannot import numpy.linalg" in said and "-m pip install numpy" in said and sys.prefix in said
    assert "too little memory" in str(_why_not_started({}, "x\nMemoryError", Limits()))
    assert "printed: odd" in str(_why_not_started({}, "odd", Limits()))
