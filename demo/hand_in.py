"""Write `demo/submitted/` from the released assignment and the learners' files: `python demo/hand_in.py`.

It also writes `demo/harmful.txt`, the students that `autograder demo` leaves out where nothing confines their code.

Each learner has a file `demo/learners/STUDENT.py` with a head and cells:

    # Right, with loops.                    what the submission is, in one line
    # handed in: 2026-11-21 09:41:27 UTC
    # like: vectorised                      another learner, whose cells are used where this file has none
    # deed: duplicate propagate             a change of the notebook or of the file; there may be several
    # harmful: what its code does           for learners whose code is only run in a sandbox
    # nbgrader: why its score differs       for docs/side_by_side.md; it may go on for several lines
    # %% propagate                          the text of the cell with this grade id
    # %%                                    a code cell that the learner added, before the next cell with an id
    # %% [markdown]                         an added Markdown cell; its lines are commented out, as magics are in code
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
HARMFUL = "harmful.txt"
Cell = dict[str, Any]
Files = dict[str, bytes]


@dataclass
class Learner:
    """The content of one learner's file.

    own:     the cells that the learner added, each with the grade id of the next cell, or "" at the end of the notebook
    harmful: what the code does to a machine that does not confine it; "" for nothing
    """

    name: str
    what: str
    handed_in: str
    nbgrader: str
    harmful: str = ""
    deeds: list[list[str]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    own: list[tuple[str, Cell]] = field(default_factory=list)


def names() -> list[str]:
    """Return the names of all learners, sorted."""
    return sorted(path.stem for path in (HERE / "learners").glob("*.py"))


def read(name: str) -> Learner:
    """Read a learner's file. Raise ValueError if its head has an unknown key."""
    head, *parts = re.split(r"^# %%", (HERE / "learners" / f"{name}.py").read_text("utf-8"), flags=re.MULTILINE)
    what, *lines = (line.removeprefix("# ") for line in head.strip().split("\n"))
    said: dict[str, list[str]] = {}
    for line in lines:
        key, _, value = line.partition(": ")
        said.setdefault(key, []).append(value)
    learner = Learner(name, what, said.pop("handed in")[0], " ".join(said.pop("nbgrader", [])))
    learner.harmful = " ".join(said.pop("harmful", []))
    learner.deeds = [deed.split() for deed in said.pop("deed", [])]
    if like := said.pop("like", []):
        other = read(like[0])
        learner.answers, learner.own = other.answers, other.own
    if said:
        raise ValueError(f"{name}.py: its head has an unknown key: {', '.join(said)}.")
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
    """Return the files that a learner hands in, name -> content. Raise ValueError for an unknown cell or deed."""
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
            raise ValueError(f"{learner.name}.py: unknown deed {name!r}; choose from {', '.join([*CELLS, *FILES])}.")
    return files


# Deeds that change cells


def _places(notebook: Notebook, *grade_ids: str) -> list[int]:
    ids = [grade_id_of(cell) for cell in notebook["cells"]]
    return [ids.index(name) for name in grade_ids]


def delete(notebook: Notebook, *grade_ids: str) -> None:
    for place in sorted(_places(notebook, *grade_ids), reverse=True):
        del notebook["cells"][place]


def duplicate(notebook: Notebook, *grade_ids: str) -> None:
    """Copy cells and paste each copy below, with its metadata."""
    for place in sorted(_places(notebook, *grade_ids), reverse=True):
        notebook["cells"].insert(place + 1, copy.deepcopy(notebook["cells"][place]) | {"id": f"copy-{place}"})


def split(notebook: Notebook, grade_id: str) -> None:
    """Split a cell at its first two empty lines. As in JupyterLab, both halves keep the metadata."""
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
    """Remove metadata and ids, as a service does that keeps only the text of cells."""
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]


def older(notebook: Notebook) -> None:
    """Go back to nbgrader's first metadata schema, in a notebook without cell ids."""
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


# Deeds that change files


def rename(files: Files, *name: str) -> None:
    files[" ".join(name)] = files.pop(FILE)


def beside(files: Files, *name: str) -> None:
    """Add a second notebook: the released one."""
    files[" ".join(name)] = (HERE.parent / "release" / ASSIGNMENT / FILE).read_bytes()


def encode(files: Files, encoding: str) -> None:
    files[FILE] = files[FILE].decode().encode(encoding, "replace")


def windows(files: Files) -> None:
    """Write Windows line endings, between the lines of the file and within the cells."""
    notebook = json.loads(files[FILE])
    for cell in notebook["cells"]:
        cell["source"] = [line.replace("\n", "\r\n") for line in cell["source"]]
    files[FILE] = json.dumps(notebook, ensure_ascii=False, indent=1).replace("\n", "\r\n").encode()


def cut(files: Files) -> None:
    """Cut the file in half, like an upload that broke off."""
    files[FILE] = files[FILE][: len(files[FILE]) // 2]


def empty(files: Files) -> None:
    files[FILE] = b""


FILES: dict[str, Callable[..., None]] = {deed.__name__: deed for deed in (rename, beside, encode, windows, cut, empty)}


# The whole folder


def changes() -> dict[Path, bytes | None]:
    """Return the files that are out of date -> their right content, or None to delete them."""
    release = read_notebook(HERE.parent / "release" / ASSIGNMENT / FILE)
    right: dict[Path, bytes | None] = {path: None for path in (HERE / "submitted").rglob("*") if path.is_file()}
    learners = [read(name) for name in names()]
    for learner in learners:
        folder = HERE / "submitted" / learner.name / ASSIGNMENT
        right |= {folder / file: content for file, content in files_of(learner, release).items()}
    right[HERE / HARMFUL] = "".join(f"{learner.name}\n" for learner in learners if learner.harmful).encode()
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
