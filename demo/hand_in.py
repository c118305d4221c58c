"""Make `demo/submitted/` of the released assignment and of what each learner wrote: `python demo/hand_in.py`.

A learner is a file `demo/learners/STUDENT.py`, a head and cells:

    # Right, with loops.                    what it is, in one line
    # handed in: 2026-11-21 09:41:27 UTC
    # like: vectorised                      the cells of another learner, where this file has none of its own
    # deed: duplicate propagate             something done to the notebook or to the file; there may be several
    # nbgrader: why its score differs       for docs/side_by_side.md; continued by further lines of the same kind
    # %% propagate                          the text of the cell with this grade id
    # %%                                    a cell of the learner's own, which stands before the next one with an id
    # %% [markdown]                         the same in words, commented out, as magics are
"""

from __future__ import annotations

import copy
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.notebook.files import Notebook, dumps, read_notebook
from autograder.notebook.metadata import grade_id_of

HERE = Path(__file__).resolve().parent
ASSIGNMENT = "logistic_regression"
FILE = f"{ASSIGNMENT}.ipynb"
Cell = dict[str, Any]
Files = dict[str, bytes]


@dataclass
class Learner:
    """What one file says. own: the cells of the learner's own, each with the grade id that it stands before, or ""."""

    name: str
    what: str
    handed_in: str
    nbgrader: str
    deeds: list[list[str]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    own: list[tuple[str, Cell]] = field(default_factory=list)


def names() -> list[str]:
    return sorted(path.stem for path in (HERE / "learners").glob("*.py"))


def read(name: str) -> Learner:
    head, *parts = re.split(r"^# %%", (HERE / "learners" / f"{name}.py").read_text("utf-8"), flags=re.MULTILINE)
    what, *lines = (line.removeprefix("# ") for line in head.strip().split("\n"))
    said: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(": ")
        said.setdefault(key, []).append(value)
    learner = Learner(name, what, said.pop("handed in")[0], " ".join(said.pop("nbgrader", [])))
    learner.deeds = [deed.split() for deed in said.pop("deed", [])]
    if like := said.pop("like", []):
        other = read(like[0])
        learner.answers, learner.own = other.answers, other.own
    if said:
        raise ValueError(f"{name}.py: nobody knows {', '.join(said)}.")
    waiting: list[Cell] = []
    for part in parts:
        first, _, text = part.partition("\n")
        kind, grade_id = re.fullmatch(r"(?: \[(markdown)\])?(?: (\w+))?\s*", first).groups()  # type: ignore[union-attr]
        text = re.sub("^# ?" if kind else "^# (?=[%!])", "", text.strip("\n"), flags=re.MULTILINE)
        if grade_id:
            learner.answers[grade_id] = text
            learner.own += [(grade_id, cell) for cell in waiting]
            waiting = []
        else:
            waiting.append(_cell(text, kind or "code"))
    learner.own += [("", cell) for cell in waiting]
    return learner


def _cell(text: str, kind: str) -> Cell:
    cell: Cell = {"cell_type": kind, "metadata": {}, "source": text}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def files_of(learner: Learner, release: Notebook) -> Files:
    """Name -> content of what a learner hands in."""
    notebook = copy.deepcopy(release)
    cells: list[Cell] = []
    left = dict(learner.answers)
    for number, cell in enumerate(notebook["cells"]):
        grade_id = grade_id_of(cell)
        own = [copy.deepcopy(own) for before, own in learner.own if before and before == grade_id]
        cells += [own | {"id": f"{grade_id}-{number}-{n}"} for n, own in enumerate(own)]
        cells.append(cell | {"source": left.pop(grade_id, cell["source"])})
    cells += [copy.deepcopy(own) | {"id": f"end-{n}"} for n, (before, own) in enumerate(learner.own) if not before]
    if left:
        raise ValueError(f"{learner.name}.py: the assignment has no cell {', '.join(left)}.")
    notebook["cells"] = cells
    for name, *arguments in learner.deeds:
        if name in CELLS:
            CELLS[name](notebook, *arguments)
    files = {FILE: dumps(notebook).encode(), "timestamp.txt": learner.handed_in.encode()}
    for name, *arguments in learner.deeds:
        if name in FILES:
            FILES[name](files, *arguments)
        elif name not in CELLS:
            raise ValueError(f"{learner.name}.py: nobody knows the deed {name}.")
    return files


# Deeds: what is done to cells


def _places(notebook: Notebook, *grade_ids: str) -> list[int]:
    ids = [grade_id_of(cell) for cell in notebook["cells"]]
    return [ids.index(name) for name in grade_ids]


def delete(notebook: Notebook, *grade_ids: str) -> None:
    for place in sorted(_places(notebook, *grade_ids), reverse=True):
        del notebook["cells"][place]


def duplicate(notebook: Notebook, *grade_ids: str) -> None:
    """Copied and pasted below, metadata and all."""
    for place in sorted(_places(notebook, *grade_ids), reverse=True):
        notebook["cells"].insert(place + 1, copy.deepcopy(notebook["cells"][place]) | {"id": f"copy-{place}"})


def split(notebook: Notebook, grade_id: str) -> None:
    """At its first two empty lines; as in JupyterLab, both halves keep the metadata."""
    [place] = _places(notebook, grade_id)
    whole = notebook["cells"][place]
    first, _, second = whole["source"].partition("\n\n\n")
    notebook["cells"][place : place + 1] = [whole | {"source": first}, whole | {"source": second, "id": f"half-{place}"}]


def move(notebook: Notebook, grade_id: str, before: str) -> None:
    [place] = _places(notebook, grade_id)
    cell = notebook["cells"].pop(place)
    notebook["cells"].insert(_places(notebook, before)[0], cell)


def points(notebook: Notebook, grade_id: str, number: str) -> None:
    _flags(notebook, grade_id)["points"] = float(number)


def tag(notebook: Notebook, word: str, *grade_ids: str) -> None:
    for place in _places(notebook, *grade_ids):
        notebook["cells"][place]["metadata"]["tags"] = [word]


def strip(notebook: Notebook) -> None:
    """Through a service that keeps texts only."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]


def older(notebook: Notebook) -> None:
    """nbgrader's first metadata schema, in a notebook without cell ids."""
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        del cell["id"]
        if flags := cell["metadata"].get("nbgrader"):
            flags["schema_version"] = 1
            for key in ("cell_type", "task"):
                flags.pop(key, None)


def _flags(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    flags: dict[str, Any] = notebook["cells"][_places(notebook, grade_id)[0]]["metadata"]["nbgrader"]
    return flags


CELLS: dict[str, Callable[..., None]] = {
    deed.__name__: deed for deed in (delete, duplicate, split, move, points, tag, strip, older)
}


# Deeds: what is done to the file


def rename(files: Files, *name: str) -> None:
    files[" ".join(name)] = files.pop(FILE)


def beside(files: Files, *name: str) -> None:
    """A second notebook: the released one."""
    files[" ".join(name)] = (HERE.parent / "release" / ASSIGNMENT / FILE).read_bytes()


def encode(files: Files, encoding: str) -> None:
    files[FILE] = files[FILE].decode().encode(encoding, "replace")


def windows(files: Files) -> None:
    """Line ends of Windows, between the lines of the file and within the cells."""
    notebook = json.loads(files[FILE])
    for cell in notebook["cells"]:
        cell["source"] = [line.replace("\n", "\r\n") for line in cell["source"]]
    files[FILE] = json.dumps(notebook, ensure_ascii=False, indent=1).replace("\n", "\r\n").encode()


def cut(files: Files) -> None:
    """An upload that broke off."""
    files[FILE] = files[FILE][: len(files[FILE]) // 2]


def empty(files: Files) -> None:
    files[FILE] = b""


FILES: dict[str, Callable[..., None]] = {deed.__name__: deed for deed in (rename, beside, encode, windows, cut, empty)}


# All of them


def changes() -> dict[Path, bytes | None]:
    """Files under `demo/submitted` that are not right -> their right content, or None to delete them."""
    release = read_notebook(HERE.parent / "release" / ASSIGNMENT / FILE)
    right: dict[Path, bytes | None] = {path: None for path in (HERE / "submitted").rglob("*") if path.is_file()}
    for name in names():
        folder = HERE / "submitted" / name / ASSIGNMENT
        right |= {folder / file: content for file, content in files_of(read(name), release).items()}
    return {path: new for path, new in right.items() if new is None or not path.is_file() or path.read_bytes() != new}


def main() -> None:
    changed = changes()
    for path, content in sorted(changed.items()):
        if content is None:
            path.unlink()
            for folder in list(path.parents)[:2]:
                if not any(folder.iterdir()):
                    folder.rmdir()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        print("wrote" if content is not None else "deleted", path.relative_to(HERE.parent))
    if not changed:
        print("Everything is up to date.")


if __name__ == "__main__":
    sys.exit(main())
