"""Preprocessors for `nbgrader generate_assignment`: they choose the language and clear solutions."""

from __future__ import annotations

from typing import Any

import nbformat
import nbgrader.preprocessors
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_solution
from traitlets import Enum, List, Unicode

from autograder.languages import DEFAULT, LANGUAGES
from autograder.notebook.metadata import grade_id_of
from autograder.notebook.normal import in_language
from autograder.notebook.regions import Delimiters, strip_solutions


class ChooseLanguage(NbGraderPreprocessor):  # type: ignore[misc]
    """Keeps one language of a source written in several; the first of `c.GenerateAssignment.preprocessors`."""

    language = Enum(LANGUAGES, DEFAULT, help="The language of the release.").tag(config=True)
    languages = List(Enum(LANGUAGES), help="The course's languages; by default those of its tags.").tag(config=True)

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        return nbformat.from_dict(in_language(notebook, self.language)), resources


class ClearSolutions(nbgrader.preprocessors.ClearSolutions):  # type: ignore[misc]
    """Clears solutions and the grader's metadata; for `c.GenerateAssignment.preprocessors`, in place of nbgrader's own.

    nbgrader's class leaves a stub in every cell; this one leaves none in cells that `no_stub` matches.
    """

    no_stub = Unicode("", help="Regular expression for grade ids of cells that get no stub.").tag(config=True)

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        cell.metadata.pop("autograder", None)
        grade_id = grade_id_of(cell)
        marks = Delimiters(self.begin_solution_delimeter, self.end_solution_delimeter, no_stub=self.no_stub)
        if is_solution(cell) and not marks.has_stub(grade_id):
            cell.source = strip_solutions(cell.source, marks, grade_id=grade_id)
            return cell, resources
        return super().preprocess_cell(cell, resources, index)  # type: ignore[no-any-return]
