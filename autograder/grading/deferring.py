"""Find the instructor's cells that no score depends on, so that they need not run for work that passes.

Public checks, pictures and the helpers of both are such cells, where nothing that is graded uses a name of theirs. They run
in a second pass, in another process, and only for work that has not passed or is suspicious: then a person looks at it.

The choice rests on texts alone, so learners' code cannot sense a verdict by it. Where a text leaves doubt, the cell runs.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from autograder.notebook.names import names_of, plain_python

_WORD = re.compile(r"[^\W\d]\w*")
# With these, a learner's code may use a name that its text does not hold, or notice which cells have run.
_DYNAMIC = re.compile(
    r"\b(?:globals|locals|vars|eval|exec|compile|get_ipython|In|Out|__main__|__builtins__|__dict__|_i+\d*|_oh?|_ih|_\d+"
    r"|sys|inspect|gc|importlib|runpy|pickle|marshal|allow_pickle|__import__|__closure__|__globals__)\b|^[^\S\n]*[%!]|import\s+\*",
    re.MULTILINE,
)
# A statement that uses one of these may leave a trace that no name shows: in a generator, a file, or the process.
_TRACE = re.compile(r"random|seed|shuffle|open|save.*|write.*|to_.*|chdir|setattr|delattr|tempfile|exec|eval")
_COMPILED = (".so", ".pyd", ".pyc", ".zip", ".egg", ".whl")  # files that Python imports, and that nothing here can read
_SEED = re.compile(r"^([^\S\n]*)(?:np|numpy)\.random\.seed\(\w*\)[^\S\n]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True)
class Learner:
    """The names of one cell of a learner's.

    uses:    global names that it uses, when it runs or when its functions are called.
    data:    those that it binds to what is neither a function, a class nor a module.
    defines: its functions and classes.
    dynamic: whether it may use names that its text does not hold.
    """

    uses: frozenset[str] = frozenset()
    data: frozenset[str] = frozenset()
    defines: frozenset[str] = frozenset()
    dynamic: bool = False


@dataclass(frozen=True)
class _Locked:
    """A cell of the instructor's.

    needs:  global names that it uses, when it runs or when its functions are called.
    leaves: names that running it may bind or change. None: it may leave other traces.
    given:  names that it uses of data, which a function that it calls may change.
    calls:  names that it uses of functions, and those that these use of the instructor's.
    """

    needs: frozenset[str]
    leaves: frozenset[str] | None
    given: frozenset[str]
    calls: frozenset[str]


class Deferring:
    """Knows the locked cells of a source notebook, and says which may wait for a submission."""

    def __init__(self, locked: Mapping[str, str], tests_need: Collection[str]) -> None:
        """Analyse a notebook, whose tests use no random generator of the learner's process.

        locked:     id of a locked cell -> its text.
        tests_need: global names that its test cells need.
        """
        seedless = {id: _SEED.sub(r"\1pass", text) for id, text in locked.items()}
        if not any("random" in _identifiers(text, inside=False) for text in seedless.values()):
            locked = seedless  # nothing that runs draws, so it does not matter where the generator stands
        self._tests_need = frozenset(tests_need)
        self._data = frozenset(name for text in locked.values() for name in _data(text))
        homes = {name: text for text in locked.values() for name in names_of(text).binds - _data(text)}
        self._locked = {id: _locked(text, homes, self._data) for id, text in locked.items()}

    def deferred(self, own: Sequence[str]) -> frozenset[str]:
        """Return the ids of the cells that no score depends on. own: the text of the learner's code, cell by cell."""
        cells = [learners_names(text) for text in own]
        if any(cell.dynamic for cell in cells):
            return frozenset()
        used = self._tests_need.union(*(cell.uses | cell.data for cell in cells))
        stateful = self._stateful(cells)
        waiting = {
            id
            for id, cell in self._locked.items()
            if cell.leaves is not None and not cell.leaves & used and not cell.given & used and not cell.calls & stateful
        }
        while True:  # a cell that has to run may need others
            needed = frozenset().union(*(cell.needs for id, cell in self._locked.items() if id not in waiting))
            still = {id for id in waiting if not (self._locked[id].leaves or frozenset()) & needed}
            still -= {id for id in still if self._locked[id].given & needed}
            if still == waiting:
                return frozenset(waiting)
            waiting = still

    def _stateful(self, cells: Iterable[Learner]) -> frozenset[str]:
        """Return the learner's functions that may change data: those whose cell uses some, and those that call them."""
        data = self._data.union(*(cell.data for cell in cells))
        homes = [cell for cell in cells if cell.defines]
        found = frozenset[str]()
        while True:
            more = found.union(*(cell.defines for cell in homes if cell.uses & (data | found)))
            if more == found:
                return found
            found = more


