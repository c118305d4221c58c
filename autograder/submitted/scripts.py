"""Turn a script that a learner handed in, such as `solution.py`, into a notebook of the assignment, to be graded as one.

The whole script goes into the place of the first solution cell; the other solution cells keep only a comment. So imports
and helpers are defined before the first test cell, as they are in the script.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping

from autograder.errors import NotebookError
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role
from autograder.notebook.source import MAX_PARSED, SourceNotebook

ELSEWHERE = "#"  # what the other solution cells hold: no starter, no code


def as_notebook(
    content: bytes, sources: Mapping[str, SourceNotebook], name: str = "solution.py"
) -> tuple[float, str, Notebook]:
    """Return how much of a notebook a script defines (0 to 1), which notebook that is, and the script as that notebook.

    content: of the script.
    sources: the notebooks that it may belong to.
    name:    what errors call the script.

    Raises NotebookError for a file that is not Python, or defines nothing that one of the notebooks asks for.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > MAX_PARSED:
            raise NotebookError("download.script_too_long", file=name, limit=MAX_PARSED)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes such as "\d", which are the learner's affair
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 0
        raise NotebookError("download.not_python", file=name, line=line) from None
    names = _bound(tree)
    best, chosen = 0.0, ""
    for key, source in sources.items():
        wanted = frozenset[str]().union(*(cell.defines for cell in source.with_role(Role.SOLUTION)))
        share = len(names & wanted) / len(wanted) if wanted else 0.0
        if share > best:
            best, chosen = share, key
    if not chosen:
        raise NotebookError("download.script_of_nothing", file=name)
    return best, chosen, _filled(text, sources[chosen])


def _bound(tree: ast.Module) -> set[str]:
    """Return the names that a script defines at top level."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def _filled(text: str, source: SourceNotebook) -> Notebook:
    """Return the release of a notebook with a script in its first solution cell."""
    cells = []
    waiting = text
    for cell in source.cells:
        new = {**cell.as_dict(), "source": cell.released}
        if cell.role is Role.SOLUTION:
            new["source"], waiting = waiting or ELSEWHERE, ""
        cells.append(new)
    return {"cells": cells, "metadata": dict(source.metadata), "nbformat": 4, "nbformat_minor": 5}
