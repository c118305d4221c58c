"""A bonus is nbgrader's extra credit, by our command and by nbgrader's; extra credit from a person stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, cell, make_course, notebook, released, write

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.errors import NotebookError
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.submission import Grader
from autograder.notebook.source import SourceNotebook

CONFIG = """c = get_config()
c.Autograde.exporter_class = "autograder.nbgrader_plugins.ReadSubmission"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute", "autograder.nbgrader_plugins.SaveGrades"
]
c.SandboxExecute.allow_weak_sandbox = True
"""
HIDDEN = """
from autograder import Exercise
{name} = Exercise("{name}", {options})


@{name}.inputs
def numbers(rng):
    return dict(x=float(rng.uniform(2, 3)))

"""
TEST = "### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck({0}={0})\n### END HIDDEN TESTS"


def lesson() -> dict[str, Any]:
    cells = []
    for name, body, points, bonus in (("double", "2 * x", 4, 1), ("extra", "x + 1", 0, 3)):
        code = f"def {name}(x):\n    ### BEGIN SOLUTION\n    return {body}\n    ### END SOLUTION"
        test = cell(TEST.format(name), f"test_{name}", grade=True, locked=True, points=points)
        test["metadata"]["autograder"] = {"bonus": bonus}
        cells += [cell(code, name, solution=True), test]
    return notebook(*cells)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path, CONFIG, tiny=lesson())
    folder = made.hidden_tests("tiny")
    folder.mkdir(parents=True)
    (folder / "double.py").write_text(
        HIDDEN.format(name="double", options="bonus={'huge': 1}") + "double.edge('huge', dict(x=1e300), group='huge')\n"
    )
    (folder / "extra.py").write_text(HIDDEN.format(name="extra", options=""))
    generate(made)
    return made


def hand_in(course: Course, double: str = "2 * x", extra: str = "x + 1") -> None:
    handed = released(course.sources("tiny")["tiny"])
    for name, body in (("double", double), ("extra", extra)):
        by_id(handed, name)["source"] = f"def {name}(x):\n    return {body}"
    write(course.submitted("tiny", "ann") / "tiny.ipynb", handed)


def by_ours(course: Course) -> None:
    with Grader(course, "tiny", allow_weak=True) as grader, GradebookWriter(course) as writer:
        writer.write(grader.grade_folder("ann"))


def by_nbgraders(course: Course) -> None:
    command = [sys.executable, "-m", "nbgrader", "autograde", "tiny", "--force"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def credit(course: Course) -> dict[str, tuple[float | None, float | None]]:
    """Test cell -> (auto score, extra credit)."""
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url) as gradebook:
        grades = gradebook.find_submission_notebook("tiny", "tiny", "ann").grades
        return {grade.name: (grade.auto_score, grade.extra_credit) for grade in grades}


def by_hand(course: Course, name: str, value: float | None) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url) as gradebook:
        gradebook.find_grade(name, "tiny", "tiny", "ann").extra_credit = value
        gradebook.db.commit()


@pytest.mark.parametrize("grade", [by_ours, by_nbgraders])
def test_a_bonus_is_extra_credit(course: Course, grade: Any) -> None:
    hand_in(course)
    grade(course)
    assert credit(course) == {"test_double": (4, 1), "test_extra": (0, 3)}
    hand_in(course, double="2 * x if x < 9 else 0", extra="0")  # handed in again, and not so well
    grade(course)
    assert credit(course) == {"test_double": (4, None), "test_extra": (0, None)}


@pytest.mark.parametrize("grade", [by_ours, by_nbgraders])
def test_extra_credit_from_a_person_stays(course: Course, grade: Any) -> None:
    hand_in(course, extra="0")
    grade(course)
    by_hand(course, "test_extra", 3)  # as much as we could have given
    by_hand(course, "test_double", 0.5)
    hand_in(course)
    grade(course)
    assert credit(course) == {"test_double": (4, 0.5), "test_extra": (0, 3)}
    hand_in(course, extra="0")
    grade(course)
    assert credit(course)["test_extra"] == (0, 3)


def test_a_bonus_is_not_part_of_the_maximum_score(course: Course) -> None:
    hand_in(course)
    with Grader(course, "tiny", allow_weak=True) as grader:
        result = grader.grade_folder("ann")
    assert (result.score, result.max_score, result.bonus) == (4, 4, 4)
    said = [output["data"]["text/markdown"] for c in result.notebooks["tiny"]["cells"] for output in c.get("outputs", ())]
    assert said == ["**4 of 4 points, bonus 1**", "**bonus 3**"]


@pytest.mark.parametrize("bonus", [-1, "3", True, 1e9])
def test_a_bonus_is_a_number(bonus: Any) -> None:
    content = lesson()
    by_id(content, "test_extra")["metadata"]["autograder"] = {"bonus": bonus}
    with pytest.raises(NotebookError, match="test_extra: its bonus is"):
        SourceNotebook.of(content, "tiny.ipynb")


def test_an_excuse_gives_full_points_and_only_the_bonus_that_was_earned(course: Course) -> None:
    every = frozenset({"test_double", "test_extra"})
    earned = {}
    with Grader(course, "tiny", allow_weak=True, excused=every) as grader:
        for extra in ("x + 1", "x - 1"):
            hand_in(course, double="3 * x", extra=extra)
            result = grader.grade_folder("ann")
            assert [one.excused for one in result.exercises] == [True, True]
            assert result.score == result.max_score == 4
            earned[extra] = result.bonus
    assert earned == {"x + 1": 3, "x - 1": 0}
