"""Note the forbidden attempts of a learner's code: a kind ("open") and its object, a path or an event ("/etc/passwd").

The grader turns them into sentences for the instructor (`outside/sentences.py`).

A note is a hint, not a layer of confinement: it is made in the process that runs the code, and hostile code can silence it.
Only the actions of a cell are noted, directly or through Python's own library, NumPy or pandas. The actions of other
libraries say nothing about the learner. Events: docs.python.org/3/library/audit_events.html.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from types import FrameType
from typing import Any

from autograder.sandbox.shared.attempts import ACTIONS, PATHS
from autograder.sandbox.shared.limits import LENGTH, MOST
from autograder.sandbox.shared.outcome import plain_text

_READING = ("open", "list")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_TEMPORARY = ("/tmp", "/var/tmp", "/usr/tmp")  # Python's own `tempfile` tries them all
_PROCESSORS = ("/sys/fs/cgroup", "/sys/devices/system")  # where libraries look how many there are: pandas, to read a table
_TRANSPARENT = ("/numpy/", "/pandas/", "/IPython/core/interactiveshell.py")  # the last wraps `open`
_LIBRARY = os.path.dirname(os.__file__) + os.sep

_noted: dict[tuple[str, str], None] = {}
_unsent: list[tuple[str, str]] = []


def start(readable: Iterable[str], working: str) -> None:
    """Watch from now on; an audit hook cannot be removed.

    readable: paths below these may be read. working: paths below it may be written, too.
    """
    below = tuple(os.path.join(path, "") for path in (*readable, working, *_TEMPORARY, *_PROCESSORS, os.devnull))
    own = tuple(os.path.join(path, "") for path in (working, *_TEMPORARY, os.devnull))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in PATHS or event in ACTIONS:
            try:
                attempt = _attempt(event, arguments, below, own)
                if attempt and _by_a_cell(sys._getframe(1)):
                    _note(*attempt)
            except Exception:  # odd arguments, for which Python itself raises
                return

    sys.addaudithook(hook)


def refused(error: BaseException | None, where: str) -> None:
    """Note an exception that shows a refused system call: a PermissionError about no file, raised in a cell's own line.

    The allow-list of system calls answers EPERM. Most calls raise no audit event. where: the line, as text.
    """
    if type(error) is not PermissionError or error.errno != errno.EPERM or error.filename is not None:
        return
    if "kill(" in where:  # has an audit event, and a process may kill itself
        return
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None and _is_cell(trace.tb_frame.f_code.co_filename):
        _note("refused", where.partition(":")[0])


def unsent() -> list[tuple[str, str]]:
    """Return what was noted since the last call."""
    attempts = _unsent[:]
    _unsent.clear()
    return attempts


def _note(kind: str, what: str) -> None:
    """Note an attempt once, up to MOST of them. what: the object of the attempt."""
    attempt = kind, plain_text(what[:LENGTH])
    if attempt not in _noted and len(_noted) < MOST:
        _noted[attempt] = None
        _unsent.append(attempt)


def _attempt(event: str, arguments: tuple[Any, ...], below: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the kind and the object of a forbidden attempt; None for an event that is allowed."""
    if event in PATHS:
        kind = PATHS[event]
        if event == "open" and len(arguments) > 2 and type(arguments[2]) is int and arguments[2] & _WRITING:
            kind = "write"
        paths = [os.fspath(path) for path in arguments[:2] if isinstance(path, (str, bytes, os.PathLike))]
        paths = paths if event in ("os.rename", "os.link", "os.symlink") else paths[:1]
        room = below if kind in _READING else own
        outside = [name for path in paths if _outside(name := os.fsdecode(path), room)]
        return (kind, outside[0]) if outside else None
    if event == "os.kill" and arguments[0] == os.getpid():
        return None
    return ACTIONS[event], event


def _outside(path: str, below: tuple[str, ...]) -> bool:
    """Return whether a path leads out of these folders; a name in the working folder never does."""
    if not os.path.isabs(path) and os.pardir not in path.split(os.sep):
        return False
    return not os.path.join(os.path.abspath(path), "").startswith(below)


def _is_cell(file: str) -> bool:
    return "ipython-input" in file or "ipykernel" in file


def _by_a_cell(frame: FrameType | None) -> bool:
    """Return whether a cell caused an event, directly or through libraries that act on behalf of their caller."""
    while frame is not None:
        file = frame.f_code.co_filename
        if _is_cell(file):
            return True
        if file.startswith("<frozen importlib"):
            return False  # a module's own lines, while it is imported
        installed = "site-packages" in file or "dist-packages" in file
        if not file.startswith("<") and not any(part in file for part in _TRANSPARENT):
            if installed or not file.startswith(_LIBRARY):
                return False
        frame = frame.f_back
    return False