def code_beside(files: Mapping[str, bytes]) -> list[str]:
    """Return the code in files that a learner handed in, for `Deferring.deferred`: it may use names of the notebook, too."""
    found = []
    for name, content in files.items():
        if name.endswith(".ipynb"):
            found.append("import sys")  # running it uses IPython's own names
        elif name.endswith(_COMPILED):
            found.append("import importlib")
        elif name.endswith((".py", ".ipy")):
            found.append(content.decode("utf-8", "replace"))
    return found


def _locked(text: str, homes: Mapping[str, str], data: Collection[str]) -> _Locked:
    """Analyse a locked cell. homes: the instructor's functions, classes and modules -> their cells; data: names of data."""
    names = names_of(text)
    reached, calls = {text}, set(names.reads | (names.later - names.binds))
    alters = set(names.alters)
    clean = _is_python(text) and not names.stars and not any(map(_TRACE.fullmatch, _identifiers(text, inside=False)))
    waiting = [homes[name] for name in calls & homes.keys()]
    while waiting:
        other = waiting.pop()
        if other in reached:
            continue
        reached.add(other)
        found = names_of(other)
        alters |= found.alters
        calls |= found.later
        clean = clean and not any(map(_TRACE.fullmatch, _identifiers(other)))
        waiting += [homes[name] for name in found.later & homes.keys()]
    leaves = frozenset(names.binds | names.changes | alters)
    return _Locked(
        needs=names.reads | names.later,
        leaves=leaves if clean else None,
        given=frozenset(calls & set(data)),
        calls=frozenset(calls),
    )


def _is_python(text: str) -> bool:
    """Return whether a cell is Python without magics, which may do anything."""
    try:
        return bool(ast.parse(text))
    except (SyntaxError, ValueError, RecursionError):
        return False


def _identifiers(text: str, *, inside: bool = True) -> set[str]:
    """Return the names and attributes that a cell uses; every word of one that is not Python.

    inside: whether those in the functions and classes that it defines count.
    """
    try:
        tree = ast.parse(plain_python(text))
    except (SyntaxError, ValueError, RecursionError):
        return set(_WORD.findall(text))
    defines = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = [node for each in tree.body if inside or not isinstance(each, defines) for node in ast.walk(each)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


@lru_cache(maxsize=4096)
def _data(text: str) -> frozenset[str]:
    """Return the names that an instructor's cell binds to what is neither a function, a class nor a module."""
    return learners_names(text).data


@lru_cache(maxsize=8192)
def learners_names(text: str) -> Learner:
    """Return the names of a cell. Where it is not Python, every word counts as a name that it uses."""
    dynamic = _DYNAMIC.search(text) is not None
    try:
        table = symtable.symtable(plain_python(text), "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Learner(uses=frozenset(_WORD.findall(text)), dynamic=dynamic)
    symbols = table.get_symbols()
    uses = {symbol.get_name() for symbol in symbols if symbol.is_referenced()}
    defines = {symbol.get_name() for symbol in symbols if symbol.is_namespace()}
    data = {symbol.get_name() for symbol in symbols if symbol.is_assigned() and not symbol.is_namespace()}
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        waiting += inner.get_children()
        found = [symbol for symbol in inner.get_symbols() if symbol.is_global()]
        uses |= {symbol.get_name() for symbol in found}
        data |= {symbol.get_name() for symbol in found if symbol.is_declared_global()}
    return Learner(frozenset(uses), frozenset(data), frozenset(defines), dynamic)
