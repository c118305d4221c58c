"""Plugins for `nbgrader autograde` and formgrader's button: they grade in the sandbox, as `autograder grade` does."""

from __future__ import annotations

import atexit
from collections.abc import MutableSequence
from pathlib import Path
from typing import Any, NoReturn

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum

from autograder.course.course import CONFIG, Course
from autograder.errors import NotebookError
from autograder.gradebook.rows import Found, graded_rows
from autograder.gradebook.tables import read_rows, write_rows
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.handed_in import read_handed_in
from autograder.grading.result import SubmissionResult
from autograder.grading.sentences import as_sentence
from autograder.grading.submission import Grader
from autograder.languages import LANGUAGES
from autograder.nbgrader_plugins.logs import clean_log
from autograder.notebook.files import dumps, parse_notebook
from autograder.words import Sentence, say


def name_missing(*, assignment: str, notebooks: MutableSequence[str], **_: Any) -> None:
    """Add the assignment's notebooks to a submission that has none of them; for `c.Autograde.pre_convert_hook`.

    Otherwise nbgrader would stop with misleading advice. `ReadSubmission` then finds that they are missing, and says so.

    notebooks: paths of the notebooks handed in; changed in place.
    """
    folder = Path(notebooks[0]).parent
    wanted = Course.find(folder).source_notebooks(assignment)
    if not any(Path(path).stem in wanted for path in notebooks):
        notebooks.extend(str(folder / f"{name}.ipynb") for name in wanted)


class ReadSubmission(Exporter):  # type: ignore[misc]
    """Reads a learner's notebook as `autograder grade` does, and writes it; for `c.Autograde.exporter_class`.

    A notebook that cannot be read scores 0 and is marked for manual grading. nbgrader logs the reason and continues with the
    next student.
    """

    file_extension = ".ipynb"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        clean_log(self.log)

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        path = Path(filename)
        resources = {**(resources or {}), "metadata": {"name": path.stem, "path": str(path.parent)}}
        try:
            expected = Course.find(path.parent).source_notebooks(resources["nbgrader"]["assignment"])
            notebook = read_handed_in(path, expected)
        except NotebookError as error:
            _refuse(resources, as_sentence(error))
        notebook["metadata"].pop("language", None)  # nbconvert expects a string there
        converted, resources = self.from_notebook_node(nbformat.from_dict(notebook), resources=resources, **options)
        return dumps(converted), resources


_graders: dict[tuple[Any, ...], Grader] = {}  # see `SandboxExecute._grader`


@atexit.register
def _close_graders() -> None:
    """Close the graders that `SandboxExecute` keeps: at most one, for the last assignment."""
    while _graders:
        _graders.popitem()[1].close()


class SandboxExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs a notebook in the sandbox; for `c.Autograde.autograde_preprocessors`, in place of nbgrader's `Execute`.

    It also restores the submission, so `c.Autograde.sanitize_preprocessors` is empty. The resources carry its results to
    `SaveGrades`.
    """

    allow_weak_sandbox = Bool(False, help="Grade even if nothing confines learners' code.").tag(config=True)
    language = Enum(["", *LANGUAGES], "", help="The language of messages; by default each notebook's own.").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        clean_log(self.log)
        where = resources["nbgrader"]
        grader = self._grader(Course.find(resources["metadata"]["path"]), where["assignment"])
        given = parse_notebook(dumps(notebook).encode(), where["notebook"])
        result = grader.grade({where["notebook"]: given}, where["student"])
        if result.refused:
            _refuse(resources, result.refused)
        score, points = f"{result.score:g}", f"{result.max_score:g}"
        self.log.info(say("grading.log", student=where["student"], score=score, points=points, level=result.sandbox))
        for note in result.notes:
            self.log.warning("%s: %s", where["student"], note)
        found = Found.of(result, where["notebook"])
        resources["autograder"] = found
        return nbformat.from_dict(found.notebook), resources

    def _grader(self, course: Course, assignment: str) -> Grader:
        """Return the grader of an assignment; it is made again when the source changes (formgrader runs for days)."""
        files = [course.root / CONFIG, *sorted(course.source(assignment).rglob("*"))]
        key = (assignment, self.language, self.allow_weak_sandbox, *((path, path.stat().st_mtime_ns) for path in files))
        if key not in _graders:
            _close_graders()
            _graders[key] = Grader(
                course, assignment, figures=True, language=self.language, allow_weak=self.allow_weak_sandbox
            )
        return _graders[key]


class SaveGrades(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the rows of a graded notebook; for `c.Autograde.autograde_preprocessors`, in place of `SaveAutoGrades`.

    The function that `autograder grade` uses computes them from the grader's results, not from the outputs of cells.
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            row = gradebook.find_submission_notebook(where["notebook"], where["assignment"], where["student"])
            before = read_rows(gradebook.db, row)
            write_rows(gradebook.db, row, before, graded_rows(before, resources["autograder"]))
            gradebook.db.commit()
        return notebook, resources


def _refuse(resources: Any, reason: Sentence) -> NoReturn:
    """Write a refused submission into the gradebook. Raises NotebookError, which nbgrader logs."""
    where = resources["nbgrader"]
    course = Course.find(resources["metadata"]["path"])
    course.db_url = where["db_url"]
    with GradebookWriter(course) as writer:
        writer.write(SubmissionResult(where["assignment"], where["student"], refused=reason))
    raise NotebookError("grading.refused", where=where["student"], reason=reason) from None
