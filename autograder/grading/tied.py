"""Say why a test cell can only run in the process that runs the learner's code, as far as its text tells.

Such a test subclasses a learner's class, replaces what a module holds, evaluates text, or looks at code itself.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterable

from autograder.notebook.names import BUILTINS, checked_name, imported_modules, plain_python, root_name
from autograder.notebook.readable import readable_python
from autograder.words import Sentence, sentence

_FUNCTIONS = frozenset(name for name in dir(builtins) if callable(getattr(builtins, name)))
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_CODE = ("__code__", "__globals__", "__closure__")
_EVALUATES = ("eval", "exec", "compile", "__import__", "os.system", "os.popen", "importlib.import_module")
_RUNS_TEXT = ("doctest", "pickle", "dill", "marshal", "runpy", "subprocess", "sympy", "yaml")
_READS_SOURCE = ("getsource", "getsourcelines", "getclosurevars")
_STREAMS = ("sys.stdout", "sys.stderr")  # the learner's code prints to those of the test anyway
_PATCHES = re.compile(r"(^|\.)(patch(\.(object|dict|multiple))?|monkeypatch\.\w+|MonkeyPatch)$")


def tied(source: str, learner: Collection[str], modules: Collection[str], helper: bool = False) -> Sentence | None:
    """Return why code of a test can only run in the learner's process, a clause ("it subclasses Stack"); else None.

    learner: names that are the learner's.
    modules: names of modules: an attribute set on one is seen by all code of a process, and of no other.
    helper:  a locked cell, which runs in both processes: what it does to modules at top level is done in both.
    """
    try:
        tree = ast.parse(plain_python(source))
    except (SyntaxError, ValueError, RecursionError):
        return None
    body: list[ast.AST] = list(tree.body)
    everywhere = [node for part in body for node in ast.walk(part)]
    functions = [node for part in body if isinstance(part, _SCOPES) for node in ast.walk(part)]
    for node in everywhere:
        if reason := _looks_inside(node, learner):
            return reason
    for node in functions if helper else everywhere:
        if reason := _replaces(node, modules):
            return reason
    if helper:
        return None
    for node in body:
        if reason := _replaces_builtin(node):
            return reason
    return sentence("grading.tied.awaits") if any(_awaits(part) for part in body) else None


def is_check(sources: Iterable[str]) -> bool:
    """Return whether a test cell calls `check(name=…)`. sources: its own, then those of the cells that it needs."""
    texts = list(sources)
    if any(module.split(".")[0] == "autograder" for module in imported_modules(texts)):
        return True
    return bool(texts) and checked_name(texts[0]) is not None


def assertion_messages(source: str) -> frozenset[str]:
    """Return what the author of a test says when an assertion fails, as far as it is plain text."""
    asserts = (node for node in ast.walk(ast.parse(readable_python(source))) if isinstance(node, ast.Assert))
    return frozenset(str(node.msg.value) for node in asserts if isinstance(node.msg, ast.Constant))


def _looks_inside(node: ast.AST, learner: Collection[str]) -> Sentence | None:
    """Return why a node must not run in the trusted process, where it inspects code or evaluates text; else None."""
    if isinstance(node, ast.ClassDef):
        for base in node.bases:
            if root_name(base) in learner:
                return sentence("grading.tied.subclasses", name=ast.unparse(base))
    if isinstance(node, ast.Attribute) and node.attr in _CODE:
        return sentence("grading.tied.reads", name=ast.unparse(node))
    if isinstance(node, ast.Import | ast.ImportFrom):
        for module in imported_modules([ast.unparse(node)]):
            if module.split(".")[0] in _RUNS_TEXT:
                return sentence("grading.tied.uses", name=module)
    return _calls(node) if isinstance(node, ast.Call) else None


def _calls(node: ast.Call) -> Sentence | None:
    """Return why a call must not run in the trusted process; else None."""
    name = ast.unparse(node.func)
    if name in _EVALUATES or name.split(".")[0] in _RUNS_TEXT:
        return sentence("grading.tied.calls", name=name)
    if name.rpartition(".")[2] in _READS_SOURCE and node.args:
        return sentence("grading.tied.reads_source", name=ast.unparse(node.args[0]))
    if name in ("globals", "locals", "vars", "dir") and not node.args:
        return sentence("grading.tied.lists_names", name=name)
    return sentence("grading.tied.ipython") if name == "get_ipython" else None


def _replaces(node: ast.AST, modules: Collection[str]) -> Sentence | None:
    """Return why a node ties the test, where it replaces a part of a module, directly or by `unittest.mock`; else None."""
    if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load) and _is_module(node.value, modules):
        text = ast.unparse(node)
        return None if text in _STREAMS else sentence("grading.tied.replaces", name=text)
    if not isinstance(node, ast.Call):
        return None
    name = ast.unparse(node.func)
    if name in ("setattr", "delattr") and node.args and _is_module(node.args[0], modules):
        return sentence("grading.tied.replaces_in", name=ast.unparse(node.args[0]))
    if not _PATCHES.search(name):
        return None
    if not node.args:
        return sentence("grading.tied.patches_something")
    target = ast.unparse(node.args[0]).strip("'")
    return None if target in _STREAMS else sentence("grading.tied.patches", name=target)


def _replaces_builtin(node: ast.AST) -> Sentence | None:
    """Return why a statement ties the test, where it gives a builtin function's name to another function; else None."""
    if isinstance(node, _SCOPES) and node.name in BUILTINS:
        return sentence("grading.tied.replaces", name=node.name)
    if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Lambda, ast.Name)):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id in _FUNCTIONS:
                return sentence("grading.tied.replaces", name=target.id)
    return None


def _is_module(node: ast.AST, modules: Collection[str]) -> bool:
    """Return True for `np` and `np.linalg`, where `np` is a module; False for `np.random.default_rng().x`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name) and node.id in modules


def _awaits(node: ast.AST) -> bool:
    """Return whether code awaits outside of any function."""
    if isinstance(node, (*_SCOPES, ast.Lambda)):
        return False
    found = isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)) or bool(getattr(node, "is_async", 0))
    return found or any(_awaits(inner) for inner in ast.iter_child_nodes(node))
