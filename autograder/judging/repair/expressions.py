"""Edits of expressions: what one slip of a learner has changed in a formula."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Collection, Iterator

from autograder.judging.repair.edit import Edit, FunctionText, Splice

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
_SYMBOLS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**"}
_UNWRAPPED = ("reshape", "squeeze", "copy", "flatten", "ravel", "float", "int", "str", "array", "asarray", "abs", "T")
_WRAPPERS = ("np.squeeze({})", "{}.reshape(1, -1)", "{}.reshape(-1, 1)", "{}.copy()", "float({})")


class Expressions:
    """Yields the edits of each expression of a function.

    callables: names of functions that the learner's code may call: those of the assignment and the helpers.
    """

    def __init__(self, text: FunctionText, callables: Collection[str] = ()) -> None:
        self.text = text
        self._callables = [name for name in callables if name != text.function.name]
        self._called = {
            node.func.id
            for part in text.body
            for node in ast.walk(part)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        self._variables = [n for n in dict.fromkeys([*text.parameters, *text.locals]) if n not in self._called]
        self._keys = self._string_keys()

    def edits(self) -> Iterator[Edit]:
        """Yield all edits, in the order of the text."""
        for statement in self.text.statements:
            for node in self._expressions(statement):
                yield from self._edits_of(node)
            yield from self._edits_of_value(statement)

    def _expressions(self, statement: ast.stmt) -> Iterator[ast.expr]:
        """Yield the expressions of one statement, not those of statements nested in it."""
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.expr):
                yield from _outside_of_texts(child)

    def _edits_of(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edits of one expression by its form."""
        if isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
            yield from self._target(node)
            return
        for form, edits in self._forms.items():
            if isinstance(node, form):
                yield from edits(self, node)
        if isinstance(node, ast.Name | ast.Subscript | ast.Call | ast.Attribute):
            yield from self._transposed(node)

    def _target(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edits of what a statement binds: another index or name, or two names swapped."""
        if isinstance(node, ast.Subscript):
            yield from self._subscript(node)
        elif isinstance(node, ast.Tuple | ast.List):
            yield from self._tuple(node)
        elif isinstance(node, ast.Name):
            for other in self._variables:
                if other != node.id:
                    yield self._put("target", node, other, 0.9)

    # --- by the form of the expression ---

    def _unary(self, node: ast.UnaryOp) -> Iterator[Edit]:
        if isinstance(node.op, ast.USub | ast.Not):
            yield self._put("sign", node, self._inner(node.operand), 0.3)
        operand = node.operand
        if isinstance(node.op, ast.USub) and isinstance(operand, ast.Call) and len(operand.args) == 1:
            yield self._put("brackets", node, f"{self._source(operand.func)}(-{self._inner(operand.args[0])})", 0.6)

    def _binary(self, node: ast.BinOp) -> Iterator[Edit]:
        left, right = self._inner(node.left), self._inner(node.right)
        for symbol, cost in _BINARY.get(type(node.op), ()):
            kind = "sign" if symbol in "+-" and isinstance(node.op, ast.Add | ast.Sub) else "operator"
            yield self._put(kind, node, f"({left} {symbol} {right})", cost)
        if isinstance(node.op, ast.Mult):
            yield self._put("operator", node, f"np.dot({left}, {right})", 0.6)
            yield self._put("operator", node, f"np.dot({right}, {left})", 1.2)
        if isinstance(node.op, ast.MatMult | ast.Sub | ast.Div | ast.Pow):
            symbol = _SYMBOLS[type(node.op)]
            yield self._put("order", node, f"({right} {symbol} {left})", 0.8)
        if isinstance(node.op, ast.MatMult):
            yield self._put("transposed", node, f"({left}.T @ {right}.T)", 1.5)
        multiplies = isinstance(node.op, ast.Mult | ast.Div)
        kind = "extra factor" if multiplies else "extra term"
        yield self._put(kind, node, left, 0.7)
        if not isinstance(node.op, ast.Div | ast.Pow):
            yield self._put(kind, node, right, 0.7)
        yield from self._brackets(node)
        if isinstance(node.op, ast.Pow) and isinstance(node.left, ast.Constant):
            yield self._put("function", node, f"np.exp({right})", 0.8)

    def _brackets(self, node: ast.BinOp) -> Iterator[Edit]:
        """Yield the edits that move a bracket: `a - b / c` becomes `(a - b) / c`, and the other way round."""
        outer = _SYMBOLS.get(type(node.op))
        for inner, first in ((node.left, True), (node.right, False)):
            if not isinstance(inner, ast.BinOp) or type(inner.op) not in _SYMBOLS or outer is None:
                continue
            symbol = _SYMBOLS[type(inner.op)]
            a, b = self._inner(inner.left), self._inner(inner.right)
            if first:
                yield self._put("brackets", node, f"({a} {symbol} ({b} {outer} {self._inner(node.right)}))", 0.9)
            else:
                yield self._put("brackets", node, f"(({self._inner(node.left)} {outer} {a}) {symbol} {b})", 0.9)
        if outer is not None:
            yield from self._into_call(node, outer)
        middle = node.left
        if isinstance(middle, ast.BinOp) and isinstance(middle.right, ast.BinOp) and isinstance(middle.right.op, ast.Div):
            first, second = self._inner(middle.left), self._inner(middle.right.left)  # a - b / c + d
            third, fourth = self._inner(middle.right.right), self._inner(node.right)
            if type(middle.op) in _SYMBOLS and outer is not None:
                upper = f"({first} {_SYMBOLS[type(middle.op)]} {second})"
                yield self._put("brackets", node, f"({upper} / ({third} {outer} {fourth}))", 0.9)

    def _into_call(self, node: ast.BinOp, symbol: str) -> Iterator[Edit]:
        """Yield the edits that move an operand into a call next to it: `1 - log(a)` becomes `log(1 - a)`."""
        left, right = node.left, node.right
        if isinstance(right, ast.Call) and right.args:
            changed = f"{self._inner(left)} {symbol} {self._inner(right.args[0])}"
            yield self._put("brackets", node, self._with_first(right, changed), 0.8)
        if isinstance(left, ast.Call) and left.args:
            changed = f"{self._inner(left.args[-1])} {symbol} {self._inner(right)}"
            yield self._put("brackets", node, self._with_last(left, changed), 0.8)

    def _out_of_call(self, node: ast.Call) -> Iterator[Edit]:
        """Yield the edits that move an operand out of a call: `dot(w, X + b)` becomes `dot(w, X) + b`."""
        for argument, put in ((node.args[0], self._with_first), (node.args[-1], self._with_last)):
            if isinstance(argument, ast.BinOp) and type(argument.op) in _SYMBOLS:
                symbol = _SYMBOLS[type(argument.op)]
                left, right = self._source(argument.left), self._inner(argument.right)
                yield self._put("brackets", node, f"({put(node, left)} {symbol} {right})", 0.8)
                yield self._put("brackets", node, f"({self._inner(argument.left)} {symbol} {put(node, right)})", 0.9)

    def _with_first(self, call: ast.Call, text: str) -> str:
        """Return a call's text with another first argument."""
        others = [*map(self._source, call.args[1:]), *(self._keyword(keyword) for keyword in call.keywords)]
        return f"{self._source(call.func)}({', '.join([text, *others])})"

    def _with_last(self, call: ast.Call, text: str) -> str:
        """Return a call's text with another last argument that has no name."""
        keywords = [self._keyword(keyword) for keyword in call.keywords]
        return f"{self._source(call.func)}({', '.join([*map(self._source, call.args[:-1]), text, *keywords])})"

    def _keyword(self, keyword: ast.keyword) -> str:
        return f"{keyword.arg}={self._source(keyword.value)}" if keyword.arg else f"**{self._source(keyword.value)}"

    def _call(self, node: ast.Call) -> Iterator[Edit]:
        name = ast.unparse(node.func)
        last = name.rpartition(".")[2]
        if node.args:
            yield from self._out_of_call(node)
        if name in self._callables:
            yield self._put("unpacking", node, f"{self._source(node)}[0]", 0.6)
            yield self._put("unpacking", node, f"{self._source(node)}[1]", 0.8)
        if not self._may_be_array(node):
            yield from self._another_number(node)
        yield from self._other_function(node, name, last)
        yield from self._arguments(node, last)
        if last == "dot" and isinstance(node.func, ast.Attribute) and len(node.args) == 2:
            left, right = (self._inner(argument) for argument in node.args)
            yield self._put("operator", node, f"({left} * {right})", 0.5)
            yield self._put("transposed", node, f"np.dot({right}.T, {left})", 1.5)
            yield self._put("transposed", node, f"np.dot({right}, {left}.T)", 1.5)
            yield self._put("transposed", node, f"np.dot({left}.T, {right}.T)", 1.5)
        if isinstance(node.func, ast.Attribute) and not (
            isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
        ):
            yield self._put("extra call", node, self._inner(node.func.value), 0.8 if last in _UNWRAPPED else 1.5)
        elif len(node.args) >= 1:
            yield self._put("extra call", node, self._inner(node.args[0]), 0.8 if last in _UNWRAPPED else 1.3)

    def _other_function(self, node: ast.Call, name: str, last: str) -> Iterator[Edit]:
        """Yield the edits that call another function of the same family."""
        for family in FAMILIES:
            for other in family if last in family else ():
                if other != last:
                    yield self._put("function", node.func, name.removesuffix(last) + other, 0.7)
        if name in ACTIVATIONS:
            for other in ACTIVATIONS:
                if other != name and (other.startswith("np.") or other in self._callables):
                    yield self._put("function", node.func, other, 0.6)
        if isinstance(node.func, ast.Name) and name in self._callables:
            for other in self._callables:
                if other != name:
                    yield self._put("function", node.func, other, 1.0)

    def _arguments(self, node: ast.Call, last: str) -> Iterator[Edit]:
        """Yield the edits of a call's arguments: their order, `axis`, `keepdims`, and a missing one."""
        for i, one in enumerate(node.args):
            for other in node.args[i + 1 :]:
                yield Edit("order", one.lineno, (self._splice(one, other), self._splice(other, one)), 0.7)
        keywords = {keyword.arg: keyword for keyword in node.keywords}
        reduces = last in ("sum", "mean", "max", "min", "argmax", "argmin", "prod", "norm", "std", "var", "any", "all")
        if "axis" in keywords:
            value = keywords["axis"].value
            for other in ("0", "1", "None"):
                if ast.unparse(value) != other:
                    yield self._put("axis", value, other, 0.5)
        elif reduces:
            for added in ("axis=0", "axis=1", "axis=0, keepdims=True", "axis=1, keepdims=True"):
                yield self._with_argument(node, "axis", added, 0.7)
        if "keepdims" in keywords:
            value = keywords["keepdims"].value
            yield self._put("keepdims", value, f"not {self._inner(value)}", 0.5)
        elif reduces:
            yield self._with_argument(node, "keepdims", "keepdims=True", 0.5)
        for argument in node.args:
            if isinstance(argument, ast.Tuple) and last in ("zeros", "ones", "reshape") and len(argument.elts) == 2:
                one, other = argument.elts
                yield Edit("shape", one.lineno, (self._splice(one, other), self._splice(other, one)), 0.6)
        if last in ("rand", "randn", "zeros", "ones", "reshape") and len(node.args) == 2:
            yield self._put("shape", node, f"{self._source(node.func)}(({', '.join(map(self._source, node.args))}))", 0.6)

    def _attribute(self, node: ast.Attribute) -> Iterator[Edit]:
        if node.attr == "T":
            yield self._put("transposed", node, self._inner(node.value), 0.5)
        elif node.attr == "size":
            yield self._put("index", node, f"{self._source(node.value)}.shape[0]", 0.8)
            yield self._put("index", node, f"{self._source(node.value)}.shape[1]", 0.6)

    def _transposed(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edit that adds `.T`."""
        if isinstance(node, ast.Attribute) and node.attr in ("T", "shape") or not self._may_be_array(node):
            return
        yield self._put("transposed", node, f"{self._source(node)}.T", 0.9)

    def _constant(self, node: ast.Constant) -> Iterator[Edit]:
        value = node.value
        if isinstance(value, bool):
            yield self._put("constant", node, str(not value), 0.7)
        elif isinstance(value, int):
            for other in dict.fromkeys([value + 1, value - 1, 0, 1, 2]):
                if other != value:
                    yield self._put(
                        "index" if value in (0, 1, 2) else "constant", node, f"({other})" if other < 0 else str(other), 0.7
                    )
        if isinstance(value, int | float) and not isinstance(value, bool):
            for name in self._variables:
                yield self._put("constant for a variable", node, name, 1.1)
        if isinstance(value, float):
            for other in (0.0, 0.5, 1.0, 2.0, 0.01, 0.1):
                if other != value:
                    yield self._put("constant", node, repr(other), 1.0)
        if isinstance(value, str) and node.value in self._keys:
            for key in self._keys:
                if key != value:
                    yield self._put("key", node, repr(key), 0.8)

    def _name(self, node: ast.Name) -> Iterator[Edit]:
        if node.id in self._called or node.id not in self._variables:
            return
        for other in self._variables:
            if other != node.id:
                alike = other.rstrip("0123456789") == node.id.rstrip("0123456789") or other[0] == node.id[0]
                yield self._put("variable", node, other, 0.5 if alike else 0.8)
        if not self._may_be_array(node):
            yield from self._another_number(node)
        else:
            yield self._put("missing wrapper", node, f"(1 - {node.id})", 1.0)
            for function in dict.fromkeys([*self._callables, "np.tanh", "np.exp", "np.abs"]):
                yield self._put("missing call", node, f"{function}({node.id})", 1.1)

    def _another_number(self, node: ast.expr) -> Iterator[Edit]:
        """Yield the edits of a size, a bound or an index: one less, one more, half of it."""
        source = self._source(node)
        for changed, cost in ((f"({source} - 1)", 0.8), (f"({source} + 1)", 0.8), (f"({source} // 2)", 0.9)):
            yield self._put("index", node, changed, cost)

    def _subscript(self, node: ast.Subscript) -> Iterator[Edit]:
        index = node.slice
        if isinstance(index, ast.Slice):
            for bound in (index.lower, index.upper):
                if bound is not None:
                    yield self._put("index", bound, f"{self._source(bound)} + 1", 0.6)
                    yield self._put("index", bound, f"{self._source(bound)} - 1", 0.6)
        elif not isinstance(index, ast.Constant | ast.Tuple | ast.Name):
            for call in ast.walk(index):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "str" and len(call.args) == 1:
                    inner = self._source(call.args[0])
                    yield self._put("layer", call.args[0], f"{inner} + 1", 0.4)
                    yield self._put("layer", call.args[0], f"{inner} - 1", 0.4)

    def _formatted(self, node: ast.JoinedStr) -> Iterator[Edit]:
        """Yield the edits of a key such as f"W{l}": the number of another layer, or another letter."""
        for place, part in enumerate(node.values):
            if not isinstance(part, ast.FormattedValue):
                continue
            source = ast.unparse(part.value)
            others = [name for name in self._variables if not self._may_be_array(ast.Name(name)) and name != source]
            for changed in (f"{source} + 1", f"{source} - 1", *others):
                other = copy.deepcopy(node)
                value = other.values[place]
                assert isinstance(value, ast.FormattedValue)
                value.value = ast.parse(changed, mode="eval").body
                yield self._put("layer", node, ast.unparse(other), 0.4)

    def _comparison(self, node: ast.Compare) -> Iterator[Edit]:
        if len(node.ops) != 1:
            return
        left, right = self._source(node.left), self._source(node.comparators[0])
        for symbol in _COMPARE.get(type(node.ops[0]), ()):
            yield self._put("comparison", node, f"({left} {symbol} {right})", 0.6)

    def _either(self, node: ast.BoolOp) -> Iterator[Edit]:
        symbol = "or" if isinstance(node.op, ast.And) else "and"
        yield self._put("condition", node, f"({f' {symbol} '.join(self._inner(value) for value in node.values)})", 0.6)

    def _tuple(self, node: ast.Tuple | ast.List) -> Iterator[Edit]:
        for one, other in zip(node.elts, node.elts[1:], strict=False):
            yield Edit("order", one.lineno, (self._splice(one, other), self._splice(other, one)), 0.7)

    def _conditional(self, node: ast.IfExp) -> Iterator[Edit]:
        yield Edit(
            "order",
            node.lineno,
            tuple(sorted((self._splice(node.body, node.orelse), self._splice(node.orelse, node.body)))),
            0.8,
        )

    _forms: dict[type[ast.expr], Callable[..., Iterator[Edit]]] = {
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.Call: _call,
        ast.Attribute: _attribute,
        ast.Constant: _constant,
        ast.Name: _name,
        ast.Subscript: _subscript,
        ast.Compare: _comparison,
        ast.BoolOp: _either,
        ast.JoinedStr: _formatted,
        ast.Tuple: _tuple,
        ast.List: _tuple,
        ast.IfExp: _conditional,
    }

    # --- of a whole value ---

    def _edits_of_value(self, statement: ast.stmt) -> Iterator[Edit]:
        """Yield the edits of a value that a statement binds or returns: a missing sign, factor, term or wrapper."""
        value = getattr(statement, "value", None)
        if not isinstance(statement, ast.Assign | ast.AugAssign | ast.Return) or value is None:
            return
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        for part in values:
            if isinstance(part, ast.Constant | ast.Dict | ast.JoinedStr) and not isinstance(
                getattr(part, "value", None), int | float
            ):
                continue
            source = self._inner(part)
            yield self._put("sign", part, f"-{source}", 0.5)
            yield self._put("missing wrapper", part, f"(1 - {source})", 0.9)
            for wrapper in _WRAPPERS:
                yield self._put("missing call", part, wrapper.format(source), 1.1)
            for name in [n for n in self._variables if not self._may_be_array(ast.Name(n))]:
                yield self._put("missing factor", part, f"({source} / {name})", 0.6)
                yield self._put("missing factor", part, f"({source} * {name})", 1.0)
            for factor in ("/ 2", "* 2"):
                yield self._put("missing factor", part, f"({source} {factor})", 1.1)
            yield from self._missing(part, source)

    def _missing(self, part: ast.expr, source: str) -> Iterator[Edit]:
        """Yield the edits that multiply a value by a variable, or add one, or call a function on it."""
        for name in self._variables:
            if self._may_be_array(ast.Name(name)):
                yield self._put("missing factor", part, f"({source} * {name})", 1.2)
                yield self._put("missing term", part, f"({source} + {name})", 1.0)
        for function in dict.fromkeys([*self._callables, "np.tanh", "np.exp", "np.log", "np.sqrt"]):
            yield self._put("missing call", part, f"{function}({source})", 1.2)

    # --- tools ---

    def _source(self, node: ast.expr) -> str:
        return self.text.source(node)

    def _inner(self, node: ast.expr) -> str:
        """Return an expression's text, in brackets where it is an operation."""
        source = self._source(node)
        plain = isinstance(node, ast.Name | ast.Call | ast.Subscript | ast.Attribute | ast.Constant)
        return source if plain else f"({source})"

    def _splice(self, place: ast.expr, value: ast.expr) -> Splice:
        return Splice(*self.text.span(place), self._source(value))

    def _put(self, kind: str, node: ast.expr, text: str, cost: float) -> Edit:
        """Return the edit that replaces an expression."""
        return Edit(kind, node.lineno, (Splice(*self.text.span(node), text),), cost)

    def _with_argument(self, node: ast.Call, kind: str, added: str, cost: float) -> Edit:
        """Return the edit that adds a keyword argument to a call."""
        end = self.text.span(node)[1] - 1
        inside = self.text.between(self.text.span(node.func)[1] + 1, end).strip()
        comma = "" if not inside or inside.endswith(",") else ", "
        return Edit(kind, node.lineno, (Splice(end, end, comma + added),), cost)

    def _may_be_array(self, node: ast.expr) -> bool:
        """Return False for what is a number by its name or form: m, n_x, learning_rate, X.shape[1], a loop's counter."""
        if isinstance(node, ast.Name):
            return node.id not in self._numbers
        if isinstance(node, ast.Subscript):
            return not (isinstance(node.value, ast.Attribute) and node.value.attr == "shape")
        if isinstance(node, ast.Call):
            return ast.unparse(node.func) not in ("len", "range", "str", "int", "float", "isinstance", "enumerate", "zip")
        return True

    @property
    def _numbers(self) -> set[str]:
        """The names that hold a number, as far as the text says so."""
        if not hasattr(self, "_known_numbers"):
            self._known_numbers = {n for n in self._variables if _sounds_like_a_number(n)}
            for statement in self.text.statements:
                if isinstance(statement, ast.For) and ast.unparse(statement.iter).startswith("range"):
                    self._known_numbers |= {n.id for n in ast.walk(statement.target) if isinstance(n, ast.Name)}
                elif isinstance(statement, ast.Assign) and _is_number(statement.value):
                    self._known_numbers |= {t.id for t in statement.targets if isinstance(t, ast.Name)}
        return self._known_numbers

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


def _outside_of_texts(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions in a tree, not those inside of f-strings, whose places Python 3.11 does not know."""
    if isinstance(node, ast.expr):
        yield node
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _outside_of_texts(child)


def _sounds_like_a_number(name: str) -> bool:
    return name in ("m", "n", "i", "j", "k", "l", "L", "lr", "alpha", "beta", "eps", "epsilon", "num_iterations") or (
        name.startswith(("n_", "num_", "learning_rate", "epoch"))
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
