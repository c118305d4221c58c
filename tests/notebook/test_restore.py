"""The instructor's cells come back, whatever a learner does to them, and the learner's code counts."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable

import nbformat
import pytest
from courses import by_id, cell, notebook, released, tiny

from autograder.notebook.files import Notebook, dumps, parse_notebook
from autograder.notebook.metadata import grade_id_of, is_untouched
from autograder.notebook.restore import Restored, restore
from autograder.notebook.source import SourceNotebook

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")
IDS = list(SOURCE.by_id)


def solved() -> Notebook:
    content = released(SOURCE)
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    by_id(content, "why")["source"] = "Because I say so."
    return content


def ids(restored: Restored) -> list[str]:
    return [name for c in restored.notebook["cells"] if (name := c["metadata"].get("nbgrader", {}).get("grade_id"))]


def check_sound(restored: Restored) -> None:
    """Check what must be true of every restored notebook."""
    assert {name for name in IDS if name not in ("double", "increment")} <= set(ids(restored))
    assert len(ids(restored)) == len(set(ids(restored)))
    for name in ids(restored):
        ours, theirs = by_id(restored.notebook, name), SOURCE.by_id[name]
        assert ours["metadata"]["nbgrader"] == theirs.metadata["nbgrader"]
        assert ours["metadata"].get("tags") == theirs.metadata.get("tags")
        assert ours["cell_type"] == theirs.type
        if theirs.role.restored:
            assert ours["source"] == theirs.restored
    assert not any("42" in run.source for run in restored.cells)
    assert [run.index for run in restored.cells] == sorted(run.index for run in restored.cells)
    order = [run.id for run in restored.cells]
    for solution, test in (("double", "test_double"), ("increment", "test_increment")):
        if solution in order:
            assert order.index(solution) < order.index(test)
    nbformat.validate(nbformat.from_dict(restored.notebook))


def untouched(restored: Restored) -> set[str]:
    """Return the ids of the learner's cells that are as they were released."""
    learners = [c for c in restored.notebook["cells"] if grade_id_of(c) in ("double", "increment", "why")]
    return {grade_id_of(c) for c in learners if is_untouched(c)}


def notes(restored: Restored) -> list[str]:
    return [str(note) for note in restored.notes]


def code_of(restored: Restored, name: str) -> str:
    return next(run.source for run in restored.cells if run.id == name)


def test_an_untouched_notebook() -> None:
    restored = restore(released(SOURCE), SOURCE)
    check_sound(restored)
    assert restored.notes == []
    assert untouched(restored) == {"double", "increment", "why"}
    assert [run.id for run in restored.cells if run.test] == ["test_double", "test_increment"]
    assert [run.id for run in restored.cells if run.skip] == ["demo"]
    assert code_of(restored, "test_double") == "# graded: double"


def test_a_solved_notebook() -> None:
    restored = restore(solved(), SOURCE)
    check_sound(restored)
    assert restored.notes == []
    assert untouched(restored) == set()
    assert "x + x" in code_of(restored, "double")
    assert by_id(restored.notebook, "why")["source"] == "Because I say so."


def test_edited_tests_points_types_and_tags_are_undone() -> None:
    content = solved()
    by_id(content, "test_double")["source"] = "print('full marks')"
    by_id(content, "test_increment")["metadata"]["nbgrader"]["points"] = 100
    by_id(content, "test_increment")["metadata"]["tags"] = ["skip-execution"]
    by_id(content, "try_double")["metadata"]["nbgrader"]["grade"] = True
    increment = by_id(content, "increment")
    increment["cell_type"] = "markdown"
    increment.pop("outputs"), increment.pop("execution_count")
    content["metadata"] = {"kernelspec": {"name": "bash"}, "language_info": 5, "title": []}
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert restored.notebook["metadata"] == SOURCE.metadata
    assert "x + 1" in code_of(restored, "increment")
    said = "\n".join(notes(restored))
    for words in (
        "Cell test_double was edited; the instructor's text was put back.",
        "Cell test_increment claimed 100 points; it has 1.",
        "Cell test_increment was tagged skip-execution",
        "Cell try_double was marked as a test cell; it is a locked cell.",
        "Cell increment was turned into markdown; it is code again.",
    ):
        assert words in said
    chinese = "\n".join(note.in_language("zh") for note in restored.notes)
    assert "单元格 try_double 被标记为测试单元格，实际是锁定单元格。" in chinese


