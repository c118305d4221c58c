"""Edits of expressions: what one slip of a learner has changed in a formula."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator

from autograder.judging.repair.call_edits import CallEdits
from autograder.judging.repair.edit import Edit, FunctionText
from autograder.judging.repair.names import NameEdits
from autograder.judging.repair.operations import Operations
from autograder.judging.repair.values import ValueEdits


class Expressions:
    """Yields the edits of each expression of a function.

    callables: names of functions that the learner's code may call: those of the assignment and the helpers.
    """

    def __init__(self, text: FunctionText, callables: Collection[str] = ()) -> None:
        self.text = text
        self._names = NameEdits(text, callables)
        self._operations = Operations(text, callables)
        self._values = ValueEdits(text, callables)
        self._forms: dict[type[ast.expr], Callable[..., Iterator[Edit]]] = {
            ast.UnaryOp: self._operations.unary,
            ast.BinOp: self._operations.binary,
            ast.Call: CallEdits(text, callables).call,
            ast.Attribute: self._names.attribute,
            ast.Constant: self._names.constant,
            ast.Name: self._names.name,
            ast.Subscript: self._names.subscript,
            ast.Compare: self._operations.comparison,
            ast.BoolOp: self._operations.either,
            ast.JoinedStr: self._names.formatted,
            ast.Tuple: self._operations.order,
            ast.List: self._operations.order,
            ast.Dict: self._operations.pairs,
            ast.IfExp: self._operations.conditional,
        }

    def edits(self) -> Iterator[Edit]:
        """Yield all edits, in the order of the text."""
        for statement in self.text.statements:
            for node in self._expressions(statement):
                yield from self._edits_of(node)
            yield from self._values.of_value(statement)

    def _expressions(self, statement: ast.stmt) -> Iterator[ast.expr]:
        """Yield the expressions of one statement, not those of statements nested in it."""
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.expr):
                yield from _outside_of_texts(child)

    def _edits_of(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edits of one expression by its form."""
        if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
            yield from self._target(node)
            return
        for form, edits in self._forms.items():
            if isinstance(node, form):
                yield from edits(node)
        if isinstance(node, ast.Name | ast.Subscript | ast.Call | ast.Attribute):
            yield from self._names.transposed(node)

    def _target(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edits of what a statement binds: another index or name, or two names swapped."""
        if isinstance(node, ast.Subscript):
            yield from self._names.subscript(node)
        elif isinstance(node, ast.Tuple | ast.List):
            yield from self._operations.order(node)
        elif isinstance(node, ast.Name):
            for other in self._values.variables:
                if other != node.id:
                    yield self._values.put("target", node, other, 0.9)


def _outside_of_texts(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions in a tree, not those inside of f-strings, whose places Python 3.11 does not know."""
    if isinstance(node, ast.expr):
        yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _outside_of_texts(child)
