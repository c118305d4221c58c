"""Faults of the course: refused before anything is written, and later no score, whichever command grades."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from halves import CONFIG, generated, made
from nbgrader_apps import isolated, run

from autograder import grade_class, grade_notebook
from autograder.course.course import Course
from autograder.course.files import files_below
from autograder.errors import AutograderError
from autograder.gradebook import run as run_module
from autograder.gradebook.rows import Found
from autograder.notebook.files import dumps
from autograder.validation.assignment import handed_in

PLUGINS = """
c.Autograde.pre_convert_hook = "autograder.nbgrader_plugins.name_missing"
c.Autograde.exporter_class = "autograder.nbgrader_plugins.ReadSubmission"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute", "autograder.nbgrader_plugins.SaveGrades"
]
c.SandboxExecute.allow_weak_sandbox = True
"""
HIDDEN = "tests/hidden/halves/half.py"
OURS = (sys.executable, "-m", "autograder")
GRADE = (*OURS, "grade", "halves", "--allow-weak-sandbox")
CHECK = (*OURS, "check", "submitted/ann/halves/halves.ipynb", "--allow-weak-sandbox")
NBGRADER = (sys.executable, "-m", "nbgrader", "autograde", "halves", "--force")


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with isolated(tmp_path / "home", monkeypatch):
        yield


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with its release, its gradebook and two solved submissions."""
    course = made(tmp_path_factory.mktemp("course"))
    (course.root / "nbgrader_config.py").write_text(CONFIG + PLUGINS)
    generated(Course(course.root))
    content = dumps(handed_in(course.sources("halves")["halves"], solved=True))
    for student in ("ann", "bob"):
        folder = course.submitted("halves", student)
        folder.mkdir(parents=True)
        (folder / "halves.ipynb").write_text(content)
    return course.root


@pytest.fixture
def course(source: Path, tmp_path: Path) -> Course:
    import shutil

    shutil.copytree(source, tmp_path / "course")
    return Course(tmp_path / "course")


def breaks(course: Course, file: str = HIDDEN, text: str = "x = = 1") -> str:
    """Add a line to a file of the course; return "FILE, line N" as messages have it."""
    path = course.root / file
    before = path.read_text()
    path.write_text(f"{before}\n{text}\n")
    os.utime(path, ns=(time.time_ns(), time.time_ns()))
    return f"{file}, line {len(before.splitlines()) + 2}"


def scores(course: Course) -> list[tuple[float | None, int]]:
    with sqlite3.connect(course.root / "gradebook.db") as database:
        found: list[tuple[float | None, int]] = database.execute(
            "select auto_score, needs_manual_grade from grade join base_cell on cell_id = base_cell.id order by name"
        ).fetchall()
    return found


def content_of(course: Course) -> dict[Path, bytes]:
    return {path: data for path, data in files_below(course.root).items() if "__pycache__" not in path.parts}


@pytest.mark.parametrize("command", [GRADE, CHECK, NBGRADER], ids=["grade", "check", "nbgrader autograde"])
@pytest.mark.parametrize("file", [HIDDEN, "solutions/halves.py"])
def test_each_command_refuses_and_writes_nothing(course: Course, file: str, command: tuple[str, ...]) -> None:
    place = breaks(course, file)
    _ = course.secret
    before = content_of(course)
    done = run(course.root, *command)
    assert done.returncode == 2, done.stdout + done.stderr
    assert place in done.stderr and "SyntaxError: invalid syntax" in done.stderr and "Traceback" not in done.stderr
    assert content_of(course) == before


def test_with_all_the_last_assignment_is_tried_before_the_first_is_graded(course: Course) -> None:
    import shutil

    for folder in ("source", "tests/hidden", "submitted/ann", "submitted/bob"):
        shutil.copytree(course.root / folder / "halves", course.root / folder / "more")
        for path in (course.root / folder / "more").glob("*.ipynb"):
            path.rename(path.with_name("more.ipynb"))
    (course.solutions("more")).write_bytes(course.solutions("halves").read_bytes())
    place = breaks(course, "tests/hidden/more/half.py")
    before = content_of(course)
    done = run(course.root, *OURS, "grade", "--all", "--allow-weak-sandbox")
    assert done.returncode == 2 and place in done.stderr
    assert content_of(course).keys() - before.keys() <= {Path(".autograder-secret")}


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("c.Autograde.permissions = 'all'", "nbgrader_config.py"),
        ("c.CourseDirectory.max_file_size = None", "nbgrader_config.py"),
        ("c.AssignLatePenalties.plugin_class = 'nowhere.Half'", "the plugin 'nowhere.Half' cannot be imported"),
        ("c.AssignLatePenalties.plugin_class = 'late.Half'", "late.py, line 1"),
    ],
)
def test_settings_that_only_the_gradebook_uses_are_tried_too(course: Course, setting: str, said: str) -> None:
    (course.root / "late.py").write_text("x = = 1\n")
    breaks(course, "nbgrader_config.py", setting)
    with pytest.raises(AutograderError) as refused:
        run_module.require_sound(Course(course.root), ["halves"])
    assert said in str(refused.value)


