"""`nbgrader zip_collect`: what a learner packs into an archive is unpacked without links, and costs no classmate."""

from __future__ import annotations

import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import CONFIG, make_course, released
from nbgrader_apps import PLUGINS, isolated, nbgrader

from autograder.course.course import Course
from autograder.nbgrader_plugins import collect
from autograder.notebook.files import dumps

PATTERN = r".*_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>\w+)"
PRIVATE = "zoe's work, which only the instructor may read"


def name_of(student: str) -> str:
    return f"lms_{student}_attempt_2026-03-01-09-30-00_tiny.ipynb"


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with isolated(tmp_path / "jupyter", monkeypatch):
        yield


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = make_course(tmp_path / "course", CONFIG + PLUGINS)
    (tmp_path / "course" / "zoe.ipynb").write_text(PRIVATE)
    (made.root / "downloaded" / "tiny" / "archive").mkdir(parents=True)
    return made


def archives(course: Course) -> Path:
    return course.root / "downloaded" / "tiny" / "archive"


def zipped(path: Path | io.BytesIO, members: dict[str, str | bytes], links: dict[str, str] | None = None) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
        for name, target in (links or {}).items():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            file.writestr(info, target)


def test_archives_of_learners(course: Course) -> None:
    honest = dumps(released(course.sources("tiny")["tiny"]))
    nested = io.BytesIO()
    zipped(nested, {"../../../../escaped.txt": "x", name_of("kim"): honest})
    outside = str(course.root / "zoe.ipynb")
    zipped(archives(course) / "all.zip", {name_of("ann"): honest, "kim.zip": nested.getvalue(), "odd.zip": b"PK no zip"})
    zipped(archives(course) / "eve.zip", {name_of("eve2"): honest}, {name_of("eve"): outside, "folder": "/etc"})
    with tarfile.open(archives(course) / "tom.tar.gz", "w:gz") as packed:
        for kind, name in ((tarfile.SYMTYPE, "tom"), (tarfile.LNKTYPE, "tim")):
            link = tarfile.TarInfo(name_of(name))
            link.type, link.linkname = kind, outside
            packed.addfile(link)
        pipe = tarfile.TarInfo("pipe")
        pipe.type = tarfile.FIFOTYPE
        packed.addfile(pipe)
    (archives(course) / "broken.zip").write_bytes(b"no archive")
    (archives(course) / name_of("bob")).write_text(honest)
    (archives(course) / name_of("lin")).symlink_to(outside)
    os.mkfifo(archives(course) / name_of("fif"))

    said = nbgrader(course.root, "zip_collect", "tiny", "--force", f"--FileNameCollectorPlugin.named_regexp={PATTERN}")
    assert "Traceback" not in said
    assert course.submissions("tiny") == ["ann", "bob", "eve2"]
    for student in ("ann", "bob", "eve2"):
        assert (course.submitted("tiny", student) / "tiny.ipynb").read_text() == honest
    below = [path for path in (course.root / "downloaded" / "tiny" / "extracted").rglob("*") if path.is_file()]
    assert not [path for path in below if path.is_symlink() or PRIVATE in path.read_bytes().decode("latin-1")]
    assert not list(course.root.rglob("escaped.txt"))
    for wanted in ("kim.zip was not unpacked", "odd.zip was not unpacked", "broken.zip was not unpacked"):
        assert wanted in said
    for name in ("eve", "tom", "tim"):
        assert f"the link {name_of(name)} in it was left out" in said
    for name in ("lin", "fif"):
        assert f"{name_of(name)} was left out: it is a link, a pipe or a device." in said


def test_an_archive_has_a_largest_size_and_depth(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collect, "MOST_BYTES", 1000)
    monkeypatch.setattr(collect, "DEEPEST", 2)
    inner: str | bytes = b"x"
    for _ in range(4):
        packed = io.BytesIO()
        zipped(packed, {"inner.zip": inner})
        inner = packed.getvalue()
    (archives(course) / "deep.zip").write_bytes(inner)
    zipped(archives(course) / "large.zip", {"zeros": bytes(2000)})
    with tarfile.open(archives(course) / "large.tar.gz", "w:gz") as file:
        member = tarfile.TarInfo("zeros")
        member.size = 2000
        file.addfile(member, io.BytesIO(bytes(2000)))
    extracted = course.root / "extracted"
    plugin = collect.ExtractArchives()
    plugin.extract(str(archives(course)), str(extracted))
    assert sorted(path.name for path in extracted.rglob("*") if path.is_file()) == ["inner.zip", "inner.zip"]
