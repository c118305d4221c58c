"""Refuse functions that are written as menus: lines that never count, one of which a repair would pick as the right one.

With `if 0: y = 2 * x` for every answer that a learner can think of, "look at line 16" would be the answer. A function is
searched only where so many choices do not fit into it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.judging.repair.edit import FunctionText

TIMES, SMALL = 3, 60  # nothing longer than so many times the reference is repaired; nodes that count as short
BRANCHES = 6  # more places that choose than the reference has; right functions in unusual styles have 4 more, most none
UNREAD = 8  # values that nobody reads; new parameters that are not written back are four

_COMPUTING = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Lambda, ast.Call)
_BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.Try, ast.Match, ast.BoolOp, ast.comprehension)


def is_repairable(text: str, reference: str) -> bool:
    """Return whether a function is short and plain enough to be repaired.

    It is not where it is over three times as long as the reference, where it chooses far more often, where a condition is
    constant or something is multiplied by 0, and where many values are computed that nobody reads.

    Raises SyntaxError unless both texts are one function.
    """
    function, model = FunctionText(text), FunctionText(reference)
    size, least = (sum(isinstance(node, ast.expr | ast.stmt) for node in _nodes(its)) for its in (function, model))
    if size > TIMES * max(least, SMALL):
        return False
    choices, usual = (sum(isinstance(node, _BRANCHES) for node in _nodes(its)) for its in (function, model))
    if choices > usual + BRANCHES:
        return False
    return not any(map(_is_blind, _nodes(function))) and _unread(function) <= UNREAD


def _nodes(function: FunctionText) -> Iterator[ast.AST]:
    for part in function.body:
        yield from ast.walk(part)


def _is_blind(node: ast.AST) -> bool:
    """Return whether a node switches something off: by a constant condition other than `True`, or by a factor 0."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        always = isinstance(node.test, ast.Constant) and node.test.value is True
        return not always and not any(isinstance(part, ast.Name | ast.Call) for part in ast.walk(node.test))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return any(isinstance(side, ast.Constant) and side.value == 0 for side in (node.left, node.right))
    return False


def _unread(function: FunctionText) -> int:
    """Return how many values are computed that nobody reads: names that only get values, and expressions by themselves.

    What takes a value apart without computing anything, as `W1, b1, W2, b2 = cache`, counts once at most.
    """
    read = {node.id for node in _nodes(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    unread: set[str] = set()
    others = 0
    for statement in function.statements:
        names = _bound(statement)
        if isinstance(statement, ast.Expr):
            others += not isinstance(statement.value, ast.Call | ast.Constant | ast.NamedExpr | ast.Yield | ast.YieldFrom)
        if isinstance(statement, ast.Assign) and not any(isinstance(node, _COMPUTING) for node in ast.walk(statement.value)):
            others += bool(names) and not names & read
        else:
            unread |= names - read
    return len(unread) + others


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds, without those of the statements inside it."""
    found: set[str] = set()
    nodes: list[ast.AST] = [statement]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        nodes += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
    return found
