"""Notebooks and their cells: whose is which, what a learner may see, and putting back what a learner changed.

A notebook is plain data here (the dict of its JSON, nbformat 4): importing nbformat takes most of a second.
Nothing here knows exercises or nbgrader's applications; what nbgrader's metadata mean is reproduced from
`nbgraderformat/` and `utils.py` of nbgrader 0.9.6, and a test holds the two against each other.
"""

from __future__ import annotations

import ast
import copy
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.errors import NotebookError
from autograder.languages import DEFAULT as DEFAULT_LANGUAGE
from autograder.notebook.files import Notebook, as_dict, read_notebook
from autograder.notebook.metadata import SCHEMA, SKIP, Role, compute_checksum, grade_id_of, role_of, upgraded
from autograder.notebook.normal import TRANSIENT, in_language, normalise
from autograder.notebook.regions import DEFAULT, Delimiters, strip_hidden_tests, strip_solutions

MAX_PARSED = 100_000  # characters of code: a syntax tree takes hundreds of bytes for each


# A source notebook
@dataclass(frozen=True)
class Cell:
    """One cell of a source notebook.

    id:       the grade id, "" for a free cell.
    index:    its place in the notebook.
    type:     "code", "markdown" or "raw".
    source:   the instructor's text, with solutions and hidden tests.
    released: the text that learners get.
    restored: the text in an autograded notebook: the starter, or the source with hidden tests.
    points:   0.0 where nothing is graded.
    bonus:    what can be earned beyond the points: `{"autograder": {"bonus": 3}}` in the cell's metadata.
    metadata: the cell's, with nbgrader's in schema 3 and its checksum as the gradebook keeps it.
    """

    id: str
    index: int
    role: Role
    type: str
    source: str
    released: str
    restored: str
    points: float
    metadata: Mapping[str, Any] = field(repr=False)
    cell_id: str = ""
    attachments: Mapping[str, Any] | None = field(default=None, repr=False)
    bonus: float = 0.0

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(self.metadata.get("tags", ()))

    @property
    def skip(self) -> bool:
        """Whether no grader runs it."""
        return SKIP in self.tags

    @cached_property
    def defines(self) -> frozenset[str]:
        """Names that the instructor's code of this cell binds at top level."""
        return defined_names(self.source) if self.type == "code" else frozenset()

    def as_dict(self) -> dict[str, Any]:
        """The cell as an autograded notebook holds it, not run."""
        new: dict[str, Any] = {
            "cell_type": self.type,
            "id": self.cell_id,
            "metadata": copy.deepcopy(dict(self.metadata)),
            "source": self.restored,
        }
        if self.type == "code":
            new |= {"execution_count": None, "outputs": []}
        elif self.attachments:
            new["attachments"] = copy.deepcopy(dict(self.attachments))
        return new


@dataclass(frozen=True)
class SourceNotebook:
    """An instructor's notebook, in one language.

    name:  without ending; path: where it was read, for messages.
    cells: all of them, in order; `by_id` has those with a grade id.
    """

    name: str
    path: str
    cells: tuple[Cell, ...]
    metadata: Mapping[str, Any] = field(repr=False)
    delimiters: Delimiters = DEFAULT

    @classmethod
    def read(
        cls, path: str | os.PathLike[str], delimiters: Delimiters = DEFAULT, language: str = DEFAULT_LANGUAGE
    ) -> SourceNotebook:
        """Raises NotebookError, one sentence with the file and the cell, for what cannot be released."""
        return cls.of(read_notebook(path), str(path), delimiters, language)

    @classmethod
    def of(
        cls, notebook: Notebook, path: str, delimiters: Delimiters = DEFAULT, language: str = DEFAULT_LANGUAGE
    ) -> SourceNotebook:
        notebook = in_language(notebook, language)
        cells: list[Cell] = []
        seen: set[str] = set()
        for index, (raw, normal) in enumerate(zip(notebook["cells"], normalise(notebook)["cells"], strict=True)):
            try:
                cell = _source_cell(raw, index, normal["id"], delimiters)
                if cell.id in seen:
                    raise NotebookError("another cell has the same grade id")
            except NotebookError as error:
                where = grade_id_of(raw) or f"number {index + 1}"
                raise NotebookError(f"{path}, cell {where}: {error}.") from None
            if cell.id:
                seen.add(cell.id)
            cells.append(cell)
        return cls(Path(path).stem, path, tuple(cells), notebook["metadata"], delimiters)

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        return {cell.id: cell for cell in self.cells if cell.id}

    def with_role(self, *roles: Role) -> list[Cell]:
        return [cell for cell in self.cells if cell.role in roles]

    @property
    def max_score(self) -> float:
        return sum(cell.points for cell in self.cells)

    def solutions_of(self, test: Cell) -> list[Cell]:
        """The solution cells that a test cell follows: those between it and the test cell before them."""
        found: list[Cell] = []
        for cell in reversed(self.cells[: test.index]):
            if cell.role is Role.SOLUTION:
                found.append(cell)
            elif cell.role is Role.TEST and found:
                break
        return found[::-1]


