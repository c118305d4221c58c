"""Grade the demo's class with stock nbgrader and with this grader, and write `docs/side_by_side.md`.

    .venv/bin/python tools/side_by_side.py [STUDENT ...]

Stock nbgrader is the environment's `nbgrader autograde` with nbgrader's own preprocessors. It runs learners' code in a
kernel together with the hidden tests. So the whole command is confined here: bubblewrap, an unprivileged user, no network,
limits on memory and processes, and a copy of the course that is deleted after the run. Each submission is graded together
with a correct one, which comes second, to see whether the first one harms it. The reasons for different scores are in the
learners' files, `demo/learners/STUDENT.py`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "demo"))

import hand_in  # noqa: E402

from autograder.cli.demo import make_course  # noqa: E402
from autograder.course.course import CONFIG, Course  # noqa: E402
from autograder.course.private import write_secret  # noqa: E402
from autograder.course.release import generate  # noqa: E402
from autograder.grading.classroom import Classroom, Settings  # noqa: E402
from autograder.grading.result import SubmissionResult  # noqa: E402
from autograder.sandbox.outside.mounts import bubblewrap_arguments, open_parents  # noqa: E402

A = hand_in.ASSIGNMENT
PAGE = ROOT / "docs" / "side_by_side.md"
NEXT = "龙"  # sorts after all students of the demo
SECONDS = 240  # for stock nbgrader and both submissions
NOBODY = 65500  # a user id without other processes, since the limit on processes counts all of a user's
QUERY = """
select sum(coalesce(grade.manual_score, grade.auto_score, 0) + coalesce(grade.extra_credit, 0)), max(needs_manual_grade)
from grade join submitted_notebook on grade.notebook_id = submitted_notebook.id
join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
where submitted_assignment.student_id = ?
"""

FOREIGN = """## Test cells of foreign courses

`tests/whole/test_foreign.py` compares the scores of other people's kinds of test cells with nbgrader's.
[differences.md](differences.md) lists where they differ on purpose, and a run
prints the cells of a course to which this applies.
"""


class Outcome(NamedTuple):
    """What nbgrader made of a submission.

    score:    None if there is none.
    look:     whether nbgrader asks a person to grade it.
    end:      how the run failed, or "".
    next_one: the score of the correct submission that was graded after it.
    """

    score: float | None
    look: bool
    end: str
    next_one: float | None

    def words(self) -> str:
        """Return the table's text for this outcome."""
        if self.score is None:
            return "none" + (f"; {self.end}" if self.end else "")
        extra = ["asks a person"] * self.look + [self.end] * bool(self.end)
        return "; ".join([f"{self.score:.4g}", *extra])


def by_nbgrader(course: Course, student: str) -> Outcome:
    """Grade one submission, and a correct one after it, with nbgrader in a copy of the course."""
    with tempfile.TemporaryDirectory(prefix="side-by-side-") as name:
        copy = Path(name) / "course"
        shutil.copytree(course.root, copy, ignore=lambda folder, names: names if folder.endswith("submitted") else [])
        shutil.copytree(course.submitted(A, student).parent, copy / "submitted" / student)
        shutil.copytree(course.submitted(A, "vectorised").parent, copy / "submitted" / NEXT)
        with (copy / CONFIG).open("a") as config:
            config.write("\ndel c.Autograde\n")
        try:
            done = subprocess.run(
                confined(copy, [sys.executable, "-m", "nbgrader", "autograde", A]),
                capture_output=True, text=True, errors="replace", timeout=SECONDS, preexec_fn=limit, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            end = f"did not end within {SECONDS} s"
        else:
            end = "gave up on it" if done.returncode else ""
        score, look = score_of(copy, student)
        next_one = score_of(copy, NEXT)[0]
        return Outcome(score, look, "stopped" if next_one is None and end else end, next_one)


def confined(course: Path, command: list[str]) -> list[str]:
    """Return the command, wrapped so that it sees the course and Python only, and has no network."""
    arguments = [*bubblewrap_arguments(), "--bind", str(course), "/course", "--chdir", "/course"]
    for path in (Path(sys.prefix) / "share", Path(sys.prefix) / "etc", ROOT / "autograder"):
        if path.exists():
            arguments += [*open_parents(str(path)), "--ro-bind", str(path), str(path)]
    environment = {"HOME": "/tmp", "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    environment |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    arguments += ["--clearenv", *(part for pair in environment.items() for part in ("--setenv", *pair))]
    if os.getuid() == 0:
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(course)], check=True)
        arguments += ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
    return arguments + command


