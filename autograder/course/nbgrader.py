"""Run nbgrader to make a release, or to enter an assignment into the gradebook."""

from __future__ import annotations

import contextlib
import copy
import glob
import io
import logging
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.notebook.files import Notebook, dumps, read_notebook
from autograder.notebook.metadata import SCHEMA, upgraded
from autograder.notebook.normal import normalise
from autograder.temporary import temporary_folder

_ADDRESSES = "rfc3987_syntax"


def register(course: Course, assignment: str) -> None:
    """Enter an assignment into the gradebook, as `generate` does, without touching its release."""
    course.sources(assignment)  # raises for one that cannot be released
    with released(course, assignment, course.db_url):
        pass


@contextlib.contextmanager
def released(course: Course, assignment: str, db_url: str | None = None, language: str = "") -> Iterator[Path]:
    """Yield a temporary folder with what learners of `assignment` get: made by nbgrader, with notebooks then normalised.

    db_url:   the gradebook that nbgrader enters the assignment into; by default none.
    language: of the release; by default the course's.
    Raises CourseError where nbgrader fails.
    """
    home = temporary_folder("release").resolve()
    try:
        folder = _run_nbgrader(course, assignment, home, db_url, language or course.language)
        for path in folder.rglob("*.ipynb"):
            path.write_bytes(dumps(normalise(read_notebook(path))).encode())
        yield folder
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def quiet_nbgrader() -> Iterator[io.StringIO]:
    """Run nbgrader without its log and warnings; yield the log.

    For the version of a new gradebook, nbgrader runs the program `alembic`, which imports nbgrader once more and so takes
    two seconds. Here Alembic is asked in this process.

    The first import of nbgrader takes place in here. It goes without a module that jsonschema would check addresses with:
    no notebook has any, and compiling its grammar takes longer than importing everything else.
    """
    from traitlets.log import get_logger

    log = io.StringIO()
    handler = logging.StreamHandler(log)
    loggers: list[Any] = [get_logger(), logging.getLogger("tornado.application")]
    before = [(logger, logger.handlers, logger.filters, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.filters, logger.propagate = [handler], [], False
    if lacks := _ADDRESSES not in sys.modules:
        sys.modules[_ADDRESSES] = None  # type: ignore[assignment]  # Python's way to say that it cannot be imported
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import nbgrader.api

            nbgrader.api.get_alembic_version = newest_version
            yield log
    finally:
        if lacks:
            sys.modules.pop(_ADDRESSES, None)
        for logger, handlers, filters, propagate in before:
            logger.handlers, logger.filters, logger.propagate = handlers, filters, propagate


def newest_version() -> str:
    """Return the version of the tables that this nbgrader makes, as it notes it in a new gradebook."""
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


def with_lock_timeout(db_url: str, seconds: float = 30.0) -> str:
    """Return a gradebook's address that makes SQLite wait up to `seconds` for another program's lock."""
    if not db_url.startswith("sqlite:///") or "?" in db_url:
        return db_url
    return f"{db_url}?timeout={seconds}"


@contextlib.contextmanager
def open_gradebook(course: Course) -> Iterator[Any]:
    """Yield nbgrader's gradebook of a course, and close it. Waiting for another program's lock is bounded."""
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(with_lock_timeout(course.db_url), course.course_id) as gradebook:
            yield gradebook


def _run_nbgrader(course: Course, assignment: str, release: Path, db_url: str | None, language: str) -> Path:
    """Run nbgrader's `generate_assignment` into the folder `release`; return the assignment's folder in it."""
    newer = str(temporary_folder("source"))
    with quiet_nbgrader() as log:
        from nbgrader.converters import GenerateAssignment
        from nbgrader.coursedir import CourseDirectory

        config = copy.deepcopy(course.config)
        config.CourseDirectory.root = str(course.base)
        config.CourseDirectory.release_directory = str(release)
        config.CourseDirectory.assignment_id = glob.escape(assignment)
        config.ChooseLanguage.language = language
        config.CourseDirectory.db_url = with_lock_timeout(db_url or "sqlite://")
        directory = CourseDirectory(config=config)
        if _upgrade(course, assignment, Path(directory.format_path(newer, ".", assignment))):
            config.CourseDirectory.source_directory = newer
            directory = CourseDirectory(config=config)
        converter = GenerateAssignment(coursedir=directory, config=config, force=True)
        if db_url is None:
            converter.no_database = True
            converter.preprocessors = [p for p in converter.preprocessors if not _is_save_cells(p)]
        try:
            converter.start()
        except Exception as error:
            reason = _reason(error, log.getvalue())
            raise CourseError("course.nbgrader_fails", assignment=assignment, reason=reason) from error
        finally:
            shutil.rmtree(newer, ignore_errors=True)
        return Path(directory.format_path(str(release), ".", assignment))


def _upgrade(course: Course, assignment: str, folder: Path) -> bool:
    """Copy a source whose notebooks have metadata of an older schema, which nbgrader refuses, with new ones to a folder.

    Returns whether it has any; otherwise nothing is copied.
    """
    newer: dict[str, Notebook] = {}
    for path in course.source_notebooks(assignment).values():
        content, changed = read_notebook(path), False
        for cell in content["cells"]:
            old = cell["metadata"].get("nbgrader")
            if isinstance(old, dict) and old.get("schema_version", 0) < SCHEMA:
                cell["metadata"]["nbgrader"], changed = upgraded(old, cell["cell_type"]) or {}, True
        if changed:
            newer[path.name] = content
    if newer:
        shutil.copytree(course.source(assignment), folder)
        for name, content in newer.items():
            (folder / name).write_bytes(dumps(content).encode())
    return bool(newer)


def _is_save_cells(preprocessor: Any) -> bool:
    """Return whether this is nbgrader's `SaveCells`, a class or its dotted name."""
    name = preprocessor if isinstance(preprocessor, str) else preprocessor.__name__
    return name.rpartition(".")[2] == "SaveCells"


def _reason(error: Exception, log: str) -> str:
    """Return why nbgrader failed. Its error says "see the traceback above", and the last line of that says why."""
    tracebacks = re.findall(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*([^ \n].*)$", log, re.MULTILINE)
    text = tracebacks[-1].partition(": ")[2] if tracebacks else ""
    return (text or str(error) or type(error).__name__).strip().rstrip(".")
