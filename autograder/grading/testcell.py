"""A test cell of a source notebook, read statically: what it checks, what it needs, and what it shares with learners' code.

`trusted` runs it in this process, `beside` in the sandbox.
"""

from __future__ import annotations

import ast
import linecache
import textwrap
import types
from functools import cached_property
from typing import NamedTuple

from autograder.grading import tied
from autograder.notebook import names
from autograder.notebook.metadata import Role
from autograder.notebook.needs import Needs, needs_of
from autograder.notebook.readable import readable_python, unreadable_lines
from autograder.notebook.regions import hidden_line_numbers
from autograder.notebook.source import Cell, SourceNotebook
from autograder.words import Sentence, sentence


class SharedNames(NamedTuple):
    """Globals that a test cell and the learner's code both use.

    told: the test sets them and the reference reads them, in a function, or in a cell below where learners see how the test
          sets them; their values are sent to the sandbox.
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
            [cell.python for cell in cells],
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
        imports = [statement for statements in self.needs.imports.values() for statement in statements]
        return [self.cell.source, *(cell.source for cell in self.needed_cells), *imports]

    @cached_property
    def given_imports(self) -> frozenset[str]:
        """The names among `needs.imports` whose import learners are given: the release shows it in a solution cell."""
        shown = [cell.released for cell in self.notebook.cells if cell.role is Role.SOLUTION and cell.type == "code"]
        given = {
            name: statement for text in shown for name, statement in names.names_of(readable_python(text)).imports.items()
        }
        return frozenset(name for name in self.needs.imports if given.get(name) in self.needs.imports[name])

    @cached_property
    def ours(self) -> bool:
        """Whether it calls `check`. Such a cell is never sent to a process that runs learners' code."""
        return self.checks is not None or tied.is_check(self.texts)

    @cached_property
    def tied(self) -> Sentence | None:
        """Why it can only run beside the learner's code, as far as its text says so: a clause; None where it need not."""
        modules = {name for cell in self.notebook.cells for name in _modules(cell)} | {"builtins"}
        learner = self.needs.learner
        if not all(cell.is_readable for cell in (self.cell, *self.needed_cells)):
            return sentence("grading.tied.unreadable")
        reasons = [tied.tied(self.cell.python, learner, modules)]
        for cell in self.needed_cells:
            reasons.append(tied.tied(cell.python, learner, modules, helper=cell.role is not Role.TEST))
        return next(filter(None, reasons), None)

    @cached_property
    def shared(self) -> SharedNames:
        """The globals that it shares with the learner's code; no others, since a learner could name one `expected`."""
        later: set[str] = set()
        at_once: set[str] = set()
        alters: set[str] = set()
        for cell in self.notebook.cells:
            if cell.role is Role.SOLUTION and cell.type == "code":
                found = names.names_of(cell.python)
                later |= found.later
                alters |= found.alters
                at_once |= found.needs if cell.index > self.cell.index else set()
        modules = {name for cell in self.notebook.cells for name in names.names_of(cell.python).imports}
        ours = [names.names_of(cell.python) for cell in (self.cell, *self.needed_cells)]
        sets = ours[0].binds.union(ours[0].changes, *(found.alters for found in ours))
        uses = set().union(*(found.needs | found.binds for found in ours))
        told = (sets & later) | (sets & at_once & self._shown_names)
        return SharedNames(frozenset(told - modules), frozenset((uses & alters) - modules))

    @cached_property
    def _shown_names(self) -> frozenset[str]:
        """The names that this cell sets in the part that learners see, and in no hidden part."""
        lines, hidden = self.cell.source.split("\n"), hidden_line_numbers(self.cell.source, self.notebook.delimiters)
        shown = names.names_of(readable_python("\n".join(line for i, line in enumerate(lines) if i not in hidden)))
        secret = textwrap.dedent("\n".join(line for i, line in enumerate(lines) if i in hidden))
        if unreadable_lines(secret):
            return frozenset()
        found = names.names_of(secret)
        return (shown.binds | shown.changes) - found.binds - found.changes

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of the reference. Learners define the arithmetic and the order of their instances."""
        texts = [cell.python for cell in self.notebook.cells if cell.role is Role.SOLUTION]
        nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
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
    text, name = cell.python, file_name(cell)
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
    return {name for name, statement in names.names_of(cell.python).imports.items() if statement.startswith("import ")}
