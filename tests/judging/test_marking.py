"""What verdicts earn: shares of points and bonus; and an exam, whose reference must answer every case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.errors import ExerciseError
from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Case, Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.exercise.rule import Raises
from autograder.judging.marking import Exam, Marking, mark
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import LearnerError, Outcome

WRONG = Difference("value", "", 1, 2)
SHAPE = Difference("shape", "", (1,), (2,))
CHANGED = Difference("changed", "x")
REJECTED = LearnerError(("ValueError",), "x")


def verdict(group: str, difference: Difference | None = None, check: str = "numbers", **more: Any) -> Verdict:
    fields: dict[str, Any] = {"expected": 1, "changed": None} | more
    return Verdict(case=Case(check, group, {}), outcome=Outcome(1), after={}, difference=difference, **fields)


SHARES = {"values": 0.6, "shapes": 0.1, "edge cases": 0.2, "arguments unchanged": 0.1}


@pytest.mark.parametrize(
    ("verdicts", "fraction"),
    [
        ([verdict("values"), verdict("edge cases")], 1),
        ([verdict("values"), verdict("edge cases", WRONG)], 0.8),
        ([verdict("values"), verdict("edge cases", SHAPE)], 0.8),
        ([verdict("values", changed=CHANGED), verdict("edge cases")], 0.9),
        ([verdict("values", WRONG), verdict("edge cases")], 0),
        ([verdict("values", WRONG), verdict("values", check="others"), verdict("edge cases")], 0.4),
        ([verdict("values", SHAPE), verdict("values", check="others"), verdict("edge cases")], 0.3),
        ([verdict("values"), verdict("values", WRONG), verdict("edge cases")], 0),  # two draws of one check
    ],
)
def test_a_group_earns_its_share_where_a_check_of_drawn_values_is_right(verdicts: list[Verdict], fraction: float) -> None:
    assert Marking(Exercise("f", shares=SHARES), verdicts).fraction == pytest.approx(fraction)


@pytest.mark.parametrize(
    ("accepted", "rejected", "fraction"), [(None, None, 1), (WRONG, None, 0), (None, WRONG, 0), (WRONG, WRONG, 0)]
)
def test_a_function_that_accepts_or_rejects_everything_earns_nothing(
    accepted: Difference | None, rejected: Difference | None, fraction: float
) -> None:
    verdicts = [verdict("values", accepted), verdict("values", rejected, expected=REJECTED), verdict("edge cases")]
    assert Marking(Exercise("f", shares={"values": 0.5, "edge cases": 0.5}), verdicts).fraction == fraction


def test_a_bonus_has_groups_of_its_own() -> None:
    exercise = Exercise("f", bonus={"large numbers": 1})
    right = Marking(exercise, [verdict("values"), verdict("large numbers")])
    assert (right.fraction, right.bonus, right.passed) == (1, 1, True)
    without = Marking(exercise, [verdict("values"), verdict("large numbers", WRONG)])
    assert (without.fraction, without.bonus, without.passed) == (1, 0, True)
    assert [v.case.group for v in without.required] == ["values"]
    nothing = Marking(exercise, [verdict("values", WRONG), verdict("large numbers")])
    assert (nothing.fraction, nothing.bonus) == (0, 0)


def test_without_groups_the_bonus_is_earned_as_the_points_are() -> None:
    assert Marking(Exercise("f"), [verdict("values")]).bonus == 1
    assert Marking(Exercise("f"), [verdict("values", WRONG)]).bonus == 0


def test_wrong_values_come_before_changed_arguments() -> None:
    changed, wrong = verdict("values", changed=CHANGED), verdict("values", WRONG)
    assert Marking(Exercise("f"), [changed, verdict("values"), wrong]).failing == [wrong, changed]


# an exam


def test_a_right_function_passes_and_each_case_has_a_verdict(exam: Exam) -> None:
    marking = mark(exam, lambda w, X, rate=1.0: 2 * rate * w.T @ X)
    assert marking.passed
    assert [v.case for v in marking.verdicts] == exam.cases
    assert [mistake.name for mistake, _ in exam.mistakes_like(marking)] == [m.name for m in exam.exercise.mistakes]


def test_an_array_changed_in_place_is_named(exam: Exam) -> None:
    def score(w: Any, X: Any, rate: float) -> Any:
        X *= 2
        return rate * w.T @ X

    first = mark(exam, score).verdicts[0]
    assert (first.difference, first.changed) == (None, Difference("changed", "X"))
    assert np.array_equal(first.after["X"], 2 * first.case.inputs["X"])


def test_helpers_take_more_arguments_than_the_reference_gives(exam: Exam) -> None:
    assert exam.helpers["scale"](3, "more") == 6


def test_an_error_of_the_reference_is_an_error_of_the_exercise(tmp_path: Path) -> None:
    (tmp_path / "solutions.py").write_text("def inverse(x):\n    return 1 / x\n")
    reference = Reference(load_module(tmp_path / "solutions.py"), "inverse")
    exercise = Exercise("inverse")
    exercise.inputs(lambda rng: {"x": 0})
    with pytest.raises(ExerciseError, match="the reference itself raises `ZeroDivisionError: division by zero`"):
        mark(Exam(exercise, reference, "seed"), lambda x: x)
    rejects = Exercise("inverse", raises=Raises(ZeroDivisionError, naming="zero"))
    rejects.inputs(lambda rng: {"x": 0})
    assert mark(Exam(rejects, reference, "seed"), lambda x: 1 / x).passed
    (first, *_) = mark(Exam(rejects, reference, "seed"), lambda x: 1).verdicts
    assert first.difference == Difference("not raised", "", "number", "zero")
