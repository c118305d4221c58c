"""Edits are tried on inputs that are never scored, single ones first, then pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.judging.repair.search import Search, edits_of, parts_right

SCORE = "def score(w, X, rate=1.0):\n    Z = {value}\n    return {result}\n"


def learner(code: str) -> Any:
    world: dict[str, Any] = {"np": np}
    exec(code, world)
    return world["score"]


def search_for(exam: Any, text: str, **options: Any) -> Search:
    cases = exam.examples
    return Search(exam, learner(text), cases, exam.right_answers(cases), **options)


@pytest.mark.parametrize(
    ("value", "result", "line", "kind"),
    [
        ("np.dot(w.T, X)", "rate * Z + 2 * Z", 3, "sign"),
        ("np.dot(w, X)", "2 * rate * Z", 2, "transposed"),
        ("np.dot(w.T, X)", "3 * rate * Z", 3, "constant"),
    ],
)
def test_a_single_edit_is_found(exam, value, result, line, kind):
    text = SCORE.format(value=value, result=result)
    text = text.replace("rate * Z + 2 * Z", "2 * rate * -Z")
    repairs = search_for(exam, text).repairs(text)
    assert {repair.lines for repair in repairs} == {frozenset({line})} or line in set.union(
        *map(set, [r.lines for r in repairs])
    )
    assert kind in {repair.edits[0].kind for repair in repairs}
    for repair in repairs:
        assert search_for(exam, text).is_right(repair.text, exam.examples)


def test_a_second_edit_follows_one_that_made_more_right(parts):
    exam, text = parts
    cases = exam.examples
    world: dict[str, Any] = {"np": np}
    exec(text, world)
    repairs = Search(exam, world["both"], cases, exam.right_answers(cases)).repairs(text)
    assert repairs and all(len(repair.edits) == 2 and repair.lines == {2, 3} for repair in repairs)


@pytest.fixture
def parts(tmp_path):
    from autograder.exercise.exercise import Exercise
    from autograder.exercise.reference import Reference, load_module
    from autograder.judging.marking import Exam

    both = Exercise("both", returns=("one", "other"))
    both.inputs(lambda rng: {"x": rng.normal(size=4), "y": rng.normal(size=4)})
    source = "import numpy as np\n\ndef both(x, y):\n    a = x + y\n    b = x * y\n    return a, b\n"
    (tmp_path / "both.py").write_text(source)
    exam = Exam(both, Reference(load_module(tmp_path / "both.py"), "both"), "seed")
    return exam, "def both(x, y):\n    a = x - y\n    b = x / y\n    return a, b\n"


def test_only_lines_that_run_are_edited(exam):
    text = SCORE.format(value="np.dot(w, X)", result="2 * rate * Z")
    assert search_for(exam, text, lines={3}).repairs(text) == []


def test_the_search_ends_at_its_deadline(exam):
    text = SCORE.format(value="np.dot(w, X)", result="2 * rate * Z")
    search = search_for(exam, text, deadline=0.0)
    assert search.repairs(text) == [] and search.tried == 0


def test_endless_candidates_do_no_harm(exam):
    text = "def score(w, X, rate=1.0):\n    n = 3.0\n    while n > 0:\n        n -= 1\n    return rate * np.dot(w.T, X)\n"
    search = search_for(exam, text, lines={4, 5})
    assert any("n += 1" in edit.applied(text) for edit in edits_of(text))
    assert search.repairs(text)


def test_equal_edits_at_several_places_are_one(exam):
    text = "def score(w):\n    a = np.sum(w, axis=0)\n    b = np.sum(a, axis=0)\n    return a + 1e-8, b + 1e-8\n"
    made = {edit.applied(text) for edit in edits_of(text)}
    assert text.replace("axis=0", "axis=1") in made
    assert text.replace("a + 1e-8, b + 1e-8", "a, b") in made


def test_parts_that_are_right_are_counted(parts):
    exam, text = parts
    world: dict[str, Any] = {"np": np}
    exec(text.replace("x - y", "x + y"), world)
    (verdict, *_) = exam.judge(world["both"], exam.examples)
    assert parts_right(exam, verdict) == 1.0
    assert parts_right(exam, None) == 0.0
