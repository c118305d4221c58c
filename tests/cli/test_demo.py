"""The demo: every learner's notebook in it gets the status, the score and the diagnosis that it was written for."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.cli import commands as cli
from autograder.cli.demo import harmful_students, make_course
from autograder.cli.grading import grade_and_show
from autograder.cli.progress import choose
from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.course.recognise import recognise
from autograder.course.release import generate
from autograder.grading.result import SubmissionResult
from autograder.notebook.files import dumps, read_notebook
from autograder.notebook.metadata import Role

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "logistic_regression"
_spec = importlib.util.spec_from_file_location("hand_in", ROOT / "demo" / "hand_in.py")
assert _spec and _spec.loader
hand_in = sys.modules["hand_in"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(hand_in)
HARMFUL = harmful_students(Course(ROOT))
LIMITS = "\nc.SandboxLimits.cell_seconds = 2.5\nc.SandboxLimits.call_seconds = 2.5\nc.SandboxLimits.memory_mb = 640\n"


class Lost(NamedTuple):
    """An exercise that is not passed: its status, the known mistake, the fraction of the points that is left."""

    status: str
    diagnosis: str | None = None
    left: float = 0.0


SOURCE = Course(ROOT).sources(ASSIGNMENT)[ASSIGNMENT]
MISSING = Lost("missing")
FAILED = Lost("failed")
EVERY = [cell.id.removeprefix("test_") for cell in SOURCE.with_role(Role.TEST) if cell.points]  # stretch exercises give none
SOLUTIONS = len(SOURCE.with_role(Role.SOLUTION))
STRETCH = 5  # exercises and questions that give a bonus only, which most leave as they were
INSTRUCTORS = len(SOURCE.with_role(Role.TEST, Role.LOCKED))
SKIPPED = "forward propagate optimize predict log_likelihood".split()  # by skips_tests
EXPECTED: dict[str, dict[str, Lost]] = {  # what is not named passed
    # right
    "vectorised": {},
    "loops": {},
    "compact": {},
    "chatty": {},
    "李明": {},
    "Anna van Dijk": {},
    "copied": {},
    # wrong
    "no_average": {
        "propagate": Lost("failed", "gradients not averaged over the examples", 0.333333),
        "optimize": Lost("failed", "start overwritten", 0.9),
        "log_likelihood": Lost("failed", "averaged"),
        "q2": Lost("failed", "answered b"),
        "q11": Lost("failed", "answered a"),
    },
    "rank_one": {
        "initialize_with_zeros": Lost("failed", "rank-1 weights"),
        "propagate": Lost("failed", "db as an array", 0.966667),
        "predict": Lost("failed", "rank-1 labels", 0.9),
    },
    "wrong_axis": {
        "propagate": Lost("failed", "divided by the number of features"),
        "model": Lost("error", "dimension from the examples"),
    },
    "one_slip": {"forward": Lost("failed", "sign of Z")},
    "wrong_signs": {
        "propagate": Lost("failed", "sign of the cost", 0.666667),
        "optimize": Lost("failed", "uphill"),
        "predict": Lost("failed", "labels swapped"),
        "log_likelihood": Lost("failed", "sign turned"),
    },
    "overwrites": {
        "forward": Lost("failed", None, 0.9),
        "optimize": Lost("failed", "start overwritten", 0.9),
        "log_likelihood": Lost("failed", None, 0.9),
    },
    "prints_only": dict.fromkeys(("forward", "initialize_with_zeros", "predict", "log_likelihood"), FAILED),
    # half finished
    "half_way": dict.fromkeys(EVERY[EVERY.index("optimize") :], MISSING)
    | {"initialize_with_zeros": Lost("failed", "row of weights"), "optimize": Lost("error")},
    "untouched": dict.fromkeys(EVERY, MISSING),
    "syntax_error": {"log_likelihood": MISSING},
    # hostile
    "endless_loop": {"log_likelihood": Lost("timeout")},
    "exits": {"log_likelihood": Lost("crashed")},
    "memory_hog": {"log_likelihood": Lost("error")},
    "forks": {"log_likelihood": Lost("error")},
    "talkative": {},
    "deletes_files": {},
    "reads_solutions": dict.fromkeys(EVERY, MISSING),
    "sets_scores": dict.fromkeys(EVERY, MISSING),
    "patches_numpy": dict.fromkeys(EVERY, MISSING) | dict.fromkeys(("forward", "predict", "log_likelihood"), FAILED),
    "always_equal": dict.fromkeys(EVERY, FAILED),
    # cells and metadata
    "deleted_cells": {},
    "pasted_twice": {},
    "split_cell": {},
    "reordered": {},
    "edited_tests": dict.fromkeys(EVERY, MISSING) | dict.fromkeys(("forward", "log_likelihood"), FAILED),
    "skips_tests": dict.fromkeys(EVERY, MISSING) | dict.fromkeys(SKIPPED, FAILED),
    "stripped": {},
    "old_schema": {},
    # files
    "windows": {},
    "two_notebooks": {},
    "renamed": {},
}
BONUS = dict.fromkeys(("loops", "copied", "compact", "李明"), "cost_from_scores")  # exercises with points beyond 100
REFUSED = {
    "cut_off": r"logistic_regression\.ipynb is not a notebook: it is not JSON \(line \d+\); open it in Jupyter, save it and "
    r"hand in that file\.",
    "empty": r"logistic_regression\.ipynb is empty; open it in Jupyter, save it and hand in that file\.",
}
CONFIRMED = {"renamed"}  # graded from another file, which a person confirms
NOTES = {  # what was put right; of the others, nothing had to be
    "deleted_cells": [
        f"Cell {name} was missing; it was put back." for name in ("tools", "test_forward", "test_propagate", "try_predict")
    ],
    "pasted_twice": [
        "Cell forward appeared 2 times; all were run, and number 1 has the id.",
        "Cell test_forward appeared 2 times; the first was kept.",
        "Cell test_predict appeared 2 times; the first was kept.",
    ],
    "split_cell": ["Cell propagate appeared 2 times; all were run, and number 1 has the id."],
    "reordered": [
        f"Cell test_{name} came before the solution that it tests; it was moved after that solution."
        for name in ("initialize_with_zeros", "predict")
    ],
    "edited_tests": [
        note
        for name, claimed, points in (("forward", 50, 12), ("log_likelihood", 95, 8))
        for note in (
            f"Cell test_{name} was edited; the instructor's text was put back.",
            f"Cell test_{name} claimed {claimed} points; it has {points}.",
        )
    ],
    "skips_tests": [f"Cell test_{name} was tagged skip-execution; only the instructor's tags count." for name in SKIPPED],
    "renamed": [
        "logistic_regression.ipynb was graded from the file logistic_regression (1) final.ipynb; a person has to confirm "
        "that this is the right one."
    ],
    "stripped": [
        f"{INSTRUCTORS + STRETCH} cells had lost their ids; they were recognised by the text.",
        f"{SOLUTIONS - STRETCH} cells had lost their ids; they were recognised by the names defined there.",
    ],
    "李明": [  # GB2312 has no tick
        f"Cell {cell.id} was edited; the instructor's text was put back."
        for cell in SOURCE.cells
        if cell.role.restored and cell.released.encode("gb2312", "replace").decode("gb2312") != cell.released
    ],
}
SUSPICIOUS = {  # a part of what was seen
    "forks": "start a process (`os.fork`)",
    "reads_solutions": "list `../solutions`",
    "deletes_files": "delete `..`",
}
SAID = {  # a part of a message
    ("no_average", "propagate"): "divide both sums by `m`",
    ("one_slip", "forward"): "pass `Z` to it, not `-Z`",
    ("wrong_signs", "optimize"): "The gradient points uphill",
    ("overwrites", "forward"): "changes its argument `X` in place",
    ("prints_only", "log_likelihood"): "Is a `return` missing?",
    ("half_way", "optimize"): "not finished",
    ("syntax_error", "log_likelihood"): "SyntaxError: '(' was never closed (line 2)",
    ("endless_loop", "log_likelihood"): "stopped after 2.5 s",
    ("exits", "log_likelihood"): "exit code 1",
    ("memory_hog", "log_likelihood"): "MemoryError",
    ("forks", "log_likelihood"): "in the line `if os.fork() == 0:`",
    ("always_equal", "log_likelihood"): "is an array of shape (1, 1), expected a single number",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The demo's course, with hidden inputs that do not change from run to run, and less patience."""
    course = make_course(Course(ROOT), tmp_path_factory.mktemp("demo") / "course")
    (course.root / ".autograder-secret").write_text("demo\n")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(LIMITS)
    return Course(course.root)


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return []


