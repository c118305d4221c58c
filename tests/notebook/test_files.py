"""Notebook files are read in any state and written as nbformat writes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, cell, notebook, tiny

from autograder.errors import NotebookError
from autograder.notebook.files import affordable_text, dumps, parse_notebook, read_notebook

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


@pytest.mark.parametrize("version", ["4.0", '"4"', '"4.0"', "4.5", "null", '"?"', "NaN"])
def test_the_format_may_be_written_in_any_way(version: str) -> None:
    """Other tools write it as a float or as a string."""
    content = f'{{"cells": [{{"cell_type": "code", "source": "x = 1"}}], "nbformat": {version}}}'
    assert [cell["source"] for cell in parse_notebook(content.encode(), "a.ipynb")["cells"]] == ["x = 1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"a\.ipynb is empty; open it in Jupyter"),
        (b"  \n", "is empty"),
        (b"import numpy", r"is not JSON \(line 1\)"),
        (b'{"cells": [', "is not JSON"),
        (b"[]", "has no cells"),
        (b'"text"', "has no cells"),
        (b"{}", "has no cells"),
        (b'{"cells": 3}', "has no cells"),
        (b'{"cells": [], "nbformat": 5}', "newer than 4"),
        (b'{"cells": [], "nbformat": "5"}', "newer than 4"),
        (b'{"cells": [], "nbformat": 5.0}', "newer than 4"),
        (b'{"cells": [], "nbformat": "%s"}' % (b"4" * 10**6), "newer than 4"),
        (b'{"cells": [%s{}]}' % (b"{}," * 10_000), "more than 10,000 cells"),
        (b'{"cells": [{"cell_type": "code", "source": "%s"}]}' % (b"a" * 2_000_001), "code of more than 2 MB"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"metadata": ' * 200 + b"1" + b"}" * 200, "nested too deeply"),  # JSON, but it could not be copied
        (b"\xff\xfe\x00", "is not JSON"),
    ],
)
def test_other_files_are_refused_in_one_sentence_that_names_the_file(content: bytes, message: str) -> None:
    with pytest.raises(NotebookError, match=message) as caught:
        parse_notebook(content, "a.ipynb")
    assert str(caught.value).startswith("a.ipynb ")
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 200
    assert "a.ipynb" in caught.value.in_language("zh")


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


def test_nan_and_lone_surrogates_are_written() -> None:
    content = notebook(cell("x = '\ud800'"))
    content["metadata"] = {"b": float("nan"), "a": [1e-07, 2**70]}
    text = dumps(content)
    assert '"source": [\n    "x = \'?\'"\n   ]' in text
    assert '"a": [\n   1e-07,\n   1180591620717411303424\n  ],\n  "b": NaN\n' in text


# ---------------------------------------------------------------- what a large file costs


def test_outputs_are_not_read() -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x"}
    cells = [{"cell_type": "code", "source": "a", "outputs": [output]}, {"cell_type": "code", "source": "b", "outputs": 3}]
    for text in (json.dumps({"cells": cells}), json.dumps({"cells": cells, "metadata": float("nan")})):
        assert [c["outputs"] for c in parse_notebook(text.encode(), "")["cells"]] == [[], []]


def test_both_ways_of_reading_agree() -> None:
    """A file with NaN is read by another library than others."""
    cells: list[Any] = [
        {
            "cell_type": "code",
            "source": ["a\n", "b"],
            "metadata": {"tags": ["x", 3], "nbgrader": {"grade_id": "a"}},
            "id": "c1",
        },
        {"cell_type": "markdown", "source": "é 李", "attachments": {"a.png": {"image/png": "QUJD"}}},
        {"execution_count": 3, "cell_type": "code", "source": "\u2028"},
    ]
    plain = {"cells": cells, "metadata": {"release": {"language": "zh"}}, "nbformat": 4, "nbformat_minor": 4}
    odd = plain | {"other": float("nan")}
    assert parse_notebook(json.dumps(plain).encode(), "") == parse_notebook(json.dumps(odd).encode(), "")


CELL = b'{"cells": [{"cell_type": "markdown", "source": "x", "metadata": %s}]}'
LARGE = {
    "empty lists in an output": b'{"cells": [{"cell_type": "code", "source": "x", "outputs": [%s]}]}'
    % b",".join([b"[]"] * 10**7),
    "empty lists in metadata": CELL % (b'{"a": [' + b",".join([b"[]"] * 10**7) + b"]}"),
    "empty objects": b'{"cells": [%s]}' % b",".join([b"{}"] * 10**7),
    "cells that are none": b'{"cells": [%s]}' % b",".join([b"[]"] * 10**7),
    "lines of a text": b'{"cells": [{"cell_type": "markdown", "source": [%s]}]}' % b",".join([b'""'] * 10**7),
    "one long text": b'{"cells": [{"cell_type": "markdown", "source": "%s"}]}' % ("\U0001f600" * 13_000_000).encode(),
    "NaN, then lists": b'{"a": NaN, "b": [%s], "cells": []}' % b",".join([b"[]"] * 10**7),
    "another encoding": ('{"cells": [' + ",".join(["[]"] * 10**7) + "]}").encode("utf-16"),
}
MEASURE = """
import resource, sys
from autograder.errors import NotebookError
from autograder.notebook.files import read_notebook
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_notebook(sys.argv[1])
except NotebookError as error:
    print(error.code)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("content", LARGE.values(), ids=LARGE)
def test_reading_takes_a_few_times_the_memory_of_the_file(content: bytes, tmp_path: Path) -> None:
    """As Python's lists, thirty megabytes of brackets are two gigabytes."""
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    assert int(run.stdout.split()[-1]) << 10 < 6 * len(content), run.stdout


def test_a_notebook_of_many_parts_is_refused_in_a_sentence() -> None:
    for content in (LARGE["empty lists in metadata"], LARGE["empty objects"], LARGE["NaN, then lists"]):
        with pytest.raises(NotebookError, match="too complicated to read"):
            parse_notebook(content, "a")
    with pytest.raises(NotebookError, match="more than 50 MB, outputs not counted"):
        parse_notebook(LARGE["one long text"], "a")


def test_a_text_for_another_library_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_bytes(b'{"cells": "\xff"}')
    assert affordable_text(path) == '{"cells": "\ufffd"}'
    path.write_bytes(LARGE["empty lists in an output"])
    with pytest.raises(NotebookError, match="too complicated"):
        affordable_text(path)
