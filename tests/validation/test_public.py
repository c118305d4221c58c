"""The public check of an exercise runs with any function."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder.course.course import Course
from autograder.validation.public import PublicCheck

ROOT = Path(__file__).resolve().parents[2]


def test_a_public_check_tells_right_from_wrong() -> None:
    public = PublicCheck(Course(ROOT, secret="s"), "introduction", "relu")
    assert public.exists and public.passes(lambda z: np.maximum(0, z)) and not public.passes(lambda z: z)
    assert not PublicCheck(Course(ROOT, secret="s"), "introduction", "no_such_exercise").exists
