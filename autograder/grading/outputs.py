"""Build the outputs of a graded test cell in nbformat, and apply nbgrader's rule for its points."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.grading.result import ExerciseResult
from autograder.judging.detail import Detail, Section, compose
from autograder.judging.explanation import Explanation
from autograder.languages import LANGUAGES
from autograder.sandbox.shared.outcome import Status
from autograder.sandbox.shared.protocol import Output
from autograder.words import Sentence, say, sentence

if TYPE_CHECKING:
    from autograder.grading.testcell import TestCell
    from autograder.judging.context import Context

FOR_THE_INSTRUCTOR = "for_the_instructor"  # in the metadata of an output that learners do not see
MAX_TEXT = 100_000  # characters of one stream that are kept

_NUMPY_NUMBER = re.compile(r"np\.\w+\((.*)\)\Z")  # nbgrader itself gives full points for it


@dataclass
class CellGrade:
    """The grade of one test cell.

    score:     points earned; 0 while it waits for a person, because the course or the grader failed.
    message:   for the learner; empty when passed.
    outputs:   of the cell, in nbformat.
    diagnosis: the known mistake's name, or None.
    explanations: the causes of a wrong answer, best first.
    bonus:     points earned beyond those of the cell.
    note:      for the instructor: a reason to distrust this score.
    seconds:   how long the cell took.
    detail:    of an answer to `check`: its message in paragraphs, and what else a feedback page shows.
    """

    score: float
    status: Status
    message: str = ""
    outputs: list[dict[str, Any]] = field(default_factory=list)
    diagnosis: str | None = None
    explanations: list[Explanation] = field(default_factory=list)
    bonus: float = 0.0
    note: Sentence | None = None
    detail: Detail | None = None
    seconds: float = 0.0

    def told(self, language: str) -> Detail:
        """Return the detail. Where a test cell said the message itself, that is one paragraph in this language.

        What a failed test says may quote values and the test, so it belongs to the level of examples.
        """
        if self.detail is not None and (self.detail.sections or not self.message):
            return self.detail
        least = "example" if self.status == "failed" and self.detail is None else "what"
        section = Section({language: self.message}, least)
        return replace(self.detail or Detail(), sections=[section] if self.message else [])

    def begin_with(self, said: Sentence, language: str) -> None:
        """Put a sentence above the outputs, and before the message of an answer that costs points: where it was found."""
        text = said.in_language(language)
        self.outputs.insert(0, display_data(text))
        if self.message:
            self.message = f"{text}\n\n{self.message}"
        if self.message and self.detail is not None and self.detail.sections:
            first = Section({each: said.in_language(each) for each in LANGUAGES}, "result")
            self.detail = replace(self.detail, sections=[first, *self.detail.sections])

    def message_at(self, level: str, language: str) -> str:
        """Return what a level of help says of an answer that costs points."""
        return compose(self.told(language).sections, level, language) if self.message else ""


def result_of(test: TestCell, grade: CellGrade, notebook: str, setting: Context, excused: bool) -> ExerciseResult:
    """Return the result of a test cell, with the message that the level of help allows."""
    return ExerciseResult(
        name=test.name,
        cell=test.id,
        notebook=notebook,
        score=None if grade.status == "waiting" else grade.score,
        max_score=test.points,
        status=grade.status,
        message=grade.message_at(setting.help, setting.language),
        detail=grade.told(setting.language),
        seconds=grade.seconds,
        help=setting.help,
        diagnosis=grade.diagnosis,
        explanations=grade.explanations,
        bonus=grade.bonus,
        max_bonus=test.bonus,
        excused=excused,
    )


def grade_missing(message: str) -> CellGrade:
    """Return 0 points for a name that the learner's notebook does not define; the message says why."""
    return CellGrade(0.0, "missing", message, [display_data(message), execute_result(0.0)])


def grade_excused(points: float, bonus: float, message: str) -> CellGrade:
    """Return full points for an excused exercise; the message says so."""
    return CellGrade(points, "passed", outputs=[display_data(message), execute_result(points)], bonus=bonus)


def grade_waiting(cell: str, name: str, reason: Sentence, language: str) -> CellGrade:
    """Return no score for a test cell that the course or the grader could not judge: a person has to.

    cell, name: of the test cell, and of its exercise.
    reason:     for the instructor only, since it may name files and quote the test.
    """
    note = sentence("grading.waits_because", cell=cell, reason=reason)
    message = say("grading.waits", language, name=name)
    outputs = [for_the_instructor(note.in_language(language)), display_data(message)]
    return CellGrade(0.0, "waiting", message, outputs, note=note)


