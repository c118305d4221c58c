"""Attempts at what is forbidden are shown to the instructor (gradebook, graded notebook, table), never to the learner."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from courses import by_id, make_course, released, write

from autograder.cli import commands as cli
from autograder.cli import tables
from autograder.course.course import Course
from autograder.course.release import generate
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.record import read_record, suspicions_in
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.nbgrader_plugins.feedback import HideTests
from autograder.notebook.files import dumps
from autograder.notebook.metadata import Role

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """c = get_config()
c.Autograde.exporter_class = "autograder.nbgrader_plugins.ReadSubmission"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute", "autograder.nbgrader_plugins.SaveGrades"
]
c.SandboxExecute.allow_weak_sandbox = True
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.nbgrader_plugins.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
"""
PRY = "try: open('/etc/passwd')\nexcept OSError: pass\n"
SEEN = ["tried to open `/etc/passwd`"]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path, CONFIG)
    generate(made)
    return made


def hand_in(course: Course, before: str = "", within: str = "") -> Path:
    handed = released(course.sources("tiny")["tiny"])
    by_id(handed, "double")["source"] = f"{before}def double(x):\n    {within}\n    return 2 * x"
    by_id(handed, "increment")["source"] = "def increment(x):\n    return x + 1"
    return write(course.submitted("tiny", "ann") / "tiny.ipynb", handed)


def by_ours(course: Course) -> SubmissionResult:
    with Grader(course, "tiny", allow_weak=True) as grader, GradebookWriter(course) as writer:
        result = grader.grade_folder("ann")
        writer.write(result)
        return result


def by_nbgraders(course: Course, command: str = "autograde") -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", command, "tiny", "--force"], cwd=course.root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def row(course: Course, flagged: bool | None = None) -> tuple[bool, float]:
    """Return the flag and the score in the gradebook; `flagged` is set first, as a person would."""
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url) as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "tiny", "ann")
        if flagged is not None:
            notebook.flagged = flagged
            gradebook.db.commit()
        return notebook.flagged, notebook.score


@pytest.mark.parametrize("grade", [by_ours, by_nbgraders])
def test_the_gradebook_flags_it_and_the_graded_notebook_says_what_was_seen(course: Course, grade: Any) -> None:
    hand_in(course)
    grade(course)
    assert row(course) == (False, 3)
    hand_in(course, before=PRY)
    grade(course)
    assert row(course) == (True, 3)
    path = course.autograded("tiny", "ann") / "tiny.ipynb"
    assert [*map(str, suspicions_in(read_record(path)))] == SEEN
    outputs = by_id(json.loads(path.read_text()), "double")["outputs"]
    assert outputs[0]["data"]["text/plain"] == ["Suspicious: the learner's code tried to open `/etc/passwd`."]


def test_what_a_call_tried_is_shown_at_the_cell_that_called_it_and_costs_nothing(course: Course) -> None:
    hand_in(course, within=PRY.replace("\n", "\n    "))
    result = by_ours(course)
    assert [*map(str, result.suspicious)] == SEEN and result.score == 3
    assert "Suspicious" in json.dumps(by_id(result.notebooks["tiny"], "try_double")["outputs"][0])  # which calls it first


@pytest.mark.parametrize("grade", [by_ours, by_nbgraders])
def test_a_flag_that_a_person_took_away_comes_back_only_when_something_else_is_seen(course: Course, grade: Any) -> None:
    hand_in(course, before=PRY)
    grade(course)
    row(course, flagged=False)
    grade(course)
    assert row(course)[0] is False
    hand_in(course, before=PRY.replace("passwd", "shadow"))
    grade(course)
    assert row(course)[0] is True
    hand_in(course)
    grade(course)
    assert row(course)[0] is True  # a person may have set it


def test_learners_do_not_read_it(course: Course) -> None:
    path = hand_in(course, before=PRY, within=PRY.replace("\n", "\n    ").replace("passwd", "shadow"))
    result = by_ours(course)
    assert len(result.suspicious) == 2
    told = (
        json.dumps(cli._as_json(result))
        + "".join(exercise.message for exercise in result.exercises)
        + str([*map(str, result.notes)])
    )
    with cli.out.capture() as capture:
        cli.show_submission(result)
    for text in (told, capture.get()):
        assert "suspicious" not in text.lower() and "/etc" not in text
    where = {"metadata": {"path": str(path.parent)}}
    shown, _ = HideTests().preprocess(nbformat.from_dict(result.notebooks["tiny"]), where)
    assert "Suspicious" not in dumps({**shown, "metadata": {}})


def test_no_page_of_feedback_shows_it(course: Course) -> None:
    hand_in(course, before=PRY)
    by_ours(course)
    by_nbgraders(course, "generate_feedback")
    page = (course.feedback("tiny", "ann") / "tiny.html").read_text()
    assert "double" in page and "suspicious" not in page.lower() and "tried to open" not in page


def test_the_table_of_the_class_shows_it(course: Course) -> None:
    hand_in(course, before=PRY)
    with cli.out.capture() as capture:
        tables.show_class("tiny", [by_ours(course)])
    assert "suspicious: tried to open `/etc/passwd`" in " ".join(capture.get().split())


@pytest.mark.parametrize("assignment", Course(ROOT).assignments())
def test_no_reference_is_suspicious(assignment: str) -> None:
    course = Course(ROOT, secret="honest")
    (name,) = sources = course.sources(assignment)
    notebook = released(sources[name])
    for cell in sources[name].with_role(Role.SOLUTION):
        by_id(notebook, cell.id)["source"] = cell.source
    with Grader(course, assignment, figures=True, allow_weak=True) as grader:
        result = grader.grade({name: notebook})
    assert result.score == result.max_score and result.suspicious == []
