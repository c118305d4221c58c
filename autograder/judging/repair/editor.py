"""Look at a function's expressions, and make edits of them: what all kinds of edits need."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Any

from autograder.judging.repair.edit import Edit, FunctionText, Splice

SYMBOLS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
    ast.Pow: "**",
}
_COMPUTING = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call)
_LAYER_KEY = re.compile(r"([A-Za-z]+)(\d)")


class Editor:
    """What is known of a function whose expressions are edited, and the forms of edits.

    callables: names of functions that the learner's code may call: those of the assignment and the helpers.
    """

    def __init__(self, text: FunctionText, callables: Collection[str] = ()) -> None:
        self.text = text
        self.callables = [name for name in callables if name != text.function.name]
        self.called = {
            node.func.id
            for part in text.body
            for node in ast.walk(part)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        self.variables = [n for n in dict.fromkeys([*text.parameters, *text.locals]) if n not in self.called]
        self.used_once = self._used_once()
        nodes = [node for part in text.body for node in ast.walk(part)]
        values = [node.value for node in nodes if isinstance(node, ast.Return)]
        self.returned = {value for value in values if isinstance(value, ast.Name) and value.id in text.locals}
        once = {node for node in nodes if isinstance(node, ast.Name) and node.id in self.used_once}
        self.handed_on: set[ast.expr] = {*self.returned, *once}  # names that hand a value on as it is
        self.keys = self._string_keys()
        self.numbered_keys = _numbered(self.keys)
        self.words = self._words()
        self.counters = self._counters()
        self.with_parts = self._with_parts()
        self.prefixes = self._prefixes()

    def source(self, node: ast.expr) -> str:
        return self.text.source(node)

    def inner(self, node: ast.expr) -> str:
        """Return an expression's text, in brackets where it is an operation."""
        source = self.source(node)
        plain = isinstance(node, ast.Name | ast.Call | ast.Subscript | ast.Attribute | ast.Constant)
        return source if plain else f"({source})"

    def splice(self, place: ast.expr, value: ast.expr) -> Splice:
        return Splice(*self.text.span(place), self.source(value))

    def put(self, kind: str, node: ast.expr, text: str, cost: float) -> Edit:
        """Return the edit that replaces an expression."""
        return Edit(kind, node.lineno, (Splice(*self.text.span(node), text),), cost)

    def with_argument(self, node: ast.Call, kind: str, added: str, cost: float) -> Edit:
        """Return the edit that adds a keyword argument to a call."""
        end = self.text.span(node)[1] - 1
        inside = self.text.between(self.text.span(node.func)[1] + 1, end).strip()
        comma = "" if not inside or inside.endswith(",") else ", "
        return Edit(kind, node.lineno, (Splice(end, end, comma + added),), cost)

    def with_first(self, call: ast.Call, text: str) -> str:
        """Return a call's text with another first argument."""
        others = [*map(self.source, call.args[1:]), *(self._keyword(keyword) for keyword in call.keywords)]
        return f"{self.source(call.func)}({', '.join([text, *others])})"

    def with_last(self, call: ast.Call, text: str) -> str:
        """Return a call's text with another last argument that has no name."""
        keywords = [self._keyword(keyword) for keyword in call.keywords]
        return f"{self.source(call.func)}({', '.join([*map(self.source, call.args[:-1]), text, *keywords])})"

    def _keyword(self, keyword: ast.keyword) -> str:
        return f"{keyword.arg}={self.source(keyword.value)}" if keyword.arg else f"**{self.source(keyword.value)}"

    def may_be_array(self, node: ast.expr) -> bool:
        """Return False for what is a number by its name or form: m, n_x, learning_rate, X.shape[1], a loop's counter."""
        if isinstance(node, ast.Name):
            return node.id not in self._numbers
        if isinstance(node, ast.Subscript):
            return not (isinstance(node.value, ast.Attribute) and node.value.attr == "shape")
        if isinstance(node, ast.Call):
            return ast.unparse(node.func) not in ("len", "range", "str", "int", "float", "isinstance", "enumerate", "zip")
        return True

    @cached_property
    def _numbers(self) -> set[str]:
        """The names that hold a number, as far as the text says so."""
        found = {name for name in self.variables if _sounds_like_a_number(name)}
        for statement in self.text.statements:
            if isinstance(statement, ast.For) and ast.unparse(statement.iter).startswith("range"):
                found |= {node.id for node in ast.walk(statement.target) if isinstance(node, ast.Name)}
            elif isinstance(statement, ast.Assign) and _is_number(statement.value):
                found |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
        return found

    def _used_once(self) -> set[str]:
        """Return the names that get one computed value and are read once.

        What is missing where such a name is read is missing where its value is computed. Without the reading, the
        computation would have no use.
        """
        nodes = [node for part in self.text.body for node in ast.walk(part)]
        grown = [node.value.func.value for node in nodes if _changes_its_owner(node)]  # type: ignore[attr-defined]
        names = [node for node in nodes if isinstance(node, ast.Name) and node not in grown]
        times = Counter((node.id, isinstance(node.ctx, ast.Store)) for node in names)
        computed = {node.id for node in grown if isinstance(node, ast.Name)} | {
            target.id
            for statement in self.text.statements
            if isinstance(statement, ast.Assign) and any(isinstance(n, _COMPUTING) for n in ast.walk(statement.value))
            for target in statement.targets
            if isinstance(target, ast.Name)
        }
        return {name for name in computed if times[name, True] == 1 and times[name, False] == 1} - {*self.text.parameters}

    def another_number(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edits of a size, a bound or an index: one less, one more, half of it."""
        source = self.source(node)
        for changed, cost in ((f"({source} - 1)", 0.8), (f"({source} + 1)", 0.8), (f"({source} // 2)", 0.9)):
            yield self.put("index", node, changed, cost)

    def _words(self) -> list[str]:
        """Return the strings that are passed to functions or compared with: "relu", "sigmoid"."""
        found: list[str] = []
        for node in (node for part in self.text.body for node in ast.walk(part)):
            parts = node.args if isinstance(node, ast.Call) else node.comparators if isinstance(node, ast.Compare) else []
            if isinstance(node, ast.IfExp):
                parts = [node.body, node.orelse]
            found += [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        return [word for word in dict.fromkeys(found) if word.isidentifier()]

    def _counters(self) -> list[str]:
        """Return the names that loops count with."""
        loops = [node for node in self.text.statements if isinstance(node, ast.For)]
        found = [node.id for loop in loops for node in ast.walk(loop.target) if isinstance(node, ast.Name)]
        return [name for name in dict.fromkeys(found) if not self.may_be_array(ast.Name(name))]

    def _with_parts(self) -> list[str]:
        """Return the variables that the text indexes with a number, or takes apart."""
        found = []
        for node in (node for part in self.text.body for node in ast.walk(part)):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
                if not (isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)):
                    found.append(node.value.id)
            elif (
                isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Name)
            ):
                found.append(node.value.id)
        return [name for name in dict.fromkeys(found) if name in self.variables]

    def _prefixes(self) -> list[str]:
        """Return the texts before a number in a key, as in `grads["dW" + str(l)]`, with and without a first d."""
        found: list[Any] = []
        for node in (node for part in self.text.body for node in ast.walk(part)):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                found.append(node.values[0].value)
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.left, ast.Constant):
                found.append(node.left.value)
        short = [text for text in found if isinstance(text, str) and text.isalpha() and len(text) <= 3]
        variants = [other for text in short for other in (text, f"d{text}", text.removeprefix("d"))]
        return [text for text in dict.fromkeys(variants) if text]

    def _string_keys(self) -> list[str]:
        """Return the strings by which the function reads or writes dicts."""
        found = []
        for part in self.text.body:
            for node in ast.walk(part):
                if (
                    isinstance(node, ast.Subscript)
                    and isinstance(node.slice, ast.Constant)
                    and isinstance(node.slice.value, str)
                ):
                    found.append(node.slice.value)
                elif isinstance(node, ast.Dict):
                    found += [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
        return list(dict.fromkeys(found))


def _numbered(keys: Sequence[str]) -> list[str]:
    """Return keys of the same letters and numbers in other pairs: "b2" where there are "W1", "b1" and "W2"."""
    parts = [found.groups() for key in keys if (found := _LAYER_KEY.fullmatch(key))]
    letters, numbers = dict.fromkeys(part[0] for part in parts), dict.fromkeys(part[1] for part in parts)
    return [letter + number for letter in letters for number in numbers if letter + number not in keys]


def _changes_its_owner(node: ast.AST) -> bool:
    """Return whether a statement is like `costs.append(cost)`."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Attribute)


def _sounds_like_a_number(name: str) -> bool:
    return name in ("m", "n", "i", "j", "k", "l", "L", "t", "lr", "alpha", "rate", "step", "eps", "epsilon", "lambd") or (
        name.startswith(("n_", "num_", "learning_rate", "epoch", "beta"))
    )


def _is_number(node: ast.expr) -> bool:
    """Return whether an expression is a number, as far as its form says so."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int | float)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("len", "int", "float")
    if isinstance(node, ast.BinOp):
        return _is_number(node.left) and _is_number(node.right)
    if isinstance(node, ast.Attribute):
        return node.attr in ("size", "ndim")
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
