"""List and read the files of a download: a folder or a zip file, with zip files inside. Learners made what is in it.

Nothing is unpacked: files are read into memory one at a time. Links are not followed, paths that lead out of the download
are refused, and sizes are counted while reading, because what an archive says about its sizes may be wrong.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.errors import AutograderError
from autograder.submitted.names import decoded
from autograder.words import Sentence, sentence

MAX_FILE = 100_000_000  # bytes of one file, as nbgrader's `max_file_size`
MAX_TOTAL = 20_000_000_000  # bytes that are read from one download
MAX_FILES = 100_000  # in one download
MAX_ENTRIES = 20_000  # in one zip file inside it
MAX_DEPTH = 3  # of zip files inside each other

JUNK = {"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__", ".git"}
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")


@dataclass(frozen=True)
class Member:
    """A file of a download.

    path:  the names that lead to it; a zip file inside the download counts as a folder.
    time:  when it was changed, as the archive or the file system says: year, month, …, seconds.
    where: the zip files that hold it, from the outermost.
    name:  of the file in the innermost of these; a path in the folder where there is none.
    """

    path: tuple[str, ...]
    time: tuple[int, ...]
    where: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Problem:
    """A part of a download that was not filed, and why."""

    where: str
    why: Sentence


class Download:
    """A download that is open for reading; a context manager.

    members:  its files, in order of their paths.
    problems: what cannot be read, and why.

    Raises AutograderError for what is neither a folder nor a zip file.
    """

    def __init__(self, path: Path) -> None:
        self._left = MAX_TOTAL
        self._folder = path if path.is_dir() else path.parent
        self._outermost: tuple[str, ...] = () if path.is_dir() else (path.name,)
        # The zip file that was read last; before it, those that hold it.
        self._open: list[tuple[tuple[str, ...], zipfile.ZipFile]] = []
        self.members: list[Member] = []
        self.problems: list[Problem] = []
        if path.is_dir():
            found = self._of_folder()
        elif path.is_file():
            found = self._of_zip((path.name,), ())
        else:
            raise AutograderError("download.no_download", path=str(path))
        for member in found:
            self.members.append(member)
            if len(self.members) > MAX_FILES:
                raise AutograderError("download.too_many_files", path=str(path), limit=MAX_FILES)
        self.members.sort(key=lambda member: member.path)
        if not self.members and path.is_file() and self.problems:
            raise AutograderError("download.unreadable_download", path=str(path), reason=self.problems[0].why)

    def __enter__(self) -> Download:
        return self

    def __exit__(self, *_: object) -> None:
        while self._open:
            self._open.pop()[1].close()

    def read(self, member: Member) -> bytes:
        """Return a file's content. Raises AutograderError where it cannot be read, or is too large."""
        return self._content(member.where, member.name)

    # --- listing ---

    def _of_folder(self) -> Iterator[Member]:
        for parent, folders, names in os.walk(os.fsencode(self._folder)):
            folders[:] = sorted(name for name in folders if not self._is_link(parent, name) and decoded(name) not in JUNK)
            for raw in sorted(names):
                if self._is_link(parent, raw):
                    continue
                file = os.path.join(parent, raw)
                inside = os.path.relpath(file, os.fsencode(self._folder))
                path = tuple(decoded(part) for part in inside.split(os.fsencode(os.sep)))
                when = datetime.fromtimestamp(os.lstat(file).st_mtime).timetuple()[:6]
                yield from self._member(path, tuple(when), (), os.fsdecode(inside))

    def _is_link(self, parent: bytes, name: bytes) -> bool:
        """Return whether this is a link or a device, and note it as a problem."""
        path = os.path.join(parent, name)
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            return False
        self._note(decoded(os.path.relpath(path, os.fsencode(self._folder))), "download.is_link")
        return True

    def _of_zip(self, where: tuple[str, ...], prefix: tuple[str, ...]) -> Iterator[Member]:
        """Yield the files of a zip file, and of those in it. prefix: the path of the zip file."""
        shown = "/".join(prefix) or where[-1]
        try:
            entries = self._zip(where).infolist()
        except AutograderError as error:
            self.problems.append(Problem(shown, sentence(error.code, **error.values)))
            return
        for info in entries:
            path = _parts(info)
            if info.is_dir() or set(path) & JUNK:
                continue
            inner = "/".join([*prefix, *path])
            if not path or ".." in path or ":" in path[0] or _name(info).startswith(("/", "\\")):
                self._note(inner or shown, "download.unsafe_path")
            elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                self._note(inner, "download.is_link")
            elif info.flag_bits & 1:
                self._note(inner, "download.encrypted")
            else:
                yield from self._member((*prefix, *path), info.date_time, where, info.filename)

    def _member(self, path: tuple[str, ...], time: tuple[int, ...], where: tuple[str, ...], name: str) -> Iterator[Member]:
        """Yield a file; of a zip file, the files in it."""
        last = path[-1]
        if last in JUNK or last.startswith("._"):
            return
        if not last.lower().endswith(".zip"):
            yield Member(path, time, where, name)
        elif last[:-4] in ("", ".", ".."):  # "...zip" would be the folder above
            self._note("/".join(path), "download.unsafe_path")
        elif len(where) >= MAX_DEPTH:
            self._note("/".join(path), "download.too_deep", limit=MAX_DEPTH)
        else:
            yield from self._of_zip((*where, name), (*path[:-1], last[:-4]))

    def _note(self, where: str, code: str, **values: object) -> None:
        self.problems.append(Problem(where, sentence(code, **values)))

    # --- reading ---

    def _content(self, where: tuple[str, ...], name: str) -> bytes:
        """Return the content of a file in a zip file, or in the folder, without trusting the size that it claims."""
        limit = min(MAX_FILE, self._left)
        try:
            if where:
                with self._zip(where).open(name) as file:
                    content = file.read(limit + 1)
            else:
                flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
                with open(os.open(self._folder / name, flags), "rb") as file:
                    content = file.read(limit + 1)
        except (OSError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise AutograderError("download.unreadable", file=_shown(name), reason=type(error).__name__) from None
        if len(content) > limit:
            raise AutograderError("download.too_large", file=_shown(name), limit=limit // 10**6)
        self._left -= len(content)
        return content

    def _zip(self, where: tuple[str, ...]) -> zipfile.ZipFile:
        """Return an open zip file. Only the one read last, and those that hold it, stay in memory."""
        while self._open and self._open[-1][0] != where[: len(self._open[-1][0])]:
            self._open.pop()[1].close()
        if self._open and self._open[-1][0] == where:
            return self._open[-1][1]
        outer, name = where[:-1], where[-1]
        try:
            if where == self._outermost:  # of a whole class: it stays on the disk
                opened = zipfile.ZipFile(self._folder / name)
            else:
                content = self._content(outer, name)
                if content.count(b"PK\1\2") > MAX_ENTRIES:  # before `zipfile` reads them: they could fill the memory
                    raise AutograderError("download.too_many_entries", limit=MAX_ENTRIES)
                opened = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise AutograderError("download.unreadable", file=_shown(name), reason=type(error).__name__) from None
        self._open.append((where, opened))
        return opened


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name. Bit 11 says that it is in UTF-8; else it is in whatever the packing program used."""
    name = info.orig_filename.partition("\0")[0]
    return name if info.flag_bits & 0x800 else decoded(name.encode("cp437"))


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    """Return the parts of an entry's path."""
    text = _name(info).replace("\\", "/")  # after decoding: a byte of a GBK character may be that of a backslash
    return tuple(part for part in text.split("/") if part not in ("", "."))


def _shown(name: str) -> str:
    return decoded(os.fsencode(name)) if not name.isprintable() else name
