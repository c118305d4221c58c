"""The socket of a warm grader, and its lock: in a folder that only this user can enter, under a name for what it serves.

It imports little, because each check starts a new process that imports it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
import stat
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = "autograder-warm"
SOCKET, LOCK = ".socket", ".lock"
# Variables that change how notebooks are graded, or where files are found. A server answers callers that have the same.
_NAMES = ("HOME", "PATH", "TMPDIR", "LANG", "LC_ALL")
_BEGINNINGS = ("AUTOGRADER_", "JUPYTER_", "MKL_", "NBGRADER_", "OMP_", "OPENBLAS_", "PYTHON", "XDG_")


def is_supported() -> bool:
    """Return whether this system has what a warm grader needs."""
    return sys.platform == "linux"


def private_folder() -> Path | None:
    """Return the folder of this user's sockets; it is made where it is missing.

    None where it cannot be made, or where another user owns it or may enter it: somebody may have made it before.
    """
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    if not (base and os.path.isabs(base) and _is_private(Path(base))):
        from tempfile import gettempdir

        base = gettempdir()
    folder = Path(base, f"{FOLDER}-{os.geteuid()}")
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700)
    return folder if _is_private(folder) else None


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def name_for(root: Path, environment: Mapping[str, str]) -> str:
    """Return the name of the server of a course: one for each course, grader, Python, and environment that matters.

    root: of the course, with links resolved.
    """
    kept = sorted((key, value) for key, value in environment.items() if key in _NAMES or key.startswith(_BEGINNINGS))
    what = repr((str(root), str(PACKAGE), sys.executable, sys.version, kept))
    return hashlib.blake2b(what.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


@contextlib.contextmanager
def address_of(folder: Path, name: str) -> Iterator[str]:
    """Yield the address of a socket in a folder. A path may be longer than an address, so it leads through /proc."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield f"/proc/self/fd/{handle}/{name}{SOCKET}"
    finally:
        os.close(handle)


def is_own(connection: socket.socket) -> bool:
    """Return whether the process at the other end belongs to this user."""
    size = struct.calcsize("3i")
    _, user, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return bool(user == os.geteuid())


def take_lock(folder: Path, name: str) -> int | None:
    """Return a descriptor that holds the lock of a server; None where another server holds it."""
    path = folder / f"{name}{LOCK}"
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.lstat()):
                return handle
        os.close(handle)  # its server deleted it just now


def clear(folder: Path, name: str) -> None:
    """Delete the files of a server, whose lock this process holds; the lock itself last."""
    for ending in (SOCKET, LOCK):
        with contextlib.suppress(FileNotFoundError):
            (folder / f"{name}{ending}").unlink()


def sweep(folder: Path) -> None:
    """Delete the files of servers that were killed."""
    for path in folder.glob(f"*{LOCK}"):
        with contextlib.suppress(OSError):
            handle = take_lock(folder, path.stem)
            if handle is not None:
                clear(folder, path.stem)
                os.close(handle)
