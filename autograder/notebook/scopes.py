"""Find out which global names each scope of a cell uses and binds, with the standard library's `symtable`.

`symtable` is the compiler's own analysis of scopes. This module reads its tables and says which node of the syntax tree
each table belongs to, so that a visitor of the tree can look up what a name means at any node.
"""

from __future__ import annotations

import ast
import symtable
import sys
from dataclasses import dataclass
from typing import Any

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

MERGES_COMPREHENSIONS = sys.version_info >= (3, 12)  # `symtable` puts their variables into the scope around them


@dataclass(frozen=True)
class Scope:
    """The names of one scope: the cell itself, a class, a function, a lambda or a comprehension.

    uses:  names in it that mean globals. Of the cell itself, all of its names.
    binds: globals that it binds: by assignment, definition or import, and in inner scopes with `global` or `:=`.
    own:   names that a class binds for itself; each means a global until the class has bound it.
    """

    uses: frozenset[str]
    binds: frozenset[str]
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scopes:
    """All scopes of a cell.

    cell:   the cell itself, outside of any function or class.
    inner:  node -> its scope, for functions, lambdas, classes and comprehensions.
    others: scopes without a node here, which Python evaluates late or never, such as bounds of type parameters.
    """

    cell: Scope
    inner: dict[ast.AST, Scope]
    others: tuple[Scope, ...]

    @property
    def binds(self) -> set[str]:
        """Globals that any scope binds."""
        return set().union(*(scope.binds for scope in (self.cell, *self.inner.values(), *self.others)))


def scopes_of(tree: ast.Module, source: str) -> tuple[ast.Module, Scopes]:
    """Return a cell's syntax tree and its scopes. In the tree that is returned, comprehensions may be generator expressions.

    tree: what `source` is parsed to; it may be changed.
    Raises SyntaxError for code that Python parses but cannot compile (`nonlocal` at top level), and RecursionError or
    MemoryError for code that is nested too deeply.
    """
    if MERGES_COMPREHENSIONS and any(isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp) for node in ast.walk(tree)):
        source = ast.unparse(_AsGenerators().visit(tree))
        tree = ast.parse(source)
    return tree, _Pairing(symtable.symtable(source, "<unknown>", "exec")).of(tree)


class _AsGenerators(ast.NodeTransformer):
    """Writes comprehensions as generator expressions, which have a table on every version of Python."""

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.AST:
        self.generic_visit(node)
        return ast.copy_location(ast.GeneratorExp(node.elt, node.generators), node)

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        self.generic_visit(node)
        both = ast.Tuple([node.key, node.value], ast.Load())
        return ast.copy_location(ast.GeneratorExp(both, node.generators), node)


_TABLE_NAMES = {ast.ListComp: "listcomp", ast.SetComp: "setcomp", ast.DictComp: "dictcomp", ast.GeneratorExp: "genexpr"}


class _Pairing(ast.NodeVisitor):
    """Visits nodes in the order in which `symtable` makes their tables, and pairs the two."""

    def __init__(self, table: symtable.SymbolTable) -> None:
        self._table = table
        self._children = table.get_children()  # of the table at hand, without those that are paired
        self._inner: dict[ast.AST, Scope] = {}
        self._others: list[Scope] = []

    def of(self, tree: ast.Module) -> Scopes:
        for statement in tree.body:
            self.visit(statement)
        self._leave_over(self._children)
        symbols = self._table.get_symbols()
        bound = (symbol.get_name() for symbol in symbols if symbol.is_assigned() or symbol.is_imported())
        cell = Scope(uses=frozenset(symbol.get_name() for symbol in symbols), binds=frozenset(bound))
        return Scopes(cell=cell, inner=self._inner, others=tuple(self._others))

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        # Annotations are left out: they hold no scopes, but for oddities that may count as others.
        self._visit_all(*node.args.defaults, *node.args.kw_defaults, *node.decorator_list)
        self._open(node, node.name, *node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_all(*node.args.defaults, *node.args.kw_defaults)
        self._open(node, "lambda", node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all(*node.decorator_list)
        if not getattr(node, "type_params", None):  # else, bases belong to the scope of these parameters
            self._visit_all(*node.bases, *(keyword.value for keyword in node.keywords))
        self._open(node, node.name, *node.body)

    def visit_ListComp(self, node: Comprehension) -> None:
        first, *others = node.generators
        self.visit(first.iter)  # evaluated in the scope around the comprehension
        results = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._open(node, _TABLE_NAMES[type(node)], first.target, *first.ifs, *others, *results)

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._visit_all(node.value, node.target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_all(node.target, node.value)

    def _visit_all(self, *nodes: ast.AST | None) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _open(self, node: Any, name: str, *inside: ast.AST) -> None:
        """Pair a node with the next table of its name and line, and visit what is inside with the tables below it."""
        siblings = self._children
        table = _take(siblings, name, node.lineno)
        parameters: list[symtable.SymbolTable] = []
        if table is not None and getattr(node, "type_params", None):
            self._others.append(_scope(table))
            parameters = table.get_children()
            table = _take(parameters, name, node.lineno)
        if table is None:
            return
        self._inner[node] = _scope(table)
        self._children = table.get_children()
        self._visit_all(*inside)
        self._leave_over([*self._children, *parameters])
        self._children = siblings

    def _leave_over(self, tables: list[symtable.SymbolTable]) -> None:
        for table in tables:
            self._others.append(_scope(table))
            self._leave_over(table.get_children())


def _take(tables: list[symtable.SymbolTable], name: str, line: int) -> symtable.SymbolTable | None:
    """Remove the first table with this name and line from a list, and return it; None where there is none."""
    for index, table in enumerate(tables):
        if table.get_name() == name and table.get_lineno() == line:
            return tables.pop(index)
    return None


def _scope(table: symtable.SymbolTable) -> Scope:
    """Return the names of one of `symtable`'s tables."""
    uses, binds, own = set(), set(), set()
    for symbol in table.get_symbols():
        # (Python before 3.13 takes a function called `top` for the cell itself: its locals are "global" and local.)
        if symbol.is_global() and (symbol.is_declared_global() or not symbol.is_local()):
            uses.add(symbol.get_name())
            if symbol.is_assigned() or symbol.is_imported():
                binds.add(symbol.get_name())
        elif symbol.is_local() and table.get_type() == "class":
            own.add(symbol.get_name())
    return Scope(uses=frozenset(uses), binds=frozenset(binds), own=frozenset(own))
