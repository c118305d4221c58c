"""One exercise, `score`, with a helper, `scale`, four known mistakes and a number that may be left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.marking import Exam

SOLUTIONS = """
import numpy as np

def scale(X):
    return 2 * X

def score(w, X, rate=1.0):
    return rate * np.dot(w.T, scale(X))
"""
HINT = {"en": "A hint.", "zh": "提示。"}


@pytest.fixture
def exercise() -> Exercise:
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
def exam(exercise: Exercise, tmp_path: Path) -> Exam:
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    return Exam(exercise, Reference(load_module(tmp_path / "solutions.py"), "score"), "seed")
