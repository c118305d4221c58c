"""The text of a learner's function comes from the notebook's cells."""

from autograder.notebook.definition import Definition, definition_of

CELL = "import numpy as np\n\ndef f(x):\n    y = x\n    return y\n\nz = 1\n"


def test_the_last_cell_that_defines_it_counts():
    found = definition_of("f", ["def f(x): return 1\n", CELL, "f(2)"])
    assert found == Definition("def f(x):\n    y = x\n    return y\n", 3)
    assert found.line_in_cell(2) == 4 and found.line(2) == "y = x" and found.line(9) == ""


def test_other_definitions_are_none():
    assert definition_of("g", [CELL]) is None
    assert definition_of("f", ["def f(x:\n"]) is None
    assert definition_of("f", ["@twice\ndef f(x): return 1\n"]) is None
    assert definition_of("f", ["if True:\n    def f(x): return 1\n"]) is None


def test_numbers_that_are_written_out() -> None:
    text = "def f(x, rate=0.01):\n    for i in range(200):\n        x = x - rate * 0.01 * True\n    return x + 10**100\n"
    assert Definition(text).numbers == ["0.01", "200", "10", "100"]
    assert Definition("def f(:").numbers == []
