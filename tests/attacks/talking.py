"""Talking: attacks that carry data from one sandbox to another, through locks and futexes of files that both may read.

The neighbour stands for the other sandbox. It looks for locks on SHARED, a file of Python's library, waits on a futex at the
file's beginning, and wakes whoever waits at byte 64.
"""

from __future__ import annotations

from attack import Family, Sign

talking = Family("talking")
LOCK, FUTEX = "bits for a partner who is graded at the same time", "a signal to a partner who is graded at the same time"


def talk(name: str, code: str, gain: str = LOCK, seen: Sign = "neighbour") -> None:
    talking.attack(name, gain=gain, seen=seen, worked="seccomp", code=code)


# --- locks ---

HELD = "\ntime.sleep(0.4)\n"
OPENED = """
import fcntl, os, struct, time
file = open("SHARED", "rb")
"""
for command in ("F_SETLK", "F_SETLKW", "F_OFD_SETLK", "F_OFD_SETLKW"):
    talk(
        f"a lock that another process can see ({command})",
        OPENED + f'fcntl.fcntl(file, fcntl.{command}, struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 3, 1, 0))' + HELD,
    )
talk("a lock that another process can see (flock)", OPENED + "fcntl.flock(file, fcntl.LOCK_SH)" + HELD)
talk("a lock that another process can see (lockf)", OPENED + "fcntl.lockf(file, fcntl.LOCK_SH, 5, 9)" + HELD)
talk(
    "a thousand locks on one file",
    OPENED
    + """
for place in range(1000):
    fcntl.fcntl(file, fcntl.F_SETLK, struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 2 * place, 1, 0))
"""
    + HELD,
    "the machine's time: every process that opens the file waits",
)

# --- futexes ---

MAPPED = """
import ctypes, mmap, os, time
libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
class Timeout(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]
def mapped(flags):
    descriptor = os.open("SHARED", os.O_RDONLY)
    return libc.mmap(None, 4096, mmap.PROT_READ, flags, descriptor, ctypes.c_long(0))
def futex(address, operation, value, timeout=None, other=None, bits=0):
    return libc.syscall(SYS_futex, ctypes.c_void_p(address), operation, value, timeout, ctypes.c_void_p(other), bits)
"""
ALL = "0xFFFFFFFF"
WAKE = {
    "a shared map of a file": "futex(mapped(mmap.MAP_SHARED), 1, 1)",
    "a private map of a file": "futex(mapped(mmap.MAP_PRIVATE), 1, 1)",
    "some of its bits": f"futex(mapped(mmap.MAP_SHARED), 10, 1, bits={ALL})",
    "another queue": "page = mapped(mmap.MAP_SHARED)\nfutex(page, 3, 1, None, page + 128)",
}
for name, call in WAKE.items():
    talk(f"a futex that wakes another process: {name}", f"{MAPPED}{call}\n{HELD}", FUTEX)
WAIT = {"wait": (0, 0), "wait with a mask": (9, ALL)}
for name, (operation, mask) in WAIT.items():
    talk(
        f"a futex that another process wakes: {name}",
        MAPPED
        + f"""
place = mapped(mmap.MAP_SHARED) + 64
value = ctypes.c_int.from_address(place).value
end = time.monotonic() + 0.9
limit = Timeout(0, 600_000_000) if {operation} == 0 else None
while time.monotonic() < end:
    if futex(place, {operation}, value, ctypes.byref(limit) if limit else None, None, {mask}) == 0:
        print("DONE")
        break
""",
        FUTEX,
        "done",
    )
talking.never_worked("a semaphore with a name", "a sandbox cannot make files where another one finds them")
