"""Find out which global names a cell binds, changes and needs.

The analysis reads the text and runs nothing, so nothing that a learner runs can change its result. Names that Python binds
in other ways (`exec`, an entry of `globals()`) are not found; a test cell that needs such a name fails alone.

`scopes` says which names are bound and which are global. The visitor in this module adds the order, that is which names
are read before they are bound, and mutation, that is which objects are changed.
"""

# Long, because `_Reader` has a method for each kind of syntax that binds, reads or changes a name.
from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from autograder.notebook.readable import parsed_as_far_as_possible
from autograder.notebook.readable import plain_python as plain_python
from autograder.notebook.scopes import Comprehension, Scopes, scopes_of

BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "get_ipython", "display", "In", "Out", "_"}

_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Names:
    """The effects of a cell on global names.

    binds:   assigned, defined or imported at top level, or by a function with `global`.
    changes: deleted, or changed: an item or attribute is set or deleted, or a method is called as a statement (assertions of
             `unittest` do not count).
    reads:   needed when the cell runs, and not bound by it before.
    later:   needed when its functions are called.
    alters:  rebound or changed when its functions are called.
    imports: name -> the import statement that binds it.
    stars:   its `from … import *` statements.
    """

    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    alters: frozenset[str] = frozenset()
    imports: dict[str, str] = field(default_factory=dict)
    stars: tuple[str, ...] = ()

    @property
    def needs(self) -> frozenset[str]:
        """Names that other cells have to bind before this cell is of use."""
        return (self.reads | (self.later - self.binds)) - BUILTINS


@lru_cache(maxsize=4096)
def names_of(source: str) -> Names:
    """Return the names of one cell; none where it is not Python."""
    try:
        text, tree = _parsed(source)
        tree, scopes = scopes_of(tree, text)
        return _Reader(scopes).read(tree)
    except _UNREADABLE:
        return Names()