@pytest.fixture(scope="module")
def results(made: Course, printed: list[str]) -> dict[str, SubmissionResult]:
    generate(made)
    before = contents(made)
    with cli.out.capture() as capture:
        found = grade_and_show(made, ASSIGNMENT, choose(), language="en", allow_weak_sandbox=True, skip_if_weak=HARMFUL)
    printed += capture.get().splitlines()
    assert contents(made) == before, "a submission has changed the course"
    return {result.student: result for result in found}


def contents(course: Course) -> dict[Path, bytes]:
    """All that nobody may change by being graded."""
    parts = ("source", "release", "solutions", "tests", "submitted")
    files = [path for part in parts for path in (course.root / part).rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in files if "__pycache__" not in path.parts}


def of(student: str, results: dict[str, SubmissionResult]) -> SubmissionResult:
    if student not in results:
        assert student in HARMFUL
        pytest.skip("nothing confines it here")
    return results[student]


def test_the_table_of_the_class_shows_everyone_with_score_and_findings(
    results: dict[str, SubmissionResult], printed: list[str]
) -> None:
    table = "\n".join(printed)
    assert "of 100" in table and f"{len(results) - len(REFUSED)} graded, {len(REFUSED)} refused" in table
    for student, result in results.items():
        row = next(line for line in map(str.strip, printed) if line.startswith(f"{student} ")).removeprefix(student).split()
        assert row[0] == ("refused" if result.refused else f"{result.score:.4g}")
    assert "sign of Z" in table
    assert "no exercise was tried" in table
    assert max(len(line) for line in printed if not line.startswith("graded ")) <= cli.out.width  # progress is not wrapped


