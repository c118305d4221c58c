"""Instructors' cells that are not Python as a whole are read as far as they can be."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.notebook.names import names_of
from autograder.notebook.readable import plain_python, readable, readable_python, unreadable_lines


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("x = 1", []),
        ("def f(x):\n    return x\n\ndef f(x):", [3]),
        ("def f(x):\n    return x\n\ndef f(x):\n    # YOUR CODE HERE\n", [3, 4]),
        ("x = 3\nx = # your answer\ny = 4", [1]),
        ("s = '''\ndef f(\n'''\nx ==\nif s:\n    y = 1\nelse:\n    y = 2", [3]),
        ("@decorated\ndef f():\n    pass\nreturn x", []),  # it parses, although it does not compile
        ("t = %timeit -o f(3)\nfiles = !ls\n%matplotlib inline\nf?", []),
        ("if True:\n    t = %time 1", []),
        (">>> x = 1\n>>> y = 2", []),
        ("%matplotlib \\\n inline\nx = 1", []),
        ("%%bash\nfor f in *; do", []),
    ],
)
def test_statements_that_nobody_understands(source: str, lost: list[int]) -> None:
    assert sorted(unreadable_lines(source)) == lost
    ast.parse(readable_python(source))
    kept = [line for number, line in enumerate(source.split("\n")) if number not in lost]
    assert [line for line in readable(source).split("\n") if line] == [line for line in kept if line]


@pytest.mark.parametrize(
    ("source", "binds"),
    [
        ("t = %timeit -o f(3)", "t"),
        ("a, b = !ls", "a b"),
        ("%%capture said\nprint(1)\nx = 2", "said x"),
        ("%%capture --no-stderr said\nprint(1)", "said"),
        ("%%time\nx = 1", "x"),
        ("%time x = f(1)\nif x:\n    y = %time f(2)", "x y"),
        ("x = 5 % 3", "x"),
    ],
)
def test_names_that_magics_bind(source: str, binds: str) -> None:
    assert names_of(source).binds == set(binds.split())


@given(st.text("x=%!?\n ()'\"#:1", max_size=40))
def test_whatever_a_cell_holds_what_is_left_is_python(source: str) -> None:
    assert len(plain_python(source).split("\n")) in (1, len(source.split("\n")))
    assert unreadable_lines(readable(source)) == frozenset()
    ast.parse(readable_python(source))
