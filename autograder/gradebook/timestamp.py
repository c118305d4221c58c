"""Read when a submission was handed in, from the `timestamp.txt` that nbgrader writes into it, or a learner does."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from autograder.errors import NotebookError
from autograder.grading.folder import read_file

FILE = "timestamp.txt"
LONGEST = 100  # bytes; nbgrader writes some 40. Its parser needs minutes for a long one
_PLAUSIBLE = re.compile(r"[\w:.,+\-/ ]+")
_PATH = re.compile(r"\s/|\.\.")  # the parser would open a file of that name as a time zone
_LONG_NUMBER = re.compile(r"\d{9,}")


def handed_in_at(folder: Path) -> datetime | None:
    """Return when the submission in a folder was handed in, UTC, as nbgrader reads it; None where nothing says so.

    Raises ValueError for a file that holds no date, and for anything that is not a small text file.
    """
    from nbgrader.utils import parse_utc

    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return None
    try:
        text = read_file(path, LONGEST).decode().strip()
        if not text:
            return None
        if not _PLAUSIBLE.fullmatch(text) or _PATH.search(text) or _LONG_NUMBER.search(text):
            raise ValueError(text)
        when: datetime = parse_utc(text)
        if when.tzinfo is not None or not 1970 <= when.year < 9000:  # others overflow where nbgrader computes with them
            raise ValueError(text)
    except (NotebookError, ValueError, ArithmeticError, TypeError, AttributeError, OSError) as error:
        raise ValueError(path.name) from error
    return when
