"""What a cell does to global names: held against running it, against `symtable`, and example by example."""

from __future__ import annotations

import ast
import builtins
import contextlib
import json
import os
import subprocess
import symtable
import sys
from pathlib import Path
from typing import Any

import pytest
from cells import Recording, all_cells
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.notebook import scopes
from autograder.notebook.names import BUILTINS, Names, checked_name, imported_modules, names_of, plain_python, root_name

# ---------------------------------------------------------------- example by example


@pytest.mark.parametrize(
    ("source", "binds"),
    [
        ("a = b = 1", "a b"),
        ("a, (b, *c) = d", "a b c"),
        ("a += 1", "a"),
        ("a: int = 1", "a"),
        ("a: int", ""),
        ("a: int\na = 1", "a"),
        ("del a", ""),
        ("a = 1\ndel a", "a"),
        ("a[0] = b.c = 1", ""),
        ("for a, b in c: pass", "a b"),
        ("with a as b, c as (d, e): pass", "b d e"),
        ("async with a as b: pass", "b"),
        ("try: a = 1\nexcept E as b: c = 1\nelse: d = 1\nfinally: e = 1", "a b c d e"),
        ("try: pass\nexcept* E as a: pass", "a"),
        ("match a:\n    case (b, *c): pass", "b c"),
        ("match a:\n    case {'k': b, **c} | (b, c): pass", "b c"),
        ("match a:\n    case K(b, k=c) as d: pass\n    case e: pass", "b c d e"),
        ("match a:\n    case _: pass", ""),
        ("import a.b, c.d as e", "a e"),
        ("from a import b, c as d", "b d"),
        ("from a import *", ""),
        ("def a(b): c = 1", "a"),
        ("async def a(): pass", "a"),
        ("class A:\n    b = 1\n    def c(self): pass", "A"),
        ("[a for a in b]", ""),
        ("[c := a for a in b]", "c"),
        ("[[d := a for a in b] for b in c]", "d"),
        ("(a := 1)", "a"),
        ("lambda: (a := 1)", ""),
        ("def f():\n    global a\n    a = 1", "f a"),
        ("def f():\n    def g():\n        global a\n        a = 1", "f a"),
        ("def f():\n    a = 1\n    def g():\n        nonlocal a\n        a = 2", "f"),
        ("class K:\n    def m(self):\n        global a\n        import a", "K a"),
        ("class K:\n    global a\n    a = 1", "K a"),
        ("def f():\n    global a\n    print(a)", "f"),
        ("if a:\n    b = 1\nelse:\n    c = 1", "b c"),
    ],
)
def test_what_a_cell_binds(source: str, binds: str) -> None:
    assert names_of(source).binds == set(binds.split())


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("a = 1\na", ""),
        ("a\na = 1", "a"),
        ("a = a", "a"),
        ("a += 1", "a"),
        ("del a", "a"),
        ("a[b] = c", "a b c"),
        ("a.b += c", "a c"),
        ("(a := b) + a", "b"),
        ("for a in a: a", "a"),
        ("with a as a: a", "a"),
        ("try: pass\nexcept E as e: e", "E"),
        ("match a:\n    case [b, *c] if b: c\n    case K.X: pass\n    case L(d): d", "a K L"),
        ("[a + c for a in b if d]", "b c d"),
        ("[a for a in a]", "a"),
        ("[a for a in b]\na = 1", "b"),
        ("[x := 1 for _ in b]\nx", "b"),
        ("{a: b for a, b in c}, {a for a in c}, (a for a in c)", "c"),
        ("def f(a=b, *, c=d): e", "b d"),
        ("def f(a: b, *c: d) -> e: pass", "b d e"),
        ("@a\ndef f(): pass", "a"),
        ("@a\nclass K(b, metaclass=c): pass", "a b c"),
        ("class K:\n    a = 1\n    b = a", ""),
        ("class K:\n    a = a", "a"),
        ("class K:\n    a = 1\n    b = [a for _ in c]", "a c"),
        ("class K:\n    def m(self, a=b): c", "b"),
        ("lambda a=b: a + c", "b"),
        ("a: b = c", "b c"),
        ("def f():\n    global a\n    a = 1\nf()\na", ""),
        ("import a\na.b", ""),
        ("def f(): return f", ""),
    ],
)
def test_what_a_cell_reads_when_it_runs(source: str, reads: str) -> None:
    assert names_of(source).reads == set(reads.split())


