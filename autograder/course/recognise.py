"""Recognise which assignment a notebook belongs to, and which language it is in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import grade_id_of
from autograder.notebook.normal import language_of, squeeze
from autograder.notebook.source import SourceNotebook
from autograder.words import Listed, sentence

Key = TypeVar("Key", bound=Hashable)


def recognise(notebook: Notebook, course: Course, name: str = "the notebook") -> str:
    """Return the assignment that a submission belongs to, by its grade ids, else by the text of its cells.

    name: what errors call the notebook.
    Raises NotebookError when no assignment fits, or two fit equally.
    """
    return find_source(notebook, sources_of(course), name)[0]


def sources_of(course: Course, assignment: str = "") -> dict[tuple[str, str], SourceNotebook]:
    """Return (assignment, notebook) -> source, of one assignment or of all.

    Raises CourseError when there is no such assignment.
    """
    assignments = [assignment] if assignment else course.assignments()
    return {(each, name): source for each in assignments for name, source in course.sources(each).items()}


def find_source(
    notebook: Notebook, sources: Mapping[tuple[str, str], SourceNotebook], name: str = "the notebook"
) -> tuple[str, str]:
    """Return the key of the source that a submission was made from: its assignment, and the notebook in it.

    name: what errors call the notebook.
    Raises NotebookError when none fits, or two assignments fit equally. Of two notebooks of one assignment that fit equally,
    the first is taken.
    """
    ranking = rank(notebook, sources)
    if not ranking:
        assignments = sorted({assignment for assignment, _ in sources})
        known = Listed(assignments, "comma") if assignments else sentence("course.none")
        raise NotebookError("course.unrecognised", name=name, known=known)
    best = sorted({assignment for share, (assignment, _) in ranking if share == ranking[0][0]})
    if len(best) > 1:
        raise NotebookError("course.ambiguous", name=name, assignments=Listed(best))
    return ranking[0][1]


def rank(notebook: Notebook, sources: Mapping[Key, SourceNotebook]) -> list[tuple[float, Key]]:
    """Return how much of each source a submission holds, from 0 to 1, with the source's key, best first.

    It is the share of cells that are found by their id; where none is found by id in any source, by their text.
    Sources of which nothing is found are left out.
    """
    ids = {grade_id_of(cell) for cell in notebook["cells"]} - {""}
    texts = {(cell["cell_type"], squeeze(cell["source"])) for cell in notebook["cells"]}

    def best_first(found: Iterator[tuple[Key, int, int]]) -> list[tuple[float, Key]]:
        return sorted(((n / total, key) for key, n, total in found if n), key=lambda pair: -pair[0])

    by_id = best_first((key, len(ids & source.by_id.keys()), len(source.by_id) or 1) for key, source in sources.items())
    if by_id:
        return by_id
    known = {key: {(c.type, squeeze(c.released)) for c in source.cells if c.id} for key, source in sources.items()}
    return best_first((key, len(texts & known[key]), len(known[key]) or 1) for key in sources)


def language_of_submission(notebook: Notebook, sources: Mapping[str, SourceNotebook], default: str) -> str:
    """Return the language of a submission: the one that its release recorded, else that of most of its texts.

    sources: the assignment's notebook in each language.
    default: the language where several have equally many texts, or none has any.
    """
    if (recorded := language_of(notebook)) in sources:
        return recorded
    texts = {squeeze(cell["source"]) for cell in notebook["cells"]}
    count = {language: len(texts & {squeeze(c.released) for c in source.cells}) for language, source in sources.items()}
    most = max(count.values())
    return default if count.get(default) == most else next(language for language in count if count[language] == most)
