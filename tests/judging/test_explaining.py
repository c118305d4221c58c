"""The causes of a wrong answer: the best first, and the sentence of the best alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.exercise.comparison import Difference
from autograder.judging.diagnosis import diagnose
from autograder.judging.explaining import Causes, WrongAnswer, causes_of, part_of
from autograder.judging.explanation import Explanation
from autograder.judging.marking import mark
from autograder.judging.repair.comparing import TraceFinding
from autograder.judging.repair.repairing import Located, Patience
from autograder.notebook.definition import Definition


def causes(exam: Any, body: str, patience: Patience | None = None, found: Located | None = None) -> Causes:
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
        key="known" if found is not None else "",
    )
    if found is not None:
        exam.shared["place", "known"] = found
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


def test_a_value_that_is_returned_as_it_is_has_its_line(exam):
    found = causes(exam, "    Z = np.dot(w.T, np.tanh(X)) / 3 - np.sum(X)\n    return Z\n")
    assert found.explanations[0] == Explanation("intermediate", "", "score", 5, "Z")
    assert str(found.sentences[0]) == "`Z` in line 5 is the first value that differs."


def test_repairs_that_disagree_leave_a_doubt_about_the_last_line(exam):
    located = Located(trace=TraceFinding(frozenset(), 3, "", final=True))
    body = "    Z = np.tanh(X)\n    return np.dot(w.T, Z) / 3 - np.sum(X)\n"
    assert causes(exam, body, found=located).explanations[0].line == 6
    assert causes(exam, body, found=replace(located, apart=True)).explanations[0].line is None


def test_a_part_that_one_line_makes_has_its_line(exam):
    found = causes(exam, "    return np.tanh(rate * w.T) @ np.tanh(X) - 5\n", Patience(left=0.0))
    assert found.explanations[-1] == Explanation("difference", "", "score", 5, "value")
    assert "Look at line 5" in str(found.sentences[0])


def test_an_error_in_a_helper_is_that_of_the_line_that_calls_it(exam):
    found = causes(exam, "    Z = scale(None)\n    return np.dot(w.T, Z)\n", Patience(left=0.0))
    assert found.explanations[0] == Explanation("error", "", "score", 5, "TypeError")


def test_an_error_that_the_function_raises_itself_is_no_cause(exam):
    found = causes(exam, "    raise ValueError('shapes')\n", Patience(left=0.0))
    assert "error" not in {one.kind for one in found.explanations}


def test_a_changed_argument_comes_before_numbers_that_depend_on_it(exam):
    body = "    X += 1\n    w += 1\n    return np.exp(rate * np.dot(w.T, X)) / 7 + rate ** 2\n"
    assert causes(exam, body, Patience(left=0.0)).explanations == [Explanation("difference", "w", "score", None, "changed")]


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