@pytest.mark.parametrize(
    ("source", "later", "alters"),
    [
        ("def f(a):\n    b = a\n    return b + c", "c", ""),
        ("def f():\n    return [a + b for a in c]", "b c", ""),
        ("def f():\n    def g(): return a\n    a = 1\n    return g", "", ""),
        ("def f():\n    try: pass\n    except E as a: a", "E", ""),
        ("def f(x):\n    match x:\n        case (a, b): return a + b + c", "c", ""),
        ("def f():\n    import a.b\n    return a", "", ""),
        ("class K:\n    a = 1\n    def m(self): return a", "a", ""),
        ("lambda a: a + b", "b", ""),
        ("def f():\n    global a\n    a += 1", "a", "a"),
        ("def f():\n    a.append(1)\n    b[0] = 1\n    c.d = 1\n    del e[0]\n    g.h()", "a b c e g", "a b c e"),
        ("def f():\n    a = []\n    a.append(1)\n    def g(): a.append(2)", "", ""),
        ("def f(a):\n    [b.append(a) for _ in a]", "b", "b"),
        ("def f(seen):\n    def g(): seen[0] = 1\ndef h(): return seen", "seen", ""),
        ("call(lambda x: a.append(x))", "a", "a"),
    ],
)
def test_what_its_functions_need_and_alter(source: str, later: str, alters: str) -> None:
    found = names_of(source)
    assert (found.later, found.alters) == (set(later.split()), set(alters.split()))


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("a[0] = b.c = 1", "a b"),
        ("(a[0], b) = 1, 2", "a"),
        ("for a[0] in b: pass", "a"),
        ("with b as a.c: pass", "a"),
        ("a += 1", "a"),
        ("a[0][1].b -= 1", "a"),
        ("a.append(1)", "a"),
        ("a.b.sort()", "a"),
        ("x = a.sort()", ""),
        ("test.assertEqual(1, 1)", ""),
        ("del a[0], b.c, d", "a b d"),
        ("class K:\n    a.append(1)\n    b = []\n    b.append(1)", "a"),
        ("f(a).b = 1", ""),
    ],
)
def test_what_a_cell_changes(source: str, changes: str) -> None:
    assert names_of(source).changes == set(changes.split())


def test_imports_keep_their_statements() -> None:
    found = names_of("import a.b, c as d\nfrom . import e\nfrom f.g import h as i\nfrom j import *\ndef k(): import l")
    assert found.imports == {
        "a": "import a.b",
        "d": "import c as d",
        "e": "from . import e",
        "i": "from f.g import h as i",
    }
    assert found.stars == ("from j import *",)


def test_needs_are_without_builtins_and_without_what_the_cell_binds() -> None:
    assert names_of("def f(): return len(a) + b\nb = 1\nprint(c)").needs == {"a", "c"}


@pytest.mark.parametrize("source", ["def f(:", "a b", "nonlocal a", "a = '\0'", "(" * 10_000, "%%bash\na = 1", "for"])
def test_a_cell_that_is_not_python_has_no_names(source: str) -> None:
    assert names_of(source) == Names()


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("a = 1", "a = 1"),
        ("%matplotlib inline\na = 1", "pass\na = 1"),
        ("if a:\n    !ls\nb?", "if a:\n    pass\npass"),
        ("%%time\na = 1", "\na = 1"),
        ("%%bash\nls", ""),
        ("a = '''\n%b\n'''", "a = '''\n%b\n'''"),
    ],
)
def test_plain_python(source: str, plain: str) -> None:
    assert plain_python(source) == plain


def test_imported_modules_checked_names_and_roots() -> None:
    cells = ["import a.b\nfrom c import d", "from . import e\ndef f():\n    import g", "%%bash\nimport h", "not python"]
    assert imported_modules(cells) == ["a.b", "c", "g"]
    assert checked_name("from autograder import check\ncheck(f=f)") == "f"
    assert checked_name("check(f=f, g=g)") is checked_name("check(f)") is checked_name("a b") is None
    assert root_name(ast.parse("a.b[c].d", mode="eval").body) == "a"
    assert root_name(ast.parse("f(a).b", mode="eval").body) is None


# ---------------------------------------------------------------- against `symtable`


def bound_according_to_symtable(source: str) -> set[str]:
    """Return the globals that any scope of the code binds, those that are only annotated or deleted included."""
    top = symtable.symtable(source, "cell", "exec")
    bound = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    pending = top.get_children()
    while pending:
        table = pending.pop()
        pending += table.get_children()
        for symbol in table.get_symbols():
            if symbol.is_declared_global() and (symbol.is_assigned() or symbol.is_imported()):
                bound.add(symbol.get_name())
    return bound


