"""Why a test cell can only run in the process that runs the learner's code."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterable

from autograder.notebook.names import BUILTINS, checked_name, imported_modules, plain_python, root_name


# what the trusted process cannot do
def tied(source: str, learner: Collection[str], modules: Collection[str], helper: bool = False) -> str:
    """Why code of a test can only run in the process that runs the learner's: a clause ("it subclasses Stack"), or "".

    learner: names that are the learner's.
    modules: names that stand for modules: an attribute set on one is seen by all code of a process, and of no other.
    helper:  a locked cell, which runs in both processes: what it does to modules at top level is done in both.
    """
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError, RecursionError):
        return ""
    body: list[ast.AST] = list(tree.body)
    everywhere = [node for part in body for node in ast.walk(part)]
    functions = [node for part in body if isinstance(part, _SCOPES) for node in ast.walk(part)]
    for node in everywhere:
        if reason := _looks_inside(node, learner):
            return reason
    for node in functions if helper else everywhere:
        if reason := _replaces(node, modules):
            return reason
    for node in [] if helper else body:
        if isinstance(node, _SCOPES) and node.name in BUILTINS:
            return f"it replaces {node.name}"
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Lambda, ast.Name)):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id in _FUNCTIONS:
                    return f"it replaces {target.id}"
    return "it awaits at top level" if not helper and any(_awaits(part) for part in body) else ""


_FUNCTIONS = frozenset(name for name in dir(builtins) if callable(getattr(builtins, name)))

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

_CODE = ("__code__", "__globals__", "__closure__")

_EVALUATES = ("eval", "exec", "compile", "__import__", "os.system", "os.popen", "importlib.import_module")

_RUNS_TEXT = ("doctest", "pickle", "dill", "marshal", "runpy", "subprocess", "sympy", "yaml")

_STREAMS = ("sys.stdout", "sys.stderr")  # what the learner's code prints comes to those of the test


def _looks_inside(node: ast.AST, learner: Collection[str]) -> str:
    if isinstance(node, ast.ClassDef):
        for base in node.bases:
            if root_name(base) in learner:
                return f"it subclasses {ast.unparse(base)}"
    if isinstance(node, ast.Attribute) and node.attr in _CODE:
        return f"it reads {ast.unparse(node)}"
    if isinstance(node, ast.Import | ast.ImportFrom):
        for module in imported_modules([ast.unparse(node)]):
            if module.split(".")[0] in _RUNS_TEXT:
                return f"it uses {module}"
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name in _EVALUATES or name.split(".")[0] in _RUNS_TEXT:  # never a learner's text in the trusted process
            return f"it calls {name}"
        if name.rpartition(".")[2] in ("getsource", "getsourcelines", "getclosurevars") and node.args:
            return f"it reads the source of {ast.unparse(node.args[0])}"
        if name in ("globals", "locals", "vars", "dir") and not node.args:
            return f"it looks through the notebook's names with {name}()"
        if name == "get_ipython":
            return "it talks to IPython"
    return ""


def _replaces(node: ast.AST, modules: Collection[str]) -> str:
    """What a module holds, or what `unittest.mock` puts in its place."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load) and _is_module(node.value, modules):
        text = ast.unparse(node)
        return "" if text in _STREAMS else f"it replaces {text}"
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name in ("setattr", "delattr") and node.args and _is_module(node.args[0], modules):
            return f"it replaces something in {ast.unparse(node.args[0])}"
        if re.search(r"(^|\.)(patch(\.(object|dict|multiple))?|monkeypatch\.\w+|MonkeyPatch)$", name):
            what = node.args[0] if node.args else None
            target = ast.unparse(what).strip("'") if what else "something"
            return "" if target in _STREAMS else f"it patches {target}"
    return ""


def _is_module(node: ast.AST, modules: Collection[str]) -> bool:
    """`np` or `np.linalg`, where `np` is a module; not `np.random.default_rng().x`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in modules


def _awaits(node: ast.AST) -> bool:
    """Whether code awaits outside of any function."""
    if isinstance(node, (*_SCOPES, ast.Lambda)):
        return False
    found = isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)) or bool(getattr(node, "is_async", 0))
    return found or any(_awaits(inner) for inner in ast.iter_child_nodes(node))


def is_check(sources: Iterable[str]) -> bool:
    """Whether a test cell, together with the cells that it needs, is one of ours: it calls `check(name=…)`."""
    texts = list(sources)
    if any(module.split(".")[0] == "autograder" for module in imported_modules(texts)):
        return True
    return bool(texts) and checked_name(texts[0]) is not None


def assertion_messages(source: str) -> frozenset[str]:
    """What the author of a test says when an assertion fails, as far as it is plain text."""
    asserts = (node for node in ast.walk(ast.parse(plain_python(source))) if isinstance(node, ast.Assert))
    return frozenset(str(node.msg.value) for node in asserts if isinstance(node.msg, ast.Constant))
