"""Real code cells, for tests of what reads code: this course's, the demo's submissions, and foreign courses'.

As a program, it runs the instructors' cells and prints, as a line of JSON each, what every cell binds and reads.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from foreign_courses import FOLDER, Foreign, assignments

from autograder.errors import NotebookError
from autograder.notebook.files import read_notebook
from autograder.notebook.names import plain_python
from autograder.notebook.source import SourceNotebook

ROOT = Path(__file__).resolve().parents[1]
BRANCHES = (
    ast.If | ast.Try | ast.TryStar | ast.Match | ast.For | ast.While | ast.With
)  # code below may not run, or not to its end


@cache
def all_cells() -> tuple[str, ...]:
    """Return the text of every code cell, each once."""
    own = [cell.source for source in _own_sources() for cell in source.cells if cell.type == "code"]
    return tuple(dict.fromkeys([*own, *_submitted(), *_foreign()]))


def _own_sources() -> Iterator[SourceNotebook]:
    for path in sorted((ROOT / "source").glob("*/*.ipynb")):
        yield SourceNotebook.read(path)


def _submitted() -> Iterator[str]:
    for path in sorted((ROOT / "demo" / "submitted").glob("*/*/*.ipynb")):
        with contextlib.suppress(NotebookError):  # some are broken, and meant to be
            yield from (cell["source"] for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code")


def _foreign() -> Iterator[str]:
    for name in assignments():
        foreign = Foreign(name)
        yield from (cell.source for cell in foreign.cells if cell.type == "code")
        for submission in foreign.submissions:
            yield from submission.cells.values()


class Recording(MutableMapping[str, Any]):
    """The namespace of a cell that runs: notes which names its top level binds, and which it reads before that.

    globals: what functions see, and where values are kept.
    """

    def __init__(self, globals_: dict[str, Any]) -> None:
        self.globals = globals_
        self.bound: set[str] = set()
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        if name not in self.bound and name != "__annotations__":  # Python's own
            self.read.add(name)
        raise KeyError(name)  # Python then looks in the globals

    def __setitem__(self, name: str, value: Any) -> None:
        if name != "__annotations__":
            self.bound.add(name)
        self.globals[name] = value

    def __delitem__(self, name: str) -> None:
        self.globals.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self.globals)

    def __len__(self) -> int:
        return len(self.globals)


def run_cells(source: SourceNotebook, folder: Path) -> Iterator[dict[str, Any]]:
    """Run the code cells of a notebook in a copy of its folder, and yield what each one does to global names."""
    copied = tempfile.mkdtemp(dir=".")
    shutil.copytree(folder, copied, dirs_exist_ok=True)
    with contextlib.chdir(copied):
        sys.path.insert(0, os.getcwd())
        yield from _run(source)
        sys.path.pop(0)


def _run(source: SourceNotebook) -> Iterator[dict[str, Any]]:
    values: dict[str, Any] = {"__name__": "__main__", "get_ipython": lambda: None, "display": print}
    for cell in source.cells:
        if cell.type != "code" or cell.skip:
            continue
        recording, ended = Recording(values), True
        with contextlib.suppress(SyntaxError):
            tree = ast.parse(plain_python(cell.source))
            code = compile(tree, "cell", "exec", dont_inherit=True)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                try:
                    exec(code, values, recording)
                except BaseException:  # a cell may show an error, or need what only Jupyter has
                    ended = False
            found = {"bound": sorted(recording.bound), "read": sorted(recording.read), "ended": ended}
            branches = any(isinstance(node, BRANCHES) for node in tree.body)
            yield {"source": cell.source, "branches": branches, **found}


def main() -> None:
    for source in _own_sources():
        for record in run_cells(source, Path(source.path).parent):
            print(json.dumps(record))
    for name in assignments():
        for source in Foreign(name).sources.values():
            for record in run_cells(source, FOLDER / name):
                print(json.dumps(record))


if __name__ == "__main__":
    main()