def test_from_python_too(course: Course) -> None:
    place = breaks(course)
    with pytest.raises(AutograderError, match=place):
        grade_class(course, "halves", workers=1, allow_weak_sandbox=True)
    with pytest.raises(AutograderError, match=place):
        grade_notebook(course, course.submitted("halves", "ann") / "halves.ipynb", allow_weak_sandbox=True)
    assert not (course.root / "autograded").exists()


def test_what_breaks_in_the_middle_of_a_run_waits_for_a_person_until_it_is_mended(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A worker that is no fork loads a hidden test that has changed since the check. Last line and exit code say so."""
    from autograder.cli import commands
    from autograder.grading import classroom

    start = run_module.Classroom

    def breaks_before(*arguments: Any, **options: Any) -> Any:
        breaks(course)
        return start(*arguments, **options)

    arguments = ["autograder", *GRADE[3:], "--workers", "1", "--course", str(course.root)]
    monkeypatch.setattr(sys, "argv", arguments)
    before = (course.root / HIDDEN).read_text()
    with monkeypatch.context() as patch:
        patch.setattr(run_module, "Classroom", breaks_before)
        patch.setattr(classroom, "may_fork", lambda: False)
        with pytest.raises(SystemExit) as ended:
            commands.main()
    assert ended.value.code == 1
    said = capsys.readouterr().out.strip().splitlines()
    assert said[-1].startswith("Waiting for a person: 2 submissions (2 exercises, and 0 whole submissions)")
    assert HIDDEN in "\n".join(said[-4:])
    assert scores(course) == [(None, 1), (None, 1), (2.0, 0), (2.0, 0)]
    for student in ("ann", "bob"):
        graded = json.loads((course.autograded("halves", student) / "halves.ipynb").read_text())
        outputs = [output for cell in graded["cells"] for output in cell.get("outputs", [])]
        for_learners = [output for output in outputs if not output["metadata"].get("for_the_instructor")]
        assert "not of your work" in json.dumps(for_learners)
        assert str(course.root) not in json.dumps(for_learners) and "half.py" not in json.dumps(for_learners)

    (course.root / HIDDEN).write_text(before)
    os.utime(course.root / HIDDEN, ns=(time.time_ns(), time.time_ns()))
    with pytest.raises(SystemExit) as ended:
        commands.main()
    assert not ended.value.code
    assert scores(course) == [(8.0, 0), (8.0, 0), (2.0, 0), (2.0, 0)]


def test_nbgraders_own_autograde_gives_no_score_either(course: Course) -> None:
    """`check` ends the kernel, since nbgrader would take any exception for the learner's."""
    (course.root / "nbgrader_config.py").write_text(CONFIG)
    assert run(course.root, *NBGRADER).returncode == 0
    assert scores(course) == [(8.0, 0), (8.0, 0), (2.0, 0), (2.0, 0)]
    place = breaks(course)
    done = run(course.root, *NBGRADER)
    assert done.returncode == 1
    assert place in done.stderr and "nbgrader gives no score" in done.stderr
    assert scores(course) == [(8.0, 0), (8.0, 0), (2.0, 0), (2.0, 0)], "those of the last grading"
    assert not course.autograded("halves", "ann").exists()


def test_a_submission_that_the_grader_failed_on_has_no_score(course: Course) -> None:
    from autograder.gradebook.writer import GradebookWriter
    from autograder.grading.result import SubmissionResult
    from autograder.words import sentence

    reason = sentence("grading.grader_failed", error="OSError: disk.")
    result = SubmissionResult("halves", "ann", refused=reason, waits=True)
    assert Found.of(result, "halves").waits
    with GradebookWriter(course) as writer:
        writer.write(result)
    assert scores(course) == [(None, 1), (None, 1)]
