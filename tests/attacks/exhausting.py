"""Exhausting: attacks that use up time, memory, disk space, processes or descriptors.

Each stops by itself at an amount that the machine can bear, so that it does no harm while a layer is off.
"""

from __future__ import annotations

from typing import Any

from attack import Family, Sign

exhausting = Family("exhausting")
TIME, MEMORY = "the grader's time, while the class waits", "the machine's memory, so that other programs die"


def exhaust(name: str, gain: str, code: str, worked: str, seen: Sign = "done", **more: Any) -> None:
    exhausting.attack(name, gain=gain, seen=seen, worked=worked, code=code, **more)


# --- time: 2.5 seconds, where `ground.LIMITS` allows 1 ---

LONG = "\nimport time\nend = time.monotonic() + 2.5\n"
exhaust(
    "a loop that catches everything",
    TIME,
    LONG
    + """
while time.monotonic() < end:
    try:
        while time.monotonic() < end:
            pass
    except BaseException:
        pass
print("DONE")
""",
    "in-process",
)
exhaust(
    "a sleep that resumes after an interrupt",
    TIME,
    LONG
    + """
while time.monotonic() < end:
    try:
        time.sleep(end - time.monotonic())
    except BaseException:
        pass
print("DONE")
""",
    "in-process",
)
exhaust(
    "signals that are ignored",
    TIME,
    LONG
    + """
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while time.monotonic() < end:
    pass
print("DONE")
""",
    "in-process",
)
exhaust(
    "a finally block that does not end",
    TIME,
    LONG
    + """
try:
    while True:
        pass
except KeyboardInterrupt:
    pass
finally:
    while time.monotonic() < end:
        pass
    print("DONE")
""",
    "in-process",
)
exhaust(
    "one long call in C",
    TIME,
    """
import hashlib, time
began = time.perf_counter()
hashlib.pbkdf2_hmac("sha256", b"", b"", 100_000)
rounds = int(250_000 / (time.perf_counter() - began))
try:
    hashlib.pbkdf2_hmac("sha256", b"", b"", rounds)
except BaseException:
    pass
print("DONE")
""",
    "in-process",
)
exhaust(
    "a function that never returns",
    TIME,
    LONG
    + """
def scale(x):
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        try:
            time.sleep(0.1)
        except BaseException:
            pass
    print("DONE")
""",
    "in-process",
)
exhaust(
    "a regular expression that backtracks",
    TIME,
    """
import re, time
began = time.monotonic()
size = 20
while time.monotonic() - began < 2.5:
    try:
        re.match("(a+)+$", "a" * size + "b")
    except BaseException:
        pass
    size = min(size + 1, 24)
print("DONE")
""",
    "in-process",
)
exhaust(
    "a return value that makes the test run long",
    TIME,
    """
import time
LOOP = compile("total = 0\\nfor _ in range(1_000_000):\\n    total += 1", "as the test counts", "exec")
def count(numbers):
    began = time.perf_counter()
    exec(LOOP, {})
    return int(11e6 / (time.perf_counter() - began))
""",
    "test bounds, child clock",
    "time",
    on="count",
)

# --- memory of the sandbox: more than the limit is allocated, but never touched ---

exhaust("bytes", MEMORY, "x = bytes(900 << 20)\nprint('DONE')".replace("'", '"'), "rlimits")
exhaust("an array", MEMORY, 'import numpy as np\nx = np.zeros(900 << 17)\nprint("DONE")', "rlimits")
exhaust("a memory map", MEMORY, 'import mmap\nx = mmap.mmap(-1, 900 << 20)\nprint("DONE")', "rlimits")
exhaust(
    "stacks of threads",
    MEMORY,
    """
import threading
threading.stack_size(30 << 20)
event = threading.Event()
threads = [threading.Thread(target=event.wait, args=[1], daemon=True) for _ in range(28)]
for thread in threads:
    thread.start()
event.set()
print("DONE")
""",
    "rlimits",
)
exhaust(
    "resource limits raised again",
    MEMORY,
    """
import resource
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
x = bytes(900 << 20)
print("DONE")
""",
    "rlimits, seccomp",
)

# --- the grader's own memory ---

