"""Record what each line of a function computes: `traced` changes its text, and `read_trace` reads what that returns."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

RECORDER, LINES = "_record_", "_lines_"
LARGEST = 100_000  # numbers of an array that is recorded
MOST = 400  # values that are recorded in one call
STEPS = 500_000  # lines that a traced call may run: it copies what it records


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
    """Makes every assignment and `return` record its value, and every statement its line."""

    def visit(self, node: ast.AST) -> Any:
        """Record that a statement is executed, then what it does."""
        changed = super().visit(node)
        if not isinstance(node, ast.stmt):
            return changed
        noted = ast.parse(f"{LINES}.pop({node.lineno}, 0)\n{LINES}[{node.lineno}] = 1").body
        return [*noted, *(changed if isinstance(changed, list) else [changed])]

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

    def _left_alone(self, node: Any) -> Any:
        return node  # a function inside the function

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = visit_ClassDef = _left_alone

    def _records(self, node: ast.stmt, targets: Iterable[ast.expr]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for name in _names_in(targets):
            value = ast.parse(name, mode="eval").body
            call = _call(ast.Constant(node.lineno), ast.Constant(name), value)
            found.append(ast.copy_location(ast.Expr(call), node))
        return found


class _Everything(ast.NodeTransformer):
    """Makes every expression that may be a value of a formula record itself."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        if isinstance(node, ast.BinOp | ast.Call | ast.UnaryOp | ast.Attribute | ast.Subscript | ast.Name | ast.Tuple):
            slices = isinstance(node, ast.Tuple) and any(isinstance(part, ast.Slice) for part in node.elts)
            if isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and not slices:
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


def traced(text: str) -> str:
    """Return a function's text that returns, in place of its value, what its lines compute: see `read_trace`.

    It needs no names but its own, so it runs wherever the function runs. An error of the function ends the trace.
    Raises SyntaxError for a generator.
    """
    function = _function(text)
    if any(isinstance(node, ast.Yield | ast.YieldFrom | ast.Await) for node in ast.walk(function)):
        raise SyntaxError(function.name)
    frame = ast.parse(_FRAME)
    (attempt,) = (node for node in frame.body if isinstance(node, ast.Try))
    attempt.body = _changed(_Statements(), function.body)
    function.body = frame.body
    return ast.unparse(ast.fix_missing_locations(ast.Module([function], [])))


_FRAME = f"""
import copy as _copy_
_trace_, {LINES} = [], {{}}
def {RECORDER}(line, name, value):
    if len(_trace_) < {MOST} and getattr(value, "size", 0) <= {LARGEST}:
        try:
            _trace_.append((line, name, _copy_.deepcopy(value)))
        except Exception:
            pass
    return value
try:
    pass
finally:
    return _trace_, list({LINES})
"""


def read_trace(value: Any, text: str) -> tuple[list[Computed], frozenset[int]]:
    """Return what the lines computed, in order, and the lines that were executed, from what a traced function returned.

    A traced function returns the lines in the order in which they were executed last.

    value: came out of a sandbox and may have any form. text: of the function.
    """
    reads, bound = reads_by_line(text), _bound_by_line(text)  # a name in the trace is one that this text has
    well_formed = type(value) is tuple and len(value) == 2 and all(type(part) is list for part in value)
    entries, lines = value if well_formed else ([], [])
    computed = [
        Computed(entry[0], entry[1], entry[2], reads.get(entry[0], frozenset()))
        for entry in entries[:MOST]
        if type(entry) is tuple and len(entry) == 3 and tuple(map(type, entry[:2])) == (int, str) and entry[:2] in bound
    ]
    executed = {line for line in lines if type(line) is int}
    return computed, frozenset(_whole(text, executed))


