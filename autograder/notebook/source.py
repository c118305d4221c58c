"""Read a source notebook: who writes each cell, the text that learners get, and its points."""

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
from autograder.notebook.readable import readable_python, unreadable_lines
from autograder.notebook.regions import DEFAULT, Delimiters, strip_hidden_tests, strip_solutions
from autograder.words import Sentence

MAX_PARSED = 100_000  # characters of a learner's code that may be parsed: a syntax tree takes hundreds of bytes for each


@dataclass(frozen=True)
class Cell:
    """One cell of a source notebook.

    id:          the grade id, "" for a free cell.
    index:       its place in the notebook.
    type:        "code", "markdown" or "raw".
    source:      the instructor's text, with solutions and hidden tests.
    released:    the text that learners get.
    restored:    the text in an autograded notebook: the starter, or the source with hidden tests.
    points:      0.0 where nothing is graded.
    metadata:    the cell's, with nbgrader's in schema 3 and its checksum as the gradebook keeps it.
    cell_id:     the id that nbformat knows.
    attachments: of a text, such as images; None where there are none.
    bonus:       points beyond `points`: `{"autograder": {"bonus": 3}}` in the cell's metadata.
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
        """The cell's tags."""
        return tuple(self.metadata.get("tags", ()))

    @property
    def skip(self) -> bool:
        """Whether graders leave the cell out."""
        return SKIP in self.tags

    @cached_property
    def defines(self) -> frozenset[str]:
        """The names that `defined_names` finds in the instructor's code of this cell."""
        return defined_names(self.source) if self.type == "code" else frozenset()

    @cached_property
    def python(self) -> str:
        """The instructor's Python of this cell, as far as it can be read; "" for text."""
        return readable_python(self.source) if self.type == "code" else ""

    @property
    def is_readable(self) -> bool:
        """Whether Python or IPython understands all of it."""
        return self.type != "code" or not unreadable_lines(self.source)

    def as_dict(self) -> dict[str, Any]:
        """Return the cell as an autograded notebook holds it, before it is run."""
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

    name:       of the file, without ending.
    path:       of the file, for messages.
    cells:      all of them, in order.
    metadata:   the notebook's.
    delimiters: the words that mark its regions.
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
        """Read a source notebook from a file.

        language: which of its languages is wanted, if it is written in several.
        Raises NotebookError, which names the file and the cell, for what cannot be released.
        """
        return cls.of(read_notebook(path), str(path), delimiters, language)

    @classmethod
    def of(
        cls, notebook: Notebook, path: str, delimiters: Delimiters = DEFAULT, language: str = DEFAULT_LANGUAGE
    ) -> SourceNotebook:
        """Return the source notebook with this content; `path` is the file that errors name. Else as `read`."""
        notebook = in_language(notebook, language)
        cells: list[Cell] = []
        seen: set[str] = set()
        for index, (raw, normal) in enumerate(zip(notebook["cells"], normalise(notebook)["cells"], strict=True)):
            try:
                cell = _source_cell(raw, index, normal["id"], delimiters)
                if cell.id in seen:
                    raise NotebookError("notebook.same_grade_id")
            except NotebookError as error:
                problem = Sentence(error.code, error.values)
                if grade_id := grade_id_of(raw):
                    raise NotebookError("notebook.cell", path=path, cell=grade_id, problem=problem) from None
                raise NotebookError("notebook.cell_number", path=path, number=index + 1, problem=problem) from None
            if cell.id:
                seen.add(cell.id)
            cells.append(cell)
        return cls(name=Path(path).stem, path=path, cells=tuple(cells), metadata=notebook["metadata"], delimiters=delimiters)

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        """Grade id -> cell, in order, for the cells that have one."""
        return {cell.id: cell for cell in self.cells if cell.id}

    def with_role(self, *roles: Role) -> list[Cell]:
        """Return the cells that have one of these roles, in order."""
        return [cell for cell in self.cells if cell.role in roles]

    @property
    def max_score(self) -> float:
        """The sum of all points, without bonus."""
        return sum(cell.points for cell in self.cells)

    def solutions_of(self, test: Cell) -> list[Cell]:
        """Return the solution cells that a test cell follows: those between it and the test cell before them."""
        found: list[Cell] = []
        for cell in reversed(self.cells[: test.index]):
            if cell.role is Role.SOLUTION:
                found.append(cell)
            elif cell.role is Role.TEST and found:
                break
        return found[::-1]


