"""Read the names of downloaded files: repair their encoding, and find in them whose they are, and of which attempt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MAX_NAME = 300  # characters of a name that are read; file systems allow 255 bytes
MAX_RUN = 6  # words that are joined to find a name: "van der Waals, Johannes Diderik"

_CHINESE = r"\u3400-\u9fff"
# Words end at punctuation, and where digits or Latin letters meet Chinese: "2023001张三" has two.
_BETWEEN = re.compile(rf"[\W_]+|(?<=[{_CHINESE}])(?=[^\W{_CHINESE}])|(?<=[^\W{_CHINESE}])(?=[{_CHINESE}])")

# Moodle: "Jane Doe_1234567_assignsubmission_file_homework.ipynb", or a folder that ends after "file_" or "file".
_MOODLE = re.compile(r"(?P<who>.+)_\d+_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?", re.DOTALL)
# Canvas: "doejane_LATE_123_456_homework-1.ipynb": the user's number, then the upload's; -1 is the first resubmission.
_CANVAS = re.compile(r"(?P<who>[^_]+)(?:_LATE)?_(?P<user>\d+)_(?P<upload>\d+)_(?P<file>.+)", re.DOTALL)
_CANVAS_AGAIN = re.compile(r"(?P<stem>.+)-(?P<attempt>\d{1,3})(?P<ending>\.\w+)", re.DOTALL)

_ATTEMPTS = (
    re.compile(r"attempt[ _-]*(\d{4}(?:-\d\d){5})", re.IGNORECASE),  # Blackboard: a time
    re.compile(r"(?:attempt|version)[ _-]*(\d{1,4})(?!\d)", re.IGNORECASE),
    re.compile(r"\u7b2c\s*(\d{1,4})\s*\u6b21(?:\u63d0\u4ea4)?"),  # 第2次提交
    re.compile(r"[(（](\d{1,3})[)）]"),  # what a browser adds to the name of a second download
)


@dataclass(frozen=True)
class FileName:
    """What one name in a download says.

    who:     the part that names the student.
    user:    the student's number in Canvas; "" elsewhere.
    file:    the name that the learner gave the file; the whole name where the download added nothing that is known.
    attempt: its number, or its time as digits; 0 where the name has none.
    """

    who: str
    file: str
    user: str = ""
    attempt: int = 0


def parse_name(name: str) -> FileName:
    """Return what a file's or a folder's name says."""
    name = name[:MAX_NAME]
    attempt, rest = _attempt(name)
    if match := _MOODLE.fullmatch(name):
        return FileName(match["who"], match["file"] or name, attempt=attempt)
    if match := _CANVAS.fullmatch(name):
        file = match["file"]
        if again := _CANVAS_AGAIN.fullmatch(file):
            attempt, file = int(again["attempt"]), again["stem"] + again["ending"]
        return FileName(match["who"], file, user=match["user"], attempt=attempt)
    return FileName(rest, name, attempt=attempt)


def _attempt(name: str) -> tuple[int, str]:
    """Return the largest attempt that a name mentions, and the name without those mentions."""
    found, rest = 0, name
    for pattern in _ATTEMPTS:
        found = max([found, *(int(text.replace("-", "")) for text in pattern.findall(rest))])
        rest = pattern.sub(" ", rest)
    return found, rest


def readings(name: str) -> list[str]:
    """Return what a name may have been: as it is, and as GBK where a program took GBK for the old code page 437."""
    found = [name]
    try:
        repaired = name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return found
    return found if repaired == name else [*found, repaired]


def decoded(raw: bytes) -> str:
    """Return a name from bytes in UTF-8 or GBK; what is in neither is read as code page 437, as old zip files are."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass
    return raw.decode("cp437")


def words_in(text: str) -> list[str]:
    """Return the words of a text in lower case, without full-width forms and punctuation."""
    plain = unicodedata.normalize("NFKC", text[:MAX_NAME]).casefold()
    return [word for word in _BETWEEN.split(plain) if word]


def squeezed(text: str) -> str:
    """Return the words of a text, joined: what two spellings of a name have in common."""
    return "".join(words_in(text))


def runs_of(text: str) -> Iterator[str]:
    """Yield the squeezed form of each run of up to MAX_RUN neighbouring words."""
    words = words_in(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + MAX_RUN, len(words)) + 1):
            yield "".join(words[start:end])
