"""Find the assignment that a notebook belongs to, and the language that it is written in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from autograder.errors import NotebookError
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import grade_id_of
from autograder.notebook.normal import language_of, squeeze
from autograder.notebook.source import SourceNotebook

if TYPE_CHECKING:
    from autograder.course.course import Course

# Which notebook is this?
Key = TypeVar("Key", bound=Hashable)


def rank(notebook: Notebook, sources: Mapping[Key, SourceNotebook]) -> list[tuple[float, Key]]:
    """How much of each source a submission holds, best first: the share of cells found by id, else by text.

    Sources of which nothing is found are left out.
    """
    ids = {grade_id_of(cell) for cell in notebook["cells"]} - {""}
    texts = {(cell["cell_type"], squeeze(cell["source"])) for cell in notebook["cells"]}

    def shares(found: Iterator[tuple[Key, int, int]]) -> list[tuple[float, Key]]:
        return sorted(((n / total, key) for key, n, total in found if n), key=lambda pair: -pair[0])

    by_id = shares((key, len(ids & source.by_id.keys()), len(source.by_id) or 1) for key, source in sources.items())
    if by_id:
        return by_id
    known = {key: {(c.type, squeeze(c.released)) for c in source.cells if c.id} for key, source in sources.items()}
    return shares((key, len(texts & known[key]), len(known[key]) or 1) for key in sources)


def spoken(notebook: Notebook, sources: Mapping[str, SourceNotebook], otherwise: str) -> str:
    """The language of a submission, of those that `sources` has its assignment in: as the release recorded it, else that
    of most of its texts.

    otherwise: the language where nothing tells.
    """
    if (said := language_of(notebook)) in sources:
        return said
    texts = {squeeze(cell["source"]) for cell in notebook["cells"]}
    found = {language: len(texts & {squeeze(c.released) for c in source.cells}) for language, source in sources.items()}
    best = max(found.values())
    return otherwise if found.get(otherwise) == best else next(language for language in found if found[language] == best)


def recognise(notebook: Notebook, course: Course, name: str = "the notebook") -> str:
    """The assignment that a submission belongs to, by its grade ids, else by the text of its cells.

    Raises NotebookError when nothing fits, or two assignments fit equally.
    """
    sources = {(a, n): source for a in course.assignments() for n, source in course.sources(a).items()}
    ranking = rank(notebook, sources)
    if not ranking:
        there = ", ".join(course.assignments()) or "none"
        raise NotebookError(f"{name} is of no assignment here ({there}); it has no cell of theirs; give --assignment.")
    best = sorted({assignment for share, (assignment, _) in ranking if share == ranking[0][0]})
    if len(best) > 1:
        raise NotebookError(f"{name} fits {' and '.join(best)} equally; give --assignment.")
    return best[0]
