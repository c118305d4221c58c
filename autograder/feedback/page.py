"""Make the content of a feedback page from a graded notebook and its row in the gradebook: one pure function.

What a level of help does not allow is not in the content at all, so no template can show it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.course.help import shown_status, shows
from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.grading.record import detail_in, record_of
from autograder.judging.detail import Curve, Detail, PartScore, Section, Shapes, compose
from autograder.languages import DEFAULT, LANGUAGES
from autograder.notebook.metadata import role_of
from autograder.notebook.source import SourceNotebook
from autograder.plain import clean, one_line

LINES = 60  # of a learner's code that are shown
AROUND = 14  # of these, before and after the line that is marked
LONGEST = 400  # characters of a line
_NOT_IN_AN_ID = re.compile(r"[^\w-]", re.ASCII)
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n?|\n")
_LINK = re.compile(r"\[[^\]\n]{1,200}\]\((https?://[^\s()<>]{1,500})\)")


@dataclass(frozen=True)
class Grade:
    """What the gradebook says of one cell.

    score:    what counts: a person's where there is one, else the grader's; bonus not included.
    by_hand:  a person gave it.
    bonus:    extra credit.
    waiting:  a person has still to grade it.
    """

    score: float = 0.0
    max_score: float = 0.0
    by_hand: bool = False
    bonus: float = 0.0
    waiting: bool = False


@dataclass(frozen=True)
class Grades:
    """What the gradebook says of one notebook.

    cells:    grade id -> its grade. comments: grade id of a solution or a task -> a person's comment.
    penalty:  points lost for being late. attempt: the number of this work, from 1.
    """

    cells: Mapping[str, Grade] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    penalty: float = 0.0
    attempt: int = 1


@dataclass(frozen=True)
class Line:
    """A line of a learner's code. number: in its cell, from 1; None for lines that are left out."""

    number: int | None
    text: str
    marked: bool = False


@dataclass(frozen=True)
class Lecture:
    """The part of the lesson to look at again. link: "" for none."""

    title: str
    link: str = ""


@dataclass(frozen=True)
class Row:
    """One exercise.

    message: Markdown, as far as the level allows. comment: a person's.
    code:    the learner's; empty where there is nothing to point at.
    answer:  the learner's text, where a person grades it.
    """

    name: str
    status: str
    grade: Grade
    max_bonus: float = 0.0
    excused: bool = False
    message: str = ""
    comment: str = ""
    parts: Sequence[PartScore] = ()
    code: Sequence[Line] = ()
    answer: str = ""
    shapes: Shapes | None = None
    curve: Curve | None = None
    lecture: Lecture | None = None

    @property
    def is_open(self) -> bool:
        """Whether the learner can still do something for it that counts: what has no points may stay as it is."""
        return self.status not in ("passed", "excused", "graded") and bool(self.grade.max_score)

    @property
    def has_section(self) -> bool:
        """Whether there is more to say of it than a line in a table."""
        told = self.status != "missing" and (self.message or self.code or self.answer)
        return bool(told or self.comment or self.grade.by_hand)

    @property
    def anchor(self) -> str:
        """The row's id in the page."""
        return "x-" + _NOT_IN_AN_ID.sub("-", self.name)


@dataclass(frozen=True)
class Page:
    """A feedback page.

    refused: why there is nothing to show; "" where the notebook was graded.
    level:   of help.
    """

    student: str
    assignment: str
    notebook: str
    language: str
    level: str
    rows: Sequence[Row] = ()
    refused: str = ""
    penalty: float = 0.0
    attempt: int = 1

    @property
    def score(self) -> float:
        """The points, without bonus, less what being late costs."""
        return max(0.0, sum(row.grade.score for row in self.rows) - self.penalty)

    @property
    def open(self) -> list[Row]:
        """The rows that are not finished."""
        return [row for row in self.rows if row.is_open]

    @property
    def done(self) -> list[Row]:
        """The other rows that were tried."""
        return [row for row in self.rows if not row.is_open and row.status != "missing"]

    @property
    def counted(self) -> int:
        """The number of rows that are finished or not."""
        return len(self.open) + len(self.done)

    @property
    def max_score(self) -> float:
        return sum(row.grade.max_score for row in self.rows)

    @property
    def bonus(self) -> float:
        return sum(row.grade.bonus for row in self.rows)


