"""The plugins of `nbgrader generate_assignment`: one language, cleared solutions, and nothing of the grader's."""

from __future__ import annotations

from typing import Any

import nbformat
from courses import cell, notebook

from autograder.nbgrader_plugins.release import ChooseLanguage, ClearSolutions
from autograder.notebook.files import Notebook

SOLUTION = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
QUESTION = "# Write one letter.\n### BEGIN SOLUTION\nq1 = 'b'\n### END SOLUTION"


def processed(plugin: Any, content: Notebook) -> Any:
    return plugin.preprocess(nbformat.from_dict(content), {})[0]


def cleared(**options: str) -> list[Any]:
    double, question = cell(SOLUTION, "double", solution=True), cell(QUESTION, "q1", solution=True)
    double["metadata"]["autograder"] = {"lectures": ["p1"]}
    cells: list[Any] = processed(ClearSolutions(**options), notebook(double, question)).cells
    return cells


def test_a_solution_leaves_a_stub_and_a_cell_without_one_leaves_what_is_around_it() -> None:
    double, question = cleared(no_stub=r"q\d+")
    assert double.source == "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    assert question.source.strip() == "# Write one letter."
    assert "NotImplementedError" in cleared()[1].source


def test_what_the_source_says_to_the_grader_is_not_released() -> None:
    assert [content.metadata.get("autograder") for content in cleared()] == [None, None]


def test_one_language_is_released() -> None:
    cells = [
        cell("# Doubling", kind="markdown", tags=("en",)),
        cell("# 加倍", kind="markdown", tags=("zh",)),
        cell("1 + 1"),
    ]
    found = {language: processed(ChooseLanguage(language=language), notebook(*cells)) for language in ("en", "zh")}
    texts = {language: [content.source for content in made.cells] for language, made in found.items()}
    assert texts == {"en": ["# Doubling", "1 + 1"], "zh": ["# 加倍", "1 + 1"]}
