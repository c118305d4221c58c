"""Another process of the same user: it holds a secret, listens for connections and reports when an attack reaches it.

`python neighbour.py SECRET` prints a line of JSON once it is ready, {"pid": …, "port": …}, and then "signalled" or
"connected" each time that it was reached. It allows any process to trace it: otherwise the machine's own policy could
stop an attack that a layer of the sandbox is meant to stop.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import socket
import sys
import time
from typing import NoReturn

ABSTRACT = "\0autograder-neighbour"
SHARED_MEMORY_KEY = 0x5EC2E7
_PR_SET_DUMPABLE, _PR_SET_PTRACER = 4, 0x59616D61


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def main(secret: str) -> NoReturn:
    libc = ctypes.CDLL(None)
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
    while os.getppid() != 1:
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
    main(sys.argv[1])