def page_of(
    graded: Mapping[str, Any],
    grades: Grades,
    *,
    student: str,
    assignment: str,
    notebook: str,
    level: str,
    source: SourceNotebook | None = None,
    language: str = "",
) -> Page:
    """Return the content of a page.

    graded:   the notebook under `autograded/`.
    level:    of help.
    source:   the instructor's notebook, whose headings name the lectures.
    language: of the page; by default the one of the messages, which is the notebook's.
    """
    record = record_of(graded)
    language = language or str(record.get("language", DEFAULT))
    cells = [cell for cell in graded.get("cells", ()) if isinstance(cell, Mapping)]
    made = Page(
        student=one_line(student, 200),
        assignment=assignment,
        notebook=notebook,
        language=language if language in LANGUAGES else DEFAULT,
        level=level,
        penalty=grades.penalty,
        attempt=grades.attempt,
    )
    if not record and is_ours(graded):
        outputs = cells[0].get("outputs") or [{}]
        return replace(made, refused=clean(str(outputs[0].get("text", ""))))
    if level == "none":
        return made
    reader = _Reader(cells, record, grades, source, made)
    return replace(made, rows=reader.rows())


def is_ours(graded: Mapping[str, Any]) -> bool:
    """Return whether a page can be made of a graded notebook: this grader graded it, or refused it."""
    cells = graded.get("cells", ())
    return bool(record_of(graded)) or (len(cells) == 1 and isinstance(cells[0], Mapping) and cells[0].get("id") == "refused")


