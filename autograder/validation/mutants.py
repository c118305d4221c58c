"""Make mutants of a reference: small wrong edits by program, which good hidden tests catch.

Each mutant is one edit of the syntax tree. The operators follow the literature of mutation testing (DeMillo, Lipton and
Sayward, "Hints on Test Data Selection", 1978; Offutt et al., "An Experimental Determination of Sufficient Mutant Operators",
1996): arithmetic, comparison, logic, index, keyword, constant, call, statement.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
}

_COMPARISON: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}

_TWINS = {  # functions that are easily confused
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum",
    "zeros": "ones", "ones": "zeros", "exp": "expm1", "log": "log1p", "sqrt": "square", "square": "sqrt",
    "tanh": "sin", "dot": "multiply", "multiply": "add", "std": "var", "var": "std", "argmax": "argmin",
    "abs": "negative", "floor": "ceil", "any": "all", "all": "any", "randn": "rand",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """One edit of a function.

    operator: the kind of edit.
    line:     of the function's source, from 1.
    text:     the edit, "old -> new", as `ast.unparse` writes both; an exercise names equivalent mutants by it.
    source:   the function with the edit.
    """

    operator: str
    line: int
    text: str
    source: str


def mutants_of(source: str) -> list[Mutant]:
    """Return all mutants of the function that `source` defines; no two have the same source."""
    original = ast.parse(source)
    found: dict[str, Mutant] = {}
    plain = ast.unparse(original)
    for number in range(sum(1 for _ in ast.walk(original))):
        for index in range(len(_edits(_node(copy.deepcopy(original), number)))):
            tree = copy.deepcopy(original)
            node = _node(tree, number)
            operator, new = _edits(node)[index]
            text = f"{ast.unparse(node)} -> {ast.unparse(new) if new else '(deleted)'}"
            line = getattr(node, "lineno", 1)
            mutated = ast.unparse(ast.fix_missing_locations(_Replace(node, new).visit(tree)))
            if mutated != plain:
                found.setdefault(mutated, Mutant(operator, line, text, mutated))
    return list(found.values())


def _node(tree: ast.AST, number: int) -> ast.AST:
    """Return a node by its number in the order of `_walk`, which also gives it a `parent`."""
    return next(node for index, node in enumerate(_walk(tree)) if index == number)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all nodes in the order of the source, and set the `parent` of each."""
    yield node
    for child in ast.iter_child_nodes(node):
        child.parent = node  # type: ignore[attr-defined]
        yield from _walk(child)


class _Replace(ast.NodeTransformer):
    """Replaces one node; None deletes a statement."""

    def __init__(self, old: ast.AST, new: ast.AST | None) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.old:
            return self.new if self.new is not None else ast.copy_location(ast.Pass(), node)
        return self.generic_visit(node)


def _edits(node: ast.AST) -> list[tuple[str, ast.AST | None]]:
    """Return (operator, new node) for each edit of a node; None instead of a node deletes a statement."""
    parent = getattr(node, "parent", None)
    match node:
        case ast.BinOp(left, operator, right):
            return [("arithmetic", ast.BinOp(left, new(), right)) for new in _ARITHMETIC.get(type(operator), ())]
        case ast.UnaryOp(ast.USub() | ast.Not() as operator, operand) if not isinstance(operand, ast.Constant):
            return [("arithmetic" if isinstance(operator, ast.USub) else "logic", operand)]
        case ast.AugAssign(target, operator, value):
            others = [ast.AugAssign(target, new(), value) for new in _ARITHMETIC.get(type(operator), ())]
            return [*(("arithmetic", other) for other in others), ("statement", None)]
        case ast.Compare(left, [operator], [right]):
            return [("comparison", ast.Compare(left, [new()], [right])) for new in _COMPARISON[type(operator)]]
        case ast.BoolOp(operator, values):
            return [("logic", ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values))]
        case ast.Constant(value):
            return _constants(value, parent)
        case ast.Attribute(value, "T"):
            return [("index", value)]
        case ast.Call(function, arguments, keywords):
            return _calls(function, arguments, keywords)
        case ast.If(_, body, otherwise) if not isinstance(parent, ast.If):
            return [("statement", ast.If(ast.Constant(value), body, otherwise)) for value in (True, False)]
        case ast.IfExp(_, body, otherwise):
            return [("logic", body), ("logic", otherwise)]
        case ast.Assign() | ast.AnnAssign() | ast.Raise() | ast.For() | ast.While() | ast.Assert():
            return [("statement", None)]
        case ast.Expr(value) if not (isinstance(value, ast.Constant) and isinstance(value.value, str)):
            return [("statement", None)]
        case ast.Return(value) if value is not None:
            return [("statement", None)]
    return []


def _constants(value: object, parent: ast.AST | None) -> list[tuple[str, ast.AST | None]]:
    """Return the edits of a constant: another truth value, a number next to it, another text.

    A default of an argument is edited once: whether a test leaves the argument out does not depend on the number.
    """
    if isinstance(parent, ast.Expr | ast.JoinedStr | ast.FormattedValue):
        return []  # a docstring; a message
    where = "index" if isinstance(parent, ast.Subscript | ast.Slice) else "constant"
    if isinstance(parent, ast.keyword):
        where = "keyword"
    if isinstance(value, bool):
        return [(where, ast.Constant(not value))]
    edits = 1 if isinstance(parent, ast.arguments) else 2
    if isinstance(value, int):
        return [(where, ast.Constant(other)) for other in (value + 1, value - 1)[:edits]]
    if isinstance(value, float):
        return [(where, ast.Constant(other)) for other in (value * 2, 1 - value)[:edits]]
    if isinstance(value, str):
        return [(where, ast.Constant(value + "_"))]
    return []


def _calls(function: ast.expr, arguments: list[ast.expr], keywords: list[ast.keyword]) -> list[tuple[str, ast.AST | None]]:
    """Return the edits of a call: without a keyword, of a similar function, without the call, with arguments swapped."""
    edits: list[tuple[str, ast.AST | None]] = []
    for index in range(len(keywords)):
        edits.append(("keyword", ast.Call(function, arguments, keywords[:index] + keywords[index + 1 :])))
    if isinstance(function, ast.Attribute) and function.attr in _TWINS:
        twin = ast.Attribute(function.value, _TWINS[function.attr], function.ctx)
        edits.append(("call", ast.Call(twin, arguments, keywords)))
    if len(arguments) == 1 and not isinstance(arguments[0], ast.Starred | ast.GeneratorExp):
        edits.append(("call", arguments[0]))
    if len(arguments) == 2:
        edits.append(("call", ast.Call(function, arguments[::-1], keywords)))
    return edits
