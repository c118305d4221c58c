"""Digest everything that decides the score of a submission, so that an unchanged one need not be graded again.

A folder is first compared by the sizes, times and inodes of its files, which is cheap, and by their content only where
these differ: a copy of a course has new times and inodes, and the same content.
"""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import functools
import hashlib
import json
import os
import re
import stat
import sys
import sysconfig
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.course import CONFIG, Course
from autograder.errors import NotebookError
from autograder.grading.folder import IGNORED, read_file

LARGEST = 2**40  # bytes of a file that is read
SETTLED = 2 * 10**9  # ns after which a file system surely gives a changed file another time
PACKAGE = Path(__file__).resolve().parents[1]
DEEPEST = 5  # links to folders that lead to further links
UNKNOWN = ""  # a digest that is equal to nothing


@dataclass(frozen=True)
class FolderState:
    """The state of a folder.

    stat:    digest of the names, sizes, times and inodes of its files; UNKNOWN where one was changed just now, because a
             further change need not alter its time.
    content: digest of the names and contents; UNKNOWN where they do not decide a score alone.
    """

    stat: str = UNKNOWN
    content: str = UNKNOWN

    def is_still(self, other: FolderState) -> bool:
        """Return whether two states are of the same content."""
        same = self.stat == other.stat != UNKNOWN
        return same or self.content == other.content != UNKNOWN


def state_of(folder: Path, ignored: Collection[str] = IGNORED, *, ours: bool = False) -> FolderState:
    """Return the state of a folder, as it is before anything in it is read.

    ignored: patterns of names that are left out.
    ours:    the grader alone writes there, so that a change of just now is the grader's own.
    """
    try:
        found = list(_walk(str(folder), _pattern(tuple(ignored))))
        newest = max((max(here.st_mtime_ns, here.st_ctime_ns) for _, here in found), default=0)
        settled = ours or newest < time.time_ns() - SETTLED
        return FolderState(_stat_digest(found) if settled else UNKNOWN, _content_digest(str(folder), found))
    except OSError:
        return FolderState()


def ignored_names(course: Course) -> tuple[str, ...]:
    """Return the patterns of names that the course leaves out of submissions."""
    return tuple(course.option("CourseDirectory", "ignore", IGNORED))


def stat_of(folder: Path, ignored: Collection[str] = IGNORED) -> str:
    """Return the digest of the names, sizes, times and inodes below a folder; UNKNOWN where it cannot be read."""
    try:
        return _stat_digest(_walk(str(folder), _pattern(tuple(ignored))))
    except OSError:
        return UNKNOWN


def assignment_state(course: Course, name: str, *, language: str, figures: bool, excused: Collection[str]) -> str:
    """Return a digest of what the scores of an assignment depend on beside the submission and the sandbox's level.

    That is the grader with the packages that are installed, the course's configuration and plugins, the secret, the source
    notebooks and data files, the reference, the hidden tests, and what is excused. Where one of them cannot be read, the
    digest is UNKNOWN.

    language: of messages, as the run is told; figures: whether they are rendered.
    """
    parts = assignment_parts(course, name)
    return _hash([*parts.values(), sys.version, language, figures, sorted(excused)]) if parts else UNKNOWN


def material_state(course: Course, name: str) -> str:
    """Return a digest of what is loaded once for all submissions to an assignment, as `assignment_state` says.

    The secret, the languages and what is excused are not among it: each submission asks for them again.
    """
    parts = assignment_parts(course, name)
    return _hash([sys.version, *(value for part, value in parts.items() if part != "secret")]) if parts else UNKNOWN


def assignment_parts(course: Course, name: str) -> dict[str, str]:
    """Return digests of the parts that the scores of an assignment depend on, by kind; empty where one is unreadable.

    Two machines on which they are equal give the same scores. ("python" is its version without patches, which may differ.)
    """
    tests, root = course.root / "tests" / "hidden", course.root
    others = {str(course.hidden_tests(other)) for other in course.assignments() if other != name}
    try:
        files = [*_contents(course.source(name)), *_contents(tests, leave_out=others)]
        files += [(path.name, _digest_of(os.path.realpath(path))) for path in sorted([root / CONFIG, *root.glob("*.py")])]
        files += [(path.name, _digest_of(os.path.realpath(path))) for path in [course.solutions(name)] if path.is_file()]
        settings = {"settings": _settings(course), "secret": course.secret, "course": files}
        return {**_grader(), **{part: _hash(value) for part, value in settings.items()}}
    except (OSError, NotebookError):
        return {}


def files_state(paths: Iterable[str]) -> str:
    """Return a digest of the contents of files outside of the assignment, which its tests read."""
    return _hash([(path, _digest_of(path) if os.path.isfile(path) else "") for path in sorted(paths)])


