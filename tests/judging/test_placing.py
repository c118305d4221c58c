"""The line of a known mistake is named where it is certain, in the learner's own names, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.exercise.alternatives import Mistake
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_module, load_solutions
from autograder.judging.placing import lines_of

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = """
import numpy as np

def propagate(w, X, Y):
    m = X.shape[1]
    A = np.tanh(np.dot(w.T, X))
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    if m > 3:
        db = 2 * db
    return {
        "dw": dw,
        "db": db,
    }
"""
UNAVERAGED = Mistake("not averaged", (("np.dot(X, dZ.T) / m", "np.dot(X, dZ.T)"),))
SWAPPED = Mistake("swapped", (('"dw": dw', '"dw": db'),))
BOTH = Mistake("both", (("dZ.T) / m", "dZ.T)"), ("np.sum(dZ) / m", "np.sum(dZ)")))
MORE = Mistake("more", (("if m > 3", "if m > 4"),))
LESS = Mistake("less", (("    dZ = A - Y\n", ""), ("dZ.T", "(A - Y).T"), ("np.sum(dZ)", "np.sum(A - Y)")))
HEAD = """def propagate(weights, data, labels):
    n = data.shape[1]
    out = np.tanh(weights.T @ data)
    d = out - labels
"""
TAIL = "    gb = d.sum() / n\n    if n > 3:\n        gb *= 2\n    return {'dw': gw, 'db': gb}\n"


@pytest.fixture
def reference(tmp_path: Path) -> Reference:
    (tmp_path / "solutions.py").write_text(SOLUTIONS)
    return Reference(load_module(tmp_path / "solutions.py"), "propagate")


@pytest.mark.parametrize("line", ["gw = data @ d.T", "gw = np.dot(data, d.T)", "gw = data.dot(np.transpose(d))"])
def test_it_is_found_under_other_names_and_in_other_ways_of_writing(reference: Reference, line: str) -> None:
    assert lines_of(f"{HEAD}    {line}\n{TAIL}", reference, [UNAVERAGED]) == [5]


@pytest.mark.parametrize(
    "lines",
    [
        "gw = data @ d.T / n",  # right
        "gw = data @ (out - labels).T",  # written otherwise
        "gw = data @ d.T\n    gw = gw * 1",  # assigned again: that line may be wrong
        "gw = data @ d.T\n    other = data @ d.T",  # twice
        "gw = weights @ d.T",  # another parameter
        "gw = np.dot(data, d.T) if n else 0",
        "other = data @ d.T\n    gw = data @ d.T / n",  # the right statement is there, too
    ],
)
def test_no_line_is_named_where_it_is_not_certain(reference: Reference, lines: str) -> None:
    assert lines_of(f"{HEAD}    {lines}\n{TAIL}", reference, [UNAVERAGED]) == []


def test_a_statement_of_several_lines_has_its_own_line(reference: Reference) -> None:
    assert lines_of(reference.text_of(SWAPPED), reference, [SWAPPED]) == [10]


def test_of_several_wrong_lines_all_are_named_where_all_are_there(reference: Reference) -> None:
    text = f"{HEAD}    gw = data @ d.T\n{TAIL}"
    assert lines_of(text.replace("d.sum() / n", "d.sum()"), reference, [BOTH]) == [5, 6]
    assert lines_of(text, reference, [BOTH]) == []
    joined = Mistake("one line", (("    dw = np.dot(X, dZ.T) / m\n    db = ", "    dw, db = np.dot(X, dZ.T), "),))
    same = text.replace("gw = data @ d.T\n    gb = d.sum() / n", "gw, gb = data @ d.T, d.sum() / n")
    assert lines_of(same, reference, [joined]) == [5]


def test_the_first_line_of_a_compound_statement_counts(reference: Reference) -> None:
    text = f"{HEAD}    gw = data @ d.T / n\n{TAIL}"
    assert lines_of(text.replace("if n > 3", "if n > 4"), reference, [MORE]) == [7]
    assert lines_of(text, reference, [MORE]) == []


def test_mistakes_with_equal_outputs_must_agree_on_the_line(reference: Reference) -> None:
    text = f"{HEAD}    gw = data @ d.T\n{TAIL}".replace("if n > 3", "if n > 4")
    assert lines_of(text, reference, [UNAVERAGED, MORE]) == []
    assert lines_of(text, reference, [UNAVERAGED, SWAPPED]) == [5]


@pytest.mark.parametrize(
    "text", ["", "x = 1", "def f(", f"def f():\n    return {'(' * 80}{')' * 80}", "def f(a):\n    pass\n"]
)
def test_what_is_no_such_function_has_no_line(reference: Reference, text: str) -> None:
    assert lines_of(text, reference, [UNAVERAGED, LESS]) == []


def test_a_mistake_whose_code_does_not_apply_has_no_line(reference: Reference) -> None:
    assert lines_of(reference.source, reference, [Mistake("gone", (("not there", "x"),))]) == []


@pytest.mark.parametrize("assignment", sorted(path.name for path in (ROOT / "tests" / "hidden").iterdir() if path.is_dir()))
def test_in_the_course_the_named_line_is_one_that_the_mistake_changes(assignment: str) -> None:
    named = counted = 0
    for path in sorted((ROOT / "tests" / "hidden" / assignment).glob("*.py")):
        exercise = load_exercise(ROOT, assignment, path.stem)
        if isinstance(exercise, Question):
            continue
        reference = Reference(load_solutions(ROOT, assignment), exercise.name)
        right = reference.source.splitlines()
        assert not lines_of(reference.source, reference, exercise.mistakes), "it is right"
        for mistake in exercise.mistakes:
            wrong = reference.text_of(mistake).splitlines()
            lines = lines_of("\n".join(wrong), reference, [mistake])
            counted, named = counted + 1, named + bool(lines)
            if lines and mistake.code is None and len(right) == len(wrong):
                changed = {n for n, (one, other) in enumerate(zip(right, wrong, strict=True), 1) if one != other}
                assert changed.issuperset(lines), (exercise.name, mistake.name)
    assert named > 0.6 * counted
