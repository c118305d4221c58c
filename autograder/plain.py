"""Make text harmless before a person reads it: the one way from a learner to a terminal, a log, a table or a page.

Texts of a sandbox, names of files and of students, and everything in a notebook may hold characters that act: escape
sequences steer a terminal, overrides of direction and letters without a width make a text look like another one, backticks
end a code span, and `=` begins a formula. Nothing here imports more of this package.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

LONGEST = 20_000  # characters of one text that a sentence takes

_REPLACED = "\ufffd"  # in place of a character that is not shown
# First characters of what a spreadsheet computes; the last four are full-width.
_FORMULA = tuple("=+-@|\t\r\n\uff1d\uff0b\uff0d\uff20")

# Controls but tab, line ends and the escape of colours; overrides of direction; letters without a width but those that
# join letters (some scripts need them). `simple_notebook` replaces them before a page is drawn.
_NOT_ON_A_PAGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_TICKS = re.compile("`+")


def clean(text: str) -> str:
    """Return a text without characters that act: controls, overrides of direction, letters without a width, lone surrogates.

    Newlines and tabs stay. Odd blanks become spaces, everything else U+FFFD.
    """
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n")
    return "".join(letter if letter.isprintable() or letter in "\n\t" else _stand_in(letter) for letter in text)


def _stand_in(letter: str) -> str:
    return " " if letter.isspace() and letter > "\x9f" and letter not in "\u2028\u2029" else _REPLACED


def shown(text: str, limit: int) -> str:
    """Return the first `limit` characters of a text, clean."""
    return clean(text[:limit])


def one_line(text: str, limit: int = LONGEST) -> str:
    """Return a text on one line, clean; one that is longer than `limit` ends with "…"."""
    line = " ".join(shown(text, 4 * limit).split())
    return line if len(line) <= limit and len(text) <= 4 * limit else f"{line[: limit - 1]}…"


# --- Markdown ---


def code_span(text: str) -> str:
    """Return a text as a code span of Markdown that it cannot end: with more backticks around it than are in it.

    The text is put on one line, since an empty line would end the span.
    """
    line = one_line(text)
    if not line:
        return "` `"
    ticks = "`" * (_longest_run(line) + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def code_block(text: str) -> str:
    """Return a text of several lines as a code block of Markdown that it cannot end."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"\n\n{fence}\n{shown(text, LONGEST).strip(chr(10))}\n{fence}\n\n"


def _longest_run(text: str) -> int:
    """Return the length of the longest run of backticks in a text."""
    return max(map(len, _TICKS.findall(text)), default=0)


# --- pages, tables, JSON ---


def for_page(text: str) -> str:
    """Return a text of a notebook for a page. Escape sequences of colours stay: the page's filter reads them."""
    return _NOT_ON_A_PAGE.sub(_REPLACED, text)


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would compute a cell with this text."""
    return text.startswith(_FORMULA) or text.strip().startswith(_FORMULA)


def csv_cell(value: Any) -> str:
    """Return a value for a table that a spreadsheet opens: clean, on one line, and never a formula. Numbers stay."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = str(value)
    line = one_line(text)
    return f"'{line}" if line and is_formula(text) else line


def write_csv(file: TextIO, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows of a table, each value as `csv_cell` returns it."""
    csv.writer(file, lineterminator="\n").writerows([csv_cell(value) for value in row] for row in rows)


def json_text(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON that can be printed: what a terminal would obey is written as `\\u001b`, and means the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter == "\n" else json.dumps(letter)[1:-1] for letter in text)
