"""Record what a cell or a call writes and displays, up to a limit."""

from __future__ import annotations

from typing import Any

from autograder.sandbox.inside import notices
from autograder.sandbox.shared.failure import Cut
from autograder.sandbox.shared.limits import OUTPUT_COST
from autograder.sandbox.shared.outcome import plain_text
from autograder.sandbox.shared.protocol import Output


class Recorder:
    """The outputs of one cell, or what one call printed; at most `limit` characters of text and pictures."""

    def __init__(self, limit: int) -> None:
        self.outputs: list[Output] = []
        self._limit = limit
        self._cut = Cut(limit, notices.say("sandbox.notice.output_cut"))
        self._parts: list[str] = []
        self._name = ""

    def write(self, name: str, text: str) -> None:
        """Add text to a stream. name: stdout or stderr."""
        if self._cut.room <= 0:
            return
        if name != self._name:
            self._close_stream()
            self._name = name
        self._parts.append(self._cut.take(text))

    def add(self, output: Output) -> None:
        """Add an output; a note on stderr where there is no room for it."""
        self._close_stream()
        size = OUTPUT_COST + sum(map(len, output.data.values())) + len(output.text) + sum(map(len, output.traceback))
        if size <= self._cut.room:
            self._cut.room -= size
            self.outputs.append(output)
        elif self._cut.room > 0:
            self.write("stderr", notices.say("sandbox.notice.output_too_large"))

    def clear(self) -> None:
        """Forget everything, so that it takes no room."""
        self.outputs, self._parts, self._name = [], [], ""
        self._cut = Cut(self._limit, notices.say("sandbox.notice.output_cut"))

    def finish(self) -> list[Output]:
        """Return the outputs."""
        self._close_stream()
        return self.outputs

    def text(self, name: str) -> str:
        """Return what was written to one stream."""
        return "".join(o.text for o in self.finish() if o.kind == "stream" and o.name == name)

    def _close_stream(self) -> None:
        if self._parts:
            self.outputs.append(Output("stream", name=self._name, text="".join(self._parts)))
        self._parts, self._name = [], ""


def text_bundle(data: dict[str, Any]) -> dict[str, str]:
    """Return a mime bundle that holds text only. IPython gives PNG as bytes or as base64, and JSON as objects."""
    import base64
    import json

    bundle = {}
    for mime, value in data.items():
        if isinstance(value, bytes):
            value = base64.b64encode(value).decode()
        bundle[plain_text(str(mime))] = plain_text(value) if isinstance(value, str) else json.dumps(value, default=str)
    return bundle
