"""Find out which cells of a source notebook a test cell needs, and which names of it are the learner's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.notebook.names import names_of


@dataclass(frozen=True)
class Needs:
    """The cells, names and imports that a test cell needs.

    cells:   indices of the instructor's cells to run before it, in order.
    learner: names that are the learner's; `_` among them, where the test reads the value of the cell above it.
    imports: name -> the import statements of solution cells, one of which binds it (several, where they import `*`). Whether
             a learner has imported it is theirs; the module is not.
    """

    cells: tuple[int, ...]
    learner: frozenset[str]
    imports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def needs_of(sources: Sequence[str], learners: Sequence[bool], test: int, usable: Sequence[bool]) -> Needs:
    """Return what the test cell at index `test` needs of the cells before it.

    sources:  the code of each cell of the source notebook, "" for one that is not code.
    learners: whether each is a solution cell: the names that it binds are the learner's.
    usable:   whether the trusted process may run each (a demonstration that graders skip it may not).

    The nearest cell before the test that binds a name decides whose it is, as in a notebook that runs from top to bottom.
    """
    wanted = set(names_of(sources[test]).needs)
    cells: set[int] = set()
    learner: set[str] = {"_"} & names_of(sources[test]).reads
    imports: dict[str, tuple[str, ...]] = {}
    modules = {name for source in sources for name in names_of(source).imports}
    before: tuple[int, int] | None = None
    while before != (before := (len(cells), len(learner))):  # again: a helper may need what a cell after it binds
        for index in range(test - 1, -1, -1):
            found = names_of(sources[index])
            bound, changed = found.binds & wanted, (found.changes - modules) & wanted
            if learners[index]:
                for name in bound | changed:
                    wanted.discard(name)
                    if name in found.imports:
                        imports[name] = (found.imports[name],)
                    else:
                        learner.add(name)
            elif usable[index] and (bound or changed):
                cells.add(index)
                wanted = (wanted - bound) | found.needs
    if wanted:  # a name that is left may come from `from … import *`
        for index in range(test):
            if usable[index] and not learners[index] and names_of(sources[index]).stars:
                cells.add(index)
        stars = [star for index in range(test) if learners[index] for star in names_of(sources[index]).stars]
        if stars:
            imports |= {name: tuple(f"{star[:-1]}{name}" for star in reversed(stars)) for name in wanted}
    return Needs(cells=tuple(sorted(cells)), learner=frozenset(learner), imports=imports)


def slice_for(sources: Sequence[str], wanted: Iterable[int]) -> list[int]:
    """Return the indices of the cells at `wanted`, and of those that bind or change what these need, transitively."""
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
