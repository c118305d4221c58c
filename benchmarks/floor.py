"""Measure how far one submission is from the floor: the same cells and the same calls in one fork, and nothing else.

    .venv/bin/python benchmarks/floor.py [ASSIGNMENT …] [--times 15]

A warm grader grades the solved notebook; what it ran and called is noted. The floor forks a process with the same imports,
executes these cells with `exec`, and makes these calls on copies of their arguments. The two take turns. CPU time is that of
all processes. The table has medians in milliseconds, in brackets quartiles. The aim is a ratio of 1.5.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import importlib
import io
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from against_nbgrader import machine

from autograder.course.course import Course
from autograder.grading.submission import Grader
from autograder.sandbox.outside.calls import Arguments
from autograder.sandbox.outside.session import Session
from autograder.validation.assignment import handed_in

ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")


class Noted:
    """What a grading ran and called."""

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.calls: list[tuple[str, list[Arguments]]] = []

    def watch(self, grade: Callable[[], Any]) -> None:
        """Note what `grade` runs and calls."""
        run, call = Session.run, Session.call

        def noted_run(session: Session, source: str, **options: Any) -> Any:
            self.cells.append(source)
            return run(session, source, **options)

        def noted_call(session: Session, target: Any, calls: list[Arguments], *rest: Any, **more: Any) -> Any:
            if isinstance(target, str):
                self.calls.append((target, copy.deepcopy(calls)))
            return call(session, target, calls, *rest, **more)

        Session.run, Session.call = noted_run, noted_call  # type: ignore[method-assign]
        try:
            grade()
        finally:
            Session.run, Session.call = run, call  # type: ignore[method-assign]

    def again(self) -> float:
        """Run and call the same in a fork; return its CPU seconds."""
        before = os.times()
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException), contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
                world: dict[str, Any] = {"__name__": "__main__"}
                for source in self.cells:
                    exec(compile(source, "<cell>", "exec"), world)
                for target, calls in self.calls:
                    for args, kwargs in copy.deepcopy(calls):
                        with contextlib.suppress(Exception):
                            world[target](*args, **kwargs)
                os._exit(0)
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert status == 0, "the floor's process failed"
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system


def cpu_below(pid: int) -> float:
    """Return the CPU seconds of a process, of those below it, and of those that these have waited for."""
    total, waiting = 0.0, [pid]
    while waiting:
        here = waiting.pop()
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{here}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15])) / TICK
            waiting += map(int, Path(f"/proc/{here}/task/{here}/children").read_text().split())
    return total


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("assignments", nargs="*")
    options.add_argument("--times", type=int, default=15)
    given = options.parse_args()
    course = Course(ROOT, secret="benchmark")
    print(f"{machine()}; medians of {given.times}, milliseconds [quartiles]")
    print(f"{'assignment':26} {'CPU':>20} {'of the floor':>20} {'ratio':>6} {'wall':>20} {'of the floor':>20} {'ratio':>6}")
    for assignment in given.assignments or course.assignments():
        measure(course, assignment, given.times)


def measure(course: Course, assignment: str, times: int) -> None:
    """Print a line of the table."""
    notebooks = {name: handed_in(source, solved=True) for name, source in course.sources(assignment).items()}
    cpu: dict[str, list[float]] = {"ours": [], "floor": []}
    wall: dict[str, list[float]] = {"ours": [], "floor": []}
    with Grader(course, assignment, figures=True, allow_weak=True) as grader:
        for module in grader._prepared.imported_modules():
            with contextlib.suppress(ImportError):
                importlib.import_module(module)
        grader.grade(copy.deepcopy(notebooks))
        noted = Noted()
        noted.watch(lambda: grader.grade(copy.deepcopy(notebooks)))
        zygote = grader._process._process.pid
        for _ in range(times):
            work, began, own, below = copy.deepcopy(notebooks), time.perf_counter(), time.process_time(), cpu_below(zygote)
            result = grader.grade(work)
            wall["ours"].append(time.perf_counter() - began)
            time.sleep(0.05)  # the sandbox's end is waited for by its parent
            cpu["ours"].append(time.process_time() - own + cpu_below(zygote) - below)
            assert result.score == result.max_score, f"{assignment} is not solved"
            began = time.perf_counter()
            cpu["floor"].append(noted.again())
            wall["floor"].append(time.perf_counter() - began)
    columns = []
    for found in (cpu, wall):
        ratio = statistics.median(found["ours"]) / statistics.median(found["floor"])
        columns += [f"{_spread(found['ours']):>20} {_spread(found['floor']):>20} {ratio:6.1f}"]
    print(f"{assignment:26} {' '.join(columns)}", flush=True)


def _spread(seconds: list[float]) -> str:
    low, middle, high = statistics.quantiles([1e3 * each for each in seconds], n=4) if len(seconds) > 1 else [0, 0, 0]
    return f"{middle:.0f} [{low:.0f}, {high:.0f}]"


if __name__ == "__main__":
    main()
