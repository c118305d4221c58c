"""Put the instructor's cells back into a submission, and keep the learner's code as it was handed in."""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.notebook.files import Notebook
from autograder.notebook.metadata import SKIP, Role, grade_id_of, role_of, upgraded
from autograder.notebook.normal import CELL_ID, squeeze
from autograder.notebook.source import Cell, SourceNotebook, names_by_line
from autograder.sandbox.shared.outcome import shown
from autograder.words import Listed, Sentence, sentence

MAX_NOTES = 200


@dataclass(frozen=True)
class RunCell:
    """A code cell to run.

    index:  its place in `Restored.notebook["cells"]`, where its outputs go.
    id:     its grade id, "" for a free cell.
    source: the text that the sandbox gets. It never holds a hidden test.
    test:   whether it is a test cell: the sandbox pauses there instead of running it.
    skip:   whether the instructor does not want a grader to run it.
    """

    index: int
    id: str
    role: Role
    source: str
    test: bool = False
    skip: bool = False


@dataclass
class Restored:
    """A submission with the instructor's cells put back.

    cells:    the code cells, in the order in which they run.
    notebook: what `autograded/` gets, once outputs are filled in. It holds hidden tests, as nbgrader's does.
    notes:    the repairs, a sentence each.
    """

    cells: list[RunCell]
    notebook: Notebook
    notes: list[Sentence]


def restore(submission: Notebook, source: SourceNotebook) -> Restored:
    """Put the instructor's cells of `source` back into a learner's notebook.

    - Locked, test and task cells get their text, type, metadata, tags and points back. Deleted ones come back after the
      nearest cell that preceded them. Of duplicates, the first is kept.
    - Solution cells keep the learner's text. Of duplicates, all run, in order, and the first changed one has the id.
    - Cells that lost their metadata are recognised by their text, the names that they define, or their neighbours.
    - The learner's order stays, but a test cell comes after the solution cell that it follows in the source.
    - `skip-execution` counts only where the source has it.
    - The notebook's own metadata are the source's.
    """
    notes: list[Sentence] = []
    items = [_Item(cell) for cell in submission["cells"]]
    _identify(items, source, notes)
    items = _drop_duplicates(items, notes)
    _put_back(items, source, notes)
    items = _order_tests(items, source, notes)
    restored = _build(items, source, notes)
    if len(notes) > MAX_NOTES:  # a person reads them
        notes[MAX_NOTES:] = [sentence("notebook.more_notes", count=len(notes) - MAX_NOTES)]
    return restored


@dataclass
class _Item:
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


# --- identify cells ---


def _identify(items: list[_Item], source: SourceNotebook, notes: list[Sentence]) -> None:
    """Find the source cell that each item is: by its grade id, else by what it still has."""
    for item in items:
        assert item.given is not None
        name = grade_id_of(item.given)
        item.known = source.by_id.get(name)
        if name and item.known is None:
            notes.append(sentence("notebook.not_of_this_assignment", cell=" ".join(shown(name, 50).split())))
    prose = {_key_of(cell) for cell in source.cells if not cell.id}
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


def _recognise_by_text(items: list[_Item], source: SourceNotebook) -> list[str]:
    """Recognise cells by their exact text, if only one cell of the source has it; return their grade ids."""
    count = Counter(map(_key_of, source.cells))
    exact = {key: cell for cell in _missing(items, source) if count[key := _key_of(cell)] == 1 and key[1]}
    found = []
    for item in _unknown(items):
        if cell := exact.get(item.key):
            item.known = cell
            found.append(cell.id)
    return found


def _recognise_by_names(items: list[_Item], source: SourceNotebook) -> list[str]:
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


def _recognise_by_similar_text(items: list[_Item], source: SourceNotebook, prose: set[tuple[str, str]]) -> list[str]:
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


def _recognise_by_place(items: list[_Item], source: SourceNotebook, prose: set[tuple[str, str]]) -> list[str]:
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


def _missing(items: Iterable[_Item], source: SourceNotebook) -> list[Cell]:
    """Return the source cells with a grade id that no item is known to be."""
    present = {item.known.id for item in items if item.known}
    return [cell for cell in source.by_id.values() if cell.id not in present]


