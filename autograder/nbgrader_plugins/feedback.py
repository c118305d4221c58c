"""Plugins for `nbgrader generate_feedback`: our page in place of nbgrader's, or else one without hidden tests."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List

from autograder.errors import NotebookError
from autograder.feedback.grades import grades_in
from autograder.feedback.html import feedback_html
from autograder.feedback.page import Grades, is_ours
from autograder.feedback.writing import Pages, read_graded
from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.nbgrader_plugins.converter import course_of, lock_run
from autograder.nbgrader_plugins.pages import StaticPage
from autograder.notebook.metadata import role_of
from autograder.notebook.regions import hidden_lines, strip_hidden_tests

LONG = 12  # characters; a shorter line of a hidden test occurs in other texts by chance

_UNNAMED = re.compile(r'(<a href="#(?:test_)?([\w-]+)">)(?:Test cell|Coding free-response)(?=</a>)')
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NUMBER = re.compile(r"\s*(?:-+> ?)?\d* ?")  # a line's number in a traceback

# Paths of the grader, of hidden tests and of references. Learners must not read what a traceback quotes of these files.
_OURS = re.compile(r"[/\\](?:autograder|tests[/\\]hidden|solutions)[/\\]")  # and `.py` later in the line


class FeedbackPage(StaticPage):
    """Makes the page that `autograder feedback` writes; for `c.GenerateFeedback.exporter_class`.

    A notebook that nbgrader's own `Execute` graded has no record to make it from. It becomes nbgrader's page, with the
    exercises named in the list at its top.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._made: dict[str, Pages] = {}
        lock_run(self)

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        where = (resources or {}).get("nbgrader")
        graded = read_graded(Path(filename))
        if where is None or graded is None or not is_ours(graded):
            return super().from_filename(filename, resources, **options)
        with Gradebook(where["db_url"]) as gradebook:
            grades = grades_in(gradebook, where["assignment"], where["student"])
        key = (where["student"], where["notebook"])
        page = self._pages(where["assignment"]).page(graded, *key, grades.get(key, Grades()))
        return feedback_html(page), self._init_resources(resources)

    def _pages(self, assignment: str) -> Pages:
        if assignment not in self._made:
            self._made[assignment] = Pages(course_of(self), assignment)
        return self._made[assignment]

    def from_notebook_node(self, notebook: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        page, resources = super().from_notebook_node(notebook, resources, **options)
        return _UNNAMED.sub(r"\1\2", page), resources


class HideTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Removes hidden tests and mark schemes from feedback: from cells, and from outputs that quote them.

    The delimiters are those of `c.ClearHiddenTests` and `c.ClearMarkScheme`. Outputs for the instructor are removed, too.
    """

    # nbconvert's HTML exporter sets this for all its preprocessors, and warns where one does not have it.
    display_data_priority: Any = List().tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        course = course_of(self)
        # No text contains "\0", so solutions, which are the learners' own text, stay.
        self.delimiters = replace(course.delimiters, begin_solution="\0", end_solution="\0")
        hidden, shown = set(), set()
        for cell in notebook.cells:
            if role_of(cell.metadata.get("nbgrader")).restored:  # a learner may have typed delimiters, and very many lines
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
                frames = [frame for frame in output.traceback if not self._quotes_hidden_test(frame, own)]
                output.traceback = frames or [f"{output.ename}: {output.evalue}"]
            elif output.output_type == "stream":
                output.text = self._without_secrets(output.text)
            else:
                for kind, value in output.data.items():
                    if isinstance(value, str) and not kind.startswith("image/"):
                        output.data[kind] = self._without_secrets(value)
        return cell, resources

    def _hidden(self, source: str) -> list[str]:
        """Return the hidden lines of a cell."""
        try:
            return hidden_lines(source, self.delimiters)
        except NotebookError:  # a learner has typed a delimiter
            return []

    def _shown(self, source: str) -> str:
        """Return a cell without its hidden lines."""
        return strip_hidden_tests(source, self.delimiters) if self._hidden(source) else source

    def _quotes_hidden_test(self, frame: str, own: int | None) -> bool:
        """Return whether a frame of a traceback quotes a hidden test.

        own: the execution count of the cell, if it has a hidden test; frames of that cell are removed, too.
        """
        plain = _COLOUR.sub("", frame)
        lines = {line[len(_NUMBER.match(line)[0]) :].strip() for line in plain.split("\n")}  # type: ignore[index]  # it may be empty
        return bool(
            lines & self.secrets
            or self._without_secrets(plain) != plain
            or (own is not None and re.match(rf"\s*(?:Cell|Input) In ?\[{own}\]", plain))
        )

    def _without_secrets(self, text: str) -> str:
        """Return the text without lines that hold a hidden line or a path of `_OURS`, and without code quoted below."""
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
