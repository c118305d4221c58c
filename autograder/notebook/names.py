"""Whose a name is, read off the source notebook: what each cell binds, changes and needs.

Static, and on purpose so: what a learner runs cannot alter it. Where Python allows more than can be read off (`exec`, names
put into `globals()`), a name that is not found is simply not there, and the test cell that needs it fails alone.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "get_ipython", "display", "In", "Out", "_"}

_CHANGING = frozenset(  # methods of Python's collections that change them
    "add append appendleft clear discard extend insert pop popitem popleft remove reverse setdefault sort update".split()
)

_PYTHON_MAGICS = ("time", "timeit", "capture", "prun")  # cell magics whose body is this notebook's Python


def plain_python(source: str) -> str:
    """A cell's code without what only IPython understands (magics, shell lines, help); "" for one in another language."""
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    head = lines[first].lstrip()
    if head.startswith("%%"):
        if head[2:].split(None, 1)[:1] and head[2:].split()[0] not in _PYTHON_MAGICS:
            return ""
        lines[first] = ""
    try:
        ast.parse("\n".join(lines))
    except (SyntaxError, ValueError):
        lines = [_plain_line(line) for line in lines]
    return "\n".join(lines)


def _plain_line(line: str) -> str:
    text = line.lstrip()
    if text.startswith(("%", "!", "?")) or (text.endswith("?") and not text.startswith("#")):
        return line[: len(line) - len(text)] + "pass"
    return line


@dataclass
class Names:
    """What a cell does to global names.

    binds:   assigned, defined or imported at top level.
    changes: items or attributes set, or a method other than an assertion called as a statement; does not bind.
    reads:   needed when the cell runs, and not bound by it before.
    later:   needed when its functions are called.
    alters:  rebound or changed when its functions are called.
    imports: name -> the import statement that binds it.
    stars:   its `from … import *` statements.
    """

    binds: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    reads: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    alters: set[str] = field(default_factory=set)
    imports: dict[str, str] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)

    @property
    def needs(self) -> set[str]:
        return (self.reads | (self.later - self.binds)) - BUILTINS


@lru_cache(maxsize=4096)
def names_of(source: str) -> Names:
    """The names of one cell; none where it is not Python."""
    found = Names()
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError, RecursionError):
        return found
    reader = _Reader(found)
    for statement in tree.body:
        reader.visit(statement)
    return found


class _Reader(ast.NodeVisitor):
    """Walks top-level code in the order in which it runs."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.names.binds.add(node.id)
        elif isinstance(node.ctx, ast.Load):
            self._read([node.id])

    def _read(self, names: Iterable[str]) -> None:
        self.names.reads.update(set(names) - self.names.binds)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._bind(target)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self._bind(node.target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        if root := root_name(node.target):
            self._read([root])
            self.names.changes.add(root)
        self._bind(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self._bind(node.target)

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            self._bind(target)

    def _bind(self, target: ast.expr) -> None:
        if isinstance(target, (ast.Subscript, ast.Attribute)) and (root := root_name(target)):
            self.names.changes.add(root)
            self._read([root])
        self.visit(target)

    def visit_Expr(self, node: ast.Expr) -> None:
        call = node.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and (root := root_name(call.func)):
            if not call.func.attr.startswith("assert"):
                self.names.changes.add(root)
        self.visit(call)

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self._bind(node.target)
        for statement in [*node.body, *node.orelse]:
            self.visit(statement)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            self.names.binds.add(name)
            self.names.imports[name] = f"import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        home = "." * node.level + (node.module or "")
        for alias in node.names:
            text = f"from {home} import {alias.name}" + (f" as {alias.asname}" if alias.asname else "")
            if alias.name == "*":
                self.names.stars.append(text)
                continue
            self.names.binds.add(alias.asname or alias.name)
            self.names.imports[alias.asname or alias.name] = text

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for now in [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults]:
            if now is not None:
                self.visit(now)
        self.names.later |= _free(node)
        declared = {name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names}
        self.names.alters |= declared | (_changed(node) & _free(node))
        self.names.binds |= declared
        self.names.binds.add(node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        self.names.later |= _free(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for now in [*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)]:
            self.visit(now)
        body = Names()
        reader = _Reader(body)
        for statement in node.body:
            reader.visit(statement)
        self._read(body.reads)
        self.names.later |= body.later  # methods do not see the names of the class body
        self.names.alters |= body.alters
        self.names.binds.add(node.name)

    def visit_comprehension_like(self, node: ast.AST) -> None:
        self._read(_free(node))

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_like


def root_name(node: ast.AST) -> str | None:
    """`a` of `a.b[c].d`."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _changed(scope: ast.AST) -> set[str]:
    """Names whose items or attributes code sets, or whose content it changes by a method that is known to."""
    found = set()
    for node in ast.walk(scope):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            found.add(root_name(node))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGING:
            found.add(root_name(node.func))
    return found - {None}  # type: ignore[return-value]


def _free(scope: ast.AST) -> set[str]:
    """Names that a function, lambda or comprehension takes from outside."""
    loads: set[str] = set()
    local: set[str] = set()
    outside: set[str] = set()
    arguments = getattr(scope, "args", None)
    if isinstance(arguments, ast.arguments):
        everything = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        local |= {argument.arg for argument in everything if argument is not None}
    body = getattr(scope, "body", None)
    pending: list[ast.AST] = list(body) if isinstance(body, list) else list(ast.iter_child_nodes(scope))
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            loads |= _free(node)
            continue
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            local.add(node.name)
            loads |= _free(node)
            pending += node.decorator_list
            if isinstance(node, ast.ClassDef):
                pending += node.bases
            else:
                pending += [default for default in [*node.args.defaults, *node.args.kw_defaults] if default is not None]
            continue
        if isinstance(node, ast.Global):
            outside |= set(node.names)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            local |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ExceptHandler) and node.name:
            local.add(node.name)
        elif isinstance(node, ast.Name):
            (loads if isinstance(node.ctx, ast.Load) else local).add(node.id)
        pending += ast.iter_child_nodes(node)
    return (loads - local) | outside


@dataclass(frozen=True)
class Needs:
    """What a test cell needs.

    cells:   indices of the instructor's cells to run before it, in order.
    learner: names that are the learner's.
    imports: import statements that stand in solution cells: a module is nobody's.
    """

    cells: tuple[int, ...]
    learner: frozenset[str]
    imports: tuple[str, ...]


def needs_of(sources: Sequence[str], learners: Sequence[bool], test: int, usable: Sequence[bool]) -> Needs:
    """What the test cell at `test` needs of the cells before it.

    sources:  the code of each cell of the source notebook, "" for one that is not code.
    learners: whether it is a solution cell: the names that it binds are the learner's.
    usable:   whether the trusted process may run it (a demonstration that graders skip may not).

    The nearest cell before the test that binds a name decides whose it is, as it would in a notebook run from top to bottom.
    """
    wanted = set(names_of(sources[test]).needs)
    cells: set[int] = set()
    learner: set[str] = set()
    imports: dict[str, str] = {}
    modules = {name for source in sources for name in names_of(source).imports}
    before: tuple[int, int] | None = None
    while before != (before := (len(cells), len(learner))):  # again: a helper may need what a cell behind it binds
        for index in range(test - 1, -1, -1):
            found = names_of(sources[index])
            bound, changed = found.binds & wanted, (found.changes - modules) & wanted
            if learners[index]:
                for name in bound | changed:
                    wanted.discard(name)
                    if name in found.imports:
                        imports[name] = found.imports[name]
                    else:
                        learner.add(name)
            elif usable[index] and (bound or changed):
                cells.add(index)
                wanted = (wanted - bound) | found.needs
    if wanted:  # somewhere behind a star
        for index in range(test):
            if usable[index] and not learners[index] and names_of(sources[index]).stars:
                cells.add(index)
    return Needs(tuple(sorted(cells)), frozenset(learner), tuple(imports.values()))


def slice_for(sources: Sequence[str], wanted: Iterable[int]) -> list[int]:
    """Indices of the cells at `wanted`, and of those that bind or change what these need, transitively."""
    chosen = set(wanted)
    modules = {name for source in sources for name in names_of(source).imports}
    while True:
        needed = set().union(*(names_of(sources[index]).needs for index in chosen)) if chosen else set()
        bound = set().union(*(names_of(sources[index]).binds for index in chosen)) if chosen else set()
        more = {
            index
            for index, source in enumerate(sources)
            if index not in chosen
            and (names_of(source).binds & (needed - bound) or (names_of(source).changes - modules) & needed)
        }
        if not more and needed - bound:
            more = {index for index, source in enumerate(sources) if index not in chosen and names_of(source).stars}
        if not more:
            return sorted(chosen)
        chosen |= more


def imported_modules(sources: Iterable[str]) -> list[str]:
    """Top-level and dotted modules that these cells import, in order: what a warm process may import beforehand."""
    modules: dict[str, None] = {}
    for source in sources:
        try:
            tree = ast.parse(plain_python(source))
        except (SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                modules |= dict.fromkeys(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules[node.module] = None
    return list(modules)


def checked_name(source: str) -> str | None:
    """`propagate` of a test cell that calls `check(propagate=…)`; None for any other."""
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError, RecursionError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check":
            if len(node.keywords) == 1 and not node.args:
                return node.keywords[0].arg
    return None
