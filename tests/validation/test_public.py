"""Run a public check with another function."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from halves import TRY, made, with_public_check

from autograder.course.course import Course
from autograder.validation.public import PublicCheck

ROOT = Path(__file__).resolve().parents[2]


def test_a_check_passes_where_it_prints_no_cross_and_raises_nothing(tmp_path: Path) -> None:
    check = PublicCheck(with_public_check(tmp_path, TRY), "halves", "half")
    assert check.exists
    assert check.passes(lambda x, by: x / by)
    assert check.passes(lambda x, by: [0.5])
    assert not check.passes(lambda x, by: x)
    assert not check.passes(lambda x, by: x.undefined)


def test_a_check_leaves_nothing_behind(tmp_path: Path) -> None:
    check = PublicCheck(with_public_check(tmp_path, "np.random.rand()\n" + TRY), "halves", "half")
    state = np.random.get_state()[1].copy()
    for _ in range(2):
        assert check.passes(lambda x, by: x / by)
    assert "found" not in check._world
    assert np.array_equal(np.random.get_state()[1], state)


def test_an_exercise_may_have_no_public_check(tmp_path: Path) -> None:
    assert not PublicCheck(made(tmp_path), "halves", "half").exists


def test_a_public_check_of_the_course_tells_right_from_wrong() -> None:
    public = PublicCheck(Course(ROOT, secret="s"), "introduction", "relu")
    assert public.exists and public.passes(lambda z: np.maximum(0, z)) and not public.passes(lambda z: z)
    assert not PublicCheck(Course(ROOT, secret="s"), "introduction", "no_such_exercise").exists
