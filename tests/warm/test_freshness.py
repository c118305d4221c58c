"""A loaded course is out of date when anything that decides scores has changed, and not when nothing has."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from courses import CONFIG, make_course, tiny, write

from autograder.course.course import Course
from autograder.warm import freshness
from autograder.warm.freshness import Freshness


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = make_course(tmp_path / "course")
    (course.root / "tests" / "hidden" / "tiny").mkdir(parents=True)
    (course.root / "solutions").mkdir()
    (course.root / "solutions" / "tiny.py").write_text("x = 0")
    return Course(course.root)


CHANGES: dict[str, Callable[[Path], object]] = {
    "configuration": lambda root: (root / "nbgrader_config.py").write_text(f"{CONFIG}c.ChooseLanguage.language = 'zh'\n"),
    "a plugin": lambda root: (root / "plugin.py").write_text("x = 1"),
    "a source": lambda root: (root / "source/tiny/tiny.ipynb").write_text("{}"),
    "a data file": lambda root: (root / "source/tiny/words.txt").write_text("words"),
    "another assignment": lambda root: write(root / "source/other/other.ipynb", tiny()),
    "a hidden test": lambda root: (root / "tests/hidden/tiny/double.py").write_text("x = 1"),
    "a shared module of hidden tests": lambda root: (root / "tests/hidden/common.py").write_text("x = 1"),
    "the reference": lambda root: (root / "solutions/tiny.py").write_text("x = 1"),
    "the secret": lambda root: Course(root).make_secret(),
}


def _edit(path: Path) -> None:
    """Change a file in place: its size and inode stay."""
    path.write_text("y = 1")


LINKS: dict[str, Callable[[Path, Path], object]] = {
    "a linked hidden test": lambda hidden, outside: (hidden / "double.py").symlink_to(outside / "double.py"),
    "a link to a link": lambda hidden, outside: (
        (outside / "link.py").symlink_to("double.py"),
        (hidden / "double.py").symlink_to(outside / "link.py"),
    ),
    "a linked folder of hidden tests": lambda hidden, outside: (hidden / "shared").symlink_to(outside),
}


@pytest.mark.parametrize("what", LINKS)
def test_a_change_behind_a_link_is_noticed(
    what: str, course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.state.SETTLED", -(10**12))  # as if some time had passed
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "double.py").write_text("x = 1")
    LINKS[what](course.root / "tests/hidden/tiny", outside)
    state = Freshness(course)
    assert state.holds()
    _edit(outside / "double.py")
    assert not state.holds()


def test_links_that_go_round_in_a_circle_are_no_known_state(course: Course) -> None:
    (course.root / "tests/hidden/tiny/round").symlink_to(course.root / "tests/hidden")
    assert not Freshness(course).holds()


def test_nothing_has_changed(course: Course) -> None:
    state = Freshness(course)
    assert state.holds() and state.holds()


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_noticed(what: str, course: Course) -> None:
    state = Freshness(course)
    CHANGES[what](course.root)
    assert not state.holds() and not state.holds()


def test_other_times_and_the_same_content_are_no_change(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    state = Freshness(course)
    os.utime(course.root / "source/tiny/tiny.ipynb", ns=(5, 5))
    assert state.holds()
    monkeypatch.setattr("autograder.grading.state.SETTLED", -(10**12))  # as if some time had passed
    assert state.holds()
    monkeypatch.setattr(Freshness, "_content_now", None)
    assert state.holds(), "from now on, times are enough"


def test_another_version_of_the_grader_is_noticed(course: Course, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "module.py").write_text("x = 1")
    monkeypatch.setattr("autograder.grading.state.PACKAGE", package)
    monkeypatch.setattr(freshness, "PACKAGE", package)
    state = Freshness(course)
    assert state.holds()
    (package / "module.py").write_text("x = 2")
    assert not state.holds()


def test_an_installed_package_is_noticed(course: Course, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    places = tmp_path / "site-packages"
    places.mkdir()
    monkeypatch.setattr("autograder.grading.state.package_folders", lambda: [places])
    monkeypatch.setattr(freshness, "package_folders", lambda: [places])
    state = Freshness(course)
    (places / "numpy-99.dist-info").mkdir()
    assert not state.holds()


def test_a_course_that_cannot_be_read_is_another_one(course: Course) -> None:
    state = Freshness(course)
    (course.root / "nbgrader_config.py").write_text("1 / 0")
    assert not state.holds()
    state = Freshness(course)
    assert not state.holds(), "nothing is known of it"
