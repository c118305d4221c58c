"""Plugins for `nbgrader autograde` and formgrader's button: they grade in the sandbox, as `autograder grade` does."""

from __future__ import annotations

import atexit
from collections.abc import Mapping, MutableSequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Enum

from autograder.course.course import CONFIG, Course
from autograder.course.private import fingerprint
from autograder.errors import AutograderError, NotebookError
from autograder.gradebook.autograded import refusal
from autograder.gradebook.rows import Found, graded_rows
from autograder.gradebook.run import require_sound
from autograder.gradebook.secret import record_secret
from autograder.gradebook.tables import read_rows, write_rows
from autograder.gradebook.timestamp import handed_in_at
from autograder.grading.assignment import data_files
from autograder.grading.companions import companions
from autograder.grading.handed_in import Submission, is_fault, read_handed_in, without_folder
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.languages import DEFAULT, LANGUAGES
from autograder.nbgrader_plugins.converter import SandboxedAutograde, converter_of, course_of, lock_run
from autograder.nbgrader_plugins.logs import clean_log
from autograder.notebook.files import dumps, parse_notebook
from autograder.words import Sentence, say, sentence


def name_missing(*, assignment: str, notebooks: MutableSequence[str], **_: Any) -> None:
    """Add the assignment's notebooks to a submission that has none of them; for `c.Autograde.pre_convert_hook`.

    Otherwise nbgrader would stop with misleading advice. `ReadSubmission` then finds that they are missing, and says so.

    notebooks: paths of the notebooks handed in; changed in place.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    wanted = Course.find().source_notebooks(assignment)  # while it converts, nbgrader works in its course directory
    if not any(Path(path).stem in wanted for path in notebooks):
        notebooks.extend(str(folder / f"{name}.ipynb") for name in wanted)


class ReadSubmission(Exporter):  # type: ignore[misc]
    """Reads a learner's notebook as `autograder grade` does, and writes it; for `c.Autograde.exporter_class`.

    A notebook that cannot be read scores 0 and is marked for manual grading; one that says why takes its place. The log
    names the reason, and nbgrader continues.
    """

    file_extension = ".ipynb"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Refuse an assignment that is not sound: nbgrader makes this object before it touches the first submission."""
        super().__init__(*arguments, **options)
        clean_log(self.log)
        converter = converter_of(self)
        if converter is not None:
            _require_sound(self, converter.coursedir.assignment_id)
        SandboxedAutograde.adopt(converter)
        lock_run(self)

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        path = Path(filename)
        resources = {**(resources or {}), "metadata": {"name": path.stem, "path": str(path.parent)}}
        where, course = resources["nbgrader"], course_of(self)
        notebook: Any = None
        if (refused := refused_of(self).get(_key(where))) is None:
            found = found_of(self, where)
            notebook = found.notebooks.get(path.stem)
            if notebook is None:
                try:
                    notebook = read_handed_in(path, course.source_notebooks(where["assignment"]))
                    refused = found.unread.get(path.stem)
                except NotebookError as error:
                    refused = found.unread.get(path.stem) or without_folder(error, path.parent)
            if refused is not None:
                refuse(self, where, refused)
        if refused is not None:
            notebook = refusal(refused, course.language, waits=is_fault(refused))
        assert notebook is not None
        notebook["metadata"].pop("language", None)  # nbconvert expects a string there
        converted, resources = self.from_notebook_node(nbformat.from_dict(notebook), resources=resources, **options)
        return dumps(converted), resources


def _require_sound(plugin: Any, pattern: str) -> None:
    """End `nbgrader autograde` with exit code 2 for a fault of the course; formgrader shows the log.

    pattern: of the assignments' names, as nbgrader takes it.
    """
    try:
        course = course_of(plugin)
        require_sound(course, [name for name in course.assignments() if fnmatchcase(name, pattern)])
    except AutograderError as error:
        plugin.log.error("%s", error.in_language(course.language if error.code != "course.config_fails" else DEFAULT))
        raise SystemExit(2) from error


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
        where, course = resources["nbgrader"], course_of(self)
        if (reason := refused_of(self).get(_key(where))) is not None:
            resources["autograder"] = self._refused(reason, course, waits=is_fault(reason))
            return notebook, resources
        grader = self._grader(course, where["assignment"])
        given = parse_notebook(dumps(notebook).encode(), where["notebook"])
        files = companions(course, where["assignment"], where["student"], data_files(course.source(where["assignment"])))
        result = grader.grade({where["notebook"]: given}, where["student"], files=files)
        if result.refused:
            refuse(self, where, result.refused)
            resources["autograder"] = self._refused(result.refused, course, waits=result.waits)
            return nbformat.from_dict(refusal(result.refused, course.language, waits=result.waits)), resources
        score, points = f"{result.score:g}", f"{result.max_score:g}"
        self.log.info(say("grading.log", student=where["student"], score=score, points=points, level=result.sandbox))
        for note in result.notes:
            self.log.warning("%s: %s", where["student"], note)
        _confirm(result, course, where, found_of(self, where))
        found = Found.of(result, where["notebook"])
        resources["autograder"] = found
        return nbformat.from_dict(found.notebook), resources

    @staticmethod
    def _refused(reason: Sentence, course: Course, *, waits: bool) -> Found:
        remarks = () if waits else (reason,)
        return Found(None, refused=True, waits=waits, remarks=remarks, language=course.language)

    def _grader(self, course: Course, assignment: str) -> Grader:
        """Return the grader of an assignment; it is made again when source or secret change (formgrader runs for days)."""
        files = [course.root / CONFIG, *sorted(course.source(assignment).rglob("*"))]
        state = [(path, path.stat().st_mtime_ns) for path in files]
        key = (assignment, self.language, self.allow_weak_sandbox, fingerprint(course.secret), *state)
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
            record_secret(gradebook.db, course_of(self))
            gradebook.db.commit()
        return notebook, resources


def found_of(plugin: Any, where: Mapping[str, str]) -> Submission:
    """Return what a student handed in, as the run of a plugin has read it; nothing without a converter."""
    found: dict[tuple[str, str], Submission] = getattr(converter_of(plugin), "found", {})
    return found.get((where["assignment"], where["student"])) or Submission()


def _confirm(result: SubmissionResult, course: Course, where: Mapping[str, str], found: Submission) -> None:
    """Leave a notebook's score to a person to confirm, for the reasons that `autograder grade` has for that, too."""
    name = where["notebook"]
    reasons = [found.confirm[name]] if name in found.confirm else []
    try:
        handed_in_at(course.submitted(where["assignment"], where["student"]), course.timezone)
    except ValueError as error:
        reasons.append(sentence("gradebook.no_date", path=str(error)))
    if reasons:
        result.confirm[name] = reasons[0]
        remarks = result.about_work.get(name, [])
        result.about_work[name] = [*found.confirm.values(), *remarks, *reasons[len(found.confirm) :]]


def refused_of(plugin: Any) -> dict[tuple[str, str, str], Sentence]:
    """Return the notebooks that the run of a plugin has refused; without a converter there are none."""
    refused: dict[tuple[str, str, str], Sentence] = getattr(converter_of(plugin), "refused", {})
    return refused


def refuse(plugin: Any, where: Mapping[str, str], reason: Sentence) -> None:
    """Refuse a notebook, and say why in one line of the log. where: nbgrader's names of student, assignment and notebook."""
    refused_of(plugin)[_key(where)] = reason
    plugin.log.error("%s", say("grading.refused", where=where["student"], reason=reason))


def _key(where: Mapping[str, str]) -> tuple[str, str, str]:
    return where["assignment"], where["student"], where["notebook"]
