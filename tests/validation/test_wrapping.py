"""A form of right values that the public check accepts, and that loses points, is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from halves import HALF, TRY, with_public_check

from autograder.course.course import Course
from autograder.judging.checking import exam_of
from autograder.validation.proof import Proof
from autograder.validation.public import PublicCheck
from autograder.validation.wrapping import compare_with_public_check


def form_problems(course: Course) -> list[str]:
    proof = Proof("half")
    exam = exam_of(course.root, "halves", "half", "one")
    compare_with_public_check(exam, PublicCheck(course, "halves", "half"), proof)
    return [str(problem) for problem in proof.problems]


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (TRY, []),
        (TRY.replace("rtol=LIMIT", "rtol=1"), []),
    ],
)
def test_forms_that_both_accept_are_no_problem(tmp_path: Path, check: str, said: list[str]) -> None:
    assert form_problems(with_public_check(tmp_path, check)) == said


def test_a_form_that_the_public_check_alone_refuses_is_a_problem(tmp_path: Path) -> None:
    check = TRY.replace("np.allclose(found, [0.5], rtol=LIMIT)", "isinstance(found, np.ndarray)")
    (problem,) = form_problems(with_public_check(tmp_path, check))
    assert problem == "the public check refuses lists for arrays, which earn all points. Let both accept them, or neither."
    strict = HALF.replace('Exercise("half")', 'Exercise("half", container=np.ndarray)')
    assert form_problems(with_public_check(tmp_path / "other", check, strict)) == []


def test_a_form_that_the_public_check_alone_accepts_is_a_problem(tmp_path: Path) -> None:
    strict = HALF.replace('Exercise("half")', 'Exercise("half", container=np.ndarray)')
    (problem,) = form_problems(with_public_check(tmp_path, TRY, strict))
    assert problem == (
        "the public check accepts lists for arrays, which earn 90% of the points. Let both accept them, or neither."
    )
    precise = HALF.replace('Exercise("half")', 'Exercise("half", rtol=1e-9, atol=0, float32=1e-9)')
    found = form_problems(with_public_check(tmp_path / "other", TRY, precise))
    assert [problem.split(", which")[0].removeprefix("the public check accepts ") for problem in found] == [
        "single precision",
        "nearly equal numbers",
    ]
