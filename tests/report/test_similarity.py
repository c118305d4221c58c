"""Test that copies are found although they were renamed, and that what a class has in common is no copy."""

from __future__ import annotations

import random
import re

import pytest

from autograder.report.similarity import LEAST, fingerprints, likenesses

WAYS = ["total = total + x[i]", "total += x[i]", "total = x[i] + total", "total = np.add(total, x[i])", "total -= -x[i]"]
STEPS = [
    "y = np.dot(w.T, x) + b",
    "if y > 3 and x.size: y = y - 1",
    "z = [value ** 2 for value in y if value]",
    "for k in range(3):\n        y = y * k + 1",
    "while y.any():\n        y = y // 2",
    "assert y.shape == x.shape, 'shapes'",
    "y, z = y.T, {'a': y, 'b': x}",
    "y = np.where(y > 0, y, np.exp(-y) / (1 + y))",
    "try:\n        y = y[0]\n    except IndexError:\n        y = None",
    "z = lambda v, u=2: v @ u",
    "y = sum(map(abs, y)) if x is None else not z",
    "y[1:, ::2] = z[..., None]",
]
SHARED = "def shared(x):\n    total = 0\n    for i in range(len(x)):\n        total += x[i]\n    return total\n"


def work(seed: int) -> dict[str, str]:
    draws = random.Random(seed)
    steps = draws.sample(STEPS, 7)
    lines = "".join(f"    {step}\n" for step in [draws.choice(WAYS), *steps])
    return {"own": f"def own(w, b, x):\n{lines}    return y\n", "shared": SHARED}


def renamed(code: str) -> str:
    code = code.replace("'shapes'", "'not the same'").replace("total", "acc")
    return re.sub(r"\bx\b", "data", re.sub(r"\by\b", "result", re.sub(r"\b3\b", "33", code))).replace(
        "    return", "\n    return"
    )


CLASS = {f"student {number}": work(number) for number in range(30)}


def test_names_numbers_and_layout_do_not_count() -> None:
    for its in CLASS.values():
        assert fingerprints(its["own"]) == fingerprints(renamed(its["own"]))
    assert fingerprints("def f(x):\n    '''Twice.'''\n    return 2 * x") == fingerprints("def g(y): return 3*y")


@pytest.mark.parametrize("code", ["", "def (", "\0", "(" * 50_000, "x = 1\n" * 10_000])
def test_any_text_has_fingerprints(code: str) -> None:
    assert isinstance(fingerprints(code), frozenset)


def test_a_renamed_copy_stands_out_from_the_class() -> None:
    copied = {name: renamed(code) for name, code in CLASS["student 7"].items()}
    found = likenesses({**CLASS, "zoe": copied})
    assert [(pair.one, pair.other) for pair in found.pairs][:1] == [("student 7", "zoe")]
    first = found.pairs[0]
    assert first.likeness > 0.95 and first.rarity < 0.01 and first.exercises[0] == "own"
    assert len(found.null) == 31 * 30 // 2


def test_an_honest_class_has_no_pairs() -> None:
    assert likenesses(CLASS).pairs == []


def test_what_all_have_and_the_release_weigh_nothing() -> None:
    alike = {f"student {number}": {"shared": SHARED * 3} for number in range(20)}
    assert likenesses(alike).pairs == []
    release = likenesses({"a": CLASS["student 1"], "b": CLASS["student 1"]}, [CLASS["student 1"]["own"], SHARED])
    assert release.pairs == []


def test_short_works_are_compared_with_none() -> None:
    short = {name: {"f": f"def f(x):\n    return x {sign} 1"} for name, sign in zip("abcd", "++**", strict=True)}
    assert all(len(fingerprints(its["f"])) < LEAST for its in short.values())
    assert likenesses(short).pairs == []


def test_works_of_an_earlier_year_are_compared_too() -> None:
    old = {"2025/kim": {"own": renamed(CLASS["student 3"]["own"])}, "2025/lee": {"own": renamed(CLASS["student 3"]["own"])}}
    found = likenesses(CLASS, previous=old)
    assert {(pair.one, pair.other) for pair in found.pairs} == {("2025/kim", "student 3"), ("2025/lee", "student 3")}
