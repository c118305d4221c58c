"""Find a course, its folders, its assignments and its secret."""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path
from typing import Any

from autograder.course.configuration import CONFIG as CONFIG
from autograder.course.configuration import Configuration
from autograder.course.finding import find_root
from autograder.course.private import FOLDER, PUBLIC_SECRET, SECRET, read_secret, write_secret
from autograder.course.sources import prepared
from autograder.errors import CourseError
from autograder.notebook.files import Notebook
from autograder.notebook.normal import tagged_languages
from autograder.notebook.source import SourceNotebook
from autograder.words import Listed, sentence


class Course(Configuration):
    """A course: the folder `root`, which holds an `nbgrader_config.py`, and everything in it.

    secret: the text that hidden inputs are drawn from, for tests; by default that of `.autograder/secret`.
    Raises CourseError for a folder without a configuration.
    """

    def __init__(self, root: str | os.PathLike[str], *, secret: str | None = None) -> None:
        super().__init__(root)
        self._secret = secret
        self._kept: str | None = None  # the secret's file was read before
        self._prepared: dict[tuple[Path, int], Notebook] = {}
        self._sources: dict[tuple[Path, int, str], SourceNotebook] = {}

    @classmethod
    def find(cls, start: str | os.PathLike[str] | None = None) -> Course:
        """Return the course in `start` (by default the working directory), or in the nearest folder above it.

        A configuration that may have been handed in is not read: see `autograder.course.finding`. `start` must be the
        person's choice or nbgrader's course directory, never a path that was made from a submission's.
        Raises CourseError where there is none.
        """
        here = Path(start or ".").resolve()
        root = find_root(here, CONFIG)
        if root is None:
            raise CourseError("course.not_found", folder=str(here), config=CONFIG)
        return cls(root)

    def __repr__(self) -> str:
        return f"Course({str(self.root)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (str(self.root), self._secret)

    # --- folders and files ---

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return nbgrader's folder of a step: "source", "release", "submitted", "autograded" or "feedback"."""
        return Path(self._format(step, assignment, student))

    def source(self, assignment: str) -> Path:
        return self.folder("source", assignment)

    def release(self, assignment: str) -> Path:
        return self.folder("release", assignment)

    def submitted(self, assignment: str, student: str) -> Path:
        return self.folder("submitted", assignment, student)

    def autograded(self, assignment: str, student: str) -> Path:
        return self.folder("autograded", assignment, student)

    def feedback(self, assignment: str, student: str) -> Path:
        return self.folder("feedback", assignment, student)

    def solutions(self, assignment: str) -> Path:
        """Return the path of the generated reference, an importable file."""
        return self.root / "solutions" / f"{assignment}.py"

    def hidden_tests(self, assignment: str) -> Path:
        """Return the folder of the assignment's exercises, one file each."""
        return self.root / "tests" / "hidden" / assignment

    # --- assignments and submissions ---

    def assignments(self) -> list[str]:
        """Return the names of the assignments that have a source notebook, sorted."""
        return [name for name in self._names("source", student=".") if self.source_notebooks(name)]

    def submissions(self, assignment: str) -> list[str]:
        """Return the students that have a folder of this assignment under `submitted/`, sorted."""
        return self._names("submitted", assignment=assignment)

    def graded(self, assignment: str) -> list[str]:
        """Return the students that have a folder of this assignment under `autograded/`, sorted."""
        return self._names("autograded", assignment=assignment)

    def source_notebooks(self, assignment: str) -> dict[str, Path]:
        """Return the assignment's source notebooks, name without ending -> file; empty when there are none."""
        return {path.stem: path for path in sorted(self.source(assignment).glob("*.ipynb")) if path.is_file()}

    def sources(self, assignment: str, language: str = "") -> dict[str, SourceNotebook]:
        """Read the assignment's source notebooks, name -> notebook, in one language (by default the course's).

        Raises CourseError when there are none, and NotebookError for one that cannot be released.
        """
        paths = self.source_notebooks(assignment)
        if not paths:
            known = Listed(self.assignments(), "comma") if self.assignments() else sentence("course.none")
            folder = str(self.source("."))
            raise CourseError("course.no_such_assignment", assignment=assignment, folder=folder, known=known)
        return {name: self._source(path, language or self.language) for name, path in paths.items()}

    def languages_of(self, assignment: str) -> tuple[str, ...]:
        """Return the languages of an assignment: its hints and its prose must be there in each of them.

        They are those that the course says it has, `c.ChooseLanguage.languages`. Where it does not say, they are those that
        cells of the assignment's notebooks are tagged with. The language of releases is always among them.
        """
        found = set(self.languages)
        if not found:
            found.update(*(tagged_languages(self._read(path)) for path in self.source_notebooks(assignment).values()))
        return tuple(sorted(found | {self.language}))

    def _source(self, path: Path, language: str) -> SourceNotebook:
        """Return a source notebook in one language; made once for each state of the file."""
        key = (path, path.stat().st_mtime_ns, language)
        if key not in self._sources:
            self._sources[key] = SourceNotebook.of(self._read(path), str(path), self.delimiters, language)
        return self._sources[key]

    def _read(self, path: Path) -> Notebook:
        """Return a source notebook with all that nbgrader adds; prepared once for each state of the file."""
        key = (path, path.stat().st_mtime_ns)
        if key not in self._prepared:
            self._prepared[key] = prepared(path, self)
        return self._prepared[key]

    def _names(self, step: str, **known: str) -> list[str]:
        """Return the values on disk of the one slot of the directory structure that is not `known`."""
        slot = "assignment" if "student" in known else "student"
        mark = "\1"  # no path contains it
        pattern = self._format(step, **{slot: mark, **known})
        found = re.compile(re.escape(pattern).replace(re.escape(mark), f"([^{re.escape(os.sep)}]+)", 1) + r"\Z")
        names = set()
        for path in glob.glob(glob.escape(pattern).replace(mark, "*")):
            match = found.match(path)
            is_folder = os.path.isdir(path) or (step == "submitted" and os.path.islink(path))  # grading refuses a link
            if match and is_folder:
                names.add(match[1])
        return sorted(names)

    def _format(self, step: str, assignment: str, student: str) -> str:
        """Return the path of a step's folder, as nbgrader's directory structure says."""
        structure = self.option(
            "CourseDirectory",
            "directory_structure",
            os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}"),
        )
        name = self.option("CourseDirectory", f"{step}_directory", step)
        text = structure.format(nbgrader_step=name, student_id=student, assignment_id=assignment)
        return os.path.normpath(os.path.join(self.base, text))

    # --- the secret ---

    @property
    def secret(self) -> str:
        """The text that hidden inputs are drawn from: the same at every regrade, unknown to learners.

        A course that was never graded has none yet, and a public one takes its place: see `has_secret`.
        Raises CourseError where the file cannot be read, or is empty.
        """
        if self._secret is not None:
            return self._secret or PUBLIC_SECRET
        if self._kept is None:  # another run may make the secret while this one waits for it: the public one is not kept
            self._kept = read_secret(self.root)
        return self._kept or PUBLIC_SECRET

    @property
    def has_secret(self) -> bool:
        """Whether the course has its own secret."""
        return self._secret is not None or read_secret(self.root) is not None

    @property
    def secret_file(self) -> Path:
        """Where the secret is kept."""
        return self.root / FOLDER / SECRET

    @property
    def secret_is_given(self) -> bool:
        """Whether the secret was given in Python, and not read from the course's folder."""
        return self._secret is not None

    def make_secret(self, *, replace: bool = False) -> None:
        """Write a secret if there is none, or another one with `replace`. One in the place of older versions is moved.

        Two processes that do so at once get the same. Raises CourseError where the file cannot be written.
        """
        write_secret(self.root, self.is_shared, replace=replace)
        self._kept = None


def _reopen(root: str, secret: str | None) -> Course:
    return Course(root, secret=secret)
