"""What nbgrader's own commands use of this package, named in `nbgrader_config.py`."""

from __future__ import annotations

import atexit
import re
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from traitlets import Bool, Enum

from autograder.course import Course
from autograder.errors import NotebookError
from autograder.grading.submission import Grader
from autograder.notebook import Delimiters, hidden_lines, parse_notebook, strip_hidden_tests

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Frames of the grader itself and of a course's hidden tests quote what learners must not read.
_OURS = re.compile(r"[/\\](?:autograder|tests[/\\]hidden)[/\\][^\n]*\.py")


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes hidden tests and mark schemes out of feedback: out of cells, and of tracebacks that quote them.

    The delimiters are those of `c.ClearHiddenTests` and `c.ClearMarkScheme`.
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        tests, scheme = ClearHiddenTests(parent=self), ClearMarkScheme(parent=self)
        self.delimiters = Delimiters(
            begin_hidden=tests.begin_test_delimeter,
            end_hidden=tests.end_test_delimeter,
            begin_scheme=scheme.begin_mark_scheme_delimeter,
            end_scheme=scheme.end_mark_scheme_delimeter,
            begin_solution="\0",  # a learner's own text is left alone
            end_solution="\0",
        )
        secrets = [line.strip() for cell in notebook.cells for line in self._hidden(cell.source)]
        self.secrets = [line for line in secrets if len(line) >= 4]
        notebook, resources = super().preprocess(notebook, resources)
        return notebook, resources

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        hides = bool(self._hidden(cell.source))
        if hides:
            cell.source = strip_hidden_tests(cell.source, self.delimiters)
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                own = cell.get("execution_count") if hides else None
                frames = [frame for frame in output.traceback if not self._tells(frame, own)]
                output.traceback = frames or [f"{output.ename}: {output.evalue}"]
        return cell, resources

    def _hidden(self, source: str) -> list[str]:
        try:
            return hidden_lines(source, self.delimiters)
        except NotebookError:  # markers that a learner has typed
            return []

    def _tells(self, frame: str, own: int | None) -> bool:
        """Whether a frame of a traceback quotes a hidden test; `own`: the count of a cell that hides one."""
        plain = _COLOUR.sub("", frame)
        quoted = _OURS.search(plain) or any(secret in plain for secret in self.secrets)
        return bool(quoted) or (
            own is not None and bool(re.match(rf"\s*(?:Cell|Input) In ?\[{own}\]", plain))
        )


class SandboxExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """Stands in `c.Autograde.autograde_preprocessors` where nbgrader has `Execute`: no kernel, but the sandbox.

    `nbgrader autograde` and formgrader's button then grade as `autograder grade` does; `SaveAutoGrades` reads the scores
    off the outputs as ever.
    """

    allow_weak_sandbox = Bool(
        False, help="Grade also on systems that have nothing to confine learners' code with."
    ).tag(config=True)
    language = Enum(["en", "zh"], "en", help="The language of messages.").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        where = resources["nbgrader"]
        grader = self._grader(Course.find(resources["metadata"]["path"]), where["assignment"])
        content = nbformat.writes(notebook).encode()
        result = grader.grade({where["notebook"]: parse_notebook(content, where["notebook"])}, where["student"])
        if result.refused:
            raise NotebookError(f"{where['student']}: {result.refused}")
        for note in result.notes:
            self.log.warning("%s: %s", where["student"], note)
        return nbformat.from_dict(result.notebooks[where["notebook"]]), resources

    def _grader(self, course: Course, assignment: str) -> Grader:
        """One warm sandbox for all submissions to an assignment."""
        key = (course.root, assignment)
        if key not in _graders:
            while _graders:
                _graders.popitem()[1].close()
            _graders[key] = Grader(
                course, assignment, figures=True, language=self.language, allow_weak=self.allow_weak_sandbox
            )
            atexit.register(_graders[key].close)
        return _graders[key]


_graders: dict[tuple[Path, str], Grader] = {}
