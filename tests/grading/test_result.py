"""A submission's result: sums over its exercises, and a refusal that speaks the reader's language."""

from __future__ import annotations

import pickle

from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.words import sentence

EXERCISES = [
    ExerciseResult("f", "test_f", "a", 3.0, 4.0, "failed", bonus=0.5, max_bonus=1.0),
    ExerciseResult("g", "test_g", "a", 2.0, 2.0, "passed"),
    ExerciseResult("h", "test_h", "b", 0.0, 0.0, "passed", bonus=2.0, max_bonus=2.0),
]


def test_a_bonus_is_counted_apart_from_the_points() -> None:
    result = SubmissionResult("a", "ann", "strict", EXERCISES)
    assert (result.score, result.max_score, result.bonus) == (5, 6, 2.5)
    assert not result.refused


def test_an_empty_submission_has_no_points() -> None:
    result = SubmissionResult("a")
    assert (result.score, result.max_score, result.bonus) == (0, 0, 0)


def test_a_refusal_comes_back_from_a_worker() -> None:
    reason = sentence("grading.no_notebook", notebook="a")
    result = pickle.loads(pickle.dumps(SubmissionResult("a", "ann", refused=reason, notes=[reason])))
    assert result.refused and str(result.refused) == "There is no notebook a.ipynb in the submission."
    assert result.notes[0].in_language("zh") == "提交中没有笔记本 a.ipynb。"
