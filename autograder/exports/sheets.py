"""Write CSV files that learning platforms import and that Excel opens without changing them, also a Chinese Excel.

- UTF-8 with a byte-order mark: without it, a Chinese Excel takes the file for GBK.
- No cell is a formula. A text that a spreadsheet would take for one begins with an apostrophe.
- An id that a spreadsheet would change ("007", twelve digits or more, "1E5", "3-4") begins with a tab, which makes it text.
  Moodle drops the tab, and Canvas does for its own numbers.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence

from autograder.plain import is_formula

MARK = "\ufeff"
MAX_CELL = 32_000  # characters that Excel keeps of a cell

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_CHANGED = re.compile(
    r"0\d+|\d{12,}|\d+(?:\.\d*)?e[+-]?\d+|\d+\.\d*0|\.\d+|\d[\d,]*,\d{3}|\d+%"  # numbers
    r"|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{1,2}:\d{2}(?::\d{2})?"  # dates and times
    rf"|{_MONTH}[-/. ]?\d+|\d+[-/. ]?{_MONTH}|true|false",
    re.IGNORECASE,
)


def text(value: str) -> str:
    """Return a text as one line that is no formula."""
    line = "".join(c if c.isprintable() else " " for c in value.replace("\n", "; "))[:MAX_CELL].strip()
    return f"'{line}" if is_formula(line) else line


def identity(value: str) -> str:
    """Return an id as it is, or with a tab before it where a spreadsheet would change it."""
    return f"\t{value}" if _CHANGED.fullmatch(value) else text(value)


def is_marked(value: str) -> bool:
    """Return whether `identity` marks an id."""
    return identity(value) != value


def number(value: float | None) -> str:
    """Return points with at most four decimals and without an exponent; nothing for None.

    Raises ValueError for what is not finite: it would stop a whole import.
    """
    if value is None:
        return ""
    if not math.isfinite(value):
        raise ValueError(value)
    short = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if short in ("", "-0") else short


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file. Its cells come from `text`, `identity` and `number`.

    Cells are quoted only where they must be: Canvas does not read a quotation mark after the byte-order mark.
    """
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return (MARK + file.getvalue()).encode("utf-8")
