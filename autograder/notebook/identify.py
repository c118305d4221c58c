"""Find the cell of the source that each cell of a submission is: by its grade id, else by what it still has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.notebook.metadata import Role, grade_id_of
from autograder.notebook.normal import squeeze
from autograder.notebook.source import Cell, SourceNotebook, names_by_line
from autograder.plain import shown
from autograder.words import Listed, Sentence, sentence


@dataclass
class Item:
    """A cell on its way into the restored notebook.

    given: the cell that the learner handed in; None for one that is put back.
    known: the source cell that it is; None for one of the learner's own.
    """

    given: Mapping[str, Any] | None
    known: Cell | None = None

    @property
    def is_code(self) -> bool:
        """Whether the learner handed it in as a code cell."""
        return self.given is not None and self.given["cell_type"] == "code"

    @cached_property
    def defines(self) -> frozenset[str]:
        """The names that the lines of the learner's code define."""
        return names_by_line(self.given["source"]) if self.given is not None and self.is_code else frozenset()

    @cached_property
    def key(self) -> tuple[str, str]:
        """The type and the text of a cell that was handed in, without what editors change."""
        assert self.given is not None
        return self.given["cell_type"], squeeze(self.given["source"])

    @cached_property
    def lines(self) -> Counter[str]:
        """The lines of the text that was handed in, each with how often it occurs; without blank ones."""
        return _lines(self.key[1])


def identify(items: list[Item], source: SourceNotebook, notes: list[Sentence]) -> None:
    """Find the source cell that each item is: by its grade id, else by what it still has."""
    for item in items:
        assert item.given is not None
        name = grade_id_of(item.given)
        item.known = source.by_id.get(name)
        if name and item.known is None:
            notes.append(sentence("notebook.not_of_this_assignment", cell=" ".join(shown(name, 50).split())))
    prose = {key_of(cell) for cell in source.cells if not cell.id}
    recognised = {
        "text": _recognise_by_text(items, source),
        "names": _recognise_by_names(items, source),
        "similar_text": _recognise_by_similar_text(items, source, prose),
        "place": _recognise_by_place(items, source, prose),
    }
    notes += [_recognised_note(ids, sentence(f"notebook.how.{how}")) for how, ids in recognised.items() if ids]


def _recognised_note(ids: list[str], how: Sentence) -> Sentence:
    if len(ids) == 1:
        return sentence("notebook.recognised_one", cell=ids[0], how=how)
    if len(ids) <= 5:
        return sentence("notebook.recognised_some", cells=Listed(ids, "comma"), how=how)
    return sentence("notebook.recognised_many", count=len(ids), how=how)


def _recognise_by_text(items: list[Item], source: SourceNotebook) -> list[str]:
    """Recognise cells by their exact text, if only one cell of the source has it; return their grade ids."""
    count = Counter(map(key_of, source.cells))
    exact = {key: cell for cell in _missing(items, source) if count[key := key_of(cell)] == 1 and key[1]}
    found = []
    for item in _unknown(items):
        if cell := exact.get(item.key):
            item.known = cell
            found.append(cell.id)
    return found


def _recognise_by_names(items: list[Item], source: SourceNotebook) -> list[str]:
    """Recognise solution cells by names that no other cell of the source defines; return their grade ids."""
    found = []
    for cell in _missing(items, source):
        if cell.role not in (Role.SOLUTION, Role.MANUAL) or not cell.defines:
            continue
        others = {name for other in source.cells if other is not cell for name in other.defines}
        wanted = cell.defines - others
        for item in _unknown(items):
            if wanted & item.defines:
                item.known = cell
                found.append(cell.id)
    return found


def _recognise_by_similar_text(items: list[Item], source: SourceNotebook, prose: set[tuple[str, str]]) -> list[str]:
    """Recognise the instructor's cells, which learners seldom change much, by similar text; return their grade ids.

    prose: types and texts of the source's free cells.
    """
    found = []
    left = [item for item in _unknown(items) if item.key not in prose]
    lost = [cell for cell in _missing(items, source) if cell.role.restored]
    if len(left) * len(lost) <= 2000:  # a bound on what a strange notebook can cost
        for cell in lost:
            alike = [item for item in left if item.known is None and _is_alike(item, cell)]
            if len(alike) == 1:
                alike[0].known = cell
                found.append(cell.id)
    return found


def _recognise_by_place(items: list[Item], source: SourceNotebook, prose: set[tuple[str, str]]) -> list[str]:
    """Recognise a solution cell that is the only unknown one of its type between its neighbours; return the grade ids."""
    found = []
    for cell in _missing(items, source):
        if cell.role in (Role.SOLUTION, Role.MANUAL):
            gap = [item for item in _gap(items, cell, source) if item.key not in prose]
            gap = [item for item in gap if item.given and item.given["cell_type"] == cell.type]
            if len(gap) == 1:
                gap[0].known = cell
                found.append(cell.id)
    return found


def _missing(items: Iterable[Item], source: SourceNotebook) -> list[Cell]:
    """Return the source cells with a grade id that no item is known to be."""
    present = {item.known.id for item in items if item.known}
    return [cell for cell in source.by_id.values() if cell.id not in present]


def _unknown(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item.known is None and item.given is not None]


def key_of(cell: Cell) -> tuple[str, str]:
    """Return type and text of a source cell as it was released, without what editors change."""
    return cell.type, squeeze(cell.released)


def _is_alike(item: Item, cell: Cell) -> bool:
    """Return whether the texts share most of their lines, in any order. The time is linear in the source's text."""
    assert item.given is not None
    ours, theirs = cell.released, item.given["source"]
    if item.given["cell_type"] != cell.type or not 30 <= len(ours) <= 20_000 or not 0.5 < len(theirs) / len(ours) < 2:
        return False
    mine, its = _lines(squeeze(ours)), item.lines
    shared = sum(min(count, its[line]) for line, count in mine.items())
    return 2 * shared >= 0.8 * (mine.total() + its.total())


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line)


def _gap(items: list[Item], cell: Cell, source: SourceNotebook) -> list[Item]:
    """Return the unknown cells of the submission between the nearest known neighbours of `cell`."""
    place = {item.known.id: index for index, item in reversed(list(enumerate(items))) if item.known}
    ids = list(source.by_id)
    here = ids.index(cell.id)
    before = next((place[name] for name in reversed(ids[:here]) if name in place), -1)
    after = next((place[name] for name in ids[here + 1 :] if name in place), len(items))
    between = items[before + 1 : after]
    return between if all(item.known is None for item in between) else []
