"""A known mistake is named only where everything that the learner's function does is equal."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.diagnosis import diagnose
from autograder.judging.likeness import parts_of, same_error
from autograder.judging.marking import Exam, mark
from autograder.sandbox.shared.outcome import LearnerError

HINT = {"en": "A hint.", "zh": "提示。"}
STEP = """
import numpy as np

def step(parameters, X):
    return {"W": parameters["W"] * np.mean(X), "b": parameters["b"] + 1.0}
"""
DRAW = """
import numpy as np

def draw(n):
    return {"W": np.random.randn(n, n) * 0.01}
"""


def learner(code: str, name: str) -> Any:
    world: dict[str, Any] = {"np": np}
    exec(code, world)
    return world[name]


def exam_of(tmp_path: Any, source: str, exercise: Exercise) -> Exam:
    (tmp_path / "solutions.py").write_text(source)
    return Exam(exercise, Reference(load_module(tmp_path / "solutions.py"), exercise.name), "seed")


@pytest.fixture
def step(tmp_path):
    step = Exercise("step")

    @step.inputs
    def some(rng):
        parameters = {"W": rng.normal(size=(2, 3)), "b": rng.normal(size=(2, 1))}
        return {"parameters": parameters, "X": rng.normal(size=4)}

    step.mistake("biases left out", change=(', "b": parameters["b"] + 1.0', ""), hint=HINT)
    return exam_of(tmp_path, STEP, step)


def named(exam: Exam, code: str) -> str | None:
    mistake = diagnose(exam, mark(exam, learner(code, exam.exercise.name)))
    return mistake.name if mistake else None


def test_a_wrong_entry_is_not_one_that_was_left_out(step):
    assert named(step, "def step(parameters, X): return {'W': parameters['W'] * np.mean(X)}") == "biases left out"
    wrong = "def step(parameters, X): return {'W': parameters['W'] * np.mean(X), 'b': parameters['b'] + 2.0}"
    assert named(step, wrong) is None


def test_an_array_changed_inside_a_dictionary_counts(step):
    changes = "def step(parameters, X):\n    parameters['W'] *= np.mean(X)\n    return {'W': parameters['W']}"
    assert named(step, changes) is None


# random numbers


@pytest.fixture
def drawn(tmp_path):
    def small(got, expected, inputs):
        from autograder import compare

        return compare(got, expected, atol=np.inf)

    draw = Exercise("draw", compare=small)

    @draw.inputs
    def size(rng):
        return {"n": int(rng.integers(20, 30))}

    draw.mistake("too large", change=("* 0.01", "* 1.0"), hint=HINT)
    return exam_of(tmp_path, DRAW, draw)


def same_draw(exam: Exam, code: str) -> bool:
    from autograder.judging.likeness import same_outcome

    ((_, its),) = exam.mistakes
    mine = mark(exam, learner(code, "draw"))
    return all(same_outcome(exam, one, other) for one, other in zip(mine.verdicts, its.verdicts, strict=True))


def test_random_numbers_are_compared_by_their_distribution(drawn):
    assert drawn.is_drawn
    assert same_draw(drawn, "def draw(n): return {'W': np.random.default_rng().normal(size=(n, n))}")
    assert not same_draw(drawn, "def draw(n): return {'W': np.random.rand(n, n)}")
    assert not same_draw(drawn, "def draw(n): return {'W': np.random.randn(n, n) * 0.1}")


# errors


def error(message: str, line: str = "", kind: str = "TypeError") -> LearnerError:
    return LearnerError((kind, "Exception"), message, f"line 3: {line}" if line else "")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (error("'float' object is not iterable"), error("'float' object is not iterable"), True),
        (error("'float' object is not iterable"), error("'NoneType' object is not iterable"), False),
        (error("cannot unpack NoneType", "w, b = None"), error("cannot unpack NoneType", "for i in range(n):"), False),
        (error("name 'A' is not defined"), error("name 'B' is not defined"), True),
        (error("W2", kind="KeyError"), error("W3", kind="KeyError"), True),
        (error("W2", kind="KeyError"), error("b2", kind="KeyError"), False),
        (error("shapes (2,3) and (4,1) not aligned"), error("shapes (2,3) and (4,1) not aligned"), True),
        (error("shapes (2,3) and (4,1) not aligned"), error("shapes (3,2) and (4,1) not aligned"), False),
        (error("odd", "return np.dot(W, A)"), error("odd", "Z = W @ A"), True),
        (error("odd", "assert w.shape == n"), error("odd", "Z = W @ A"), False),
        (error("odd", "Z = np.dot(W,"), error("odd", "assert x"), True),
    ],
)
def test_errors_are_the_same_when_type_message_and_line_are(step, one, other, same):
    assert same_error(step, one, other) is same


# parts


def test_a_value_has_the_parts_that_its_keys_and_names_say(step):
    verdict = mark(step, step.reference.function).verdicts[0]
    parts = parts_of(step, verdict)
    assert parts is not None and parts.keys() == {"W", "b"} and parts["W"].shape == (2, 3)


def test_a_value_of_texts_has_no_parts(step):
    verdict = mark(step, learner("def step(parameters, X): return {'W': 'text', 'b': 1}", "step")).verdicts[0]
    assert parts_of(step, verdict) is None
    assert parts_of(step, verdict, expected=True) is not None
