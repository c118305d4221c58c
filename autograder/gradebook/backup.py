"""A copy of the gradebook from before a run, for the day that a run was a mistake."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import CourseError

FOLDER = "backups"  # beside the gradebook

KEPT = 5


def sqlite_file(course: Course) -> Path | None:
    """The gradebook's file; None where another database holds it."""
    scheme, _, path = course.db_url.partition(":///")
    return Path(path.partition("?")[0]) if scheme.startswith("sqlite") and path else None


def back_up(course: Course, *, patience: float = 60.0) -> Path | None:
    """Copy the gradebook by SQLite's backup API, which copies no half transaction; of the copies, the last KEPT stay.

    None where there is nothing to copy yet, or another database holds the gradebook.
    patience: seconds to wait for another program that has it locked.
    Raises CourseError when it cannot be read or the copy not be written.
    """
    gradebook = sqlite_file(course)
    if gradebook is None or not gradebook.is_file():
        return None
    folder = gradebook.parent / FOLDER
    stamp = datetime.now(UTC).strftime("%Y-%m-%d_%H.%M.%S.%f")[:-3]
    copy = folder / f"{gradebook.stem}-{stamp}{gradebook.suffix}"
    half = copy.with_name(f".{copy.name}.half")
    deadline = time.monotonic() + patience

    def still_waiting(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise CourseError(
                f"The gradebook {gradebook} cannot be copied: another program keeps it locked for {patience:g} s; "
                "close that and grade again."
            )

    try:
        folder.mkdir(exist_ok=True)
        half.touch(0o600)
        with (
            contextlib.closing(sqlite3.connect(f"{gradebook.as_uri()}?mode=ro", uri=True)) as source,
            contextlib.closing(sqlite3.connect(half)) as target,
        ):
            source.backup(target, progress=still_waiting)
        os.chmod(half, gradebook.stat().st_mode & 0o777)
        os.replace(half, copy)
    except (sqlite3.Error, OSError) as error:
        raise CourseError(
            f"The gradebook {gradebook} cannot be copied to {folder}: {error}; nothing was graded. "
            "Put that right, or free some space, and grade again."
        ) from error
    finally:
        half.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{gradebook.stem}-*{gradebook.suffix}"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy
