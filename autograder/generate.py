"""From source notebooks: `release/`, through nbgrader, and `solutions/`, the reference as a Python file."""

from __future__ import annotations

import ast
import contextlib
import copy
import glob
import io
import json
import logging
import os
import re
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from autograder import names
from autograder.course import Course
from autograder.errors import CourseError, NotebookError
from autograder.notebook import (
    Role,
    SourceNotebook,
    dumps,
    hidden_lines,
    normalise,
    parse_notebook,
    read_notebook,
)

COMMAND = "autograder generate"


def generate(course: Course, assignments: Iterable[str] = (), language: str = "") -> list[Path]:
    """Write release/ and solutions/ of assignments (of all, if none is named); fill the gradebook.

    language: of the release; by default the course's.

    Source notebooks are normalised in place. Files that the source no longer has go from the release.
    Returns the files that changed.

    Raises CourseError or NotebookError, one sentence with the cell; that assignment has then not changed.
    """
    wanted = list(assignments) or course.assignments()
    if not wanted:
        raise CourseError(f"{course.root} has no assignment: there is no notebook under {course.source('.')}.")
    changed: list[Path] = []
    for assignment in wanted:
        for path, content in _changes(course, assignment, course.db_url, language).items():
            if content is None:
                path.unlink()
            else:
                write_atomically(path, content)
            changed.append(path)
    return changed


def stale(course: Course, assignment: str) -> list[str]:
    """What `generate` would change, a sentence each; the course and its gradebook are left alone."""
    command = f"run `{COMMAND} {assignment}`"
    found = []
    for path, content in _changes(course, assignment).items():
        if content is None:
            state = "is no longer made"
        elif not path.exists():
            state = "is missing"
        else:
            state = "is stale" if course.source(assignment) not in path.parents else "is not normalised"
        found.append(f"{os.path.relpath(path, course.root)} {state}: {command}.")
    return found


def _changes(course: Course, assignment: str, db_url: str | None = None, language: str = "") -> dict[Path, bytes | None]:
    """Files of an assignment that are not right -> their right content, or None to delete them.

    db_url: the gradebook to enter the assignment into, if any.
    """
    sources = course.sources(assignment)
    release = course.release(assignment)
    right: dict[Path, bytes | None] = {}
    for path in course.source_notebooks(assignment).values():
        right[path] = dumps(normalise(read_notebook(path))).encode()
    right[course.solutions(assignment)] = solutions(sources.values(), assignment).encode()
    right |= dict.fromkeys(release / path for path in _files(release))
    with released(course, assignment, db_url, language) as folder:
        right |= {release / path: content for path, content in _files(folder).items()}
    return {
        path: content
        for path, content in sorted(right.items())
        if content is None or not path.is_file() or path.read_bytes() != content
    }


def register(course: Course, assignment: str) -> None:
    """Enter an assignment into the gradebook, as `generate` does, without touching its release."""
    course.sources(assignment)
    with released(course, assignment, course.db_url):
        pass


def solutions(sources: Iterable[SourceNotebook], assignment: str) -> str:
    """The text of `solutions/<assignment>.py`: the solution cells, and the instructor's cells that they need.

    Marker lines, magics and test cells are left out. Importing it runs what those cells hold at top level.
    """
    parts = [f"# Generated from source/{assignment} by `{COMMAND} {assignment}`. Do not edit."]
    for source in sources:
        cells = [cell for cell in source.cells if cell.type == "code" and cell.role is not Role.TEST]
        wanted = [i for i, cell in enumerate(cells) if cell.role in (Role.SOLUTION, Role.MANUAL)]
        texts = [_plain(cell.source, source) for cell in cells]
        chosen = sorted({*wanted, *names.slice_for(texts, wanted)})
        used = set().union(*(names.names_of(texts[i]).needs for i in chosen))
        parts += [text for i in chosen if (text := texts[i] if i in wanted else _without_unused_imports(texts[i], used))]
    text = "\n\n\n".join(parts) + "\n"
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise CourseError(f"The solutions of {assignment} are not Python: {error.msg}, {error.text!r}.") from error
    return text


def _plain(source: str, notebook: SourceNotebook) -> str:
    """A cell's code without IPython's magics and without marker lines."""
    marks = (notebook.delimiters.begin_solution, notebook.delimiters.end_solution)
    lines = [line for line in source.split("\n") if not any(mark in line for mark in marks)]
    plain = names.plain_python("\n".join(lines)).split("\n")
    return "\n".join(line for line in plain if line != "pass").strip()


def _without_unused_imports(code: str, used: set[str]) -> str:
    """The code without top-level imports of names that are not `used`: a plot library takes long to import."""
    lines: list[str | None] = list(code.split("\n"))
    body = ast.parse(code).body
    shared = {number for number, count in Counter(node.lineno for node in body).items() if count > 1}
    for node in body:
        if not isinstance(node, ast.Import | ast.ImportFrom) or node.lineno in shared:
            continue
        if any(alias.name == "*" for alias in node.names):
            continue
        kept = [alias for alias in node.names if (alias.asname or alias.name.partition(".")[0]) in used]
        if len(kept) < len(node.names) and getattr(node, "module", "") != "__future__":
            node.names = kept
            first, last = node.lineno - 1, node.end_lineno or node.lineno
            lines[first:last] = [ast.unparse(node) if kept else None, *[None] * (last - first - 1)]
    return "\n".join(line for line in lines if line is not None).strip()


