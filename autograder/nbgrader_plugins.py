"""What nbgrader's own commands use of this package, named in `nbgrader_config.py`."""

from __future__ import annotations

import re
from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor

from autograder.errors import NotebookError
from autograder.notebook import Delimiters, hidden_lines, strip_hidden_tests

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
