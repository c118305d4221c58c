"""Read what a learner has handed in."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from autograder.errors import NotebookError
from autograder.grading.reading import bounded_reading
from autograder.grading.sentences import as_sentence, listed
from autograder.notebook.files import Notebook, read_notebook
from autograder.words import Sentence, sentence


def read_handed_in(path: Path, expected: Collection[str]) -> Notebook:
    """Read a notebook that a learner has handed in. If it is missing, the error names files that may need its name.

    expected: names, without ending, of the assignment's notebooks.
    Raises NotebookError for what `read_notebook` cannot read, and for a symbolic link, which could lead to another's work.
    """
    if path.is_symlink():
        raise NotebookError("grading.is_a_link", path=str(path))
    if not path.exists():
        others = sorted(repr(other.name) for other in path.parent.glob("*.ipynb") if other.stem not in expected)
        if others:
            code = "grading.rename" if len(others) == 1 else "grading.rename_one_of"
            raise NotebookError(code, path=str(path), name=path.name, others=listed(others))
    with bounded_reading(str(path)):
        return read_notebook(path)


def without_folder(error: NotebookError, folder: Path) -> Sentence:
    """Return an error's sentence with paths relative to the folder."""
    found = as_sentence(error)
    values = {
        key: value.replace(f"{folder}{os.sep}", "") if isinstance(value, str) else value
        for key, value in found.values.items()
    }
    return sentence(found.code, **values)


def joined(sentences: Collection[Sentence]) -> Sentence | None:
    """Return several sentences as one; None for none."""
    found: Sentence | None = None
    for one in sentences:
        found = one if found is None else sentence("grading.both", first=found, second=one)
    return found