def last_line(value: Any, text: str, inputs: Mapping[str, Any]) -> tuple[int | None, dict[str, tuple[int, ...]]]:
    """Return the line at which a traced function stopped, and the shapes of the arrays in it: name -> shape.

    value: what the traced function returned; as for `read_trace`. inputs: of the call.
    """
    well_formed = type(value) is tuple and len(value) == 2 and type(value[1]) is list and bool(value[1])
    last = value[1][-1] if well_formed else None
    if type(last) is not int or not 0 < last <= text.count("\n") + 1:
        return None, {}
    known = dict(inputs) | {one.name: one.value for one in read_trace(value, text)[0]}
    names = sorted(reads_by_line(text).get(last, ()))
    return last, {name: known[name].shape for name in names if isinstance(known.get(name), np.ndarray)}


def _whole(text: str, executed: set[int]) -> Iterator[int]:
    """Yield all lines of the statements that begin on these lines, without those of statements nested in them."""
    for node in ast.walk(_function(text)):
        if isinstance(node, ast.stmt) and node.lineno in executed:
            inner = [part for name in ("body", "orelse") for part in getattr(node, name, [])]
            end = min((part.lineno for part in inner), default=(node.end_lineno or node.lineno) + 1)
            yield from range(node.lineno, max(end, node.lineno + 1))


def recording(text: str) -> str:
    """Return a function's text that calls `_record_(line, "", value)` with the value of every part of its formulas."""
    function = _function(text)
    function.body = _changed(_Everything(), function.body)
    return ast.unparse(ast.fix_missing_locations(ast.Module([function], [])))


def _function(text: str) -> ast.FunctionDef:
    """Return the function that a text defines, without decorators."""
    function = ast.parse(text).body[0]
    assert isinstance(function, ast.FunctionDef)
    function.decorator_list = []
    return function


def _changed(transformer: ast.NodeTransformer, body: Sequence[ast.stmt]) -> list[ast.stmt]:
    changed = [transformer.visit(statement) for statement in body]
    return [part for one in changed for part in (one if isinstance(one, list) else [one])]


def _names_in(targets: Iterable[ast.expr]) -> Iterator[str]:
    """Yield what the targets of an assignment bind, as Python: "Z1", "grads['dW1']"."""
    for target in targets:
        for part in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
            if isinstance(part, ast.Name | ast.Subscript):
                yield ast.unparse(part)


def _bound_by_line(text: str) -> set[tuple[int, str]]:
    """Return (line, what it binds) for all lines of a text; "" is what a `return` binds."""
    found: set[tuple[int, str]] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign):
            found |= {(node.lineno, name) for name in _names_in(node.targets)}
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            found |= {(node.lineno, name) for name in _names_in([node.target])}
        elif isinstance(node, ast.Return):
            found.add((node.lineno, ""))
    return found


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


def plain_lines(text: str) -> frozenset[int]:
    """Return the lines that only name, convert or return values, also in tuples, lists and dicts: they compute nothing."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign | ast.Return) and node.value is not None:
            parts = [part for part in ast.walk(node.value) if isinstance(part, ast.expr)]
            if all(isinstance(part, _NAMING) or _is_conversion(part) for part in parts):
                found.add(node.lineno)
    return frozenset(found)


_NAMING = (ast.Name, ast.Constant, ast.Subscript, ast.Attribute, ast.Tuple, ast.List, ast.Dict)
_CONVERSIONS = ("astype", "copy", "item", "tolist", "int", "float", "array", "asarray", "list", "tuple", "dict")


def _is_conversion(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _CONVERSIONS


def changed_unseen(text: str) -> dict[str, int]:
    """Return name -> the last line at which a call changes it, as in `costs.append(cost)`: the trace does not see it.

    Neither does it see what a function inside the function does. Its name has the last line of the text.
    """
    found: dict[str, int] = {}
    for node in ast.walk(_function(text)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            found |= {part.id: text.count("\n") + 1 for part in node.targets if isinstance(part, ast.Name)}
        elif isinstance(node, ast.FunctionDef) and node.col_offset:
            found[node.name] = text.count("\n") + 1
        call = node.value if isinstance(node, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            name = call.func.value.id
            if name != "np":
                found[name] = max(call.lineno, found.get(name, 0))
    return found
