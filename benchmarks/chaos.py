"""Kill random processes of `autograder grade` at random moments, run it once more, and compare with an undisturbed run.

    .venv/bin/python benchmarks/chaos.py [ASSIGNMENT] [--students 1000] [--kills 50] [--seed 0]

A class, a third of it wrong and a tenth hanging or crashing, is graded in two courses with the same secret. In one of them,
SIGKILL ends a random process of the run at a random moment: the command itself, a worker, the warm process or a sandbox. A
run that ends is started again. After the last kill, one run ends undisturbed. Then the rows of both gradebooks and the
records in both `autograded/` must be equal. A submission that hangs is left out of the comparison of messages, which name
times.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from against_nbgrader import ROOT, Maker, machine

ROWS = (
    "select s.student_id, b.name, g.auto_score, g.needs_manual_grade from grade g join base_cell b on b.id = g.cell_id"
    " join submitted_notebook n on n.id = g.notebook_id join submitted_assignment s on s.id = n.assignment_id"
    " order by 1, 2"
)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("assignment", nargs="?", default="logistic_regression")
    options.add_argument("--students", type=int, default=1000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    chance = random.Random(given.seed)
    print(f"{machine()}; {given.students} students, {given.kills} kills, seed {given.seed}")
    with tempfile.TemporaryDirectory() as name:
        made, calm, wild = (Path(name, part) for part in ("made", "calm", "wild"))
        made.mkdir()
        maker = Maker(made, given.assignment)
        maker.course.make_secret()
        maker.fill(calm, "mixed", given.students)
        shutil.copytree(calm, wild, symlinks=True)
        began = time.monotonic()
        command = [sys.executable, "-m", "autograder", "grade", given.assignment, "--jobs", str(given.jobs)]
        assert start(command, calm).wait() in (0, 1)
        undisturbed = time.monotonic() - began
        killed, runs = disturb(command, wild, given.kills, undisturbed, chance)
        began = time.monotonic()
        assert start(command, wild).wait() in (0, 1)
        rest = time.monotonic() - began
        one, other = state(calm), state(wild)
    kinds = ", ".join(f"{killed.count(kind)} {kind}" for kind in sorted(set(killed)))
    print(f"{'undisturbed':>12} {'runs':>5} {'the last run':>13}   killed")
    print(f"{undisturbed:10.1f} s {runs:5} {rest:11.1f} s   {kinds}")
    different = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    print("the gradebooks and the graded notebooks are equal" if not different else f"different: {different[:10]}")
    sys.exit(1 if different else 0)


def start(command: list[str], root: Path) -> subprocess.Popen[bytes]:
    """Start the command in a session of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=root, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)


def disturb(command: list[str], root: Path, kills: int, seconds: float, chance: random.Random) -> tuple[list[str], int]:
    """Kill processes until there were so many; return what they were, and the number of runs."""
    killed: list[str] = []
    runs = 0
    while len(killed) < kills:
        run = start(command, root)
        runs += 1
        while run.poll() is None and len(killed) < kills:
            with contextlib.suppress(subprocess.TimeoutExpired):
                run.wait(chance.uniform(0.1, max(2.0, 2 * seconds / kills)))
            victims = processes_of(run.pid)
            if victims and run.poll() is None:
                pid, kind = chance.choice(victims)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(kind)
        if len(killed) >= kills:
            with contextlib.suppress(ProcessLookupError):
                os.kill(run.pid, signal.SIGKILL)
        run.wait()
    return killed, runs


def processes_of(leader: int) -> list[tuple[int, str]]:
    """Return the processes below the command with what they are, the command included."""
    found, waiting = [], [leader]
    while waiting:
        pid = waiting.pop()
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
            kind = "command" if pid == leader else "sandbox or warm process" if "zygote" in words else "worker"
            found.append((pid, kind))
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return found


def state(root: Path) -> dict[str, Any]:
    """Return the rows of a gradebook, and the records in `autograded/`."""
    with sqlite3.connect(root / "gradebook.db") as database:
        found: dict[str, Any] = {f"{student} {cell}": rest for student, cell, *rest in database.execute(ROWS)}
    for path in (root / "autograded").rglob("*"):
        if path.is_file():
            name = str(path.relative_to(root))
            content = json.loads(path.read_bytes()) if path.suffix == ".ipynb" else path.read_bytes()
            found[name] = content["metadata"]["grading"] if path.suffix == ".ipynb" else content
    return found


if __name__ == "__main__":
    main()
