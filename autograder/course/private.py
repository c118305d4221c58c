"""Keep a course's private state in `.autograder/`: the secret that hidden inputs are drawn from, and the lock.

A group that may write the course's folder may read and write this state, too, so that two graders of one group can grade
one course. Nobody else may. The folder's own bits decide, not the umask of the person who happens to run first.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from autograder.errors import CourseError

FOLDER = ".autograder"
SECRET = "secret"
OLD_SECRET = ".autograder-secret"  # where versions before 0.3 kept it, in the course's folder
PUBLIC_SECRET = "public"  # what hidden inputs are drawn from in a course that has no secret yet


def state_folder(root: Path, shared: bool) -> Path:
    """Return `.autograder/` of the course in `root`; it is made where it is missing.

    shared: whether the course's configuration says that a group shares it.
    Raises CourseError where it cannot be made.
    """
    folder = root / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink():
            raise NotADirectoryError(None, None, str(folder))
        _share(folder, root, shared)
    except OSError as error:
        raise CourseError("course.state_unusable", path=str(folder), reason=_reason(error)) from error
    return folder


def open_shared(path: Path, root: Path, shared: bool) -> int:
    """Open a file of `.autograder/` for reading and writing; it is made where it is missing. Return its descriptor.

    Raises OSError.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    _share(path, root, shared)
    return handle


def read_secret(root: Path) -> str | None:
    """Return the course's secret; None where it has none yet. Raises CourseError for a file that cannot be used."""
    found: dict[Path, str] = {}
    for path in (root / FOLDER / SECRET, root / OLD_SECRET):
        with contextlib.suppress(FileNotFoundError):
            found[path] = _read(path)
    if len(set(found.values())) > 1:
        new, old = map(str, found)
        raise CourseError("course.two_secrets", new=new, old=old)
    return next(iter(found.values()), None)


def write_secret(root: Path, shared: bool, secret: str = "", *, replace: bool = False) -> str:
    """Write the course's secret, unless it has one, and return the one that it has then.

    secret:  by default the one in the place of older versions, which is deleted there; or else a new one.
    replace: whether another one is replaced.
    Raises CourseError where it cannot be written.
    """
    old, path = root / OLD_SECRET, root / FOLDER / SECRET
    secret = secret or (None if replace else read_secret(root)) or secrets.token_hex(32)
    folder = state_folder(root, shared)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{SECRET}-", dir=folder)  # mode 0600
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secret + "\n")
            _share(Path(name), root, shared)
            if replace:
                os.replace(name, path)
            else:
                os.link(name, path)  # unlike a rename, refuses to replace one that another process has just made
        except FileExistsError:
            pass
        finally:
            Path(name).unlink(missing_ok=True)
        if replace or _read(path) == secret:
            old.unlink(missing_ok=True)
        _share(path, root, shared)
    except OSError as error:
        raise CourseError("course.secret_unusable", path=str(path), error=_reason(error)) from error
    return _read(path)


def fingerprint(secret: str) -> str:
    """Return 16 hexadecimal digits by which a gradebook remembers a secret without revealing it."""
    return hashlib.sha256(f"autograder\0{secret}".encode()).hexdigest()[:16]


def _read(path: Path) -> str:
    try:
        secret = path.read_text("ascii").strip()
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError("course.secret_unusable", path=str(path), error=_reason(error)) from error
    if not secret:
        raise CourseError("course.secret_empty", path=str(path))
    return secret


def _share(path: Path, root: Path, shared: bool) -> None:
    """Give the group of the course's folder the rights of the owner, where that group may write the course's folder.

    Only the owner of `path` can do so; for anybody else nothing changes.
    """
    with contextlib.suppress(PermissionError):
        above, here = root.stat(), path.stat()
        if here.st_uid != os.geteuid():
            return
        grouped = shared or bool(above.st_mode & stat.S_IWGRP)
        if grouped and here.st_gid != above.st_gid:
            os.chown(path, -1, above.st_gid)
        mode = (0o2770 if grouped else 0o700) if stat.S_ISDIR(here.st_mode) else (0o660 if grouped else 0o600)
        if stat.S_IMODE(path.stat().st_mode) != mode:
            os.chmod(path, mode)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return str(getattr(error, "strerror", None) or error)
