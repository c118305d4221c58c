"""A test cell of a source notebook, read statically: what it checks, what it needs, and what it shares with learners' code.

`trusted` runs it in this process, `beside` in the sandbox.
"""

from __future__ import annotations

import ast
import linecache
import types
from functools import cached_property
from typing import NamedTuple

from autograder.grading import tied
from autograder.notebook import names
from autograder.notebook.metadata import Role
from autograder.notebook.needs import Needs, needs_of
from autograder.notebook.source import Cell, SourceNotebook
from autograder.words import Sentence


class SharedNames(NamedTuple):
    """Globals that a test cell and the learner's code both use.

    told: the test sets them and the reference reads them; their values are sent to the sandbox.
    kept: functions of the reference alter them; their values are read back from the sandbox.
    """

    told: frozenset[str]
    kept: frozenset[str]


class Program(NamedTuple):
    """A cell's compiled statements, and its last expression; None where it has none, or a semicolon ends it."""

    body: types.CodeType
    last: types.CodeType | None


class TestCell:
    """One test cell, prepared once for all submissions.

    id, points, bonus: of the cell.
    checks: the exercise that it checks by `check(name=…)`; None for a test of another kind.
    name:   the exercise's name; the cell's id where it checks none.
    """

    def __init__(self, notebook: SourceNotebook, cell: Cell) -> None:
        self.id, self.points, self.bonus = cell.id, cell.points, cell.bonus
        self.notebook, self.cell = notebook, cell
        self.checks = names.checked_name(cell.source)
        self.name = self.checks or cell.id

    @cached_property
    def needs(self) -> Needs:
        """The learner's names, the imports and the instructor's cells that it needs."""
        cells = self.notebook.cells
        return needs_of(
            [cell.source if cell.type == "code" else "" for cell in cells],
            [cell.role in (Role.SOLUTION, Role.MANUAL) for cell in cells],
            self.cell.index,
            [not cell.skip for cell in cells],
        )

    @cached_property
    def needed_cells(self) -> list[Cell]:
        """The instructor's cells that run before it."""
        return [self.notebook.cells[index] for index in self.needs.cells]

    @cached_property
    def texts(self) -> list[str]:
        """Its source, and those of the instructor's cells and imports that it needs."""
        return [self.cell.source, *(cell.source for cell in self.needed_cells), *self.needs.imports]

    @cached_property
    def ours(self) -> bool:
        """Whether it calls `check`. Such a cell is never sent to a process that runs learners' code."""
        return self.checks is not None or tied.is_check(self.texts)

    @cached_property
    def tied(self) -> Sentence | None:
        """Why it can only run beside the learner's code, as far as its text says so: a clause; None where it need not."""
        modules = {name for cell in self.notebook.cells for name in _modules(cell)} | {"builtins"}
        learner = self.needs.learner
        reasons = [tied.tied(self.cell.source, learner, modules)]
        for cell in self.needed_cells:
            reasons.append(tied.tied(cell.source, learner, modules, helper=cell.role is not Role.TEST))
        return next(filter(None, reasons), None)

    @cached_property
    def shared(self) -> SharedNames:
        """The globals that it shares with the learner's code; no others, since a learner could name one `expected`."""
        reads: set[str] = set()
        alters: set[str] = set()
        for cell in self.notebook.cells:
            if cell.role is Role.SOLUTION and cell.type == "code":
                reads |= names.names_of(cell.source).later
                alters |= names.names_of(cell.source).alters
        texts = [cell.source for cell in self.notebook.cells if cell.type == "code"]
        modules = {name for text in texts for name in names.names_of(text).imports}
        ours = [names.names_of(cell.source) for cell in (self.cell, *self.needed_cells)]
        sets = ours[0].binds.union(ours[0].changes, *(found.alters for found in ours))
        uses = set().union(*(found.needs | found.binds for found in ours))
        return SharedNames(frozenset((sets & reads) - modules), frozenset((uses & alters) - modules))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of the reference. Learners define the arithmetic and the order of their instances."""
        texts = [cell.source for cell in self.notebook.cells if cell.role is Role.SOLUTION and cell.type == "code"]
        nodes = [node for text in texts for node in ast.walk(ast.parse(names.plain_python(text)))]
        return frozenset(node.name for node in nodes if isinstance(node, ast.ClassDef))

    @cached_property
    def draws(self) -> bool:
        """Whether it uses the global random generators, as far as its text says so."""
        return any("random" in cell.source for cell in (self.cell, *self.needed_cells))

    @cached_property
    def helpers(self) -> list[Program]:
        """The instructor's cells that run before it, compiled."""
        return [compile_cell(cell) for cell in self.needed_cells]

    @cached_property
    def program(self) -> Program:
        """The cell, compiled."""
        return compile_cell(self.cell)


def compile_cell(cell: Cell) -> Program:
    """Compile a cell so that tracebacks find its lines. Raises SyntaxError."""
    text, name = names.plain_python(cell.source), file_name(cell)
    linecache.cache[name] = (len(text), None, text.splitlines(True), name)
    tree = ast.parse(text, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not text.rstrip().endswith(";"):
        expression = tree.body.pop()
        assert isinstance(expression, ast.Expr)
        last = compile(ast.Expression(expression.value), name, "eval")
    return Program(compile(tree, name, "exec"), last)


def file_name(cell: Cell) -> str:
    """Return the name that a cell has in tracebacks."""
    return f"<{cell.id or f'cell {cell.index}'}>"


def _modules(cell: Cell) -> set[str]:
    """Return the names that a cell binds to modules, as far as its imports say so."""
    imports = names.names_of(cell.source).imports if cell.type == "code" else {}
    return {name for name, statement in imports.items() if statement.startswith("import ")}
