"""The exporter and the preprocessor for `nbgrader generate_feedback`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.nbgrader_plugins.pages import StaticPage
from autograder.notebook.regions import hidden_lines, strip_hidden_tests

# feedback
_UNNAMED = re.compile(r'(<a href="#(?:test_)?([\w-]+)">)(?:Test cell|Coding free-response)(?=</a>)')


class FeedbackPage(StaticPage):
    """`c.GenerateFeedback.exporter_class`: the list at the top names the exercises; nbgrader has "Test cell" for each."""

    def from_notebook_node(self, notebook: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        page, resources = super().from_notebook_node(notebook, resources, **options)
        return _UNNAMED.sub(r"\1\2", page), resources


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

_NUMBER = re.compile(r"\s*(?:-+> ?)?\d* ?")  # of a line, in a traceback

# The grader's own files, hidden tests and references: what is quoted of them, learners must not read.
_OURS = re.compile(r"[/\\](?:autograder|tests[/\\]hidden|solutions)[/\\]")  # and `.py` further on in the line

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
            if (ours := _OURS.search(line)) and ".py" in line[ours.end() :]:
                quoting = True
            elif quoting and line[:1].isspace() and not line.lstrip().startswith("File "):
                continue
            else:
                quoting = False
                if not any(secret in line for secret in self.secrets if len(secret) >= LONG):
                    kept.append(line)
        return "\n".join(kept)
