"""Code for a newer Python than the grader's is recognised, and other wrong code is not taken for it."""

from __future__ import annotations

import sys

import pytest

from autograder.notebook.newer import python_needed

NEWER = {
    'print(f"{d["a"]}")\ndef f(x):\n    return x': (3, 12),
    "x = f'{d['k']:>{w['a']}}'  # it's": (3, 12),
    "x = f\"{'\\n'.join(a)}\"": (3, 12),
    'x = f"{a  # why\n}"\n': (3, 12),
    'f"{"}"}"': (3, 12),
    "type X = int": (3, 12),
    "type Pair[T] = tuple[T, T]": (3, 12),
    "def f[T](x: T) -> T:\n    return x": (3, 12),
    "class A[T]:\n    pass": (3, 12),
    "class A[T](B):\n    pass": (3, 12),
    "try:\n    f()\nexcept KeyError, ValueError:\n    pass": (3, 14),
    'x = t"{y}"': (3, 14),
    'type X = int\ny = t"{x}"': (3, 14),
}
WRONG = ["x = (", "def f(:\n    pass", 'f"', 'print "hello"', 'x = f"{a["', "type = = 3", "  x = 1\n y", "f'{", "", "x = 1"]


@pytest.mark.parametrize("code", NEWER)
def test_newer_code_says_which_python_it_needs(code: str) -> None:
    needed = NEWER[code]
    assert python_needed(code) == (needed if needed > sys.version_info[:2] else None)


@pytest.mark.parametrize("code", WRONG)
def test_other_code_is_not_newer(code: str) -> None:
    assert python_needed(code) is None


def test_a_long_text_is_not_looked_at() -> None:
    assert python_needed('f"{d["a"]}"\n' * 20_000) is None


@pytest.mark.parametrize("cell", ["-" * 30_000, "a." * 30_000 + "b"])
def test_a_cell_that_is_too_deep_for_the_parser_needs_no_newer_python(cell: str) -> None:
    assert python_needed(cell) is None
