"""Cells that lost their metadata are recognised by what they still have."""

from __future__ import annotations

import copy

from courses import by_id, released, tiny

from autograder.notebook.files import Notebook
from autograder.notebook.identify import Item, identify
from autograder.notebook.source import SourceNotebook
from autograder.words import Sentence

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")


def identified(notebook: Notebook) -> tuple[list[str], list[str]]:
    notes: list[Sentence] = []
    items = [Item(cell) for cell in notebook["cells"]]
    identify(items, SOURCE, notes)
    return [item.known.id if item.known else "" for item in items], [str(note) for note in notes]


def bare() -> Notebook:
    content = copy.deepcopy(released(SOURCE))
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    for cell in content["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)
    return content


def test_grade_ids_decide() -> None:
    ids, notes = identified(released(SOURCE))
    assert [name for name in ids if name] == list(SOURCE.by_id) and notes == []


def test_without_metadata_texts_and_names_decide_and_the_notes_say_so() -> None:
    ids, notes = identified(bare())
    assert [name for name in ids if name] == list(SOURCE.by_id)
    assert any("recognised by the names defined there" in note and "double" in note for note in notes)
    assert any("recognised by the text" in note for note in notes)


def test_a_cell_of_another_assignment_is_noted() -> None:
    content = bare()
    content["cells"][1]["metadata"] = {"nbgrader": {"grade_id": "triple", "solution": True}}
    assert "Cell triple does not belong to this assignment; it was treated as the learner's own." in identified(content)[1]
