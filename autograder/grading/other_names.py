"""Ask a learner's function under the exercise's name, where it was written under another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from autograder.errors import AutograderError
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import load_exercise
from autograder.grading.outputs import CellGrade
from autograder.grading.testcell import TestCell
from autograder.judging.context import Context
from autograder.notebook.definition import Definition, definition_of, digest_of
from autograder.notebook.metadata import Role
from autograder.notebook.names import names_of
from autograder.notebook.other_names import other_name, renamed
from autograder.notebook.restore import Restored
from autograder.notebook.source import SourceNotebook
from autograder.words import sentence


class OtherNames:
    """Finds the functions of one notebook that have another name than their exercise."""

    def __init__(self, source: SourceNotebook, tests: Mapping[str, TestCell], restored: Restored, setting: Context) -> None:
        self._source, self._tests, self._setting = source, tests, setting
        self._learners = {cell.source for cell in restored.cells if not cell.role.restored}

    def of(self, test: TestCell, ran: Sequence[str]) -> str | None:
        """Return the name under which the learner wrote the function that a test asks; None where it is the exercise's.

        ran: the code that runs before the test.
        """
        name = test.checks
        solution = self._source.by_id.get(name) if name is not None else None
        if name is None or solution is None:
            return None
        try:
            exercise = load_exercise(self._setting.course_root, self._setting.assignment, name)
        except AutograderError:  # a fault of the course, which is told when the exercise is asked
            return None
        if not isinstance(exercise, Exercise):
            return None
        cells = [source for source in ran if source in self._learners]
        return other_name(name, exercise.also, cells, self._given, solution.released)

    @cached_property
    def _given(self) -> frozenset[str]:
        """The names of all exercises, and those that the instructor's cells bind."""
        sources = [cell.source for cell in self._source.cells if cell.role is Role.LOCKED and cell.type == "code"]
        checked = {test.checks for test in self._tests.values() if test.checks is not None}
        return frozenset(checked).union(*(names_of(source).binds for source in sources))


def definition_under(name: str, other: str | None, cells: Sequence[str], files: Sequence[str] = ()) -> Definition | None:
    """Return the text of a learner's function under the exercise's name, with the digest of the code that it depends on.

    other: its own name; None for the same. files: digests of files that the code may read.
    """
    own = other or name
    found = definition_of(own, cells)
    if found is None:
        return None
    text = found.text if other is None else renamed(found.text, other, name)
    return replace(found, text=text, digest=digest_of(own, [*cells, *files]))


def say_other_name(grade: CellGrade, name: str, other: str | None, language: str) -> None:
    """Say that a function was found under another name, in the outputs and before the message. other: None for the same."""
    if other is not None:
        grade.begin_with(sentence("grading.other_name", name=name, other=other), language)
