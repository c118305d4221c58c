"""Write graded notebooks and the files beside them into `autograded/`."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from pathlib import Path

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.grading.result import SubmissionResult
from autograder.notebook.files import dumps

IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")  # nbgrader's default


def write_autograded(course: Course, result: SubmissionResult) -> None:
    """Write the graded notebooks of a submission and the files beside them; each file appears whole or not at all.

    - The files beside them are the submission's, overwritten by the source's of the same name, as nbgrader does it.
    - All are read-only (mode 444; 664 in a course that a group shares).
    - Everything that an earlier grading left is deleted; a refused submission leaves nothing.
    - Links and devices that a learner hands in are not followed.
    """
    folder = course.autograded(result.assignment, result.student)
    shared, mode = _shared(course), _mode(course)
    files: dict[Path, Path] = {}
    if result.notebooks:
        files |= _companions(course, course.submitted(result.assignment, result.student))
        kept = _kept(course, result.assignment)
        ours = _companions(course, course.source(result.assignment))
        files |= {name: path for name, path in ours.items() if str(name) not in kept}
    for name, path in files.items():
        write_atomically(folder / name, path.read_bytes(), mode)
    for notebook, content in result.notebooks.items():
        write_atomically(folder / f"{notebook}.ipynb", dumps(content).encode(), mode)
    right = {folder / name for name in files} | {folder / f"{name}.ipynb" for name in result.notebooks}
    for path in [*sorted(folder.rglob("*"), reverse=True), *([folder] if folder.is_dir() else [])]:
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in right:
            path.unlink()
    if shared and folder.is_dir():
        os.chmod(folder, (folder.stat().st_mode | 0o2770) & 0o2777)


def require_settings(course: Course) -> None:
    """Read the settings of `autograded/`. Raises what a wrong one raises, before anything is written."""
    for read in (_shared, _mode, _ignored, _largest):
        read(course)
    _kept(course, "")


def _shared(course: Course) -> bool:
    return bool(course.option("CourseDirectory", "groupshared", False))


def _mode(course: Course) -> int:
    """Return the mode of files: nbgrader writes octal digits as a decimal number."""
    return int(str(course.option("Autograde", "permissions", 664 if _shared(course) else 444)), 8)


def _ignored(course: Course) -> list[str]:
    return [*map(str, course.option("CourseDirectory", "ignore", IGNORED))]


def _largest(course: Course) -> int:
    """Return the size of the largest file that is copied, in bytes."""
    return 1000 * int(course.option("CourseDirectory", "max_file_size", 100_000))


def _kept(course: Course, assignment: str) -> list[str]:
    """Return the files of an assignment that the source's do not overwrite."""
    return list(course.option("Autograde", "exclude_overwriting", {}).get(assignment, []))


def _companions(course: Course, folder: Path) -> dict[Path, Path]:
    """Return the ordinary files beside notebooks, without those that the course ignores: relative path -> file."""
    ignored, limit = _ignored(course), _largest(course)
    found: dict[Path, Path] = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = [n for n in folders if not any(fnmatch(n, pattern) for pattern in ignored)]
        for name in names:
            path = Path(parent, name)
            if any(fnmatch(name, pattern) for pattern in (*ignored, "*.ipynb")):
                continue
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= limit:
                found[path.relative_to(folder)] = path
    return found
