"""The folder that a learner hands in: what is left out with a note, and what refuses this one submission."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, notebook, released, write
from courses import cell as make_cell

from autograder.course.course import Course
from autograder.errors import NotebookError
from autograder.grading import folder as module
from autograder.grading.folder import examine, files_beside, read_file
from autograder.grading.submission import Grader


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path)
    (made.source("tiny") / "data.csv").write_text("1,2\n")
    (made.source("tiny") / "images").mkdir()
    (made.source("tiny") / "images" / "cat.png").write_bytes(b"cat")
    for student in ("ann", "eve"):
        write(made.submitted("tiny", student) / "tiny.ipynb", released(made.sources("tiny")["tiny"]))
    return made


def trouble(course: Course, student: str = "eve") -> str:
    return str(examine(course, "tiny", student, ["tiny"]).trouble)


def deep(folder: Path) -> None:
    """Make a path that fits below `submitted/` and not below `autograded/`, which is a letter longer."""
    here = os.open(folder, os.O_RDONLY)
    try:
        length = len(str(folder))
        while length + 101 < 4090:
            os.mkdir("d" * 100, dir_fd=here)
            inner = os.open("d" * 100, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here, length = inner, length + 101
        os.close(os.open("f" * (4095 - length - 1), os.O_WRONLY | os.O_CREAT, dir_fd=here))
    finally:
        os.close(here)


def linked(folder: Path) -> None:
    (folder / "tiny.ipynb").unlink()
    os.link(folder.parents[1] / "ann" / "tiny" / "tiny.ipynb", folder / "tiny.ipynb")


def bind(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(folder)  # an address has at most 107 bytes
        try:
            server.bind("sock")
        finally:
            os.chdir(here)


def folder_in_place_of_the_notebook(folder: Path) -> None:
    (folder / "tiny.ipynb").unlink()
    (folder / "tiny.ipynb").mkdir()
    (folder / "tiny.ipynb" / "x").write_text("")


def odd_name(folder: Path) -> None:
    Path(os.fsdecode(bytes(folder) + b"/\xff\xfe")).write_text("")


def named(*names: str) -> Callable[[Path], object]:
    return lambda folder: [(folder / name).write_text("") for name in names]


TROUBLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder in place of a file": (lambda f: (f / "data.csv" / "x").mkdir(parents=True), ""),
    "a file in place of a folder": (named("images"), "images is a file, where"),
    "a folder in place of the notebook": (folder_in_place_of_the_notebook, "tiny.ipynb is a folder"),
    "a path too long for autograded": (deep, "is too long"),
    "two names that differ in case": (named("Notes", "notes"), "Notes and notes have the same name"),
    "two spellings of an accent": (named("\u00e9", "e\u0301"), "have the same name"),
    "a hard link to another's notebook": (linked, "tiny.ipynb is the same file as another student's"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_one_submissions_trouble_is_one_sentence(name: str, course: Course) -> None:
    change, said = TROUBLES[name]
    folder = course.submitted("tiny", "eve")
    change(folder)
    if name == "a folder in place of a file":
        assert trouble(course) == "None", "an empty folder is nothing"
        (folder / "data.csv" / "x" / "y").write_text("")
        said = "data.csv is a folder, where the assignment has a file of that name"
    assert said in trouble(course), name
    assert "\n" not in trouble(course)
    with Grader(course, "tiny", allow_weak=True) as grader:
        result = grader.grade_folder("eve")
        assert said in str(result.refused) and result.exercises == [] and result.notebooks == {}
        if "hard link" not in name:  # where both folders have one owner, nobody can say whose it is
            assert grader.grade_folder("ann").refused is None
        else:
            assert "is the same file" in str(grader.grade_folder("ann").refused)


@pytest.mark.parametrize("what", ["a file", "a folder"])
def test_what_nobody_may_read_is_left_out(what: str, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    path = course.submitted("tiny", "eve") / "private"
    if what == "a folder":
        path.mkdir()
    else:
        path.write_text("")
    path.chmod(0)
    if os.geteuid() == 0:  # who may read everything
        scan = os.scandir

        def refuse(where: Path) -> object:
            if Path(where) == path:
                raise PermissionError(13, "Permission denied", str(path))
            return scan(where)

        monkeypatch.setattr(module.os, "scandir", refuse)
        monkeypatch.setattr(module.os, "access", lambda name, *_, **__: Path(name) != path)
    try:
        found = examine(course, "tiny", "eve", ["tiny"])
        assert found.trouble is None and not any("private" in str(name) for name in found.files)
        assert [str(note) for note in found.notes] == ["Files in the submission were left out: private (Permission denied)."]
    finally:
        path.chmod(0o700)


def second_name(folder: Path) -> None:
    os.link(folder.parents[2] / "nbgrader_config.py", folder / "notes.txt")


LEFT_OUT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (lambda folder: os.mkfifo(folder / "pipe"), "pipe (a pipe, a socket or a device)"),
    "a socket": (bind, "sock (a pipe, a socket or a device)"),
    "a hard link": (second_name, "notes.txt (a hard link, which may be another's file)"),
    "a name that is not UTF-8": (odd_name, r"\udcff\udcfe (a name that is not UTF-8)"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_an_attachment_that_cannot_be_used_stops_nobody(name: str, course: Course) -> None:
    change, said = LEFT_OUT[name]
    change(course.submitted("tiny", "eve"))
    with Grader(course, "tiny", allow_weak=True) as grader:
        result = grader.grade_folder("eve")
    assert result.refused is None and result.exercises
    assert f"Files in the submission were left out: {said}." in map(str, result.notes)


def test_a_device_is_left_out(course: Course) -> None:
    try:
        os.mknod(course.submitted("tiny", "eve") / "zero", 0o20666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root may make a device")
    assert trouble(course) == "None"
    assert list(examine(course, "tiny", "eve", ["tiny"]).unusable) == ["zero"]


def test_too_many_files_refuse(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 3)
    for number in range(5):
        (course.submitted("tiny", "eve") / f"{number}.txt").write_text("")
    assert "more than 3 files" in trouble(course)


@pytest.mark.parametrize("level", ["student", "assignment"])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_folder_that_is_a_link_refuses(level: str, dangling: bool, course: Course) -> None:
    folder = course.submitted("tiny", "zed")
    link, target = (folder.parent, Path("ann")) if level == "student" else (folder, Path("../ann/tiny"))
    link.parent.mkdir(exist_ok=True, parents=True)
    link.symlink_to("nowhere" if dangling else target)
    if level == "assignment" or not dangling:
        assert "zed" in course.submissions("tiny")
    name = "zed" if level == "student" else "tiny"
    wanted = f"The folder {name} is a link to {'nowhere' if dangling else target}"
    assert trouble(course, "zed") == wanted + (", which does not exist" if dangling else "") + "; hand in the folder itself."
    with Grader(course, "tiny", allow_weak=True) as grader:
        assert grader.grade_folder("zed").score == 0 == len(grader.grade_folder("zed").notebooks)
        assert grader.grade_folder("ann").refused is None


def test_a_course_may_keep_its_submissions_elsewhere(course: Course, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other disk"
    (course.root / "submitted").rename(elsewhere)
    (course.root / "submitted").symlink_to(elsewhere)
    assert trouble(course) == "None"


def test_links_and_files_that_tools_run_are_left_out_with_a_note(course: Course, tmp_path: Path) -> None:
    folder = course.submitted("tiny", "eve")
    (folder / "mine.py").write_text("")
    (folder / "numpy.py").write_text("")
    (folder / "NBGRADER_CONFIG.PY").write_text("")
    (folder / "lib").mkdir()
    (folder / "lib" / "random.py").write_text("")  # hides nothing from a notebook above it
    (folder / "code").mkdir()
    (folder / "code" / "main.py").write_text("")  # no package, so it hides nothing
    for number in range(7):
        (folder / f"link{number}").symlink_to(tmp_path / "gradebook.db")
    (folder / "images").symlink_to(tmp_path / "source")
    seen = examine(course, "tiny", "eve", ["tiny"])
    assert {str(path) for path in seen.files} == {"mine.py", "lib/random.py", "code/main.py"}
    assert [str(note) for note in seen.notes] == [
        "Links in the submission were ignored: images, link0, link1, link2, link3 and 3 more.",
        "Files that some tool would run or trust were not copied: NBGRADER_CONFIG.PY, numpy.py.",
    ]
    assert seen.trouble is None


def test_files_of_the_source_may_have_any_name(course: Course) -> None:
    (course.source("tiny") / "conftest.py").write_text("")
    assert Path("conftest.py") in files_beside(course, course.source("tiny"), trusted=True).files


def test_what_the_course_ignores_is_not_looked_at(tmp_path: Path) -> None:
    course = make_course(tmp_path, CONFIG + "c.CourseDirectory.ignore = ['cache', '*.fifo']\n")
    folder = course.submitted("tiny", "eve")
    (folder / "cache").mkdir(parents=True)
    os.mkfifo(folder / "cache" / "pipe")
    os.mkfifo(folder / "x.fifo")
    assert examine(course, "tiny", "eve", ["tiny"]).trouble is None


def test_a_hard_link_of_the_folders_owner_is_told_from_a_strangers(course: Course) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give files to others")
    linked(course.submitted("tiny", "eve"))
    for student, user in (("ann", 1001), ("eve", 1002)):
        os.chown(course.submitted("tiny", student), user, -1)
    os.chown(course.submitted("tiny", "ann") / "tiny.ipynb", 1001, -1)
    assert trouble(course, "ann") == "None"
    assert "is the same file" in trouble(course, "eve")


def test_a_regular_file_is_read_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_file(tmp_path / "file", 5) == b"12345"
    with pytest.raises(NotebookError, match="larger than 4 bytes"):
        read_file(tmp_path / "file", 4)
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "gone", "."):
        with pytest.raises(NotebookError):
            read_file(tmp_path / name, 5)


def test_an_unreadable_notebook_among_several_waits_for_a_person(tmp_path: Path) -> None:
    second = notebook(
        make_cell("x = 0  ### BEGIN SOLUTION\nx = 3\n### END SOLUTION", "x", solution=True),
        make_cell("assert x == 3", "test_x", grade=True, locked=True, points=2),
    )
    course = make_course(tmp_path)
    write(course.source("tiny") / "second.ipynb", second)
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    folder = course.submitted("tiny", "eve")
    write(folder / "tiny.ipynb", content)
    ways: list[Callable[[Path], object]] = [
        lambda path: path.write_text("{ not JSON"),
        lambda path: path.symlink_to("tiny.ipynb"),
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.mkdir(),
        lambda path: os.mkfifo(path),
    ]
    with Grader(course, "tiny", allow_weak=True) as grader:
        for spoil in ways:
            spoil(folder / "second.ipynb")
            result = grader.grade_folder("eve")
            (folder / "second.ipynb").rmdir() if (folder / "second.ipynb").is_dir() else (folder / "second.ipynb").unlink()
            assert result.refused is None and result.score == 3
            assert list(result.unread) == ["second"] and result.unread["second"] in result.notes
            (lost,) = [one for one in result.exercises if one.notebook == "second"]
            assert lost.score == 0 and lost.message == str(result.unread["second"])
        missing = grader.grade_folder("eve")
        assert missing.unread == {} and "second.ipynb: no such file." in map(str, missing.notes)