OWN = "the grader's own memory, so that the kernel kills the grader"
FRAME = """
import os
from autograder.sandbox.shared import protocol, wire
wire.MAX_HEADER = wire.MAX_PAYLOAD = wire.MAX_NODES = 1 << 40
"""
exhaust(
    "an oversized frame",
    OWN,
    FRAME
    + """
import numpy as np
def scale(x):
    return np.ones(30 << 20)
""",
    "caps, rlimits, clocks",
    "memory",
)
exhaust(
    "an array with a shape larger than its data",
    OWN,
    """
import numpy as np
from autograder.sandbox.shared import protocol, wire
def lie(packer, array, scalar):
    packer.size += 8
    packer.chunks.append(bytes(8))
    return protocol.Array("<f8", [50 << 20], False)
wire.Packer._array = lie
def scale(x):
    return np.ones(3)
""",
    "sizes",
    "memory",
)
exhaust(
    "oversized output in a forged frame",
    "a notebook that nobody can open",
    FRAME
    + """
import gc
from autograder.sandbox.inside.runner import Runner
runner = next(o for o in gc.get_objects() if isinstance(o, Runner))
outputs = [protocol.Output("stream", name="stdout", text="x" * 4_000_000)]
os.write(4, wire.Packer(None).frame(protocol.Ran(runner._nonce, outputs, False, 1)))
""",
    "caps",
    "output",
)
exhaust(
    "a list of more than a million items",
    OWN,
    FRAME
    + """
def scale(x):
    return [[]] * 1_300_000
""",
    "caps, rlimits, clocks",
    "memory",
)

exhaust(
    "a reference helper asked for an enormous array",
    OWN,
    """
def total(n):
    return grid(11_000).sum()
""",
    "test bounds, two passes",
    "memory",
    on="total",
    cells={"grid": "import numpy as np\ndef grid(n):\n    return np.zeros((n, n))"},
)

exhaust(
    "a start that differs each time",
    "the machine's memory, so that other programs die",
    """
import os
import numpy as np
def train(X, Y, num_iterations, learning_rate):
    W = np.frombuffer(os.urandom(48), np.uint8).reshape(3, 16)[:, :len(X)] / 999
    return {"W1": W, "W2": W[:1], "b": np.zeros((1, 1))}
""",
    "family",
    "crowd",
    on="train",
)


def newlines(notebook: dict[str, Any]) -> None:
    """Delete the instructor's longest cell, and add cells as long, of blank lines: each may be what is left of it."""
    longest = max(notebook["cells"], key=lambda cell: cell["source"].count("\n"))
    notebook["cells"].remove(longest)
    blank = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"] += [blank | {"source": "\n" * len(longest["source"])} for _ in range(6)]


exhaust(
    "cells of newlines, compared with the instructor's",
    TIME,
    "def scale(x):\n    return 0",
    "linear restoring",
    "time",
    change=newlines,
)
# --- processes, threads, disk, descriptors ---

exhaust(
    "processes",
    "all processes that the user may have",
    """
import os
children = []
for _ in range(40):
    child = os.fork()
    if child == 0:
        os._exit(0)
    children.append(child)
print("DONE")
""",
    "seccomp, rlimits",
)
exhaust(
    "a large file",
    "the disk",
    """
with open("large", "wb") as file:
    file.write(bytes(20 << 20))
print("DONE")
""",
    "in-process",
)
exhaust(
    "many files",
    "the disk",
    """
for number in range(20):
    with open(f"part{number}", "wb") as file:
        file.write(bytes(1 << 20))
print("DONE")
""",
    "in-process",
)
exhaust(
    "an unnamed temporary file",
    "the disk",
    """
import tempfile
with tempfile.TemporaryFile() as file:
    file.write(bytes(20 << 20))
print("DONE")
""",
    "in-process",
)
exhaust(
    "a file in shared memory",
    "memory that stays when the process ends",
    """
import os
with open("/dev/shm/attack", "wb") as file:
    file.write(bytes(1 << 20))
os.remove("/dev/shm/attack")
print("DONE")
""",
    "in-process",
)
exhaust(
    "file descriptors",
    "all files that the machine may have open",
    """
import os
held = [os.open("/dev/null", os.O_RDONLY) for _ in range(200)]
print("DONE")
""",
    "in-process",
)
exhaust(
    "threads",
    "all threads that the user may have, those of other submissions included",
    """
import threading
threading.stack_size(1 << 16)
event = threading.Event()
for _ in range(200):
    threading.Thread(target=event.wait, args=[1], daemon=True).start()
event.set()
print("DONE")
""",
    "in-process",
)
CRASH = "no score: the submission has to be graded by hand, and has full marks until then"
exhaust(
    "recursion in Python",
    CRASH,
    """
import sys
sys.setrecursionlimit(10**9)
class Deep:
    def __repr__(self):
        return repr(self)
repr(Deep())
""",
    "in-process",
    "unscored",
)
exhausting.never_worked("a deeply nested frame", "the decoder refuses frames beyond a fixed depth")
exhausting.never_worked(
    "recursion in C", "it crashes the interpreter like a segmentation fault, which is listed under hiding"
)
