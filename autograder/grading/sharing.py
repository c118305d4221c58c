"""Keep what a foreign test and the learner's code have in common, and what one test leaves for the next, as nbgrader does.

A notebook has one namespace there. Here the tests have theirs, and the learner's code has its own: `SharedGlobals` keeps the
globals the same that both use, and `NotebookNamespace` goes from one test to the next.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.grading.testcell import SharedNames, TestCell
from autograder.notebook.names import names_of
from autograder.sandbox.outside.proxy import merged
from autograder.sandbox.outside.session import Session, imported
from autograder.sandbox.shared.outcome import Remote


class SharedGlobals:
    """Keeps shared globals of a test and the learner's code the same in both processes; see `session.Shared`.

    A helper that the instructor's cells define is there twice, once in each process. A test may take it away and put it
    back; the learner's code then finds its own again.
    """

    def __init__(self, shared: SharedNames, session: Session) -> None:
        self._told, self._kept = shared
        self._session = session
        self._namespace: dict[str, Any] = {}
        self._given: dict[str, Any] = {}  # helpers, as the instructor's cells have defined them here
        self._there: frozenset[str] = frozenset()  # names that the sandbox has when the test begins
        self._begin_fork({})

    def start(self, namespace: dict[str, Any]) -> None:
        """Share the globals of this namespace, which holds what the sandbox has."""
        self._namespace = namespace
        self._begin_fork(self._packed(self._told | self._kept))

    def give(self) -> None:
        """Note the helpers that the instructor's cells have defined, in both processes."""
        present = {name: self._namespace[name] for name in self._told if name in self._namespace}
        self._given = {name: value for name, value in present.items() if callable(value) and not isinstance(value, Remote)}
        self._there = frozenset(present)

    def tell(self) -> None:
        """Set and delete in the sandbox what the test has changed."""
        if self._fork != self._session.forks:  # a new fork has run the cells, and nothing else
            self._begin_fork({})
        news: dict[str, Any] = {}
        for name in sorted(self._told & self._namespace.keys()):
            if self._home_of(self._namespace[name]) == name and name not in self._touched:
                continue  # the helper, which the sandbox has too
            packed = self._session.packed(self._namespace[name])
            if self._known.get(name) != packed:
                news[name], self._known[name] = self._namespace[name], packed
        gone = [name for name in sorted(self._told - self._namespace.keys()) if self._is_there(name)]
        if not news and not gone:
            return
        homes = {name: self._home_of(value) for name, value in news.items()}
        wanted = ({*gone, *news, *filter(None, homes.values())} & self._given.keys()) - self._touched - self._twins.keys()
        if wanted:
            self._twins |= self._session.fetch(sorted(wanted))
        self._session.define({name: self._twins.get(homes[name] or "", value) for name, value in news.items()}, gone)
        self._touched.update(news, gone)
        for name in gone:
            self._known.pop(name, None)

    def read(self) -> None:
        """Read back what the learner's code has changed."""
        for name, value in self._session.fetch(sorted(self._kept)).items():
            self._namespace[name] = merged(self._namespace.get(name), value)
        self._known |= self._packed(self._kept)

    def _begin_fork(self, known: dict[str, Any]) -> None:
        self._fork, self._known = self._session.forks, known
        self._twins: dict[str, Any] = {}  # name of a helper -> the sandbox's own
        self._touched: set[str] = set()  # names that were set or deleted in this fork

    def _is_there(self, name: str) -> bool:
        """Return whether the sandbox still has a name that the test has deleted."""
        return name in self._known or (name in self._there and name not in self._touched)

    def _home_of(self, value: Any) -> str | None:
        """Return the name under which the instructor's cells have defined this helper; None for another value."""
        return next((name for name, given in self._given.items() if given is value), None)

    def _packed(self, wanted: Iterable[str]) -> dict[str, Any]:
        return {name: self._session.packed(self._namespace[name]) for name in wanted if name in self._namespace}