def _source_cell(raw: Mapping[str, Any], index: int, cell_id: str, delimiters: Delimiters) -> Cell:
    old = raw["metadata"].get("nbgrader")
    if isinstance(old, dict) and isinstance(old.get("schema_version"), int) and old["schema_version"] > SCHEMA:
        raise NotebookError(f"its metadata are of schema {old['schema_version']}, newer than {SCHEMA}")
    kind, source = raw["cell_type"], raw["source"]
    meta = upgraded(old, kind)
    role = role_of(meta)
    grade_id = meta.get("grade_id", "") if meta else ""
    is_solution = role in (Role.SOLUTION, Role.MANUAL)
    if meta is not None and not _GRADE_ID.match(grade_id):
        raise NotebookError(f"the grade id {grade_id!r} must be letters, digits, - and _")
    if role is Role.TEST and kind != "code":
        raise NotebookError("a test cell must be a code cell; mark it as manually graded, or turn it into code")
    if role is Role.SOLUTION and kind == "markdown":
        raise NotebookError("a text answer must be manually graded and have points")
    if role is Role.TASK and kind != "markdown":
        raise NotebookError("a task cell must be a markdown cell")
    starter = strip_solutions(source, delimiters, code=kind == "code", whole=is_solution, grade_id=grade_id)
    if starter != source and not is_solution:
        raise NotebookError("a solution stands in a cell that is not marked as a solution")
    released = strip_hidden_tests(starter, delimiters)
    if released != starter and role not in (Role.TEST, Role.MANUAL, Role.TASK):
        raise NotebookError("hidden tests stand in a cell that gives no points")
    metadata = {key: value for key, value in raw["metadata"].items() if key not in ("nbgrader", *TRANSIENT)}
    if meta is not None:
        metadata["nbgrader"] = meta
        if meta["grade"] or meta["solution"] or meta["locked"]:  # not so a task of an old kind
            metadata["deletable"] = False
            if not meta["solution"]:
                metadata["editable"] = False
            meta["cell_type"] = kind
            meta["checksum"] = compute_checksum({"source": starter, "cell_type": kind, "metadata": metadata})
    points = meta.get("points", 0.0) if meta else 0.0
    return Cell(
        grade_id,
        index,
        role,
        kind,
        source,
        released,
        starter,
        points,
        metadata,
        cell_id,
        raw.get("attachments"),
        _bonus(raw["metadata"]),
    )


def _bonus(metadata: Mapping[str, Any]) -> float:
    bonus = as_dict(metadata.get("autograder")).get("bonus", 0)
    if type(bonus) not in (int, float) or not 0 <= bonus < 1000:
        raise NotebookError(f"its bonus is {bonus!r}; it must be a number from 0 on")
    return float(bonus)


_GRADE_ID = re.compile(r"[a-zA-Z0-9_\-]+\Z")

_BINDS = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)|^(\w+)\s*=(?!=)", re.MULTILINE)


def defined_names(code: str) -> frozenset[str]:
    """Functions and classes that code defines at top level; where there are none, names that it assigns.

    Code that does not parse, or is too long to, is read by its line beginnings.
    """
    try:
        if len(code) > MAX_PARSED:
            raise ValueError
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset(name for match in _BINDS.finditer(code) for name in match.groups() if name)
    made = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign | ast.AugAssign)]
    return frozenset(made or [target.id for target in targets if isinstance(target, ast.Name)])
