"""Edits of calls: another function, other arguments, axes and shapes, or a bracket in another place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from autograder.judging.repair.edit import Edit
from autograder.judging.repair.editor import SYMBOLS, Editor

# Functions that learners mistake for each other. All members of a group are tried in place of one of them.
FAMILIES = (
    ("sum", "mean"),
    ("max", "min", "argmax", "argmin"),
    ("maximum", "minimum"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("int", "round"),
    ("zeros", "ones"),
    ("exp", "log", "sqrt", "square", "abs"),
    ("log", "log2", "log10", "log1p"),
    ("dot", "multiply", "outer"),
    ("rand", "randn"),
    ("floor", "ceil", "round"),
    ("zeros_like", "ones_like"),
    ("hstack", "vstack"),
)
ACTIVATIONS = ("sigmoid", "relu", "tanh", "np.tanh")
_UNWRAPPED = ("reshape", "squeeze", "copy", "flatten", "ravel", "float", "int", "str", "array", "asarray", "abs", "T")


class CallEdits(Editor):
    """Yields the edits of calls."""

    def call(self, node: ast.Call) -> Iterator[Edit]:
        name = ast.unparse(node.func)
        last = name.rpartition(".")[2]
        if node.args:
            yield from self._out_of_call(node)
        if name in self.callables:
            for parameter in self._unread:  # it is not handed on
                inside = [*map(self.source, node.args), *(f"{word.arg}={self.source(word.value)}" for word in node.keywords)]
                yield self.put("missing argument", node, f"{name}({', '.join([*inside, f'{parameter}={parameter}'])})", 0.5)
            yield self.put("unpacking", node, f"{self.source(node)}[0]", 0.6)
            yield self.put("unpacking", node, f"{self.source(node)}[1]", 0.8)
        if not self.may_be_array(node):
            yield from self.another_number(node)
        yield from self._other_function(node, name, last)
        yield from self._arguments(node, last)
        if last == "dot" and isinstance(node.func, ast.Attribute) and len(node.args) == 2:
            left, right = (self.inner(argument) for argument in node.args)
            yield self.put("operator", node, f"({left} * {right})", 0.5)
            yield self.put("transposed", node, f"np.dot({right}.T, {left})", 1.5)
            yield self.put("transposed", node, f"np.dot({right}, {left}.T)", 1.5)
            yield self.put("transposed", node, f"np.dot({left}.T, {right}.T)", 1.5)
        if isinstance(node.func, ast.Attribute) and not (
            isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
        ):
            yield self.put("extra call", node, self.inner(node.func.value), 0.8 if last in _UNWRAPPED else 1.5)
        elif len(node.args) >= 1:
            yield self.put("extra call", node, self.inner(node.args[0]), 0.8 if last in _UNWRAPPED else 1.3)

    @cached_property
    def _unread(self) -> list[str]:
        """The parameters that the function never reads."""
        nodes = [node for part in self.text.body for node in ast.walk(part)]
        read = {node.id for node in nodes if isinstance(node, ast.Name)}
        return [name for name in self.text.parameters if name not in read]

    @cached_property
    def _divided(self) -> set[ast.AST]:
        """The calls inside of what is divided, or multiplied by a fraction: `np.sum(a) / m`, `1 / m * np.sum(a)`."""
        operations = [node for part in self.text.body for node in ast.walk(part) if isinstance(node, ast.BinOp)]
        found: set[ast.AST] = set()
        for node in operations:
            if isinstance(node.op, ast.Div):
                found |= {*ast.walk(node.left)}
            elif isinstance(node.op, ast.Mult) and any(
                isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div) for part in ast.walk(node.left)
            ):
                found |= {*ast.walk(node.right)}
        return found

    def _out_of_call(self, node: ast.Call) -> Iterator[Edit]:
        """Yield the edits that move an operand out of a call: `dot(w, X + b)` becomes `dot(w, X) + b`."""
        for argument, put in ((node.args[0], self.with_first), (node.args[-1], self.with_last)):
            if isinstance(argument, ast.BinOp) and type(argument.op) in SYMBOLS:
                symbol = SYMBOLS[type(argument.op)]
                left, right = self.source(argument.left), self.inner(argument.right)
                yield self.put("brackets", node, f"({put(node, left)} {symbol} {right})", 0.8)
                yield self.put("brackets", node, f"({self.inner(argument.left)} {symbol} {put(node, right)})", 0.9)

    def _other_function(self, node: ast.Call, name: str, last: str) -> Iterator[Edit]:
        """Yield the edits that call another function of the same family."""
        for family in FAMILIES:
            for other in family if last in family else ():
                if other != last:
                    # A mean where something is divided already would divide twice.
                    divided = other == "mean" and node in self._divided
                    yield self.put("function", node.func, name.removesuffix(last) + other, 1.2 if divided else 0.7)
        if name in ACTIVATIONS:
            for other in ACTIVATIONS:
                if other != name and (other.startswith("np.") or other in self.callables):
                    yield self.put("function", node.func, other, 0.6)
        if isinstance(node.func, ast.Name) and name in self.callables:
            for other in self.callables:
                if other != name:
                    yield self.put("function", node.func, other, 1.0)
                    for variable in self.text.parameters if len(node.args) > 1 else ():
                        yield self.put("function", node, f"{other}({variable})", 1.2)

    def _arguments(self, node: ast.Call, last: str) -> Iterator[Edit]:
        """Yield the edits of a call's arguments: their order, `axis`, `keepdims`, and a missing one."""
        for i, one in enumerate(node.args):
            for other in node.args[i + 1 :]:
                yield Edit("order", one.lineno, (self.splice(one, other), self.splice(other, one)), 0.7)
        keywords = {keyword.arg: keyword for keyword in node.keywords}
        reduces = last in ("sum", "mean", "max", "min", "argmax", "argmin", "prod", "norm", "std", "var", "any", "all")
        if "axis" in keywords:
            value = keywords["axis"].value
            for axis in ("0", "1", "None"):
                if ast.unparse(value) != axis:
                    yield self.put("axis", value, axis, 0.5)
        elif reduces:
            kept = () if "keepdims" in keywords else ("axis=0, keepdims=True", "axis=1, keepdims=True")
            for added in ("axis=0", "axis=1", *kept):
                yield self.with_argument(node, "axis", added, 0.7)
        if "keepdims" in keywords:
            value = keywords["keepdims"].value
            yield self.put("keepdims", value, f"not {self.inner(value)}", 0.5)
        elif reduces:
            yield self.with_argument(node, "keepdims", "keepdims=True", 0.5)
        for argument in node.args:
            if isinstance(argument, ast.Tuple) and last in ("zeros", "ones", "reshape") and len(argument.elts) == 2:
                one, other = argument.elts
                yield Edit("shape", one.lineno, (self.splice(one, other), self.splice(other, one)), 0.6)
        if last in ("rand", "randn", "zeros", "ones", "reshape") and len(node.args) == 2:
            yield self.put("shape", node, f"{self.source(node.func)}(({', '.join(map(self.source, node.args))}))", 0.6)
