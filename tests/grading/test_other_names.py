"""A function that the learner wrote under another name than the exercise's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.other_names import OtherNames, definition_under, say_other_name
from autograder.grading.outputs import CellGrade
from autograder.grading.testcell import TestCell
from autograder.judging.context import Context
from autograder.notebook.metadata import Role
from autograder.notebook.restore import Restored, RunCell

ROOT = Path(__file__).resolve().parents[2]
ANSWER = "def normalizeRows(x):\n    return x"


@pytest.fixture
def found(made: Callable[..., TestCell], setting: Context) -> Callable[..., str | None]:
    def find(answer: str, locked: str = "", course: Path = ROOT) -> str | None:
        test = made("from autograder import check\ncheck(f=f)", helper=locked or "import math")
        cells = [RunCell(0, "f", Role.SOLUTION, answer), RunCell(1, "helper", Role.LOCKED, locked)]
        here = replace(setting, course_root=course, assignment="logistic_regression")
        names = OtherNames(test.notebook, {"test_f": test}, Restored(cells, {}, []), here)
        return names.of(test, [locked, answer])

    return find


def test_an_exercise_that_cannot_be_loaded_is_asked_under_its_own_name(found: Callable[..., str | None]) -> None:
    assert found("def F(x):\n    return x") is None, "the course has no hidden test of this name"


def test_the_text_is_that_of_the_other_function() -> None:
    definition = definition_under("normalize_rows", "normalizeRows", ["import math", f"\n{ANSWER}"])
    assert definition is not None and definition.text.startswith("def normalize_rows(x):") and definition.first == 2
    assert definition_under("normalizeRows", None, [ANSWER]) is not None
    assert definition_under("normalize_rows", "normalizeRows", ["normalizeRows = len"]) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_learner_reads_under_which_name_it_was_found(language: str) -> None:
    right, wrong = CellGrade(1.0, "passed"), CellGrade(0.0, "failed", "It is wrong.")
    for grade in (right, wrong):
        say_other_name(grade, "normalize_rows", "normalizeRows", language)
        assert "`normalizeRows`" in grade.outputs[0]["data"]["text/plain"]
    assert right.message == "" and wrong.message.endswith("It is wrong.") and "`normalizeRows`" in wrong.message
    same = CellGrade(1.0, "passed")
    say_other_name(same, "f", None, language)
    assert same.outputs == []
