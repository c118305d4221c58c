"""Find the line that alone makes a part of what a function returns: where that part is wrong, the line must be.

No code runs for this. A part has such a line where its value is one expression that reads nothing but the arguments.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from autograder.judging.repair.edit import FunctionText
from autograder.judging.repair.trace import changed_unseen

_KEY = re.compile(r"\['([^']+)'\]")


def line_of_part(text: str, path: str, returns: Sequence[str] = ()) -> int | None:
    """Return the line that alone makes a part, counted from 1 in the text; None where other lines have a share in it.

    path:    of the part, such as "grads['dw']" or "w".
    returns: the names of the parts of a returned tuple.
    """
    try:
        function = _Function(text)
    except (SyntaxError, RecursionError):
        return None
    base, _, _ = path.partition("[")
    value = function.returned
    if value is not None and base in returns:
        value = function.entry(value, returns.index(base))
    for key in _KEY.findall(path):
        value = None if value is None else function.value_of(value, key)
    return None if value is None else function.line_of(value)


class _Function:
    """A function's assignments. Raises SyntaxError unless the text is one function."""

    def __init__(self, text: str) -> None:
        self._text = FunctionText(text)
        self._changed = changed_unseen(text)
        self._stores: dict[str, list[ast.stmt]] = {}
        for statement in self._text.statements:
            for name in _stored(statement):
                self._stores.setdefault(name, []).append(statement)
        self._outer = {id(statement) for statement in self._text.body}
        found = [one for one in self._text.statements if isinstance(one, ast.Return)]
        self.returned = found[0].value if len(found) == 1 and id(found[0]) in self._outer else None

    def _bound(self, name: str) -> ast.expr | None:
        """Return the value that a name gets, where one statement outside of loops binds it and none changes it."""
        stores = self._stores.get(name, [])
        if len(stores) != 1 or id(stores[0]) not in self._outer or name in {*self._changed, *self._text.parameters}:
            return None
        statement = stores[0]
        simple = isinstance(statement, ast.Assign) and all(isinstance(target, ast.Name) for target in statement.targets)
        return statement.value if simple else None  # type: ignore[attr-defined]

    def entry(self, value: ast.expr, place: int) -> ast.expr | None:
        """Return the value at a place of a tuple."""
        if isinstance(value, ast.Name):
            value = self._bound(value.id) or value
        return value.elts[place] if isinstance(value, ast.Tuple) and place < len(value.elts) else None

    def value_of(self, value: ast.expr, key: str) -> ast.expr | None:
        """Return the value under a key of a dict that is written out, or that gets its entries one by one."""
        if isinstance(value, ast.Name):
            stores = self._stores.get(value.id, [])
            entries = [one for one in stores if _key_set(one) is not None]
            made = [one for one in stores if one not in entries]
            if len(made) != 1 or value.id in self._changed or not all(id(one) in self._outer for one in stores):
                return None
            own = [one for one in entries if _key_set(one) == key]
            if own:
                return own[0].value if len(own) == 1 else None  # type: ignore[attr-defined]
            value = getattr(made[0], "value", value)
        if not isinstance(value, ast.Dict):
            return None
        found = [its for its_key, its in zip(value.keys, value.values, strict=True) if _constant(its_key) == key]
        return found[0] if len(found) == 1 else None

    def line_of(self, value: ast.expr) -> int | None:
        """Return the line of a value that reads the arguments alone."""
        while isinstance(value, ast.Name) and value.id not in self._text.parameters:
            bound = self._bound(value.id)
            if bound is None:
                return None
            value = bound
        names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        return None if isinstance(value, ast.Name) or names & self._stores.keys() else value.lineno


def _stored(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement binds, or whose entries it sets, without those of statements inside it."""
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        if isinstance(getattr(node, "ctx", None), ast.Store):
            while isinstance(node, ast.Subscript | ast.Attribute | ast.Starred):
                node = node.value
            if isinstance(node, ast.Name):
                yield node.id
        nodes += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]


def _key_set(statement: ast.stmt) -> str | None:
    """Return the key that `parameters["W1"] = …` sets; None for another statement."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return None
    target = statement.targets[0]
    return _constant(target.slice) if isinstance(target, ast.Subscript) else None


def _constant(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
