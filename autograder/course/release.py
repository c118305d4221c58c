"""From source notebooks: `release/`, through nbgrader, and `solutions/`, the reference as a Python file."""

from __future__ import annotations

import ast
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from autograder.course.course import Course
from autograder.course.files import files_below, write_atomically
from autograder.course.nbgrader import released
from autograder.errors import CourseError, NotebookError
from autograder.notebook import names
from autograder.notebook.files import dumps, parse_notebook, read_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.needs import slice_for
from autograder.notebook.normal import normalise
from autograder.notebook.regions import hidden_lines
from autograder.notebook.source import SourceNotebook

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
    right |= dict.fromkeys(release / path for path in files_below(release))
    with released(course, assignment, db_url, language) as folder:
        right |= {release / path: content for path, content in files_below(folder).items()}
    return {
        path: content
        for path, content in sorted(right.items())
        if content is None or not path.is_file() or path.read_bytes() != content
    }


def solutions(sources: Iterable[SourceNotebook], assignment: str) -> str:
    """The text of `solutions/<assignment>.py`: the solution cells, and the instructor's cells that they need.

    Marker lines, magics and test cells are left out. Importing it runs what those cells hold at top level.
    """
    parts = [f"# Generated from source/{assignment} by `{COMMAND} {assignment}`. Do not edit."]
    for source in sources:
        cells = [cell for cell in source.cells if cell.type == "code" and cell.role is not Role.TEST]
        wanted = [i for i, cell in enumerate(cells) if cell.role in (Role.SOLUTION, Role.MANUAL)]
        texts = [_plain(cell.source, source) for cell in cells]
        chosen = sorted({*wanted, *slice_for(texts, wanted)})
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
