"""Where a notebook answers an exercise is read from its text: below the test, above a pasted starter, in pieces."""

from __future__ import annotations

import pytest

from autograder.notebook.answers import joined_where_split, may_bind, place_of, state_in, without_pasted_starters

STARTER = 'def f(x):\n    """Double x."""\n    # write it\n    raise NotImplementedError()'
DONE = "def f(x):\n    return 2 * x"
OTHER = "y = 3"


@pytest.mark.parametrize(
    ("cells", "here", "place"),
    [
        ([DONE, OTHER, DONE], 1, 1),
        ([STARTER, OTHER, DONE, OTHER], 1, 3),
        ([OTHER, DONE], 1, 2),
        ([STARTER, DONE, OTHER, "def f(x):\n    return x + x"], 1, 4),
        ([STARTER, DONE, STARTER], 1, 2),
        ([STARTER, OTHER], 1, 1),
        (["def f(x):\n    return (", DONE], 1, 2),
        ([STARTER, "f = lambda x: 2 * x"], 1, 2),
        ([STARTER, "from mine import f"], 1, 2),
        ([STARTER, "if True:\n    def f(x):\n        return 2 * x"], 1, 2),
        ([STARTER, "def g(x):\n    f = 2\n    return f"], 1, 1),
        ([STARTER, "class A:\n    f = 1"], 1, 1),
        ([STARTER, "print(f(2))\nff = 1"], 1, 1),
        ([STARTER, "%%time\n" + DONE], 1, 2),
    ],
    ids=[
        "at its place", "below", "missing above", "the last one", "not a starter", "nowhere", "broken above", "lambda",
        "import", "inside an if", "a local name", "an attribute", "only used", "magic",
    ],
)  # fmt: skip
def test_an_exercise_is_asked_where_its_answer_is(cells: list[str], here: int, place: int) -> None:
    assert place_of("f", cells, here, STARTER) == place


def test_a_question_is_asked_where_its_answer_is() -> None:
    starter = 'q1 = None  # "a", "b", "c" or "d"'
    assert place_of("q1", ["q1 = None", 'q1 = "b"', "q10 = 1"], 1, starter) == 2
    assert place_of("q1", ['q1 = "a"', 'q1 = "b"'], 1, starter) == 1
    assert state_in("q1", "q1 = None # soon", starter) == "starter"
    assert state_in("q1", "q1: str = 'a'", starter) == "answer"


def test_a_starter_below_its_answer_does_not_run() -> None:
    cells, undone = without_pasted_starters([STARTER, DONE, OTHER, f"{OTHER}\n{STARTER}\nz = 1"], {"f": STARTER})
    assert undone == ["f"]
    assert cells[:3] == [STARTER, DONE, OTHER]
    assert cells[3].split("\n") == ["y = 3", "", "", "", "", "z = 1"], "the other lines keep their numbers"


def test_a_starter_below_its_answer_in_one_cell_does_not_run() -> None:
    cells, undone = without_pasted_starters([f"{DONE}\n\n{STARTER}"], {"f": STARTER})
    assert undone == ["f"] and cells[0].strip() == DONE


@pytest.mark.parametrize("cells", [[STARTER, DONE], [STARTER, STARTER], [DONE, "def f(x):\n    return x"], [DONE, "f(1)"]])
def test_other_cells_run_as_they_are(cells: list[str]) -> None:
    assert without_pasted_starters(cells, {"f": STARTER}) == (cells, [])


@pytest.mark.parametrize(
    ("cells", "groups"),
    [
        (["def f(x):\n    y = 2", "    return y * x"], [[0, 1]]),
        (["def f(x):", "    y = 2", "\n    return y * x", "f(1)"], [[0, 1, 2]]),
        (["for i in range(3):", "  print(i)"], [[0, 1]]),
        (["def f(x):\n    return x", "    z = 5"], []),
        (["", "    return x"], []),
        (["x = 1", "    return x"], []),
        ([DONE, "y = 1", "    y = 2"], []),
    ],
)
def test_a_block_that_was_split_is_one_piece_again(cells: list[str], groups: list[list[int]]) -> None:
    assert joined_where_split(cells) == groups


def test_names_are_found_by_the_beginnings_of_lines() -> None:
    code = "async def a(): pass\nclass B: pass\nc, (d, e) = 1\nf: int = 2\nimport g.h as i\nfrom j import k, l\nm == n"
    found = may_bind(code)
    assert set("aBcdefikl") <= found
    assert not {"m", "n"} & found
