"""A small number inside a logarithm: recognised in all its forms and sizes, and nothing else taken for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.exercise.comparison import compare
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.epsilon import LONGEST, Logarithms
from autograder.judging.marking import Exam, mark

SOLUTIONS = """
import numpy as np

def loss(A, Y):
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))

def cost(A, Y):
    return np.mean(loss(A, Y))

def squares(A, Y):
    return np.mean((A - Y) ** 2)
"""


def exam_of(tmp_path: Path, name: str) -> Exam:
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    exercise = Exercise(name)

    @exercise.inputs
    def outputs(rng: np.random.Generator) -> dict[str, Any]:
        return dict(A=np.append(rng.uniform(0.1, 0.9, 4), [1e-3, 1 - 1e-3]), Y=np.array([0, 1, 0, 1, 1, 0]))

    return Exam(exercise, Reference(load_module(tmp_path / "solutions.py"), name), "seed")


def kinds(exam: Exam, function: Any) -> set[str]:
    return {verdict.difference.kind if verdict.difference else "" for verdict in mark(exam, function).verdicts}


def mean_loss(A: Any, Y: Any, first: Any = np.log, second: Any = np.log) -> Any:
    return -np.mean(Y * first(A) + (1 - Y) * second(1 - A))


@pytest.mark.parametrize("size", [1e-4, 1e-5, 1e-6, 1e-7, 1e-8])
@pytest.mark.parametrize("name", ["cost", "loss"])
def test_a_small_number_is_recognised_in_all_its_forms(tmp_path: Path, name: str, size: float) -> None:
    exam, logarithm = exam_of(tmp_path, name), lambda x: np.log(x + size)
    forms = [
        lambda A, Y: (logarithm, logarithm),
        lambda A, Y: (lambda x: np.log(np.clip(x, size, 1 - size)),) * 2,
        lambda A, Y: (lambda x: np.log(np.maximum(x, size)),) * 2,
        lambda A, Y: (logarithm, lambda x: np.log(x - size)),
        lambda A, Y: (logarithm, np.log),
        lambda A, Y: (np.log, logarithm),
    ]
    for form in forms:

        def careful(A: Any, Y: Any, form: Any = form) -> Any:
            first, second = form(A, Y)
            if name == "loss":
                return -(Y * first(A) + (1 - Y) * second(1 - A))
            return mean_loss(A, Y, first, second)

        found = kinds(exam, careful)
        inputs = [case.inputs for case in exam.cases]
        visible = any(compare(careful(**each), exam.reference.function(**each)) is not None for each in inputs)
        assert ("epsilon" in found) == visible and found <= {"", "epsilon"}
        assert visible or size < 1e-5 or form in forms[1:3]


def test_an_output_that_is_clipped_is_recognised(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, "cost")
    limits = [lambda x: np.clip(x, 1e-2, 1 - 1e-2), lambda x: np.clip(x, 1e-4, 1 - 1e-4)]
    strong, weak = (kinds(exam, lambda A, Y, limit=limit: mean_loss(limit(A), Y)) for limit in limits)
    assert (strong, weak) == ({"value"}, {""})  # a hundredth changes what the function is


@pytest.mark.parametrize(
    "wrong",
    [
        lambda A, Y: mean_loss(A, Y) + 1e-5,
        lambda A, Y: mean_loss(A, Y) * (1 + 1e-5),
        lambda A, Y: mean_loss(A, Y, second=lambda x: np.log(x) / 2),
        lambda A, Y: mean_loss(np.clip(A, 0.05, 0.95), Y),
        lambda A, Y: mean_loss(A, Y, first=lambda x: 1.001 * np.log(x)),
    ],
)
def test_another_small_difference_is_none(tmp_path: Path, wrong: Any) -> None:
    assert kinds(exam_of(tmp_path, "cost"), wrong) == {"value"}


def test_one_small_number_explains_all_cases(tmp_path: Path) -> None:
    sizes = iter([1e-4, 1e-5, 1e-6, 1e-4, 1e-5, 1e-6])

    def changing(A: Any, Y: Any) -> Any:
        size = next(sizes)
        return mean_loss(A, Y, lambda x: np.log(x + size), lambda x: np.log(x + size))

    assert kinds(exam_of(tmp_path, "cost"), changing) == {"value"}


def test_nothing_is_tried_where_no_logarithm_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exam = exam_of(tmp_path, "squares")
    monkeypatch.setattr(Logarithms, "_gives", lambda *_: pytest.fail("a form was tried"))
    assert kinds(exam, lambda A, Y: exam.reference.function(A, Y) + 1e-5) == {"value"}


def test_a_long_reference_is_not_run_a_hundred_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exam = exam_of(tmp_path, "cost")
    monkeypatch.setattr("autograder.judging.epsilon.steps.steps_of", lambda call: LONGEST + 1)
    assert kinds(exam, lambda A, Y: mean_loss(A, Y, lambda x: np.log(x + 1e-4))) == {"value"}
