import time

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.calls import fit
from autograder.judging.diagnosis import diagnose, follow_through
from autograder.judging.marking import Exam, mark
from autograder.judging.shrinking import Frame, shrink

SOLUTIONS = """
import numpy as np

def scale(X):
    return 2 * X

def score(w, X, rate=1.0):
    return rate * np.dot(w.T, scale(X))
"""
HINT = {"en": "A hint.", "zh": "提示。"}


@pytest.fixture
def exercise():
    score = Exercise("score")

    @score.inputs
    def both(rng):
        n, m = rng.integers(2, 5), rng.integers(2, 7)
        return {"w": rng.normal(size=(n, 1)), "X": rng.normal(size=(n, m)), "rate": float(rng.uniform(0.5, 2))}

    score.edge("one", {"w": np.array([[2.0]]), "X": np.array([[3.0]]), "rate": 1.0})
    score.mistake("no rate", change=("rate * np", "np"), hint=HINT)
    score.mistake("wrong sign", change=("rate * np", "-rate * np"), hint=HINT)
    score.mistake("weights altered", change=("return", "w += 1\n    return"), hint=HINT)
    score.mistake("also no rate", change=("rate * np", "1.0 * np"), hint=HINT, equals="no rate")
    return score


@pytest.fixture
def exam(exercise, tmp_path):
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    return Exam(exercise, Reference(load_module(tmp_path / "solutions.py", ""), "score"), "seed")


def learner(code: str, name: str = "score"):
    world = {"np": np}
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


# the smallest failing input


def shrunk(exam, code):
    function = learner(code)
    return shrink(exam, function, mark(exam, function), seconds=2.0)


def test_examples_and_features_that_do_not_matter_are_dropped(exam):
    verdict = shrunk(exam, "def score(w, X, rate): return 2 * rate * np.abs(w.T) @ X")
    w, X = verdict.case.inputs["w"], verdict.case.inputs["X"]
    assert w.shape == X.shape == (1, 1)
    assert verdict.difference.kind == "value"
    assert (w, X) == (np.round(w), np.round(X))


def test_what_matters_is_kept(exam):
    verdict = shrunk(
        exam, "def score(w, X, rate): return 2 * rate * w.T @ X if X.shape[1] < 3 else 2 * w.T @ X * (rate + 1)"
    )
    assert verdict.case.inputs["X"].shape[1] == 3
    assert np.count_nonzero(verdict.case.inputs["X"]) == 1


def test_the_failure_stays_of_its_kind(exam):
    verdict = shrunk(exam, "def score(w, X, rate):\n    y = 2 * rate * w.T @ X\n    return 'text' if len(w) > 1 else y + 1")
    assert verdict.difference.kind == "type"
    verdict = shrunk(exam, "def score(w, X, rate):\n    assert len(w) < 2, 'long'\n    return 1 / 0")
    assert verdict.difference.got.kind == "AssertionError"
    assert len(verdict.case.inputs["w"]) == 2


def test_it_fails_as_shown(exam):
    code = "def score(w, X, rate): return 2 * rate * w.T @ X * (X.max() < 1.5)"
    verdict = shrunk(exam, code)
    args, kwargs = fit(learner(code), verdict.case.inputs).arguments
    assert exam.exercise.compare(learner(code)(*args, **kwargs), verdict.expected, {}) == verdict.difference


def test_the_contract_is_kept(exam, exercise):
    exercise.contract(lambda w, X, rate: np.all(np.abs(X) > 1e-3) and np.all(np.abs(w) > 1e-3))
    verdict = shrunk(exam, "def score(w, X, rate): return 2 * w.T @ X")
    assert np.all(verdict.case.inputs["X"])
    assert 0.5 <= verdict.case.inputs["rate"] <= 2


def test_it_takes_no_longer_than_it_may(exam):
    def slow(w, X, rate):
        time.sleep(0.01)
        return 2 * w.T @ X

    marking = mark(exam, slow)
    begun = time.perf_counter()
    shrink(exam, slow, marking, seconds=0.1)
    assert time.perf_counter() - begun < 0.3


def test_axes_that_go_together_are_read_off_the_inputs(exam):
    frame = Frame.of([case.inputs for case in exam.cases], exam.cases[0].inputs)
    assert set(frame.axes) == {((("w",), 0), (("X",), 0)), ((("X",), 1),)}
    assert set(frame.axes.values()) == {1}
    assert frame.spans[("rate",)][0] >= 0.5


def test_an_integer_that_is_a_size_goes_with_its_axis():
    cases = [{"x": np.ones((n, 2)), "n": n, "steps": 10 * n % 7} for n in (3, 4, 5)]
    frame = Frame.of(cases, cases[0])
    assert set(frame.axes) == {((("x",), 0), (("n",), -1))}
    smaller = list(frame.smaller(cases[2]))
    assert all(len(inputs["x"]) == inputs["n"] < 5 for inputs in smaller)
    assert all(inputs["x"].shape[1] == 2 for inputs in smaller)


# follow-through


def test_a_slip_in_a_helper_is_not_the_functions_own(exam):
    code = "def scale(X): return 3 * X\ndef score(w, X, rate): return rate * w.T @ scale(X)"
    function = learner(code)
    assert not mark(exam, function).passed
    assert follow_through(exam, function).passed


def test_a_helper_that_is_given_more_than_it_takes_leaves_it_out(exam):
    """Versions of the public course pass compute_cost the parameters too."""
    code = "def scale(X, w, more): return 3 * X\ndef score(w, X, rate): return rate * w.T @ scale(X, w, more=1)"
    assert follow_through(exam, learner(code)).passed


def test_a_slip_of_its_own_stays(exam):
    code = "def scale(X): return 3 * X\ndef score(w, X, rate): return w.T @ scale(X)"
    again = follow_through(exam, learner(code))
    assert not again.passed
    assert diagnose(exam, again).name == "no rate"


def test_without_helpers_there_is_nothing_to_follow(exam):
    alone = Exam(Exercise("scale"), Reference(exam.reference.module, "scale"), "seed")
    assert follow_through(alone, lambda X: X) is None
