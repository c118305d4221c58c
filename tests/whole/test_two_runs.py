"""Several runs at the same moment: each waits for the others, and the gradebook is that of one run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, released, write
from gradebooks import rows
from locks import other_process
from nbgrader_apps import PLUGINS

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[2]
GRADE = ("autograder", "grade", "tiny", "--allow-weak-sandbox", "--workers", "1")


def fresh_course(root: Path) -> Course:
    """A course that nbgrader does not know yet, with two submissions."""
    course = make_course(root, CONFIG + PLUGINS + "c.SandboxExecute.allow_weak_sandbox = True\n")
    for student, answer in {"ann": "x + x", "bo": "x * x"}.items():
        content = released(course.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = f"def double(x):\n    return {answer}"
        write(course.submitted("tiny", student) / "tiny.ipynb", content)
    return Course(root)


def start(course: Course, *command: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    program = Path(sys.executable).with_name(command[0])
    return subprocess.Popen(
        [str(program), *command[1:]],
        cwd=course.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def test_five_runs_in_a_fresh_course(tmp_path: Path) -> None:
    alone = fresh_course(tmp_path / "alone")
    assert start(alone, *GRADE).wait(300) == 0
    course = fresh_course(tmp_path / "course")
    processes = [start(course, *GRADE) for _ in range(5)]
    said = [process.communicate(timeout=300)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * 5, said
    assert not [text for text in said if "Traceback" in text or "UNIQUE" in text]
    assert sum(f"Waiting for {' '.join(GRADE)} (process " in text for text in said) == 4
    assert rows(course) == rows(alone)


def test_nbgrader_and_this_grader_side_by_side(tmp_path: Path) -> None:
    alone = fresh_course(tmp_path / "alone")
    assert start(alone, *GRADE).wait(300) == 0
    course = fresh_course(tmp_path / "course")
    assert start(course, *GRADE).wait(300) == 0  # nbgrader autogrades no assignment that it does not know
    mixture = [GRADE, ("nbgrader", "autograde", "tiny", "--force"), GRADE, ("nbgrader", "autograde", "tiny", "--force")]
    processes = [start(course, *command) for command in mixture]
    said = [process.communicate(timeout=300)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    assert not [text for text in said if "Traceback" in text]
    assert rows(course) == rows(alone)


@pytest.mark.parametrize("command", ["grade", "generate"])
def test_a_run_that_may_not_wait_ends_with_a_sentence(command: str, tmp_path: Path) -> None:
    course = fresh_course(tmp_path / "course")
    process = other_process(course)
    try:
        before = sorted(map(str, course.root.rglob("*")))
        more = ["--allow-weak-sandbox"] if command == "grade" else []
        run = start(course, "autograder", command, "tiny", "--no-wait", *more)
        said, _ = run.communicate(timeout=120)
        assert run.returncode == 2
        assert said.startswith("autograder: Another process writes into this course: autograder grade tiny (process ")
        assert said.count("\n") == 1
        assert sorted(map(str, course.root.rglob("*"))) == before
    finally:
        process.kill()
        process.wait()


def test_ctrl_c_ends_the_waiting(tmp_path: Path) -> None:
    course = fresh_course(tmp_path / "course")
    process = other_process(course)
    try:
        run = start(course, *GRADE)
        time.sleep(5)
        run.send_signal(signal.SIGINT)
        said, _ = run.communicate(timeout=60)
        assert run.returncode == 130 and "Traceback" not in said
        assert not (course.root / "gradebook.db").exists()
    finally:
        process.kill()
        process.wait()
