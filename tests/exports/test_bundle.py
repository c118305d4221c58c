"""What a bundle holds, and what it must not hold."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from courses import make_course

from autograder.course.course import Course
from autograder.course.private import FOLDER, PUBLIC_SECRET
from autograder.course.private import SECRET as NAME
from autograder.errors import CourseError
from autograder.exports import bundle
from autograder.exports.bundle import DoorSettings, as_zip, make_bundle, write_folder

SECRET = f"{FOLDER}/{NAME}"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path / "course")
    (made.source("tiny") / "data.csv").write_text("1,2")
    (made.source("tiny") / "__pycache__").mkdir()
    (made.source("tiny") / "__pycache__" / "x.pyc").write_text("")
    (made.root / "submitted" / "ada" / "tiny").mkdir(parents=True)
    (made.root / "submitted" / "ada" / "tiny" / "tiny.ipynb").write_text("{}")
    return made


def test_a_bundle_holds_the_assignment_and_the_grader_and_nobodys_work(course: Course) -> None:
    files = make_bundle(course, DoorSettings("gradescope", "tiny"), readable=False)
    own = sorted(path for path in files if path.startswith("course/"))
    assert own == [
        f"course/{SECRET}",
        "course/nbgrader_config.py",
        "course/source/tiny/data.csv",
        "course/source/tiny/tiny.ipynb",
    ]
    assert "grader/autograder/exports/harness.py" in files and "grader/autograder/grading/result.schema.json" in files
    assert not any("__pycache__" in path for path in files)
    assert json.loads(files["door.json"][0])["assignment"] == "tiny"
    assert b"numpy==" in files["requirements.lock"][0]


def test_the_secret_is_the_courses_only_where_learners_cannot_read_it(course: Course) -> None:
    hidden = make_bundle(course, DoorSettings("gradescope", "tiny"), readable=False)
    shown = make_bundle(course, DoorSettings("classroom50", "tiny"), readable=True)
    assert hidden[f"course/{SECRET}"] == (b"made up\n", 0o600)
    own = shown[f"course/{SECRET}"][0]
    assert own != b"made up\n" and len(own) == 65
    assert own == make_bundle(course, DoorSettings("classroom50", "tiny"), readable=True)[f"course/{SECRET}"][0]
    assert not any(b"made up" in content for path, (content, _) in shown.items() if path.startswith("course/"))


def test_a_course_that_has_no_secret_yet_gets_one(tmp_path: Path) -> None:
    """The public one would let learners compute the hidden inputs."""
    make_course(tmp_path)
    course = Course(tmp_path)
    files = make_bundle(course, DoorSettings("gradescope", "tiny"), readable=False)
    secret = files[f"course/{SECRET}"][0].decode().strip()
    assert secret == (tmp_path / SECRET).read_text().strip() != PUBLIC_SECRET


def test_a_bundle_that_asks_a_service_holds_no_test(course: Course) -> None:
    files = make_bundle(course, DoorSettings("classroom50", "tiny", service="https://grader.example"), readable=True)
    assert not any(path.startswith("course/") or path.endswith(".lock") for path in files)


def test_hidden_tests_that_are_links_are_copied() -> None:
    files = make_bundle(Course(ROOT, secret="s"), DoorSettings("gradescope", "deep_network_application"), readable=False)
    paths = [path for path in files if path.startswith("course/tests/hidden/")]
    assert len(paths) == len(list((ROOT / "tests" / "hidden" / "deep_network_application").glob("*.py")))
    assert "course/solutions/deep_network_application.py" in files


def test_what_lies_outside_of_the_course_is_refused(tmp_path: Path) -> None:
    (tmp_path / "head.ipynb").write_text('{"cells": [], "nbformat": 4, "metadata": {}}')
    course = make_course(tmp_path / "course", "c = get_config()\nc.IncludeHeaderFooter.header = '../head.ipynb'\n")
    with pytest.raises(CourseError, match="lies outside of the course"):
        make_bundle(course, DoorSettings("gradescope", "tiny"), readable=False)


def test_a_zip_file_keeps_modes_and_is_the_same_each_time() -> None:
    files = {"run": (b"1", 0o755), "a/data": (b"2", 0o600)}
    content = as_zip(files)
    assert content == as_zip(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        modes = {info.filename: stat.S_IMODE(info.external_attr >> 16) for info in archive.infolist()}
    assert modes == {"run": 0o755, "a/data": 0o600}


def test_only_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    """A person may export into a repository that holds more."""
    target = tmp_path / "t"
    write_folder(target, {"x/door.json": (b"{}", 0o644), "x/course/old": (b"", 0o644), "flow": (b"1", 0o644)}, "x")
    for name in (".git", "x/.git"):
        (target / name).mkdir()
        (target / name / "config").write_text("")
    write_folder(target, {"x/door.json": (b"{}", 0o644), "x/run": (b"", 0o755), "flow": (b"2", 0o644)}, "x")
    found = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    assert found == [".git/config", "flow", "x/.git/config", "x/door.json", "x/run"]
    assert (target / "x" / "run").stat().st_mode & 0o111 and (target / "flow").read_text() == "2"


def test_what_no_export_has_written_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "thesis.tex").write_text("x")
    with pytest.raises(CourseError, match="no export has written"):
        write_folder(tmp_path, {"door.json": (b"{}", 0o644)})
    assert (tmp_path / "course" / "thesis.tex").exists() and not (tmp_path / "door.json").exists()


def test_scripts_are_bash_and_executable() -> None:
    for path in [*bundle.SCRIPTS.rglob("*.sh"), bundle.SCRIPTS / "gradescope" / "run_autograder"]:
        content, mode = bundle.scripts(path.parent.name, path.name)[path.name]
        assert content.startswith(b"#!/usr/bin/env bash\n") and b"set -euo pipefail" in content
        assert mode == 0o755
    docker = bundle.scripts("coursera", "Dockerfile", assignment="a1")["Dockerfile"]
    assert b"docker build -t a1 ." in docker[0] and docker[1] == 0o644
