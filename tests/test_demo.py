"""The demo: every learner's notebook in it gets the status, the score and the diagnosis that it was written for."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder import cli
from autograder.course import Course
from autograder.demo import HARMFUL, make_course
from autograder.generate import generate, quiet_nbgrader
from autograder.grading.result import SubmissionResult
from autograder.notebook import read_notebook
from autograder.restore import recognise, restore

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENT = "logistic_regression"
LIMITS = "\nc.SandboxLimits.cell_seconds = 2.5\nc.SandboxLimits.call_seconds = 2.5\nc.SandboxLimits.memory_mb = 640\n"


class Lost(NamedTuple):
    """An exercise that is not passed: its status, the known mistake, the fraction of the points that is left."""

    status: str
    diagnosis: str | None = None
    left: float = 0.0


MISSING = Lost("missing")
EVERY = (
    "normalize_rows softmax sigmoid forward initialize_with_zeros propagate optimize predict model as_column".split()
)
EXPECTED: dict[str, dict[str, Lost]] = {  # what is not named passed
    "vectorised": {},
    "loops": {},
    "no_average": {
        "normalize_rows": Lost("failed", "one length for the whole array"),
        "propagate": Lost("failed", "gradients not averaged over the examples"),
        "optimize": Lost("failed", "start overwritten", 0.8),
    },
    "rank_one": {
        "normalize_rows": Lost("error", "keepdims forgotten"),
        "initialize_with_zeros": Lost("failed", "rank-1 weights"),
        "propagate": Lost("failed", "db as an array"),
        "predict": Lost("failed", "rank-1 labels"),
        "as_column": Lost("failed", "flattened"),
    },
    "wrong_axis": {
        "normalize_rows": Lost("failed", "columns instead of rows"),
        "softmax": Lost("failed", "columns instead of rows, without the shift by the largest score"),
        "propagate": Lost("failed", "divided by the number of features"),
        "model": Lost("error", "dimension from the examples"),
    },
    "one_slip": {"sigmoid": Lost("failed", "sign of the exponent")},
    "half_way": dict.fromkeys(("optimize", "predict", "model", "as_column"), MISSING),
    "untouched": dict.fromkeys(EVERY, MISSING),
    "syntax_error": {"softmax": MISSING},
    "endless_loop": {"softmax": Lost("timeout")},
    "exits": {"as_column": Lost("crashed")},
    "memory_hog": {"normalize_rows": Lost("error")},
}
SAID = {  # a part of a message
    ("no_average", "propagate"): "divide both sums by `m`",
    ("one_slip", "sigmoid"): "the exponent is `-z`",
    ("half_way", "optimize"): "not written yet",
    ("syntax_error", "softmax"): "SyntaxError: '(' was never closed (line 2)",
    ("endless_loop", "softmax"): "stopped after 2.5 s",
    ("exits", "as_column"): "exit code 1",
    ("memory_hog", "normalize_rows"): "MemoryError",
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
    with cli.out.capture() as capture:
        found = cli._grade(made, ASSIGNMENT, 0, "en", allow_weak=True, not_where_weak=HARMFUL)
    printed += capture.get().splitlines()
    return {result.student: result for result in found}


def test_the_table_of_the_class_shows_everyone_with_score_and_findings(
    results: dict[str, SubmissionResult], printed: list[str]
) -> None:
    table = "\n".join(printed)
    assert "of 100" in table and f"{len(results)} graded" in table and "refused" not in table
    for student, result in results.items():
        row = next(line for line in printed if line.split()[:1] == [student])
        assert row.split()[1] == f"{result.score:.4g}"
    assert "sign of the exponent" in table
    assert "nothing was written" in table
    assert max(map(len, printed)) <= cli.out.width


@pytest.mark.parametrize("student", EXPECTED)
def test_each_gets_what_it_was_written_for(student: str, results: dict[str, SubmissionResult]) -> None:
    if student not in results:
        assert student in HARMFUL
        pytest.skip("nothing confines it here")
    result = results[student]
    assert not result.refused
    assert [exercise.name for exercise in result.exercises] == EVERY
    lost = [e for e in result.exercises if e.status != "passed"]
    assert {e.name: Lost(e.status, e.diagnosis, round(e.score / e.max_score, 6)) for e in lost} == EXPECTED[student]
    assert all(e.score == e.max_score and e.message == "" for e in result.exercises if e.status == "passed")
    points = {e.name: e.max_score for e in result.exercises}
    assert sum(points.values()) == 100
    price = sum(points[name] * (1 - lost.left) for name, lost in EXPECTED[student].items())
    assert result.score == pytest.approx(100 - price)


@pytest.mark.parametrize(("student", "name"), SAID)
def test_what_is_said(student: str, name: str, results: dict[str, SubmissionResult]) -> None:
    if student not in results:
        pytest.skip("nothing confines it here")
    message = next(exercise.message for exercise in results[student].exercises if exercise.name == name)
    assert SAID[student, name] in message


def test_the_gradebook_and_autograded_hold_it(made: Course, results: dict[str, SubmissionResult]) -> None:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(made.db_url, made.course_id) as gradebook:
            scores = {s.student.id: s.score for s in gradebook.assignment_submissions(ASSIGNMENT)}
            times = {s.student.id: s.timestamp for s in gradebook.assignment_submissions(ASSIGNMENT)}
    assert scores == pytest.approx({student: result.score for student, result in results.items()})
    assert times["vectorised"] == datetime(2026, 11, 20, 18, 3)
    for student in results:
        graded = read_notebook(made.autograded(ASSIGNMENT, student) / f"{ASSIGNMENT}.ipynb")
        assert any(cell.get("outputs") for cell in graded["cells"])


@pytest.mark.parametrize("student", EXPECTED)
def test_the_notebooks_are_learners_work(student: str) -> None:
    """Small, complete, of this assignment, and nothing in them that a grader would have to mend."""
    folder = ROOT / "demo" / "submitted" / student / ASSIGNMENT
    path = folder / f"{ASSIGNMENT}.ipynb"
    assert path.stat().st_size < 100_000
    notebook = read_notebook(path)
    course = Course(ROOT)
    assert recognise(notebook, course) == ASSIGNMENT
    source = course.sources(ASSIGNMENT)[ASSIGNMENT]
    restored = restore(notebook, source)
    assert [note for note in restored.notes if "was edited" not in note] == []  # the lesson may have been edited since
    assert (student == "untouched") == (not any(cell.get("outputs") for cell in notebook["cells"]))
    datetime.strptime((folder / "timestamp.txt").read_text(), "%Y-%m-%d %H:%M:%S UTC")


def test_everyone_in_the_folder_is_expected() -> None:
    assert {path.name for path in (ROOT / "demo" / "submitted").iterdir()} == set(EXPECTED)


def test_making_it_anew_forgets_the_old_one_and_spares_what_is_not_a_demo(tmp_path: Path) -> None:
    course = make_course(Course(ROOT), tmp_path / "course")
    shutil.rmtree(course.submitted(ASSIGNMENT, "loops"))
    (course.root / "left.txt").touch()
    assert make_course(Course(ROOT), tmp_path / "course").submissions(ASSIGNMENT) == sorted(EXPECTED)
    assert not (course.root / "left.txt").exists()
