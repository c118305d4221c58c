"""A small edit of a function's text, and the text that edits are made in."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Splice(NamedTuple):
    """One replacement: the bytes `start` to `end` of the text, in UTF-8, become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Edit:
    """One edit: the places where the text changes, all in the same way.

    kind:    what kind of thing is off where the edit is; `judging.slip` in `words/` has the words for it.
    line:    of the first place, counted from 1 in the function's text.
    splices: in the order of the text; they do not overlap.
    cost:    how unlikely a learner makes the slip that this edit repairs; the search tries cheap edits first.
    group:   edits of one group are the same edit at several places; "" for the group of equal old and new texts.
    others:  the lines of its other places, where they are not on the first line.
    """

    kind: str
    line: int
    splices: tuple[Splice, ...]
    cost: float = field(default=1.0, compare=False)
    group: str = field(default="", compare=False)
    others: frozenset[int] = field(default=frozenset(), compare=False)

    @property
    def lines(self) -> frozenset[int]:
        """The lines of all places."""
        return self.others | {self.line}

    def applied(self, text: str) -> str:
        """Return the text after this edit."""
        data = text.encode()
        parts, end = [], 0
        for splice in self.splices:
            parts += [data[end : splice.start], splice.text.encode()]
            end = splice.end
        return b"".join([*parts, data[end:]]).decode()


class FunctionText:
    """A function's text, with its syntax tree.

    text: the whole definition, from its first line; the definition starts in column 0.

    Raises SyntaxError unless the text is exactly one function.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        tree = ast.parse(text)
        if len(tree.body) != 1 or not isinstance(tree.body[0], ast.FunctionDef):
            raise SyntaxError(text[:80])
        self.function: ast.FunctionDef = tree.body[0]
        self._data = text.encode()
        self._starts = [0]
        for line in self._data.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return the bytes of a node: where it starts and where it ends."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[node.end_lineno - 1] + node.end_col_offset

    def source(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self._data[start:end].decode()

    def lines(self, node: ast.stmt) -> tuple[int, int]:
        """Return the bytes of a statement's whole lines, with the indentation before it and the line end after it."""
        assert node.end_lineno is not None
        return self._starts[node.lineno - 1], self._starts[node.end_lineno]

    def between(self, start: int, end: int) -> str:
        """Return the text of these bytes."""
        return self._data[start:end].decode()

    @cached_property
    def body(self) -> list[ast.stmt]:
        """The function's statements, without its docstring."""
        body = self.function.body
        docstring = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
        return body[1:] if docstring and isinstance(body[0].value.value, str) else body  # type: ignore[attr-defined]

    @cached_property
    def statements(self) -> list[ast.stmt]:
        """All statements inside the function, nested ones too, in the order of the text."""
        found = [node for part in self.body for node in ast.walk(part) if isinstance(node, ast.stmt)]
        return sorted(found, key=lambda node: (node.lineno, node.col_offset))

    @cached_property
    def parameters(self) -> list[str]:
        """The names of the function's parameters."""
        arguments = self.function.args
        return [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]

    @cached_property
    def locals(self) -> list[str]:
        """The names that the function's statements bind, in the order of the text."""
        found = [
            node
            for part in self.body
            for node in ast.walk(part)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        return list(dict.fromkeys(node.id for node in sorted(found, key=lambda node: (node.lineno, node.col_offset))))
