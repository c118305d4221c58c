"""Generate `release/`, through nbgrader, and `solutions/`, the reference as a Python file, from source notebooks."""

from __future__ import annotations

import ast
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
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
from autograder.notebook.readable import unreadable_lines
from autograder.notebook.regions import hidden_lines
from autograder.notebook.source import SourceNotebook
from autograder.words import Sentence, sentence

COMMAND = "autograder generate"


def generate(
    course: Course,
    assignments: Iterable[str] = (),
    language: str = "",
    *,
    warn: Callable[[Sentence], object] = lambda warning: None,
) -> list[Path]:
    """Write release/ and solutions/ of assignments, enter them into the gradebook, and return the files that changed.

    Files that the source no longer has are deleted from the release. Source notebooks are normalised in place, except those
    of a foreign assignment (`is_foreign`): they stay as they are, and there are no `solutions/`.
    assignments: by default all.
    language:    of the release; by default the course's.
    warn:        called with each thing that the instructor should look at.
    Raises CourseError or NotebookError, which names the cell; that assignment has then not changed.
    """
    wanted = list(assignments) or course.assignments()
    if not wanted:
        raise CourseError("course.no_assignments", folder=str(course.root), source=str(course.source(".")))
    changed: list[Path] = []
    for assignment in wanted:
        if "+" in assignment:  # its exchange separates parts of names by it
            raise CourseError("course.plus_in_name", assignment=assignment, folder=str(course.source(".")))
    for assignment in wanted:
        for path, content in _changes(course, assignment, course.db_url, language).items():
            if content is None:
                path.unlink()
            else:
                write_atomically(path, content)
            changed.append(path)
        for warning in unreadable_cells(course, assignment):
            warn(warning)
    return changed


def is_foreign(course: Course, assignment: str) -> bool:
    """Return whether an assignment was not written for this grader: it has neither hidden tests nor a cell with `check`."""
    if course.hidden_tests(assignment).is_dir() or course.solutions(assignment).is_file():
        return False
    cells = [cell for source in course.sources(assignment).values() for cell in source.with_role(Role.TEST)]
    return not any(names.checked_name(cell.python) for cell in cells)


def unreadable_cells(course: Course, assignment: str) -> list[Sentence]:
    """Return a warning for each cell of the source that is not Python as a whole; it is released all the same."""
    found = []
    for source in course.sources(assignment).values():
        for cell in source.cells:
            if cell.type == "code" and not cell.is_readable:
                line = min(unreadable_lines(cell.source)) + 1
                where = dict(notebook=os.path.relpath(source.path, course.root), cell=cell.id or cell.cell_id, line=line)
                found.append(sentence("course.cell_not_python", **where))
    return found


def stale(course: Course, assignment: str) -> list[Sentence]:
    """Return what `generate` would change, a sentence each; change neither the course nor its gradebook."""
    found = []
    for path, content in _changes(course, assignment).items():
        if content is None:
            code = "course.file_obsolete"
        elif not path.exists():
            code = "course.file_missing"
        elif course.source(assignment) in path.parents:
            code = "course.file_not_normal"
        else:
            code = "course.file_stale"
        found.append(sentence(code, path=os.path.relpath(path, course.root), command=f"{COMMAND} {assignment}"))
    return found


def solutions(sources: Iterable[SourceNotebook], assignment: str) -> str:
    """Return the text of `solutions/<assignment>.py`: the solution cells, and the instructor's cells that they need.

    Marker lines, magics and test cells are left out. Importing the file runs the top-level code of those cells.
    Raises CourseError where the result is not Python.
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
        raise CourseError("course.solutions_not_python", assignment=assignment, error=error.msg, line=error.text) from error
    return text


def leaks(source: SourceNotebook, text: str) -> list[str]:
    """Return what a released text gives away of `source`: "line: …" and "name: …" for each secret that it holds.

    Secrets are names, and lines of at least 12 characters, that only solutions, hidden tests and mark schemes hold. In a
    notebook, names are searched for in texts, outputs and metadata, and lines everywhere.
    """
    hidden = [line for cell in source.cells for line in hidden_lines(cell.source, source.delimiters)]
    for cell in source.cells:  # all of a solution cell without markers is the solution
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


def _changes(course: Course, assignment: str, db_url: str | None = None, language: str = "") -> dict[Path, bytes | None]:
    """Return the files of an assignment that `generate` changes -> their new content, None for one to delete.

    db_url: the gradebook to enter the assignment into, if any.
    """
    sources, release = course.sources(assignment), course.release(assignment)
    right: dict[Path, bytes | None] = {}
    if not is_foreign(course, assignment):
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


def _plain(source: str, notebook: SourceNotebook) -> str:
    """Return a cell's code without IPython's magics and without marker lines."""
    marks = (notebook.delimiters.begin_solution, notebook.delimiters.end_solution)
    lines = [line for line in source.split("\n") if not any(mark in line for mark in marks)]
    plain = names.plain_python("\n".join(lines)).split("\n")
    return "\n".join(line for line in plain if line != "pass").strip()


def _without_unused_imports(code: str, used: set[str]) -> str:
    """Return the code without top-level imports of names that are not `used`: a plot library takes long to import."""
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
