"""The text of a learner's function comes from the notebook's cells."""

from autograder.notebook.definition import Definition, definition_of, digest_of

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


CELLS = ["import numpy as np", "def g(x): return x", "def f(x): return g(x)", "def h(x): return 2", "print(3)"]


def changed(place: int, cell: str) -> str:
    return digest_of("f", [*CELLS[:place], cell, *CELLS[place + 1 :]])


def test_a_digest_covers_what_a_function_depends_on() -> None:
    digest = digest_of("f", CELLS)
    assert digest == digest_of("f", CELLS) == changed(3, "def h(x): return 9")
    assert digest != changed(1, "def g(x): return 2 * x")  # it is called
    assert digest != changed(2, "def f(x): return g(x) + 1")
    assert digest != changed(4, "np.dot = g")  # it may change anything
    assert digest != digest_of("f", [*CELLS, "data.csv 1234"])  # a file that was handed in
    assert digest != digest_of("f", [*CELLS, "def f(x:"]) and digest != digest_of("h", CELLS)


def test_names_are_followed_from_cell_to_cell() -> None:
    cells = ["a = 1", "def k(x): return x + a", *CELLS]
    cells[3] = "def g(x): return k(x)"
    assert digest_of("f", cells) != digest_of("f", ["a = 2", *cells[1:]])
