"""Measure how long a person waits: `import autograder`, `autograder check` with and without `--warm`, a warm grader alone.

    .venv/bin/python benchmarks/latency.py [ASSIGNMENT] [--times 7]

Each line is the median in milliseconds, in brackets the quartiles: wall-clock time, and CPU time of the processes that were
started (of a warm grader's, only of the program that asks it). "The first" warm check starts the process that stays, and is
measured with a new one each time. "The learner's own" is what the solved notebook's cells and calls take by themselves
(`floor.py`).
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from against_nbgrader import ROOT, Maker, machine

from autograder.grading.submission import Grader
from autograder.notebook.files import dumps, read_notebook
from autograder.warm import client, sockets


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("assignment", nargs="?", default="logistic_regression")
    options.add_argument("--times", type=int, default=7)
    given = options.parse_args()
    print(f"{machine()}; medians of {given.times}, milliseconds [quartiles]")
    print(f"{'':44} {'wall':>22} {'CPU':>22}   aim")
    with tempfile.TemporaryDirectory() as name:
        (root := Path(name, "course")).mkdir()
        maker = Maker(root, given.assignment)
        notebook = root / "learners.ipynb"
        notebook.write_text(dumps(maker.work("right", 0)), "utf-8")
        python = [sys.executable, "-P"]
        check = [*python, "-m", "autograder", "check", str(notebook), "--course", str(root)]
        show("python -c pass", given.times, lambda: run([*python, "-c", "pass"]))
        show("python -c 'import autograder'", given.times, lambda: run([*python, "-c", "import autograder"]), "100 more")
        show("autograder check, cold", given.times, lambda: run(check), "2500")
        runtime = Path(name, "runtime")
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"], os.environ["PYTHONPATH"] = str(runtime), str(ROOT)
        warm = [*check, "--warm"]
        show("autograder check --warm, the first", given.times, lambda: run(warm), "2500", before=lambda: end_server(root))
        show("autograder check --warm, the next", given.times, lambda: run(warm), "300 + the learner's own")
        end_server(root)
        with Grader(maker.course, given.assignment, allow_weak=True) as grader:
            grader.grade({maker.name: read_notebook(notebook)})
            show(
                "one more in a warm grader",
                given.times,
                lambda: grader.grade({maker.name: read_notebook(notebook)}) and None,
                "300 + the learner's own",
            )


def run(command: list[str]) -> None:
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, capture_output=True)


def end_server(root: Path) -> None:
    """End the warm grader of a course, and wait until it has tidied up."""
    folder = sockets.private_folder()
    connection = None if folder is None else client.connect(folder, sockets.name_for(root.resolve(), os.environ))
    if folder is None or connection is None:
        return
    with connection:
        found = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    os.kill(struct.unpack("3i", found)[0], signal.SIGTERM)
    while [*folder.iterdir()]:
        time.sleep(0.01)


def show(what: str, times: int, do: Callable[[], None], aim: str = "", before: Callable[[], None] | None = None) -> None:
    """Print a line of the table. before: is not measured."""
    wall, cpu = [], []
    for _ in range(times):
        if before is not None:
            before()
        began, used = time.perf_counter(), _cpu()
        do()
        wall.append(1e3 * (time.perf_counter() - began))
        cpu.append(1e3 * (_cpu() - used))
    print(f"{what:44} {_spread(wall):>22} {_spread(cpu):>22}   {aim}", flush=True)


def _cpu() -> float:
    """Return the CPU seconds of this process, and of those that have ended below it."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in usage)


def _spread(values: list[float]) -> str:
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else [values[0]] * 3
    return f"{middle:.0f} [{low:.0f}, {high:.0f}]"


if __name__ == "__main__":
    main()
