"""Find where in a notebook each exercise is asked, and keep the learner's names as they are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.grading.other_names import OtherNames
from autograder.grading.testcell import TestCell
from autograder.judging.context import Context
from autograder.notebook.answers import place_of
from autograder.notebook.restore import Restored, RunCell
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session


class ExercisePlaces:
    """The places of a notebook's exercises, while its cells run.

    session: the sandbox in which they run. ran: the cells that run, in order.

    arrived: test cell -> the number of its place (`Session.mark`), the code that ran before it, and the name that the
        learner gave the function, None for the exercise's own. `arrive` fills it.
    """

    def __init__(
        self,
        session: Session,
        ran: Sequence[RunCell],
        restored: Restored,
        tests: Mapping[str, TestCell],
        source: SourceNotebook,
        setting: Context,
    ) -> None:
        self._session, self._ran, self._tests = session, ran, tests
        self._others = OtherNames(source, tests, restored, setting)
        self._places = _places(ran, restored.cells, tests, source)
        self._count = 0
        self._texts: list[str] = []  # the code that ran, with the names that were given
        self.arrived: dict[str, tuple[int, list[str], str | None]] = {}

    def pass_cell(self, source: str) -> None:
        """Note that a cell has run."""
        self._count += 1
        self._texts.append(source)

    def arrive(self) -> None:
        """Keep the names for the exercises that are asked after the cells so far. A function gets its exercise's name."""
        for test in [id for id, place in self._places.items() if place == self._count and id not in self.arrived]:
            if (other := self._others.of(self._tests[test], self._texts)) is not None:
                self._texts.append(f"{self._tests[test].checks} = {other}")
                self._session.run(self._texts[-1])
            self.arrived[test] = self._session.mark(), [*self._texts], other

    def below(self, test: str) -> RunCell | None:
        """Return the last cell that runs before an exercise is asked, where it is below the test; None where it is above."""
        place = self._places[test]
        return self._ran[place - 1] if place > self._count else None


def _places(
    ran: Sequence[RunCell], cells: Sequence[RunCell], tests: Mapping[str, TestCell], source: SourceNotebook
) -> dict[str, int]:
    """Return test cell -> how many cells run before it is asked: those above it, unless the answer is below (`answers`)."""
    texts = [cell.source for cell in ran]
    places: dict[str, int] = {}
    for test in (cell for cell in cells if cell.test):
        above = sum(cell.index < test.index for cell in ran)
        name = tests[test.id].checks or ""
        starter = source.by_id[name].released if name in source.by_id else ""
        places[test.id] = place_of(name, texts, above, starter) if name else above
    return places
