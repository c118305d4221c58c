"""Show the lines of a traceback without parsing large files.

IPython shows some lines of each frame. To find the statement that they belong to, stack_data parses the whole file of the
frame, in each process again. For a column that a pandas table lacks, these are files of up to 19,000 lines: half a second.
"""

from __future__ import annotations

from collections.abc import Sequence

from stack_data import core

MOST_LINES = 500  # of a file that is parsed


class LimitedSource(core.Source):
    """A source file for tracebacks. With more than MOST_LINES lines it has no syntax tree, but its lines are shown."""

    def __init__(self, filename: str, lines: Sequence[str]) -> None:
        is_large = len(lines) > MOST_LINES
        super().__init__(filename, [] if is_large else lines)
        if is_large:
            self.text = "".join(lines)
            self.lines = [line.rstrip("\r\n") for line in lines]
            self.tree = None  # as for a file that is not Python


def parse_no_large_files() -> None:
    """Let tracebacks of this process use `LimitedSource`."""
    setattr(core, "Source", LimitedSource)  # noqa: B010