class _Reader:
    """Reads the rows of a page from a graded notebook."""

    def __init__(
        self,
        cells: Sequence[Mapping[str, Any]],
        record: Mapping[str, Any],
        grades: Grades,
        source: SourceNotebook | None,
        page: Page,
    ) -> None:
        self._cells, self._grades, self._source, self._page = cells, grades, source, page
        exercises = record.get("exercises", {})
        self._exercises: Mapping[str, Any] = exercises if isinstance(exercises, Mapping) else {}

    def rows(self) -> list[Row]:
        """Return a row for each cell that has points, in order."""
        found = []
        for place, cell in enumerate(self._cells):
            meta = cell.get("metadata", {}).get("nbgrader", {})
            name = meta.get("grade_id", "")
            if name in self._exercises:
                found.append(self._exercise(place, name, self._exercises[name]))
            elif name in self._grades.cells and (meta.get("grade") or meta.get("task")):
                found.append(self._by_hand(cell, name))
        return found

    def _exercise(self, place: int, cell: str, its: Mapping[str, Any]) -> Row:
        name = str(its.get("name") or cell.removeprefix("test_"))
        grade, detail, page = self._grades.cells.get(cell, Grade()), detail_in(its), self._page
        status, right = str(its.get("status", "")), its.get("status") == "passed"
        level = page.level
        sections = detail.sections if "detail" in its else _sections_of_outputs(self._cells[place], page.language)
        marked = detail.line if shows(level, "hint") and not right else None
        return Row(
            name=name,
            status="excused" if its.get("excused") else shown_status(status, level),
            grade=grade,
            max_bonus=float(its.get("max_bonus") or 0.0),
            excused=bool(its.get("excused")),
            message=compose(sections, level, page.language, points=False) or _first_language(sections, level),
            comment=self._comment(place, name),
            parts=[] if its.get("excused") else detail.parts,
            code=[] if right or status == "missing" or not shows(level, "what") else self._code(place, name, marked, detail),
            shapes=detail.shapes if shows(level, "what") else None,
            curve=detail.curve if shows(level, "example") else None,
            lecture=self._lecture(cell) if shows(level, "hint") and not right else None,
        )

    def _comment(self, place: int, name: str) -> str:
        """Return the comment on an exercise's solution: the cell of its name, or one between the test and the test above."""
        texts = [self._grades.comments.get(name, "")]
        for cell in reversed(self._cells[:place]):
            above = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id", "")
            if above in self._exercises:
                break
            texts.append(self._grades.comments.get(above, "") if above not in self._grades.cells else "")
        return clean(next(filter(None, texts), ""))

    def _by_hand(self, cell: Mapping[str, Any], name: str) -> Row:
        grade = self._grades.cells[name]
        answer = clean(_joined(cell.get("source")))[: LINES * LONGEST]
        is_answer = bool(cell.get("metadata", {}).get("nbgrader", {}).get("solution"))
        status = "waiting" if grade.waiting else "graded"
        comment = clean(self._grades.comments.get(name, ""))
        return Row(name=name, status=status, grade=grade, answer=answer if is_answer else "", comment=comment)

    def _code(self, place: int, name: str, marked: int | None, detail: Detail) -> list[Line]:
        """Return the learner's code of an exercise, or its part around the line that is marked; None marks none.

        detail: says what that line begins with; where another is there, it is a line of another cell.
        """
        defines = re.compile(rf"^def\s+{re.escape(name)}\b", re.MULTILINE)
        before = [cell for cell in self._cells[:place] if cell.get("cell_type") == "code"]
        mine = [cell for cell in before if not role_of(cell.get("metadata", {}).get("nbgrader")).restored]
        texts = [_joined(cell.get("source")) for cell in mine]
        text = next((text for text in reversed(texts) if defines.search(text)), texts[-1] if texts else "")
        lines = lines_of(text)
        if marked is not None and not (0 < marked <= len(lines) and lines[marked - 1].strip().startswith(detail.line_text)):
            marked = None
        return excerpt(lines, marked, detail.more_lines if marked else ())

    def _lecture(self, cell: str) -> Lecture | None:
        """Return the nearest heading above an exercise that a link follows, with the link; else the nearest heading."""
        if self._source is None:
            return None
        ids = [one.id for one in self._source.cells]
        if cell not in ids:
            return None
        link, nearest = "", ""
        for one in reversed(self._source.cells[: ids.index(cell)]):
            if one.type != "markdown":
                continue
            links = _LINK.findall(one.released)
            link = links[0] if links else link
            if headings := _HEADING.findall(one.released):
                title = one_line(headings[-1].replace("`", ""), 200)
                if link:
                    return Lecture(title, link)
                nearest = nearest or title
        return Lecture(nearest) if nearest else None


def _sections_of_outputs(cell: Mapping[str, Any], language: str) -> list[Section]:
    """Return the message in the outputs of a test cell: records of versions before 0.3 do not have it."""
    for output in cell.get("outputs", ()):
        text = output.get("data", {}).get("text/markdown")
        if text and output.get("output_type") == "display_data" and FOR_THE_INSTRUCTOR not in output.get("metadata", {}):
            return [Section({language: _joined(text)}, "example")]
    return []


def lines_of(code: str) -> list[str]:
    """Return the lines of code as Python counts them: a form feed, or another end of line that `str` knows, ends none."""
    return _LINE_END.split(code.rstrip("\r\n")) if code else []


def excerpt(lines: Sequence[str], marked: int | None, more: Collection[int] = ()) -> list[Line]:
    """Return lines of code, at most LINES of them: those around the one that is marked, else the first.

    more: other lines that are marked, too.
    """
    first, last = 1, len(lines)
    if last > LINES:
        first = max(1, marked - AROUND) if marked else 1
        last = min(last, marked + AROUND if marked else LINES)
    made = [
        Line(number, clean(lines[number - 1])[:LONGEST], number == marked or number in more)
        for number in range(first, last + 1)
    ]
    return [*([Line(None, "…")] if first > 1 else []), *made, *([Line(None, "…")] if last < len(lines) else [])]


def _first_language(sections: Sequence[Any], level: str) -> str:
    """Return what a level shows in a language that the message has: what a test cell says is in one language only."""
    return next(filter(None, (compose(sections, level, language, points=False) for language in LANGUAGES)), "")


def _joined(source: Any) -> str:
    return source if isinstance(source, str) else "".join(line for line in source or () if isinstance(line, str))
