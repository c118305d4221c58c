"""Watch what this process does while a foreign test cell runs, by an audit hook (PEP 578).

A learner's text can reach `eval`, `pickle` or a database under any name (`calc = eval`, `timeit`, `pandas.read_pickle`), so
the text of a test does not tell. The interpreter does: it raises an audit event for each piece of code that it compiles or
runs, for each class that it unpickles, each file, process and connection that it opens.

- With the reference in place of a learner, the hook records events, and `reason` says whether a test is safe here.
- With a learner's code, an event that the reference did not cause stops the test.

A hook cannot be removed. It is started in the child process of one submission (`confined`), and ends with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any, Literal, NamedTuple

from autograder.grading import callers
from autograder.words import Sentence, sentence

Kind = Literal["text", "bytecode", "pickle", "process", "network", "c_code", "database", "write", "import"]
_NAMED = ("process", "network", "c_code")  # kinds whose events have names that say something
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Event(NamedTuple):
    """Something that happened in this process.

    what: its object: a text, a path, the event's name. mark: the same for the same event, short.
    own:  the test's code caused it, not a library's.
    text: that was compiled, or the name that was imported.
    """

    kind: Kind
    what: str
    mark: str
    own: bool
    text: str = ""


class Forbidden(BaseException):
    """A test cell does what it did not do with the reference. Not an Exception, so that no `except Exception` catches it."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.kind, event.what)
        self.event = event

    @property
    def sentence(self) -> Sentence:
        """What it does, a clause ("it runs text as code")."""
        return _clause(self.event)


@dataclass
class Rehearsed:
    """What a test cell did with the reference.

    marks:     of its events.
    imports:   the packages that its text imports.
    is_number: its last value was a number.
    written:   files of the working folder that the reference's cells had written by then; the test does not see them.
    """

    marks: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    is_number: bool = False
    written: frozenset[str] = frozenset()

    def allows(self, event: Event) -> bool:
        """Return whether an event is no news."""
        return event.mark in self.marks or (event.kind == "import" and event.text.split(".")[0] in self.imports)


@dataclass
class Observed:
    """What one test cell did.

    events:    that are not harmless, in the order in which they came; each once.
    stopped:   the first one that the reference did not cause.
    is_number: its last value is a number.
    """

    known: Rehearsed | None = None
    events: list[Event] = field(default_factory=list)
    stopped: Event | None = None
    is_number: bool = False

    @property
    def number_expected(self) -> bool:
        """Whether its last value was a number with the reference."""
        return self.known is not None and self.known.is_number

    def note(self, event: Event) -> None:
        """Record an event. Raises Forbidden for one that the reference did not cause."""
        if self.known is None:
            if event not in self.events:
                self.events.append(event)
        elif not self.known.allows(event):
            self.stopped = self.stopped or event
            raise Forbidden(event)


class Watcher:
    """The hook of this process.

    scratch:   the folder that tests may write to.
    rehearsed: test cell -> what it did with the reference; None while the reference runs.
    read:      files that were opened for reading, from anywhere.
    last:      what the last test did.
    """

    def __init__(self, scratch: str, rehearsed: Mapping[str, Rehearsed] | None) -> None:
        self.scratch, self.rehearsed = os.path.realpath(scratch), rehearsed
        self.read: set[str] = set()
        self.last = Observed()
        self._watch: Observed | None = None
        self._busy = False

    @contextlib.contextmanager
    def watching(self, test: str) -> Iterator[Observed]:
        """Watch the block, which runs a test cell. Raises Forbidden at its end, too, where the test has caught it."""
        known = None if self.rehearsed is None else self.rehearsed.get(test, Rehearsed())
        watch = self._watch = self.last = Observed(known)
        try:
            yield watch
        finally:
            self._watch = None
            if watch.stopped is not None:
                raise Forbidden(watch.stopped) from None

    def hook(self, name: str, arguments: tuple[Any, ...]) -> None:
        """See `sys.addaudithook`."""
        if self._watch is None or self._busy or name not in _READERS:
            return
        watch, self._busy = self._watch, True  # what follows may cause events, too
        try:
            event = _READERS[name](self, name, arguments, sys._getframe(2))  # that of the code which `_hook` interrupts
        except (TypeError, ValueError, IndexError, AttributeError):  # an event of another form, in a later Python
            event = Event(_KINDS.get(name, "text"), name, name, True)
        finally:
            self._busy = False
        if event is not None:
            watch.note(event)

    def is_made_here(self, path: str) -> bool:
        """Return whether a module's file was written by a test; the links to data files there lead out of the folder."""
        return bool(path) and not path.startswith("<") and not self.outside(path)

    def outside(self, path: str) -> bool:
        """Return whether a path lies outside of the folder that tests may write to."""
        real = os.path.realpath(path)
        return real != self.scratch and not real.startswith(self.scratch + os.sep)


