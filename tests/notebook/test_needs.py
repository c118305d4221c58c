"""Which cells a test cell needs, and which of their names are the learner's."""

from __future__ import annotations

import pytest

from autograder.notebook.needs import Needs, needs_of, slice_for


def needs(*cells: str, skipped: tuple[int, ...] = ()) -> Needs:
    """Return what the last cell needs; a cell that begins with `#` is the learner's."""
    learners = [cell.startswith("#") for cell in cells]
    usable = [index not in skipped for index in range(len(cells))]
    return needs_of(cells, learners, len(cells) - 1, usable)


@pytest.mark.parametrize(
    ("cells", "instructor", "learner"),
    [
        (["a = 1", "a"], [0], ""),
        (["#\na = 1", "a"], [], "a"),
        (["a = 1", "#\na = 2", "a"], [], "a"),
        (["#\na = 1", "a = 2", "a"], [1], ""),
        (["a = 1", "b = a", "c = 1", "b"], [0, 1], ""),
        (["def f(): return a", "a = 1", "f()"], [0, 1], ""),
        (["#\ndef f(): return a", "a = 1", "f()"], [], "f"),
        (["a = []", "a.append(1)", "a"], [0, 1], ""),
        (["#\na = []", "a.append(1)", "a"], [1], "a"),
        (["a = 1", "#\na += 1", "a"], [], "a"),
        (["from m import *", "a"], [0], ""),
        (["a = 1", "del a", "a"], [0, 1], ""),
        (["match (3, 4):\n    case (a, b): pass", "a + b"], [0], ""),
        (["match {}:\n    case {**a}: pass", "a"], [0], ""),
        (["try: pass\nexcept* E as a: pass", "a"], [0], ""),
        (["#\nmatch 1:\n    case a: pass", "a"], [], "a"),
        (["#\ndef f(x):\n    match x:\n        case a: return a", "a = 1", "f(a)"], [1], "f"),
        (["def f(x: int) -> a: pass", "f(1)"], [0], ""),
        (["#\nclass K: pass", "def f(x: K) -> K: return x", "f(1)"], [1], "K"),
    ],
)
def test_who_binds_what(cells: list[str], instructor: list[int], learner: str) -> None:
    found = needs(*cells)
    assert (list(found.cells), found.learner) == (instructor, set(learner.split()))


def test_a_module_is_not_the_learners() -> None:
    assert needs("#\nimport a.b as c\nd = 1", "c + d") == Needs((), frozenset({"d"}), {"c": ("import a.b as c",)})
    assert needs("import a", "a.b()", "#\na.seed(1)", "a").cells == (0,)


def test_a_name_that_no_cell_binds_may_come_from_a_star_of_the_learners() -> None:
    found = needs("#\nfrom a import *", "#\nfrom b.c import *\nd = 1", "e + d + len([])")
    assert found.imports == {"e": ("from b.c import e", "from a import e")} and found.learner == {"d"}


def test_the_value_of_the_cell_above_is_the_learners() -> None:
    assert needs("#\n3 + 4", "assert _ == 7").learner == {"_"}
    assert needs("#\n3 + 4", "for _ in range(3): print(_)").learner == frozenset()


def test_a_demonstration_is_not_run() -> None:
    assert needs("a = 1", "a = 2", "a", skipped=(1,)).cells == (0,)


def test_a_slice_holds_what_its_cells_need() -> None:
    cells = ["import a", "b = a.c", "d = 1", "def e(): return b", "b.append(1)", "from f import *"]
    assert slice_for(cells, [3]) == [0, 1, 3, 4]
    assert slice_for(cells, [2]) == [2]
    assert slice_for([*cells, "g"], [6]) == [5, 6]
    assert slice_for(["match 1:\n    case h: pass", "h"], [1]) == [0, 1]
    assert slice_for(cells, []) == []