def look_of(files: Iterable[Path], folders: Iterable[Path]) -> str:
    """Return a digest of sizes, times and inodes: of these files, as far as they are there, and of all files below folders.

    Of a link, what it leads to counts as well: a change of that leaves the link as it is. The digest is UNKNOWN where a file
    was changed just now (see `FolderState`), or cannot be looked at.
    """
    found: list[tuple[str, os.stat_result]] = []
    try:
        for path in files:
            with contextlib.suppress(FileNotFoundError):
                found.append((str(path), path.stat()))
        for folder in folders:
            found += _walk_through_links(str(folder), _pattern((".ipynb_checkpoints", "__pycache__", "*.pyc")))
            found.append((str(folder), folder.stat()))
    except OSError:
        return UNKNOWN
    newest = max((max(here.st_mtime_ns, here.st_ctime_ns) for _, here in found), default=0)
    return _stat_digest(found) if newest < time.time_ns() - SETTLED else UNKNOWN


def package_folders() -> list[Path]:
    """Return the folders that Python installs packages in."""
    return [Path(place) for place in sorted({sysconfig.get_path(name) for name in ("purelib", "platlib")})]


def grader_state() -> dict[str, str]:
    """Return what names this version of the grader: Python, the installed packages, and the grader's own files."""
    places = [place for place in package_folders() if place.is_dir()]
    packages = {name for place in places for name in os.listdir(place) if name.endswith("-info")}
    own = _contents(PACKAGE, suffixes=(".py", ".json"))
    return {
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "packages": _hash(sorted(packages)),
        "grader": _hash(own),
    }


_grader = functools.cache(grader_state)


def _settings(course: Course) -> str:
    """Return the course's configuration as text that is the same in every process."""
    return json.dumps(course.config, skipkeys=True, default=_name_of)


def _name_of(value: Any) -> str:
    """Return the name of a class or a function, and of other values that of their class: an address is never the same."""
    return str(getattr(value, "__qualname__", type(value).__qualname__))


def _contents(
    folder: Path, *, suffixes: tuple[str, ...] = (), leave_out: Collection[str] = (), depth: int = 0
) -> list[tuple[str, str]]:
    """Return the files below an instructor's folder with digests of their contents, sorted. Links are followed.

    suffixes: of the files that count; all count if there are none. leave_out: folders. depth: links that led here.
    Raises OSError for links that go round in a circle.
    """
    found = _walk(str(folder), _pattern((".ipynb_checkpoints", "__pycache__")), leave_out=leave_out)
    digests = []
    for path, here in found:
        full = os.path.join(folder, path)
        if stat.S_ISLNK(here.st_mode) and os.path.isdir(full):
            if depth == DEEPEST:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), full)
            linked = Path(os.path.realpath(full))
            inner = _contents(linked, suffixes=suffixes, leave_out=leave_out, depth=depth + 1)
            digests += [(f"{path}/{below}", digest) for below, digest in inner]
        elif not suffixes or path.endswith(suffixes):
            digests.append((path, _digest_of(os.path.realpath(full))))
    return digests


@functools.lru_cache(maxsize=64)
def _pattern(ignored: tuple[str, ...]) -> Callable[[str], Any]:
    """Return a function that says whether a name matches one of the patterns."""
    return re.compile("|".join(map(fnmatch.translate, ignored)) or r"(?!)").match


def _walk(
    folder: str, is_ignored: Callable[[str], Any], below: str = "", leave_out: Collection[str] = ()
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield what is below a folder and no folder itself, sorted: relative path and status. Links are not followed."""
    if not below and not os.path.isdir(folder):
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if is_ignored(entry.name) or entry.path in leave_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, is_ignored, f"{below}{entry.name}/", leave_out)
            else:
                yield f"{below}{entry.name}", entry.stat(follow_symlinks=False)


def _walk_through_links(
    folder: str, is_ignored: Callable[[str], Any], depth: int = 0
) -> Iterator[tuple[str, os.stat_result]]:
    """Yield as `_walk` does, and after each link the file, or the files in the folder, that it leads to.

    depth: links that led here. Raises OSError for a link that leads nowhere, and for links that go round in a circle.
    """
    for path, here in _walk(folder, is_ignored):
        yield path, here
        if stat.S_ISLNK(here.st_mode):
            full = os.path.join(folder, path)
            yield path, os.stat(full)
            if os.path.isdir(full):
                if depth == DEEPEST:
                    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), full)
                for below, there in _walk_through_links(full, is_ignored, depth + 1):
                    yield f"{path}/{below}", there


def _stat_digest(found: Iterable[tuple[str, os.stat_result]]) -> str:
    return _hash([(path, s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_nlink) for path, s in found])


def _content_digest(folder: str, found: Iterable[tuple[str, os.stat_result]]) -> str:
    """Return the digest of the contents; UNKNOWN where a file has hard links: how it is graded depends on other folders."""
    parts = []
    for path, here in found:
        if here.st_nlink > 1:
            return UNKNOWN
        full = os.path.join(folder, path)
        kind = stat.S_IFMT(here.st_mode)
        if kind == stat.S_IFREG:
            parts.append((path, kind, _digest_of(full) if os.access(full, os.R_OK) else "unreadable"))
        else:
            parts.append((path, kind, os.readlink(full) if kind == stat.S_IFLNK else ""))
    return _hash(parts)


def _digest_of(path: str) -> str:
    """Return a digest of a regular file's content. Raises NotebookError for anything else, and for what cannot be read."""
    return hashlib.blake2b(read_file(Path(path), LARGEST), digest_size=16).hexdigest()


def _hash(value: Any) -> str:
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
