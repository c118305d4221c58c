"""Find the text of the function that a notebook's cells define under a name."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.notebook.names import names_of, plain_python

LONGEST_NUMBER = 20  # characters


@dataclass(frozen=True)
class Definition:
    """A function's text.

    text: the definition alone, from its first line. first: the number of that line in the learner's cell, from 1.
    digest: of all the code that the function depends on, so that equal digests mean equal behaviour; "" where it is unknown.
    """

    text: str
    first: int = 1
    digest: str = ""

    def line_in_cell(self, line: int) -> int:
        """Return the number in the cell of a line of the text, both counted from 1."""
        return self.first + line - 1

    def line(self, number: int) -> str:
        """Return a line of the text, without its indentation; "" where there is none."""
        lines = self.text.splitlines()
        return lines[number - 1].strip() if 0 < number <= len(lines) else ""

    @property
    def numbers(self) -> list[str]:
        """The numbers that the text writes out, each once, in the order of the text: "200", "0.01"."""
        try:
            nodes = [node for node in ast.walk(ast.parse(self.text)) if isinstance(node, ast.Constant)]
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return []
        found = [ast.unparse(node) for node in nodes if type(node.value) in (int, float)]
        return list(dict.fromkeys(text for text in found if len(text) <= LONGEST_NUMBER))


def definition_of(name: str, cells: Sequence[str]) -> Definition | None:
    """Return the function that these cells, run in order, leave under a name; None where that cannot be told.

    A function with decorators, or inside another statement, is none.
    """
    defines = re.compile(rf"^def\s+{re.escape(name)}\b", re.MULTILINE)
    for cell in reversed(cells):
        if defines.search(cell):
            return _in_cell(name, cell)
    return None


def digest_of(name: str, cells: Sequence[str]) -> str:
    """Return a digest of the code that a function depends on: its cell, those of the names that it needs, and so on.

    Cells that do more than define functions, import modules and give names to constants belong to it in any case.

    cells: the code that runs before the function is asked, in order, and digests of files.
    """
    needed = {name}
    taken = {place for place, cell in enumerate(cells) if not _only_defines(cell)}
    new = set(taken)
    while new or not taken:
        for place in new:
            needed |= names_of(cells[place]).needs
        new = {place for place, cell in enumerate(cells) if place not in taken and names_of(cell).binds & needed}
        if not new:
            break
        taken |= new
    return hashlib.sha256(
        "\0".join([name, *(cells[place] for place in sorted(taken))]).encode("utf-8", "replace")
    ).hexdigest()


def _only_defines(cell: str) -> bool:
    """Return whether a cell changes nothing but the names that it binds."""
    try:
        body = ast.parse(plain_python(cell)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return all(map(_defines, body))


def _defines(node: ast.stmt) -> bool:
    if isinstance(node, ast.FunctionDef):
        defaults = [*node.args.defaults, *(default for default in node.args.kw_defaults if default is not None)]
        return not node.decorator_list and all(isinstance(default, ast.Constant) for default in defaults)
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant) and all(isinstance(target, ast.Name) for target in node.targets)
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _in_cell(name: str, cell: str) -> Definition | None:
    try:
        tree = ast.parse(plain_python(cell))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if not found or found[-1].decorator_list or found[-1].col_offset:
        return None
    first, end = found[-1].lineno, found[-1].end_lineno
    lines = cell.splitlines()[first - 1 : end]
    return Definition("\n".join(lines) + "\n", first)
