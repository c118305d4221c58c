"""Wrong numbers are related to the right ones by what holds in every failing case."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.judging.marking import mark
from autograder.judging.relations import Relation, relation_of

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
    ],
)
def test_a_relation_is_found(exam, result, kind, what):
    found = relation_of(exam, mark(exam, learner(result)).failing)
    assert found == Relation(kind, "", what)


@pytest.mark.parametrize("result", ["np.zeros((1, X.shape[1]))", f"({RIGHT}) ** 2", "None", "1 / 0", f"{RIGHT} / 0"])
def test_other_numbers_have_none(exam, result):
    assert relation_of(exam, mark(exam, learner(result)).failing) is None
