"""Grade notebooks in any folder, of one or several assignments, in one warm process, without a gradebook."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Course
from autograder.course.recognise import find_source, sources_of
from autograder.errors import AutograderError, NotebookError
from autograder.grading.assignment import start_process
from autograder.grading.folder import read_file
from autograder.grading.preflight import require_sound
from autograder.grading.reading import bounded_reading
from autograder.grading.ready import Ready
from autograder.grading.result import SubmissionResult
from autograder.grading.sentences import as_sentence
from autograder.grading.submission import Grader
from autograder.notebook.files import MAX_BYTES, Notebook, read_notebook
from autograder.notebook.source import SourceNotebook
from autograder.submitted.formats import EXPORTS, read_any
from autograder.submitted.weighing import fit
from autograder.words import sentence

AnyPath = str | os.PathLike[str]
Loaded = Callable[[Sequence[str]], Mapping[str, Ready]]


def grade_notebook(
    course: Course | AnyPath,
    notebook: AnyPath,
    *,
    assignment: str = "",
    language: str = "",
    allow_weak_sandbox: bool = False,
) -> SubmissionResult:
    """Grade one notebook.

    course:     the course, or its folder.
    notebook:   the file; it may be anywhere.
    assignment: by default recognised by the notebook's cells.
    language:   of messages, "en" or "zh"; by default the notebook's.
    allow_weak_sandbox: grade even where nothing confines learners' code.

    Raises NotebookError when the notebook cannot be read, recognised or graded, CourseError for a fault of the course,
    SandboxError where no sandbox can be started.
    """
    found = grade_notebooks(
        course, [notebook], assignment=assignment, language=language, allow_weak_sandbox=allow_weak_sandbox
    )
    (result,) = found
    if result.refused is not None:
        raise NotebookError(result.refused.code, **result.refused.values)
    return result


def grade_notebooks(
    course: Course | AnyPath,
    notebooks: Iterable[AnyPath],
    *,
    assignment: str = "",
    language: str = "",
    allow_weak_sandbox: bool = False,
    loaded: Loaded | None = None,
) -> Iterator[SubmissionResult]:
    """Grade notebooks and yield a result for each, in their order, as soon as it is ready.

    The arguments are those of `grade_notebook`. `result.file` is the notebook's path. One that cannot be read, recognised
    or graded has its reason in `result.refused`, and the others are graded.
    loaded: returns those of some assignments of this course that are loaded already, by name; the caller closes them.
    Raises CourseError, ExerciseError and SandboxError, for any fault of the course that can be found by then, before the
    first result.
    """
    where = course if isinstance(course, Course) else Course(course)
    sources = sources_of(where, assignment)
    found = [_read(Path(path), sources, assignment) for path in notebooks]
    wanted = list(dict.fromkeys(each.assignment for each in found if each.notebook is not None))
    there = loaded(wanted) if loaded is not None else {}
    assignments = [require_sound(where, name) for name in wanted if name not in there]
    with ExitStack() as stack:
        graders: dict[str, Grader] = {}
        for name, ready in there.items():
            process = stack.enter_context(ready.part())
            grader = Grader(where, name, language=language, prepared=ready.assignment, process=process)
            graders[name] = stack.enter_context(grader)
        if assignments:
            process = stack.enter_context(start_process(where, assignments, allow_weak=allow_weak_sandbox))
            for each in assignments:
                grader = Grader(where, each.name, language=language, prepared=each, process=process)
                graders[each.name] = stack.enter_context(grader)
        for read in found:
            result = read.refused or _grade(read, graders[read.assignment])
            result.file = str(read.path)
            yield result


@dataclass(frozen=True)
class _Read:
    """A notebook that was read: its assignment, and its name there; or why it was refused."""

    path: Path
    assignment: str = ""
    name: str = ""
    notebook: Notebook | None = None
    refused: SubmissionResult | None = None


def _read(path: Path, sources: Mapping[tuple[str, str], SourceNotebook], assignment: str) -> _Read:
    """Read a notebook, and find the source that it was made from."""
    try:
        only = len(sources) == 1 and assignment  # there is only one notebook that this can be
        with bounded_reading(str(path)):
            notebook = _parsed(path)
            found, name = next(iter(sources)) if only else _source_of(notebook, sources, str(path))
    except NotebookError as error:
        return _Read(path, refused=SubmissionResult(assignment, refused=as_sentence(error)))
    return _Read(path, found, name, notebook)


def _parsed(path: Path) -> Notebook:
    """Return the notebook in a file; one that another tool exported is read, too."""
    if path.suffix.lower() in EXPORTS:
        return read_any(read_file(path, MAX_BYTES), str(path))
    return read_notebook(path)


def _source_of(notebook: Notebook, sources: Mapping[tuple[str, str], SourceNotebook], name: str) -> tuple[str, str]:
    """Return the source of a notebook, as `find_source` does; where its cells tell nothing, by what it defines."""
    try:
        return find_source(notebook, sources, name)
    except NotebookError as error:
        fits = [(fit(notebook, source), key) for key, source in sources.items()]
        best = [key for share, key in fits if share == max(fits)[0] and share > 0]
        if error.code != "course.unrecognised" or len(best) != 1:
            raise
        return best[0]


def _grade(read: _Read, grader: Grader) -> SubmissionResult:
    """Grade a notebook that was read. A refusal names its file."""
    assert read.notebook is not None
    try:
        result = grader.grade({read.name: read.notebook}, others_count=False)
    except AutograderError as error:
        result = SubmissionResult(read.assignment, refused=as_sentence(error))
    if result.refused is not None:
        result.refused = sentence("grading.refused", where=str(read.path), reason=result.refused)
    return result
