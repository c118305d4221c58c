"""Wrong numbers are related to the right ones by what holds in every failing case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_module
from autograder.judging.marking import Exam, mark
from autograder.judging.relations import Relation, relation_of
from autograder.judging.repair.reference_values import named_values

RIGHT = "2 * rate * np.dot(w.T, X)"


def learner(result: str) -> Any:
    world: dict[str, Any] = {"np": np}
    exec(f"def score(w, X, rate=1.0): return {result}", world)
    return world["score"]


@pytest.mark.parametrize(
    ("result", "kind", "what"),
    [
        (f"-{RIGHT}", "sign", ""),
        (f"3 * {RIGHT}", "times", "3"),
        (f"{RIGHT} / X.shape[1]", "over", "X.shape[1]"),
        (f"{RIGHT} / rate", "over", "rate"),
        (f"{RIGHT} * len(X)", "times", "w.shape[0]"),
        (f"{RIGHT} + 1", "plus", "1"),
        (f"({RIGHT}).T", "transposed", ""),
        (f"np.round({RIGHT}, 2)", "rounded", ""),
        (f"{RIGHT} / 0", "overflowed", ""),
        (f"{RIGHT} * (1 + 1e-5)", "precision", ""),
        (f"{RIGHT} + 7.25 * (np.arange(X.shape[1]) == 0)", "entry", "first"),
        (f"{RIGHT} + 7.25 * (np.arange(X.shape[1]) == X.shape[1] - 1)", "entry", "last"),
    ],
)
def test_a_relation_is_found(exam, result, kind, what):
    found = relation_of(exam, mark(exam, learner(result)).failing)
    assert found == Relation(kind, "", what)


@pytest.mark.parametrize("result", ["np.zeros((1, X.shape[1]))", f"({RIGHT}) ** 2", "None", "1 / 0"])
def test_other_numbers_have_none(exam, result):
    assert relation_of(exam, mark(exam, learner(result)).failing) is None


@pytest.fixture
def table(tmp_path):
    """An exercise that returns two tables, made of a third."""
    both = Exercise("both", returns=("Z", "s"))
    both.inputs(lambda rng: {"A": rng.normal(size=(3, 4)), "m": int(rng.integers(2, 9))})
    body = "    Z = A + 1\n    s = np.sum(Z, axis=1, keepdims=True) / m\n    return Z, s\n"
    source = f"import numpy as np\n\ndef both(A, m):\n{body}"
    (tmp_path / "both.py").write_text(source)
    return Exam(both, Reference(load_module(tmp_path / "both.py"), "both"), "seed")


@pytest.mark.parametrize(
    ("result", "relation"),
    [
        ("(A + 1)[0], s", Relation("row", "Z", "first")),
        ("(A + 1)[-1:], s", Relation("row", "Z", "last")),
        ("(A + 1)[:, 0], s", Relation("column", "Z", "first")),
        ("(A + 1)[:, [-1]], s", Relation("column", "Z", "last")),
        ("A + 1, np.sum(A + 1, axis=0, keepdims=True) / m", Relation("axis", "s", "Z")),
        ("A + 1, np.sum(A + 1) / m", Relation("axis", "s", "Z")),
        ("(A + 1)[:2], s", None),
        ("A + 1, np.sum(A, axis=0) / m", None),
    ],
)
def test_rows_columns_and_axes_are_found(table, result, relation):
    world: dict[str, Any] = {"np": np}
    exec(f"def both(A, m):\n    s = np.sum(A + 1, axis=1, keepdims=True) / m\n    return {result}", world)
    failing = mark(table, world["both"]).failing
    assert failing and relation_of(table, failing, lambda verdict: named_values(table, verdict.case)) == relation


def test_counts_are_related_by_accident(tmp_path):
    sizes = Exercise("sizes", returns=("n", "m"))
    sizes.inputs(lambda rng: {"X": rng.normal(size=tuple(rng.integers(2, 9, size=2)))})
    (tmp_path / "sizes.py").write_text("def sizes(X):\n    return X.shape[0], X.shape[1]\n")
    exam = Exam(sizes, Reference(load_module(tmp_path / "sizes.py"), "sizes"), "seed")
    failing = mark(exam, lambda X: (X.shape[0], X.size)).failing
    assert failing and relation_of(exam, failing) is None
