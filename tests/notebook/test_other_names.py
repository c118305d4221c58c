"""A function under another name is found by its text."""

from __future__ import annotations

import pytest

from autograder.notebook.other_names import other_name, renamed

STARTER = "def normalize_rows(x):\n    raise NotImplementedError"
CODE = "def {}(x):\n    return x"


@pytest.mark.parametrize("other", ["normalizeRows", "NormalizeRows", "normalise_rows", "normalize_Rows"])
def test_another_spelling_is_found(other: str) -> None:
    assert other_name("normalize_rows", (), [CODE.format(other)], (), STARTER) == other
    assert other_name("normalize_rows", (), [STARTER, CODE.format(other)], (), STARTER) == other


def test_a_further_name_is_found_unless_it_is_somebody_elses() -> None:
    cells = [CODE.format("initialize_parameters")]
    assert other_name("initialize_deep", ("initialize_parameters",), cells, (), STARTER) == "initialize_parameters"
    assert other_name("initialize_deep", ("initialize_parameters",), cells, {"initialize_parameters"}, STARTER) is None
    assert other_name("initialize_deep", (), cells, (), STARTER) is None


@pytest.mark.parametrize(
    "own", [CODE.format("normalize_rows"), "normalize_rows = lambda x: x", "from mine import normalize_rows"]
)
def test_the_exercises_own_name_comes_first(own: str) -> None:
    assert other_name("normalize_rows", (), [own, CODE.format("normalizeRows")], (), STARTER) is None


def test_a_name_inside_another_function_is_none() -> None:
    assert other_name("f_x", (), ["def g():\n    def fx(): pass"], (), STARTER) is None


def test_a_renamed_text_keeps_its_lines() -> None:
    assert renamed("def fx(x):\n    return fx(x - 1)\n", "fx", "f_x") == "def f_x(x):\n    return fx(x - 1)\n"
