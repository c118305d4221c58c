"""Another process of the same user: it holds a secret, listens for connections and reports when an attack reaches it.

`python neighbour.py SECRET FILE` prints a line of JSON once it is ready, {"pid": …, "port": …}, and then a word each time
that it was reached: "signalled", "connected", "locked" (somebody has locked FILE) or "woken" (from a futex in that file). It
allows any process to trace it: otherwise the machine's own policy could stop an attack that a layer of the sandbox is meant
to stop.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import mmap
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import NoReturn

import pyseccomp

ABSTRACT = "\0autograder-neighbour"
SHARED_MEMORY_KEY = 0x5EC2E7
_PR_SET_DUMPABLE, _PR_SET_PTRACER = 4, 0x59616D61


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def is_locked(file: int) -> bool:
    """Return whether another process holds a lock of any kind on a file."""
    asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
    if struct.unpack_from("h", fcntl.fcntl(file, fcntl.F_GETLK, asked))[0] != fcntl.F_UNLCK:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def listen_to_futexes(file: int, call: int) -> Callable[[], None]:
    """Say "woken" when somebody wakes those who wait at the file's beginning; return what wakes those at byte 64.

    call: the number of the system call `futex`.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.mmap.restype = ctypes.c_void_p
    place = libc.mmap(None, 4096, mmap.PROT_READ, mmap.MAP_SHARED, file, ctypes.c_long(0))
    value = ctypes.c_int.from_address(place).value

    def listen() -> None:
        while True:
            if libc.syscall(call, ctypes.c_void_p(place), 0, value, None, None, 0) == 0:
                say("woken")

    threading.Thread(target=listen, daemon=True).start()
    return lambda: libc.syscall(call, ctypes.c_void_p(place + 64), 1, 9, None, None, 0)


def main(secret: str, path: str) -> NoReturn:
    libc = ctypes.CDLL(None)
    shared = os.open(path, os.O_RDONLY)
    futex = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, "futex")
    if os.getuid() == 0:  # take the user that a sandbox started by root has, so that the attacker may signal this process
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
    libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)
    libc.prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGIO):
        signal.signal(number, lambda *_: say("signalled"))
    listeners = [socket.socket(), socket.socket(socket.AF_UNIX)]
    listeners[0].bind(("127.0.0.1", 0))
    with contextlib.suppress(OSError):  # another test process has the name; an attack on it reaches that one's neighbour
        listeners[1].bind(f"{ABSTRACT}-{os.getpid()}")
    for listener in listeners:
        listener.listen()
    memory = libc.shmget(SHARED_MEMORY_KEY, 4096, 0o1666)
    libc.shmat.restype = ctypes.c_void_p
    address = libc.shmat(memory, None, 0)
    if address not in (None, ctypes.c_void_p(-1).value):
        ctypes.memmove(address, secret.encode() + b"\0", len(secret) + 1)
    say(json.dumps({"pid": os.getpid(), "port": listeners[0].getsockname()[1]}))
    for listener in listeners:
        listener.settimeout(0.05)
    wake = listen_to_futexes(shared, futex)
    while os.getppid() != 1:
        if is_locked(shared):
            say("locked")
        wake()
        for listener in listeners:
            try:
                listener.accept()[0].close()
                say("connected")
            except TimeoutError:
                continue
            except OSError:
                time.sleep(0.05)
    if memory >= 0:
        libc.shmctl(memory, 0, None)  # IPC_RMID
    sys.exit()


if __name__ == "__main__":
    main(*sys.argv[1:])
