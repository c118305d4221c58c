"""A broken helper hides no mistake of the function that calls it."""

from __future__ import annotations

from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import pytest

from autograder.exercise.alternatives import Alternative
from autograder.exercise.exercise import Exercise
from autograder.judging.checking import exam_of, examine
from autograder.judging.context import Context
from autograder.judging.diagnosis import follow_through
from autograder.judging.helpers import advice_on, choose, helpers_in
from autograder.judging.marking import Marking, mark
from autograder.judging.report import Report, Worth

ROOT = Path(__file__).resolve().parents[2]
EXAM = exam_of(ROOT, "logistic_regression", "propagate", "apart")
DIRECT = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    dZ = A - Y
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, dZ.T)%s, "db": np.sum(dZ) / m}, cost
"""
NUMBERS_ONLY = "import math\n\ndef forward(w, b, X):\n    return 1 / (1 + math.exp(-np.dot(w.T, X) - b))\n"
TOO_STEEP = "def forward(w, b, X):\n    return sigmoid(2 * (np.dot(w.T, X) + b))\n"


def learners(helper: str, average: str) -> FunctionType:
    module = Path(str(EXAM.reference.module.__file__)).read_text("utf-8")
    return EXAM.reference.variation(Alternative("learner's", code=f"{module}\n{helper}\n{DIRECT % average}"))


def report(function: FunctionType) -> Report:
    here = Context(
        course_root=ROOT,
        assignment="logistic_regression",
        secret="apart",
        language="en",
        sink=lambda report: None,
        worth=lambda name: Worth(10.0, 0.0),
    )
    return examine("propagate", function, here)


@pytest.mark.parametrize("helper", [NUMBERS_ONLY, TOO_STEEP])
def test_the_functions_own_mistake_is_named_and_the_helpers_is_the_helpers(helper: str) -> None:
    found = report(learners(helper, ""))
    assert found.diagnosis == "dw not averaged over the examples"
    message = found.message["en"]
    assert (message.startswith("Even with correct `forward`:") and "`dw`" in message) or "divide it by `m`" in message
    assert "a correct `forward` returns `np.array([[" in message and "math.exp" not in message
    assert "正确的 `forward` 返回" in found.message["zh"]


@pytest.mark.parametrize("helper", [NUMBERS_ONLY, TOO_STEEP])
def test_a_function_that_is_right_with_a_correct_helper_gets_full_points(helper: str) -> None:
    found = report(learners(helper, " / m"))
    assert (found.status, found.fraction) == ("passed", 1.0)


def test_a_right_helper_is_not_spoken_of() -> None:
    found = report(learners("", ""))
    assert found.diagnosis == "dw not averaged over the examples" and "Even with" not in found.message["en"]


def test_what_is_explained_is_marked_with_correct_helpers_where_they_change_something() -> None:
    function = learners(TOO_STEEP, "")
    marking = mark(EXAM, function)
    explained = choose(EXAM, marking, {}, follow_through(EXAM, function, marking))
    assert explained.mistake is not None and set(explained.lent) == {"forward", "sigmoid"}
    assert choose(EXAM, marking, {}, None).marking is marking
    helpers, said = helpers_in(EXAM, function, explained.lent, explained.marking.failing[0])
    assert helpers == ["forward"] and [one.values["helper"] for one in said] in (["forward"], [])
    assert helpers_in(EXAM, function, explained.lent, None) == (["forward"], [])


def test_advice_is_given_to_right_answers_alone_and_costs_nothing() -> None:
    exercise = Exercise("weights")

    @exercise.advice(hint=dict(en="Better negative ones, too.", zh="最好也有负数。"))
    def all_positive(value: Any, inputs: Any) -> bool:
        return bool(np.all(value > 0))

    verdicts = EXAM.judge(EXAM.reference.function, EXAM.cases[:1])
    assert advice_on(Marking(exercise, [])) == {}
    verdict = verdicts[0]
    object.__setattr__(verdict.outcome, "value", np.ones(3))
    assert advice_on(Marking(exercise, [verdict])) == {"en": "Better negative ones, too.", "zh": "最好也有负数。"}


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ("W = np.random.randn(60, 60) * 0.01", "share their random numbers"),
        ("np.random.seed(3)", "share their random numbers"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("draw", ["randn", "rand"])
def test_layers_that_share_their_draws_are_told_apart(change: str, hint: str, draw: str) -> None:
    exam = exam_of(ROOT, "deep_network", "initialize_parameters_deep", "apart")
    head, inside = (change, "pass") if change.startswith("W") else ("pass", change or "pass")
    weights = (
        "W[: layer_dims[l], : layer_dims[l - 1]]"
        if change.startswith("W")
        else "0.01 * np.random.randn(layer_dims[l], layer_dims[l - 1])"
    )
    code = f"""
    def initialize_parameters_deep(layer_dims):
        parameters = {{}}
        {head}
        for l in range(1, len(layer_dims)):
            {inside}
            parameters[f"W{{l}}"] = {weights}
            parameters[f"b{{l}}"] = np.zeros((layer_dims[l], 1))
        return parameters
    """.replace("randn", draw)
    marking = mark(exam, exam.reference.variation(Alternative("learner's", code=code)))
    assert marking.passed, "points only where the contract says so"
    said = advice_on(marking).get("en", "")
    assert (hint in said) if hint else (said == "" if draw == "randn" else "no weight is negative" in said)
