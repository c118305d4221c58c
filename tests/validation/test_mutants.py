"""Mutants: each operator makes its edits, each mutant is one edit, and all are programs."""

from __future__ import annotations

import ast

import pytest

from autograder.validation.mutants import mutants_of


def texts(body: str) -> dict[str, str]:
    """Edit -> operator, of a function with this body."""
    return {mutant.text: mutant.operator for mutant in mutants_of(f"def f(x, y):\n    {body}\n")}


@pytest.mark.parametrize(
    ("body", "operator", "text"),
    [
        ("return x + y", "arithmetic", "x + y -> x - y"),
        ("return x @ y", "arithmetic", "x @ y -> x * y"),
        ("return -x", "arithmetic", "-x -> x"),
        ("x += y", "arithmetic", "x += y -> x -= y"),
        ("return x > y", "comparison", "x > y -> x >= y"),
        ("return x == y", "comparison", "x == y -> x != y"),
        ("return x and y", "logic", "x and y -> x or y"),
        ("return not x", "logic", "not x -> x"),
        ("return x if y else 3", "logic", "x if y else 3 -> x"),
        ("return x.shape[0]", "index", "0 -> 1"),
        ("return x[1:]", "index", "1 -> 2"),
        ("return x.T", "index", "x.T -> x"),
        ("return np.sum(x, axis=0)", "keyword", "np.sum(x, axis=0) -> np.sum(x)"),
        ("return np.sum(x, axis=0)", "keyword", "0 -> 1"),
        ("return np.sum(x, keepdims=True)", "keyword", "True -> False"),
        ("return 2.5 * x", "constant", "2.5 -> 5.0"),
        ("return x['w']", "index", "'w' -> 'w_'"),
        ("return np.sum(x)", "call", "np.sum(x) -> np.mean(x)"),
        ("return np.sum(x)", "call", "np.sum(x) -> x"),
        ("return np.dot(x, y)", "call", "np.dot(x, y) -> np.dot(y, x)"),
        ("x = y", "statement", "x = y -> (deleted)"),
        ("return x", "statement", "return x -> (deleted)"),
        ("if x: y = 1", "statement", "if x:\n    y = 1 -> if True:\n    y = 1"),
    ],
)
def test_an_operator_makes_its_edit(body: str, operator: str, text: str) -> None:
    assert texts(body).get(text) == operator


def test_docstrings_and_messages_are_left_alone() -> None:
    assert set(texts('"""Twice x."""\n    print(f"x is {x:.2f}")')) == {
        "print(f'x is {x:.2f}') -> (deleted)",
        "print(f'x is {x:.2f}') -> f'x is {x:.2f}'",
    }


def test_each_mutant_is_a_program_of_its_own() -> None:
    source = "def f(x, m=2):\n    for i in range(m):\n        if i > 1:\n            x = x + i / m\n    return -x.T[0]\n"
    found = mutants_of(source)
    assert len({mutant.source for mutant in found}) == len(found) > 15
    plain = ast.unparse(ast.parse(source))
    for mutant in found:
        ast.parse(mutant.source)
        assert mutant.source != plain
        assert 1 <= mutant.line <= 5