def annotated_or_deleted(source: str) -> set[str]:
    """Return names that have an annotation without a value, or stand in `del`: `symtable` calls them assigned."""
    nodes = list(ast.walk(ast.parse(source)))
    bare = [node.target for node in nodes if isinstance(node, ast.AnnAssign) and node.value is None]
    gone = [node for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del)]
    return {node.id for node in [*bare, *gone] if isinstance(node, ast.Name)}


def check_against_symtable(source: str) -> None:
    plain = plain_python(source)
    found, said = names_of(source), bound_according_to_symtable(plain)
    assert found.binds <= said and said - found.binds <= annotated_or_deleted(plain), source
    assert found.imports.keys() <= found.binds
    # The visitor knows each way to bind a name: none is read after that.
    after = names_of(f"{plain}\nval({', '.join(sorted(found.binds))})")
    assert after.reads - {"val"} == found.reads - {"val"}, source


def test_every_real_cell_agrees_with_symtable() -> None:
    count = 0
    for source in all_cells():
        with contextlib.suppress(SyntaxError):
            ast.parse(plain_python(source))
            check_against_symtable(source)
            count += 1
    assert count > 1000


# ---------------------------------------------------------------- against running it

NAMES = ("a", "b", "c", "d", "e")
COMPREHENSION = ast.ListComp | ast.DictComp | ast.GeneratorExp
FUNCTION = ast.FunctionDef | ast.Lambda


names = st.sampled_from(NAMES)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    """An expression that has a value, whatever the names in it stand for."""
    kind = draw(st.sampled_from(["one", "name"] + ["walrus", "list", "dict", "generator", "lambda", "inner"] * (depth > 0)))
    name = draw(names)
    if kind in ("one", "name"):
        return "1" if kind == "one" else f"val({name})"
    value, other = draw(expressions(depth - 1)), draw(expressions(0))
    return {
        "walrus": f"({name} := {value})",
        "list": f"val([{value} for {name} in [{other}]])",
        "dict": f"val({{{name}: {value} for {name}, _ in [({other}, 1)] if {other}}})",
        "generator": f"val(*({value} for {name} in [{other}]))",
        "lambda": f"(lambda {name}={value}: {other})()",
        "inner": f"val([{value} for {name} in [[{other}]] for _ in {name}])",
    }[kind]


SIMPLE = {
    "assign": "NAME = VALUE",
    "unpack": "NAME, *OTHER = [VALUE, 1, 1]",
    "annotate": "NAME: val(OTHER) = VALUE",
    "declare": "NAME: int",
    "item": "items[0], NAME = VALUE, 1",
    "attribute": "thing.x = VALUE",
    "call": "items.append(VALUE)",
    "import": "import os.path as NAME",
    "import from": "from os import path as NAME",
    "import package": "import os.path",
    "read": "val(NAME, VALUE)",
}
AT_TOP = {  # elsewhere, these need a name of that scope
    "delete": "try:\n    del NAME\nexcept NameError:\n    pass",
    "augment": "number += val(VALUE)",
}
COMPOUND = {
    "if": "if val(VALUE):\n    BODY",
    "for": "for NAME in [VALUE]:\n    BODY\nelse:\n    val(OTHER)",
    "with": "with context(VALUE) as (NAME, items[0]):\n    BODY",
    "except": "try:\n    raise ValueError\nexcept ValueError as NAME:\n    BODY",
    "group": "try:\n    raise group\nexcept* ValueError as NAME:\n    BODY",
    "finally": "try:\n    BODY\nfinally:\n    val(OTHER)",
    "match": "match [VALUE, 1, 1]:\n    case [NAME, *rest] if val(rest):\n        BODY",
    "mapping": "match {1: VALUE, 2: 2}:\n    case {1: NAME, **rest}:\n        BODY",
    "as": "match VALUE:\n    case int() | _ as NAME:\n        BODY",
    "class": "class K(same(object)):\n    BODY",
    "function": "@same\ndef f(NAME=VALUE, *_) -> val(OTHER):\n    BODY\nrun(f)",
    "global": "def f():\n    global NAME\n    NAME = VALUE\nrun(f)",
    "nested": "def f():\n    NAME = 1\n    def g():\n        nonlocal NAME\n        BODY",
    "method": "class K:\n    def m(self):\n        BODY\nrun(K().m)",
}
PLACES = {"class": "class", "function": "function", "nested": "function", "method": "function"}


