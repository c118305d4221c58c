"""Compare `autograder grade` with nbgrader's own `nbgrader autograde`: start, one more submission, first score, scores.

    .venv/bin/python benchmarks/against_nbgrader.py [ASSIGNMENT …] [--ours 60] [--theirs 3] [--times 3] [--jobs 2]

Each command grades classes of one kind, in turn, each time in a new course, as a person types it:
- right:   all solved the assignment;
- wrong:   each has a known mistake in a third of the exercises, another choice for each student;
- hanging: one exercise of each never ends, or ends its process, in turns;
- mixed:   a third wrong, a tenth hanging, the others right.
nbgrader uses its own preprocessors and a kernel for each submission; its limit for a cell is ours, 10 s. Nothing is cached:
every class is new. A submission more costs the difference between the class and a class of one, by the number of students.
One table has medians, in brackets quartiles, and ratios: of the throughput of one more submission.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.course import CONFIG, Course
from autograder.course.release import generate
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.notebook.files import Notebook, dumps
from autograder.notebook.metadata import Role
from autograder.validation.assignment import handed_in

ROOT = Path(__file__).resolve().parents[1]
STOCK = "\ndel c.Autograde\nc.ExecutePreprocessor.timeout = 10\n"  # nbgrader's own, which run tests in the learner's kernel
KINDS = ("right", "wrong", "hanging", "mixed")
QUERY = (
    "select s.student_id, sum(g.auto_score) from grade g join submitted_notebook n on n.id = g.notebook_id"
    " join submitted_assignment s on s.id = n.assignment_id group by s.student_id"
)


def machine() -> str:
    """Return what a measurement depends on, in one line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "?")
    return f"{os.cpu_count()} processors ({model}), Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f}"


