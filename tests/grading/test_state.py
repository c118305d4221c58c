"""Digests of what decides a score: they change with every part of it, and with nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course.course import Course
from autograder.grading import state
from autograder.grading.state import UNKNOWN, FolderState, assignment_state, files_state, stat_of, state_of

LONG_AGO = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files that nobody has touched for long, as far as their times say so."""
    made = tmp_path / "work"
    (made / "more").mkdir(parents=True)
    for name in ("tiny.ipynb", "more/data.csv"):
        (made / name).write_text(name)
        os.utime(made / name, (LONG_AGO, LONG_AGO))
    return made


def test_an_untouched_folder_has_the_same_state(folder: Path) -> None:
    first = state_of(folder, ours=True)
    assert first == state_of(folder, ours=True) and UNKNOWN not in (first.stat, first.content)
    assert stat_of(folder) == first.stat and first.is_still(first)


def _grow(folder: Path) -> None:
    (folder / "tiny.ipynb").write_text("longer than before")


def _rewrite_in_secret(folder: Path) -> None:
    """Change a byte; size, inode and time of modification stay."""
    path = folder / "tiny.ipynb"
    before = path.stat()
    path.write_text("TINY.ipynb")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns, path.stat().st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )


def _add(folder: Path) -> None:
    (folder / "helpers.py").write_text("")


def _remove(folder: Path) -> None:
    (folder / "more" / "data.csv").unlink()


def _rename(folder: Path) -> None:
    (folder / "more" / "data.csv").rename(folder / "more" / "other.csv")


def _link(folder: Path) -> None:
    (folder / "link").symlink_to("tiny.ipynb")


def _forbid(folder: Path) -> None:
    (folder / "more" / "data.csv").unlink()
    os.mkfifo(folder / "more" / "data.csv")


@pytest.mark.parametrize("change", [_grow, _rewrite_in_secret, _add, _remove, _rename, _link, _forbid])
def test_every_change_of_content_changes_the_state(folder: Path, change: Callable[[Path], None]) -> None:
    before = state_of(folder, ours=True)
    change(folder)
    after = state_of(folder, ours=True)
    assert not after.is_still(before) and stat_of(folder) != before.stat


def test_a_copy_has_other_inodes_and_the_same_content(folder: Path, tmp_path: Path) -> None:
    before = state_of(folder, ours=True)
    shutil.copytree(folder, tmp_path / "copy")
    after = state_of(tmp_path / "copy", ours=True)
    assert after.stat != before.stat and after.content == before.content and after.is_still(before)


def test_names_that_the_course_ignores_do_not_count(folder: Path) -> None:
    before = state_of(folder, ours=True)
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb").write_text("old")
    assert state_of(folder, ours=True) == before


def test_a_file_of_just_now_is_compared_by_its_content(folder: Path) -> None:
    """A second change within the file system's resolution would not alter its time."""
    now = state_of(folder)  # its inodes are new
    assert now.stat == UNKNOWN and now.content != UNKNOWN
    assert now.is_still(state_of(folder)), "by content"
    assert not FolderState().is_still(FolderState()), "what is unknown is equal to nothing"


@pytest.mark.parametrize("name", ["tiny.ipynb", "more/data.csv"])
def test_a_file_with_hard_links_depends_on_other_folders(name: str, folder: Path, tmp_path: Path) -> None:
    os.link(folder / name, tmp_path / "another")
    assert state_of(folder, ours=True).content == UNKNOWN


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert state_of(tmp_path / "nowhere", ours=True) == state_of(empty, ours=True)


# ---------------------------------------------------------------- the assignment


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path / "course")
    for path in ("tests/hidden/tiny/double.py", "tests/hidden/other/x.py", "solutions/tiny.py", "source/tiny/data/a.csv"):
        (made.root / path).parent.mkdir(parents=True, exist_ok=True)
        (made.root / path).write_text("1")
    return made


def digest(course: Course, *, language: str = "", figures: bool = True, excused: tuple[str, ...] = ()) -> str:
    return assignment_state(course, "tiny", language=language, figures=figures, excused=excused)


@pytest.mark.parametrize(
    "path",
    [
        "source/tiny/tiny.ipynb",
        "source/tiny/data/a.csv",
        "source/tiny/new.csv",
        "tests/hidden/tiny/double.py",
        "tests/hidden/shared.py",
        "solutions/tiny.py",
        "nbgrader_config.py",
        "late_plugin.py",
    ],
)
def test_every_file_of_the_course_that_decides_a_score_counts(course: Course, path: str) -> None:
    before = digest(course)
    file = course.root / path
    file.write_text(f"{file.read_text()}\n" if file.exists() else "x = 1")
    assert digest(Course(course.root, secret="made up")) not in (before, UNKNOWN)


def test_options_the_secret_and_excuses_count(course: Course) -> None:
    before = digest(course)
    others = [
        digest(course, language="zh"),
        digest(course, figures=False),
        digest(course, excused=("test_double",)),
        digest(Course(course.root, secret="another")),
    ]
    assert len({before, *others}) == 5 and UNKNOWN not in others


def test_another_assignment_does_not_count(course: Course) -> None:
    shutil.copytree(course.source("tiny"), course.source("other"))
    before = digest(course)
    (course.source("other") / "more.csv").write_text("2")
    (course.hidden_tests("other") / "x.py").write_text("2")
    assert digest(course) == before


def test_the_grader_itself_counts(course: Course, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = digest(course)
    package = tmp_path / "autograder"
    package.mkdir()
    (package / "new.py").write_text("")
    monkeypatch.setattr(state, "PACKAGE", package)
    state._grader.cache_clear()
    try:
        assert digest(course) != before
    finally:
        monkeypatch.undo()
        state._grader.cache_clear()
    assert digest(course) == before


def test_the_digest_is_the_same_in_another_process(tmp_path: Path) -> None:
    """A configuration may hold functions and classes, whose addresses are never the same."""
    config = CONFIG + "c.Custom.plugin = lambda: 0\nc.Custom.kind = type('Kind', (), {})\nc.Custom.value = object()\n"
    course = make_course(tmp_path, config)
    code = (
        "import sys; from autograder.course.course import Course; from autograder.grading.state import assignment_state\n"
        "course = Course(sys.argv[1], secret='made up')\n"
        "print(assignment_state(course, 'tiny', language='', figures=True, excused=()))"
    )
    found = {
        subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True).stdout.strip()
        for _ in range(2)
    }
    assert found == {digest(course)}


def test_files_outside_of_the_assignment_count_by_content(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    missing = files_state([str(path)])
    path.write_text("1")
    first = files_state([str(path)])
    path.write_text("2")
    assert len({missing, first, files_state([str(path)]), files_state([])}) == 4


def test_links_of_the_instructor_are_followed(course: Course, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "sigmoid.py").write_text("1")
    (course.hidden_tests("tiny") / "sigmoid.py").symlink_to(shared / "sigmoid.py")
    (course.source("tiny") / "linked").symlink_to(shared)
    before = digest(course)
    (shared / "sigmoid.py").write_text("2")
    assert digest(course) not in (before, UNKNOWN) and before != UNKNOWN
    (shared / "round").symlink_to(shared)
    assert digest(course) == UNKNOWN, "links that go round in a circle"


def test_every_assignment_of_this_course_has_a_digest() -> None:
    course = Course(Path(__file__).parents[2], secret="made up")
    found = [assignment_state(course, name, language="", figures=True, excused=()) for name in course.assignments()]
    assert UNKNOWN not in found and len(set(found)) == len(found)
