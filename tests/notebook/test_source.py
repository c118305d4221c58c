"""Reading notebooks, the meaning of their cells, and their normal form; nbgrader and nbformat are the oracles."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, cell, notebook, tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.nbgrader import quiet_nbgrader
from autograder.errors import NotebookError
from autograder.notebook.files import dumps, parse_notebook, read_notebook
from autograder.notebook.metadata import Role, compute_checksum, role_of, upgraded
from autograder.notebook.normal import is_normal, normalise
from autograder.notebook.regions import Delimiters, hidden_lines, strip_hidden_tests, strip_solutions
from autograder.notebook.source import SourceNotebook, defined_names

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")

# reading


TEXT = dumps(notebook(cell("x = 'é 李'"), cell("# 标题", kind="markdown")))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\\n", "\\r\\n").encode(),
        json.dumps(json.loads(TEXT)).encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "crlf", "crlf in cells", "escaped"],
)
def test_encodings_and_line_ends(content: bytes) -> None:
    read = parse_notebook(content, "a.ipynb")
    assert [c["source"] for c in read["cells"]] == ["x = 'é 李'", "# 标题"]


def test_encodings_of_old_editors() -> None:
    assert parse_notebook('{"cells": [{"source": "# café"}]}'.encode("latin-1"), "")["cells"][0]["source"] == "# café"
    assert parse_notebook('{"cells": [{"source": "# 归一化"}]}'.encode("gb2312"), "")["cells"][0]["source"] == "# 归一化"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"a\.ipynb is empty; open it in Jupyter"),
        (b"  \n", "is empty"),
        (b"import numpy", r"is not JSON \(line 1\)"),
        (b'{"cells": [', "is not JSON"),
        (b"[]", "holds no cells"),
        (b'"text"', "holds no cells"),
        (b"{}", "holds no cells"),
        (b'{"cells": 3}', "holds no cells"),
        (b'{"cells": [], "nbformat": 5}', "newer than 4"),
        (b'{"cells": [], "nbformat": "4"}', "newer than 4"),
        (b'{"cells": [], "nbformat": "%s"}' % (b"4" * 10**6), "newer than 4"),
        (b'{"cells": [%s{}]}' % (b"{}," * 10_000), "more than 10,000 cells"),
        (b'{"cells": [{"cell_type": "code", "source": "%s"}]}' % (b"a" * 2_000_001), "code of more than 2 MB"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"metadata": ' * 200 + b"1" + b"}" * 200, "nested too deeply"),  # JSON, but nobody could copy it
        (b"\xff\xfe\x00", "is not JSON"),
    ],
)
def test_what_is_no_notebook_gets_one_sentence_with_the_file(content: bytes, message: str) -> None:
    with pytest.raises(NotebookError, match=message) as caught:
        parse_notebook(content, "a.ipynb")
    assert str(caught.value).startswith("a.ipynb ")
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200


def test_a_missing_file_or_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.ipynb"):
        with pytest.raises(NotebookError, match="no such file"):
            read_notebook(path)


def test_missing_and_mistyped_fields_are_filled() -> None:
    cells: list[Any] = [
        {"cell_type": "code"},
        {"cell_type": "code", "source": ["a\n", "b", 3], "metadata": [], "outputs": None, "execution_count": "1"},
        {"cell_type": "poem", "source": None, "metadata": {"tags": "skip-execution"}},
        "no cell",
        {"source": "\ud800"},
        {"cell_type": "markdown", "attachments": {"a.png": 5, "b.png": {"image/png": ["iVBO\n", "Rw0="], "text/plain": 7}}},
    ]
    read = parse_notebook(json.dumps({"cells": cells}).encode(), "")
    assert [c["source"] for c in read["cells"]] == ["", "a\nb", "", "?", ""]
    assert [c["cell_type"] for c in read["cells"]] == ["code", "code", "raw", "raw", "markdown"]
    assert read["cells"][4]["attachments"] == {"b.png": {"image/png": "iVBO\nRw0=", "text/plain": ""}}
    assert read["cells"][1]["outputs"] == []
    assert read["cells"][2]["metadata"] == {"tags": []}
    dumps(read).encode()


def test_format_3() -> None:
    old = {
        "nbformat": 3,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": "Title", "metadata": {}},
                    {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "metadata": {"a": 1}, "outputs": [{}]},
                    {"cell_type": "markdown", "source": "text", "metadata": {}},
                ]
            }
        ],
    }
    read = parse_notebook(json.dumps(old).encode(), "")
    assert [c["source"] for c in read["cells"]] == ["## Title", "x = 1\ny = 2", "text"]
    assert read["cells"][1]["metadata"] == {"a": 1}


def test_files_are_written_as_nbformat_writes_them() -> None:
    import nbformat

    content = tiny()
    code = by_id(content, "double")
    code["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "a\nb"},
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {"text/plain": "x\ny", "image/png": "QUJD\n", "application/json": {"b": "1\n2", "a": 0}},
        },
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a\nb"]},
    ]
    content["cells"][0]["attachments"] = {"a.png": {"image/png": "QUJD"}}
    assert dumps(content) == nbformat.writes(nbformat.from_dict(content)) + "\n"


def test_what_no_json_has_is_written_all_the_same() -> None:
    content = notebook(cell("x = '\ud800'"))
    content["metadata"] = {"b": float("nan"), "a": [1e-07, 2**70]}
    text = dumps(content)
    assert '"source": [\n    "x = \'?\'"\n   ]' in text
    assert '"a": [\n   1e-07,\n   1180591620717411303424\n  ],\n  "b": NaN\n' in text


# regions


def test_regions_are_replaced_as_nbgrader_does() -> None:
    source = (
        "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n\n"
        "x = 0\n# BEGIN SOLUTION\nx = 2\n# END SOLUTION"
    )
    stub = "# YOUR CODE HERE\nraise NotImplementedError()"
    assert strip_solutions(source) == ("def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()\n\nx = 0\n" + stub)
    assert strip_solutions("x = 1") == "x = 1"
    assert strip_solutions("x = 1", whole=True) == stub
    assert strip_solutions("42", code=False, whole=True) == "YOUR ANSWER HERE"
    assert strip_hidden_tests("a\n### BEGIN HIDDEN TESTS\nb\n### END HIDDEN TESTS\nc") == "a\nc"
    assert strip_hidden_tests("a\n% HIDE\nb\n% SHOW", Delimiters(begin_hidden="HIDE", end_hidden="SHOW")) == "a"
    assert hidden_lines(source) == ["    return 1", "x = 2"]


@pytest.mark.parametrize("text", ["### BEGIN HIDDEN TESTS\n1", "### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS"])
def test_regions_that_do_not_fit_are_errors(text: str) -> None:
    with pytest.raises(NotebookError):
        strip_hidden_tests(text)


# metadata


METADATA = st.fixed_dictionaries(
    {},
    optional={
        "schema_version": st.sampled_from([1, 2, 3]),
        "grade": st.booleans(),
        "solution": st.booleans(),
        "locked": st.booleans(),
        "task": st.booleans(),
        "grade_id": st.sampled_from(["a", "b-1"]),
        "points": st.sampled_from([0, 2, 1.5]),
        "checksum": st.just("c" * 32),
        "cell_type": st.sampled_from(["code", "markdown"]),
        "cruft": st.integers(),
    },
)


@settings(deadline=None, max_examples=300)
@given(METADATA, st.sampled_from(["code", "markdown"]))
def test_metadata_are_upgraded_as_nbgrader_does(metadata: dict[str, Any], kind: str) -> None:
    from nbformat import from_dict
    from nbgrader.nbgraderformat import MetadataValidator

    if "task" in metadata:  # tasks came with schema 3
        metadata = {**metadata, "schema_version": 3}
    if "schema_version" in metadata:  # from schema 1 on, all flags are written
        metadata = {"grade": False, "solution": False, "locked": False, **metadata}
    cell_ = from_dict({"cell_type": kind, "source": "", "metadata": {"nbgrader": copy.deepcopy(metadata)}})
    with quiet_nbgrader():
        theirs = MetadataValidator().upgrade_cell_metadata(cell_).metadata.get("nbgrader", {})
    flags = ("grade", "solution", "locked", "task")
    if not any(theirs.get(flag) for flag in flags):
        assert upgraded(metadata, kind) is None
        return
    ours = upgraded(metadata, kind)
    assert ours is not None
    for key in ("grade", "solution", "locked", "grade_id", "checksum", "cell_type", "schema_version"):
        assert ours.get(key) == theirs.get(key), key
    if theirs["grade"] or theirs.get("task"):
        assert ours["points"] == float(theirs.get("points", 0))


@pytest.mark.parametrize(
    "metadata", [None, [], "x", {}, {"grade": "yes"}, {"grade": True, "points": "many", "grade_id": 3}, {"task": 1}]
)
def test_strange_metadata_never_raise(metadata: Any) -> None:
    role_of(upgraded(metadata, "code"))


@pytest.mark.parametrize("points", [10**400, float("nan"), float("inf"), "nan", "1e999"])
def test_points_that_are_no_number(points: Any) -> None:
    assert upgraded({"grade": True, "grade_id": "a", "points": points}, "code")["points"] == 0.0  # type: ignore[index]


def test_old_points() -> None:
    assert upgraded({"grade": True, "grade_id": "a", "points": ""}, "code")["points"] == 0.0  # type: ignore[index]
    assert upgraded({"grade": True, "grade_id": "a", "points": "-2"}, "code")["points"] == 0.0  # type: ignore[index]
    assert upgraded({"grade": True, "grade_id": "a", "points": "2"}, "code")["points"] == 2.0  # type: ignore[index]


def test_checksums_are_nbgraders() -> None:
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum as theirs

    cells = [c for c in tiny()["cells"] if "nbgrader" in c["metadata"]]
    assert len(cells) > 5
    for one in cells:
        assert compute_checksum(one) == theirs(from_dict(one))


# a source notebook


def test_roles_points_and_texts() -> None:
    roles = {c.id: c.role for c in SOURCE.cells if c.id}
    assert roles == {
        "imports": Role.LOCKED,
        "double": Role.SOLUTION,
        "try_double": Role.LOCKED,
        "test_double": Role.TEST,
        "demo": Role.LOCKED,
        "why": Role.MANUAL,
        "poster": Role.TASK,
        "increment": Role.SOLUTION,
        "test_increment": Role.TEST,
    }
    assert SOURCE.max_score == 11
    assert SOURCE.by_id["test_double"].released == "# graded: double"
    assert "21" in SOURCE.by_id["test_double"].restored
    assert SOURCE.by_id["why"].released == "YOUR ANSWER HERE"
    assert SOURCE.by_id["demo"].skip
    assert SOURCE.by_id["poster"].released == "Make a poster."
    tests = SOURCE.with_role(Role.TEST)
    assert [[c.id for c in SOURCE.solutions_of(test)] for test in tests] == [["double"], ["increment"]]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (cell("", "imports", locked=True), "cell imports: another cell has the same grade id"),
        (cell("", "a b", locked=True), "must be letters, digits"),
        (cell("", "t", "markdown", grade=True, points=1), "cell t: a test cell must be a code cell"),
        (cell("", "t", "markdown", solution=True), "a text answer must be manually graded"),
        (cell("", "t", task=True, points=1), "a task cell must be a markdown cell"),
        (cell("### BEGIN SOLUTION", "t", solution=True), "a solution region is not closed"),
        (cell("### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS"), "cell number 11: hidden tests stand in a cell"),
        (cell("", "t", locked=True, schema_version=4), "schema 4, newer than 3"),
    ],
)
def test_what_cannot_be_released_is_named(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(NotebookError, match=message) as caught:
        SourceNotebook.of(notebook(*tiny()["cells"], wrong), "tiny.ipynb")
    assert str(caught.value).startswith("tiny.ipynb, cell ")


def test_defined_names() -> None:
    assert defined_names("a = 1\ndef f():\n    b = 2\nclass C: pass") == {"f", "C"}
    assert defined_names("a = 1\nb: int = 2") == {"a", "b"}
    assert defined_names("def f(:\n    return\ng = 3") == {"f", "g"}


# normal form


def test_the_normal_form_is_a_fixed_point_and_forgets_the_session() -> None:
    content = tiny()
    used = copy.deepcopy(content)
    for index, one in enumerate(used["cells"]):
        if "nbgrader" in one["metadata"]:
            one["id"] = f"random{index}"  # JupyterLab gives a copied cell one
        one["metadata"]["ExecuteTime"] = {"start": "now"}
        if one["cell_type"] == "code":
            one["execution_count"] = index
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    used["metadata"]["language_info"] = {"name": "python", "version": "3.13.1"}
    text = dumps(normalise(used))
    assert "3.13" not in text
    assert json.loads(text)["cells"] == json.loads(dumps(content))["cells"]
    assert is_normal(text.encode(), "a")
    assert not is_normal(dumps(used).encode(), "a")
    assert not is_normal(text.replace("\n", "\r\n").encode(), "a")


def test_cell_ids_are_stable_valid_and_unique() -> None:
    import nbformat

    content = notebook(cell("x"), cell("x"), cell("y", "a" * 90, locked=True), cell("z", "f", solution=True))
    ids = [c["id"] for c in content["cells"]]
    assert len(set(ids)) == 4
    assert ids[3] == "f"
    assert ids[1:] == [c["id"] for c in normalise(content)["cells"]][1:]
    nbformat.validate(nbformat.from_dict(content))