class Maker:
    """Makes a course of one assignment, and submissions to it."""

    def __init__(self, root: Path, assignment: str) -> None:
        self.assignment = assignment
        for part in ("source", "tests/hidden"):
            shutil.copytree(ROOT / part / assignment, root / part / assignment)
        shutil.copy(ROOT / CONFIG, root)
        self.course = Course(root)
        generate(self.course)
        (self.name,) = self.course.sources(assignment)
        self._source = self.course.sources(assignment)[self.name]
        module = load_solutions(root, assignment)
        tests = [cell.id.removeprefix("test_") for cell in self._source.with_role(Role.TEST)]
        exercises = [load_exercise(root, assignment, name) for name in tests]
        self._texts = {  # function -> its known mistakes
            each.name: [Reference(module, each.name).text_of(mistake) for mistake in each.mistakes]
            for each in exercises
            if isinstance(each, Exercise)
        }

    def work(self, kind: str, number: int) -> Notebook:
        """Return the notebook of one student."""
        if kind == "mixed":
            kind = "hanging" if number % 10 == 9 else "wrong" if number % 3 == 2 else "right"
        changed: dict[str, str] = {}
        names = sorted(self._texts)
        if kind == "wrong":
            for name in names[number % 3 :: 3]:
                changed[name] = self._texts[name][number % len(self._texts[name])]
        elif kind == "hanging":
            name = names[number % len(names)]
            end = "while True: pass" if number % 2 else "__import__('os')._exit(1)"
            head = self._source.by_id[name].source.split(":\n")[0].split("def ")[-1]
            changed[name] = f"def {head}:\n    {end}\n"
        content = handed_in(self._source, solved=True)
        for cell in content["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            cell["source"] = changed.get(name, cell["source"])
        return content

    def fill(self, root: Path, kind: str, students: int) -> None:
        """Copy the course, with a class of this kind."""
        shutil.copytree(self.course.root, root)
        for number in range(students):
            folder = root / "submitted" / f"student{number:04}" / self.assignment
            folder.mkdir(parents=True)
            (folder / f"{self.name}.ipynb").write_text(dumps(self.work(kind, number)), "utf-8")


@dataclass
class Graded:
    """What one command took, in seconds: until its end, until it printed and until it wrote the first score."""

    seconds: float
    printed: float | None = None
    written: float | None = None
    scores: dict[str, float] = field(default_factory=dict)


def grade(maker: Maker, kind: str, students: int, command: Sequence[str], config: str = "") -> Graded:
    """Run a command on a new class."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "course")
        maker.fill(root, kind, students)
        with (root / CONFIG).open("a") as file:
            file.write(config)
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)])
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": path}
        began = time.monotonic()
        written: list[float] = []
        done = threading.Event()
        watch = threading.Thread(target=lambda: _watch(root / "gradebook.db", began, written, done))
        watch.start()
        printed = None
        with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
            assert run.stdout is not None
            for line in run.stdout:
                if printed is None and b'"event": "graded"' in line:
                    printed = time.monotonic() - began
        seconds = time.monotonic() - began
        done.set()
        watch.join()
        with sqlite3.connect(root / "gradebook.db") as database:
            scores = dict(database.execute(QUERY).fetchall())
        assert len(scores) == students, f"{len(scores)} of {students} students have a score"
        return Graded(seconds, printed, written[0] if written else None, scores)


def _watch(file: Path, began: float, written: list[float], done: threading.Event) -> None:
    """Note when the gradebook has its first score."""
    while not done.wait(0.05):
        try:
            with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=0.01) as database:
                if database.execute("select 1 from grade where auto_score is not null limit 1").fetchall():
                    written.append(time.monotonic() - began)
                    return
        except sqlite3.Error:
            continue


def quartiles(values: Sequence[float]) -> str:
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else [values[0]] * 3
    return f"{middle:.2f} [{low:.2f}, {high:.2f}]"


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("assignments", nargs="*")
    options.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    options.add_argument("--ours", type=int, default=60, help="students for autograder grade")
    options.add_argument("--theirs", type=int, default=3, help="students for nbgrader autograde")
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    print(f"{machine()}; medians of {given.times} [quartiles]; {given.jobs} jobs; seconds")
    heads = f"{'start':>20} {'printed':>8} {'written':>8} {'one more':>22} {'nbgrader':>22} {'ratio':>6}"
    print(f"{'assignment':24} {'kind':8} {heads}")
    ratios: dict[str, list[float]] = {}
    differ = 0
    for assignment in given.assignments or Course(ROOT).assignments():
        with tempfile.TemporaryDirectory() as name:
            root = Path(name, "course")
            root.mkdir()
            maker = Maker(root, assignment)
            for kind in given.kinds:
                ratio, wrong = compare(maker, kind, given)
                ratios.setdefault(kind, []).append(ratio)
                differ += wrong
    for kind, found in ratios.items():
        print(f"{kind}: on the median assignment {statistics.median(found):.0f} times nbgrader, {min(found):.0f} at least")
    print(f"{differ} scores of right work differ from nbgrader's" if differ else "all scores of right work equal nbgrader's")


def compare(maker: Maker, kind: str, given: argparse.Namespace) -> tuple[float, int]:
    """Print a line of the table; return the ratio of throughput, and how many scores of right work differ."""
    own = [sys.executable, "-m", "autograder", "grade", maker.assignment, "--jobs", str(given.jobs), "--json-lines"]
    stock = [sys.executable, "-m", "nbgrader", "autograde", maker.assignment]
    ways: dict[str, tuple[Callable[[int], Graded], int]] = {
        "ours": (lambda students: grade(maker, kind, students, own), given.ours),
        "theirs": (lambda students: grade(maker, kind, students, stock, STOCK), given.theirs),
    }
    start: list[float] = []
    printed: list[float] = []
    written: list[float] = []
    more: dict[str, list[float]] = {"ours": [], "theirs": []}
    scores: dict[str, dict[str, float]] = {}
    for _ in range(given.times):
        for way, (run, students) in ways.items():
            one, many = run(1), run(students)
            more[way].append((many.seconds - one.seconds) / (students - 1))
            scores[way] = many.scores
            if way == "ours":
                start.append(one.seconds)
                printed += [one.printed] if one.printed is not None else []
                written += [one.written] if one.written is not None else []
    ratio = statistics.median(more["theirs"]) / statistics.median(more["ours"])
    first = [f"{statistics.median(values):8.2f}" if values else f"{'-':>8}" for values in (printed, written)]
    columns = [f"{quartiles(start):>20}", *first, f"{quartiles(more['ours']):>22}", f"{quartiles(more['theirs']):>22}"]
    print(f"{maker.assignment:24} {kind:8} {' '.join(columns)} {ratio:6.0f}", flush=True)
    if kind != "right":  # nbgrader's own gives no points for the functions after one that hangs or crashes
        return ratio, 0
    return ratio, sum(abs(score - scores["ours"][name]) > 1e-6 for name, score in scores["theirs"].items())


if __name__ == "__main__":
    main()
