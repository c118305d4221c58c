"""The result of running a cell, and the limit on a notebook's output."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from autograder.sandbox.outside.sentences import limit_named
from autograder.sandbox.shared.limits import OUTPUT_COST, Limits
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.sandbox.shared.protocol import Output
from autograder.words import say


@dataclass
class CellRun:
    """The result of running a cell.

    failed:  whether it raised. stopped: the reason if it was stopped.
    went_on: whether statements below a failed one still ran.
    """

    outputs: list[Output] = field(default_factory=list)
    failed: bool = False
    execution_count: int | None = None
    stopped: SandboxStopped | None = None
    went_on: bool = False


class OutputRoom:
    """Keeps as many outputs of a notebook as fit. The sandbox keeps to a limit for each cell, but a hostile one does not."""

    def __init__(self, limits: Limits, language: str) -> None:
        """Start with room for `limits.output_kb`. language: of the notes."""
        self._limits, self._language = limits, language
        self._room = limits.output_kb << 10  # characters

    def kept(self, outputs: Iterable[Output]) -> list[Output]:
        """Return the outputs that fit, and a note on stderr instead of the first that does not."""
        kept = []
        for output in outputs:
            output = self._limit_named(output)
            texts = [output.name, output.text, *output.traceback, *output.data, *output.data.values()]
            room = self._room
            self._room -= OUTPUT_COST + sum(map(len, texts))
            if self._room < 0:
                start = output.text[: max(room, 0)] if output.kind == "stream" else ""
                limit = say("sandbox.notice.no_more_output", self._language, kilobytes=self._limits.output_kb)
                kept.append(Output("stream", "stderr", start + limit))
                break
            kept.append(output)
        return kept

    def _limit_named(self, output: Output) -> Output:
        if output.kind != "error":
            return output
        said = limit_named(self._limits, [output.name], output.text, self._language)
        return replace(output, text=f"{output.text} {said}", traceback=[*output.traceback, said]) if said else output
