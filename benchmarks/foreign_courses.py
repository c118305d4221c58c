"""Grade other people's courses with stock nbgrader and with this grader, and compare them score by score.

    python benchmarks/foreign_courses.py COURSE… [--assignment NAME] [--keep FOLDER] [--copies N] [--table FILE] [-v]

COURSE is a folder with `source/ASSIGNMENT/*.ipynb`, as nbgrader has it; it is copied, never changed, and its configuration
is not used. Of each assignment seven submissions are made from the source: the reference, the release, and five damaged ones
(DAMAGES). A test cell without points gets one, so that there is something to compare. Both graders get the same folders.
Compared are the score of each cell, whether a person has to look at it, and the time.

Times are wall-clock seconds of whole commands, start included; in brackets, CPU seconds of all their processes.
nbgrader grades the seven submissions, then the reference alone; this grader grades the seven, then COPIES times as
many (each copy has a comment that no other has). So both have a time for one more submission, and nbgrader's time for
the larger class is computed from it: it grades one after the other. With one copy, no larger class is graded.

With `--keep`, what nbgrader made of an assignment is kept in FOLDER (submissions, scores, seconds). Later runs grade it with
this grader only. Keep that folder out of the repository: it holds the courses.

Stock nbgrader runs the course's code without a sandbox. Compare only courses whose code you trust, or in a container.
"""

from __future__ import annotations

import argparse
import ast
import atexit
import contextlib
import json
import math
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

Row = tuple[float | None, bool]
Pair = tuple[float, float]  # seconds on the clock, and seconds of CPU time
QUERY = """select student.id, notebook.name, base_cell.name, grade.auto_score, grade.needs_manual_grade from grade
    join base_cell on grade.cell_id = base_cell.id join submitted_notebook on grade.notebook_id = submitted_notebook.id
    join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
    join notebook on submitted_notebook.notebook_id = notebook.id
    join student on submitted_assignment.student_id = student.id"""
SECONDS = 1800  # for one command
COPIES = 3
GROUP = Path(f"/sys/fs/cgroup/cpuacct/foreign-courses-{os.getpid()}")


# ---------------------------------------------------------------- submissions


class _Returns(ast.NodeTransformer):
    def visit_Return(self, node: ast.Return) -> ast.stmt:
        return ast.Return(ast.Constant(None))


