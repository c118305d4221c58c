"""Read and write notebook files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import NotebookError

Notebook = dict[str, Any]

"""The JSON of a notebook, format 4, with texts as single strings."""

MAX_BYTES = 100_000_000  # as nbgrader's `max_file_size`

MAX_CODE = 2_000_000  # characters in all code cells: real ones have some ten thousand, and the grader itself reads them

MAX_CELLS = 10_000

MAX_DEPTH = 100  # deeper ones cannot be copied; real ones have some ten levels, with a plot's data


# Reading and writing
def read_notebook(path: str | os.PathLike[str]) -> Notebook:
    """A notebook as somebody left it: any encoding in use, CRLF, missing fields, formats 3 and 4.

    Raises NotebookError, one sentence with the file and the cure, for what is not a notebook.
    """
    path = Path(path)
    try:
        if not path.is_file():
            raise NotebookError(f"{path}: no such file.")
        if path.stat().st_size > MAX_BYTES:
            raise NotebookError(f"{path} is larger than {MAX_BYTES // 10**6} MB; clear its outputs and save it again.")
        content = path.read_bytes()
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}.") from error
    return parse_notebook(content, str(path))


def parse_notebook(content: bytes, name: str) -> Notebook:
    """`read_notebook` for bytes; `name` is what errors call it."""
    again = "open it in Jupyter, save it and hand in that file"
    if not content.strip():
        raise NotebookError(f"{name} is empty; {again}.")
    try:
        raw = json.loads(_decode(content))
        deep = _deeper_than(MAX_DEPTH, raw)
    except ValueError as error:
        at = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise NotebookError(f"{name} is not a notebook: it is not JSON{at}; {again}.") from error
    except RecursionError:
        deep = True
    if deep:
        raise NotebookError(f"{name} is not a notebook: it is nested too deeply; {again}.")
    if not isinstance(raw, dict):
        raise NotebookError(f"{name} is not a notebook: it holds no cells; {again}.")
    version = raw.get("nbformat", 4 if "cells" in raw else 3)
    if not isinstance(version, int) or version > 4:
        raise NotebookError(f"{name} has a notebook format ({repr(version)[:20]}) newer than 4; save it as format 4.")
    cells = raw.get("cells") if version == 4 else _cells_of_format_3(raw)
    if not isinstance(cells, list):
        raise NotebookError(f"{name} is not a notebook: it holds no cells; {again}.")
    if len(cells) > MAX_CELLS:
        raise NotebookError(f"{name} has more than {MAX_CELLS:,} cells; take out what is not needed.")
    cleaned = [_clean_cell(cell) for cell in cells if isinstance(cell, dict)]
    if sum(len(cell["source"]) for cell in cleaned if cell["cell_type"] == "code") > MAX_CODE:
        raise NotebookError(f"{name} has code of more than {MAX_CODE // 10**6} MB; take out what is not needed.")
    return {
        "cells": cleaned,
        "metadata": raw["metadata"] if isinstance(raw.get("metadata"), dict) else {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _deeper_than(levels: int, value: Any) -> bool:
    """Whether lists and dicts stand more than so many levels inside each other."""
    level = [value]
    for _ in range(levels + 1):
        level = [whole for whole in level if isinstance(whole, dict | list)]
        level = [part for whole in level for part in (whole.values() if isinstance(whole, dict) else whole)]
    return bool(level)


def _decode(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding)
    if content[1:2] == b"\0":
        return content.decode("utf-16-le")
    if content[:1] == b"\0":
        return content.decode("utf-16-be")
    # GB2312 before Latin-1: both bytes of its characters are high, which hardly happens in Western text.
    for encoding in ("utf-8", "gb2312"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return content.decode("latin-1")


def _cells_of_format_3(raw: Mapping[str, Any]) -> list[Any] | None:
    """Cells of a notebook of format 3 (IPython 1 and 2), without their outputs, which nobody here reads."""
    sheets = raw.get("worksheets")
    if not isinstance(sheets, list):
        return None
    cells = []
    for cell in (c for sheet in sheets if isinstance(sheet, dict) for c in as_list(sheet.get("cells"))):
        if not isinstance(cell, dict):
            continue
        kind = cell.get("cell_type")
        if kind == "code":
            cell = {**cell, "source": cell.get("input", "")}
        elif kind == "heading":
            level = cell.get("level")
            marks = "#" * (level if isinstance(level, int) and 0 < level < 7 else 1)
            cell = {**cell, "cell_type": "markdown", "source": f"{marks} {as_text(cell.get('source'))}"}
        cells.append(cell)
    return cells


def as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """A text field: a string or a list of strings, with Unix line ends and nothing that UTF-8 cannot hold."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode()  # lone surrogates become "?"


def _clean_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell with every field of format 4 in its type; outputs only when they are a list."""
    kind = cell.get("cell_type")
    kind = kind if kind in ("code", "markdown", "raw") else "raw"
    metadata = dict(cell["metadata"]) if isinstance(cell.get("metadata"), dict) else {}
    if "tags" in metadata:
        metadata["tags"] = [tag for tag in as_list(metadata["tags"]) if isinstance(tag, str)]
    new: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": as_text(cell.get("source"))}
    if isinstance(cell.get("id"), str):
        new["id"] = cell["id"]
    if kind == "code":
        new["outputs"] = [output for output in as_list(cell.get("outputs")) if isinstance(output, dict)]
        new["execution_count"] = cell.get("execution_count") if isinstance(cell.get("execution_count"), int) else None
    elif isinstance(cell.get("attachments"), dict):
        given = {name: bundle for name, bundle in cell["attachments"].items() if isinstance(bundle, dict)}
        new["attachments"] = {
            name: {kind: as_text(value) for kind, value in bundle.items()} for name, bundle in given.items()
        }
    return new


def dumps(notebook: Notebook) -> str:
    """The text of a notebook file as nbformat writes it: lists of lines, sorted keys, a last newline."""
    whole = {**notebook, "cells": [_in_lines(cell) for cell in notebook["cells"]]}
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    try:
        text = msgspec.json.format(plain, indent=1)  # the same as below, in a quarter of the time
    except msgspec.DecodeError:  # it holds NaN, which is no JSON
        text = json.dumps(json.loads(plain), ensure_ascii=False, indent=1, sort_keys=True).encode()
    return f"{text.decode()}\n"


def _in_lines(cell: Mapping[str, Any]) -> dict[str, Any]:
    new = {**cell, "source": cell["source"].splitlines(True)}
    if "outputs" in cell:
        new["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    if "attachments" in cell:
        bundles = cell["attachments"].items()
        new["attachments"] = {name: _split_bundle(each) if isinstance(each, dict) else each for name, each in bundles}
    return new


def _output_in_lines(output: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(output)
    if isinstance(output.get("text"), str):
        new["text"] = output["text"].splitlines(True)
    if isinstance(output.get("data"), dict):
        new["data"] = _split_bundle(output["data"])
    return new


def _split_bundle(bundle: Mapping[str, Any]) -> dict[str, Any]:
    def lines(mime: str, value: Any) -> Any:
        textual = mime.startswith("text/") or mime in ("application/javascript", "image/svg+xml")
        return value.splitlines(True) if textual and isinstance(value, str) else value

    return {mime: lines(mime, value) for mime, value in bundle.items()}
