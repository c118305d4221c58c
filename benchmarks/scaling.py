"""Measure how grading a class scales with its size and the number of processes, and how much memory it takes.

    .venv/bin/python benchmarks/scaling.py [ASSIGNMENT] [--sizes 100 1000 3000] [--jobs 1 2] [--nothing 2000] [--cluster 1 2]

All students hand in the solved notebook, each class in a new course. The table has, for each size and number of jobs: the
seconds, those of one more submission since the class before, and the most memory that all processes together took (PSS, in
MB, looked at every second). `--cluster` does the same on Dask clusters of so many worker processes on this machine. The last
lines have the seconds of a second run, in which nothing is left to grade.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from against_nbgrader import ROOT, Maker, machine


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("assignment", nargs="?", default="logistic_regression")
    options.add_argument("--sizes", type=int, nargs="*", default=[100, 1000, 3000])
    options.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    options.add_argument("--cluster", type=int, nargs="*", default=[], help="worker processes of Dask")
    options.add_argument("--nothing", type=int, nargs="*", default=[2000], help="sizes of classes that are graded twice")
    given = options.parse_args()
    print(machine())
    print(f"{given.assignment:32} {'seconds':>9} {'one more':>9} {'memory':>7}")
    with tempfile.TemporaryDirectory() as name:
        (root := Path(name, "course")).mkdir()
        maker = Maker(root, given.assignment)
        for way, numbers in (("--jobs", given.jobs), ("--cluster", given.cluster)):
            rates: dict[int, float] = {}
            for number in numbers:
                option = f"local:{number}" if way == "--cluster" else str(number)
                before = (1, grade(maker, 1, way, option)[0])
                for size in sorted(given.sizes):
                    seconds, memory = grade(maker, size, way, option)
                    more = (seconds - before[1]) / (size - before[0])
                    rates[number], before = more, (size, seconds)
                    print(f"{size:16} {way:7} {option:>7} {seconds:9.1f} {more:9.3f} {memory:7.0f}", flush=True)
            if len(rates) > 1:
                few, many = min(rates), max(rates)
                print(f"{way}: {many} have {rates[few] / rates[many]:.2f} times the throughput of {few}")
        for size in given.nothing:
            again = grade(maker, size, "--jobs", str(max(given.jobs)), twice=True)[0]
            print(f"{size} unchanged submissions: {again:.1f} s")


def grade(maker: Maker, students: int, way: str, number: str, *, twice: bool = False) -> tuple[float, float]:
    """Grade a class; return the seconds of the run, of the second one with `twice`, and the most memory in MB.

    way, number: "--jobs" and how many, or "--cluster" and "local:N".
    """
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "course")
        maker.fill(root, "right", students)
        command = [sys.executable, "-m", "autograder", "grade", maker.assignment, way, number]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        seconds, most = 0.0, [0.0]
        for _ in range(2 if twice else 1):
            began = time.monotonic()
            with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL) as run:
                done = threading.Event()
                watch = threading.Thread(target=_watch_memory, args=(run.pid, done, most))
                watch.start()
                code = run.wait()
            seconds = time.monotonic() - began
            done.set()
            watch.join()
            assert code == 0, f"exit code {code}"
        return seconds, most[0]


def _watch_memory(pid: int, done: threading.Event, most: list[float]) -> None:
    while not done.wait(1.0):
        most[0] = max(most[0], memory_below(pid))


def memory_below(pid: int) -> float:
    """Return the memory of a process and of those below it, in MB; what several share counts once (PSS)."""
    total, waiting = 0.0, [pid]
    while waiting:
        here = waiting.pop()
        with contextlib.suppress(OSError, StopIteration):
            waiting += [
                int(child)
                for task in Path(f"/proc/{here}/task").iterdir()
                for child in (task / "children").read_text().split()
            ]
            lines = Path(f"/proc/{here}/smaps_rollup").read_text().splitlines()
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
    return total


if __name__ == "__main__":
    main()