def refuse(name: str, note: Sentence, language: str, message: str = "") -> CellGrade:
    """Return no score for a test cell that is not run, or not judged, on purpose: a person gives it.

    name:    of the cell's exercise.
    note:    for the instructor, says why.
    message: for the learner; by default that it was not run.
    """
    message = message or say("grading.not_run", language, name=name)
    return CellGrade(0.0, "waiting", message, [for_the_instructor(note.in_language(language))], note=note)


def grade_error(kind: str, status: Status, message: str, outputs: list[dict[str, Any]]) -> CellGrade:
    """Return 0 points for a test cell that ended with an error of this kind."""
    return CellGrade(0.0, status, message, [*outputs, error(kind, message)])


def grade_by_value(
    name: str, points: float, value: float | None, complained: bool, language: str, *, number_expected: bool = False
) -> CellGrade:
    """Grade a test cell that ran to its end, by the rule of nbgrader's `determine_grade`, except where it could be forged.

    - Text on stderr gives 0 points.
    - A number as the last value, from 0 to the cell's points, is partial credit.
    - NaN and a negative number give 0 points. nbgrader gives full points for both.
    - A number above the cell's points is a fault of the test: nbgrader raises an error, here the cell waits for a person.
    - Anything else gives full points, unless a number is expected: then it gives 0 points.

    name:            of the exercise, for the message.
    value:           the cell's last value; None where that is not a number.
    complained:      whether the cell wrote to stderr.
    number_expected: whether the cell ends with a number when it tests the reference.
    """
    if complained:
        return CellGrade(0.0, "failed", say("grading.stderr", language, name=name))
    if value is None:
        if number_expected:
            return _grade_no_score(say("grading.no_number", language, name=name, points=f"{points:g}"))
        return CellGrade(points, "passed")
    if value > points:
        reason = sentence("grading.too_many_points", value=f"{value:g}", points=f"{points:g}")
        return grade_waiting(name, name, reason, language)
    if not value >= 0:  # negative, or NaN
        return _grade_no_score(say("grading.not_a_score", language, name=name, value=f"{value:g}", points=f"{points:g}"))
    if value >= points:
        return CellGrade(value, "passed")
    return CellGrade(value, "failed", say("grading.partial", language, name=name, score=f"{value:g}", points=f"{points:g}"))


def _grade_no_score(message: str) -> CellGrade:
    """Return 0 points for a cell whose last value is no score; nbgrader, too, reads its output as 0 points."""
    return CellGrade(0.0, "error", message, [error("ValueError", message)])


class Printed:
    """Collects what a test cell prints."""

    def __init__(self) -> None:
        self.stdout, self.stderr = io.StringIO(), io.StringIO()

    @property
    def complained(self) -> bool:
        """Whether something was written to stderr."""
        return bool(self.stderr.getvalue())

    def outputs(self) -> list[dict[str, Any]]:
        """Return the streams that hold anything."""
        streams = (("stdout", self.stdout.getvalue()), ("stderr", self.stderr.getvalue()))
        return [stream(name, text[:MAX_TEXT]) for name, text in streams if text]


# --- nbformat ---


def as_nbformat(output: Output) -> dict[str, Any]:
    """Return an output that the sandbox sent, in nbformat."""
    if output.kind == "stream":
        return stream(output.name, output.text)
    if output.kind == "error":
        return {"output_type": "error", "ename": output.name, "evalue": output.text, "traceback": list(output.traceback)}
    new: dict[str, Any] = {"output_type": output.kind, "data": dict(output.data), "metadata": {}}
    return new | {"execution_count": None} if output.kind == "execute_result" else new


def as_number(text: str) -> float | None:
    """Return the number that a cell's value shows ("7.5", "np.float64(7.5)"); None where it shows none."""
    match = _NUMPY_NUMBER.match(text)
    try:
        return float(match[1] if match else text)
    except ValueError:
        return None


def stream(name: str, text: str) -> dict[str, Any]:
    """Return printed text. name: "stdout" or "stderr"."""
    return {"output_type": "stream", "name": name, "text": text}


def error(kind: str, message: str) -> dict[str, Any]:
    """Return an error whose traceback is its message."""
    return {"output_type": "error", "ename": kind, "evalue": message, "traceback": [message]}


def for_the_instructor(text: str) -> dict[str, Any]:
    """Return a text that feedback leaves out."""
    return display_data(text) | {"metadata": {FOR_THE_INSTRUCTOR: True}}


def display_data(text: str) -> dict[str, Any]:
    """Return displayed Markdown."""
    return {"output_type": "display_data", "data": {"text/plain": text, "text/markdown": text}, "metadata": {}}


def execute_result(value: Any, words: str = "") -> dict[str, Any]:
    """Return a cell's value as an output: its plain text is for nbgrader; `words`, if any, are shown to people."""
    text = repr(float(value)) if isinstance(value, (np.floating, np.integer)) else repr(value)
    data = {"text/plain": text} | ({"text/markdown": words} if words else {})
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
