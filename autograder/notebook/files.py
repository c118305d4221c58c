"""Read and write notebook files.

A notebook is plain data here, the dict of its JSON: importing nbformat would take most of a second. Learners' files come in
any encoding, format and state of repair, so reading cleans them and bounds their size. Outputs are not read: they are most
of a large file, and nothing here needs them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import NotebookError

Notebook = dict[str, Any]  # the JSON of a notebook of format 4, with each text as one string

MAX_BYTES = 100_000_000  # as nbgrader's `max_file_size`
MAX_KEPT = 50_000_000  # bytes of all that is read of a notebook: texts, metadata, attached images
MAX_PARTS = 3_000_000  # values in what is parsed: an empty list takes 3 bytes of a file, and 64 of memory
MAX_OBJECTS = 1_000_000  # in the whole file, its outputs included
MAX_CODE = 2_000_000  # characters in all code cells: real ones have some ten thousand, and the grader itself reads them
MAX_CELLS = 10_000
MAX_DEPTH = 100  # deeper ones cannot be copied; real ones have some ten levels, with a plot's data


def read_notebook(path: str | os.PathLike[str]) -> Notebook:
    """Return a notebook from a file in any state: any encoding in use, CRLF, missing fields, formats 3 and 4.

    Raises NotebookError, which names the file and the remedy, for what is not a notebook.
    """
    path = Path(path)
    try:
        if path.is_symlink() and not path.exists():
            raise NotebookError("notebook.dangling_link", path=str(path), target=os.readlink(path))
        if not path.is_file():
            raise NotebookError("notebook.no_file", path=str(path))
        if path.stat().st_size > MAX_BYTES:
            raise NotebookError("notebook.too_large", path=str(path), limit=MAX_BYTES // 10**6)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES)
    except OSError as error:
        raise NotebookError("notebook.unreadable", path=str(path), reason=error.strerror) from error
    return parse_notebook(content, str(path))


def affordable_text(path: str | os.PathLike[str]) -> str:
    """Return the text of a notebook file that another library is to parse, outputs included.

    Raises NotebookError for one that would take too much memory, OSError where it cannot be read.
    """
    with open(path, "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise NotebookError("notebook.too_large", path=str(path), limit=MAX_BYTES // 10**6)
    _refuse_many_parts(content.count(b",") + content.count(b"[") + content.count(b"{"), str(path))
    return content.decode("utf-8", "replace")


def parse_notebook(content: bytes, name: str) -> Notebook:
    """Return the notebook in `content`, as `read_notebook` does. Errors call it `name`."""
    if not content.strip():
        raise NotebookError("notebook.empty", name=name)
    try:
        raw = _without_outputs(content, name)
        if raw is None:
            text = decode(content)
            _refuse_many_parts(text.count(",") + text.count("[") + text.count("{"), name)
            raw = json.loads(text)
        too_deep = _is_deeper_than(MAX_DEPTH, raw)
    except json.JSONDecodeError as error:
        raise NotebookError("notebook.not_json_at", name=name, line=error.lineno) from None  # it holds the text
    except ValueError as error:
        raise NotebookError("notebook.not_json", name=name) from error
    except RecursionError:
        too_deep = True
    if too_deep:
        raise NotebookError("notebook.too_deep", name=name)
    if not isinstance(raw, dict):
        raise NotebookError("notebook.no_cells", name=name)
    version = _version_of(raw)
    if version > 4:
        raise NotebookError("notebook.newer_format", name=name, version=repr(raw["nbformat"])[:20])
    cells = raw.get("cells") if version == 4 else _cells_of_format_3(raw)
    if not isinstance(cells, list):
        raise NotebookError("notebook.no_cells", name=name)
    if len(cells) > MAX_CELLS:
        raise NotebookError("notebook.too_many_cells", name=name, limit=MAX_CELLS)
    cleaned = [_clean_cell(cell) for cell in cells if isinstance(cell, dict)]
    if sum(len(cell["source"]) for cell in cleaned if cell["cell_type"] == "code") > MAX_CODE:
        raise NotebookError("notebook.too_much_code", name=name, limit=MAX_CODE // 10**6)
    return {
        "cells": cleaned,
        "metadata": raw["metadata"] if isinstance(raw.get("metadata"), dict) else {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def dumps(notebook: Notebook) -> str:
    """Return the text of a notebook file as nbformat writes it: lists of lines, sorted keys, a final newline."""
    whole = {**notebook, "cells": [_in_lines(cell) for cell in notebook["cells"]]}
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    try:
        text = msgspec.json.format(plain, indent=1)  # the same as below, in a quarter of the time
    except msgspec.DecodeError:  # NaN, which Python writes and JSON does not have
        text = json.dumps(json.loads(plain), ensure_ascii=False, indent=1, sort_keys=True).encode()
    return f"{text.decode()}\n"


def as_dict(value: Any) -> dict[str, Any]:
    """Return the value if it is a dict, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """Return a text field, a string or a list of strings, with Unix line ends and only what UTF-8 can hold."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode()  # lone surrogates become "?"


# --- reading ---

_NONE = msgspec.Raw(b"null")


class _Cell(msgspec.Struct):
    """The fields of a cell that are read. They are parsed later; all others, outputs among them, are skipped."""

    attachments: msgspec.Raw = _NONE
    cell_type: msgspec.Raw = _NONE
    execution_count: msgspec.Raw = _NONE
    id: msgspec.Raw = _NONE
    metadata: msgspec.Raw = _NONE
    source: msgspec.Raw = _NONE


class _File(msgspec.Struct):
    """The fields of a notebook of format 4, likewise."""

    cells: list[_Cell]
    metadata: msgspec.Raw = _NONE
    nbformat: msgspec.Raw = msgspec.Raw(b"4")


_FIELDS = tuple(_Cell.__struct_fields__)


def _without_outputs(content: bytes, name: str) -> dict[str, Any] | None:
    """Return what `json.loads` would, without outputs; None for a file that is not of format 4, or not quite in order."""
    if content.count(b"{") > MAX_OBJECTS:
        raise NotebookError("notebook.too_complicated", name=name)
    try:
        file = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_File)
    except (msgspec.DecodeError, RecursionError):  # `json` says what is wrong, or reads NaN
        return None
    if len(file.cells) > MAX_CELLS:
        raise NotebookError("notebook.too_many_cells", name=name, limit=MAX_CELLS)
    cells = [{field: bytes(raw) for field in _FIELDS if (raw := getattr(cell, field)) is not _NONE} for cell in file.cells]
    whole = [bytes(file.metadata), bytes(file.nbformat)]
    kept = [*whole, *(raw for cell in cells for raw in cell.values())]
    if sum(map(len, kept)) > MAX_KEPT:
        raise NotebookError("notebook.too_much_text", name=name, limit=MAX_KEPT // 10**6)
    _refuse_many_parts(sum(raw.count(b",") + raw.count(b"[") + raw.count(b"{") for raw in kept), name)
    try:
        metadata, version = map(json.loads, map(bytes.decode, whole))
        read = [{field: json.loads(raw.decode()) for field, raw in cell.items()} for cell in cells]
    except UnicodeDecodeError:  # another encoding
        return None
    return {"cells": read, "metadata": metadata, "nbformat": version}


def _refuse_many_parts(parts: int, name: str) -> None:
    if parts > MAX_PARTS:
        raise NotebookError("notebook.too_complicated", name=name)


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, GB2312 or Latin-1. Raises ValueError where it is in none of them."""
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


