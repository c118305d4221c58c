"""Find the text of the function that a notebook's cells define under a name."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.notebook.names import plain_python

LONGEST_NUMBER = 20  # characters


@dataclass(frozen=True)
class Definition:
    """A function's text.

    text: the definition alone, from its first line. first: the number of that line in the learner's cell, from 1.
    """

    text: str
    first: int = 1

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
