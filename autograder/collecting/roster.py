"""Read the list of a class, and find in it the student whom a file's name means.

A roster is a CSV file as Moodle, Canvas, 学习通, or a spreadsheet writes it. Its columns are found by their headings.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.errors import AutograderError, CourseError
from autograder.gradebook.backup import sqlite_file
from autograder.submitted.names import FileName, readings, runs_of, squeezed
from autograder.words import Listed

# What a column is for -> its headings, in lower case and squeezed. Of the columns of ids, the one with most ids that the
# course uses, then the one that is filled most, names the students here; of several, the first in this list.
COLUMNS: dict[str, list[str]] = json.loads(Path(__file__).with_name("columns.json").read_text("utf-8"))

WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # of Excel since 2007, and before
SURE = 4  # digits of an id that is in a name by more than chance
MOST_TITLES = 10  # rows above the headings and these
_IDS = frozenset(COLUMNS["id"])
_HEADINGS = frozenset(heading for its in COLUMNS.values() for heading in its)
_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")
_SAFE_ID = re.compile(r"[^/\\\x00-\x1f\x7f]{1,128}\Z")


@dataclass(frozen=True)
class Enrolled:
    """A student of the class.

    id:      the name of the student's folder in `submitted/`, and in the gradebook.
    name:    as the roster writes it; "" where it has none.
    first, last: parts of the name, where the roster has them apart.
    other:   further texts that mean this student only: other ids, the address.
    canvas:  the student's number in Canvas; "" elsewhere.
    columns: squeezed heading -> text, all of them.
    """

    id: str
    name: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    other: tuple[str, ...] = ()
    canvas: str = ""
    columns: Mapping[str, str] = field(default_factory=dict, repr=False)

    def names(self) -> set[str]:
        """Return the squeezed forms of the name, in either order."""
        first, last = squeezed(self.first), squeezed(self.last)
        parts = [squeezed(part) for part in re.split(r"[,，]", self.name)]
        return {squeezed(self.name), "".join(reversed(parts)), first + last, last + first} - {""}


@dataclass(frozen=True)
class Roster:
    """The students of a class. source: the file, or the gradebook, that they are from."""

    students: Sequence[Enrolled]
    source: str = ""

    @cached_property
    def by_id(self) -> dict[str, Enrolled]:
        """Id -> student."""
        return {student.id: student for student in self.students}

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        return _index((text, s.id) for s in self.students for text in map(squeezed, (s.id, s.email, *s.other)))

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return _index((text, s.id) for s in self.students for text in s.names())

    @cached_property
    def _canvas(self) -> dict[str, str]:
        return {student.canvas: student.id for student in self.students if student.canvas}

    def whose(self, name: FileName) -> set[str]:
        """Return the ids of the students whom a name may mean; one where it is clear, none where it means nobody.

        An id counts more than a name: two students may share a name. But a name that belongs to others only makes the
        answer unclear, because then one of the two is a mistake.
        """
        if name.user in self._canvas:
            return {self._canvas[name.user]}
        for reading in readings(name.who):
            runs = set(runs_of(reading))
            ids = set[str]().union(*(self._ids.get(run, ()) for run in runs))
            named = [self._names[run] for run in runs if run in self._names]
            names = set[str]().union(*_narrowed(named))
            if ids and names and not ids & names:
                return ids | names
            if ids:
                return ids
            if names:
                return names
        return set()

    def is_sure(self, name: FileName, student: str) -> bool:
        """Return whether a name that means a student can hardly mean anything else.

        It holds more than a short number: the "3" of "homework 3" is also the id of somebody in a class that is numbered.
        """
        one = self.by_id[student]
        texts = {squeezed(text) for text in (one.id, one.email, *one.other)} | one.names()
        found = [run for reading in readings(name.who) for run in runs_of(reading) if run in texts]
        whole = squeezed(name.who)
        return name.user == one.canvas != "" or any(len(run) >= SURE or not run.isdigit() or run == whole for run in found)


def _narrowed(found: Sequence[set[str]]) -> list[set[str]]:
    """Return the students that all names in a text mean; all of them where no student is meant by all."""
    common = set.intersection(*found) if found else set[str]()
    return [common] if common else list(found)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text, student in pairs:
        if text:
            found.setdefault(text, set()).add(student)
    return found


def read_roster(path: Path, known: Collection[str] = ()) -> Roster:
    """Read a roster from a CSV file in UTF-8, UTF-16 or GBK, with commas, semicolons or tabs.

    known: ids that the course already uses: the column that holds most of them names the students.
    Raises AutograderError for a file that cannot be read or has no column of ids, and for an id that is there twice or
    cannot be a folder's name.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AutograderError("download.roster_unreadable", file=str(path), reason=error.strerror) from None
    if content.startswith(WORKBOOKS):
        raise AutograderError("download.roster_is_a_workbook", file=str(path))
    try:
        head, *rows = _table(_text(content)) or [[]]
    except csv.Error as error:
        raise AutograderError("download.roster_unreadable", file=str(path), reason=str(error)) from None
    # Of two columns with one heading, the first counts.
    table = [dict(reversed([*zip(head, map(_plain, row), strict=False)])) for row in rows]
    is_canvas = "student" in head and "section" in head  # its column "ID" holds Canvas's own numbers
    columns = [name for name in COLUMNS["id"] if name != "id" or not is_canvas]

    def use(name: str) -> tuple[int, int]:
        values = [row[name] for row in table if row.get(name)]
        return sum(value in known for value in values), len(values)

    column = max(columns, key=use)  # the first of those that are of most use
    if not any(row.get(column) for row in table):
        raise AutograderError("download.roster_without_ids", file=str(path), columns=Listed(COLUMNS["id"], "comma"))
    students: dict[str, Enrolled] = {}
    for row in table:
        if not (student := row.get(column, "")):
            continue  # Canvas has a row of points
        if not _SAFE_ID.match(student) or student.startswith("."):
            raise AutograderError("download.roster_wrong_id", file=str(path), id=repr(student))
        if student in students:
            raise AutograderError("download.roster_twice", file=str(path), id=student)
        students[student] = _enrolled(student, row, is_canvas)
    return Roster(list(students.values()), str(path))