class _Numbers(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Constant(node.value + 1) if type(node.value) in (int, float) else node


class _Raises(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        node.body = [*ast.parse("raise ValueError('damaged')").body]
        return node


def _with(change: ast.NodeTransformer) -> Callable[[str, int], str | None]:
    def damaged(text: str, number: int) -> str | None:
        try:
            return ast.unparse(ast.fix_missing_locations(change.visit(ast.parse(text))))
        except (SyntaxError, ValueError):
            return text

    return damaged


DAMAGES: dict[str, Callable[[str, int], str | None]] = {  # name -> new text of a solution, by text and number; None: starter
    "every_second": lambda text, number: text if number % 2 else None,
    "returns_none": _with(_Returns()),
    "numbers_off": _with(_Numbers()),
    "raises": _with(_Raises()),
    "unclosed": lambda text, number: text + "\nprint((" if number % 3 == 0 else text,
}


def solutions(source: Path) -> dict[str, str]:
    """Return grade id -> the text of each solution cell of code."""
    found = {}
    for cell in nbformat.read(source, as_version=4).cells:
        meta = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and meta.get("solution") and not meta.get("locked"):
            found[meta["grade_id"]] = cell.source
    return found


def give_points(source: Path) -> None:
    """Give each graded cell that is worth nothing one point: of nothing, every score would be the same."""
    for path in source.glob("*.ipynb"):
        content = nbformat.read(path, as_version=4)
        for cell in content.cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("grade") and not meta.get("points"):
                meta["points"] = 1
        nbformat.write(content, path)


MADE = 2 + len(DAMAGES)  # submissions: the reference, the release, and the damaged ones


def copy_submissions(course: Path, assignment: str, copies: int) -> int:
    """Add copies of all submissions until there are `copies` of each; return how many submissions there are then."""
    students = sorted(path.name for path in (course / "submitted").iterdir())
    for student in students:
        for number in range(1, copies):
            folder = course / "submitted" / f"{student}_{number}"
            shutil.copytree(course / "submitted" / student, folder)
            for path in (folder / assignment).glob("*.ipynb"):
                content = nbformat.read(path, as_version=4)
                for cell in content.cells:
                    meta = cell.metadata.get("nbgrader", {})
                    if cell.cell_type == "code" and meta.get("solution") and not meta.get("locked"):
                        cell.source += f"\n# {student} {number}"
                        break
                nbformat.write(content, path)
    return len(students) * copies


def hand_in(course: Path, assignment: str) -> None:
    """Make the submissions of an assignment from its source and its release."""
    released = course / "release" / assignment
    for student in ("reference", "released", *DAMAGES):
        folder = course / "submitted" / student / assignment
        shutil.copytree(released, folder)
        for path in sorted((course / "source" / assignment).glob("*.ipynb")):
            texts = solutions(path)
            content = nbformat.read(folder / path.name, as_version=4)
            for cell in content.cells:
                name = cell.metadata.get("nbgrader", {}).get("grade_id")
                if name in texts and student != "released":
                    change = DAMAGES.get(student, lambda text, number: text)
                    new = change(texts[name], list(texts).index(name))
                    cell.source = cell.source if new is None else new
            nbformat.write(content, folder / path.name)


# ---------------------------------------------------------------- grading


@dataclass
class Found:
    """What the two graders made of an assignment; the times of both are wall-clock and CPU seconds.

    slow, fast: of nbgrader and of this grader for the submissions. one: of nbgrader for one submission alone.
    many: of this grader for `class_size` submissions; nothing where no larger class was graded.
    failed: why it was not compared.
    """

    course: str
    assignment: str
    stock: dict[str, Row] = field(default_factory=dict)
    ours: dict[str, Row] = field(default_factory=dict)
    slow: Pair = (0.0, 0.0)
    fast: Pair = (0.0, 0.0)
    one: Pair = (0.0, 0.0)
    many: Pair = (0.0, 0.0)
    class_size: int = 0
    failed: str = ""
    said: str = ""

    @property
    def differing(self) -> list[str]:
        return sorted(key for key in self.stock | self.ours if self.stock.get(key) != self.ours.get(key))

    def small(self, clock: int = 0) -> Pair:
        """Return the seconds of both for the submissions. clock: 0 for wall-clock seconds, 1 for CPU time."""
        return self.slow[clock], self.fast[clock]

    def next_one(self, clock: int = 0) -> Pair:
        """Return the seconds of both for one more submission."""
        more = self.many[clock] - self.fast[clock]
        return (self.slow[clock] - self.one[clock]) / (MADE - 1), more / (self.class_size - MADE)

    def larger(self, clock: int = 0) -> Pair:
        """Return the seconds of both for the larger class: computed for nbgrader, measured for this grader."""
        return self.one[clock] + (self.class_size - 1) * self.next_one(clock)[0], self.many[clock]


def run(course: Path, *command: str) -> tuple[int, str, Pair]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = dict(os.environ, PATH=path, PYTHONPATH=str(Path(__file__).parents[1]), LC_ALL="C.UTF-8")
    began, used = time.monotonic(), _cpu()
    try:
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=course,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            preexec_fn=_enter_group,
        )
    except subprocess.TimeoutExpired:
        return 124, f"stopped after {SECONDS} s", (time.monotonic() - began, _cpu() - used)
    return done.returncode, done.stdout + done.stderr, (time.monotonic() - began, _cpu() - used)


def _cpu() -> float:
    """Return the CPU time of all processes that this one has started: see `_count_cpu`."""
    return int((GROUP / "cpuacct.usage").read_text()) / 1e9 if GROUP.is_dir() else math.nan


def _count_cpu() -> None:
    """Make a control group (version 1) for the commands, where that is possible; else their CPU time is not known.

    What a process knows of its children is too little: the sandboxes end with the first process of their namespace.
    """
    with contextlib.suppress(OSError):
        GROUP.mkdir()
        atexit.register(GROUP.rmdir)


def _enter_group() -> None:
    """Bring this process, and all that it starts, into the control group."""
    if GROUP.is_dir():
        (GROUP / "tasks").write_text(str(os.getpid()))


def rows(course: Path) -> dict[str, Row]:
    """Return "student notebook cell" -> score, and whether a person has to look at it."""
    if not (course / "gradebook.db").exists():
        return {}
    with sqlite3.connect(course / "gradebook.db") as database:
        return {" ".join(row[:3]): (row[3], bool(row[4])) for row in database.execute(QUERY)}


def is_old(source: Path) -> bool:
    """Return whether a notebook has metadata of a schema before the third."""
    cells = [cell for path in source.glob("*.ipynb") for cell in nbformat.read(path, as_version=4).cells]
    return any(cell.metadata["nbgrader"].get("schema_version") != 3 for cell in cells if "nbgrader" in cell.metadata)


def by_nbgrader(source: Path, name: str, work: Path) -> dict[str, Any]:
    """Make the submissions of an assignment in `work/course`, and grade them with stock nbgrader in `work/stock`.

    Returns {"failed": why}, or {"seconds": of autograde, "rows": key -> row}.
    """
    course, stock = work / "course", work / "stock"
    shutil.copytree(source / "source" / name, course / "source" / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (course / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "compared"\n')
    if is_old(course / "source" / name):  # nbgrader itself refuses it
        run(course, "nbgrader", "update", f"source/{name}")
    give_points(course / "source" / name)
    code, said, _ = run(course, "nbgrader", "generate_assignment", name)
    if code:
        return {"failed": f"nbgrader generate_assignment: {_last(said)}"}
    try:
        hand_in(course, name)
    except (OSError, ValueError, KeyError) as error:
        return {"failed": f"no submissions: {error}"}
    shutil.copytree(course, stock)
    _, _, seconds = run(stock, "nbgrader", "autograde", name)
    return {"seconds": seconds, "rows": rows(stock)}


def time_of_one(work: Path, name: str) -> Pair:
    """Return the seconds that stock nbgrader takes for the reference alone."""
    single = work / "single"
    shutil.copytree(work / "course", single)
    _, _, seconds = run(single, "nbgrader", "autograde", name, "--student", "reference")
    shutil.rmtree(single)
    return seconds


def compare(source: Path, name: str, work: Path, copies: int) -> Found:
    """Grade one assignment with both; what nbgrader made of it is taken from `work` if it is there."""
    found = Found(source.resolve().name, name)
    kept, ours = work / "nbgrader.json", work / "ours"
    if not kept.exists():
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        kept.write_text(json.dumps(by_nbgrader(source, name, work)))
        shutil.rmtree(work / "stock", ignore_errors=True)
    stock = json.loads(kept.read_text())
    if "failed" in stock:
        found.failed = stock["failed"]
        return found
    if copies > 1 and "one" not in stock:
        stock["one"] = time_of_one(work, name)
        kept.write_text(json.dumps(stock))
    shutil.rmtree(ours, ignore_errors=True)
    shutil.copytree(work / "course", ours)
    code, found.said, found.fast = run(ours, "autograder", "grade", name)
    found.stock = {key: (score, person) for key, (score, person) in stock["rows"].items()}
    found.ours, found.slow = rows(ours), tuple(stock["seconds"])
    if code == 2:
        found.failed = _last(found.said)
    if code == 2 or copies < 2:
        return found
    found.one = tuple(stock["one"])
    shutil.rmtree(ours)
    shutil.copytree(work / "course", ours)
    found.class_size = copy_submissions(ours, name, copies)
    _, _, found.many = run(ours, "autograder", "grade", name)
    return found


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""


# ---------------------------------------------------------------- the table


def table(results: list[Found]) -> Iterator[str]:
    """Yield the lines of a table. A class's times are nbgrader's, this grader's, and their ratio."""
    sizes = {found.class_size for found in results if found.class_size}
    larger = f"a class of {max(sizes)}" if sizes else "a larger class"
    yield f"| course | assignment | cells | differ | a class of {MADE}, s | one more, s | {larger}, s |"
    yield "|---|---|---|---|---|---|---|"
    for found in results:
        begin = f"| {found.course} | {found.assignment} | {len(found.stock)} |"
        if found.failed:
            yield f"{begin} {found.failed} | | | |"
        else:
            parts = [found.small, *([found.next_one, found.larger] if found.class_size else [])]
            times = [f"{_times(part())} [{_times(part(1))}]" for part in parts]
            yield f"{begin} {len(found.differing)} | {' | '.join([*times, '', ''][:3])} |"


def _times(seconds: Pair) -> str:
    slow, fast = seconds
    digits = 1 if slow >= 10 else 2
    return f"{slow:.{digits}f} : {fast:.{digits}f} = {_ratio(seconds):.1f}"


def _ratio(seconds: Pair) -> float:
    return seconds[0] / max(seconds[1], 0.01)  # where a class of many took no longer than a small one


def details(results: list[Found]) -> Iterator[str]:
    for found in results:
        for key in found.differing if not found.failed else ():
            yield f"{found.course}/{found.assignment} {key}: nbgrader {found.stock.get(key)}, here {found.ours.get(key)}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("courses", nargs="+", type=Path, metavar="COURSE")
    parser.add_argument("--assignment", action="append", help="only this one; may be given several times")
    parser.add_argument("--keep", type=Path, help="keep what nbgrader makes of each assignment in this folder")
    parser.add_argument("--copies", type=int, default=COPIES, help="of each submission, for the time of a larger class")
    parser.add_argument("--table", type=Path, help="write the table to this file, too")
    parser.add_argument("-v", action="store_true", help="print what `autograder grade` says")
    given: Any = parser.parse_args(arguments)
    _count_cpu()
    results: list[Found] = []
    for course in given.courses:
        names = sorted(path.name for path in (course / "source").iterdir() if list(path.glob("*.ipynb")))
        for name in names:
            if given.assignment and name not in given.assignment:
                continue
            with tempfile.TemporaryDirectory() as folder:
                work = (given.keep or Path(folder)) / course.resolve().name / name
                results.append(compare(course, name, work, given.copies))
            print(*details(results[-1:]), *list(table(results[-1:]))[2:], sep="\n", flush=True)
            if given.v:
                print(results[-1].said, flush=True)
    lines = [*table(results), ""]
    if compared := [found for found in results if not found.failed]:
        same = sum(not found.differing for found in compared)
        left = len(results) - len(compared)
        lines.append(f"{same} of {len(compared)} assignments have the same scores; {left} were not compared.")
        for what in ("small", "next_one", "larger"):
            for clock, name in enumerate(("wall clock", "CPU time")):
                times = [_ratio(getattr(found, what)(clock)) for found in compared if found.class_size or what == "small"]
                if times:
                    lines.append(
                        f"Times as fast, {what}, {name}: median {statistics.median(times):.1f}, least {min(times):.1f}."
                    )
    print("", *lines, sep="\n")
    if given.table:
        given.table.write_text("\n".join(lines) + "\n")
    return 1 if any(found.differing for found in results if not found.failed) else 0


if __name__ == "__main__":
    sys.exit(main())
