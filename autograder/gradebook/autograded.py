"""Write graded notebooks and the files beside them into `autograded/`."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.errors import NotebookError
from autograder.grading.folder import files_beside, read_file, shown
from autograder.grading.outputs import FOR_THE_INSTRUCTOR, stream
from autograder.grading.result import SubmissionResult
from autograder.notebook.files import Notebook, dumps
from autograder.words import Sentence, sentence

LARGEST = 2**40  # bytes of a file; the course's `max_file_size` has already left larger ones out
_OF_A_NAME = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.EISDIR, errno.ENOTDIR, errno.EEXIST)

_PYTHON = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def write_autograded(course: Course, result: SubmissionResult) -> None:
    """Write the graded notebooks of a submission and the files beside them; each file appears whole or not at all.

    - The files beside them are the submission's, overwritten by the source's of the same name, as nbgrader does it.
    - All are read-only (mode 444; 664 in a course that a group shares).
    - Everything that an earlier grading left is deleted.
    - In place of a notebook that was refused there is one that says why, so that formgrader shows it as graded.
    - Links, special files and files that a tool would run are not copied.

    Raises NotebookError if a file that the learner handed in cannot be copied; then the submission has to be refused.
    """
    folder = course.autograded(result.assignment, result.student)
    files = companions(course, result.assignment, result.student) if result.notebooks else {}
    notebooks = {f"{name}.ipynb": content for name, content in {**_refusals(course, result), **result.notebooks}.items()}
    _delete_all_but(folder, {*files, *map(Path, notebooks)})
    write_companions(course, folder, files)
    for name, content in notebooks.items():
        write_atomically(folder / name, dumps(content).encode(), _mode(course))
    if _is_shared(course) and folder.is_dir():
        os.chmod(folder, (folder.stat().st_mode | 0o2770) & 0o2777)


def require_settings(course: Course) -> None:
    """Read the settings of `autograded/`. Raises what a wrong one raises, before anything is written."""
    _mode(course)
    list(course.option("CourseDirectory", "ignore", ()))
    int(course.option("CourseDirectory", "max_file_size", 100_000))
    dict(course.option("Autograde", "exclude_overwriting", {}))


def companions(course: Course, assignment: str, student: str) -> dict[Path, Path]:
    """Return the files to copy beside a student's graded notebooks: relative path -> file.

    Raises NotebookError if a file that the learner handed in cannot be copied.
    """
    theirs = files_beside(course, course.submitted(assignment, student))
    if theirs.trouble is not None:
        raise NotebookError(theirs.trouble.code, **theirs.trouble.values)
    kept = course.option("Autograde", "exclude_overwriting", {}).get(assignment, [])
    ours = files_beside(course, course.source(assignment), trusted=True).files
    return theirs.files | {path: file for path, file in ours.items() if str(path) not in kept}


def write_companions(course: Course, folder: Path, files: Mapping[Path, Path]) -> None:
    """Copy the files that `companions` returned into a folder of `autograded/`. Raises NotebookError as it does."""
    for path, file in files.items():
        content = read_file(file, LARGEST)
        try:
            write_atomically(folder / path, content, _mode(course))
        except OSError as error:
            if error.errno not in _OF_A_NAME:
                raise
            raise NotebookError("grading.not_copyable", path=shown(path), reason=error.strerror) from error


def _mode(course: Course) -> int:
    return int(str(course.option("Autograde", "permissions", 664 if _is_shared(course) else 444)), 8)


def _is_shared(course: Course) -> bool:
    return bool(course.option("CourseDirectory", "groupshared", False))


def refusal(reason: Sentence, language: str, *, waits: bool = False) -> Notebook:
    """Return the notebook that `autograded/` has in place of one that was refused.

    The reason may quote names that the learner chose, so it is an output, which pages show as plain text.

    waits: the grader or the course failed, not the learner. The reason is then for the instructor: it may name their files.
    """
    said = sentence("grading.waits_page") if waits else sentence("grading.refused_page", reason=reason)
    outputs: list[dict[str, Any]] = [stream("stdout", f"{said.in_language(language)}\n")]
    if waits:
        hidden = {FOR_THE_INSTRUCTOR: True}
        text = {"text/plain": reason.in_language(language)}
        outputs.append({"output_type": "display_data", "data": text, "metadata": hidden})
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "refused",
        "metadata": {},
        "outputs": outputs,
        "source": "",
    }
    return {"cells": [cell], "metadata": _PYTHON, "nbformat": 4, "nbformat_minor": 5}


def _refusals(course: Course, result: SubmissionResult) -> dict[str, Notebook]:
    """Return notebook -> what says that it was refused; empty where none was."""
    why, waits = result.unread, False
    if result.refused is not None and not why:
        why, waits = dict.fromkeys(course.source_notebooks(result.assignment), result.refused), result.waits
    return {name: refusal(reason, course.language, waits=waits) for name, reason in why.items()}


def _delete_all_but(folder: Path, right: Collection[Path]) -> None:
    """Delete everything below a folder that is not one of these files, and folders that are in the way of one."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder) not in right:
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
