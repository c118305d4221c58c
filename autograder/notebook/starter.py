"""Tell from the text whether a learner's function is still the starter. What the function does plays no part."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import cache

from autograder.notebook.names import plain_python


def is_starter(name: str, cells: Sequence[str], starter: str) -> bool:
    """Return whether the last of these cells that defines a function does so with the starter's body.

    Comments, docstrings and parameters may differ. A name that is bound in another way afterwards is no starter.

    cells:   the code of the cells that were run before the function is asked, in order.
    starter: the code of the cell that learners get.
    """
    released = _starters_body(name, starter)
    if released is None:
        return False
    body, words = released
    defines = re.compile(rf"^\s*(async\s+)?def\s+{re.escape(name)}\b", re.MULTILINE)
    last = next((i for i in range(len(cells) - 1, -1, -1) if defines.search(cells[i])), None)
    if last is None or not all(word in cells[last] for word in words):  # most functions have been written: no need to parse
        return False
    if any(_binds(name, cell) for cell in cells[last + 1 :]):
        return False
    found = _last_definition(name, cells[last])
    return found is not None and not found.decorator_list and _body_of(found) == body


@cache
def _starters_body(name: str, starter: str) -> tuple[str, frozenset[str]] | None:
    """Return the body of the starter's function, and the words in it; None where it has no such function."""
    function = _last_definition(name, starter)
    if function is None:
        return None
    names = [node.id for statement in function.body for node in ast.walk(statement) if isinstance(node, ast.Name)]
    return _body_of(function), frozenset(names)


def _last_definition(name: str, cell: str) -> ast.FunctionDef | None:
    """Return the function that a cell leaves under a name; None where the name has another value, or none."""
    try:
        tree = ast.parse(plain_python(cell))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = None
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == name:
            found = statement
        elif _names(statement, name):
            found = None
    return found


def _binds(name: str, cell: str) -> bool:
    """Return whether a cell binds a name at its top level, as far as its text says so."""
    if name not in cell:
        return False
    try:
        return any(_names(statement, name) for statement in ast.parse(plain_python(cell)).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _names(statement: ast.stmt, name: str) -> bool:
    """Return whether a statement stores a value under a name, or defines a function, class or import of that name."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            return True
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == name:
            return True
        if isinstance(node, ast.alias) and (node.asname or node.name) == name:
            return True
    return False


def _body_of(function: ast.FunctionDef) -> str:
    """Return the body as text that does not depend on comments, spaces or a docstring."""
    body = function.body
    first = body[0]
    if len(body) > 1 and isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        if isinstance(first.value.value, str):
            body = body[1:]
    return ast.dump(ast.Module(body, []))
