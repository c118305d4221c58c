"""Record what each line of a function computes, and look for it among all that the reference computes.

A line whose values the reference computes, too, is right so far. The first line that computes something else, from values
that are all right, is where the function goes wrong.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

RECORDER = "_record_"
MOST = 400  # values that are recorded in one call


@dataclass(frozen=True)
class Computed:
    """A value that a line bound to a name, or returned.

    line: counted from 1 in the function's text. name: "" for a returned value. reads: the names that the line read.
    """

    line: int
    name: str
    value: Any
    reads: frozenset[str] = frozenset()


class _Statements(ast.NodeTransformer):
    """Makes every assignment and `return` record its value."""

    def visit_Assign(self, node: ast.Assign) -> Any:
        return [node, *self._records(node, node.targets)]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        return [node, *self._records(node, [node.target])]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        return [node, *self._records(node, [node.target] if node.value else [])]

    def visit_Return(self, node: ast.Return) -> Any:
        if node.value is None:
            return node
        node.value = _call(ast.Constant(node.lineno), ast.Constant(""), node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        return node  # a function inside the function

    visit_AsyncFunctionDef = visit_Lambda = visit_ClassDef = visit_FunctionDef

    def _records(self, node: ast.stmt, targets: Iterable[ast.expr]) -> list[ast.stmt]:
        found = []
        for target in targets:
            for part in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
                if isinstance(part, ast.Name | ast.Subscript):
                    value = ast.parse(ast.unparse(part), mode="eval").body
                    call = _call(ast.Constant(node.lineno), ast.Constant(ast.unparse(part)), value)
                    found.append(ast.copy_location(ast.Expr(call), node))
        return found


class _Everything(ast.NodeTransformer):
    """Makes every expression that may be a value of a formula record itself."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        if isinstance(node, ast.BinOp | ast.Call | ast.UnaryOp | ast.Attribute | ast.Subscript | ast.Name | ast.Tuple):
            if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                return _call(ast.Constant(node.lineno), ast.Constant(""), node)
        return node

    def visit_Call(self, node: ast.Call) -> Any:
        node.args = [self.visit(argument) for argument in node.args]
        node.keywords = [self.visit(keyword) for keyword in node.keywords]
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.visit(node.func.value)
        return _call(ast.Constant(node.lineno), ast.Constant(""), node)

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        node.value = self.visit(node.value)
        target = ast.parse(ast.unparse(node.target), mode="eval").body
        return [node, ast.copy_location(ast.Expr(_call(ast.Constant(node.lineno), ast.Constant(""), target)), node)]

    def visit_arguments(self, node: ast.arguments) -> Any:
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> Any:
        return node


def _call(line: ast.expr, name: ast.expr, value: Any) -> ast.Call:
    return ast.Call(ast.Name(RECORDER, ast.Load()), [line, name, value], [])


def instrumented(text: str, *, everything: bool = False) -> str:
    """Return the function's text with calls of `_record_(line, name, value)`, which returns the value.

    everything: record the parts of formulas, too; else what statements bind and return.
    """
    tree = ast.parse(text)
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = []
    transformer: ast.NodeTransformer = _Everything() if everything else _Statements()
    body: list[ast.stmt] = []
    for statement in function.body:
        changed = transformer.visit(statement)
        body += changed if isinstance(changed, list) else [changed]
    function.body = body
    return ast.unparse(ast.fix_missing_locations(tree))


def reads_by_line(text: str) -> dict[int, frozenset[str]]:
    """Return line -> the names that the statement on it reads."""
    reads: dict[int, set[str]] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Return | ast.AnnAssign):
            names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
            if isinstance(node, ast.AugAssign):
                names |= {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
            reads.setdefault(node.lineno, set()).update(names)
    return {line: frozenset(names) for line, names in reads.items()}


class Values:
    """A set of values in which others are looked up, equal up to rounding."""

    def __init__(self, values: Iterable[Any]) -> None:
        self._by_form: dict[Any, list[Any]] = {}
        for value in values:
            self.add(value)

    def add(self, value: Any) -> None:
        """Add a value, and the parts of a tuple, list or dict."""
        if isinstance(value, dict):
            for part in value.values():
                self.add(part)
        elif isinstance(value, tuple | list) and not _numbers(value):
            for part in value:
                self.add(part)
        else:
            form = _form(value)
            known = self._by_form.setdefault(form, [])
            if len(known) < MOST and not any(_equal(value, other) for other in known):
                known.append(value)

    def __contains__(self, value: Any) -> bool:
        if isinstance(value, dict):
            return all(part in self for part in value.values())
        if isinstance(value, tuple | list) and not _numbers(value):
            return all(part in self for part in value)
        return any(_equal(value, other) for other in self._by_form.get(_form(value), ()))


def _numbers(value: Sequence[Any]) -> bool:
    return len(value) > 0 and all(isinstance(part, int | float) for part in value)


def _form(value: Any) -> Any:
    """Return what equal values have in common: the shape of an array; "number" for scalars."""
    if isinstance(value, np.ndarray):
        return value.shape
    if isinstance(value, bool | int | float | np.generic):
        return ()
    if isinstance(value, tuple | list):
        return "numbers", len(value)
    return type(value).__name__


def _equal(one: Any, other: Any) -> bool:
    try:
        if isinstance(one, np.ndarray | int | float | np.generic | tuple | list):
            return bool(np.allclose(one, other, rtol=1e-7, atol=1e-12, equal_nan=True))
        return bool(one == other)
    except (TypeError, ValueError):
        return one is other


@dataclass(frozen=True)
class TraceFinding:
    """What the trace of a function says.

    right:   the lines whose values the reference computes, too.
    suspect: the first line that computes another value, from right ones only; None for none.
    name:    what that line binds.
    """

    right: frozenset[int]
    suspect: int | None
    name: str = ""


def compare_traces(
    learner: Sequence[Computed], reference: Values, given: Mapping[str, Any], reads: Mapping[int, frozenset[str]]
) -> TraceFinding:
    """Return which lines are right, and the first that is not.

    learner:   what the lines computed, in order. reference: all values of the reference for the same inputs.
    given:     the arguments.
    """
    wrong_names: set[str] = set()
    wrong_lines: set[int] = set()
    seen: set[int] = set()
    suspect: tuple[int, str] | None = None
    for computed in learner:
        seen.add(computed.line)
        name = computed.name.split("[")[0]
        if computed.value in reference or _trivial(computed.value):
            if computed.name and "[" not in computed.name:
                wrong_names.discard(name)
            continue
        if suspect is None and not (reads.get(computed.line, frozenset()) - {name} & wrong_names):
            suspect = computed.line, computed.name
        wrong_names.add(name)
        wrong_lines.add(computed.line)
    line, name = suspect or (None, "")
    return TraceFinding(frozenset(seen - wrong_lines), line, name)


def _trivial(value: Any) -> bool:
    """Return whether a value says nothing: None, a text, a whole number, an empty or constant array such as zeros."""
    if value is None or isinstance(value, str | bool | int):
        return True
    if isinstance(value, np.ndarray):
        return value.size == 0 or value.dtype.kind not in "fiub" or bool(np.all(value == 0))
    return isinstance(value, list | tuple | dict) and len(value) == 0
