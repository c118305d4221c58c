"""Say how well a notebook fits a source, and how much of it a learner has answered: from its metadata and its text only."""

from __future__ import annotations

from autograder.notebook.answers import state_in
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role, grade_id_of
from autograder.notebook.normal import squeeze
from autograder.notebook.source import SourceNotebook, names_by_line

GRADED = (Role.SOLUTION, Role.MANUAL, Role.TEST, Role.TASK)


def fit(notebook: Notebook, source: SourceNotebook) -> float:
    """Return how much of a source a notebook holds, 0 to 1: by grade ids, by texts, or by defined names; the largest.

    Only graded cells and those with answers count: assignments share their imports and tools.
    """
    cells = [cell for cell in source.by_id.values() if cell.role in GRADED] or list(source.by_id.values())
    if not cells:
        return 0.0
    ids = {grade_id_of(cell) for cell in notebook["cells"]}
    by_id = sum(cell.id in ids for cell in cells) / len(cells)
    if by_id == 1:
        return by_id  # most notebooks have all their metadata
    texts = {(cell["cell_type"], squeeze(cell["source"])) for cell in notebook["cells"]}
    by_text = sum((cell.type, squeeze(cell.released)) in texts for cell in cells if cell.released.strip()) / len(cells)
    wanted = {name for cell in cells if cell.role in (Role.SOLUTION, Role.MANUAL) for name in cell.defines}
    by_name = len(wanted & _defined(notebook)) / len(wanted) if wanted else 0.0
    return max(by_id, by_text, by_name)


def answers_in(notebook: Notebook, source: SourceNotebook) -> int:
    """Return how many solution cells of a source a notebook answers, that is, gives another text than the starter's."""
    released = {squeeze(cell.released) for cell in source.cells}
    changed = [cell for cell in notebook["cells"] if cell["source"].strip() and squeeze(cell["source"]) not in released]
    codes = [cell["source"] for cell in changed if cell["cell_type"] == "code"]
    ids = {grade_id_of(cell) for cell in changed}
    return sum(
        any(state_in(name, code, cell.released) == "answer" for name in cell.defines for code in codes)
        if cell.type == "code" and cell.defines
        else cell.id in ids
        for cell in source.with_role(Role.SOLUTION, Role.MANUAL)
    )


def _defined(notebook: Notebook) -> set[str]:
    codes = (cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    return set().union(*map(names_by_line, codes))
