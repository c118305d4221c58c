"""The known mistake is the one with equal outputs; a function is marked again with correct helpers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.calls import beside, call_many, with_helpers
from autograder.judging.diagnosis import diagnose, diagnose_parts, follow_through
from autograder.judging.marking import Exam, Marking, mark
from autograder.sandbox.shared.outcome import SandboxStopped

HINT = {"en": "A hint.", "zh": "提示。"}


def learner(code: str, name: str = "score") -> Any:
    """Return a function that a learner wrote."""
    world: dict[str, Any] = {"np": np}
    exec(code, world)
    return world[name]


# which mistake


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("def score(w, X, rate): return 2 * w.T @ X", "no rate"),
        ("def score(X, w, rate=3): return rate * -2 * np.einsum('nk,nm->km', w, X)", "wrong sign"),
        ("def score(w, X, rate): return 2 * rate * w.T @ X + 1", None),
        ("def score(w, X, rate): raise ValueError", None),
        ("def score(w, X, rate): return 2 * rate * w.T @ X", None),
    ],
)
def test_the_mistake_is_the_one_with_equal_outputs(exam, code, name):
    found = diagnose(exam, mark(exam, learner(code)))
    assert (found and found.name) == name


def test_arguments_altered_in_place_are_an_output_too(exam):
    altered = learner("def score(w, X, rate):\n    w += 1\n    return 2 * rate * w.T @ X")
    assert diagnose(exam, mark(exam, altered)).name == "weights altered"
    copied = learner("def score(w, X, rate):\n    w = w + 1\n    return 2 * rate * w.T @ X")
    assert diagnose(exam, mark(exam, copied)) is None


def test_equal_on_some_failing_inputs_is_not_equal(exam):
    sometimes = learner("def score(w, X, rate): return 2 * w.T @ X * (1 if len(w) > 2 else -rate)")
    assert diagnose(exam, mark(exam, sometimes)) is None


def test_a_free_number_is_whatever_the_learner_wrote(exam):
    exam.exercise.mistake("a rate of its own", change=("rate * np", "0.5 * np"), hint=HINT, free="0.5")
    own = learner("def score(w, X, rate): return 0.25 * 2 * w.T @ X")
    assert diagnose(exam, mark(exam, own)) is None
    found = diagnose(exam, mark(exam, own), ["3", "0.25"])
    assert (found.name, found.changes) == ("a rate of its own", (("rate * np", "0.25 * np"),))
    assert diagnose(exam, mark(exam, own), ["3", "0.5"]) is None


# part by part

PARTS = """
import numpy as np

def propagate(w, X):
    m = X.shape[1]
    A = np.dot(w.T, X)
    dw = np.dot(X, A.T) / m
    cost = np.sum(A ** 2) / m
    return {"dw": dw, "db": np.sum(A) / m}, cost
