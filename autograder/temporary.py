"""Make temporary folders that disappear with their process, or are swept away by a later one if it was killed.

All folders of a process lie in one, `autograder-…` in the system's folder for temporary files. The process and its forks
hold a lock in it as long as one of them lives; a folder whose lock is free belongs to nobody.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "autograder-run-"
LOCK = ".lock"

_made: dict[str, Path] = {}  # the system's folder -> the folder of this process, or of the one that forked it


def temporary_folder(kind: str) -> Path:
    """Return a new folder; whoever asked for it deletes it. kind: the beginning of its name."""
    return Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=_home()))


def sweep() -> int:
    """Delete the folders of this user's processes that have ended without doing so; return how many there were."""
    swept = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
                continue
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
                swept += 1
            finally:
                os.close(handle)
    return swept


def _home() -> Path:
    """Return the folder of this process; it is made, and locked, when it is first needed."""
    place = tempfile.gettempdir()
    home = _made.get(place)
    if home is None or not home.is_dir():
        home = Path(tempfile.mkdtemp(prefix=f".{PREFIX}"))
        home.chmod(0o711)  # a sandbox's user reads data files in a folder below it
        handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)  # open as long as the process lives
        fcntl.flock(handle, fcntl.LOCK_EX)
        locked = home.with_name(home.name.removeprefix("."))
        home = home.rename(locked)  # not before it is locked: another process may sweep now
        _made[place] = home
        atexit.register(_remove, home, os.getpid())
    return home


def _remove(home: Path, owner: int) -> None:
    """Delete the folder of a process, where this is that process and not a fork of it."""
    if os.getpid() == owner:
        shutil.rmtree(home, ignore_errors=True)
