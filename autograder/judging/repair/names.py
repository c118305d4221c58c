"""Edits of names, numbers, attributes, indices and keys."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import replace

from autograder.judging.repair.edit import Edit
from autograder.judging.repair.editor import Editor


class NameEdits(Editor):
    """Yields the edits of names, constants, attributes, subscripts and the keys in f-strings."""

    def attribute(self, node: ast.Attribute) -> Iterator[Edit]:
        if node.attr == "T":
            yield self.put("transposed", node, self.inner(node.value), 0.5)
        elif node.attr == "size":
            yield self.put("index", node, f"{self.source(node.value)}.shape[0]", 0.8)
            yield self.put("index", node, f"{self.source(node.value)}.shape[1]", 0.6)

    def transposed(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edit that adds `.T`."""
        if (isinstance(node, ast.Attribute) and node.attr in ("T", "shape")) or not self.may_be_array(node):
            return
        if node in self.returned:
            return
        yield self.put("transposed", node, f"{self.source(node)}.T", 0.9)

    def constant(self, node: ast.Constant) -> Iterator[Edit]:
        value = node.value
        if isinstance(value, bool):
            yield self.put("constant", node, str(not value), 0.7)
        elif isinstance(value, int):
            for other in dict.fromkeys([value + 1, value - 1, 0, 1, 2]):
                if other != value:
                    yield self.put(
                        "index" if value in (0, 1, 2) else "constant", node, f"({other})" if other < 0 else str(other), 0.7
                    )
        if isinstance(value, int | float) and not isinstance(value, bool):
            for name in self.variables:
                yield self.put("written out", node, name, 1.1)
        if isinstance(value, float):
            for number in (0.0, 0.5, 1.0, 2.0, 0.01, 0.1):
                if number != value:
                    yield self.put("constant", node, repr(number), 1.0)
        if isinstance(value, str):
            others = (
                [*self.keys, *self.numbered_keys] if value in self.keys else self.prefixes if value in self.prefixes else ()
            )
            for text in self.words if value in self.words else ():
                if text != value:
                    yield self.put("constant", node, repr(text), 0.7)
            for key in others:
                if key != value:
                    yield self.put("key", node, repr(key), 0.8)
            if value in self.keys:
                for place, letter in enumerate(value):
                    if letter != letter.swapcase():
                        changed = value[:place] + letter.swapcase() + value[place + 1 :]
                        yield replace(self.put("key", node, repr(changed), 0.9), group=f"case {place}")

    def name(self, node: ast.Name) -> Iterator[Edit]:
        if node.id in self.called or node.id not in self.variables:
            return
        for other in self.variables:
            if other != node.id and node.id not in self.used_once:
                alike = other.rstrip("0123456789") == node.id.rstrip("0123456789") or other[0] == node.id[0]
                yield self.put("variable", node, other, 0.5 if alike else 0.8)
        if not self.may_be_array(node):
            yield from self.another_number(node)
        elif node not in self.handed_on:
            yield self.put("missing wrapper", node, f"(1 - {node.id})", 1.0)
            yield self.put("missing factor", node, f"({node.id} ** 2)", 1.0)
            yield from self._parts(node)
            for function in dict.fromkeys([*self.callables, "np.tanh", "np.exp", "np.abs"]):
                yield self.put("missing call", node, f"{function}({node.id})", 1.1)

    def _parts(self, node: ast.Name) -> Iterator[Edit]:
        """Yield the edits that take a part of what has parts, or an entry of a list for this round of a loop."""
        if node.id in self.with_parts:
            yield self.put("part", node, f"{node.id}[0]", 0.7)
            yield self.put("part", node, f"{node.id}[1]", 0.7)
        for name in self.with_parts:
            if name != node.id:
                for counter in self.counters:
                    yield self.put("variable", node, f"{name}[{counter}]", 1.0)

    def subscript(self, node: ast.Subscript) -> Iterator[Edit]:
        index = node.slice
        if isinstance(index, ast.Slice):
            for bound in (index.lower, index.upper):
                if bound is not None:
                    yield self.put("index", bound, f"{self.source(bound)} + 1", 0.6)
                    yield self.put("index", bound, f"{self.source(bound)} - 1", 0.6)
        elif isinstance(index, ast.UnaryOp) and isinstance(index.operand, ast.Constant):
            for name in self.counters:
                yield self.put("index", index, name, 0.7)
        elif not isinstance(index, ast.Constant | ast.Tuple | ast.Name):
            for call in ast.walk(index):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "str" and len(call.args) == 1:
                    inner = self.source(call.args[0])
                    yield self.put("layer", call.args[0], f"{inner} + 1", 0.4)
                    yield self.put("layer", call.args[0], f"{inner} - 1", 0.4)

    def formatted(self, node: ast.JoinedStr) -> Iterator[Edit]:
        """Yield the edits of a key such as f"W{l}": the number of another layer, or another letter."""
        for place, part in enumerate(node.values):
            if not isinstance(part, ast.FormattedValue):
                continue
            source = ast.unparse(part.value)
            others = [name for name in self.variables if not self.may_be_array(ast.Name(name)) and name != source]
            for changed in (f"{source} + 1", f"{source} - 1", *others):
                other = copy.deepcopy(node)
                value = other.values[place]
                assert isinstance(value, ast.FormattedValue)
                value.value = ast.parse(changed, mode="eval").body
                yield self.put("layer", node, ast.unparse(other), 0.4)
        first = node.values[0]
        if isinstance(first, ast.Constant) and first.value in self.prefixes:
            for prefix in self.prefixes:
                if prefix != first.value:
                    other = copy.deepcopy(node)
                    other.values[0] = ast.Constant(prefix)
                    yield self.put("key", node, ast.unparse(other), 0.8)
