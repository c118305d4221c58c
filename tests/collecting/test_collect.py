"""Downloads of Moodle, Canvas, 学习通 and Blackboard are filed; what belongs to nobody is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, released
from downloads import folder, zip_file, zipped

from autograder.collecting.collect import Collected, collect
from autograder.collecting.roster import Enrolled, Roster
from autograder.course.course import Course
from autograder.notebook.files import dumps, read_notebook

ROSTER = Roster(
    [
        Enrolled("2023001", "张三", canvas="11"),
        Enrolled("0007", "李四", canvas="12"),
        Enrolled("2023003", "Doe, Jane", canvas="13"),
    ]
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


def work(course: Course, answer: str = "") -> str:
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = answer or "def double(x):\n    return 2 * x"
    return dumps(content)


def answer_of(course: Course, student: str) -> Any:
    return by_id(read_notebook(course.submitted("tiny", student) / "tiny.ipynb"), "double")["source"]


def states(found: Collected) -> dict[str, str]:
    return {filed.student: filed.state for filed in found.filed}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_zip_files_called_by_id_and_name_are_filed(encoding: str, course: Course, tmp_path: Path) -> None:
    """As 学习通 hands them out: a zip file a student, names in GBK, folders inside."""
    one = zipped({"作业三/tiny.ipynb": work(course), "作业三/数据.csv": "1"}, encoding)
    two = zipped({"交作业/最终版/张三的作业.ipynb": work(course, "two = 2")}, encoding)
    path = zip_file(tmp_path / "d.zip", {"作业3/2023001_张三.zip": one, "作业3/0007-李四.zip": two}, encoding)
    found = collect(course, "tiny", path, ROSTER)
    assert (states(found), found.unplaced, found.absent) == ({"0007": "new", "2023001": "new"}, [], ["2023003"])
    assert answer_of(course, "0007") == "two = 2"
    names = sorted(path.name for path in course.submitted("tiny", "2023001").iterdir())
    assert names == ["tiny.ipynb", "数据.csv"]


def test_moodles_folders_are_filed(course: Course, tmp_path: Path) -> None:
    made = folder(
        tmp_path / "d",
        {
            "Jane Doe_2023001_assignsubmission_file_/tiny.ipynb": work(course, "jane = 1"),
            "张三_77_assignsubmission_file_tiny.ipynb": work(course, "zhang = 1"),
            "Nobody Known_78_assignsubmission_file_/tiny.ipynb": "{}",
        },
    )
    found = collect(course, "tiny", made, ROSTER)
    assert states(found) == {"2023001": "new", "2023003": "new"}
    assert (answer_of(course, "2023001"), answer_of(course, "2023003")) == ("zhang = 1", "jane = 1")
    [lost] = found.unplaced
    assert lost.where.startswith("Nobody Known_78") and lost.why.code == "download.no_owner"


def test_canvas_files_are_filed_by_the_users_number_and_the_last_attempt_counts(course: Course, tmp_path: Path) -> None:
    path = zip_file(
        tmp_path / "submissions.zip",
        {
            "doejane_13_900_tiny.ipynb": work(course, "first = 1"),
            "doejane_LATE_13_901_tiny-10.ipynb": work(course, "third = 1"),
            "doejane_13_902_tiny-2.ipynb": work(course, "second = 1"),
            "zhangsan_11_903_Untitled.ipynb": work(course, "zhang = 1"),
            "zhangsan_11_904_data.csv": "1",
        },
    )
    found = collect(course, "tiny", path, ROSTER)
    assert states(found) == {"2023001": "new", "2023003": "new"}
    assert answer_of(course, "2023003") == "third = 1"
    assert next(filed for filed in found.filed if filed.student == "2023003").older == 2
    assert (course.submitted("tiny", "2023001") / "data.csv").read_text() == "1"


def test_the_number_of_a_homework_is_no_students_work(course: Course, tmp_path: Path) -> None:
    """A folder of the platform's may hold a number that is somebody's id; no learner's file may be filed for another."""
    numbered = Roster([Enrolled("3", "王五"), Enrolled("20230002", "张三"), Enrolled("31", "Ann Lee")])
    made = {
        "作业3/20230002_张三.zip": zipped({"tiny.ipynb": work(course, "zhang = 1")}),
        "作业3/王五/tiny.ipynb": work(course, "wang = 1"),
    }
    found = collect(course, "tiny", zip_file(tmp_path / "a.zip", made), numbered)
    assert states(found) == {"3": "new"} and answer_of(course, "3") == "wang = 1"
    assert [(one.where, one.why.code) for one in found.unplaced] == [("作业3", "download.several_owners")]
    evil = {
        "3/20230002/tiny.ipynb": work(course, "mine = 1"),
        "ann lee 31/data_3.csv": "1",
        "ann lee 31/tiny.ipynb": work(course),
    }
    found = collect(course, "tiny", zip_file(tmp_path / "b.zip", evil), numbered)
    assert (states(found), found.unplaced) == ({"3": "replaced", "31": "new"}, [])