_watcher: Watcher | None = None


def start(watcher: Watcher) -> None:
    """Start watching in this process; it cannot be ended."""
    global _watcher
    if _watcher is None:
        sys.addaudithook(_hook)
    _watcher = watcher


def watcher() -> Watcher:
    """Return the watcher of this process."""
    assert _watcher is not None
    return _watcher


def _hook(name: str, arguments: tuple[Any, ...]) -> None:
    if _watcher is not None:
        _watcher.hook(name, arguments)


@contextlib.contextmanager
def watching(test: str) -> Iterator[Observed]:
    """Watch the block where this process has a watcher; see `Watcher.watching`."""
    if _watcher is None:
        yield Observed(Rehearsed())
        return
    with _watcher.watching(test) as watch:
        yield watch


def reason(
    events: Iterable[Event], texts: Collection[str], heard: Collection[str], imports: Collection[str]
) -> Sentence | None:
    """Return why a test must not run in the trusted process, a clause ("it runs text as code"); None where it may.

    events:  that it caused with the reference.
    texts:   of the test and of what it needs: these are the instructor's.
    heard:   texts that the reference returned or printed meanwhile.
    imports: the packages that its texts import.
    """
    found = next((event for event in events if _is_unsafe(event, texts, heard, imports)), None)
    return _clause(found) if found is not None else None


def _is_unsafe(event: Event, texts: Collection[str], heard: Collection[str], imports: Collection[str]) -> bool:
    if event.kind == "pickle":
        return bool(heard)
    if event.kind == "bytecode":
        return event.own
    if event.kind == "import":
        named = event.text.split(".")[0]
        return named not in imports and any(named == text.split(".")[0] for text in heard)
    if event.kind != "text" or not event.text:  # a syntax tree was compiled, or a module that the test has written
        return True
    if not event.own:  # a library makes code, perhaps of what it was given
        return bool(heard)
    return event.text in heard or not any(event.text in text for text in texts)


def _clause(event: Event) -> Sentence:
    """Return a clause that does not quote the learner."""
    return sentence(f"grading.does.{event.kind}", **({"what": event.what} if event.kind in _NAMED else {}))


# --- events ---


