"""A function is the starter by its text: comments, docstrings and places do not matter, and what it does neither."""

from __future__ import annotations

import pytest

from autograder.notebook.starter import is_starter

STARTER = 'def f(x):\n    """Double x."""\n    raise NotImplementedError()  # write it'
DONE = "def f(x):\n    return 2 * x"


@pytest.mark.parametrize(
    "cells",
    [
        [STARTER],
        ["import numpy as np\n%matplotlib inline", STARTER],
        ["def f(x): raise NotImplementedError()"],
        ["def f(y, z):\n    # soon\n    raise   NotImplementedError( )\nprint(f)"],
        [DONE, STARTER],
        [STARTER, "g = f\ndef other():\n    fish = 1"],
        [STARTER, "f(1) = 2"],
    ],
)
def test_a_starter(cells: list[str]) -> None:
    assert is_starter("f", cells, STARTER)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [DONE],
        [STARTER, DONE],
        [STARTER + "\nf = len"],
        [STARTER, "f = len"],
        [STARTER, "from numpy import sum as f"],
        [STARTER, "if True:\n    def f(x): return x"],
        ["@cached\ndef f(x):\n    raise NotImplementedError()"],
        ["def f(x):\n    raise NotImplementedError"],
        ["def f(x):\n    print(x)\n    raise NotImplementedError()"],
        ["def f(x):\n    return g(x)\ndef g(x):\n    raise NotImplementedError()"],
        ["def f(x:\n    raise NotImplementedError()"],
        ["class C:\n    def f(x):\n        raise NotImplementedError()"],
    ],
)
def test_no_starter(cells: list[str]) -> None:
    assert not is_starter("f", cells, STARTER)


def test_a_cell_that_defines_no_such_function_has_no_starter() -> None:
    assert not is_starter("f", [STARTER], "q1 = None")