def leaks(source: SourceNotebook, text: str) -> list[str]:
    """What a released text tells of `source`: names, and lines of 12 characters and more, found only in its
    solutions, hidden tests and mark schemes.

    Of a notebook, names are sought in texts, outputs and metadata, lines everywhere.
    """
    hidden = [line for cell in source.cells for line in hidden_lines(cell.source, source.delimiters)]
    for cell in source.cells:  # a solution cell without markers is a solution as a whole
        if cell.role in (Role.SOLUTION, Role.MANUAL) and not hidden_lines(cell.source, source.delimiters):
            hidden += cell.source.split("\n")
    shown = "\n".join(cell.released for cell in source.cells)
    lines = {line.strip() for line in hidden if len(line.strip()) >= 12 and line.strip() not in shown}
    word = re.compile(r"[^\W\d]\w*")
    secret = set(word.findall("\n".join(hidden))) - set(word.findall(shown))
    try:
        notebook = parse_notebook(text.encode(), "release")
    except NotebookError:
        visible = text
    else:
        cells = notebook["cells"]
        visible = "\n".join([c["source"] for c in cells] + [json.dumps(c.get("outputs")) for c in cells])
        visible += json.dumps([c["metadata"] for c in cells], ensure_ascii=False)
    found = [f"line: {line}" for line in sorted(lines) if line in text or json.dumps(line)[1:-1] in text]
    return found + [f"name: {name}" for name in sorted(secret & set(word.findall(visible)))]


# nbgrader


@contextlib.contextmanager
def released(course: Course, assignment: str, db_url: str | None = None, language: str = "") -> Iterator[Path]:
    """A temporary folder with what learners of `assignment` get: made by nbgrader, notebooks then normalised.

    db_url: the gradebook that nbgrader enters the assignment into; by default none.
    """
    with tempfile.TemporaryDirectory(prefix="autograder-") as name:
        folder = _run_nbgrader(course, assignment, Path(name).resolve(), db_url, language or course.language)
        for path in folder.rglob("*.ipynb"):
            path.write_bytes(dumps(normalise(read_notebook(path))).encode())
        yield folder


def _run_nbgrader(course: Course, assignment: str, release: Path, db_url: str | None, language: str) -> Path:
    """Run nbgrader's `generate_assignment` into `release`, quietly; returns the assignment's folder there."""
    with quiet_nbgrader() as log:
        from nbgrader.converters import GenerateAssignment
        from nbgrader.coursedir import CourseDirectory

        config = copy.deepcopy(course.config)
        config.CourseDirectory.root = str(course.base)
        config.CourseDirectory.release_directory = str(release)
        config.CourseDirectory.assignment_id = glob.escape(assignment)
        config.ChooseLanguage.language = language
        config.CourseDirectory.db_url = patient(db_url or "sqlite://")
        directory = CourseDirectory(config=config)
        converter = GenerateAssignment(coursedir=directory, config=config, force=True)
        if db_url is None:
            converter.no_database = True
            converter.preprocessors = [p for p in converter.preprocessors if not _saves(p)]
        try:
            converter.start()
        except Exception as error:
            raise CourseError(f"nbgrader cannot release {assignment}: {_reason(error, log.getvalue())}") from error
        return Path(directory.format_path(str(release), ".", assignment))


def _saves(preprocessor: Any) -> bool:
    name = preprocessor if isinstance(preprocessor, str) else preprocessor.__name__
    return name.rpartition(".")[2] == "SaveCells"


def _reason(error: Exception, log: str) -> str:
    """nbgrader raises "see the traceback above": the last line of that traceback says what is wrong."""
    tracebacks = re.findall(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*([^ \n].*)$", log, re.MULTILINE)
    text = tracebacks[-1].partition(": ")[2] if tracebacks else ""
    return (text or str(error) or type(error).__name__).strip().rstrip(".") + "."


@contextlib.contextmanager
def quiet_nbgrader() -> Iterator[io.StringIO]:
    """nbgrader without its log, which is caught, and with the programs of this environment on the path.

    (A new gradebook makes nbgrader call `alembic` by name.)
    """
    from traitlets.log import get_logger

    log = io.StringIO()
    handler = logging.StreamHandler(log)
    loggers: list[Any] = [get_logger(), logging.getLogger("tornado.application")]
    before = [(logger, logger.handlers, logger.propagate) for logger in loggers]
    path = os.environ.get("PATH", "")
    os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + path
    for logger in loggers:
        logger.handlers, logger.propagate = [handler], False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield log
    finally:
        os.environ["PATH"] = path
        for logger, handlers, propagate in before:
            logger.handlers, logger.propagate = handlers, propagate


def patient(db_url: str, seconds: float = 30.0) -> str:
    """The gradebook's address with SQLite told how long to wait for another program's lock."""
    if not db_url.startswith("sqlite:///") or "?" in db_url:
        return db_url
    return f"{db_url}?timeout={seconds}"


# Files


def _files(folder: Path) -> dict[Path, bytes]:
    """Files under a folder: path relative to it -> content."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace a file in one step: nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".autograder-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
