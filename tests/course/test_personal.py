"""The user's own nbgrader configuration counts as it does for nbgrader, and never one that learners may have made."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course.course import Course
from autograder.errors import CourseError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / ".jupyter"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder.parent))
    for variable in ("JUPYTER_CONFIG_DIR", "JUPYTER_CONFIG_PATH", "JUPYTER_PREFER_ENV_PATH"):
        monkeypatch.delenv(variable, raising=False)
    return folder


def nbgraders(course: Course) -> str:
    """Return the address of the gradebook that nbgrader itself uses."""
    code = (
        "from nbgrader.apps import NbGrader\n"
        "app = NbGrader()\napp.initialize([])\nprint(app.coursedir.db_url)"
    )  # fmt: skip
    run = subprocess.run([sys.executable, "-c", code], cwd=course.root, capture_output=True, text=True, check=True)
    return run.stdout.split()[-1]


@pytest.mark.parametrize("ours", [False, True], ids=["the user's", "the course's"])
def test_the_users_file_counts_below_the_courses(home: Path, tmp_path: Path, ours: bool) -> None:
    (home / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.db_url = "sqlite:////mine.db"\n')
    text = 'c.CourseDirectory.db_url = "sqlite:////course.db"\n' if ours else ""
    course = make_course(tmp_path / "course", CONFIG + text)
    assert course.db_url == ("sqlite:////course.db" if ours else "sqlite:////mine.db") == nbgraders(course)
    assert course.course_id == "tiny"


def test_json_and_jupyters_own_file_count_too(home: Path, tmp_path: Path) -> None:
    (home / "jupyter_config.py").write_text('c.SandboxLimits.call_seconds = 2\nc.Exchange.timezone = "Asia/Tokyo"\n')
    (home / "nbgrader_config.json").write_text(json.dumps({"Exchange": {"timezone": "Asia/Shanghai"}}))
    course = make_course(tmp_path / "course")
    assert (course.timezone, course.limits.call_seconds) == ("Asia/Shanghai", 2)


def test_a_file_that_fails_is_passed_over(home: Path, tmp_path: Path) -> None:
    (home / "nbgrader_config.py").write_text("raise SystemExit('oops')\n")
    assert make_course(tmp_path / "course").course_id == "tiny"


@pytest.mark.parametrize("planted", ["submitted/eve/tiny", "autograded/eve/tiny", "elsewhere"])
def test_what_learners_may_have_made_is_never_run(
    home: Path, tmp_path: Path, planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = make_course(tmp_path / "course")
    folder = course.root / planted / ".jupyter"
    folder.mkdir(parents=True)
    if planted == "elsewhere":  # a submission that was unpacked anywhere
        (folder.parent / "timestamp.txt").write_text("2026-01-01 00:00:00 UTC")
    (folder / "nbgrader_config.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nc.Exchange.timezone = 'Asia/Tokyo'\n")
    monkeypatch.setenv("HOME", str(folder.parent))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(folder))
    assert Course(course.root).timezone == "UTC"
    assert not (tmp_path / "ran").exists()


def test_a_file_that_cannot_be_read_is_an_error(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a limit that it sets would be lost in silence."""
    from traitlets.config.loader import JSONFileConfigLoader

    def fail(self: object) -> None:
        raise OSError(5, "Input/output error")

    (home / "nbgrader_config.json").write_text("{}")
    course = make_course(tmp_path / "course")
    monkeypatch.setattr(JSONFileConfigLoader, "_read_file_as_dict", fail)
    with pytest.raises(CourseError, match=r"nbgrader_config\.json cannot be read: Input/output error"):
        Course(course.root).config  # noqa: B018
