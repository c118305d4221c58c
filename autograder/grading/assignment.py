"""An assignment as it is graded: its source notebooks in every language, their test cells, and its data files."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading.deferring import Deferring
from autograder.grading.packages import missing_package
from autograder.grading.record import digest
from autograder.grading.testcell import TestCell
from autograder.notebook import names
from autograder.notebook.metadata import Role
from autograder.notebook.regions import strip_hidden_tests, strip_solutions
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.shared_process import SharedProcess
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.temporary import temporary_folder


class Assignment:
    """The notebooks of an assignment, read once for all submissions.

    sources: notebook -> language -> the source notebook.
    tests:   (notebook, language) -> id -> test cell.
    data:    name -> file, for the files that learners get beside the notebooks.
    """

    def __init__(self, course: Course, name: str) -> None:
        """Read the notebooks. Raises CourseError for an assignment that is missing or incomplete."""
        self._course, self.name = course, name
        self._digests: dict[Any, str] = {}
        self._deferring: dict[tuple[str, str], Deferring] = {}
        first = course.sources(name)  # raises an error that lists the assignments
        read = {language: course.sources(name, language) for language in course.languages_of(name)}
        self.sources: dict[str, dict[str, SourceNotebook]] = {
            notebook: {language: read[language][notebook] for language in read} for notebook in first
        }
        self.tests: dict[tuple[str, str], dict[str, TestCell]] = {
            (notebook, language): {cell.id: TestCell(source, cell) for cell in source.cells if cell.role is Role.TEST}
            for notebook, versions in self.sources.items()
            for language, source in versions.items()
        }
        self.data = data_files(course.source(name))
        self._require_answers(test for tests in self.tests.values() for test in tests.values())
        self._require_packages()

    def imported_modules(self) -> list[str]:
        """Return the modules that the release imports.

        Modules that only a solution or a hidden test imports are left out: learners' code could see that they are loaded.
        """
        codes = [code for versions in self.sources.values() for source in versions.values() for code in _shown_code(source)]
        return [module for module in names.imported_modules(codes) if module.split(".")[0] != "autograder"]

    def deferring(self, notebook: str, language: str) -> Deferring:
        """Return what is known of the locked cells of a notebook; found out once."""
        key = (notebook, language)
        if key not in self._deferring:
            tests = self.tests[key].values()
            needed = {name for test in tests for name in test.needs.learner | names.names_of(test.cell.source).needs}
            needed |= {name for test in tests for cell in test.needed_cells for name in names.names_of(cell.source).needs}
            cells = [cell for cell in self.sources[notebook][language].with_role(Role.LOCKED) if cell.type == "code"]
            self._deferring[key] = Deferring({cell.id: cell.source for cell in cells if not cell.skip}, needed)
        return self._deferring[key]

    def digest_of(self, test: TestCell) -> str:
        """Return a digest of everything that decides a test's result. Files are read again when they have changed."""
        files = [self._hidden_test(test.checks), self._course.solutions(self.name)] if test.checks else []
        key = (test.cell.source, test.points, *map(_stamp_of, files))
        if key not in self._digests:
            self._digests[key] = digest([test.cell.source, str(test.points), *map(_text_of, files)])
        return self._digests[key]

    def _hidden_test(self, name: str) -> Path:
        return self._course.hidden_tests(self.name) / f"{name}.py"

    def _require_answers(self, tests: Iterable[TestCell]) -> None:
        """Raise CourseError where a file of the course is missing, so that the class does not score 0 for it."""
        checked = [test.checks for test in tests if test.checks]
        solutions = self._course.solutions(self.name)
        if checked and not solutions.is_file():
            raise CourseError("grading.no_solutions", path=str(solutions), assignment=self.name)
        for name in checked:
            path = self._hidden_test(name)
            if not path.is_file():
                raise CourseError("grading.no_hidden_test", path=str(path), assignment=self.name, exercise=name)

    def _require_packages(self) -> None:
        """Raise CourseError where a locked cell imports a package that is not installed, for the same reason."""
        for notebook, versions in self.sources.items():
            if missing := missing_package(versions[self._course.language], self.data):
                cell, package = missing
                raise CourseError("grading.no_package", notebook=notebook, cell=cell.id, package=package)


def start_process(
    course: Course, assignments: Sequence[Assignment], *, figures: bool = False, allow_weak: bool = False
) -> WarmProcess:
    """Start a warm process for these assignments, with the modules that their releases import and their data files.

    `fork(folder=assignment)` returns a fork with the data files of that assignment only.
    Raises SandboxError where no sandbox can be started.
    """
    return WarmProcess(**_for_these(course, assignments), figures=figures, allow_weak=allow_weak)


def start_shared_process(
    course: Course, assignments: Sequence[Assignment], *, figures: bool = False, allow_weak: bool = False
) -> SharedProcess:
    """Start such a process for several graders, and do not wait until it is warm."""
    return SharedProcess(**_for_these(course, assignments), figures=figures, allow_weak=allow_weak)


def _for_these(course: Course, assignments: Sequence[Assignment]) -> dict[str, Any]:
    """Return the arguments of a warm process for these assignments."""
    return {
        "limits": course.limits,
        "data": {f"{each.name}/{name}": path for each in assignments for name, path in each.data.items()},
        "modules": list(dict.fromkeys(module for each in assignments for module in each.imported_modules())),
        "folders": [each.name for each in assignments],
    }


def data_files(folder: Path) -> dict[str, Path]:
    """Return the files that learners get beside the notebooks: relative name -> file in the source folder."""
    skipped = {".ipynb_checkpoints", "__pycache__"}
    return {
        str(path.relative_to(folder)): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb" and not skipped & set(path.relative_to(folder).parts)
    }


def copy_data(data: Mapping[str, Path]) -> Path:
    """Copy data files to a temporary folder for the test cells, so that no test writes into the course."""
    folder = temporary_folder("tests")
    for name, path in data.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)
    return folder


def _stamp_of(path: Path) -> tuple[int, ...]:
    """Return the size, time and inode of a file; empty where it cannot be looked at."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _text_of(path: Path) -> str:
    """Return the text of a file; "" where it cannot be read, which the test that needs it has noticed."""
    try:
        return path.read_text("utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""


def _shown_code(source: SourceNotebook) -> list[str]:
    """Return the code cells of a release, without solutions and hidden tests."""
    marks = source.delimiters
    return [
        strip_solutions(strip_hidden_tests(cell.source, marks), marks, whole=cell.role in (Role.SOLUTION, Role.MANUAL))
        for cell in source.cells
        if cell.type == "code"
    ]
