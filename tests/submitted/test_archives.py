"""Reading a download: what is in it, what is refused, and that nothing in it costs more than its bounds."""

from __future__ import annotations

import io
import os
import stat
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from downloads import folder, zip_file, zipped

from autograder.errors import AutograderError
from autograder.submitted import archives
from autograder.submitted.archives import Download


def paths(download: Download) -> list[str]:
    return ["/".join(member.path) for member in download.members]


def codes(download: Download) -> dict[str, str]:
    return {problem.where: problem.why.code for problem in download.problems}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_read_in_the_encoding_they_are_in(encoding: str, tmp_path: Path) -> None:
    name = "作业/2023001_张三/许可证.ipynb"  # the GBK form of one character ends with the byte of a backslash
    assert b"\\" in "许可證".encode("gb18030") + "誠".encode("gb18030")
    path = zip_file(tmp_path / "a.zip", {name: "x", "誠/a.txt": "y"}, encoding)
    with Download(path) as download:
        assert paths(download) == sorted([name, "誠/a.txt"])
        assert [download.read(member) for member in download.members] == [b"x", b"y"]


def test_zip_files_in_zip_files_are_folders(tmp_path: Path) -> None:
    inner = zipped({"a.ipynb": "1", "b/c.txt": "2"})
    path = zip_file(tmp_path / "a.zip", {"one.zip": inner, "two.ZIP": zipped({"in.zip": zipped({"d": "3"})})})
    with Download(path) as download:
        assert paths(download) == ["one/a.ipynb", "one/b/c.txt", "two/in/d"]
        backwards = [download.read(member) for member in reversed(download.members)]
        assert backwards == [b"3", b"2", b"1"]


def test_a_folder_is_read_like_a_zip_file(tmp_path: Path) -> None:
    made = folder(tmp_path / "d", {"s1/a.ipynb": "1", "s2.zip": zipped({"b.ipynb": "2"}), "s3/__MACOSX/x": "", "._y": ""})
    with Download(made) as download:
        assert paths(download) == ["s1/a.ipynb", "s2/b.ipynb"]
        assert [download.read(member) for member in download.members] == [b"1", b"2"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    made = folder(tmp_path / "d", {"s1/a.ipynb": "1"})
    (tmp_path / "secret").write_text("secret")
    (made / "s1" / "b.ipynb").symlink_to(tmp_path / "secret")
    (made / "s2").symlink_to(tmp_path)
    os.mkfifo(made / "s1" / "pipe")
    with Download(made) as download:
        assert paths(download) == ["s1/a.ipynb"]
        assert codes(download) == dict.fromkeys(["s1/b.ipynb", "s2", "s1/pipe"], "download.is_link")


def test_a_link_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("s1/a.ipynb")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
        archive.writestr("s2/b.ipynb", "2")
    with Download(tmp_path / "a.zip") as download:
        assert (paths(download), codes(download)) == (["s2/b.ipynb"], {"s1/a.ipynb": "download.is_link"})


@pytest.mark.parametrize("name", ["../a", "/etc/a", "\\a", "C:\\a", "s/../../a", "s\\..\\..\\a", "...zip/a", "s/...zip/a"])
def test_a_path_that_leads_out_is_refused(name: str, tmp_path: Path) -> None:
    """A zip file called "...zip" would count as the folder ".."."""
    files = {name: "x"}
    if ".zip" in name:
        files = {name.rpartition("/")[0]: zipped({"a": "x"})}  # type: ignore[dict-item]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("good", "1")
        for one, data in files.items():
            archive.writestr(one, data)
    with Download(tmp_path / "a.zip") as download:
        assert paths(download) == ["good"]
        assert list(codes(download).values()) == ["download.unsafe_path"]


def test_a_file_larger_than_it_says_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILE", 1000)
    path = zip_file(tmp_path / "a.zip", {"bomb": b"\0" * 10_000_000, "fine": b"1" * 1000})
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\1\2") + 24  # the size in the list of files
    content[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    with Download(path) as download:
        bomb, fine = download.members
        assert len(download.read(fine)) == 1000
        with pytest.raises(AutograderError):
            download.read(bomb)


def test_a_bomb_is_not_unpacked_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILE", 1000)
    path = zip_file(tmp_path / "a.zip", {"bomb": b"\0" * 50_000_000, "s.zip": zipped({"in": b"\0" * 50_000_000})})
    tracemalloc.start()
    try:
        with Download(path) as download:
            for member in download.members:
                with pytest.raises(AutograderError, match=r"larger than|cannot be read"):
                    download.read(member)
            assert "download.too_large" in codes(download).values(), "the zip file inside"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_zip_files_inside_each_other_end_somewhere(tmp_path: Path) -> None:
    content = zipped({"a": "x"})
    for _ in range(10):
        content = zipped({"in.zip": content})
    with Download(zip_file(tmp_path / "a.zip", {"in.zip": content, "b": "1"})) as download:
        assert paths(download) == ["b"]
        assert list(codes(download).values()) == ["download.too_deep"]


def test_all_bytes_of_a_download_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 2500)
    with Download(zip_file(tmp_path / "a.zip", dict.fromkeys("abc", b"1" * 1000))) as download:
        download.read(download.members[0])
        download.read(download.members[1])
        with pytest.raises(AutograderError):
            download.read(download.members[2])


def test_a_long_list_of_files_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 50)
    many = zipped({f"f{n}": "" for n in range(60)})
    read = []
    real = zipfile.ZipFile

    class Watched(real):  # type: ignore[misc, valid-type]
        def __init__(self, file: object, *more: object) -> None:
            read.append(file)
            super().__init__(file, *more)

    path = zip_file(tmp_path / "a.zip", {"s1.zip": many, "s2/a": "1"})
    monkeypatch.setattr(archives.zipfile, "ZipFile", Watched)
    with Download(path) as download:
        assert (paths(download), codes(download)) == (["s2/a"], {"s1": "download.too_many_entries"})
    assert not any(isinstance(file, io.BytesIO) for file in read)


def test_too_many_files_in_all_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILES", 5)
    with pytest.raises(AutograderError, match="more than 5 files"):
        Download(zip_file(tmp_path / "a.zip", {f"f{n}": "" for n in range(9)}))


def test_a_broken_or_protected_zip_file_is_a_problem_of_its_own(tmp_path: Path) -> None:
    locked = bytearray(zipped({"a": "x"}))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(mark) + place] |= 1
    path = zip_file(tmp_path / "a.zip", {"broken.zip": b"PK nothing", "locked.zip": bytes(locked), "b": "1"})
    with Download(path) as download:
        assert paths(download) == ["b"]
        assert codes(download) == {"broken": "download.unreadable", "locked/a": "download.encrypted"}


@pytest.mark.parametrize("content", [None, b"no zip file"])
def test_what_is_no_download_is_refused(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(AutograderError, match=r"a\.zip"):
        Download(tmp_path / "a.zip")
