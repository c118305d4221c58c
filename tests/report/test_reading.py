"""Test what a report reads of a class: the gradebook's points, and the records of graded notebooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from courses import make_course
from feedback_pages import CODE, GRADES, graded
from graded_class import graded_class

from autograder.errors import CourseError
from autograder.grading.record import record_of
from autograder.report.reading import answers_in, learners_code, read_class, read_previous


def test_points_by_hand_and_penalties_count(tmp_path: Path) -> None:
    course = graded_class(tmp_path)
    its = read_class(course, "tiny")
    scores = {work.student: work.score for work in its.works}
    assert scores == {"0007": 1.0, "=1+1": 2.0, "ada": 5.5, "bob": 6.0, "nobody": None}
    assert its.max_score == 11.0 and its.progress["tiny"]["bob"] == pytest.approx(6 / 11)
    ada = next(work for work in its.works if work.student == "ada")
    assert [(one.exercise, one.status, one.score) for one in ada.answers] == [
        ("double", "passed", 2.0),
        ("increment", "passed", 1.0),
    ]
    (course.autograded("tiny", "bob") / "tiny.ipynb").unlink()
    assert next(work for work in read_class(course, "tiny").works if work.student == "bob").refused


def test_a_course_without_a_gradebook_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CourseError):
        read_class(make_course(tmp_path), "tiny")


def test_an_answer_has_its_code_and_its_causes() -> None:
    made = graded()
    first, *_ = answers_in(made, record_of(made), GRADES.cells)
    assert (first.exercise, first.score, first.code) == ("slope", 1.0, CODE)
    assert list(first.causes) == [("repair", "sign")] and first.group == ""


def test_code_is_found_by_the_function_that_it_defines_last(tmp_path: Path) -> None:
    made = graded()
    again = {"cell_type": "code", "metadata": {}, "source": ["def slope(x):\n", "    return 7\n"], "outputs": []}
    made["cells"].append(again)
    assert learners_code(made)["slope"] == "def slope(x):\n    return 7\n"
    (tmp_path / "2025" / "kim").mkdir(parents=True)
    (tmp_path / "2025" / "kim" / "a.ipynb").write_text(json.dumps(made))
    (tmp_path / "2025" / "broken.ipynb").write_text("{")
    other = json.dumps(made).replace("slope", "of_another_assignment")
    (tmp_path / "2025" / "kim" / "other.ipynb").write_text(other)
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "a-checkpoint.ipynb").write_text(json.dumps(made))
    assert read_previous(tmp_path, {"slope"}) == {"2025/kim/a.ipynb": {"slope": "def slope(x):\n    return 7\n"}}
