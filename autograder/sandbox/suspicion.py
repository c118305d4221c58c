"""What a learner's own lines tried although nothing allows it, as clauses for the instructor ("tried to open /etc/passwd").

A hint, and no layer: it is noted inside the process that runs the code, and hostile code can silence it. What confines the
code is `confinement`. Noted is only what a cell does itself, at most through Python's own library, NumPy or pandas: what
another library does of its own accord says nothing about its user. Events: docs.python.org/3/library/audit_events.html.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

MOST = 20  # clauses a submission
LENGTH = 200  # characters of a clause

_PATHS = {
    "open": "open",
    "sqlite3.connect": "open",
    "os.listdir": "list",
    "os.scandir": "list",
    "os.remove": "delete",
    "os.rmdir": "delete",
    "shutil.rmtree": "delete",
    "os.mkdir": "make",
    "os.rename": "rename",
    "os.link": "link",
    "os.symlink": "link",
    "os.truncate": "change",
    "os.chmod": "change",
    "os.chown": "change",
}
_DEEDS = {
    **dict.fromkeys(("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn"), "start a process"),
    **dict.fromkeys(("os.system", "subprocess.Popen"), "start a process"),
    **dict.fromkeys(("socket.__new__", "socket.connect", "socket.bind", "socket.sendto"), "use the network"),
    **dict.fromkeys(("socket.getaddrinfo", "socket.gethostbyname"), "use the network"),
    **dict.fromkeys(("ctypes.dlopen", "ctypes.call_function", "ctypes.cdata"), "call C code"),
    **dict.fromkeys(("ctypes.string_at", "ctypes.wstring_at"), "call C code"),
    **dict.fromkeys(("gc.get_objects", "gc.get_referrers"), "look through the memory"),
    **dict.fromkeys(("os.kill", "os.killpg"), "signal another process"),
    "sys.addaudithook": "watch the interpreter",
}
_TEMPORARY = ("/tmp", "/var/tmp", "/usr/tmp")  # Python's own `tempfile` tries them all
_TRANSPARENT = ("/numpy/", "/pandas/", "/IPython/core/interactiveshell.py")  # the last wraps `open`
_LIBRARY = os.path.dirname(os.__file__) + os.sep

_noted: dict[str, None] = {}
_unsent: list[str] = []


def start(allowed: Iterable[str]) -> None:
    """Watch from now on; paths below `allowed` may be named. It cannot be stopped."""
    below = tuple(os.path.join(path, "") for path in (*allowed, *_TEMPORARY, os.devnull))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _PATHS or event in _DEEDS:
            try:
                clause = _clause(event, arguments, below)
                if clause and clause not in _noted and len(_noted) < MOST and _by_a_cell(sys._getframe(1)):
                    _noted[clause] = None
                    _unsent.append(clause)
            except Exception:  # odd arguments: whoever gave them meets an error of Python's
                return

    sys.addaudithook(hook)


def unsent() -> list[str]:
    """What was noted since the last time."""
    clauses = _unsent[:]
    _unsent.clear()
    return clauses


def _clause(event: str, arguments: tuple[Any, ...], below: tuple[str, ...]) -> str:
    if event in _PATHS:
        paths = [os.fspath(path) for path in arguments[:2] if isinstance(path, (str, bytes, os.PathLike))]
        paths = paths if event in ("os.rename", "os.link", "os.symlink") else paths[:1]
        outside = [name for path in paths if _outside(name := os.fsdecode(path), below)]
        return f"tried to {_PATHS[event]} {outside[0]}"[:LENGTH] if outside else ""
    if event == "os.kill" and arguments[0] == os.getpid():
        return ""
    said = arguments[0] if arguments and event != "socket.__new__" and type(arguments[0]) in (str, list) else ""
    return f"tried to {_DEEDS[event]} ({event}{f': {said}' if said else ''})"[:LENGTH]


def _outside(path: str, below: tuple[str, ...]) -> bool:
    """Whether it leads out of what may be read; a name beside the notebook never does."""
    if not os.path.isabs(path) and os.pardir not in path.split(os.sep):
        return False
    return not os.path.join(os.path.abspath(path), "").startswith(below)


def _by_a_cell(frame: FrameType | None) -> bool:
    while frame is not None:
        file = frame.f_code.co_filename
        if "ipython-input" in file or "ipykernel" in file:
            return True
        if file.startswith("<frozen importlib"):
            return False  # a module's own lines, while it is imported
        installed = "site-packages" in file or "dist-packages" in file
        if not file.startswith("<") and not any(part in file for part in _TRANSPARENT):
            if installed or not file.startswith(_LIBRARY):
                return False
        frame = frame.f_back
    return False
