"""Damage notebooks at random, for property tests: change their JSON tree, and sometimes their bytes."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

ODD: list[Any] = [
    None, True, 0, -1, 2.5, 10**400, float("nan"), float("inf"), "", "\0", "\ud800", "a\r\nb", "中文", "x" * 5000,
    "%%html\n<b>", [], {}, [[]], [None], {"a": []}, ["x"], [{"cell_type": "code"}],
    {"cell_type": "code", "source": "1 / 0"}, "code", "raw", "test_sigmoid", {"nbgrader": None},
    {"nbgrader": {"grade": True}}, {"nbgrader": {"task": True}},
]  # fmt: skip
KEYS = "cells metadata nbgrader grade_id points cell_type source id outputs nbformat tags 中".split()
FLAGS = ["grade", "solution", "locked", "task"]
ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb2312", "latin-1", "utf-32", "cp1252"]
Notebook = dict[str, Any]


def mutated(draw: random.Random, notebook: Notebook) -> bytes:
    """Return the bytes of a copy of the notebook with one to four random changes.

    One in five is written in another encoding, and about one in seven also has its bytes damaged.
    """
    changed: Any = copy.deepcopy(notebook)
    for _ in range(draw.choice((1, 1, 2, 4))):
        change = draw.choice((_anything, _key, _cells, _cells, _metadata, _metadata, _source, _format))
        change(draw, changed)
    text = json.dumps(changed, ensure_ascii=draw.random() < 0.5)
    content = text.encode(draw.choice(ENCODINGS) if draw.random() < 0.2 else "utf-8", "replace")
    return _bytes(draw, bytearray(content)) if draw.random() < 0.15 else content


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return (container, key) of every value in the tree."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        part = waiting.pop()
        keys = list(part) if isinstance(part, dict) else range(len(part))
        found += [(part, key) for key in keys]
        waiting += [part[key] for key in keys if isinstance(part[key], dict | list)]
    return found


def _cells_of(notebook: Notebook) -> list[Any]:
    cells = notebook.get("cells")
    return cells if isinstance(cells, list) and cells else [{}]


def _anything(draw: random.Random, notebook: Notebook) -> None:
    for container, key in draw.sample(places := _places(notebook), min(len(places), draw.choice((1, 1, 5)))):
        if isinstance(container, dict) or key < len(container):
            container[key] = copy.deepcopy(draw.choice(ODD))


def _key(draw: random.Random, notebook: Notebook) -> None:
    container, key = draw.choice(_places(notebook) or [(notebook, "cells")])
    if isinstance(container, dict):
        value = container.pop(key, None)
        if draw.random() < 0.7:
            container[draw.choice(KEYS)] = value


def _cells(draw: random.Random, notebook: Notebook) -> None:
    cells = _cells_of(notebook)
    at, other = draw.randrange(len(cells)), draw.randrange(len(cells))
    match draw.randrange(7):
        case 0:
            del cells[at : at + draw.choice((1, 1, 5, len(cells)))]
        case 1:
            cells.insert(other, copy.deepcopy(cells[at]))
        case 2:
            cells[at], cells[other] = cells[other], cells[at]
        case 3:
            cells.insert(at, copy.deepcopy(draw.choice(ODD)))
        case 4:
            draw.shuffle(cells)
        case 5:
            cells[at:at] = [{"cell_type": "code", "metadata": {}, "source": "1", "outputs": []} for _ in range(200)]
        case 6:
            cells.reverse()


def _metadata(draw: random.Random, notebook: Notebook) -> None:
    cells = [cell for cell in _cells_of(notebook) if isinstance(cell, dict)]
    metadata = [cell["metadata"] for cell in cells if isinstance(cell.get("metadata"), dict)]
    ours = [meta["nbgrader"] for meta in metadata if isinstance(meta.get("nbgrader"), dict)]
    if not ours:
        return
    one, two = draw.choice(ours), draw.choice(ours)
    match draw.randrange(6):
        case 0:
            one["grade_id"] = two.get("grade_id")
        case 1:
            for name in draw.sample(FLAGS, 2):
                one[name] = draw.choice((True, False, "yes", None))
        case 2:
            one["points"] = copy.deepcopy(draw.choice(ODD))
        case 3:
            one.clear()
        case 4:
            one["schema_version"] = draw.choice((0, 1, 2, 3, 4, "3", None, 10**30))
        case 5:
            draw.choice(metadata)["tags"] = copy.deepcopy(draw.choice((["skip-execution"], "raises-exception", [1], None)))


def _source(draw: random.Random, notebook: Notebook) -> None:
    cells = [cell for cell in _cells_of(notebook) if isinstance(cell, dict)]
    if cells:
        cell = draw.choice(cells)
        text = cell.get("source") if isinstance(cell.get("source"), str) else ""
        half = text[: draw.randrange(len(text) + 1)]
        new = [half, text * 3, text.splitlines(True), text.replace(" ", "\t"), "\ufeff" + text, "(" * 999, "x" * 10**6, "\0"]
        cell["source"] = draw.choice([*new, copy.deepcopy(draw.choice(ODD))])


def _format(draw: random.Random, notebook: Notebook) -> None:
    match draw.randrange(4):
        case 0:
            notebook["nbformat"] = draw.choice((1, 2, 3, 4, 5, "4", None, 4.0, -1))
        case 1:
            notebook["worksheets"] = [{"cells": notebook.pop("cells", [])}]
            notebook["nbformat"] = 3
        case 2:
            notebook["metadata"] = copy.deepcopy(draw.choice(ODD))
        case 3:
            deep: Any = "end"
            for _ in range(draw.choice((10, 200, 900))):
                deep = [deep]
            notebook["metadata"] = {"deep": deep}


def _bytes(draw: random.Random, content: bytearray) -> bytes:
    at = draw.randrange(len(content) or 1)
    match draw.randrange(5):
        case 0:
            del content[at:]
        case 1:
            content[at : at + 1] = bytes([draw.randrange(256)])
        case 2:
            content[at:at] = draw.choice((b"\0", b"\xff", b"\xef\xbb\xbf", b"[" * 2000, b"{"))
        case 3:
            del content[at : at + 20]
        case 4:
            return bytes(content[::-1])
    return bytes(content)
