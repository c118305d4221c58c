"""Answers of single precision are as right as the reference in single precision, and wrong ones stay wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.marking import Exam, mark

SOLUTIONS = """
import numpy as np

def cost(Z, Y):
    A = 1 / (1 + np.exp(-Z))
    return {"cost": -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)), "mean": np.mean(A)}
"""
SINGLE = np.float32


def exam_of(tmp_path: Path, largest: float, **options: Any) -> Exam:
    exercise = Exercise("cost", shares={"values": 1.0}, **options)

    @exercise.inputs
    def scores(rng: np.random.Generator) -> dict[str, Any]:
        Z = np.concatenate([[largest], rng.uniform(-2, 2, 3)])[np.newaxis]
        return {"Z": Z, "Y": np.array([[0, 1, 0, 1]])}

    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    return Exam(exercise, Reference(load_module(tmp_path / "solutions.py"), "cost"), "seed")


def in_single(Z: Any, Y: Any, factor: float = 1.0) -> Any:
    A = SINGLE(1) / (SINGLE(1) + np.exp(-Z.astype(SINGLE)))
    losses = Y.astype(SINGLE) * np.log(A) + (1 - Y).astype(SINGLE) * np.log(SINGLE(1) - A)
    return {"cost": -SINGLE(factor) * losses.sum() / SINGLE(4), "mean": A.mean()}


@pytest.mark.parametrize("largest", [2.0, 8.0, 12.0, 20.0], ids="z up to {}".format)
def test_right_code_in_single_precision_is_right_however_large_numbers_are(tmp_path: Path, largest: float) -> None:
    assert mark(exam_of(tmp_path, largest), in_single).fraction == 1


@pytest.mark.parametrize("largest", [2.0, 8.0])
@pytest.mark.parametrize("factor", [1.01, 0.5, -1.0])
def test_wrong_code_in_single_precision_stays_wrong(tmp_path: Path, largest: float, factor: float) -> None:
    marking = mark(exam_of(tmp_path, largest), lambda Z, Y: in_single(Z, Y, factor))
    assert marking.fraction == pytest.approx(0.5)  # the mean is right
    assert {part.part.names: part.earned for part in marking.earned}[("['cost']",)] == 0


def test_only_numbers_of_single_precision_are_excused(tmp_path: Path) -> None:
    def rounded(Z: Any, Y: Any) -> Any:
        return {name: float(value) for name, value in in_single(Z, Y).items()}

    assert mark(exam_of(tmp_path, 8.0), rounded).fraction < 1


def test_a_finite_number_is_wrong_where_single_precision_has_none(tmp_path: Path) -> None:
    def capped(Z: Any, Y: Any) -> Any:
        return {name: np.nan_to_num(value, nan=SINGLE(9), posinf=SINGLE(9)) for name, value in in_single(Z, Y).items()}

    assert mark(exam_of(tmp_path, 20.0), capped).fraction < 1


def test_an_exercise_without_tolerance_for_single_precision_excuses_nothing(tmp_path: Path) -> None:
    assert mark(exam_of(tmp_path, 8.0, float32=1e-6), in_single).fraction < 1
