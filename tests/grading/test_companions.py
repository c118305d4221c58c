"""Files that a learner hands in beside the notebook are theirs to import and to read."""

from __future__ import annotations

import os
from pathlib import Path

from courses import CONFIG, by_id, cell, make_course, notebook, released, write

from autograder.course.course import Course
from autograder.grading import companions
from autograder.grading.submission import Grader

USES = "from my_tools import double\nf = double\nrows = open('data/rows.txt').read().split()"


def course_of(root: Path, config: str = CONFIG) -> Course:
    content = notebook(
        cell("### BEGIN SOLUTION\ndef f(x):\n    return 2 * x\nrows = ['a']\n### END SOLUTION", "f", solution=True),
        cell("assert f(4) == 8", "test_f", grade=True, locked=True, points=2),
        cell("assert rows == ['a']", "test_rows", grade=True, locked=True, points=1),
    )
    course = make_course(root, config, tiny=content)
    (course.source("tiny") / "given.txt").write_text("the course's")
    return course


def hand_in(course: Course, code: str, **files: str) -> Path:
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "f")["source"] = code
    folder = course.submitted("tiny", "ada")
    write(folder / "tiny.ipynb", content)
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder


def test_modules_and_data_are_there(tmp_path: Path) -> None:
    course = course_of(tmp_path)
    hand_in(course, USES, my_tools_dot_py="def double(x):\n    return x + x\n", data__rows_dot_txt="a")
    with Grader(course, "tiny") as grader:
        result = grader.grade_folder("ada")
    assert {one.cell: one.score for one in result.exercises} == {"test_f": 2, "test_rows": 1}


def test_the_courses_files_replace_those_of_the_same_name(tmp_path: Path) -> None:
    course = course_of(tmp_path)
    folder = hand_in(course, "pass", given_dot_txt="mine", own_dot_txt="mine", timestamp_dot_txt="2026-01-01")
    os.symlink("/etc/passwd", folder / "link.txt")
    (folder / "big.bin").write_bytes(b"0" * (companions.MOST_BYTES + 1))
    os.mkfifo(folder / "pipe")
    os.link(tmp_path / "nbgrader_config.py", folder / "another_name.txt")
    os.symlink(tmp_path, folder / "course")
    assert companions.companions(course, "tiny", "ada", ["given.txt"]) == {"own.txt": b"mine"}
    kept = course_of(tmp_path, CONFIG + "c.Autograde.exclude_overwriting = {'tiny': ['given.txt']}\n")
    assert set(companions.companions(kept, "tiny", "ada", ["given.txt"])) == {"own.txt", "given.txt"}


def test_together_they_fit_into_the_scratch_folder(tmp_path: Path) -> None:
    course = course_of(tmp_path, CONFIG + "c.SandboxLimits.scratch_mb = 1\n")
    hand_in(course, "pass", a_dot_txt="x" * 700_000, b_dot_txt="x" * 700_000, c_dot_txt="x")
    assert set(companions.companions(course, "tiny", "ada", [])) == {"a.txt", "c.txt"}


def test_another_notebook_of_the_assignment_can_be_run(tmp_path: Path) -> None:
    first = notebook(cell("### BEGIN SOLUTION\nbase = 3\n### END SOLUTION", "base", solution=True))
    second = notebook(
        cell("%run first.ipynb", "load", locked=True),
        cell("### BEGIN SOLUTION\nn = base + 1\n### END SOLUTION", "n", solution=True),
        cell("assert n == 4", "test_n", grade=True, locked=True, points=1),
    )
    course = make_course(tmp_path, CONFIG, pair=second)
    write(course.source("pair") / "first.ipynb", first)
    sources = course.sources("pair")
    handed = {name: released(source) for name, source in sources.items()}
    by_id(handed["first"], "base")["source"] = "base = 3"
    by_id(handed["pair"], "n")["source"] = "n = base + 1"
    with Grader(course, "pair") as grader:
        assert [one.score for one in grader.grade(handed).exercises] == [1]
        by_id(handed["first"], "base")["source"] = "base = 4"
        assert [one.score for one in grader.grade(handed).exercises] == [0]
