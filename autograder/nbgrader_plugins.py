"""What nbgrader's own commands use of this package, named in `nbgrader_config.py`."""

from __future__ import annotations

import atexit
import re
from collections.abc import MutableSequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import nbformat
import nbgrader.preprocessors
from nbconvert.exporters import Exporter, HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_solution
from traitlets import Bool, Enum, List, Unicode

from autograder.course import CONFIG, Course
from autograder.errors import NotebookError
from autograder.grading.bonus import enter_bonus
from autograder.grading.gradebook import GradebookWriter
from autograder.grading.record import record_of
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader, read_handed_in
from autograder.grading.trusted import FOR_THE_INSTRUCTOR
from autograder.languages import DEFAULT, LANGUAGES
from autograder.notebook import (
    Delimiters,
    dumps,
    grade_id_of,
    hidden_lines,
    in_language,
    parse_notebook,
    strip_hidden_tests,
    strip_solutions,
)

# generate_assignment


class ChooseLanguage(NbGraderPreprocessor):  # type: ignore[misc]
    """First in `c.GenerateAssignment.preprocessors`: of a source written in several languages, releases one."""

    language = Enum(LANGUAGES, DEFAULT, help="The language of the release.").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        return nbformat.from_dict(in_language(notebook, self.language)), resources


class ClearSolutions(nbgrader.preprocessors.ClearSolutions):  # type: ignore[misc]
    """Stands there where nbgrader has its own, which leaves a stub in every cell. What is said to the grader goes, too."""

    no_stub = Unicode("", help="Grade ids, a regular expression, of cells whose solution leaves no stub.").tag(config=True)

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        cell.metadata.pop("autograder", None)
        grade_id = grade_id_of(cell)
        marks = Delimiters(self.begin_solution_delimeter, self.end_solution_delimeter, no_stub=self.no_stub)
        if is_solution(cell) and not marks.has_stub(grade_id):
            cell.source = strip_solutions(cell.source, marks, grade_id=grade_id)
            return cell, resources
        return super().preprocess_cell(cell, resources, index)  # type: ignore[no-any-return]


# autograde


def name_missing(*, assignment: str, notebooks: MutableSequence[str], **_: Any) -> None:
    """`c.Autograde.pre_convert_hook`: where no notebook handed in is the assignment's, names those that should be there.

    nbgrader would give up with advice that misleads; now `ReadSubmission` finds them missing, and says so.
    """
    folder = Path(notebooks[0]).parent
    wanted = Course.find(folder).source_notebooks(assignment)
    if not any(Path(path).stem in wanted for path in notebooks):
        notebooks.extend(str(folder / f"{name}.ipynb") for name in wanted)


class ReadSubmission(Exporter):  # type: ignore[misc]
    """`c.Autograde.exporter_class`, from notebook to notebook: reads what learners hand in as `autograder grade` does.

    What cannot be read scores 0 and asks for a look; nbgrader logs why, and goes on with the next student.
    """

    file_extension = ".ipynb"

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        path = Path(filename)
        resources = {**(resources or {}), "metadata": {"name": path.stem, "path": str(path.parent)}}
        try:
            expected = Course.find(path.parent).source_notebooks(resources["nbgrader"]["assignment"])
            notebook = read_handed_in(path, expected)
        except NotebookError as error:
            _refuse(resources, str(error))
        notebook["metadata"].pop("language", None)  # nbconvert takes it for a string, whatever it is
        converted, resources = self.from_notebook_node(nbformat.from_dict(notebook), resources=resources, **options)
        return dumps(converted), resources


class SandboxExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Stands in `c.Autograde.autograde_preprocessors` where nbgrader has `Execute`: no kernel, but the sandbox.

    It restores a submission too, so `c.Autograde.sanitize_preprocessors` has nothing to do. `nbgrader autograde` and
    formgrader's button then grade as `autograder grade` does.
    """

    allow_weak_sandbox = Bool(False, help="Grade also on systems that have nothing to confine learners' code with.").tag(
        config=True
    )
    language = Enum(["", *LANGUAGES], "", help="The language of messages; by default each notebook's own.").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        where = resources["nbgrader"]
        grader = self._grader(Course.find(resources["metadata"]["path"]), where["assignment"])
        given = parse_notebook(dumps(notebook).encode(), where["notebook"])
        result = grader.grade({where["notebook"]: given}, where["student"])
        if result.refused:
            _refuse(resources, result.refused)
        self.log.info("%s: %g of %g points, sandbox: %s", where["student"], result.score, result.max_score, result.sandbox)
        for note in result.notes:
            self.log.warning("%s: %s", where["student"], note)
        resources["autograder"] = {e.cell: e for e in result.exercises if e.notebook == where["notebook"]}
        graded = result.notebooks[where["notebook"]]
        resources["autograder_comments"] = record_of(graded)["comments"]
        resources["autograder_suspicious"] = bool(result.suspicious)
        return nbformat.from_dict(graded), resources

    def _grader(self, course: Course, assignment: str) -> Grader:
        """One warm sandbox for all submissions to an assignment, until its source changes (formgrader runs for days)."""
        files = [course.root / CONFIG, *sorted(course.source(assignment).rglob("*"))]
        key = (assignment, self.language, self.allow_weak_sandbox, *((path, path.stat().st_mtime_ns) for path in files))
        if key not in _graders:
            _close_graders()
            _graders[key] = Grader(
                course, assignment, figures=True, language=self.language, allow_weak=self.allow_weak_sandbox
            )
        return _graders[key]


_graders: dict[tuple[Any, ...], Grader] = {}


@atexit.register
def _close_graders() -> None:
    while _graders:
        _graders.popitem()[1].close()


class SaveGrades(SaveAutoGrades):  # type: ignore[misc]
    """Stands where nbgrader has `SaveAutoGrades`: a score is what the grader found, not what a cell's outputs look like."""

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        notebook, resources = super().preprocess(notebook, resources)
        if resources["autograder_suspicious"]:
            where = resources["nbgrader"]
            with Gradebook(where["db_url"]) as gradebook:
                names = where["notebook"], where["assignment"], where["student"]
                gradebook.find_submission_notebook(*names).flagged = True
                gradebook.db.commit()
        return notebook, resources

    def _add_score(self, cell: Any, resources: Any) -> None:
        name = cell.metadata.nbgrader.grade_id
        if name not in resources["autograder"]:  # a person grades it
            super()._add_score(cell, resources)
            return
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        found = resources["autograder"][name]
        grade.auto_score = found.score
        if found.max_bonus:
            enter_bonus(self.gradebook.db, grade, found.bonus)
        grade.needs_manual_grade = grade.manual_score is not None
        self.gradebook.db.commit()

    def _add_comment(self, cell: Any, resources: Any) -> None:
        super()._add_comment(cell, resources)
        name = cell.metadata.nbgrader.grade_id
        if name in resources["autograder_comments"]:
            comment = self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)
            comment.auto_comment = resources["autograder_comments"][name]
            self.gradebook.db.commit()


