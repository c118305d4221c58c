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
from autograder.grading.searching import assignment_of, may_be_work, search
from autograder.grading.sentences import as_sentence, listed
from autograder.notebook.files import MAX_BYTES, Notebook, parse_notebook
from autograder.notebook.source import SourceNotebook
from autograder.submitted.choosing import is_notebook
from autograder.submitted.weighing import answers_in
from autograder.words import Sentence, sentence


@dataclass
class Submission:
    """What a student handed in.

    notebooks: name -> the notebook, for those that can be graded.
    trouble:   why none can be graded; None otherwise.
    unread:    notebook -> why it cannot be read. Those that were not handed in count only if none was.
    confirm:   notebook -> which file it was read from, where that is not the one of its name: a person confirms it.
    notes:     for the instructor.
    """

    notebooks: dict[str, Notebook] = field(default_factory=dict)
    trouble: Sentence | None = None
    unread: dict[str, Sentence] = field(default_factory=dict)
    confirm: dict[str, Sentence] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)

    @property
    def fault(self) -> Sentence | None:
        """The fault of the machine that keeps it from being read; None for none."""
        reasons = [self.trouble, *self.unread.values()]
        return next((reason for reason in reasons if reason is not None and is_fault(reason)), None)


def read_submission(course: Course, assignment: str, student: str, sources: Mapping[str, SourceNotebook]) -> Submission:
    """Read a student's submission. What cannot be read or trusted is said in sentences; no error is raised.

    A notebook that is not there under its name, or that answers nothing, is searched for in the whole folder.

    sources: the assignment's notebooks, by name.
    """
    seen = examine(course, assignment, student, sources)
    if seen.trouble is not None:
        return Submission(trouble=seen.trouble, notes=seen.notes)
    folder = course.submitted(assignment, student)
    found, lost = Submission(), dict[str, Sentence]()
    for name in sources:
        try:
            found.notebooks[name] = read_handed_in(folder / f"{name}.ipynb", sources)
        except NotebookError as error:
            lost[name] = without_folder(error, folder)
    others = [path for path in (*seen.notebooks, *seen.files) if may_be_work(path) and str(path) not in _files_of(sources)]
    if others and not any(map(is_fault, lost.values())):
        _search(course, folder, sources, others, found, lost)
    _leave_out_others(course, assignment, sources, found, lost)
    found.unread |= {name: why for name, why in lost.items() if os.path.lexists(folder / f"{name}.ipynb")}
    if found.notebooks:
        found.notes = [*found.confirm.values(), *lost.values(), *seen.notes]
    else:
        found.trouble, found.unread, found.notes = joined(lost.values()), found.unread or lost, seen.notes
    return found


def _files_of(sources: Collection[str]) -> set[str]:
    return {f"{name}.ipynb" for name in sources}


def _search(
    course: Course,
    folder: Path,
    sources: Mapping[str, SourceNotebook],
    others: Collection[Path],
    found: Submission,
    lost: dict[str, Sentence],
) -> None:
    """Take what the folder holds under other names, where it holds more than what has the right name.

    others: the files that may be work. lost: notebook -> why it could not be read; both are changed.
    """
    copies = any(is_notebook(path.parts) for path in others)
    if not (lost or copies) and all(answers_in(found.notebooks[name], sources[name]) for name in sources):
        return  # a script or an archive beside finished work is nobody's business
    try:
        searched = search(course, folder, sources, others)
    except NotebookError as error:
        reason = without_folder(error, folder)
        lost |= {name: lost.get(name, reason) for name in sources if name not in found.notebooks}
        found.unread |= {name: reason for name in sources if name not in found.notebooks}
        return
    for name in sources:
        if name in searched.notebooks and (name in lost or name in searched.confirm):
            found.notebooks[name] = searched.notebooks[name]
        if name in searched.confirm:
            found.confirm[name] = searched.confirm[name]
            if (broken := lost.pop(name, None)) is not None and os.path.lexists(folder / f"{name}.ipynb"):
                found.confirm[name] = sentence("grading.both", first=found.confirm[name], second=broken)
        elif name in lost and name in searched.unread and not os.path.lexists(folder / f"{name}.ipynb"):
            lost[name] = found.unread[name] = searched.unread[name]


def _leave_out_others(
    course: Course,
    assignment: str,
    sources: Mapping[str, SourceNotebook],
    found: Submission,
    lost: dict[str, Sentence],
) -> None:
    """Take out notebooks that are of another assignment, and say which; `lost` gets the sentence."""
    for name, notebook in [*found.notebooks.items()]:
        try:
            with bounded_reading(f"{name}.ipynb"):
                other = assignment_of(course, assignment, notebook, sources)
        except NotebookError:
            continue  # restoring it says so, too
        if other:
            reason = sentence("grading.of_another", file=f"{name}.ipynb", other=other, assignment=assignment)
            lost[name] = found.unread[name] = reason
            del found.notebooks[name]
            found.confirm.pop(name, None)


def is_fault(reason: Sentence) -> bool:
    """Return whether a file could not be read through a fault of the machine, so that its learner must not score 0.

    A file that forbids reading is not one: the learner's program or their archive made it so.
    """
    return reason.code == "notebook.unreadable" and reason.values.get("reason") != os.strerror(errno.EACCES)


def note_what_was_found(result: SubmissionResult, found: Submission, language: str) -> None:
    """Add the notes on what was handed in to a result, and which notebooks a person has to look at.

    language: of the messages.
    """
    result.notes = [*found.notes, *result.notes]
    result.confirm |= found.confirm
    for name, which in found.confirm.items():
        result.about_work.setdefault(name, []).insert(0, which)
    leave_to_a_person(result, found.unread, language)


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
