"""Send what IPython writes (streams, displayed objects, the value of a cell) to the recorder of the shell."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Callable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

from autograder.sandbox.inside.recorder import Recorder, text_bundle
from autograder.sandbox.shared.protocol import Output


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr`. recorder: returns the recorder of the cell or call that is running."""

    encoding = "utf-8"

    def __init__(self, name: str, recorder: Callable[[], Recorder]) -> None:
        self._stream_name, self._recorder = name, recorder

    def write(self, text: Any) -> int:
        if not isinstance(text, str):
            io.TextIOWrapper(io.BytesIO()).write(text)  # raises TypeError, in Python's own words
        self._recorder().write(self._stream_name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class Publisher(DisplayPublisher):
    """Records what `display` shows."""

    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        self.shell.recorder.add(Output("display_data", data=text_bundle(data)))

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.clear()


class Hook(DisplayHook):
    """Records the value of a cell's last expression."""

    shell: Any

    def quiet(self) -> bool:
        """Return whether a semicolon ends the cell, whose value is then not shown. IPython's own method needs history."""
        try:
            return bool(self.semicolon_at_end_of_expression(self.shell.source))
        except (SyntaxError, tokenize.TokenError):  # magics need not be Python
            return False

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.shell.recorder.add(Output("execute_result", data=text_bundle(format_dict)))

    def finish_displayhook(self) -> None:
        pass
