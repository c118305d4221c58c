"""A submission as it is graded: the instructor's cells put back, the learner's code as it was handed in.

Also: which assignment a notebook belongs to.
"""

from __future__ import annotations

import copy
import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from autograder.notebook.files import Notebook
from autograder.notebook.metadata import SKIP, Role, grade_id_of, is_untouched, role_of, upgraded
from autograder.notebook.normal import CELL_ID, squeeze
from autograder.notebook.source import Cell, SourceNotebook, defined_names
from autograder.sandbox.shared.outcome import shown

if TYPE_CHECKING:
    pass

MAX_NOTES = 200


@dataclass(frozen=True)
class RunCell:
    """A code cell to run.

    index:  its place in `Restored.notebook["cells"]`, where its outputs go.
    id:     its grade id, "" for a free cell.
    source: what the sandbox is given: never a hidden test.
    test:   the instructor's tests stand here: the sandbox pauses instead of running it.
    skip:   the instructor wants it not to be run by a grader.
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

    cells:     the code cells, in the order in which they run.
    notebook:  what goes to `autograded/` once outputs are filled in; holds hidden tests, as nbgrader's does.
    notes:     what was put right, one sentence each.
    untouched: ids of solution and manual cells that are as released.
    answered:  ids of manual cells that hold an answer.
    """

    cells: list[RunCell]
    notebook: Notebook
    notes: list[str]
    untouched: frozenset[str]
    answered: tuple[str, ...]

    @property
    def learner_cells(self) -> list[RunCell]:
        """The cells that the sandbox runs."""
        return [cell for cell in self.cells if not cell.test and not cell.skip]


@dataclass
class _Item:
    """A cell on its way: what the learner handed in (None when put back), and the source cell that it is."""

    given: Mapping[str, Any] | None
    known: Cell | None = None

    @cached_property
    def defines(self) -> frozenset[str]:
        is_code = self.given is not None and self.given["cell_type"] == "code"
        return defined_names(self.given["source"]) if self.given is not None and is_code else frozenset()


def restore(submission: Notebook, source: SourceNotebook) -> Restored:
    """Put the instructor's cells of `source` back into a learner's notebook.

    - Locked, test and task cells get their text, type, metadata, tags and points back; deleted ones come back
      after the nearest cell that stood before them; of duplicates, the first is kept.
    - Solution cells keep the learner's text. Of duplicates all run, in order; the first changed has the id.
    - Cells that lost their metadata are recognised by their text, what they define, or their neighbours.
    - The learner's order stays, but a test cell comes after the solution cell that it follows in the source.
    - `skip-execution` counts only where the source has it.
    - The notebook's own metadata are the source's.
    """
    notes: list[str] = []
    items = _identify([_Item(cell) for cell in submission["cells"]], source, notes)
    items = _drop_duplicates(items, notes)
    items = _put_back(items, source, notes)
    items = _order_tests(items, source, notes)
    restored = _build(items, source, notes)
    if len(notes) > MAX_NOTES:  # somebody is to read them
        notes[MAX_NOTES:] = [f"And {len(notes) - MAX_NOTES} more of the kind."]
    return restored


def _identify(items: list[_Item], source: SourceNotebook, notes: list[str]) -> list[_Item]:
    for item in items:
        assert item.given is not None
        name = grade_id_of(item.given)
        item.known = source.by_id.get(name)
        if name and item.known is None:
            known_as = " ".join(shown(name, 50).split())
            notes.append(f"Cell {known_as} is not of this assignment; it was taken as the learner's own.")

    def missing() -> list[Cell]:
        present = {item.known.id for item in items if item.known}
        return [cell for cell in source.by_id.values() if cell.id not in present]

    found: dict[str, list[str]] = {}

    def claim(item: _Item, cell: Cell, how: str) -> None:
        item.known = cell
        found.setdefault(how, []).append(cell.id)

    # By its exact text. A text that stands in two cells of the source says nothing.
    texts = Counter((cell.type, squeeze(cell.released)) for cell in source.cells)
    exact = {key: cell for cell in missing() if texts[key := (cell.type, squeeze(cell.released))] == 1 and key[1]}
    for item in _unknown(items):
        if cell := exact.get(_key(item)):
            claim(item, cell, "its text")

    # By the names that it defines.
    for cell in missing():
        if cell.role not in (Role.SOLUTION, Role.MANUAL) or not cell.defines:
            continue
        others = {name for other in source.cells if other is not cell for name in other.defines}
        wanted = cell.defines - others
        for item in _unknown(items):
            if wanted & item.defines:
                claim(item, cell, "what it defines")

    # By nearly the same text: the instructor's cells only, which a learner has little reason to change.
    prose = {(cell.type, squeeze(cell.released)) for cell in source.cells if not cell.id}
    left = [item for item in _unknown(items) if _key(item) not in prose]
    lost = [cell for cell in missing() if cell.role.restored]
    if len(left) * len(lost) <= 2000:  # a bound on what a strange notebook can cost
        for cell in lost:
            alike = [item for item in left if item.known is None and _alike(item, cell)]
            if len(alike) == 1:
                claim(alike[0], cell, "its text, which was changed")

    # By its neighbours: the only unknown cell of its type between the two that stand around it in the source.
    for cell in missing():
        if cell.role in (Role.SOLUTION, Role.MANUAL):
            gap = [item for item in _gap(items, cell, source) if _key(item) not in prose]
            gap = [item for item in gap if item.given and item.given["cell_type"] == cell.type]
            if len(gap) == 1:
                claim(gap[0], cell, "its place")
    for how, ids in found.items():
        if len(ids) == 1:
            notes.append(f"Cell {ids[0]} had lost its id; it was recognised by {how}.")
        else:
            theirs = how.replace("its", "their").replace("it defines", "they define")
            which = f"Cells {', '.join(ids)}" if len(ids) <= 5 else f"{len(ids)} cells"
            notes.append(f"{which} had lost their ids; they were recognised by {theirs}.")
    return items


