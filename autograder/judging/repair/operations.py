"""Edits of operations: signs, operators, their order, brackets, comparisons and conditions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from autograder.judging.repair.edit import Edit
from autograder.judging.repair.editor import SYMBOLS, Editor

_BINARY: dict[type[ast.operator], tuple[tuple[str, float], ...]] = {
    ast.Add: (("-", 0.3), ("*", 1.5)),
    ast.Sub: (("+", 0.3),),
    ast.Mult: (("/", 0.8), ("@", 0.8), ("+", 1.5), ("**", 1.5)),
    ast.Div: (("*", 0.8),),
    ast.MatMult: (("*", 0.5),),
    ast.Pow: (("*", 0.8),),
    ast.BitXor: (("**", 0.1),),
    ast.FloorDiv: (("/", 0.2),),
    ast.Mod: (("/", 1.5),),
}
_COMPARE: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Gt: (">=", "<", "<="),
    ast.GtE: (">", "<=", "<"),
    ast.Lt: ("<=", ">", ">="),
    ast.LtE: ("<", ">=", ">"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
}


class Operations(Editor):
    """Yields the edits of operations."""

    def unary(self, node: ast.UnaryOp) -> Iterator[Edit]:
        if isinstance(node.op, ast.USub | ast.Not):
            yield self.put("sign", node, self.inner(node.operand), 0.3)
        operand = node.operand
        if isinstance(node.op, ast.USub) and isinstance(operand, ast.Call) and len(operand.args) == 1:
            yield self.put("brackets", node, f"{self.source(operand.func)}(-{self.inner(operand.args[0])})", 0.6)

    def binary(self, node: ast.BinOp) -> Iterator[Edit]:
        left, right = self.inner(node.left), self.inner(node.right)
        others = _BINARY.get(type(node.op), ())
        if isinstance(node.op, ast.Mult) and not self.may_be_array(node.right):
            others = (("**", 0.7), *others)
        for symbol, cost in others:
            kind = "sign" if symbol in "+-" and isinstance(node.op, ast.Add | ast.Sub) else "operator"
            edit = self.put(kind, node, f"({left} {symbol} {right})", cost)
            yield edit
            if isinstance(node.op, ast.FloorDiv | ast.BitXor):  # the same slip, whatever the operands
                yield replace(edit, group=symbol)
        if isinstance(node.op, ast.Mult):
            yield self.put("operator", node, f"np.dot({left}, {right})", 0.6)
            yield self.put("operator", node, f"np.dot({right}, {left})", 1.2)
        if isinstance(node.op, ast.MatMult | ast.Sub | ast.Div | ast.Pow):
            symbol = SYMBOLS[type(node.op)]
            yield self.put("order", node, f"({right} {symbol} {left})", 0.8)
        if isinstance(node.op, ast.MatMult):
            yield self.put("transposed", node, f"({left}.T @ {right}.T)", 1.5)
        multiplies = isinstance(node.op, ast.Mult | ast.Div)
        kind = "extra factor" if multiplies else "extra term"
        yield self.put(kind, node, left, 0.7)
        if not isinstance(node.op, ast.Div | ast.Pow):
            yield self.put(kind, node, right, 0.7)
        if isinstance(node.op, ast.Add | ast.Sub):  # an epsilon in each of two logarithms
            yield replace(self.put(kind, node, left, 0.8), group=f"without {right}")
            for name in [n for n in self.variables if not self.may_be_array(ast.Name(n))]:
                yield self.put("missing factor", node.right, f"{name} * {right}", 1.1)
                if name.startswith("beta"):  # a weighted mean
                    yield self.put("missing factor", node.right, f"(1 - {name}) * {right}", 1.0)
        yield from self._brackets(node)
        if isinstance(node.op, ast.Pow) and isinstance(node.left, ast.Constant):
            yield self.put("function", node, f"np.exp({right})", 0.8)

    def _brackets(self, node: ast.BinOp) -> Iterator[Edit]:
        """Yield the edits that move a bracket: `a - b / c` becomes `(a - b) / c`, and the other way round."""
        outer = SYMBOLS.get(type(node.op))
        for inner, is_left in ((node.left, True), (node.right, False)):
            if not isinstance(inner, ast.BinOp) or type(inner.op) not in SYMBOLS or outer is None:
                continue
            symbol = SYMBOLS[type(inner.op)]
            a, b = self.inner(inner.left), self.inner(inner.right)
            if is_left:
                yield self.put("brackets", node, f"({a} {symbol} ({b} {outer} {self.inner(node.right)}))", 0.9)
            else:
                yield self.put("brackets", node, f"(({self.inner(node.left)} {outer} {a}) {symbol} {b})", 0.9)
        if outer is not None:
            yield from self._into_call(node, outer)
        middle = node.left
        if isinstance(middle, ast.BinOp) and isinstance(middle.right, ast.BinOp) and isinstance(middle.right.op, ast.Div):
            first, second = self.inner(middle.left), self.inner(middle.right.left)  # a - b / c + d
            third, fourth = self.inner(middle.right.right), self.inner(node.right)
            if type(middle.op) in SYMBOLS and outer is not None:
                upper = f"({first} {SYMBOLS[type(middle.op)]} {second})"
                yield self.put("brackets", node, f"({upper} / ({third} {outer} {fourth}))", 0.9)

    def _into_call(self, node: ast.BinOp, symbol: str) -> Iterator[Edit]:
        """Yield the edits that move an operand into a call next to it: `1 - log(a)` becomes `log(1 - a)`."""
        left, right = node.left, node.right
        if isinstance(right, ast.Call) and right.args:
            changed = f"{self.inner(left)} {symbol} {self.inner(right.args[0])}"
            yield self.put("brackets", node, self.with_first(right, changed), 0.8)
        if isinstance(left, ast.Call) and left.args:
            changed = f"{self.inner(left.args[-1])} {symbol} {self.inner(right)}"
            yield self.put("brackets", node, self.with_last(left, changed), 0.8)

    def comparison(self, node: ast.Compare) -> Iterator[Edit]:
        if len(node.ops) != 1:
            return
        left, right = self.source(node.left), self.source(node.comparators[0])
        for symbol in _COMPARE.get(type(node.ops[0]), ()):
            yield self.put("comparison", node, f"({left} {symbol} {right})", 0.6)

    def either(self, node: ast.BoolOp) -> Iterator[Edit]:
        symbol = "or" if isinstance(node.op, ast.And) else "and"
        yield self.put("condition", node, f"({f' {symbol} '.join(self.inner(value) for value in node.values)})", 0.6)

    def order(self, node: ast.Tuple | ast.List) -> Iterator[Edit]:
        for one, other in zip(node.elts, node.elts[1:], strict=False):
            yield Edit("order", one.lineno, (self.splice(one, other), self.splice(other, one)), 0.7)

    def pairs(self, node: ast.Dict) -> Iterator[Edit]:
        """Yield the edits that swap two values of a dict."""
        for place, one in enumerate(node.values):
            for other in node.values[place + 1 :]:
                yield Edit("order", one.lineno, (self.splice(one, other), self.splice(other, one)), 0.8)

    def conditional(self, node: ast.IfExp) -> Iterator[Edit]:
        yield Edit(
            "order",
            node.lineno,
            tuple(sorted((self.splice(node.body, node.orelse), self.splice(node.orelse, node.body)))),
            0.8,
        )
