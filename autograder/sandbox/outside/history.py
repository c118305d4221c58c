"""Keep the cells that a submission has run, so that a new fork can run them again: all of them, or those before a place."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from autograder.sandbox.outside.conversation import Conversation
from autograder.sandbox.outside.outputs import CellRun
from autograder.sandbox.shared import protocol
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import sentence

PART = 4  # once a cell has been stopped, each later one may take at most one part in so many of the time that is left

EXERCISE_CALLS = 3  # times the limit of a call: the time of one exercise


@dataclass
class PastCell:
    """A cell that was run, to be run again in a new fork: its first `statements` statements, None for all of them.

    goes_on: whether definitions below a statement that fails still run.
    """

    source: str
    statements: int | None = None
    goes_on: bool = False


@dataclass
class Clock:
    """The time of a notebook's cells. Exercises are asked after them, and each has its own time.

    left:    seconds that new forks may take to run the cells again for exercises; None before the first exercise.
    stopped: whether a cell has been stopped because it took too long.
    """

    left: float | None = None
    stopped: bool = False


@dataclass
class History:
    """The cells of one submission.

    places: numbers of cells before which the names are kept; see `protocol.Run`.
    clock:  of the cells; forks of the same submission share it.
    """

    conversation: Conversation
    limits: Limits
    clock: Clock = field(default_factory=Clock)
    cells: list[PastCell] = field(default_factory=list)
    places: set[int] = field(default_factory=set)

    def mark(self) -> int:
        """Keep the names as they are now, and return the number of this place."""
        self.places.add(len(self.cells))
        return len(self.cells)

    def before(self, place: int | None, conversation: Conversation) -> History:
        """Return the history of another fork, which runs the cells before a place only; None: all of them."""
        conversation.asking, conversation.out_of_time = self.conversation.asking, self.conversation.out_of_time
        cells = [PastCell(cell.source, cell.statements, cell.goes_on) for cell in self.cells[:place]]
        return History(conversation, self.limits, self.clock, cells)

    def start_exercise(self, until: float | None) -> None:
        """Start the clock of one exercise. New forks run the cells again on another: `notebook_seconds` for all of them.

        until: when its time is over, as `time.monotonic` counts; by default after `EXERCISE_CALLS` times that of a call.
        """
        conversation, now = self.conversation, time.monotonic()
        if self.clock.left is None:
            self.clock.left = self.limits.notebook_seconds
        seconds = EXERCISE_CALLS * self.limits.call_seconds
        conversation.deadline = now + seconds if until is None else until
        conversation.out_of_time = sentence("sandbox.stopped_after", seconds=seconds)
        conversation.asking = True

    def run(self, source: str, goes_on: bool = False, figures: bool = True) -> CellRun:
        """Run one more cell. A cell that hangs or kills its process is cut off there; what it had defined counts.

        goes_on: whether definitions below a statement that fails still run.
        figures: whether figures are rendered, where the warm process renders any.
        """
        cell = PastCell(source, goes_on=goes_on)
        try:
            return self._run(cell, len(self.cells), self._seconds(), figures)
        except SandboxStopped as stopped:
            self.conversation.close()
            self.clock.stopped = self.clock.stopped or stopped.status == "timeout"
            return CellRun(failed=True, stopped=stopped)
        finally:
            self.cells.append(cell)  # not before: the run may begin with a new fork, which runs those above it

    def run_again(self) -> None:
        """Run the cells in a new fork, each as far as it came. Raises SandboxStopped when their time is over."""
        conversation, began = self.conversation, time.monotonic()
        deadline, reason = conversation.deadline, conversation.out_of_time
        if self.clock.left is not None:
            conversation.deadline = began + max(self.clock.left, 0.0)
            conversation.out_of_time = sentence("sandbox.stopped_after_notebook", seconds=self.limits.notebook_seconds)
        try:
            for number, cell in enumerate(self.cells):
                if cell.statements != 0:
                    self._run(cell, number, self.limits.cell_seconds, figures=False)
                elif number in self.places:
                    self._run(PastCell(""), number, self.limits.cell_seconds, figures=False)
        finally:
            if self.clock.left is not None:
                taken = time.monotonic() - began
                self.clock.left -= taken
                conversation.deadline, conversation.out_of_time = deadline + taken, reason

    def _seconds(self) -> float:
        """Return the time of the next cell: less after a stop, so that cells which hang leave time for those below them."""
        if not self.clock.stopped:
            return self.limits.cell_seconds
        left = self.conversation.deadline - time.monotonic()
        return min(self.limits.cell_seconds, round(max(left, 0.0) / PART, 1))

    def _run(self, cell: PastCell, number: int, seconds: float, figures: bool = True) -> CellRun:
        """Run a cell. When it is stopped, note how many of its statements were done."""
        done = 0
        place = number if number in self.places else None
        options = dict(source=cell.source, statements=cell.statements, place=place, goes_on=cell.goes_on)
        message = lambda nonce: protocol.Run(nonce, figures=figures, **options)  # type: ignore[arg-type]  # noqa: E731
        try:
            for reply, _ in self.conversation.ask(message, seconds):
                if isinstance(reply, protocol.Progress):
                    done = reply.statements
                elif isinstance(reply, protocol.Ran):
                    return CellRun(reply.outputs, reply.failed, reply.execution_count, went_on=reply.went_on)
                else:
                    break
        except SandboxStopped:
            cell.statements = done
            raise
        self.conversation.stop("sandbox.broke_off")