"""


@pytest.fixture
def of_parts(tmp_path):
    propagate = Exercise("propagate", returns=("grads", "cost"))

    @propagate.inputs
    def both(rng):
        n, m = rng.integers(2, 5), rng.integers(2, 7)
        return {"w": rng.normal(size=(n, 1)), "X": rng.normal(size=(n, m))}

    propagate.mistake("dw not averaged", change=("np.dot(X, A.T) / m", "np.dot(X, A.T)"), hint=HINT)
    propagate.mistake("cost not averaged", change=("np.sum(A ** 2) / m", "np.sum(A ** 2)"), hint=HINT)
    (tmp_path / "parts.py").write_text(PARTS)
    return Exam(propagate, Reference(load_module(tmp_path / "parts.py"), "propagate"), "seed")


def changed(*changes: tuple[str, str]) -> Any:
    code = PARTS
    for old, new in changes:
        assert code.count(old) == 1
        code = code.replace(old, new)
    return learner(code, "propagate")


def test_two_mistakes_explain_two_parts(of_parts):
    both = changed(("np.dot(X, A.T) / m", "np.dot(X, A.T)"), ("np.sum(A ** 2) / m", "np.sum(A ** 2)"))
    marking = mark(of_parts, both)
    assert diagnose(of_parts, marking) is None
    found = diagnose_parts(of_parts, marking)
    assert [(mistake.name, part) for mistake, part in found] == [("dw not averaged", "dw"), ("cost not averaged", "cost")]


def test_a_part_that_no_mistake_explains_leaves_all_unexplained(of_parts):
    other = changed(("np.dot(X, A.T) / m", "np.dot(X, A.T)"), ("np.sum(A ** 2) / m", "np.sum(A ** 4)"))
    assert diagnose_parts(of_parts, mark(of_parts, other)) == []


# follow-through


def test_a_slip_in_a_helper_is_not_the_functions_own(exam):
    code = "def scale(X): return 3 * X\ndef score(w, X, rate): return rate * w.T @ scale(X)"
    function = learner(code)
    assert not mark(exam, function).passed
    assert follow_through(exam, function, mark(exam, function)).counted.passed


def test_a_helper_that_is_given_more_than_it_takes_leaves_it_out(exam):
    """Some published versions of an exercise pass `compute_cost` the parameters, too."""
    code = "def scale(X, w, more): return 3 * X\ndef score(w, X, rate): return rate * w.T @ scale(X, w, more=1)"
    assert follow_through(exam, learner(code), mark(exam, learner(code))).counted.passed


def test_a_slip_of_its_own_stays(exam):
    code = "def scale(X): return 3 * X\ndef score(w, X, rate): return w.T @ scale(X)"
    followed = follow_through(exam, learner(code), mark(exam, learner(code)))
    assert not followed.again.passed and followed.counted.fraction == 0
    assert diagnose(exam, followed.again).name == "no rate"


def test_without_helpers_there_is_nothing_to_follow(exam):
    alone = Exam(Exercise("scale"), Reference(exam.reference.module, "scale"), "seed")
    assert follow_through(alone, lambda X: X, Marking(alone.exercise, [])) is None


def test_a_helper_that_alters_its_argument_explains_an_argument_that_is_altered(exam):
    code = "def scale(X):\n    X *= 2\n    return X\ndef score(w, X, rate): return rate * w.T @ scale(X)"
    function = learner(code)
    marking = mark(exam, function)
    assert not marking.passed and not any(verdict.difference for verdict in marking.verdicts)
    assert follow_through(exam, function, marking).counted.passed


def test_an_argument_that_the_function_alters_itself_stays_altered(exam):
    code = (
        "def scale(X): return 3 * X\ndef score(w, X, rate):\n    y = rate * w.T @ scale(X)\n"
        "    if 'score' in scale.__qualname__ or 'helper' not in repr(scale): w += 1\n    return y"
    )
    function = learner(code)
    followed = follow_through(exam, function, mark(exam, function))
    assert not any(verdict.difference for verdict in followed.counted.verdicts)
    assert all(verdict.changed for verdict in followed.counted.verdicts)


def test_correct_helpers_answer_ten_times_as_often_as_the_reference_calls_them(exam):
    for calls, passes in ((10, True), (11, False)):
        code = (
            f"def scale(X): return 3 * X\ndef score(w, X, rate): return rate * w.T @ [scale(X) for _ in range({calls})][0]"
        )
        function = learner(code)
        assert follow_through(exam, function, mark(exam, function)).counted.passed == passes


def test_correct_helpers_do_not_answer_after_the_call(exam):
    kept = []
    code = "def scale(X): return 3 * X\ndef score(w, X, rate):\n    kept.append(scale)\n    return rate * w.T @ scale(X)"
    function = learner(code)
    function.__globals__["kept"] = kept
    follow_through(exam, function, mark(exam, function))
    with pytest.raises(RecursionError):
        kept[-1](np.ones((1, 1)))


class Stopping:
    """A proxy whose process with correct helpers is stopped so many times."""

    def __init__(self, function: Any, times: int) -> None:
        self.function, self.times = function, times

    def call_many(self, calls: Any, rng_state: Any) -> Any:
        return call_many(self.function, calls, rng_state)

    def with_helpers(self, helpers: Any, budget: Any, fresh: bool = True) -> Any:
        self.times -= 1
        if self.times >= 0:
            raise SandboxStopped("timeout", "sandbox.timeout", seconds=5)
        return with_helpers(self.function, helpers, budget)

    def beside(self, names: Any) -> Any:
        return beside(self.function, names)


def test_a_function_that_is_stopped_once_is_followed_through_all_the_same(exam):
    code = "def scale(X): return 3 * X\ndef score(w, X, rate=1.0): return rate * np.dot(w.T, scale(X))"
    plain = learner(code)
    marking = mark(exam, plain)
    assert follow_through(exam, Stopping(plain, 1), marking).counted.passed
    with pytest.raises(SandboxStopped):
        follow_through(exam, Stopping(plain, 2), marking)
