"""Read what a learner has handed in."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.folder import NAMED, examine, read_file, shown
from autograder.grading.reading import bounded_reading
from autograder.grading.result import SubmissionResult
from autograder.grading.sentences import as_sentence, listed
from autograder.notebook.files import MAX_BYTES, Notebook, parse_notebook
from autograder.words import Sentence, sentence


@dataclass
class Submission:
    """What a student handed in.

    notebooks: name -> the notebook, for those that can be graded.
    trouble:   why none can be graded; None otherwise.
    unread:    notebook -> why it cannot be read. Those that were not handed in count only if none was.
    notes:     for the instructor.
    """

    notebooks: dict[str, Notebook] = field(default_factory=dict)
    trouble: Sentence | None = None
    unread: dict[str, Sentence] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)

    @property
    def fault(self) -> Sentence | None:
        """The fault of the machine that keeps it from being read; None for none."""
        reasons = [self.trouble, *self.unread.values()]
        return next((reason for reason in reasons if reason is not None and is_fault(reason)), None)


def read_submission(course: Course, assignment: str, student: str, expected: Collection[str]) -> Submission:
    """Read a student's submission. What cannot be read or trusted is said in sentences; no error is raised.

    expected: names, without ending, of the assignment's notebooks.
    """
    seen = examine(course, assignment, student, expected)
    if seen.trouble is not None:
        return Submission(trouble=seen.trouble, notes=seen.notes)
    folder = course.submitted(assignment, student)
    found, lost = Submission(), dict[str, Sentence]()
    for name in expected:
        try:
            found.notebooks[name] = read_handed_in(folder / f"{name}.ipynb", expected)
        except NotebookError as error:
            lost[name] = without_folder(error, folder)
    found.unread = {name: why for name, why in lost.items() if os.path.lexists(folder / f"{name}.ipynb")}
    if found.notebooks:
        found.notes = [*lost.values(), *seen.notes]
    else:
        found.trouble, found.unread, found.notes = joined(lost.values()), found.unread or lost, seen.notes
    return found


def is_fault(reason: Sentence) -> bool:
    """Return whether a file could not be read through a fault of the machine, so that its learner must not score 0.

    A file that forbids reading is not one: the learner's program or their archive made it so.
    """
    return reason.code == "notebook.unreadable" and reason.values.get("reason") != os.strerror(errno.EACCES)


def leave_to_a_person(result: SubmissionResult, unread: Mapping[str, Sentence], language: str) -> None:
    """Mark notebooks that were handed in and cannot be read, and say so at each of their exercises.

    language: of the messages.
    """
    result.unread |= unread
    result.exercises = [
        replace(one, message=unread[one.notebook].in_language(language)) if one.notebook in unread else one
        for one in result.exercises
    ]


def read_handed_in(path: Path, expected: Collection[str]) -> Notebook:
    """Read a notebook that a learner has handed in. If it is missing, the error names files that may need its name.

    expected: names, without ending, of the assignment's notebooks.
    Raises NotebookError for what is not a notebook, and for a symbolic link, which could lead to another's work.
    """
    try:
        if path.is_symlink():
            code = "grading.is_a_link" if path.exists() else "grading.is_a_dangling_link"
            raise NotebookError(code, path=str(path), target=shown(os.readlink(path)))
        if path.is_dir():
            raise NotebookError("grading.is_a_folder", path=str(path))
        if not path.exists():
            others = sorted(repr(other.name) for other in path.parent.glob("*.ipynb") if other.stem not in expected)[:NAMED]
            if not others:
                raise NotebookError("notebook.no_file", path=str(path))
            code = "grading.rename" if len(others) == 1 else "grading.rename_one_of"
            raise NotebookError(code, path=str(path), name=path.name, others=listed(others))
        if path.stat().st_size > MAX_BYTES:
            raise NotebookError("notebook.too_large", path=str(path), limit=MAX_BYTES // 10**6)
    except OSError as error:
        raise NotebookError("notebook.unreadable", path=str(path), reason=error.strerror) from error
    with bounded_reading(str(path)):
        return parse_notebook(read_file(path, MAX_BYTES), str(path))


def without_folder(error: NotebookError, folder: Path) -> Sentence:
    """Return an error's sentence with paths relative to the folder."""
    found = as_sentence(error)
    values = {
        key: value.replace(f"{folder}{os.sep}", "") if isinstance(value, str) else value
        for key, value in found.values.items()
    }
    return sentence(found.code, **values)


def joined(sentences: Collection[Sentence]) -> Sentence | None:
    """Return several sentences as one; None for none."""
    found: Sentence | None = None
    for one in sentences:
        found = one if found is None else sentence("grading.both", first=found, second=one)
    return found
