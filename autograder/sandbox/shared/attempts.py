"""List the forbidden attempts that a sandbox may report: audit events of Python, and the kinds that they count as.

A report holds nothing that a learner chose but a path: other words could accuse somebody else. Both sides know the list, so
that the grader drops what an honest sandbox never sends.
"""

from __future__ import annotations

import os
import re

PATHS = {
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
    "os.utime": "change",
    "os.setxattr": "change",
    "os.removexattr": "change",
}

ACTIONS = {
    **dict.fromkeys(("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn"), "process"),
    **dict.fromkeys(("os.system", "subprocess.Popen"), "process"),
    **dict.fromkeys(("socket.__new__", "socket.connect", "socket.bind", "socket.sendto"), "network"),
    **dict.fromkeys(("socket.getaddrinfo", "socket.gethostbyname"), "network"),
    **dict.fromkeys(("ctypes.dlopen", "ctypes.call_function", "ctypes.cdata"), "c_code"),
    **dict.fromkeys(("ctypes.string_at", "ctypes.wstring_at"), "c_code"),
    **dict.fromkeys(("gc.get_objects", "gc.get_referrers"), "memory"),
    **dict.fromkeys(("os.kill", "os.killpg"), "signal"),
    **dict.fromkeys(("resource.setrlimit", "resource.prlimit"), "limit"),
    "sys.addaudithook": "interpreter",
}

_LINE = re.compile(r"line \d{1,7}", re.ASCII)
_KINDS = {*PATHS.values(), *ACTIONS.values(), "write", "refused"}
_KINDS_OF_PATHS = frozenset(PATHS.values()) | {"write"}  # an `open` for writing


def is_attempt(kind: str, what: str | None) -> bool:
    """Return whether an honest sandbox may report this: a path, an event of the kind, or the line of a refused call.

    what: None where only the kind is of interest.
    """
    if what is None:
        return kind in _KINDS
    if kind in _KINDS_OF_PATHS:
        return what.startswith("/") or os.pardir in what.split("/")
    return bool(_LINE.fullmatch(what)) if kind == "refused" else ACTIONS.get(what) == kind
