"""Edits of statements: one too many, in the wrong order, inside or outside of a loop, a missing `return` or copy."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Sequence

from autograder.judging.repair.edit import Edit, FunctionText, Splice

_LOOPS = (ast.For, ast.While)
FARTHEST = 8  # statements that an assignment is moved past
_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class Statements:
    """Yields the edits of a function's statements."""

    def __init__(self, text: FunctionText) -> None:
        self.text = text

    def edits(self) -> Iterator[Edit]:
        """Yield all edits, in the order of the text."""
        yield from self._of_block(self.text.body)
        for name in self.text.parameters:
            yield self._copied(name)
        yield from self._returned()
        yield from self._renamed()

    def _of_block(self, block: Sequence[ast.stmt]) -> Iterator[Edit]:
        for place, statement in enumerate(block):
            yield from self._of_one(statement, alone=len(block) == 1)
            if place + 1 < len(block):
                yield self._swapped(statement, block[place + 1])
                yield from self._later(statement, block[place + 1 :])
            for name in ("body", "orelse"):
                inner = getattr(statement, name, None)
                if isinstance(inner, list) and inner and not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                    yield from self._of_block(inner)
            if isinstance(statement, ast.For):
                yield from self._directions(statement.iter)
            if isinstance(statement, _LOOPS):
                yield from self._ended(statement.body)
                yield from self._across(statement, block[place + 1 :], block[:place])

    def _of_one(self, statement: ast.stmt, *, alone: bool) -> Iterator[Edit]:
        """Yield the edits of one statement: without it, and with another operator of an assignment in place."""
        if not isinstance(statement, ast.Return | ast.FunctionDef | ast.For | ast.While):
            start, end = self.text.lines(statement)
            indent = self.text.between(start, self.text.span(statement)[0])
            if not indent.strip():
                yield Edit(
                    "extra statement", statement.lineno, (Splice(start, end, f"{indent}pass\n" if alone else ""),), 0.8
                )
        if isinstance(statement, ast.AugAssign):
            target, value = self.text.source(statement.target), self.text.source(statement.value)
            for form, symbol in _OPERATORS.items():
                same = isinstance(statement.op, form)
                other = f"{target} = {target} {symbol} ({value})" if same else f"{target} {symbol}= {value}"
                cost = 0.6 if same or {type(statement.op), form} == {ast.Add, ast.Sub} else 1.2
                yield self._put("in place" if same else "sign", statement, other, cost)
            yield self._put("accumulated", statement, f"{target} = {value}", 0.7)
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = self.text.source(statement.targets[0]), self.text.source(statement.value)
            if isinstance(statement.targets[0], ast.Name | ast.Subscript):
                yield self._put("accumulated", statement, f"{target} += {value}", 0.8)
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            yield from self._kept(statement, statement.value)
        if isinstance(statement, ast.Return) and isinstance(statement.value, ast.Name):
            yield from self._written_back(statement)
        if isinstance(statement, ast.If):
            yield self._put("condition", statement.test, f"not ({self.text.source(statement.test)})", 0.7)

    def _kept(self, statement: ast.Expr, call: ast.Call) -> Iterator[Edit]:
        """Yield the edits that keep what a call returns, in place of one of its arguments."""
        for argument in call.args:
            if isinstance(argument, ast.Name):
                yield self._put("not kept", statement, f"{argument.id} = {self.text.source(statement)}", 0.4)

    def _written_back(self, statement: ast.Return) -> Iterator[Edit]:
        """Yield the edit that returns the variables of a dict's keys in place of the dict: W1 was updated, not p["W1"]."""
        assert isinstance(statement.value, ast.Name)
        keys = [
            node.slice.value
            for part in self.text.body
            for node in ast.walk(part)
            if isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.value, ast.Name)
            and node.value.id == statement.value.id
        ]
        names = [key for key in dict.fromkeys(keys) if key in self.text.locals]
        if names:
            pairs = ", ".join(f"{name!r}: {name}" for name in names)
            yield self._put("not returned", statement.value, f"{{{pairs}}}", 0.5)

    def _swapped(self, one: ast.stmt, other: ast.stmt) -> Edit:
        """Return the edit that swaps two statements."""
        splices = (
            Splice(*self.text.span(one), self.text.source(other)),
            Splice(*self.text.span(other), self.text.source(one)),
        )
        return Edit("statement order", one.lineno, splices, 0.8)

    def _later(self, statement: ast.stmt, after: Sequence[ast.stmt]) -> Iterator[Edit]:
        """Yield the edits that move an assignment down, past statements that need the old value of its name.

        The next statement alone is passed by swapping the two.
        """
        bound = _stored(statement) if isinstance(statement, ast.Assign | ast.AugAssign) else set()
        before = {name for one in self.text.statements if one.lineno < statement.lineno for name in _stored(one)}
        if not bound & {*before, *self.text.parameters}:
            return
        indent = " " * statement.col_offset
        for place, other in enumerate(after[:FARTHEST]):
            read = {node.id for node in ast.walk(other) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
            if place and read & bound and not isinstance(other, ast.Return):
                yield self._moved("statement order", [statement], self.text.lines(other)[1], indent, 0.8)

    def _ended(self, body: Sequence[ast.stmt]) -> Iterator[Edit]:
        """Yield the edits that end a loop where a condition holds."""
        for statement in body:
            last = statement.body[-1] if isinstance(statement, ast.If) else None
            if last is not None and not isinstance(last, ast.Return | ast.Break | ast.Continue | ast.Raise):
                end = self.text.lines(last)[1]
                indent = " " * last.col_offset
                if self.text.between(end - 1, end) == "\n":
                    yield Edit("loop end", last.lineno, (Splice(end, end, f"{indent}break\n"),), 0.6)

    def _across(self, loop: ast.stmt, after: Sequence[ast.stmt], before: Sequence[ast.stmt]) -> Iterator[Edit]:
        """Yield the edits that move a statement out of a loop or into it."""
        body: list[ast.stmt] = loop.body  # type: ignore[attr-defined]
        outer = " " * loop.col_offset
        inner = " " * body[0].col_offset
        loop_start, loop_end = self.text.lines(loop)
        for count in range(1, min(len(body), 4)):
            yield self._moved("loop", body[-count:], loop_end, outer, 0.4 + 0.1 * count)
        if len(body) > 1:
            yield self._moved("loop", body[:1], loop_start, outer, 0.6)
        movable = [statement for statement in after if not isinstance(statement, ast.Return)]
        for count in range(1, min(len(movable), 3) + 1):
            yield self._moved("loop", movable[:count], loop_end, inner, 0.5 + 0.1 * count)
        for statement in before[-3:]:
            yield self._moved("loop", [statement], self.text.lines(body[0])[0], inner, 0.6)

    def _directions(self, over: ast.expr) -> Iterator[Edit]:
        """Yield the edits that go through one of the things that a loop goes through in the other direction."""
        inner = (
            over.args if isinstance(over, ast.Call) and ast.unparse(over.func) in ("zip", "reversed", "enumerate") else []
        )
        if isinstance(over, ast.Call) and ast.unparse(over.func) == "reversed":
            yield self._put("direction", over, self.text.source(over.args[0]), 0.6)
        elif isinstance(over, ast.Name) or (isinstance(over, ast.Call) and not inner):
            yield self._put("direction", over, f"reversed({self.text.source(over)})", 0.8)
        for node in inner:
            if isinstance(node, ast.Name):
                yield self._put("direction", node, f"{node.id}[::-1]", 0.7)
            elif isinstance(node, ast.Subscript) and ast.unparse(node.slice) == "::-1":
                yield self._put("direction", node, self.text.source(node.value), 0.7)

    def _moved(self, kind: str, moved: Sequence[ast.stmt], to: int, indent: str, cost: float) -> Edit:
        """Return the edit that moves neighbouring statements' lines to another place, with this indentation."""
        start, end = self.text.lines(moved[0])[0], self.text.lines(moved[-1])[1]
        text = textwrap.indent(textwrap.dedent(self.text.between(start, end).rstrip("\n") + "\n"), indent)
        splices = sorted([Splice(start, end, ""), Splice(to, to, text)])
        return Edit(kind, moved[0].lineno, tuple(splices), cost)

    def _copied(self, name: str) -> Edit:
        """Return the edit that copies an argument first."""
        first = self.text.body[0]
        start = self.text.lines(first)[0]
        indent = " " * first.col_offset
        copied = f'{indent}{name} = __import__("copy").deepcopy({name})\n'
        return Edit("argument changed", first.lineno, (Splice(start, start, copied),), 1.2)

    def _renamed(self) -> Iterator[Edit]:
        """Yield the edits that store a value under the name that it replaces: `new_w` becomes `w`, also with `new_b`."""
        known = {*self.text.parameters, *self.text.locals}
        old = {name: part for name in self.text.locals if (part := _without_new(name)) in known and part != name}
        for some in [old, *({name: part} for name, part in old.items())] if old else []:
            nodes = [
                node for part in self.text.body for node in ast.walk(part) if isinstance(node, ast.Name) and node.id in some
            ]
            splices = sorted(Splice(*self.text.span(node), some[node.id]) for node in nodes)
            lines = sorted(node.lineno for node in nodes if isinstance(node.ctx, ast.Store))
            yield Edit("target", lines[0], tuple(splices), 0.6, others=frozenset(lines[1:]))

    def _returned(self) -> Iterator[Edit]:
        """Yield the edits that return what a function without a `return` has computed."""
        if any(isinstance(node, ast.Return | ast.Yield) for part in self.text.body for node in ast.walk(part)):
            return
        last = self.text.body[-1]
        end = self.text.lines(last)[1]
        names = self.text.locals[::-1][:4]
        line_end = "" if self.text.between(0, end).endswith("\n") else "\n"
        for value in names:
            yield Edit(
                "missing return", last.end_lineno or last.lineno, (Splice(end, end, f"{line_end}    return {value}\n"),), 0.3
            )

    def _put(self, kind: str, node: ast.stmt | ast.expr, text: str, cost: float) -> Edit:
        return Edit(kind, node.lineno, (Splice(*self.text.span(node), text),), cost)


def _stored(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds, or whose entries it sets."""
    targets = [node for node in ast.walk(statement) if isinstance(getattr(node, "ctx", None), ast.Store)]
    return {part.id for node in targets for part in ast.walk(node) if isinstance(part, ast.Name)}


def _without_new(name: str) -> str:
    """Return the name that a new value replaces: "w" for "new_w", "w_new" and "next_w"; "" for other names."""
    words = ("new", "next", "updated", "temp", "tmp")
    first, _, rest = name.partition("_")
    before, _, last = name.rpartition("_")
    return rest if first.lower() in words else before if last.lower() in words else ""
