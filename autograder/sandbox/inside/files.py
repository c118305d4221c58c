"""The files of a sandbox: copies of the assignment's files and what the learner handed in beside the notebook.

They lie in a folder in memory that ends with the sandbox, so a cell may change them, and later cells find the change. Large
files are links to read-only ones.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable

MOST_COPIED = 4 << 20  # bytes of a file that is copied
MOST_COPIED_TOGETHER = 16 << 20
MOST_LISTED = 5_000  # files that are looked at for changes

_home = "."  # the working folder before the first cell
_is_own = False  # whether that folder is the sandbox's own; elsewhere all sandboxes share the assignment's files
_laid_out: dict[str, tuple[int, int]] = {}  # relative path -> time of change and size


def survey(folder: str) -> tuple[int, int]:
    """Return how many files and folders there are in a folder, and how many bytes of them `lay_out` copies."""
    entries = copied = 0
    for directory, folders, names in os.walk(folder):
        entries += len(folders) + len(names)
        for name in names:
            size = os.path.getsize(os.path.join(directory, name))
            copied += size if _is_copied(size, copied) else 0
    return entries, copied


def lay_out(folder: str) -> None:
    """Copy what is in a folder to the working folder; link large files."""
    copied = 0
    for directory, folders, names in os.walk(folder):
        inner = os.path.relpath(directory, folder)
        for name in folders:
            os.makedirs(os.path.join(inner, name), exist_ok=True)
        for name in names:
            path = os.path.join(directory, name)
            size = os.path.getsize(path)
            if _is_copied(size, copied):
                shutil.copyfile(path, os.path.join(inner, name))
                copied += size
            else:
                os.symlink(path, os.path.join(inner, name))


def _is_copied(size: int, before: int) -> bool:
    return size <= MOST_COPIED and before + size <= MOST_COPIED_TOGETHER


def put(files: Iterable[tuple[str, bytes]]) -> None:
    """Write what a learner handed in beside the notebook; the grader has chosen the names.

    Without a folder of its own, a sandbox has none of these files: other learners' code would find them.
    """
    for name, content in files if _is_own else ():
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            with open(name, "wb") as file:
                file.write(content)
    remember()


def remember() -> None:
    """Note the files of the working folder as they are before the first cell, for `written`."""
    _laid_out.clear()
    _laid_out.update(_present())


def written() -> list[str]:
    """Return the files of the working folder that were made or changed since the first cell, and those that are gone."""
    now = _present()
    return sorted(name for name in {*now, *_laid_out} if now.get(name) != _laid_out.get(name))


def _present() -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for directory, _, names in os.walk(_home):
        for name in names:
            path = os.path.join(directory, name)
            with contextlib.suppress(OSError):
                about = os.stat(path)
                found[os.path.relpath(path, _home)] = (about.st_mtime_ns, about.st_size)
            if len(found) >= MOST_LISTED:
                return found
    return found


def begin(*, own: bool) -> None:
    """Start in the present working folder, and let `shutil` copy files where permissions cannot be set.

    own: whether the folder is this sandbox's alone.
    """
    global _home, _is_own
    _home, _is_own = os.getcwd(), own
    remember()
    shutil.copymode = shutil.copystat = _set_nothing  # the filter of system calls refuses that


def _set_nothing(*_: object, **__: object) -> None:
    pass
