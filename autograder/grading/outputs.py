"""The outputs of a graded test cell, as nbformat has them, and what they are worth."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.sandbox.shared.outcome import Status
from autograder.sandbox.shared.protocol import Output

FOR_THE_INSTRUCTOR = "for_the_instructor"  # metadata of an output


@dataclass
class CellGrade:
    """What one test cell found.

    score:   points earned; bonus: those beyond.
    outputs: of the cell, as nbformat has them.
    note:    what the instructor should know of this score.
    """

    score: float
    status: Status
    message: str = ""
    outputs: list[dict[str, Any]] = field(default_factory=list)
    diagnosis: str | None = None
    bonus: float = 0.0
    note: str = ""


def nothing_there(message: str) -> CellGrade:
    """The name that is graded stands for nothing, and the message says why."""
    return CellGrade(0.0, "missing", message, [display_data(message), execute_result(0.0)])


def full_points(points: float, bonus: float, sentence: str) -> CellGrade:
    """The exercise is excused, and the sentence says so."""
    return CellGrade(points, "passed", outputs=[display_data(sentence), execute_result(points)], bonus=bonus)


class Printed:
    """What a test cell writes."""

    def __init__(self) -> None:
        self.stdout, self.stderr = io.StringIO(), io.StringIO()

    @property
    def complained(self) -> bool:
        return bool(self.stderr.getvalue())

    def outputs(self) -> list[dict[str, Any]]:
        streams = (("stdout", self.stdout.getvalue()), ("stderr", self.stderr.getvalue()))
        return [{"output_type": "stream", "name": name, "text": text[:100_000]} for name, text in streams if text]


def as_nbformat(output: Output) -> dict[str, Any]:
    if output.kind == "stream":
        return {"output_type": "stream", "name": output.name, "text": output.text}
    if output.kind == "error":
        return {"output_type": "error", "ename": output.name, "evalue": output.text, "traceback": list(output.traceback)}
    new: dict[str, Any] = {"output_type": output.kind, "data": dict(output.data), "metadata": {}}
    return new | {"execution_count": None} if output.kind == "execute_result" else new


def as_number(text: str) -> float | None:
    match = _NUMPY_NUMBER.match(text)
    try:
        return float(match[1] if match else text)
    except ValueError:
        return None


_NUMPY_NUMBER = re.compile(r"np\.\w+\((.*)\)\Z")  # nbgrader itself takes it for full points


def for_the_instructor(text: str) -> dict[str, Any]:
    """Feedback leaves it out."""
    return display_data(text) | {"metadata": {FOR_THE_INSTRUCTOR: True}}


def display_data(text: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/plain": text, "text/markdown": text}, "metadata": {}}


def execute_result(value: Any, words: str = "") -> dict[str, Any]:
    """A cell's value: nbgrader reads the plain text, people the words."""
    text = repr(float(value)) if isinstance(value, (np.floating, np.integer)) else repr(value)
    data = {"text/plain": text} | ({"text/markdown": words} if words else {})
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