def defined_names(code: str) -> frozenset[str]:
    """Return the functions and classes that code defines at top level; where there are none, the names that it assigns.

    code: the instructor's. Code that does not parse is searched line by line.
    """
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return names_by_line(code)
    made = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign | ast.AugAssign)]
    return frozenset(made or [target.id for target in targets if isinstance(target, ast.Name)])


def names_by_line(code: str) -> frozenset[str]:
    """Return what `defined_names` does, by the beginnings of lines: in linear time, whatever a learner wrote.

    (Python's parser takes hundreds of bytes for each character, and no clock stops it.)
    """
    made = frozenset(_DEFINES.findall(code))
    return made or frozenset(_ASSIGNS.findall(code))


_DEFINES = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_ASSIGNS = re.compile(r"^(\w+)[ \t]*(?::[^=\n]*|[-+*/@%&|^]|\*\*|//|<<|>>)?=(?!=)", re.MULTILINE)
_GRADE_ID = re.compile(r"[a-zA-Z0-9_\-]+\Z")


def _source_cell(raw: Mapping[str, Any], index: int, cell_id: str, delimiters: Delimiters) -> Cell:
    """Return a source cell. Raises NotebookError for one that cannot be released; its text is a clause without the cell."""
    old = raw["metadata"].get("nbgrader")
    if isinstance(old, dict) and isinstance(old.get("schema_version"), int) and old["schema_version"] > SCHEMA:
        raise NotebookError("notebook.newer_schema", version=old["schema_version"], known=SCHEMA)
    kind, source = raw["cell_type"], raw["source"]
    meta = upgraded(old, kind)
    role = role_of(meta)
    grade_id = meta.get("grade_id", "") if meta else ""
    is_solution = role in (Role.SOLUTION, Role.MANUAL)
    if meta is not None and not _GRADE_ID.match(grade_id):
        raise NotebookError("notebook.wrong_grade_id", grade_id=grade_id)
    if role is Role.TEST and kind != "code":
        raise NotebookError("notebook.test_is_text")
    if role is Role.SOLUTION and kind == "markdown":
        raise NotebookError("notebook.answer_without_points")
    if role is Role.TASK and kind != "markdown":
        raise NotebookError("notebook.task_is_code")
    starter = strip_solutions(source, delimiters, code=kind == "code", whole=is_solution, grade_id=grade_id)
    if starter != source and not is_solution:
        raise NotebookError("notebook.solution_elsewhere")
    released = strip_hidden_tests(starter, delimiters)
    if released != starter and role not in (Role.TEST, Role.MANUAL, Role.TASK):
        raise NotebookError("notebook.hidden_test_elsewhere")
    metadata = {key: value for key, value in raw["metadata"].items() if key not in ("nbgrader", *TRANSIENT)}
    if meta is not None:
        metadata["nbgrader"] = meta
        if meta["grade"] or meta["solution"] or meta["locked"]:  # a task of an old schema has none of them
            metadata["deletable"] = False
            if not meta["solution"]:
                metadata["editable"] = False
            meta["cell_type"] = kind
            meta["checksum"] = compute_checksum({"source": starter, "cell_type": kind, "metadata": metadata})
    return Cell(
        id=grade_id,
        index=index,
        role=role,
        type=kind,
        source=source,
        released=released,
        restored=starter,
        points=meta.get("points", 0.0) if meta else 0.0,
        metadata=metadata,
        cell_id=cell_id,
        attachments=raw.get("attachments"),
        bonus=_bonus(raw["metadata"]),
    )


def _bonus(metadata: Mapping[str, Any]) -> float:
    bonus = as_dict(metadata.get("autograder")).get("bonus", 0)
    if type(bonus) not in (int, float) or not 0 <= bonus < 1000:
        raise NotebookError("notebook.wrong_bonus", bonus=bonus)
    return float(bonus)