def _unknown(items: Iterable[_Item]) -> list[_Item]:
    return [item for item in items if item.known is None and item.given is not None]


def _key_of(cell: Cell) -> tuple[str, str]:
    """Return type and text of a source cell as it was released, without what editors change."""
    return cell.type, squeeze(cell.released)


def _is_alike(item: _Item, cell: Cell) -> bool:
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


def _gap(items: list[_Item], cell: Cell, source: SourceNotebook) -> list[_Item]:
    """Return the unknown cells of the submission between the nearest known neighbours of `cell`."""
    place = {item.known.id: index for index, item in reversed(list(enumerate(items))) if item.known}
    ids = list(source.by_id)
    here = ids.index(cell.id)
    before = next((place[name] for name in reversed(ids[:here]) if name in place), -1)
    after = next((place[name] for name in ids[here + 1 :] if name in place), len(items))
    between = items[before + 1 : after]
    return between if all(item.known is None for item in between) else []


# --- put them in order ---


def _drop_duplicates(items: list[_Item], notes: list[Sentence]) -> list[_Item]:
    """Return the items with each of the instructor's cells once; of the learner's, one of the duplicates keeps the id."""
    by_id: dict[str, list[_Item]] = {}
    for item in items:
        if item.known:
            by_id.setdefault(item.known.id, []).append(item)
    dropped: set[int] = set()
    for name, copies in by_id.items():
        cell = copies[0].known
        if len(copies) == 1 or cell is None:
            continue
        if cell.role.restored:
            dropped |= {id(item) for item in copies[1:]}
            notes.append(sentence("notebook.duplicate_dropped", cell=name, count=len(copies)))
        else:
            changed = [i for i, item in enumerate(copies) if item.key[1] != squeeze(cell.released)]
            keeper = changed[0] if changed else 0
            for i, item in enumerate(copies):
                if i != keeper:
                    item.known = None
            notes.append(sentence("notebook.duplicates_run", cell=name, count=len(copies), number=keeper + 1))
    return [item for item in items if id(item) not in dropped]


def _put_back(items: list[_Item], source: SourceNotebook, notes: list[Sentence]) -> None:
    """Insert the cells of the source that the learner deleted, but for solution cells."""
    defined: frozenset[str] | None = None
    before: Cell | None = None  # the nearest preceding cell of the source that is in the notebook
    for cell in source.by_id.values():
        if any(item.known is cell for item in items):
            before = cell
            continue
        if cell.role is Role.SOLUTION:
            continue  # its names are missing, or another of the learner's cells defines them
        if cell.role is Role.MANUAL and cell.type == "code":
            if defined is None:
                defined = frozenset().union(*(item.defines for item in items))
            if cell.defines & defined:
                continue  # the starter would undo what the learner wrote elsewhere
        place = next((i for i, item in enumerate(items) if before and item.known is before), -1) + 1
        # The learner's own code that follows comes first: it may be the second half of a cell that was split.
        while 0 < place < len(items) and items[place].known is None and items[place].is_code:
            place += 1
        items.insert(place, _Item(None, cell))
        notes.append(sentence("notebook.put_back", cell=cell.id))
        before = cell


def _order_tests(items: list[_Item], source: SourceNotebook, notes: list[Sentence]) -> list[_Item]:
    """Return the items with each test cell after the solution cells that it tests."""
    place = {item.known.id: index for index, item in enumerate(items) if item.known}
    moved: dict[int, list[_Item]] = {}
    gone: set[int] = set()
    for test in source.with_role(Role.TEST):
        needs = [place[cell.id] for cell in source.solutions_of(test) if cell.id in place]
        here = place[test.id]
        if needs and here < max(needs):
            moved.setdefault(max(needs), []).append(items[here])
            gone.add(here)
            notes.append(sentence("notebook.test_moved", cell=test.id))
    ordered: list[_Item] = []
    for index, item in enumerate(items):
        if index not in gone:
            ordered.append(item)
        ordered += moved.get(index, [])
    return ordered


# --- write the notebook ---