def imported_modules(sources: Iterable[str]) -> list[str]:
    """Return the modules that these cells import, dotted names included, in order: a warm process may import them early."""
    modules: dict[str, None] = {}
    for source in sources:
        for node in _nodes(source):
            if isinstance(node, ast.Import):
                modules |= dict.fromkeys(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules[node.module] = None
    return list(modules)


def checked_name(source: str) -> str | None:
    """Return `propagate` for a test cell that calls `check(propagate=…)`; None for any other."""
    for node in _nodes(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check":
            if len(node.keywords) == 1 and not node.args:
                return node.keywords[0].arg
    return None


def root_name(node: ast.AST) -> str | None:
    """Return `a` for `a.b[c].d`; None for an expression that does not begin with a name."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _parsed(source: str) -> tuple[str, ast.Module]:
    """Return `plain_python` and its syntax tree. Raises what `ast.parse` raises where it is not Python."""
    text, tree = parsed_as_far_as_possible(source)
    return text, ast.parse(text) if tree is None else tree


def _nodes(source: str) -> Iterable[ast.AST]:
    """Return every node of a cell's syntax tree; none where it is not Python."""
    try:
        return ast.walk(_parsed(source)[1])
    except _UNREADABLE:
        return ()


_CHANGING = frozenset(  # methods of Python's collections that change them
    "add append appendleft clear discard extend insert pop popitem popleft remove reverse setdefault sort update".split()
)


class _Reader(ast.NodeVisitor):
    """Visits a cell's code in the order in which it runs.

    In functions, which run later or never, it looks for mutation only.
    """

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._scope = scopes.cell
        self._in_function = False
        self._bound: set[str] = set()  # globals, so far
        self._bound_in_class: set[str] = set()  # so far, of the class whose body runs
        self._not_bound: set[str] = set()  # names that are only annotated or deleted; `symtable` calls them assigned
        self._changes: set[str] = set()
        self._reads: set[str] = set()
        self._later: set[str] = set()
        self._alters: set[str] = set()
        self._imports: dict[str, str] = {}
        self._stars: list[str] = []

    def read(self, tree: ast.Module) -> Names:
        for statement in tree.body:
            self.visit(statement)
        return Names(
            binds=frozenset(self._scopes.binds - (self._not_bound - self._bound)),
            changes=frozenset(self._changes),
            reads=frozenset(self._reads),
            later=frozenset(self._later.union(*(scope.uses for scope in self._scopes.others))),
            alters=frozenset(self._alters),
            imports=self._imports,
            stars=tuple(self._stars),
        )

    # --- names ---

    def _read(self, name: str) -> None:
        if not self._in_function and self._is_global(name) and name not in self._bound:
            self._reads.add(name)

    def _bind(self, name: str | None) -> None:
        if name is None or self._in_function:
            return
        if name in self._scope.binds:
            self._bound.add(name)
        else:
            self._bound_in_class.add(name)

    def _change(self, name: str | None) -> None:
        if name is not None and self._is_global(name):
            (self._alters if self._in_function else self._changes).add(name)

    def _is_global(self, name: str) -> bool:
        """Return whether a name means a global at this place."""
        in_class = not self._in_function and name in self._scope.own and name not in self._bound_in_class
        return name in self._scope.uses or in_class

    # --- expressions ---

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id)
            return
        self._read(node.id)
        if isinstance(node.ctx, ast.Del):
            self._change(node.id)
            if self._scope is self._scopes.cell:
                self._not_bound.add(node.id)

    def visit_Attribute(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(root_name(node))
        self.generic_visit(node)

    visit_Subscript = visit_Attribute

    def visit_Call(self, node: ast.Call) -> None:
        if self._in_function and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
            self._change(root_name(node.func))
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.visit(node.target)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_all(*node.args.defaults, *node.args.kw_defaults)
        self._visit_scope(node, node.body, runs_later=True)

    def visit_ListComp(self, node: Comprehension) -> None:
        first, *others = node.generators
        self.visit(first.iter)
        results = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._visit_scope(node, first.target, *first.ifs, *others, *results)

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._visit_all(node.iter, node.target, *node.ifs)

    # --- statements ---

    def visit_Expr(self, node: ast.Expr) -> None:
        call = node.value
        if not self._in_function and isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            if not call.func.attr.startswith("assert"):
                self._change(root_name(call.func))
        self.visit(call)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._visit_all(node.value, *node.targets)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_all(node.value)
        if node.value is not None or not isinstance(node.target, ast.Name):
            self.visit(node.target)
        elif self._scope is self._scopes.cell:
            self._not_bound.add(node.target.id)
        self.visit(node.annotation)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if isinstance(node.target, ast.Name):
            self._read(node.target.id)
            self._change(node.target.id)
        self.visit(node.target)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._visit_all(node.iter, node.target, *node.body, *node.orelse)

    visit_AsyncFor = visit_For

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._visit_all(node.type)
        self._bind(node.name)
        self._visit_all(*node.body)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        self.generic_visit(node)
        self._bind(node.name)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.generic_visit(node)
        self._bind(node.rest)

    def visit_TypeAlias(self, node: Any) -> None:  # from Python 3.12 on; its value is evaluated when it is asked for
        self._bind(node.name.id)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            text = f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
            self._import(alias.asname or alias.name.partition(".")[0], text)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        home = "." * node.level + (node.module or "")
        for alias in node.names:
            text = f"from {home} import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
            if alias.name == "*":
                self._stars.append(text)
            else:
                self._import(alias.asname or alias.name, text)

    def _import(self, name: str, text: str) -> None:
        self._bind(name)
        if self._scope is self._scopes.cell:
            self._imports[name] = text

    # --- functions and classes ---

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        given = node.args
        arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        annotations = [argument.annotation for argument in arguments if argument is not None]
        self._visit_all(*node.decorator_list, *given.defaults, *given.kw_defaults, *annotations, node.returns)
        self._visit_scope(node, *node.body, runs_later=True)
        self._bind(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all(*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords))
        self._visit_scope(node, *node.body)
        self._bind(node.name)

    def _visit_scope(self, node: ast.AST, *parts: ast.AST, runs_later: bool = False) -> None:
        """Visit what is inside a node that opens a scope; nothing where its names are among the others."""
        scope = self._scopes.inner.get(node)
        if scope is None:
            return
        around = self._scope, self._in_function, self._bound_in_class
        self._scope, self._in_function, self._bound_in_class = scope, self._in_function or runs_later, set()
        if self._in_function:
            self._later |= scope.uses
            self._alters |= scope.binds
            self._bound |= scope.binds  # by the time that something below reads it, the function may have been called
        self._visit_all(*parts)
        self._scope, self._in_function, self._bound_in_class = around

    def _visit_all(self, *nodes: ast.AST | None) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)
