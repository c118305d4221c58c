"""Warm processes that the tests of one pytest process share: each start costs a second, and a fork of one milliseconds.

A grader gets a part of its own, as the workers of `autograder grade` do. Tests of the process itself (`tests/sandbox`) start
their own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder.course.course import Course
from autograder.grading import assignment
from autograder.grading.assignment import Assignment
from autograder.sandbox.outside import warm_process
from autograder.sandbox.outside.shared_process import PartOfProcess, SharedProcess
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits

MOST = 4  # processes at a time, of some 170 MB each

_Key = tuple[object, ...]
_running: dict[_Key, SharedProcess] = {}  # the one that was used last comes last
_in_use: dict[_Key, int] = {}


class Part(PartOfProcess):
    """A part of one of the shared processes."""

    def __init__(self, shared: SharedProcess, key: _Key) -> None:
        self._key: _Key | None = key
        _in_use[key] = _in_use.get(key, 0) + 1
        try:
            super().__init__(shared)
        except BaseException:
            self._give_back()
            raise

    def close(self) -> None:
        super().close()
        self._give_back()

    def _give_back(self) -> None:
        if self._key is not None:
            _in_use[self._key] -= 1
            self._key = None


class PooledProcess:
    """One of the shared processes, for the workers of a class: they fork their parts off it, and closing it ends nothing."""

    def __init__(self, shared: SharedProcess, key: _Key) -> None:
        self._shared, self._key = shared, key
        self.ask_for_fork, self.arguments = shared.ask_for_fork, shared.arguments
        _in_use[key] = _in_use.get(key, 0) + 1

    def close(self) -> None:
        _in_use[self._key] -= 1


def shared_for(
    course: Course, assignments: Sequence[Assignment], *, figures: bool = False, allow_weak: bool = False
) -> PooledProcess:
    """Stand in for `start_shared_process`."""
    arguments = assignment._for_these(course, assignments)
    return PooledProcess(*_running_with(**arguments, figures=figures, allow_weak=allow_weak))


def part_for(
    limits: Limits,
    data: dict[str, Path] | None = None,
    modules: Sequence[str] | None = (),
    figures: bool = True,
    allow_weak: bool = False,
    without: Collection[str] = (),
    folders: Sequence[str] = (),
) -> WarmProcess:
    """Return a part of a warm process with these arguments, which are those of `WarmProcess`."""
    return Part(*_running_with(limits, data, modules, figures, allow_weak, without, folders))


def _running_with(
    limits: Limits,
    data: dict[str, Path] | None,
    modules: Sequence[str] | None,
    figures: bool,
    allow_weak: bool,
    without: Collection[str] = (),
    folders: Sequence[str] = (),
) -> tuple[SharedProcess, _Key]:
    """Return the shared process with these arguments, and its key; start it where there is none."""
    contents = tuple((name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in sorted((data or {}).items()))
    names = tuple(sorted(modules)) if modules is not None else None
    key: _Key = (repr(limits), contents, names, figures, allow_weak, tuple(sorted(without)), tuple(folders), *_machine())
    shared = _running.pop(key, None)
    if shared is not None and shared._process.poll() is not None:
        shared.close()
        shared = None
    if shared is None:
        _make_room()
        shared = SharedProcess(limits, data, modules, figures, allow_weak, without, folders)
    _running[key] = shared
    return shared, key


def _machine() -> _Key:
    """Return what a test may have altered of this machine: variables of the environment, and how a process is started."""
    variables = tuple(sorted(item for item in os.environ.items() if not item[0].startswith("PYTEST_")))
    started = (WarmProcess._command, WarmProcess._launch, warm_process.bubblewrap_works, warm_process.environment)
    return (variables, *map(id, started))


def _make_room() -> None:
    for key in list(_running):
        if len(_running) < MOST:
            return
        if not _in_use.get(key):
            _running.pop(key).close()


def close_all() -> None:
    """End all of them."""
    while _running:
        _running.popitem()[1].close()
