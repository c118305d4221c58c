"""Read what a learner handed in beside the notebook: modules and data that the notebook's cells import and read.

The files go to the sandbox as bytes; nothing here looks into them. As under nbgrader, the assignment's own files replace
those of the same name, except for those that `c.Autograde.exclude_overwriting` names.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.notebook.files import Notebook
from autograder.notebook.source import SourceNotebook

MOST_BYTES = 4 << 20  # of a file
MOST_FILES = 200
_SKIPPED = frozenset({".ipynb_checkpoints", "__pycache__", ".git"})
_OTHER_NOTEBOOK = (".ipynb", "%run", "import_ipynb")  # in the text of a cell that may run another notebook


def companions(course: Course, assignment: str, student: str, given: Collection[str]) -> dict[str, bytes]:
    """Return the files of a submission that are not notebooks, by relative path.

    given: the relative paths of the assignment's files.
    A link, a hard link, a file that is too large or cannot be read, and what is beyond `scratch_mb` together, is left out.
    """
    folder = course.submitted(assignment, student)
    kept = course.option("Autograde", "exclude_overwriting", {})
    own = set(kept.get(assignment, ())) if isinstance(kept, Mapping) else set()
    found: dict[str, bytes] = {}
    room = course.limits.scratch_mb << 20
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(names):
            path = Path(directory, name)
            inner = os.path.relpath(path, folder)
            is_other = path.suffix.lower() == ".ipynb" or inner == "timestamp.txt" or (inner in given and inner not in own)
            content = None if is_other or len(found) >= MOST_FILES else _content(path, min(MOST_BYTES, room))
            if content is not None and _is_text(inner):
                found[inner] = content
                room -= len(content)
    return found


def other_notebooks(notebooks: Mapping[str, Notebook], sources: Mapping[str, SourceNotebook], name: str) -> dict[str, bytes]:
    """Return the other notebooks of an assignment as files, for one whose cells may run them (`%run other.ipynb`).

    They are the learner's, without outputs; one that was not handed in is as it was released.
    """
    texts = [cell["source"] for cell in notebooks[name]["cells"] if cell["cell_type"] == "code"]
    texts += [cell.source for cell in sources[name].cells]
    if not any(mark in text for text in texts for mark in _OTHER_NOTEBOOK):
        return {}
    found = {}
    for other in sources.keys() - {name}:
        cells = [_cell(raw["cell_type"], raw["source"]) for raw in notebooks[other]["cells"]] if other in notebooks else None
        released = [_cell(cell.type, cell.released) for cell in sources[other].cells]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        content = {"cells": cells or released, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
        found[f"{other}.ipynb"] = json.dumps(content).encode("utf-8", "replace")
    return {file: content for file, content in found.items() if len(content) <= MOST_BYTES}


def _cell(kind: str, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
    return cell | {"outputs": [], "execution_count": None} if kind == "code" else cell


def _content(path: Path, most: int) -> bytes | None:
    """Return the content of a file; None for a link, for a file that is too large, and for one that cannot be read.

    A hard link could be another file of the course, or another learner's.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with open(descriptor, "rb") as file:
        try:
            about = os.fstat(descriptor)
            if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1:
                return None
            content = file.read(most + 1)
        except OSError:
            return None
    return content if len(content) <= most else None


def _is_text(name: str) -> bool:
    """Return whether a name can be written as UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