def _unknown(items: Iterable[_Item]) -> list[_Item]:
    return [item for item in items if item.known is None and item.given is not None]


def _key(item: _Item) -> tuple[str, str]:
    assert item.given is not None
    return item.given["cell_type"], squeeze(item.given["source"])


def _alike(item: _Item, cell: Cell) -> bool:
    assert item.given is not None
    ours, theirs = cell.released, item.given["source"]
    if item.given["cell_type"] != cell.type or not 30 <= len(ours) <= 20_000 or not 0.5 < len(theirs) / len(ours) < 2:
        return False
    matcher = difflib.SequenceMatcher(None, ours.split("\n"), theirs.split("\n"), autojunk=False)
    return matcher.ratio() >= 0.8


def _gap(items: list[_Item], cell: Cell, source: SourceNotebook) -> list[_Item]:
    """Unknown cells of the submission between the nearest known neighbours of `cell`."""
    place = {item.known.id: index for index, item in reversed(list(enumerate(items))) if item.known}
    ids = list(source.by_id)
    here = ids.index(cell.id)
    before = next((place[name] for name in reversed(ids[:here]) if name in place), -1)
    after = next((place[name] for name in ids[here + 1 :] if name in place), len(items))
    between = items[before + 1 : after]
    return between if all(item.known is None for item in between) else []


def _drop_duplicates(items: list[_Item], notes: list[str]) -> list[_Item]:
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
            notes.append(f"Cell {name} stood {len(copies)} times; the first was kept.")
        else:
            changed = [i for i, item in enumerate(copies) if _key(item)[1] != squeeze(cell.released)]
            bearer = changed[0] if changed else 0
            for i, item in enumerate(copies):
                if i != bearer:
                    item.known = None
            notes.append(f"Cell {name} stood {len(copies)} times; all were run, and number {bearer + 1} bears the id.")
    return [item for item in items if id(item) not in dropped]


def _put_back(items: list[_Item], source: SourceNotebook, notes: list[str]) -> list[_Item]:
    defined: frozenset[str] | None = None
    before: Cell | None = None  # the nearest preceding cell of the source that is in the notebook
    for cell in source.by_id.values():
        if any(item.known is cell for item in items):
            before = cell
            continue
        if cell.role is Role.SOLUTION:
            continue  # its names are simply missing, or stand in another of the learner's cells
        if cell.role is Role.MANUAL and cell.type == "code":
            if defined is None:
                defined = frozenset().union(*(item.defines for item in items))
            if cell.defines & defined:
                continue  # the starter would undo what the learner wrote elsewhere
        place = next((i for i, item in enumerate(items) if before and item.known is before), -1) + 1
        # Behind the learner's own code that follows: the second half of a cell that was split stands there.
        while 0 < place < len(items) and items[place].known is None and _is_code(items[place]):
            place += 1
        items.insert(place, _Item(None, cell))
        notes.append(f"Cell {cell.id} was missing; it was put back.")
        before = cell
    return items


def _is_code(item: _Item) -> bool:
    return item.given is not None and item.given["cell_type"] == "code"


