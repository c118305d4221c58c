"""Tell from the text of a notebook's cells where it answers an exercise, and where it only repeats the starter.

Nothing is run to find out. A cell that the grader's Python cannot parse binds nothing, here as in the sandbox.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from autograder.notebook.names import plain_python
from autograder.notebook.source import MAX_PARSED

State = Literal["answer", "starter"]

_DEFINED = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_ASSIGNED = re.compile(r"^([\w \t,()*]+)(?::[^=\n]*)?=(?!=)", re.MULTILINE)
_IMPORTED = re.compile(r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+([^\n]+)", re.MULTILINE)
_WORD = re.compile(r"\w+")
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def place_of(name: str, cells: Sequence[str], here: int, starter: str) -> int:
    """Return how many of these cells run before an exercise is asked: so many as its test cell says, unless it is below.

    Where the name is missing at the test's place, or is still the starter's, and a cell further down answers the exercise,
    it is asked after that cell; of several, after the last one.

    name:    of the function, or of the question's variable.
    cells:   the code of all cells that run, in order.
    here:    the number of those above the test cell.
    starter: the code of the cell that learners get.
    """
    below = [index for index in range(len(cells) - 1, here - 1, -1) if name in may_bind(cells[index])]
    if not below:
        return here
    above = (state_in(name, cell, starter) for cell in reversed(cells[:here]))
    if next(filter(None, above), None) == "answer":
        return here
    return next((index + 1 for index in below if state_in(name, cells[index], starter) == "answer"), here)


def state_in(name: str, cell: str, starter: str) -> State | None:
    """Return what a cell leaves under a name: an answer, or the starter's value; None where it does not bind the name."""
    if name not in may_bind(cell):
        return None
    found = [statement for statement in _statements(cell) if _binds(statement, name)]
    if not found:
        return None
    return "starter" if _is_starter(found[-1], name, starter) else "answer"


def without_pasted_starters(cells: Sequence[str], starters: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the cells without the starters that would undo an answer above them, and the names of these exercises.

    starters: name of an exercise -> the code of the cell that learners get.
    The lines become empty, so that the others keep their numbers.
    """
    lines: dict[int, list[str]] = {}
    undone: list[str] = []
    for name, starter in starters.items():
        places = [index for index, cell in enumerate(cells) if name in may_bind(cell)]
        if len(places) < 2 and not any(_DEFINED.findall(cells[index]).count(name) > 1 for index in places):
            continue
        answered = False
        for index in places:
            for statement in _statements(cells[index]):
                if not _binds(statement, name):
                    continue
                if not _is_starter(statement, name, starter):
                    answered = True
                elif answered:
                    text = lines.setdefault(index, cells[index].split("\n"))
                    first, last = statement.lineno - 1, statement.end_lineno or statement.lineno
                    text[first:last] = [""] * (last - first)
                    undone.append(name)
    kept = ["\n".join(lines[index]) if index in lines else cell for index, cell in enumerate(cells)]
    return kept, list(dict.fromkeys(undone))


def joined_where_split(cells: Sequence[str]) -> list[list[int]]:
    """Return groups of neighbouring cells, by their indices, that are one piece of code which was split inside a block.

    cells: code in order, "" for what is not the learner's. A cell that begins with an indented line belongs to the block
    above it only where one of the pieces is no program by itself.
    """
    groups: list[list[int]] = []
    index = 0
    while index < len(cells):
        group = [index]
        while group[-1] + 1 < len(cells) and cells[index].strip() and _is_indented(cells[group[-1] + 1]):
            group.append(group[-1] + 1)
        if len(group) > 1 and _is_one_piece([cells[i] for i in group]):
            groups.append(group)
        index = group[-1] + 1
    return groups


@lru_cache(maxsize=4096)
def may_bind(cell: str) -> frozenset[str]:
    """Return names that a cell may bind, by the beginnings of its lines: in linear time, whatever a learner wrote."""
    found = set(_DEFINED.findall(cell))
    for part in (*_ASSIGNED.findall(cell), *_IMPORTED.findall(cell)):
        found.update(_WORD.findall(part))
    return frozenset(found)


@lru_cache(maxsize=64)
def _statements(cell: str) -> tuple[ast.stmt, ...]:
    """Return the statements of a cell; none where it cannot be parsed."""
    if len(cell) > MAX_PARSED:
        return ()
    try:
        return tuple(ast.parse(plain_python(cell)).body)
    except _UNREADABLE:
        return ()


def _binds(statement: ast.stmt, name: str) -> bool:
    """Return whether a statement binds a name outside of a function or a class."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if node.name == name:
                return True
            continue  # what its body binds is its own
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return True
        if isinstance(node, ast.alias) and (node.asname or node.name.partition(".")[0]) == name:
            return True
        if not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return False


def _is_starter(statement: ast.stmt, name: str, starter: str) -> bool:
    wanted = _starters_key(name, starter)
    return wanted is not None and _key_of(statement) == wanted


@lru_cache(maxsize=1024)
def _starters_key(name: str, starter: str) -> str | None:
    found = [statement for statement in _statements(starter) if _binds(statement, name)]
    return _key_of(found[-1]) if found else None


def _key_of(statement: ast.stmt) -> str:
    """Return a statement as text without comments and spaces; of a function, its body without a docstring."""
    if not isinstance(statement, ast.FunctionDef) or statement.decorator_list:
        return ast.dump(statement)
    body = statement.body
    first = body[0]
    if len(body) > 1 and isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        if isinstance(first.value.value, str):
            body = body[1:]
    return ast.dump(ast.Module(body, []))


def _is_indented(cell: str) -> bool:
    """Return whether the first line of a cell is indented."""
    text = cell.lstrip("\n")
    return bool(text.strip()) and text[0] in " \t"


def _is_one_piece(cells: Sequence[str]) -> bool:
    """Return whether cells are a program together, and one of them is none by itself."""
    together = "\n".join(cells)
    if len(together) > MAX_PARSED or not _compiles(together):
        return False
    return not all(_compiles(textwrap.dedent(cell)) for cell in cells)


def _compiles(code: str) -> bool:
    try:
        compile(plain_python(code), "cell", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except _UNREADABLE:
        return False
    return True