def _build(items: list[_Item], source: SourceNotebook, notes: list[Sentence]) -> Restored:
    """Return the restored notebook, whose cells are the items in this order."""
    skipped = {_key_of(cell) for cell in source.cells if not cell.id and cell.skip}
    skipped_ids = {cell.cell_id for cell in source.cells if not cell.id and cell.skip}
    used: Counter[str] = Counter()
    cells: list[dict[str, Any]] = []
    runs: list[RunCell] = []
    for index, item in enumerate(items):
        known, given = item.known, item.given
        if known is None:
            assert given is not None
            cell = _free_cell(given)
            text, role = cell["source"], Role.FREE
            skip = _tagged(given) and (item.key in skipped or given.get("id") in skipped_ids)
            if skip:
                cell["metadata"]["tags"] = [SKIP]
            elif _tagged(given):
                notes.append(sentence("notebook.tag_ignored_at", number=index + 1, tag=SKIP))
        else:
            cell, role, skip = known.as_dict(), known.role, known.skip
            if given is not None:
                _note_changes(given, known, notes)
            if not role.restored and given is not None:
                cell["source"] = given["source"]
                if given.get("attachments") and cell["cell_type"] != "code":
                    cell["attachments"] = given["attachments"]
            text = known.released if role.restored else cell["source"]
        cell["id"] = _unique_id(cell, used)
        cells.append(cell)
        if cell["cell_type"] == "code":
            grade_id = known.id if known else ""
            runs.append(RunCell(index=index, id=grade_id, role=role, source=text, test=role is Role.TEST, skip=skip))
    notebook = {"cells": cells, "metadata": copy.deepcopy(dict(source.metadata)), "nbformat": 4, "nbformat_minor": 5}
    return Restored(cells=runs, notebook=notebook, notes=notes)


def _note_changes(given: Mapping[str, Any], known: Cell, notes: list[Sentence]) -> None:
    """Note the changes to a cell of the source that are undone."""
    # (`nbgrader autograde` has put the text with hidden tests back before it runs the grader.)
    if known.role.restored and squeeze(given["source"]) not in (squeeze(known.released), squeeze(known.restored)):
        notes.append(sentence("notebook.text_put_back", cell=known.id))
    if given["cell_type"] != known.type:
        notes.append(sentence("notebook.type_put_back", cell=known.id, got=given["cell_type"], right=known.type))
    meta = upgraded(given["metadata"].get("nbgrader"), given["cell_type"])
    if meta and meta.get("points", 0.0) != known.points:
        points = meta.get("points", 0.0)
        notes.append(sentence("notebook.points_put_back", cell=known.id, got=points, right=known.points))
    if meta and role_of(meta) is not known.role:
        got, right = (sentence(f"notebook.role.{role.value}") for role in (role_of(meta), known.role))
        notes.append(sentence("notebook.role_put_back", cell=known.id, got=got, right=right))
    if _tagged(given) and not known.skip:
        notes.append(sentence("notebook.tag_ignored", cell=known.id, tag=SKIP))


def _tagged(cell: Mapping[str, Any]) -> bool:
    return SKIP in cell["metadata"].get("tags", ())


def _free_cell(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return one of the learner's own cells with its text and attachments, and without metadata."""
    cell: dict[str, Any] = {"cell_type": given["cell_type"], "metadata": {}, "source": given["source"]}
    if isinstance(given.get("id"), str):
        cell["id"] = given["id"]
    if given["cell_type"] == "code":
        cell |= {"execution_count": None, "outputs": []}
    elif given.get("attachments"):
        cell["attachments"] = given["attachments"]
    return cell


def _unique_id(cell: Mapping[str, Any], used: Counter[str]) -> str:
    """Return the cell's id, or a valid one that no cell before it has, and count it in `used`."""
    name: str = cell.get("id", "")
    if not CELL_ID.match(name) or name in used:
        name = "cell-" + hashlib.sha256(cell["source"].encode()).hexdigest()[:12]
    used[name] += 1
    while used[name] > 1:
        name = f"{name[:50]}-{used[name]}"
        used[name] += 1
    return name
