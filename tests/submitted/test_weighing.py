"""How well a notebook fits a source, and how much of it is answered."""

from __future__ import annotations

from courses import by_id, cell, notebook, released, tiny

from autograder.notebook.files import Notebook
from autograder.notebook.source import SourceNotebook
from autograder.submitted.weighing import answers_in, fit

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")


def bare(content: Notebook) -> Notebook:
    for one in content["cells"]:
        one["metadata"] = {}
    return content


def test_the_release_fits_with_and_without_metadata() -> None:
    assert fit(released(SOURCE), SOURCE) == 1.0
    assert fit(bare(released(SOURCE)), SOURCE) > 0.5


def test_definitions_alone_fit() -> None:
    assert fit(notebook(cell("def double(x):\n    return x"), cell("def increment(x):\n    return x")), SOURCE) == 1.0
    assert fit(notebook(cell("def double(x):\n    return x")), SOURCE) == 0.5


def test_another_notebook_does_not_fit() -> None:
    assert fit(notebook(cell("import math", "imports", locked=True), cell("x = 1")), SOURCE) == 0.0
    assert fit({"cells": [], "metadata": {}}, SOURCE) == 0.0


def test_answers_are_counted_wherever_they_are() -> None:
    content = released(SOURCE)
    assert answers_in(content, SOURCE) == 0
    by_id(content, "double")["source"] = "# my own comment\n" + by_id(content, "double")["source"]
    assert answers_in(content, SOURCE) == 0, "a comment is no answer"
    content["cells"].append(cell("def double(x):\n    return 2 * x\ndef increment(x):\n    return x + 1"))
    assert answers_in(content, SOURCE) == 2
    by_id(content, "why")["source"] = "Because."
    assert answers_in(content, SOURCE) == 3