def test_deleted_cells_come_back_in_their_place() -> None:
    content = solved()
    content["cells"] = [c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") != "test_double"]
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert ids(restored) == IDS
    assert notes(restored) == ["Cell test_double was missing; it was put back."]


def test_an_empty_notebook() -> None:
    restored = restore({"cells": [], "metadata": {}}, SOURCE)
    check_sound(restored)
    assert untouched(restored) == {"why"}
    assert [run.id for run in restored.cells if run.test] == ["test_double", "test_increment"]


def test_duplicates_of_locked_cells_are_dropped() -> None:
    content = solved()
    content["cells"].insert(0, copy.deepcopy(by_id(content, "test_double")))
    content["cells"].append(copy.deepcopy(by_id(content, "try_double")))
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert len(restored.cells) == len(restore(solved(), SOURCE).cells)


def test_of_duplicated_solutions_all_run_and_the_changed_one_has_the_id() -> None:
    content = solved()
    copied = copy.deepcopy(by_id(content, "double"))
    by_id(content, "double")["source"] = SOURCE.by_id["double"].released
    content["cells"].append(copied)
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert "x + x" in code_of(restored, "double")
    assert [run.source for run in restored.cells][1] == SOURCE.by_id["double"].released
    assert "double" not in untouched(restored)
    order = [run.id for run in restored.cells]
    assert order.index("double") < order.index("test_double")


def test_both_halves_of_a_split_cell_run_in_order() -> None:
    """JupyterLab's split gives both halves the same metadata."""
    content = solved()
    first = by_id(content, "double")
    second = copy.deepcopy(first)
    first["source"], second["source"] = "factor = 2", "def double(x):\n    return factor * x"
    content["cells"].insert(content["cells"].index(first) + 1, second)
    for metadata in (second["metadata"], {}):
        second["metadata"] = metadata
        restored = restore(content, SOURCE)
        check_sound(restored)
        sources = [run.source for run in restored.cells]
        assert sources.index("factor = 2") + 1 == sources.index(second["source"])


def test_the_second_half_of_a_split_cell_runs_before_a_test_that_was_deleted() -> None:
    content = solved()
    gone = ("try_double", "test_double")
    content["cells"] = [c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") not in gone]
    place = content["cells"].index(by_id(content, "double"))
    content["cells"].insert(place + 1, cell("def double(x): return 2 * x"))
    restored = restore(content, SOURCE)
    check_sound(restored)
    order = [run.source for run in restored.cells]
    assert order.index("def double(x): return 2 * x") < order.index("# graded: double")


def test_merged_cells() -> None:
    """Both functions in one cell: the other cell is gone, and must not come back as a starter."""
    content = solved()
    other = by_id(content, "increment")
    by_id(content, "double")["source"] += "\n\n" + other["source"]
    content["cells"].remove(other)
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert not any("NotImplementedError" in run.source for run in restored.cells)


def test_stripped_metadata() -> None:
    content = solved()
    for one in content["cells"]:
        one["metadata"] = {}
        one.pop("id", None)
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert ids(restored) == IDS
    assert by_id(restored.notebook, "why")["source"] == "Because I say so."
    assert notes(restored) == [
        "6 cells had lost their ids; they were recognised by the text.",
        "Cells double, increment had lost their ids; they were recognised by the names defined there.",
        "Cell why had lost its id; it was recognised by the place in the notebook.",
    ]
    assert restored.notes[1].in_language("zh") == "单元格 double、increment 丢失了 id，已根据其中定义的名称识别出来。"


def test_a_locked_cell_that_lost_its_id_and_was_edited_is_recognised() -> None:
    lines = "\n".join(f"tool_{i} = {i}" for i in range(12))
    source = SourceNotebook.of(notebook(cell(lines, "tools", locked=True)), "a.ipynb")
    content = notebook(cell(lines.replace("tool_3 = 3", "tool_3 = 4")))
    restored = restore(content, source)
    assert [run.source for run in restored.cells] == [lines]


def test_the_learners_order_stays_but_tests_follow_their_solutions() -> None:
    content = solved()
    content["cells"].reverse()
    restored = restore(content, SOURCE)
    check_sound(restored)
    order = [run.id for run in restored.cells]
    assert order.index("increment") < order.index("double")
    said = "Cell test_double came before the solution that it tests; it was moved after that solution."
    assert said in notes(restored)


def test_cells_of_another_assignment_are_the_learners_own() -> None:
    content = solved()
    content["cells"].append(cell("x = 1", "elsewhere", grade=True, locked=True, points=7))
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert restored.cells[-1].role.value == "free"
    assert restored.notebook["cells"][-1]["metadata"] == {}


def test_a_tag_on_a_cell_of_the_learners_own_counts_only_where_the_source_has_it() -> None:
    source = SourceNotebook.of(notebook(cell("slow()", tags=("skip-execution",))), "a.ipynb")
    content = notebook(cell("slow()", tags=("skip-execution",)), cell("fast()", tags=("skip-execution",)))
    restored = restore(content, source)
    assert [(run.source, run.skip) for run in restored.cells] == [("slow()", True), ("fast()", False)]


def test_windows_line_ends_change_nothing() -> None:
    content = parse_notebook(dumps(released(SOURCE)).replace("\\n", "\\r\\n").encode(), "a")
    assert untouched(restore(content, SOURCE)) == {"double", "increment", "why"}


def test_restoring_twice_is_restoring_once() -> None:
    once = restore(solved(), SOURCE)
    again = restore(once.notebook, SOURCE)
    assert again.notes == []
    assert again.notebook == once.notebook


def mutations() -> list[Callable[[Notebook, random.Random], None]]:
    def delete(content: Notebook, rng: random.Random) -> None:
        del content["cells"][rng.randrange(len(content["cells"]))]

    def duplicate(content: Notebook, rng: random.Random) -> None:
        content["cells"].insert(rng.randrange(len(content["cells"])), copy.deepcopy(rng.choice(content["cells"])))

    def swap(content: Notebook, rng: random.Random) -> None:
        rng.shuffle(content["cells"])

    def strip(content: Notebook, rng: random.Random) -> None:
        rng.choice(content["cells"])["metadata"] = {}

    def rename(content: Notebook, rng: random.Random) -> None:
        rng.choice(content["cells"])["metadata"]["nbgrader"] = {"grade_id": rng.choice([*IDS, "x", 3, None])}

    def corrupt(content: Notebook, rng: random.Random) -> None:
        rng.choice(content["cells"])["metadata"]["nbgrader"] = rng.choice(
            [[], "", {"grade_id": []}, {"schema_version": "x"}]
        )

    def rewrite(content: Notebook, rng: random.Random) -> None:
        rng.choice(content["cells"])["source"] = rng.choice(["", "def double(", "def increment(x): pass", "x = 1"])

    def retype(content: Notebook, rng: random.Random) -> None:
        rng.choice(content["cells"])["cell_type"] = rng.choice(["code", "markdown", "raw"])

    def tag(content: Notebook, rng: random.Random) -> None:
        rng.choice(content["cells"])["metadata"]["tags"] = ["skip-execution"]

    return [delete, duplicate, swap, strip, rename, corrupt, rewrite, retype, tag]


def test_random_mutations_leave_the_notebook_sound() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        content = solved()
        for mutate in rng.choices(mutations(), k=rng.randrange(1, 8)):
            if content["cells"]:
                mutate(content, rng)
        check_sound(restore(parse_notebook(dumps(content).encode(), "a"), SOURCE))


def test_notes_on_unknown_cells_are_few_short_and_printable() -> None:
    mine = {"cell_type": "code", "source": "", "outputs": [], "execution_count": None}
    content = solved()
    content["cells"] += [mine | {"metadata": {"nbgrader": {"grade_id": "\x1b[2J\n" + "x" * 10_000}}} for _ in range(1000)]
    said = notes(restore(content, SOURCE))
    assert len(said) == 201 and said[-1] == "There are 800 more notes of this kind."
    assert all(len(note) < 200 and note.isprintable() for note in said)


def test_a_long_cell_is_restored_quickly() -> None:
    """As a syntax tree it would be a thousand times as large, and once for each solution that is looked for."""
    content = notebook(cell("def double(x):\n    return x + x\n" + "a = 1\n" * 300_000))
    began = time.monotonic()
    assert "x + x" in code_of(restore(content, SOURCE), "double")
    assert time.monotonic() - began < 5


def test_code_that_python_cannot_parse_is_not_parsed() -> None:
    """Its parser has no clock, and a deep nesting or a long number can cost it gigabytes."""
    content = notebook(
        *(
            cell(f"def double(x):\n    return {code}")
            for code in ("(" * 50_000, "-" * 90_000, "1" * 90_000, "[" * 9_000 + "]" * 9_000)
        )
    )
    assert "double" in ids(restore(content, SOURCE))


def test_a_solution_joined_into_a_locked_cell_counts() -> None:
    """JupyterLab keeps the metadata of the upper cell, so the solution would be overwritten with it."""
    content = solved()
    upper, lower = by_id(content, "test_double"), by_id(content, "increment")
    upper["source"] += "\n\n" + lower["source"]
    content["cells"].remove(lower)
    restored = restore(content, SOURCE)
    check_sound(restored)
    order = [run.source for run in restored.cells]
    assert "def increment(x):\n    return x + 1" in order
    assert any("Your code for increment was kept in a new cell above it" in note for note in notes(restored))


def test_what_else_is_written_into_a_locked_cell_does_not_count() -> None:
    content = solved()
    by_id(content, "try_double")["source"] += "\ndef double(x):\n    return 0\ndef helper(x):\n    return 1"
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert not any("helper" in run.source for run in restored.cells), "double is answered in its own cell"


def test_a_definition_in_a_copy_of_a_locked_cell_counts() -> None:
    content = solved()
    double = by_id(content, "double")
    twin = copy.deepcopy(by_id(content, "try_double"))
    twin["source"] = double["source"]
    content["cells"][content["cells"].index(double)] = copy.deepcopy(by_id(released(SOURCE), "double"))
    content["cells"].insert(0, copy.deepcopy(by_id(content, "try_double")))
    content["cells"].insert(1, twin)
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert "def double(x):\n    return x + x" in [run.source for run in restored.cells]


def test_a_starter_below_its_solution_does_not_undo_it() -> None:
    content = solved()
    starter = copy.deepcopy(by_id(released(SOURCE), "double"))
    content["cells"].insert(content["cells"].index(by_id(content, "double")) + 1, starter)
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert not any("NotImplementedError" in run.source for run in restored.cells)
    assert any("starter of double" in note for note in notes(restored))
    assert sum("NotImplementedError" in cell["source"] for cell in restored.notebook["cells"]) == 1, "it stays to be seen"


GIVEN = "data = [1, 2]\n### BEGIN SOLUTION\nmean = sum(data) / 2\n### END SOLUTION"


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("### BEGIN SOLUTION\ndata = 5\n### END SOLUTION", GIVEN, "data = [1, 2]\nmean = sum(data) / len(data)"),
        (
            "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION",
            "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
            "",
        ),
        ("answer = None\n### BEGIN SOLUTION\nanswer = 1\n### END SOLUTION",) * 2 + ("",),
    ],
    ids=["given code", "a function that is asked for twice", "a variable that is asked for twice"],
)
def test_what_a_solution_cell_gives_or_asks_for_once_more_is_no_pasted_starter(first: str, second: str, answer: str) -> None:
    cells = [cell(first, "first", solution=True), cell(second, "second", solution=True)]
    source = SourceNotebook.of(notebook(*cells), "two.ipynb")
    content = released(source)
    by_id(content, "first")["source"] = first
    by_id(content, "second")["source"] = answer or by_id(content, "second")["source"]
    restored = restore(content, source)
    assert code_of(restored, "second") == by_id(content, "second")["source"]
    assert not any("starter" in note for note in notes(restored))


def test_a_solution_that_was_split_runs_in_one_piece() -> None:
    content = solved()
    first = by_id(content, "double")
    place = content["cells"].index(first)
    first["source"] = "def double(x):\n    y = x"
    content["cells"].insert(place + 1, cell("    y = y + x", ""))
    content["cells"].insert(place + 2, cell("    return y", ""))
    restored = restore(content, SOURCE)
    check_sound(restored)
    assert code_of(restored, "double") == "def double(x):\n    y = x\n    y = y + x\n    return y"
    assert [note for note in notes(restored) if "split off" in note]
