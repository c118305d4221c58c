"""Each exercise is asked where its answer is; the names are kept as they are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.places import ExercisePlaces
from autograder.grading.testcell import TestCell
from autograder.judging.context import Context
from autograder.notebook.metadata import Role
from autograder.notebook.restore import Restored, RunCell

ROOT = Path(__file__).resolve().parents[2]
ANSWER = "def f(x):\n    return x"


class Recorder:
    """Stands for a session: numbers the places, and keeps what it ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.marks: list[int] = []

    def run(self, source: str) -> None:
        self.ran.append(source)

    def mark(self) -> int:
        self.marks.append(len(self.ran))
        return len(self.ran)


@pytest.fixture
def places(made: Callable[..., TestCell], setting: Context) -> Callable[..., tuple[ExercisePlaces, Recorder]]:
    def of(cells: Sequence[tuple[str, str]]) -> tuple[ExercisePlaces, Recorder]:
        """cells: (id, source); the test cell's id is "test_f"."""
        test, session = made("from autograder import check\ncheck(f=f)"), Recorder()
        all_cells = [
            RunCell(number, name, Role.TEST if name == "test_f" else Role.SOLUTION, text, test=name == "test_f")
            for number, (name, text) in enumerate(cells)
        ]
        ran = [cell for cell in all_cells if not cell.test]
        restored = Restored(all_cells, {}, [])
        found: Any = ExercisePlaces(
            session=session,  # type: ignore[arg-type]
            ran=ran,
            restored=restored,
            tests={"test_f": test},
            source=test.notebook,
            setting=setting,
        )
        for cell in all_cells:
            found.arrive()
            if not cell.test:
                session.run(cell.source)
                found.pass_cell(cell.source)
        found.arrive()
        return found, session

    return of


def test_an_answer_above_its_test_is_asked_there(places: Callable[..., tuple[ExercisePlaces, Recorder]]) -> None:
    found, _ = places([("f", ANSWER), ("test_f", ""), ("after", "f = 1")])
    assert found.arrived == {"test_f": (1, [ANSWER], None)}


def test_an_answer_below_its_test_is_asked_after_it(places: Callable[..., tuple[ExercisePlaces, Recorder]]) -> None:
    found, session = places([("f", "x = 1"), ("test_f", ""), ("below", ANSWER), ("end", "y = 2")])
    assert found.arrived == {"test_f": (2, ["x = 1", ANSWER], None)}
    assert session.marks == [2], "the names of one place are kept once"


def test_the_last_cell_is_a_place_too(places: Callable[..., tuple[ExercisePlaces, Recorder]]) -> None:
    found, _ = places([("f", "x = 1"), ("test_f", ""), ("below", ANSWER)])
    assert found.arrived["test_f"][0] == 2