def limit() -> None:
    """Limit memory, processes and file sizes of this process. Runs in the child before nbgrader starts."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    resource.setrlimit(resource.RLIMIT_NPROC, (150, 150))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200 << 20, 200 << 20))


def score_of(course: Path, student: str) -> tuple[float | None, bool]:
    """Return a student's score from the gradebook, and whether a person is asked to grade."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as gradebook:
        try:
            score, look = gradebook.execute(QUERY, (student,)).fetchone()
        except sqlite3.Error:
            return None, False
    return score, bool(look)


def by_us(course: Course, students: list[str]) -> dict[str, SubmissionResult]:
    """Return student -> result of `autograder grade`."""
    with Classroom(course, A, Settings()) as classroom:
        return {result.student: result for result in classroom.grade(students)}


def differ(theirs: Outcome, ours: SubmissionResult, best: float) -> bool:
    """Return whether the two graders disagree, or nbgrader harmed the next submission."""
    mine = None if ours.refused else ours.score
    return theirs.score is None or mine is None or abs(theirs.score - mine) > 0.005 or theirs.look or theirs.next_one != best


def page(rows: Iterable[tuple[hand_in.Learner, Outcome, SubmissionResult]], best: float) -> str:
    """Return the whole page. best: the assignment's points."""
    lines, differing, harmed = [], 0, 0
    rows = list(rows)
    for learner, theirs, ours in rows:
        if different := differ(theirs, ours, best):
            differing += 1
        harmed += theirs.next_one != best
        mine = "refused" if ours.refused else f"{ours.score:.4g}"
        next_one = "none" if theirs.next_one is None else f"{theirs.next_one:.4g}"
        reason = (learner.nbgrader or "?") if different else ""
        cells = (learner.name, learner.what, theirs.words(), next_one, mine, reason)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([
        "# Stock nbgrader and this grader, side by side",
        "",
        f"The demo's {len(rows)} submissions to `{A}` ({best:g} points), graded by `nbgrader autograde` with its own "
        "preprocessors and by `autograder grade`.",
        "Made by `python tools/side_by_side.py`, which says how nbgrader was confined; "
        "the reasons are in `demo/learners/STUDENT.py`.",
        "",
        f"- **next one**: what nbgrader gave a correct submission that it graded after this one, in the same run "
        f"(it deserves {best:g}). nbgrader harmed it {harmed} times. This grader never does: "
        "`tests/cli/test_demo.py` grades all of them in one run.",
        "- **gave up on it**: nbgrader logged a traceback and gave 0. **stopped**: it graded none of the submissions "
        "after it.",
        f"- {differing} of {len(rows)} differ. Bonus points beyond the {best:g} are left out: nbgrader has none for tests.",
        "",
        "| student | what it is | nbgrader | next one | here | why they differ |",
        "|---|---|---|---|---|---|",
        *lines,
        "",
        FOREIGN,
    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Write docs/side_by_side.md.")
    parser.add_argument("students", nargs="*", help="print the rows of these only")
    only = parser.parse_args().students
    with tempfile.TemporaryDirectory(prefix="side-by-side-") as name:
        course = make_course(Course(ROOT), Path(name) / "course")
        write_secret(course.root, course.is_shared, "side by side")
        generate(course)
        course.root.chmod(0o755)
        best = sum(source.max_score for source in course.sources(A).values())
        students = only or hand_in.names()
        ours = by_us(course, students)
        with ThreadPoolExecutor(2) as threads:
            theirs = dict(zip(students, threads.map(lambda student: by_nbgrader(course, student), students), strict=True))
    text = page(((hand_in.read(student), theirs[student], ours[student]) for student in students), best)
    if only:
        print(text)
    else:
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
