"""Read when a submission was handed in, from the `timestamp.txt` that nbgrader writes into it, or a learner does."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.errors import NotebookError
from autograder.grading.folder import read_file

FILE = "timestamp.txt"
LONGEST = 200  # bytes; nbgrader writes some 40, and the parser needs minutes for a long text
_PLAUSIBLE = re.compile(r"[\w:.,+\-/ ()]+")
_EPOCH = re.compile(r"\d{9,10}(\.\d{1,9})?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_COMPACT = re.compile(r"(\d{8})[T ]?(\d{6})(\D.*)?")  # 20240110130000Z
_LONG_NUMBER = re.compile(r"\d{9,}")
_FRACTION = re.compile(r":\d\d\.\d{1,9}(?!\d)")  # of a second
_YEAR_FIRST = re.compile(r"\d{4}\D|\d{8}T")
_ZONE_NAME = re.compile(r"\(?([A-Za-z_]+(?:/[A-Za-z_+\-0-9]+){1,2})\)?")  # America/Los_Angeles
_COMMENT = re.compile(r"(?P<before>.+[+\-]\d\d:?\d\d) \([\w ]+\)")  # "… +0000 (UTC)", as mail and browsers write it
_OFFSET_OF_UTC = re.compile(r"(?:UTC|GMT)(?=[+\-]\d)")
# Hours from UTC of abbreviations that mean one zone. CST, which is American and Chinese, is not among them.
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "SAST": 2, "MSK": 3, "IST": 5.5, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "NDT": -2.5, "EST": -5, "EDT": -4, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3,
}  # fmt: skip


def handed_in_at(folder: Path, zone: str = "UTC") -> datetime | None:
    """Return when the submission in a folder was handed in, UTC; None where nothing says so.

    The text may have an offset, the name of a zone, or be an epoch in seconds or milliseconds. Without a zone it is UTC, as
    for nbgrader. An abbreviation means the course's zone where that zone has it, and else the one zone that it stands for.

    zone: of the course, `c.Exchange.timezone`, in which nbgrader writes.

    Raises ValueError, with the file's name, for a text that does not say one time, and for anything that is not a small
    text file.
    """
    path = folder / FILE
    if not path.exists() and not path.is_symlink():
        return None
    try:
        text = _decoded(read_file(path, LONGEST)).strip()
        if not text:
            return None
        when = _parsed(text, zone)
        if not 1970 <= when.year < 9000:  # others overflow where nbgrader computes with them
            raise ValueError(text)
    except (NotebookError, KeyError, ValueError, ArithmeticError, TypeError, AttributeError, OSError) as error:
        raise ValueError(path.name) from error
    return when


def _decoded(content: bytes) -> str:
    """Return the text of a file; Windows' shell writes UTF-16, and some editors a byte-order mark."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _parsed(text: str, zone: str) -> datetime:
    """Return the time that a text says, UTC, without zone. Raises ValueError where it says none, or may say several."""
    if _EPOCH.fullmatch(text) or _MILLISECONDS.fullmatch(text):
        seconds = float(text) / (1000 if _MILLISECONDS.fullmatch(text) else 1)
        return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
    if compact := _COMPACT.fullmatch(text):
        text = f"{compact[1]}T{compact[2]}{compact[3] or ''}"
    if not _PLAUSIBLE.fullmatch(text) or _LONG_NUMBER.search(_FRACTION.sub("", text)) or ".." in text:
        raise ValueError(text)
    named: tzinfo | None = None
    if comment := _COMMENT.fullmatch(text):
        text = comment["before"]
    elif found := _ZONE_NAME.fullmatch(text.rpartition(" ")[2]):
        named = ZoneInfo(found[1])  # it refuses paths that lead out of its own files
        text = text.rpartition(" ")[0]
    if "/" in text and " /" in text:
        raise ValueError(text)
    when = _one_reading(_OFFSET_OF_UTC.sub("", text), partial(_zone_of, zone))
    if named is not None:
        if when.tzinfo is not None:
            raise ValueError(text)
        when = when.replace(tzinfo=named)
    return when if when.tzinfo is None else when.astimezone(UTC).replace(tzinfo=None)


def _one_reading(text: str, zones: Callable[..., tzinfo | None]) -> datetime:
    """Return the time of a text. Raises ValueError unless it names day, month, year and hour, and in one way only.

    Dates of digits begin with the year, or with a number above 12 where day and month could be confused.
    """
    from dateutil import parser

    readings = set()
    for day_first in {False, not _YEAR_FIRST.match(text)}:
        for default in (datetime(2000, 1, 1, 1), datetime(2003, 2, 3, 2)):
            readings.add(parser.parse(text, default=default, dayfirst=day_first, tzinfos=zones))
    if len(readings) > 1:
        raise ValueError(text)
    found: datetime = readings.pop()
    return found


def _zone_of(course: str, name: str | None, offset: int | None) -> tzinfo | None:
    """Return a zone from its abbreviation or its offset in seconds. Raises ValueError for one that may mean several."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    with contextlib.suppress(KeyError, ValueError, OSError):  # a zone that the configuration made up
        here = ZoneInfo(course)
        for month in (1, 7):  # winter and summer
            sample = datetime(2024, month, 1, tzinfo=here)
            if sample.tzname() == name:
                return timezone(sample.utcoffset() or timedelta())
    if name.upper() not in _HOURS:
        raise ValueError(name)
    return timezone(timedelta(hours=_HOURS[name.upper()]))