@pytest.mark.parametrize("student", EXPECTED)
def test_each_gets_what_it_was_written_for(student: str, results: dict[str, SubmissionResult]) -> None:
    result = of(student, results)
    assert not result.refused
    graded = [exercise for exercise in result.exercises if exercise.max_score]
    assert sorted(exercise.name for exercise in graded) == sorted(EVERY)
    lost = [e for e in graded if e.status != "passed"]
    assert {e.name: Lost(e.status, e.diagnosis, round(e.score / e.max_score, 6)) for e in lost} == EXPECTED[student]
    assert all(e.score == e.max_score and e.message == "" for e in graded if e.status == "passed")
    points = {e.name: e.max_score for e in graded}
    assert sum(points.values()) == 100
    price = sum(points[name] * (1 - lost.left) for name, lost in EXPECTED[student].items())
    assert result.score == pytest.approx(100 - price)
    bonuses = {name: SOURCE.by_id[f"test_{name}"].bonus for name in BONUS.get(student, "").split()}
    assert {e.name: e.bonus for e in result.exercises if e.bonus} == bonuses
    assert [*map(str, result.notes)] == NOTES.get(student, [])


@pytest.mark.parametrize("student", [*EXPECTED, *REFUSED])
def test_who_tried_something_is_told_to_the_instructor_and_nobody_else_is(
    student: str, results: dict[str, SubmissionResult]
) -> None:
    seen = of(student, results).suspicious
    assert bool(seen) == (student in SUSPICIOUS)
    assert any(SUSPICIOUS.get(student, "") in str(clause) for clause in seen) == bool(seen)


@pytest.mark.parametrize("student", REFUSED)
def test_who_is_refused_reads_in_one_sentence_why_and_what_to_do(student: str, results: dict[str, SubmissionResult]) -> None:
    assert re.fullmatch(REFUSED[student], str(results[student].refused))


@pytest.mark.parametrize(("student", "name"), SAID)
def test_what_is_said(student: str, name: str, results: dict[str, SubmissionResult]) -> None:
    message = next(exercise.message for exercise in of(student, results).exercises if exercise.name == name)
    assert SAID[student, name] in message


def test_twenty_megabytes_are_cut(results: dict[str, SubmissionResult]) -> None:
    graded = results["talkative"].notebooks[ASSIGNMENT]
    assert 100_000 < len(dumps(graded)) < 3_000_000
    assert "step 0 forward" in dumps(graded)


def test_the_gradebook_and_autograded_hold_it(made: Course, results: dict[str, SubmissionResult]) -> None:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(made.db_url, made.course_id) as gradebook:
            submissions = gradebook.assignment_submissions(ASSIGNMENT)
            scores = {s.student.id: s.score for s in submissions}
            times = {s.student.id: s.timestamp for s in submissions}
            looks = {s.student.id for s in submissions if s.needs_manual_grade}
    assert scores == pytest.approx({student: result.score + result.bonus for student, result in results.items()})
    assert looks == {*REFUSED, *CONFIRMED}
    assert times["vectorised"] == datetime(2026, 11, 20, 18, 3)
    for student in results.keys() - set(REFUSED):
        graded = json.loads((made.autograded(ASSIGNMENT, student) / f"{ASSIGNMENT}.ipynb").read_text("utf-8"))
        assert any(cell.get("outputs") for cell in graded["cells"]), student


def test_the_page_side_by_side_is_of_this_class(results: dict[str, SubmissionResult]) -> None:
    """Every score that differs from nbgrader's has its reason; the page says what is true now."""
    lines = (ROOT / "docs" / "side_by_side.md").read_text("utf-8").splitlines()
    rows = [line[2:-2].split(" | ") for line in lines if line.startswith("| ")][1:]
    assert [row[0] for row in rows] == hand_in.names(), "run `python tools/side_by_side.py`"
    for student, what, nbgrader, next_one, here, why in rows:
        if student in results:
            result = results[student]
            assert here == ("refused" if result.refused else f"{result.score:.4g}"), student
        learner = hand_in.read(student)
        assert what == learner.what
        assert why == (learner.nbgrader if (nbgrader, next_one) != (here, "100") else "")
        assert bool(why) == bool(learner.nbgrader), student


# What is in `demo/`


def test_what_the_learners_hand_in_is_made_of_the_release() -> None:
    stale = [str(path.relative_to(ROOT)) for path in hand_in.changes()]
    assert not stale, "run `python demo/hand_in.py`"


@pytest.mark.parametrize("student", [*EXPECTED, *REFUSED])
def test_what_is_handed_in_is_small_and_of_this_assignment(student: str) -> None:
    folder = ROOT / "demo" / "submitted" / student / ASSIGNMENT
    assert sum(path.stat().st_size for path in folder.iterdir()) < 350_000
    datetime.strptime((folder / "timestamp.txt").read_text(), "%Y-%m-%d %H:%M:%S UTC")
    if student not in (*REFUSED, *CONFIRMED):
        assert recognise(read_notebook(folder / f"{ASSIGNMENT}.ipynb"), Course(ROOT)) == ASSIGNMENT


def test_there_are_forty_and_every_one_is_expected() -> None:
    there = {path.name for path in (ROOT / "demo" / "submitted").iterdir()}
    assert there == EXPECTED.keys() | REFUSED.keys()
    assert len(there) == 40
    assert there > HARMFUL > set()


def test_making_it_anew_forgets_the_old_one_and_spares_what_is_not_a_demo(tmp_path: Path) -> None:
    course = make_course(Course(ROOT), tmp_path / "course")
    shutil.rmtree(course.submitted(ASSIGNMENT, "loops"))
    (course.root / "left.txt").touch()
    again = make_course(Course(ROOT), tmp_path / "course")
    assert again.submissions(ASSIGNMENT) == sorted([*EXPECTED, *REFUSED])
    assert not (course.root / "left.txt").exists()
