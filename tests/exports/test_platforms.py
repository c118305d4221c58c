"""The tables for Canvas and Moodle, read back by the rules of their importers, written down here a second time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.collecting.roster import Roster, read_roster
from autograder.course.course import Course
from autograder.exports.platforms import canvas_sheet, feedback, moodle_sheet
from autograder.exports.scores import CellScore, StudentScore, read_scores

CANVAS = (
    'Student,ID,SIS User ID,SIS Login ID,Section\n"Lovelace, Ada",501,ada,alove,一班\n"Seven, Bond",507,0007,bond,一班\n'
)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_as_canvas(content: bytes) -> dict[str, dict[str, str]]:
    """Return SIS user id -> assignment -> grade, with "max" for the points possible.

    As `gradebook_importer.rb`: the text keeps its byte-order mark; the first two headings must contain "Student" and "ID";
    SIS columns come next, then a column that contains "Section"; numbers of Canvas are read by `to_i`.
    """
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    head = rows[0]
    assert "Student" in head[0] and not head[0].endswith('"') and "ID" in head[1]
    assert head[2:4] == ["SIS User ID", "SIS Login ID"] and "Section" in head[4]
    found: dict[str, dict[str, str]] = {}
    for row in rows[1:]:
        assert len(row) == len(head)
        grades = dict(zip(head[5:], (cell.strip() for cell in row[5:]), strict=True))
        if "Points Possible" in row[0]:
            found["max"] = grades
            continue
        number = row[1].strip()
        assert not number or int(number) > 0
        found[number or row[2]] = grades
    return found


def read_as_moodle(content: bytes, known: set[str]) -> dict[str, tuple[str, str]]:
    """Return id -> grade and feedback. As `load_data.php`: cells are trimmed; a blank or unknown id stops the import."""
    rows = rows_of(content)
    assert rows[0][0] == "idnumber"
    found = {}
    for row in rows[1:]:
        cells = [cell.strip() for cell in row]
        assert cells[0], "a blank id would give the row to the student before"
        assert cells[0] in known, f"one unknown user stops the import: {cells[0]}"
        assert cells[3] in ("", "-") or 0 <= float(cells[3]) <= 100
        found[cells[0]] = cells[3], cells[4]
    return found


def test_canvas_reads_what_we_write(graded: Course, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text(CANVAS, "utf-8")
    sheet = canvas_sheet({"tiny": read_scores(graded, "tiny")}, read_roster(tmp_path / "r.csv"))
    found = read_as_canvas(sheet.content)
    assert found == {"max": {"tiny": "11"}, "501": {"tiny": "5.5"}, "507": {"tiny": "1"}}
    assert rows_of(sheet.content)[2][4] == "一班"
    notes = {note.code: str(note) for note in sheet.notes}
    assert "bob" in notes["export.not_in_roster"] and "ada" in notes["export.waiting"]


def test_without_canvas_own_numbers_the_instructor_is_told_whose_id_is_marked(graded: Course) -> None:
    sheet = canvas_sheet({"tiny": read_scores(graded, "tiny")})
    found = read_as_canvas(sheet.content)
    assert found["ada"] == {"tiny": "5.5"}
    assert found["nobody"] == {"tiny": ""}, "a blank cell changes nothing"
    [note] = [note for note in sheet.notes if note.code == "export.canvas_without_numbers"]
    assert "0007" in str(note) and "ada" not in str(note)


def test_moodle_reads_what_we_write(graded: Course) -> None:
    scores = read_scores(graded, "tiny")
    sheet = moodle_sheet({"tiny": scores})
    found = read_as_moodle(sheet.content, {row.student for row in scores})
    assert found["ada"][0] == "5.5" and found["bob"][0] == "6" and found["0007"][0] == "1"
    assert found["nobody"] == ("", "")
    assert "=1+1" not in found, "it cannot be written without being a formula, and must not be written otherwise"
    assert "=1+1" in str(next(note for note in sheet.notes if note.code == "export.formula_ids"))
    assert "late penalty -2" in found["0007"][1] and "test_double 0/2" in found["bob"][1]


def test_moodle_gets_nobody_whom_it_does_not_know(graded: Course) -> None:
    from autograder.collecting.roster import Enrolled

    roster = Roster([Enrolled("ada", "Ada Lovelace", email="ada@x.org")], "participants.csv")
    sheet = moodle_sheet({"tiny": read_scores(graded, "tiny")}, roster, "zh")
    assert list(read_as_moodle(sheet.content, {"ada"})) == ["ada"]
    assert "0007" in str(next(note for note in sheet.notes if note.code == "export.not_in_roster"))
    assert rows_of(sheet.content)[0][3:] == ["tiny", "tiny (反馈)"]


def test_points_above_a_hundred_are_pointed_out() -> None:
    sheet = moodle_sheet({"a": [StudentScore("s", score=101.0, max_score=120.0)]})
    assert "export.moodle_over_hundred" in [note.code for note in sheet.notes]


def test_several_assignments_have_a_column_each() -> None:
    one, two = [StudentScore("s", score=1.0, max_score=2.0)], [StudentScore("t", score=3.0, max_score=4.0)]
    found = read_as_canvas(canvas_sheet({"a": one, "b": two}).content)
    assert found == {"max": {"a": "2", "b": "4"}, "s": {"a": "1", "b": ""}, "t": {"a": "", "b": "3"}}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_feedback_says_where_points_were_lost(language: str) -> None:
    full = StudentScore("s", score=2.0, max_score=2.0, cells=(CellScore("f", "test_f", "n", 2.0, 2.0),))
    assert feedback(full, language) == {"en": "full points", "zh": "满分"}[language]
    assert feedback(replace(full, help="result"), language) and not feedback(replace(full, help="none"), language)
