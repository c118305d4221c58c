"""Copy the gradebook and the course's secret before a run, so that a mistaken run can be undone."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.course.private import read_secret
from autograder.errors import CourseError
from autograder.words import sentence

FOLDER = "backups"  # beside the gradebook
KEPT = 5  # copies
ENDING = ".secret"  # of a copy of the secret, which has the name of the gradebook's copy


def sqlite_file(course: Course) -> Path | None:
    """Return the gradebook's file; None where another database than SQLite holds it."""
    scheme, _, path = course.db_url.partition(":///")
    return Path(path.partition("?")[0]) if scheme.startswith("sqlite") and path else None


def back_up(course: Course, *, patience: float = 60.0) -> Path | None:
    """Copy the gradebook and the secret that its scores were computed with, and delete all but the last KEPT copies.

    SQLite's backup API makes the copy, so it never holds half a transaction.

    patience: seconds to wait for another program that has the gradebook locked.
    Returns the copy; None where there is no gradebook yet, or another database holds it.
    Raises CourseError when the gradebook cannot be read or the copy cannot be written.
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
            locked = sentence("gradebook.locked", seconds=f"{patience:g}")
            raise CourseError("gradebook.not_copied", gradebook=str(gradebook), reason=locked)

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
        if not course.secret_is_given and (secret := read_secret(course.root)) is not None:
            mode = gradebook.stat().st_mode & 0o660 if course.is_shared else 0o600
            write_atomically(copy.with_suffix(ENDING), f"{secret}\n".encode(), mode)
    except (sqlite3.Error, OSError) as error:
        raise CourseError(
            "gradebook.not_copied_to", gradebook=str(gradebook), folder=str(folder), reason=str(error)
        ) from error
    finally:
        half.unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{gradebook.stem}-*{gradebook.suffix}"))[:-KEPT]:
        old.unlink(missing_ok=True)
        old.with_suffix(ENDING).unlink(missing_ok=True)
    return copy


def copies_of_secret(course: Course) -> list[Path]:
    """Return the copies of the secret beside those of the gradebook, the newest last."""
    gradebook = sqlite_file(course)
    return [] if gradebook is None else sorted((gradebook.parent / FOLDER).glob(f"{gradebook.stem}-*{ENDING}"))
