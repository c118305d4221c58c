"""Each node that opens a scope is paired with its own table of `symtable`."""

from __future__ import annotations

import ast
import sys

import pytest
from cells import all_cells

from autograder.notebook import scopes
from autograder.notebook.names import plain_python
from autograder.notebook.scopes import Scopes, scopes_of

OPENS_SCOPE = (
    ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
    | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
)  # fmt: skip


def read(source: str) -> tuple[ast.Module, Scopes]:
    return scopes_of(ast.parse(source), source)


def inner(source: str) -> list[tuple[set[str], set[str]]]:
    """Return what each inner scope uses and binds, from the outside to the inside."""
    tree, found = read(source)
    nodes = [node for node in ast.walk(tree) if node in found.inner]
    return [(set(found.inner[node].uses), set(found.inner[node].binds)) for node in nodes]


def test_the_cell_itself() -> None:
    _, found = read("import a.b, c as d\nx = y\ndef f(): pass\nclass K: pass")
    assert found.cell.binds == {"a", "d", "x", "f", "K"}
    assert found.cell.uses == {"a", "d", "x", "y", "f", "K"}
    assert found.inner.keys() and not found.others


@pytest.mark.parametrize(
    ("source", "uses", "binds"),
    [
        ("def f(a, *b, c=1, **d): return a, b, c, d, e", {"e"}, set()),
        ("def f():\n    global g\n    g = 1\n    h = 2", {"g"}, {"g"}),
        ("def f():\n    global m\n    import m", {"m"}, {"m"}),
        ("def top(a):\n    b = a\n    return c", {"c"}, set()),
        ("[x + y for x in z]", {"y"}, set()),
        ("[w := x for x in z]", {"w"}, {"w"}),
        ("class K:\n    a = b\n    global g\n    g = 1", {"b", "g"}, {"g"}),
        ("lambda a, b=c: a + b + d", {"d"}, set()),
    ],
)
def test_one_scope(source: str, uses: set[str], binds: set[str]) -> None:
    assert inner(source) == [(uses, binds)]


@pytest.mark.parametrize(
    "source",
    [
        "f(lambda: a)[lambda: b] = lambda: c",
        "p = (lambda: a) if (lambda: b) else (lambda: c)",
        "{(lambda: a): (lambda: b), (lambda: c): (lambda: d)}",
        "@g(lambda: a)\ndef f(x=lambda: b, *, y=lambda: c): pass",
        "class K(f(lambda: a), k=lambda: b): c = lambda: d",
        "(x := lambda: a) < (lambda: b)",
        "f(lambda x=lambda: a: b)",
    ],
)
def test_scopes_on_one_line_are_told_apart(source: str) -> None:
    tree, found = read(source)
    lambdas = [node for node in ast.walk(tree) if isinstance(node, ast.Lambda) and node in found.inner]
    assert len(lambdas) >= 2
    assert all(found.inner[node].uses == {ast.unparse(node.body)} for node in lambdas)


def test_nested_comprehensions_on_one_line_are_told_apart() -> None:
    tree, found = read("[a + x for x in [b + y for y in [c + z for z in d]]]")
    comprehensions = [node for node in ast.walk(tree) if isinstance(node, ast.ListComp)]
    assert [sorted(found.inner[node].uses) for node in comprehensions] == [["a"], ["b"], ["c"]]


def test_a_class_keeps_names_for_itself() -> None:
    tree, found = read("class K:\n    a = 1\n    def m(self): return a")
    assert found.inner[tree.body[0]].own == {"a", "m"}
    assert found.inner[tree.body[0].body[1]].uses == {"a"}  # type: ignore[attr-defined]


def test_every_scope_of_every_cell_has_its_table() -> None:
    count = 0
    for source in all_cells():
        text = plain_python(source)
        try:
            tree = ast.parse(text)
        except SyntaxError:
            continue
        tree, found = scopes_of(tree, text)
        nodes = {node for node in ast.walk(tree) if isinstance(node, OPENS_SCOPE)}
        assert found.inner.keys() == nodes and found.others == (), source
        count += len(nodes)
    assert count > 1000


def test_comprehensions_have_scopes_where_python_merges_them(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "x = 1\nl = [x for x in y]\nd = {a: b + c for a, b in y}\ndef f():\n    return {k for k in z}"
    plain = read(source)[1].binds
    monkeypatch.setattr(scopes, "MERGES_COMPREHENSIONS", True)
    tree, found = read(source)
    assert found.binds == plain == {"x", "l", "d", "f"}
    assert not any(isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp) for node in ast.walk(tree))


@pytest.mark.parametrize("source", ["nonlocal x", "def f(a, a): pass", "def f():\n    from m import *"])
def test_code_that_cannot_be_compiled_is_an_error(source: str) -> None:
    with pytest.raises(SyntaxError):
        read(source)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters came with Python 3.12")
def test_type_parameters_are_no_globals() -> None:
    source = "def f[T: Bound](x: T) -> Out: return T, u\nclass C[S](Base[S]):\n    z: S = S\ntype A[V] = list[V]"
    tree, found = read(source)
    assert found.cell.binds == {"f", "C", "A"}
    assert found.inner[tree.body[0]].uses == {"u"}
    assert set().union(*(scope.uses for scope in found.others)) == {"Bound", "Out", "Base", "list"}