def test_a_name_that_is_too_long_does_not_cost_the_work(course: Course, tmp_path: Path) -> None:
    made = zip_file(tmp_path / "d.zip", {"2023001.zip": zipped({"tiny.ipynb": work(course), "图" * 200 + ".png": "x"})})
    assert states(collect(course, "tiny", made, ROSTER)) == {"2023001": "new"}


def test_attempts_in_folders_and_times_in_names_are_ordered(course: Course, tmp_path: Path) -> None:
    made = folder(
        tmp_path / "d",
        {
            "2023001_张三/第2次提交/tiny.ipynb": work(course, "late = 1"),
            "2023001_张三/第10次提交/tiny.ipynb": work(course, "last = 1"),
            "tiny_0007_attempt_2026-11-02-08-00-00_tiny.ipynb": work(course, "last = 2"),
            "tiny_0007_attempt_2026-11-01-23-00-00_tiny.ipynb": work(course, "early = 2"),
        },
    )
    collect(course, "tiny", made, ROSTER)
    assert (answer_of(course, "2023001"), answer_of(course, "0007")) == ("last = 1", "last = 2")


def test_a_later_attempt_without_a_notebook_does_not_hide_the_work(course: Course, tmp_path: Path) -> None:
    made = folder(tmp_path / "d", {"2023001(1)/tiny.ipynb": work(course, "mine = 1"), "2023001(2)/thanks.txt": "!"})
    collect(course, "tiny", made, ROSTER)
    assert answer_of(course, "2023001") == "mine = 1"


def test_what_cannot_be_placed_is_listed_with_a_reason(course: Course, tmp_path: Path) -> None:
    path = zip_file(
        tmp_path / "d.zip",
        {
            "作业/2023001_李四.zip": zipped({"tiny.ipynb": work(course)}),
            "作业/赵六/tiny.ipynb": work(course),
            "作业/赵六/data.csv": "",
            "作业/0007_李四.rar": b"Rar!",
            "作业/2023003/notes.txt": "no notebook",
        },
    )
    found = collect(course, "tiny", path, ROSTER)
    assert states(found) == {}
    assert {problem.where: problem.why.code for problem in found.unplaced} == {
        "作业/2023001_李四": "download.several_owners",
        "作业/赵六": "download.no_owner",
        "作业/0007_李四.rar": "download.other_archive",
        "2023003": "download.no_work",
    }
    assert found.absent == ["0007", "2023001", "2023003"]
    assert not course.submissions("tiny")


def test_collecting_again_changes_nothing_and_new_work_replaces_the_old(course: Course, tmp_path: Path) -> None:
    made = folder(tmp_path / "d", {"2023001/tiny.ipynb": work(course), "2023001/old.txt": "1"})
    assert states(collect(course, "tiny", made, ROSTER)) == {"2023001": "new"}
    assert states(collect(course, "tiny", made, ROSTER)) == {"2023001": "same"}
    (made / "2023001" / "old.txt").unlink()
    (made / "2023001" / "tiny.ipynb").write_text(work(course, "again = 1"))
    assert states(collect(course, "tiny", made, ROSTER, dry_run=True)) == {"2023001": "replaced"}
    assert answer_of(course, "2023001") != "again = 1"
    assert states(collect(course, "tiny", made, ROSTER)) == {"2023001": "replaced"}
    assert answer_of(course, "2023001") == "again = 1"
    home = course.submitted("tiny", "2023001")
    assert [path.name for path in home.iterdir()] == ["tiny.ipynb"]
    assert [path.name for path in home.parent.iterdir()] == ["tiny"], "nothing else is left"


def test_no_path_of_a_learner_leads_out_of_the_students_folder(course: Course, tmp_path: Path) -> None:
    evil = zipped({"tiny.ipynb": work(course), "../../escape.txt": "x", "...zip": zipped({"escape.txt": "x"})})
    path = zip_file(tmp_path / "d.zip", {"2023001.zip": evil, "0007/tiny.ipynb": work(course), "0007/../up.txt": "x"})
    found = collect(course, "tiny", path, ROSTER)
    assert states(found) == {"0007": "new", "2023001": "new"}
    inside = {str(path.relative_to(course.submitted("tiny", "x").parents[1])) for path in course.root.rglob("*.txt")}
    assert inside == set()
    assert [problem.why.code for problem in found.unplaced] == ["download.unsafe_path"] * 3


def test_files_that_stand_in_each_others_way_are_one_students_problem(course: Course, tmp_path: Path) -> None:
    path = zip_file(
        tmp_path / "d.zip",
        {"2023001/tiny.ipynb": work(course), "2023001/a": "1", "2023001/a/b": "2", "0007/tiny.ipynb": work(course)},
    )
    found = collect(course, "tiny", path, ROSTER)
    assert states(found) == {"0007": "new"}
    assert [(problem.where, problem.why.code) for problem in found.unplaced] == [("2023001", "download.not_written")]


def test_a_script_is_filed_as_a_notebook(course: Course, tmp_path: Path) -> None:
    made = folder(tmp_path / "d", {"2023001_张三_solution.py": "def double(x):\n    return x + x\n"})
    found = collect(course, "tiny", made, ROSTER)
    assert [note.code for note in found.filed[0].notes] == ["download.made_of_script"]
    assert "x + x" in answer_of(course, "2023001")
