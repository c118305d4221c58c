"""Find the lines of a learner's function that hold a known mistake: its wrong statements, in the learner's own names.

A known mistake is recognised by what it returns, so the learner may have made it in another way. A line is named only where
the function holds each of the mistake's wrong statements once, lacks the right ones, and assigns the same names no second
time. Otherwise no line is named. No code runs for this.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Mistake
from autograder.exercise.reference import Reference
from autograder.judging.repair.edit import FunctionText

MOST = 3  # statements that are wrong in one known mistake
PRODUCTS = ("dot", "matmul")
METHODS = ("sum", "mean", "max", "min", "prod", "std", "var", "reshape", "transpose", "argmax", "argmin", "round", "clip")

Head = tuple[ast.AST, ...]
Names = dict[str, str]  # a name of the mistake -> the learner's


def lines_of(text: str, reference: Reference, mistakes: Iterable[Mistake]) -> list[int]:
    """Return the lines of a known mistake in a learner's function, counted from 1 in its text; [] where it is not certain.

    mistakes: those that behave as the function does. All of them that can be found must lie on the same lines.
    """
    try:
        mine = _Code(text)
        found = {tuple(lines) for mistake in mistakes if (lines := _lines(mine, reference, mistake))}
    except (SyntaxError, ValueError, RecursionError, ExerciseError):
        return []
    return list(found.pop()) if len(found) == 1 else []


def _lines(mine: _Code, reference: Reference, mistake: Mistake) -> list[int]:
    right, wrong = _code(reference.source), _code(reference.text_of(mistake))
    changed, lost = wrong.without(right), right.without(wrong)
    if not 0 < len(changed) <= MOST:
        return []
    parameters = names = dict(zip(wrong.parameters, mine.parameters, strict=False))
    was = [head for head, _ in lost] if len(lost) == len(changed) else [None] * len(changed)
    found = []
    for (head, _), before in zip(changed, was, strict=True):
        equal = [
            (other, line, its)
            for other, line in mine.heads
            if (its := _unified(head, other, wrong, mine, names)) is not None
        ]
        if len(equal) != 1 or not _says_something(head):
            return []
        other, line, names = equal[0]
        found.append(line if before is None else _inner_line(list(before), list(head), list(other), line))
    for name in {name for head, _ in changed for name in _stored(head)}:
        if mine.stores[names.get(name, name)] != wrong.stores[name]:
            return []
    if any(_unified(head, other, right, mine, parameters) is not None for head, _ in lost for other, _ in mine.heads):
        return []
    return sorted(set(found))


class _Code:
    """A function's statements in one way of writing them.

    heads:  a statement, or the first line of a compound one, with its line. stores: name -> how often it is assigned.
    """

    def __init__(self, text: str) -> None:
        function = FunctionText(text)
        self.parameters = function.parameters
        self.own = {*function.locals, *function.parameters}
        statements = [_Plain().visit(copy.deepcopy(one)) for one in function.statements]
        self.heads = [(head, one.lineno) for one in statements if (head := _head(one))]
        self.stores = Counter(name for head, _ in self.heads for name in _stored(head))

    def without(self, other: _Code) -> list[tuple[Head, int]]:
        """Return the statements that another function lacks."""
        theirs = Counter(_written(head) for head, _ in other.heads)
        kept = []
        for head, line in self.heads:
            theirs[_written(head)] -= 1
            if theirs[_written(head)] < 0:
                kept.append((head, line))
        return kept


@lru_cache(maxsize=512)
def _code(text: str) -> _Code:
    """Return the statements of a reference or of a known mistake, which are the same for all learners."""
    return _Code(text)


def _inner_line(before: object, after: object, mine: object, line: int) -> int:
    """Return the first line of a statement of several lines on which it is wrong.

    before, after, mine: the right statement, the mistake, and the learner's; line: that on which it begins.
    """
    line = getattr(mine, "lineno", line)
    if type(before) is not type(after) or type(after) is not type(mine):
        return line
    if isinstance(before, ast.AST):
        before, after, mine = ([getattr(one, name, None) for name in type(before)._fields] for one in (before, after, mine))
    if not (isinstance(before, list) and isinstance(after, list) and isinstance(mine, list)):
        return line
    if not len(before) == len(after) == len(mine):
        return line
    parts = [each for each in zip(before, after, mine, strict=True) if _dumped(each[0]) != _dumped(each[1])]
    return _inner_line(*parts[0], line) if parts else line


def _dumped(part: object) -> str:
    if isinstance(part, list):
        return ", ".join(map(_dumped, part))
    return ast.dump(part) if isinstance(part, ast.AST) else repr(part)


def _head(statement: ast.stmt) -> Head:
    """Return the parts of a statement that are compared; nothing for one that only holds others."""
    match statement:
        case ast.If(test=test) | ast.While(test=test):
            return (test,)
        case ast.For(target=target, iter=values):
            return (target, values)
        case ast.With(items=items):
            return tuple(items)
        case ast.FunctionDef() | ast.ClassDef() | ast.Try() | ast.Pass():
            return ()
    return (statement,)


def _written(head: Head) -> str:
    return "; ".join(map(ast.dump, head))


def _stored(head: Head) -> Iterator[str]:
    for part in head:
        for node in ast.walk(part):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _says_something(head: Head) -> bool:
    """Return whether a statement does more than give a name to another: many functions have such lines."""
    nodes = [node for part in head for node in ast.walk(part)]
    return any(
        isinstance(node, ast.Call | ast.BinOp | ast.Compare | ast.Subscript | ast.BoolOp | ast.Dict) for node in nodes
    )


def _unified(one: Head, other: Head, theirs: _Code, mine: _Code, names: Names) -> Names | None:
    """Return the names with which two statements are equal; None where they are not. names: those that are settled."""
    found = _Matcher(theirs.own, mine.own).match(list(one), list(other), names)
    return found if found is not None and len(set(found.values())) == len(found) else None


class _Matcher:
    """Compares syntax trees; only names that the functions bind may differ."""

    def __init__(self, theirs: set[str], mine: set[str]) -> None:
        self._theirs, self._mine = theirs, mine

    def match(self, one: object, other: object, names: Names) -> Names | None:
        """Return the names with which two parts are equal; None where they are not."""
        if isinstance(one, ast.Name) and isinstance(other, ast.Name):
            return self._name(one.id, other.id, names)
        if isinstance(one, ast.Constant) and isinstance(other, ast.Constant):
            same = one.value == other.value and isinstance(one.value, bool) == isinstance(other.value, bool)
            return names if same else None
        if isinstance(one, list) and isinstance(other, list):
            return self._all(one, other, names) if len(one) == len(other) else None
        if type(one) is not type(other):
            return None
        if isinstance(one, ast.BinOp) and isinstance(other, ast.BinOp):
            return self._binary(one, other, names)
        if isinstance(one, ast.AST) and isinstance(other, ast.AST):
            fields = [field for field in one._fields if field not in ("ctx", "type_comment", "kind")]
            return self._all([getattr(one, f, None) for f in fields], [getattr(other, f, None) for f in fields], names)
        return names if one == other else None

    def _name(self, one: str, other: str, names: Names) -> Names | None:
        if one in names or one in self._theirs:
            known = names.get(one)
            return (names if known == other else None) if known or other not in self._mine else {**names, one: other}
        return names if one == other and other not in self._mine else None

    def _all(self, ones: Sequence[object], others: Sequence[object], names: Names) -> Names | None:
        found: Names | None = names
        for one, other in zip(ones, others, strict=True):
            found = None if found is None else self.match(one, other, found)
        return found

    def _binary(self, one: ast.BinOp, other: ast.BinOp, names: Names) -> Names | None:
        if type(one.op) is not type(other.op):
            return None
        found = self._all([one.left, one.right], [other.left, other.right], names)
        if found is None and isinstance(one.op, ast.Add | ast.Mult):
            found = self._all([one.left, one.right], [other.right, other.left], names)
        return found


class _Plain(ast.NodeTransformer):
    """Writes what is often written in several ways in one: `np.dot(a, b)` as `a @ b`, `a.sum()` as `np.sum(a)`, `a /= m`."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        owner, name = node.func.value, node.func.attr
        if not (isinstance(owner, ast.Name) and owner.id == "np") and name in (*METHODS, *PRODUCTS):
            node.args.insert(0, owner)
            node.func.value = ast.Name("np", ast.Load())
        if name in PRODUCTS and len(node.args) == 2 and not node.keywords:
            return ast.copy_location(ast.BinOp(node.args[0], ast.MatMult(), node.args[1]), node)
        if name == "transpose" and len(node.args) == 1 and not node.keywords:
            return ast.copy_location(ast.Attribute(node.args[0], "T", ast.Load()), node)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        value = node.operand.value if isinstance(node.operand, ast.Constant) else None
        is_number = isinstance(node.op, ast.USub) and type(value) in (int, float)
        return ast.copy_location(ast.Constant(-value), node) if is_number else node  # type: ignore[operator]

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        value = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
        return ast.copy_location(ast.Assign([node.target], value), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        return node if node.value is None else ast.copy_location(ast.Assign([node.target], node.value), node)
