"""The list of a class, from files as platforms write them, and whom a file's name means."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import make_course

from autograder.collecting.roster import Enrolled, Roster, find_roster, read_roster
from autograder.errors import AutograderError, CourseError
from autograder.submitted.names import parse_name

CHINESE = "序号,学号,姓名,班级\r\n1,2023001,张三,一班\r\n2,0007,李四,一班\r\n3,2023003,王五,二班\r\n"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,hw (12)\n    Points Possible,,,,,10\n"
    '"Doe, Jane",501,s1,jdoe,A,\n"Lee, Ann",502,s2,alee,A,\n'
)
MOODLE = "First name;Surname;ID number;Email address\nJane;Doe;s1;jane@x.org\nAnn;Lee;s2;ann@x.org\n"


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_chinese_roster_is_read_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path / "r.csv", CHINESE, encoding))
    assert [(one.id, one.name) for one in roster.students] == [("2023001", "张三"), ("0007", "李四"), ("2023003", "王五")]


def test_what_keeps_an_id_text_in_a_spreadsheet_is_no_part_of_it(tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path / "r.csv", '学号\t姓名\n"=""0007"""\t李四\n"\t0008"\t王五\n\'0009\t赵六\n'))
    assert list(roster.by_id) == ["0007", "0008", "0009"]


def test_the_exports_of_canvas_and_moodle_are_rosters(tmp_path: Path) -> None:
    canvas = read_roster(written(tmp_path / "c.csv", CANVAS))
    assert [(one.id, one.canvas, one.name) for one in canvas.students] == [
        ("s1", "501", "Doe, Jane"),
        ("s2", "502", "Lee, Ann"),
    ]
    assert [one.id for one in read_roster(written(tmp_path / "t.csv", CANVAS + '"Student, Test",503,,,A,\n')).students] == [
        "s1",
        "s2",
    ]
    moodle = read_roster(written(tmp_path / "m.csv", MOODLE, "utf-8-sig"))
    assert next((one.id, one.name, one.email) for one in moodle.students) == ("s1", "Jane Doe", "jane@x.org")


@pytest.mark.parametrize(
    "text",
    [
        "班级名单（2026年秋）\n导出时间：2026-11-01,,\n学号/工号,姓名,院系\n2023001,张三,数学\n0007,李四,数学\n",
        "sep=;\n学号（必填）;学生姓名 *\n2023001;张三\n0007;李四\n",
        "Class list\n\n# , Student ID * , Full name (Chinese)\n1,2023001,张三\n2,0007,李四\n",
        "Name\tUsername [required]\n张三\t2023001\n李四\t0007\n",
        "学号,姓名,姓名 (拼音)\n2023001,张三,Zhang San\n0007,李四,Li Si\n",
    ],
)
def test_headings_are_found_below_a_title_and_with_remarks(text: str, tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path / "r.csv", text))
    assert [(one.id, one.name) for one in roster.students] == [("2023001", "张三"), ("0007", "李四")]


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("2023001_张三.zip", {"2023001"}),
        ("张三2023001", {"2023001"}),
        ("0007-李四-作业三", {"0007"}),
        ("王五.ipynb", {"2023003"}),
        ("赵六", set()),
        ("2023001_李四", {"2023001", "0007"}),
        ("张三".encode("gb18030").decode("cp437"), {"2023001"}),
    ],
)
def test_a_name_means_a_student(name: str, student: set[str], tmp_path: Path) -> None:
    assert read_roster(written(tmp_path / "r.csv", CHINESE)).whose(parse_name(name)) == student


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("doejane_501_9_hw.ipynb", {"s1"}),
        ("doejane_999_9_hw.ipynb", {"s1"}),
        ("leeann_501_9_hw.ipynb", {"s1"}),  # Canvas's number is surer than the name
        ("Jane Doe_7_assignsubmission_file_", {"s1"}),
        ("ann lee", {"s2"}),
        ("jdoe", {"s1"}),
        ("hw_jane.doe", {"s1"}),
    ],
)
def test_a_name_means_a_student_of_canvas(name: str, student: set[str], tmp_path: Path) -> None:
    assert read_roster(written(tmp_path / "c.csv", CANVAS)).whose(parse_name(name)) == student


def test_two_students_of_one_name_are_told_apart_by_their_ids() -> None:
    roster = Roster([Enrolled("1001", "张三"), Enrolled("1002", "张三")])
    assert roster.whose(parse_name("张三.zip")) == {"1001", "1002"}
    assert roster.whose(parse_name("1002_张三.zip")) == {"1002"}


def test_a_number_of_moodle_is_nobodys_id() -> None:
    roster = Roster([Enrolled("1234567", "Ann Lee"), Enrolled("s1", "Jane Doe")])
    assert roster.whose(parse_name("Jane Doe_1234567_assignsubmission_file_a.ipynb")) == {"s1"}


def test_the_column_that_is_filled_most_names_the_students(tmp_path: Path) -> None:
    text = "ID number,username,name\n,ada,Ada\ns2,bob,Bob\n"
    roster = read_roster(written(tmp_path / "r.csv", text))
    assert list(roster.by_id) == ["ada", "bob"]
    assert roster.whose(parse_name("s2.ipynb")) == {"bob"}


def test_the_column_of_the_ids_that_the_course_uses_names_the_students(tmp_path: Path) -> None:
    """Canvas has two, and a course that uses one of them must not get folders of the other."""
    path = written(tmp_path / "c.csv", CANVAS)
    assert list(read_roster(path, ["alee"]).by_id) == ["jdoe", "alee"]
    course = make_course(tmp_path / "course")
    course.submitted("tiny", "jdoe").mkdir(parents=True)
    roster = find_roster(course, path)
    assert list(roster.by_id) == ["jdoe", "alee"]
    assert roster.whose(parse_name("s2.ipynb")) == {"alee"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("姓名\n张三\n", "no column of student ids"),
        ("学号\n1\n1\n", "has the id 1 twice"),
        ("学号\n../x\n", "cannot be the name of a folder"),
        ("学号\n.hidden\n", "cannot be the name of a folder"),
        ("PK\x03\x04", "save it as CSV"),
        ("学号\n" + "1" * 200_000, "cannot be read"),
        ("", "no column of student ids"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match=said):
        read_roster(written(tmp_path / "r.csv", text))


def test_a_workbook_of_an_old_excel_is_named(tmp_path: Path) -> None:
    (tmp_path / "r.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    with pytest.raises(AutograderError, match="save it as CSV"):
        read_roster(tmp_path / "r.xls")


def test_a_roster_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match=r"r\.csv cannot be read"):
        read_roster(tmp_path / "r.csv")


def test_without_a_file_the_roster_is_the_gradebooks(tmp_path: Path) -> None:
    from autograder.course.nbgrader import quiet_nbgrader

    course = make_course(tmp_path)
    with pytest.raises(CourseError, match="--roster FILE"):
        find_roster(course, None)
    assert not (tmp_path / "gradebook.db").exists(), "looking does not make a gradebook"
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            gradebook.add_student("ada", first_name="Ada", last_name="Lovelace", email="ada@x.org")
    course.submitted("tiny", "bob").mkdir(parents=True)
    roster = find_roster(course, None)
    assert [(one.id, one.name) for one in roster.students] == [("ada", "Ada Lovelace"), ("bob", "")]
    assert roster.whose(parse_name("lovelaceada_1_2_hw.ipynb")) == {"ada"}