def _version_of(raw: Mapping[str, Any]) -> int:
    """Return the notebook's format. Some programs write it as 4.0 or "4"; without a number, the parts tell."""
    version = raw.get("nbformat")
    try:
        return int(float(version))  # type: ignore[arg-type]
    except OverflowError:
        return 1000
    except (TypeError, ValueError):
        return 4 if "cells" in raw else 3


def _is_deeper_than(levels: int, value: Any) -> bool:
    """Return whether lists and dicts are nested more than so many levels deep."""
    level = [value]
    for _ in range(levels + 1):
        level = [whole for whole in level if isinstance(whole, dict | list)]
        level = [part for whole in level for part in (whole.values() if isinstance(whole, dict) else whole)]
    return bool(level)


def _cells_of_format_3(raw: Mapping[str, Any]) -> list[Any] | None:
    """Return the cells of a notebook of format 3 (IPython 1 and 2) without their outputs, which nothing here reads."""
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


def _clean_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cell that has every field of format 4 in its type. Values of another type are left out."""
    kind = cell.get("cell_type")
    kind = kind if kind in ("code", "markdown", "raw") else "raw"
    metadata = dict(cell["metadata"]) if isinstance(cell.get("metadata"), dict) else {}
    if "tags" in metadata:
        metadata["tags"] = [tag for tag in as_list(metadata["tags"]) if isinstance(tag, str)]
    new: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": as_text(cell.get("source"))}
    if isinstance(cell.get("id"), str):
        new["id"] = cell["id"]
    if kind == "code":
        new["outputs"] = []
        new["execution_count"] = cell.get("execution_count") if isinstance(cell.get("execution_count"), int) else None
    elif isinstance(cell.get("attachments"), dict):
        given = {name: bundle for name, bundle in cell["attachments"].items() if isinstance(bundle, dict)}
        new["attachments"] = {
            name: {kind: as_text(value) for kind, value in bundle.items()} for name, bundle in given.items()
        }
    return new


# --- writing ---


def _in_lines(cell: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cell with its texts as lists of lines."""
    new = {**cell, "source": cell["source"].splitlines(True)}
    if "outputs" in cell:
        new["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    if "attachments" in cell:
        bundles = cell["attachments"].items()
        new["attachments"] = {name: _bundle_in_lines(each) if isinstance(each, dict) else each for name, each in bundles}
    return new


def _output_in_lines(output: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(output)
    if isinstance(output.get("text"), str):
        new["text"] = output["text"].splitlines(True)
    if isinstance(output.get("data"), dict):
        new["data"] = _bundle_in_lines(output["data"])
    return new


def _bundle_in_lines(bundle: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of an output, MIME type -> value, with texts as lists of lines."""

    def lines(mime: str, value: Any) -> Any:
        textual = mime.startswith("text/") or mime in ("application/javascript", "image/svg+xml")
        return value.splitlines(True) if textual and isinstance(value, str) else value

    return {mime: lines(mime, value) for mime, value in bundle.items()}