def _enrolled(student: str, row: Mapping[str, str], is_canvas: bool) -> Enrolled:
    """Return the student of a row. is_canvas: the column "ID" holds Canvas's own numbers."""

    def first_of(columns: Iterable[str]) -> str:
        return next((row[name] for name in columns if row.get(name)), "")

    first, last = first_of(COLUMNS["first"]), first_of(COLUMNS["last"])
    ids = [name for name in COLUMNS["id"] if not (is_canvas and name == "id")]
    return Enrolled(
        id=student,
        name=first_of(COLUMNS["name"]) or " ".join(filter(None, [first, last])),
        first=first,
        last=last,
        email=first_of(COLUMNS["email"]),
        other=tuple(row[name] for name in ids if row.get(name, "") not in ("", student)),
        canvas=row.get("id", "") if is_canvas else "",
        columns=row,
    )


def roster_of_gradebook(course: Course) -> Roster:
    """Return the students whom the gradebook knows, and those who have submitted some assignment."""
    found: dict[str, Enrolled] = {}
    file = sqlite_file(course)
    if file is None or file.is_file():
        with quiet_nbgrader():
            from nbgrader.api import Gradebook

            with Gradebook(course.db_url, course.course_id) as gradebook:
                for one in gradebook.students:
                    first, last = one.first_name or "", one.last_name or ""
                    name = " ".join(filter(None, [first, last]))
                    found[one.id] = Enrolled(one.id, name, first, last, email=one.email or "")
    for assignment in course.assignments():
        for student in course.submissions(assignment):
            found.setdefault(student, Enrolled(student))
    return Roster([found[student] for student in sorted(found)], course.db_url)


def find_roster(course: Course, path: Path | None) -> Roster:
    """Return the roster in a file; without one, the students of the gradebook. Raises CourseError where there are none."""
    roster = roster_of_gradebook(course)
    if path is not None:
        roster = read_roster(path, roster.by_id.keys())
    if not roster.students:
        raise CourseError("download.no_roster", course=str(course.root))
    return roster


def _text(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "gb18030")):
        try:
            if content.startswith(mark):
                return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return content.decode("latin-1")


def _table(text: str) -> list[list[str]]:
    """Return a table's headings, and the rows below them; [] for an empty text.

    Platforms write titles above the headings. The headings are the first of the first rows that has a column of ids,
    and the delimiter is the one that separates most of them. Raises csv.Error for what is no table.
    """
    found: list[list[str]] = []
    for delimiter in ",;\t":
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [row for row in reader if any(map(str.strip, row))]
        heads = [[_heading(cell) for cell in row] for row in rows[:MOST_TITLES]]
        place = next((n for n, head in enumerate(heads) if _IDS.intersection(head)), 0)
        tables = [heads[place], *rows[place + 1 :]] if rows else []
        found = max(
            found, tables, key=lambda table: (bool(table and _IDS.intersection(table[0])), len(table[0]) if table else 0)
        )
    return found


def _heading(text: str) -> str:
    """Return a heading squeezed, without what forms write beside it: "学号（必填）", "学号/工号", "Student ID *"."""
    plain = _plain(text)
    forms = [plain, _REMARK.sub("", plain), *re.split(r"[/／|]", plain)]
    return next((form for form in map(squeezed, forms) if form in _HEADINGS), squeezed(plain))


def _plain(text: str) -> str:
    """Return a cell's text without the marks that keep a number text in a spreadsheet: ="007", a tab, an apostrophe."""
    text = text.strip()
    match = re.fullmatch(r'="(.*)"', text)
    return (match[1] if match else text).removeprefix("'").strip()