def _refuse(resources: Any, reason: str) -> NoReturn:
    where = resources["nbgrader"]
    course = Course.find(resources["metadata"]["path"])
    course.db_url = where["db_url"]
    with GradebookWriter(course) as writer:
        writer.write(SubmissionResult(where["assignment"], where["student"], refused=reason))
    raise NotebookError(f"{where['student']}: {reason}") from None


# feedback

_UNNAMED = re.compile(r'(<a href="#(?:test_)?([\w-]+)">)(?:Test cell|Coding free-response)(?=</a>)')


class FeedbackPage(HTMLExporter):  # type: ignore[misc]
    """`c.GenerateFeedback.exporter_class`: the list at the top names the exercises; nbgrader has "Test cell" for each."""

    def from_notebook_node(self, notebook: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        page, resources = super().from_notebook_node(notebook, resources, **options)
        return _UNNAMED.sub(r"\1\2", page), resources


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NUMBER = re.compile(r"\s*(?:-+> ?)?\d* ?")  # of a line, in a traceback
# The grader's own files, hidden tests and references: what is quoted of them, learners must not read.
_OURS = re.compile(r"[/\\](?:autograder|tests[/\\]hidden|solutions)[/\\][^\n]*\.py")
LONG = 12  # a shorter line says little, and stands in many a text by chance


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes hidden tests and mark schemes out of feedback: out of cells, and out of outputs that quote them.

    The delimiters are those of `c.ClearHiddenTests` and `c.ClearMarkScheme`.
    """

    # nbconvert's HTML exporter sets it for all its preprocessors, and warns of those that do not know it.
    display_data_priority: Any = List().tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        course = Course.find(resources["metadata"]["path"])
        self.delimiters = replace(course.delimiters, begin_solution="\0", end_solution="\0")  # learners' text stays
        hidden, shown = set(), set()
        for cell in notebook.cells:
            hidden |= {line.strip() for line in self._hidden(cell.source)}
            shown |= {line.strip() for line in self._shown(cell.source).split("\n")}
        self.secrets = {line for line in hidden - shown if len(line) >= 4}
        notebook, resources = super().preprocess(notebook, resources)
        return notebook, resources

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        hides = bool(self._hidden(cell.source))
        cell.source = self._shown(cell.source)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if FOR_THE_INSTRUCTOR not in output.get("metadata", {})]
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                own = cell.get("execution_count") if hides else None
                output.evalue = self._without_secrets(output.evalue)
                frames = [frame for frame in output.traceback if not self._tells(frame, own)]
                output.traceback = frames or [f"{output.ename}: {output.evalue}"]
            elif output.output_type == "stream":
                output.text = self._without_secrets(output.text)
            else:
                for kind, value in output.data.items():
                    if isinstance(value, str) and not kind.startswith("image/"):
                        output.data[kind] = self._without_secrets(value)
        return cell, resources

    def _hidden(self, source: str) -> list[str]:
        try:
            return hidden_lines(source, self.delimiters)
        except NotebookError:  # markers that a learner has typed
            return []

    def _shown(self, source: str) -> str:
        return strip_hidden_tests(source, self.delimiters) if self._hidden(source) else source

    def _tells(self, frame: str, own: int | None) -> bool:
        """Whether a frame of a traceback quotes a hidden test; `own`: the count of a cell that hides one."""
        plain = _COLOUR.sub("", frame)
        lines = {_NUMBER.sub("", line, count=1).strip() for line in plain.split("\n")}
        return bool(
            lines & self.secrets
            or self._without_secrets(plain) != plain
            or (own is not None and re.match(rf"\s*(?:Cell|Input) In ?\[{own}\]", plain))
        )

    def _without_secrets(self, text: str) -> str:
        """The text without lines that hold a hidden one, or a path of ours and what is quoted below it."""
        kept, quoting = [], False
        for line in text.split("\n"):
            if _OURS.search(line):
                quoting = True
            elif quoting and line[:1].isspace() and not line.lstrip().startswith("File "):
                continue
            else:
                quoting = False
                if not any(secret in line for secret in self.secrets if len(secret) >= LONG):
                    kept.append(line)
        return "\n".join(kept)