@st.composite
def statements(draw: st.DrawFn, depth: int = 2, place: str = "cell") -> str:
    """Statements that run without an error at top level and in classes, on every path."""
    written = []
    for _ in range(draw(st.integers(1, 3))):
        forms = SIMPLE | (AT_TOP if place == "cell" else {}) | (COMPOUND if depth else {})
        kind = draw(st.sampled_from(sorted(forms)))
        text = forms[kind].replace("VALUE", draw(expressions())).replace("NAME", draw(names)).replace("OTHER", draw(names))
        if "BODY" in text:
            body = draw(statements(depth - 1, PLACES.get(kind, place)))
            before = text[: text.index("BODY")].rpartition("\n")[2]
            text = text.replace("BODY", body.replace("\n", f"\n{before}"))
        written.append(text)
    return "\n".join(written)


def run_function(function: Any) -> None:
    with contextlib.suppress(Exception):  # a local name, perhaps, that is read before it is bound
        function()


@settings(deadline=None, max_examples=300)
@given(statements())
@example("match 1:\n    case int() | _ as a:\n        a: val(b) = 1")
def test_a_program_binds_and_reads_what_its_names_say(source: str) -> None:
    try:
        code = compile(source, "cell", "exec", dont_inherit=True)
    except SyntaxError:  # `:=` in a class's comprehension, and the like
        assert names_of(source) == Names() or names_of(source).binds <= bound_according_to_symtable(source)
        return
    check_against_symtable(source)
    known: dict[str, Any] = dict.fromkeys(NAMES, 1)
    known |= {"number": 1, "items": [0], "thing": type("Thing", (), {})(), "group": ExceptionGroup("", [ValueError()])}
    known |= {"val": lambda *_: 1, "same": lambda one: one, "run": run_function}
    known["context"] = lambda value: contextlib.nullcontext((value, value))
    known["__annotations__"] = {}  # Python forgets to make it where the only annotation of a program is within `match`
    recording = Recording({"__builtins__": {**vars(builtins), **known}})  # there even after a name has been deleted
    exec(code, recording.globals, recording)
    found = names_of(source)
    nodes = list(ast.walk(ast.parse(source)))
    in_function = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    in_comprehension = {
        inner.target.id
        for node in nodes
        if isinstance(node, COMPREHENSION)
        for inner in ast.walk(node)
        if isinstance(inner, ast.NamedExpr) and isinstance(inner.target, ast.Name)
    }
    elsewhere = in_function | in_comprehension  # Python binds these without asking the namespace
    bound = recording.bound | (recording.globals.keys() & set(NAMES))
    assert bound <= found.binds and found.binds - bound <= elsewhere
    assert recording.read - elsewhere - vars(builtins).keys() <= found.reads
    if not any(isinstance(node, COMPREHENSION | FUNCTION | ast.ClassDef) for node in nodes):
        assert found.reads - vars(builtins).keys() - annotated_or_deleted(source) <= recording.read
    names_of.cache_clear()
    with pytest.MonkeyPatch.context() as patch:  # as on Python 3.12, whose `symtable` merges comprehensions
        patch.setattr(scopes, "MERGES_COMPREHENSIONS", True)
        assert names_of(source) == found
    names_of.cache_clear()


@pytest.mark.slow
def test_every_real_cell_binds_what_its_names_say(tmp_path: Path) -> None:
    """The instructors' cells only: learners' code is not run in a test."""
    environment = {**os.environ, "MPLBACKEND": "agg", "PYTHONPATH": os.pathsep.join(sys.path)}
    script = Path(__file__).parents[1] / "cells.py"
    run = subprocess.run([sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, timeout=300)
    assert run.returncode == 0, run.stderr.decode()
    whole = 0
    for record in map(json.loads, run.stdout.decode().splitlines()):
        found = names_of(record["source"])
        declared = {n for n in ast.walk(ast.parse(plain_python(record["source"]))) if isinstance(n, ast.Global)}
        by_functions = {name for node in declared for name in node.names}
        if found.stars:
            continue
        bound = set(record["bound"])
        assert bound <= found.binds, record["source"]
        assert set(record["read"]) - by_functions <= found.reads | BUILTINS, record["source"]
        if record["ended"] and not record["branches"]:
            assert found.binds - by_functions == bound, record["source"]
            whole += 1
    assert whole > 300
