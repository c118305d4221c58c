"""When a submission was handed in: any file is read in no time, and only a date counts."""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

import pytest

from autograder.gradebook.timestamp import handed_in_at


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-05-03 10:00:00 UTC", datetime(2024, 5, 3, 10)),
        ("2024-05-03 10:00:00", datetime(2024, 5, 3, 10)),
        ("2024-05-03 10:00:00 CEST", datetime(2024, 5, 3, 8)),
        ("2024-05-03 10:00:00 PDT", datetime(2024, 5, 3, 17)),
        ("2024-05-03 15:30:00 IST", datetime(2024, 5, 3, 10)),
        ("2024-05-03 18:00:00 +0800", datetime(2024, 5, 3, 10)),
        ("2024-05-03 18:00:00 +08", datetime(2024, 5, 3, 10)),
        ("2024-05-03 18:00:00 UTC+8", datetime(2024, 5, 3, 10)),
        ("2024-05-03 18:00:00 Asia/Shanghai", datetime(2024, 5, 3, 10)),
        ("2024-05-03T10:00:00.5Z", datetime(2024, 5, 3, 10, 0, 0, 500000)),
        ("20240503T100000Z", datetime(2024, 5, 3, 10)),
        ("20240503100000", datetime(2024, 5, 3, 10)),
        ("Fri, 03 May 2024 10:00:00 GMT", datetime(2024, 5, 3, 10)),
        ("Fri, 03 May 2024 10:00:00 +0000 (UTC)", datetime(2024, 5, 3, 10)),
        ("Fri May 03 2024 18:00:00 GMT+0800 (China Standard Time)", datetime(2024, 5, 3, 10)),
        ("25/04/2024 10:00", datetime(2024, 4, 25, 10)),
        ("1714730400", datetime(2024, 5, 3, 10)),
        ("1714730400.5", datetime(2024, 5, 3, 10, 0, 0, 500000)),
        ("1714730400000", datetime(2024, 5, 3, 10)),
        ("\ufeff2024-05-03 10:00:00 UTC\r\n", datetime(2024, 5, 3, 10)),
        ("2015-02-02 15:58:23.948203 America/Los_Angeles", datetime(2015, 2, 2, 23, 58, 23, 948203)),
        ("2024-05-03T10:00:00+02:00", datetime(2024, 5, 3, 8)),
        ("\n", None),
    ],
)
def test_dates_with_offsets_zones_and_epochs_are_read(text: str, when: datetime | None, tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_text(text)
    assert handed_in_at(tmp_path) == when


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert handed_in_at(tmp_path) is None and handed_in_at(tmp_path / "gone") is None


@pytest.mark.parametrize(
    "content",
    [
        b"yesterday evening",
        b"10:" + b"1" * 90 + b"1.5",
        b"10:" + b"1" * 4000 + b".5",
        b"1" * 1_200_000,
        b"1:" * 600_000,
        b"\xff\xfe\x00",
        b"0001-01-01 00:00:00 +1400",
        b"9999-12-31 23:59:59 -1400",
        b"2024-05-03 10:00:00 /etc/localtime",
        b"2024-05-03 10:00:00 ../../etc/localtime",
        b"2024-13-45 10:00:00 UTC",
        b"\x1b]0;title\x07",
        b"99999999999999999999",
        b"1e999 1e999 1e999",
        b"05/03/2024 10:00",  # May or March?
        b"2024-05-03",
        b"10:00 UTC",
        b"Friday 10:00",
        b"2024-05-03 10:00:00 CST",  # American or Chinese?
        b"2024-05-03 10:00:00 XYZ",
        b"2024-05-03 10:00:00 Mars/Olympus",
        b"2024-05-03 10:00:00 UTC or later",
    ],
    ids=lambda content: repr(content[:20]),
)
def test_anything_else_is_an_error_at_once(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_bytes(content)
    began = time.monotonic()
    with pytest.raises(ValueError, match=r"^timestamp\.txt$"):
        handed_in_at(tmp_path)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("kind", ["folder", "fifo", "link", "dangling link"])
def test_what_is_no_file_is_an_error(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "timestamp.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        target = tmp_path / "other"
        if kind == "link":
            target.write_text("2024-05-03 10:00:00 UTC")
        path.symlink_to(target)
    with pytest.raises(ValueError, match=r"^timestamp\.txt$"):
        handed_in_at(tmp_path)


@pytest.mark.parametrize(
    ("zone", "text", "hour"),
    [
        ("Asia/Shanghai", "2024-05-03 10:00:00.5 CST", 2),
        ("America/Chicago", "2024-01-03 10:00:00.5 CST", 16),
        ("Asia/Jerusalem", "2024-01-03 10:00:00.5 IST", 8),
        ("Nowhere/Land", "2024-05-03 10:00:00.5 EST", 15),
    ],
)
def test_an_abbreviation_means_the_courses_zone_first(zone: str, text: str, hour: int, tmp_path: Path) -> None:
    """nbgrader writes the abbreviation of `c.Exchange.timezone`."""
    (tmp_path / "timestamp.txt").write_text(text)
    when = handed_in_at(tmp_path, zone)
    assert when is not None
    assert when.hour == hour


def test_what_a_windows_shell_writes_is_read(tmp_path: Path) -> None:
    (tmp_path / "timestamp.txt").write_text("2024-05-03 10:00:00 UTC\n", encoding="utf-16")
    assert handed_in_at(tmp_path) == datetime(2024, 5, 3, 10)
