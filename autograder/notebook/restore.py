"""Put the instructor's cells back into a submission, and keep the learner's code as it was handed in."""

from __future__ import annotations

import copy
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder.notebook.answers import joined_where_split, state_in, without_pasted_starters
from autograder.notebook.files import Notebook
from autograder.notebook.identify import Item, identify, key_of
from autograder.notebook.metadata import SKIP, Role, role_of, upgraded
from autograder.notebook.normal import CELL_ID, squeeze
from autograder.notebook.source import Cell, SourceNotebook, names_by_line
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
      nearest cell that preceded them. Of duplicates, the first is kept. What a learner defined there stays, in a cell above
      it, where nothing else in the notebook defines it.
    - Solution cells keep the learner's text. Of duplicates, all run, in order, and the first changed one has the id.
    - A starter that was pasted below its solution is not run, and code that was split inside a block runs as one cell.
    - Cells that lost their metadata are recognised by their text, the names that they define, or their neighbours.
    - The learner's order stays, but a test cell comes after the solution cell that it follows in the source.
    - `skip-execution` counts only where the source has it.
    - The notebook's own metadata are the source's.
    """
    notes: list[Sentence] = []
    items = [Item(cell) for cell in submission["cells"]]
    identify(items, source, notes)
    items = _keep_definitions(items, source, notes)
    items = _drop_duplicates(items, notes)
    _put_back(items, source, notes)
    items = _order_tests(items, source, notes)
    restored = _build(items, source, notes)
    if len(notes) > MAX_NOTES:  # a person reads them
        notes[MAX_NOTES:] = [sentence("notebook.more_notes", count=len(notes) - MAX_NOTES)]
    return restored


# --- put them in order ---


def _drop_duplicates(items: list[Item], notes: list[Sentence]) -> list[Item]:
    """Return the items with each of the instructor's cells once; of the learner's, one of the duplicates keeps the id."""
    by_id: dict[str, list[Item]] = {}
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


def _keep_definitions(items: list[Item], source: SourceNotebook, notes: list[Sentence]) -> list[Item]:
    """Return the items with what a learner defined in the place of an instructor's cell, in a cell of its own above it.

    Only what solution cells define counts, and only where no other cell of the learner's defines it.
    """
    starters = _starters(source)
    kept: list[Item] = []
    for item in items:
        code = _added(item) if item.known is not None and item.known.role.restored else ""
        names = [name for name in starters if name in names_by_line(code)] if code else []
        names = [name for name in names if not _is_answered(name, starters[name], items)]
        if names and item.known is not None:
            kept.append(Item({"cell_type": "code", "metadata": {}, "source": code}))
            notes.append(sentence("notebook.definitions_kept", cell=item.known.id, names=Listed(names, "comma")))
        kept.append(item)
    return kept


def _starters(source: SourceNotebook) -> dict[str, str]:
    """Return name -> what learners get, for each name that a solution cell of code defines."""
    cells = [cell for cell in source.with_role(Role.SOLUTION, Role.MANUAL) if cell.type == "code"]
    return {name: cell.released for cell in cells for name in sorted(cell.defines)}


def _placeholders(source: SourceNotebook) -> dict[str, str]:
    """Return the `_starters` that a learner is to replace once.

    A statement that the reference keeps is given, and no placeholder. A name that several cells ask for means another thing
    in each, so its starter in one of them undoes no answer in another.
    """
    cells = [cell for cell in source.with_role(Role.SOLUTION, Role.MANUAL) if cell.type == "code"]
    asked = Counter(name for cell in cells for name in cell.defines)
    kept = {name for cell in cells for name in cell.defines if state_in(name, cell.python, cell.released) == "starter"}
    return {name: text for name, text in _starters(source).items() if asked[name] == 1 and name not in kept}


def _added(item: Item) -> str:
    """Return what a learner wrote into an instructor's cell of code, without the instructor's lines; "" for nothing."""
    assert item.known is not None
    if not item.is_code or item.known.type != "code":
        return ""
    text, ours = item.key[1], squeeze(item.known.released)
    if text in (ours, squeeze(item.known.restored)):
        return ""
    return text.replace(ours, "", 1).strip("\n")


def _is_answered(name: str, starter: str, items: Iterable[Item]) -> bool:
    """Return whether a cell of the learner's own gives a name another value than the starter does."""
    theirs = [i.given["source"] for i in items if i.given and i.is_code and not (i.known and i.known.role.restored)]
    return any(state_in(name, text, starter) == "answer" for text in theirs)


def _put_back(items: list[Item], source: SourceNotebook, notes: list[Sentence]) -> None:
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
        items.insert(place, Item(None, cell))
        notes.append(sentence("notebook.put_back", cell=cell.id))
        before = cell


def _order_tests(items: list[Item], source: SourceNotebook, notes: list[Sentence]) -> list[Item]:
    """Return the items with each test cell after the solution cells that it tests."""
    place = {item.known.id: index for index, item in enumerate(items) if item.known}
    moved: dict[int, list[Item]] = {}
    gone: set[int] = set()
    for test in source.with_role(Role.TEST):
        needs = [place[cell.id] for cell in source.solutions_of(test) if cell.id in place]
        here = place[test.id]
        if needs and here < max(needs):
            moved.setdefault(max(needs), []).append(items[here])
            gone.add(here)
            notes.append(sentence("notebook.test_moved", cell=test.id))
    ordered: list[Item] = []
    for index, item in enumerate(items):
        if index not in gone:
            ordered.append(item)
        ordered += moved.get(index, [])
    return ordered


# --- write the notebook ---


def _build(items: list[Item], source: SourceNotebook, notes: list[Sentence]) -> Restored:
    """Return the restored notebook, whose cells are the items in this order."""
    skipped = {key_of(cell) for cell in source.cells if not cell.id and cell.skip}
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
    _mend(runs, source, notes)
    notebook = {"cells": cells, "metadata": copy.deepcopy(dict(source.metadata)), "nbformat": 4, "nbformat_minor": 5}
    return Restored(cells=runs, notebook=notebook, notes=notes)


def _mend(runs: list[RunCell], source: SourceNotebook, notes: list[Sentence]) -> None:
    """Change what runs: starters below an answer are left out, and code that was split inside a block is joined."""
    texts = ["" if run.role.restored or run.skip else run.source for run in runs]
    for group in joined_where_split(texts):
        texts[group[0]] = "\n".join(texts[index] for index in group)
        for index in group[1:]:
            texts[index] = ""
            notes.append(sentence("notebook.cells_joined", number=runs[index].index + 1))
    texts, undone = without_pasted_starters(texts, _placeholders(source))
    if undone:
        notes.append(sentence("notebook.starter_below", names=Listed(undone, "comma")))
    for index, run in enumerate(runs):
        if not (run.role.restored or run.skip) and texts[index] != run.source:
            runs[index] = replace(run, source=texts[index])


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