def _compiled(watcher: Watcher, _: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    source, filename = arguments[0], arguments[1]
    if callers.makes_only_trees(frame) or callers.is_harmless(frame):
        return None
    path = filename if isinstance(filename, str) else os.fsdecode(filename) if isinstance(filename, bytes) else ""
    if callers.is_importing(frame) and not watcher.is_made_here(path):
        return None
    text = source if isinstance(source, str) else bytes(source).decode("utf-8", "replace") if source is not None else ""
    return Event("text", text or path, _mark("text", text), own=callers.is_own(frame), text=text)


def _executed(watcher: Watcher, _: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    """Read the start of code. Text becomes code by `compile`, which is an event too; here only modules matter."""
    code = arguments[0]
    if not isinstance(code, CodeType) or not callers.is_import(frame):
        return None
    path = code.co_filename
    if watcher.is_made_here(path):
        return Event("text", path, f"text {path}", True)
    if callers.is_import_by_name(frame):
        return Event("import", path, f"import {path}", own=True, text=os.path.splitext(os.path.basename(path))[0])
    return None


def _made_code(_: Watcher, name: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    if callers.is_harmless(frame) or callers.is_importing(frame):
        return None
    return Event("bytecode", name, name, callers.is_own(frame))


def _unpickled(_: Watcher, __: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    what = f"{arguments[0]}.{arguments[1]}"
    return None if callers.is_importing(frame) else Event("pickle", what, f"pickle {what}", callers.is_own(frame))


def _imported(_: Watcher, __: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    module = str(arguments[0])
    if not callers.is_named_import(frame):
        return None
    return Event("import", module, f"import {module}", own=True, text=module)


def _by_the_test(_: Watcher, name: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    """Read an event that matters where the test caused it; the confinement bears what a library does by itself."""
    if callers.is_importing(frame) or not callers.is_own(frame):
        return None
    return Event(_KINDS[name], name, name, True)


def _by_anybody(_: Watcher, name: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    return None if callers.is_importing(frame) else Event(_KINDS[name], name, name, callers.is_own(frame))


def _opened(watcher: Watcher, name: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    path, mode, flags = arguments[0], arguments[1], arguments[2]
    if not isinstance(path, str | bytes | os.PathLike) or path == os.devnull:
        return None
    text = os.fsdecode(path)
    writes = bool(set(mode or "") & set("wax+")) or (isinstance(flags, int) and bool(flags & WRITES))
    if not writes:
        watcher.read.add(os.path.abspath(text))
        return None
    return _changed(watcher, name, (path,), frame)


def _changed(watcher: Watcher, name: str, arguments: tuple[Any, ...], frame: FrameType) -> Event | None:
    for path in arguments[:2]:
        if isinstance(path, str | bytes | os.PathLike) and watcher.outside(os.fsdecode(path)):
            if callers.is_importing(frame):
                return None
            return Event("write", os.fsdecode(path), f"write {os.fsdecode(path)}", True)
    return None


def _mark(kind: str, text: str) -> str:
    return f"{kind} {hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"


Reader = Callable[[Watcher, str, tuple[Any, ...], FrameType], Event | None]
_PROCESS = """os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty pty.spawn subprocess.Popen os.startfile os.kill
os.killpg signal.pthread_kill""".split()
_NETWORK = """socket.__new__ socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname
socket.gethostbyaddr urllib.Request http.client.connect ftplib.connect imaplib.open poplib.connect smtplib.connect
telnetlib.Telnet.open nntplib.connect webbrowser.open""".split()
_C_CODE = """ctypes.dlopen ctypes.dlsym ctypes.dlsym/handle ctypes.call_function ctypes.cdata ctypes.string_at
ctypes.wstring_at""".split()
_DATABASE = ["sqlite3.connect", "sqlite3.enable_load_extension", "sqlite3.load_extension"]
_WRITE = """os.remove os.rename os.mkdir os.rmdir os.link os.symlink os.chmod os.chown os.truncate os.utime os.chflags
shutil.rmtree shutil.move shutil.chown os.setxattr os.removexattr""".split()
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_PROCESS, "process"),
    **dict.fromkeys(_NETWORK, "network"),
    **dict.fromkeys(_C_CODE, "c_code"),
    **dict.fromkeys(_DATABASE, "database"),
    **dict.fromkeys((*_WRITE, "open"), "write"),
    **dict.fromkeys(("exec", "marshal.loads", "marshal.load", "code.__new__"), "bytecode"),
    "pickle.find_class": "pickle",
    "import": "import",
}
_READERS: dict[str, Reader] = {
    **dict.fromkeys(_C_CODE, _by_the_test),  # libraries count processors and threads in this way
    **dict.fromkeys((*_PROCESS, *_NETWORK, *_DATABASE), _by_anybody),
    **dict.fromkeys(_WRITE, _changed),
    **dict.fromkeys(("marshal.loads", "marshal.load", "code.__new__"), _made_code),
    "open": _opened,
    "compile": _compiled,
    "exec": _executed,
    "pickle.find_class": _unpickled,
    "import": _imported,
}