@dataclass
class NotebookNamespace:
    """The namespace of a notebook's foreign tests.

    ran: test cells that have run in it. A test that builds on one finds what it left, and does not run it again.

    What a test changes inside a learner's list, dictionary or array stays changed for the tests below it, unless the
    learner's code has changed the value since: `_before` holds such values as they were sent for the test.
    """

    module: types.ModuleType = field(default_factory=lambda: types.ModuleType("__main__"))
    ran: set[str] = field(default_factory=set)
    _fetched: set[str] = field(default_factory=set)
    _before: dict[str, Any] = field(default_factory=dict)
    _forks: int | None = None

    def begin(self, session: Session) -> dict[str, Any]:
        """Return the namespace for a test; an empty one after the sandbox has ended, because its objects are gone."""
        if self._forks is not None and self._forks != session.forks:
            self.module, self.ran, self._fetched, self._before = types.ModuleType("__main__"), set(), set(), {}
        self._forks = session.forks
        return self.module.__dict__

    def update(self, test: TestCell, values: Mapping[str, Any], session: Session) -> None:
        """Take the learner's values of the names that a test needs; forget those that the learner no longer has."""
        namespace = self.module.__dict__
        for name in self._fetched & test.needs.learner - values.keys():
            namespace.pop(name, None)
        for name, value in values.items():
            if name in self._before and name in namespace and self._before[name] == session.packed(value):
                continue  # only a test has changed it
            namespace[name] = value
            self._before.pop(name, None)
            if name in names_of(test.cell.python).changes and not _is_remote(value):
                self._before[name] = session.packed(value)
        self._fetched |= values.keys()

    def end(self, test: TestCell, session: Session) -> None:
        """Note that a test has run."""
        if self._forks == session.forks:
            self.ran.add(test.id)


class BoundElsewhere(Exception):
    """A test uses a name that the reference imports, and that the learner's code binds to something else.

    own: to a function or class that the learner has defined, and that only a person can judge.
    """

    def __init__(self, name: str, statement: str, own: bool) -> None:
        super().__init__(name)
        self.name, self.statement, self.own = name, statement, own


def bind_imports(
    test: TestCell, session: Session, namespace: dict[str, Any], execute: Callable[[str], None]
) -> dict[str, BoundElsewhere]:
    """Make the imports of solution cells that a test needs, as far as the learner has made them.

    The learner's namespace says whether a name is bound to what the import gives. The module itself is imported here, so
    that no object of the learner's takes its place: a test asks `assert_allclose` about expected values, and believes it.
    Where the release shows the import, learners are given it, and it is made whatever they bind the name to.

    execute: runs an import statement in the namespace.
    Returns name -> the error to raise where a test uses the name, for those that are bound to something else.
    """
    imports = test.needs.imports
    elsewhere: dict[str, BoundElsewhere] = {}
    if test.ours:
        for statements in imports.values():
            execute(statements[0])
        return elsewhere
    bound = imported(session, {name: [_origin(one) for one in statements] for name, statements in imports.items()})
    for name, how in bound.items():
        namespace.pop(name, None)
        if how.isdecimal() and int(how) < len(imports[name]):
            execute(imports[name][int(how)])
        elif how == "value" and not _is_remote(value := session.fetch([name]).get(name)):
            namespace[name] = value
        elif how != "absent" and name in test.given_imports:
            execute(imports[name][0])
        elif how != "absent":
            elsewhere[name] = BoundElsewhere(name, imports[name][0], own=how != "library")
    return elsewhere


def _is_remote(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_is_remote(part) for pair in value.items() for part in pair)
    return isinstance(value, Remote) or (isinstance(value, list | tuple | set | frozenset) and any(map(_is_remote, value)))


def _origin(statement: str) -> tuple[str, str]:
    """Return the module and the attribute, "" for none, that an import statement of one name binds it to."""
    (node,) = ast.parse(statement).body
    assert isinstance(node, ast.Import | ast.ImportFrom)
    (alias,) = node.names
    if isinstance(node, ast.ImportFrom):
        return node.module or "", alias.name
    return (alias.name if alias.asname else alias.name.partition(".")[0]), ""
