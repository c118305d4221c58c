"""The causes of a wrong answer: the best first, and the sentence of the best alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercise.comparison import Difference
from autograder.judging.diagnosis import diagnose
from autograder.judging.explaining import Causes, WrongAnswer, causes_of, part_of
from autograder.judging.explanation import Explanation
from autograder.judging.marking import mark
from autograder.judging.repair.repairing import Patience
from autograder.notebook.definition import Definition


def causes(exam: Any, body: str, patience: Patience | None = None) -> Causes:
    text = f"def score(w, X, rate=1.0):\n{body}"
    world: dict[str, Any] = {"np": np, "scale": lambda X: 2 * X}
    exec("\n" * 3 + text, world)  # the definition begins in line 4
    function = world["score"]
    marking = mark(exam, function)
    case = WrongAnswer(
        exam=exam,
        marking=marking,
        mistake=diagnose(exam, marking),
        fresh=lambda: function,
        definition=Definition(text, 4),
        shown=marking.failing[0],
    )
    return causes_of(case, patience or Patience())


def test_a_known_mistake_needs_no_search(exam):
    patience = Patience()
    found = causes(exam, "    return np.dot(w.T, scale(X))\n", patience)
    assert found.explanations == [Explanation("known mistake", "", "score", 5, "no rate")]
    assert [mistake.name for mistake, _ in found.mistakes] == ["no rate"] and found.sentences == []
    assert found.lines == [5]
    assert patience.left == Patience().left


def test_a_repair_names_its_line_in_the_cell(exam):
    found = causes(exam, "    Z = np.dot(w, scale(X))\n    return rate * Z\n")
    assert found.explanations[0] == Explanation("repair", "", "score", 5, "transposed")
    (said,) = [str(one) for one in found.sentences]
    assert said.startswith("Look at line 5, `Z = np.dot(w, scale(X))`: something is transposed")
    assert "w.T" not in said


def test_without_time_the_numbers_speak(exam):
    found = causes(exam, "    return rate * np.dot(w.T, scale(X)) / X.shape[1]\n", Patience(left=0.0))
    assert found.explanations[0] == Explanation("relation", "", "score", None, "over X.shape[1]")
    assert "divided by `X.shape[1]`" in str(found.sentences[0])
    assert found.explanations[-1].kind == "difference"


def test_an_intermediate_value_is_recognised(exam):
    body = "    return np.exp(rate) * 0 + np.dot(w.T, 3 * X) / 3 * len('ab') if False else scale(X) + np.zeros(X.shape)\n"
    found = causes(exam, body, Patience(left=0.0))
    assert "intermediate" not in {one.kind for one in found.explanations}  # the reference gives it no name


def test_an_error_stops_at_a_line_of_the_function(exam):
    found = causes(exam, "    Y = X + 1\n    Z = scale(Y.missing)\n    return Z\n", Patience(left=0.0))
    assert found.explanations[0] == Explanation("error", "", "score", 6, "AttributeError")
    assert str(found.sentences[0]) == "It stops at line 6, `Z = scale(Y.missing)`. The shapes there: `Y: (4, 3)`."


def test_a_lost_dimension_is_explained_where_the_code_reduces(exam):
    found = causes(exam, "    return rate * np.sum(w * scale(X), axis=0)\n", Patience(left=0.0))
    assert "`keepdims=True` keeps the dimension" in str(found.sentences[-1])
    other = causes(exam, "    return rate * np.dot(w.T, scale(X))[0]\n", Patience(left=0.0))
    assert not any("keepdims" in str(one) for one in other.sentences)


def test_the_part_of_a_difference():
    assert part_of(Difference("value", "grads['dw']")) == "dw"
    assert part_of(Difference("value", "cost")) == "cost"
    assert part_of(Difference("value", "")) == ""
    assert part_of(Difference("value", "np.std(parameters['W2'])")) == ""  # a hidden test's own expression
