"""The example that is shown: as small as a greedy search finds, failing in the same way, within the exercise's contract."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging import shrinking
from autograder.judging.calls import call_many
from autograder.judging.fitting import fit
from autograder.judging.marking import Exam, mark
from autograder.judging.shrinking import InputSpace, shrink
from autograder.sandbox.shared.outcome import SandboxStopped


def learner(code: str, name: str = "score") -> Any:
    """Return a function that a learner wrote."""
    world: dict[str, Any] = {"np": np}
    exec(code, world)
    return world[name]


def shrunk(exam, code):
    function = learner(code)
    return shrink(exam, function, mark(exam, function), seconds=2.0)


def test_examples_and_features_that_do_not_matter_are_dropped(exam):
    verdict = shrunk(exam, "def score(w, X, rate): return 2 * rate * np.abs(w.T) @ X")
    w, X = verdict.case.inputs["w"], verdict.case.inputs["X"]
    assert w.shape == X.shape == (1, 1)
    assert verdict.difference.kind == "value"
    assert (w, X) == (np.round(w), np.round(X))


def test_examples_and_numbers_that_matter_are_kept(exam):
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


def test_sizes_stay_apart_where_the_failure_is_about_them(exam):
    verdict = shrunk(exam, "def score(w, X, rate):\n    Z = np.dot(X, w)\n    return np.dot(Z.T, X) * rate")
    (rows, _), (_, columns) = verdict.case.inputs["w"].shape, verdict.case.inputs["X"].shape
    assert rows != columns and min(rows, columns) > 1
    assert verdict.difference.got.where == "line 2"  # with the shape (1, 1) the next line would raise, or none
    verdict = shrunk(exam, "def score(w, X, rate): return rate * (2 * w.T @ X).T")
    assert verdict.difference.kind == "shape" and len(set(verdict.difference.expected)) == 2


def test_an_error_stays_in_its_line(exam):
    code = "def score(w, X, rate):\n    if X.shape[1] > 2:\n        return w + 'a'\n    return X + 'b'"
    function = learner(code)
    marking = mark(exam, function)
    first = marking.failing[0].difference.got.where
    assert shrink(exam, function, marking).difference.got.where == first


def test_the_function_fails_for_the_example_as_reported(exam):
    code = "def score(w, X, rate): return 2 * rate * w.T @ X * (X.max() < 1.5)"
    verdict = shrunk(exam, code)
    args, kwargs = fit(learner(code), verdict.case.inputs).arguments
    assert exam.exercise.compare(learner(code)(*args, **kwargs), verdict.expected, {}) == verdict.difference


def test_the_contract_is_kept(exam, exercise):
    exercise.contract(lambda w, X, rate: np.all(np.abs(X) > 1e-3) and np.all(np.abs(w) > 1e-3))
    verdict = shrunk(exam, "def score(w, X, rate): return 2 * w.T @ X")
    assert np.all(verdict.case.inputs["X"])
    assert 0.5 <= verdict.case.inputs["rate"] <= 2


def test_the_search_keeps_its_time(exam):
    def slow(w, X, rate):
        time.sleep(0.01)
        return 2 * w.T @ X

    marking = mark(exam, slow)
    begun = time.perf_counter()
    shrink(exam, slow, marking, seconds=0.1)
    assert time.perf_counter() - begun < 0.3


def test_a_busy_machine_finds_the_same_example(exam):
    wrong = learner("def score(w, X, rate): return 2 * rate * w.T @ X + (X.shape[1] > 2)")

    def busy(w, X, rate):
        time.sleep(0.02)
        return wrong(w, X, rate)

    idle, slow = (shrink(exam, function, mark(exam, function)) for function in (wrong, busy))
    assert repr(slow.case.inputs) == repr(idle.case.inputs)


def test_the_search_tries_so_many_inputs_and_no_more(exam, monkeypatch):
    asked = []

    def wrong(w, X, rate):
        asked.append(w)
        return 2 * w.T @ X

    marking = mark(exam, wrong)
    monkeypatch.setattr(shrinking, "CANDIDATES", 5)
    asked.clear()
    assert shrink(exam, wrong, marking) is not None
    assert 0 < len(asked) <= 5


def test_axes_of_equal_size_are_read_off_the_cases(exam):
    space = InputSpace.of([case.inputs for case in exam.cases], exam.cases[0].inputs)
    assert set(space.axes) == {((("w",), 0), (("X",), 0)), ((("X",), 1),)}
    assert set(space.axes.values()) == {1}
    assert space.spans[("rate",)][0] >= 0.5


def test_an_integer_that_is_a_size_shrinks_with_its_axis():
    cases = [{"x": np.ones((n, 2)), "n": n, "steps": 10 * n % 7} for n in (3, 4, 5)]
    space = InputSpace.of(cases, cases[0])
    assert set(space.axes) == {((("x",), 0), (("n",), -1))}
    smaller = list(space.smaller(cases[2]))
    assert all(len(inputs["x"]) == inputs["n"] < 5 for inputs in smaller)
    assert all(inputs["x"].shape[1] == 2 for inputs in smaller)


def test_a_stopped_sandbox_ends_the_search(exam):
    class Proxy:
        """Answers so many times, and is then stopped."""

        def __init__(self, times):
            self.times = times

        def call_many(self, calls, rng_state):
            self.times -= 1
            if self.times < 0:
                raise SandboxStopped("timeout", "sandbox.timeout")
            return call_many(lambda w, X, rate: 2 * w.T @ X, calls)

    marking = mark(exam, Proxy(1))
    assert shrink(exam, Proxy(0), marking) is None
    assert shrink(exam, Proxy(1), marking).difference is not None


def test_no_example_has_scored_inputs(exam):
    for code in ("2 * w.T @ X", "0 * w.T @ X", "rate * 2 * w.T @ X + 1", "1 / 0"):
        verdict = shrunk(exam, f"def score(w, X, rate): return {code}")
        assert not exam.is_scored(verdict.case.inputs)


def test_a_function_that_fails_an_edge_case_only_is_shown_a_neighbour(exam):
    verdict = shrunk(exam, "def score(w, X, rate): return rate * 2 * w.T @ X * (2 if w.size == 1 else 1)")
    assert verdict is not None and verdict.case.inputs["w"].shape == (1, 1) and not exam.is_scored(verdict.case.inputs)


def test_where_only_scored_inputs_fail_there_is_no_example(exam):
    edge = "np.array_equal(w, [[2.0]]) and np.array_equal(X, [[3.0]]) and rate == 1"
    assert shrunk(exam, f"def score(w, X, rate): return rate * 2 * w.T @ X + ({edge})") is None


def test_of_drawn_integers_others_are_tried(tmp_path):
    sizes = Exercise("sizes")
    sizes.inputs(lambda rng: {"n": int(rng.integers(1, 4))})
    (tmp_path / "solutions.py").write_text("import numpy as np\ndef sizes(n): return np.zeros(n)\n")
    exam = Exam(sizes, Reference(load_module(tmp_path / "solutions.py"), "sizes"), "seed")
    assert exam.examples == []
    verdict = shrink(exam, np.ones, mark(exam, np.ones))
    assert verdict is not None and verdict.case.inputs["n"] > 3