def _order_tests(items: list[_Item], source: SourceNotebook, notes: list[str]) -> list[_Item]:
    place = {item.known.id: index for index, item in enumerate(items) if item.known}
    moved: dict[int, list[_Item]] = {}
    gone: set[int] = set()
    for test in source.with_role(Role.TEST):
        needs = [place[cell.id] for cell in source.solutions_of(test) if cell.id in place]
        here = place[test.id]
        if needs and here < max(needs):
            moved.setdefault(max(needs), []).append(items[here])
            gone.add(here)
            notes.append(f"Cell {test.id} stood before the solution that it tests; it was moved behind it.")
    ordered: list[_Item] = []
    for index, item in enumerate(items):
        if index not in gone:
            ordered.append(item)
        ordered += moved.get(index, [])
    return ordered


def _build(items: list[_Item], source: SourceNotebook, notes: list[str]) -> Restored:
    skipped = {(cell.type, squeeze(cell.released)) for cell in source.cells if not cell.id and cell.skip}
    skipped_ids = {cell.cell_id for cell in source.cells if not cell.id and cell.skip}
    used: Counter[str] = Counter()
    cells: list[dict[str, Any]] = []
    runs: list[RunCell] = []
    untouched: set[str] = set()
    answered: list[str] = []
    for index, item in enumerate(items):
        known, given = item.known, item.given
        if known is None:
            assert given is not None
            cell = _free_cell(given)
            text, role = cell["source"], Role.FREE
            skip = _tagged(given) and (_key(item) in skipped or given.get("id") in skipped_ids)
            if skip:
                cell["metadata"]["tags"] = [SKIP]
            elif _tagged(given):
                notes.append(f"Cell number {index + 1} was tagged {SKIP}; only the instructor's tags count.")
        else:
            cell, role, skip = known.as_dict(), known.role, known.skip
            if given is not None:
                _note_changes(given, known, notes)
            if not role.restored and given is not None:
                cell["source"] = given["source"]
                if given.get("attachments") and cell["cell_type"] != "code":
                    cell["attachments"] = given["attachments"]
            if not role.restored:
                if is_untouched(cell):
                    untouched.add(known.id)
                elif role is Role.MANUAL:
                    answered.append(known.id)
            text = known.released if role.restored else cell["source"]
        cell["id"] = _unique_id(cell, used)
        cells.append(cell)
        if cell["cell_type"] == "code":
            name = known.id if known else ""
            runs.append(RunCell(index, name, role, text, test=role is Role.TEST, skip=skip))
    notebook = {"cells": cells, "metadata": copy.deepcopy(dict(source.metadata)), "nbformat": 4, "nbformat_minor": 5}
    return Restored(runs, notebook, notes, frozenset(untouched), tuple(answered))


def _note_changes(given: Mapping[str, Any], known: Cell, notes: list[str]) -> None:
    """Say what the learner had changed in a cell of the instructor's."""
    # (nbgrader's own autograde has put the text with hidden tests back before it asks us.)
    if known.role.restored and squeeze(given["source"]) not in (squeeze(known.released), squeeze(known.restored)):
        notes.append(f"Cell {known.id} was edited; the instructor's text was put back.")
    if given["cell_type"] != known.type:
        notes.append(f"Cell {known.id} was turned into {given['cell_type']}; it is {known.type} again.")
    meta = upgraded(given["metadata"].get("nbgrader"), given["cell_type"])
    if meta and meta.get("points", 0.0) != known.points:
        notes.append(f"Cell {known.id} claimed {meta.get('points', 0.0):g} points; it has {known.points:g}.")
    if meta and role_of(meta) is not known.role:
        notes.append(f"Cell {known.id} was marked as a {role_of(meta).value} cell; it is a {known.role.value} cell.")
    if _tagged(given) and not known.skip:
        notes.append(f"Cell {known.id} was tagged {SKIP}; only the instructor's tags count.")


def _tagged(cell: Mapping[str, Any]) -> bool:
    return SKIP in cell["metadata"].get("tags", ())


def _free_cell(given: Mapping[str, Any]) -> dict[str, Any]:
    """A cell of the learner's own: text and attachments; no metadata that nbgrader or a grader would heed."""
    cell: dict[str, Any] = {"cell_type": given["cell_type"], "metadata": {}, "source": given["source"]}
    if isinstance(given.get("id"), str):
        cell["id"] = given["id"]
    if given["cell_type"] == "code":
        cell |= {"execution_count": None, "outputs": []}
    elif given.get("attachments"):
        cell["attachments"] = given["attachments"]
    return cell


def _unique_id(cell: Mapping[str, Any], used: Counter[str]) -> str:
    name: str = cell.get("id", "")
    if not CELL_ID.match(name) or name in used:
        name = "cell-" + hashlib.sha256(cell["source"].encode()).hexdigest()[:12]
    used[name] += 1
    while used[name] > 1:
        name = f"{name[:50]}-{used[name]}"
        used[name] += 1
    return name
