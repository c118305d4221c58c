"""Report the progress of grading a class: a bar on a terminal, plain lines elsewhere, lines of JSON for programs."""

from __future__ import annotations

import textwrap
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from autograder.cli import speech
from autograder.cli.speech import complain, out, say
from autograder.cli.tables import statuses, summary
from autograder.plain import one_line
from autograder.words import Listed, sentence

if TYPE_CHECKING:
    from autograder.gradebook.events import ClassResult
    from autograder.grading.result import SubmissionResult

LONGEST = 80  # characters of what is said of a problem
EVERY = 10.0  # seconds between two plain lines
PROBLEMS = ("refused", "waiting", "crashed", "timeout", "error")  # statuses of which the last one is shown


class Reporter(Protocol):
    """Reports the events of `grade_class`, as a context."""

    def __enter__(self) -> Any: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def __call__(self, event: Any) -> None: ...


def choose(json_lines: bool = False) -> Reporter:
    """Return the reporter for standard output."""
    return JsonLines() if json_lines else Bar() if out.is_terminal else Lines()


@dataclass
class Tally:
    """What has been graded so far.

    total:   number of submissions to grade.
    counts:  status, the worst of a submission's exercises -> number of submissions.
    problem: the last submission that could not be graded, or whose code was stopped: who, and why.
    """

    total: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    problem: str = ""
    began: float = field(default_factory=lambda: time.monotonic())

    def add(self, result: SubmissionResult) -> None:
        """Count one more submission."""
        status, found = summary(result)
        self.counts[status] += 1
        if status in PROBLEMS:
            self.problem = f"{one_line(result.student)}: {textwrap.shorten(one_line(found), LONGEST, placeholder=' …')}"

    @property
    def done(self) -> int:
        """The number of submissions that are graded."""
        return self.counts.total()

    @property
    def rate(self) -> float:
        """Submissions a second; 0.0 before the first."""
        return self.done / max(time.monotonic() - self.began, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at this rate; None before the first submission."""
        return (self.total - self.done) / self.rate if self.done else None

    def pace(self) -> str:
        """Return the rate and the time left, in words."""
        if self.left is None:
            return ""
        return say("cli.pace", rate=f"{self.rate:.3g}", left=_duration(self.left))

    def by_status(self) -> str:
        """Return how many submissions have which status, in words."""
        ordered = sorted(self.counts, key=statuses.index, reverse=True)
        parts = [sentence("cli.count", status=say(f"cli.status.{name}"), count=self.counts[name]) for name in ordered]
        return speech.text(Listed(parts, "comma"))

    def last_problem(self) -> str:
        """Return the last problem, in words; "" for none."""
        return say("cli.last_problem", problem=self.problem) if self.problem else ""


class _Start:
    """Prints what every reporter for people prints: for whom a run waits, and what it grades."""

    def __init__(self) -> None:
        self.tally = Tally()

    def _start(self, event: Any) -> bool:
        """Print an event, unless it is a graded submission, which is counted; return whether it is one."""
        from autograder.gradebook.events import Graded, Started, Waiting

        if isinstance(event, Waiting):
            complain(event.holder)
        elif isinstance(event, Started):
            if event.left_out:
                out.print(say("cli.left_out", students=Listed(event.left_out, "comma")))
            out.print(say("cli.started", assignment=event.assignment, total=event.total, level=event.level))
            self.tally = Tally(event.total)
        elif isinstance(event, Graded):
            self.tally.add(event.result)
            return True
        return False


class Bar(_Start):
    """Print the events: a line at the start, then a progress bar; below it, statuses and the last problem."""

    def __init__(self) -> None:
        super().__init__()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Pace(self))
        self._progress = _WithNotes(self, *columns, console=out)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, event: Any) -> None:
        if self._start(event):
            if not self._progress.tasks:
                self._progress.add_task(say("cli.grading"), total=self.tally.total)
            self._progress.start()  # no effect when it runs
            self._progress.advance(self._progress.task_ids[0])


class _Pace(ProgressColumn):
    """Shows the rate and the time left."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self._bar = bar

    def render(self, task: Task) -> Text:
        return Text(self._bar.tally.pace())


class _WithNotes(Progress):
    """A progress bar with lines below it."""

    def __init__(self, bar: Bar, *columns: ProgressColumn, **options: Any) -> None:
        self._bar = bar
        super().__init__(*columns, **options)

    def get_renderables(self) -> Iterable[RenderableType]:
        yield from super().get_renderables()
        for note in (self._bar.tally.by_status(), self._bar.tally.last_problem()):
            if note:
                yield Text(note, no_wrap=True, overflow="ellipsis")


class Lines(_Start):
    """Print the events where there is no terminal: a line at the start, one every ten seconds, and one at the end."""

    def __init__(self, every: float = EVERY) -> None:
        super().__init__()
        self._every, self._printed = every, 0

    def __enter__(self) -> Lines:
        self._next = time.monotonic() + self._every
        return self

    def __exit__(self, *_: object) -> None:
        if self.tally.done > self._printed:
            self._print()

    def __call__(self, event: Any) -> None:
        if self._start(event) and time.monotonic() >= self._next:
            self._print()
            self._next = time.monotonic() + self._every

    def _print(self) -> None:
        tally = self.tally
        self._printed = tally.done
        line = say("cli.graded_so_far", done=tally.done, total=tally.total)
        parts = [tally.pace() if tally.done < tally.total else "", tally.by_status(), tally.last_problem()]
        out.print("; ".join(filter(None, [line, *parts])), soft_wrap=True)


class JsonLines:
    """Print each event as a line of JSON: "waiting", "started", "graded" with the result, and at the end "finished"."""

    def __init__(self) -> None:
        self._tally = Tally()

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(self, *_: object) -> None: ...

    def __call__(self, event: Any) -> None:
        from autograder.gradebook.events import Started, Waiting
        from autograder.grading.schema import as_json

        if isinstance(event, Waiting):
            speech.print_json({"event": "waiting", "for": speech.text(event.holder)})
        elif isinstance(event, Started):
            self._tally = Tally(event.total)
            names = ("assignment", "level", "total", "left_out", "unchanged")
            speech.print_json({"event": "started"} | {name: getattr(event, name) for name in names})
        else:
            self._tally.add(event.result)
            counts: dict[str, Any] = {
                "done": self._tally.done,
                "total": self._tally.total,
                "rate": round(self._tally.rate, 3),
            }
            counts["suspicious"] = [speech.text(clause) for clause in event.result.suspicious]
            speech.print_json({"event": "graded", **counts, "result": as_json(event.result, speech.language())})

    def finish(self, found: ClassResult) -> None:
        """Print the last line, for a run that came to its end."""
        speech.print_json(
            {
                "event": "finished",
                "assignment": found.assignment,
                "graded": len(found.results),
                "statuses": dict(self._tally.counts),
                "unchanged": list(found.unchanged),
                "absent": found.absent,
                "dry_run": found.dry_run,
            }
        )


def _duration(seconds: float) -> str:
    """Return a time as "1:02:03" or "2:03"."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
