"""The course's private state: the secret, its place, and who may read it."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course import private
from autograder.course.course import Course
from autograder.errors import CourseError

SECRET = Path(".autograder") / "secret"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_course(tmp_path).root
    made.chmod(0o755)
    return made


def test_reading_makes_no_secret(root: Path) -> None:
    course = Course(root)
    assert course.secret == private.PUBLIC_SECRET and not course.has_secret
    assert not list(root.glob(".autograder*"))


def test_it_is_made_once_whoever_makes_it(root: Path) -> None:
    def make(_: int) -> str:
        course = Course(root)
        course.make_secret()
        return course.secret

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(make, range(32)))
    assert len(secrets) == 1 and len(secrets.pop()) >= 32
    assert [path.name for path in (root / ".autograder").iterdir()] == ["secret"]


def test_only_its_owner_reads_it(root: Path) -> None:
    Course(root).make_secret()
    assert (mode(root / ".autograder"), mode(root / SECRET)) == (0o700, 0o600)


@pytest.mark.parametrize("why", ["the group may write the course's folder", "the configuration says so"])
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_group_that_grades_the_course_shares_it(why: str, umask: int, root: Path) -> None:
    if "configuration" in why:
        (root / "nbgrader_config.py").write_text(CONFIG + "c.CourseDirectory.groupshared = True\n")
    else:
        root.chmod(0o2770)
    group = root.stat().st_gid
    if os.geteuid() == 0:  # another group than the process's own
        group = 12345
        os.chown(root, -1, group)
    before = os.umask(umask)
    try:
        Course(root).make_secret()
    finally:
        os.umask(before)
    assert (mode(root / ".autograder"), mode(root / SECRET)) == (0o2770, 0o660)
    assert (root / ".autograder").stat().st_gid == (root / SECRET).stat().st_gid == group


def test_one_in_the_place_of_older_versions_is_read_and_then_moved(root: Path) -> None:
    old = root / ".autograder-secret"
    old.write_text("made up long ago\n")
    course = Course(root)
    assert course.secret == "made up long ago" and course.has_secret and not (root / SECRET).exists()
    course.make_secret()
    assert course.secret == (root / SECRET).read_text().strip() == "made up long ago"
    assert not old.exists() and mode(root / SECRET) == 0o600
    course.make_secret()
    assert course.secret == "made up long ago"


def test_two_different_ones_are_an_error_and_two_equal_ones_are_not(root: Path) -> None:
    Course(root).make_secret()
    old = root / ".autograder-secret"
    old.write_text("another")
    with pytest.raises(CourseError, match="two different secrets"):
        _ = Course(root).secret
    assert old.exists()
    old.write_text((root / SECRET).read_text())
    Course(root).make_secret()
    assert not old.exists()


def test_another_secret_replaces_it_only_when_asked(root: Path) -> None:
    course = Course(root)
    course.make_secret()
    first = course.secret
    course.make_secret(replace=True)
    assert course.secret != first
    assert private.fingerprint(course.secret) != private.fingerprint(first)
    assert first not in private.fingerprint(first)


@pytest.mark.parametrize("content", [b"\n", b"\xff\xfe"])
def test_a_file_that_holds_none_is_an_error(content: bytes, root: Path) -> None:
    Course(root).make_secret()
    (root / SECRET).write_bytes(content)
    with pytest.raises(CourseError, match=r"\.autograder/secret"):
        _ = Course(root).secret


def test_a_link_in_place_of_the_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".autograder").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CourseError, match="cannot be used"):
        Course(root).make_secret()
    assert not list((tmp_path / "elsewhere").iterdir())
