"""An instructor sees each call of one exercise of a submission, with the very inputs that are graded."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import by_id, released, write

from autograder.course.course import Course
from autograder.errors import AutograderError, CourseError
from autograder.grading.repeating import repeat
from autograder.judging.checking import exam_of
from autograder.notebook.metadata import Role

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "introduction"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for name in ("source", "release", "solutions", "tests/hidden", "nbgrader_config.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).symlink_to(ROOT / name)
    made = Course(tmp_path, secret="repeat")
    [source] = made.sources(ASSIGNMENT).values()
    content = released(source)
    for cell in source.with_role(Role.SOLUTION):
        by_id(content, cell.id)["source"] = cell.source
    by_id(content, "relu")["source"] = "def relu(z):\n    return np.where(z > 1, z, 0.0)"
    write(made.submitted(ASSIGNMENT, "ann") / f"{ASSIGNMENT}.ipynb", content)
    return made


def test_each_call_is_shown_with_its_inputs_and_what_is_wrong(course: Course) -> None:
    found = repeat(course, "ann", ASSIGNMENT, "relu", allow_weak=True)
    cases = exam_of(course.root, ASSIGNMENT, "relu", "repeat").cases
    assert [call.check for call in found.calls[: len(cases)]] == [case.check for case in cases]
    wrong = [call for call in found.calls if not call.right]
    assert wrong and all(call.problem and "relu(z)" in call.example for call in wrong)
    assert wrong[0].answer != wrong[0].expected and wrong[0].answer.startswith("np.array(")
    assert 0 <= found.score < found.max_score and found.message
    right = repeat(course, "ann", ASSIGNMENT, "learning_curve", language="zh", allow_weak=True)
    assert right.calls and all(call.right and not call.problem for call in right.calls)
    assert right.score == right.max_score and not (course.root / "autograded").exists()


def test_what_cannot_be_repeated_says_so(course: Course) -> None:
    with pytest.raises(AutograderError):
        repeat(course, "bo", ASSIGNMENT, "relu")
    with pytest.raises(CourseError, match="is a question"):
        repeat(course, "ann", ASSIGNMENT, "q1")
    with pytest.raises(CourseError):
        repeat(course, "ann", ASSIGNMENT, "no_such_function")
