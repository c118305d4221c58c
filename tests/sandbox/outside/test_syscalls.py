from __future__ import annotations

import errno
import fcntl
import os
import platform
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from machine import need

from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.outside.warm_process import WarmProcess

TRY = """
import ctypes, errno, fcntl, mmap, os, resource, signal, socket, subprocess, threading
libc = ctypes.CDLL(None, use_errno=True)
def syscall(number, *arguments):
    ctypes.set_errno(0)
    if libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), "")
def outcome(action):
    try: exec(action, globals())
    except OSError as error: return errno.errorcode[error.errno]
    return "done"
"""

REFUSED = {
    "fork": "os.fork()",
    "exec": "os.execv('/bin/true', ['true'])",
    "spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "subprocess": "subprocess.run(['true'])",
    "kill itself": "os.kill(os.getpid(), signal.SIGSTOP)",
    "kill the parent": "os.kill(os.getppid(), signal.SIGKILL)",
    "kill the group": "os.killpg(0, signal.SIGKILL)",
    "socket": "socket.socket()",
    "abstract socket": "socket.socket(socket.AF_UNIX).bind('\\0name')",
    "socket pair": "socket.socketpair()",
    "memfd": "os.memfd_create('x')",
    "new session": "os.setsid()",
    "priority": "os.nice(-1)",
    "owner of a descriptor's signals": "fcntl.fcntl(4, fcntl.F_SETOWN, 1)",
    "signal of a descriptor": "fcntl.fcntl(4, fcntl.F_SETSIG, 9)",
    "lease": "fcntl.fcntl(4, fcntl.F_SETLEASE, fcntl.F_WRLCK)",
    "empty a readable file": "os.open(os.__file__, os.O_RDONLY | os.O_TRUNC)",
    "truncate by path": "os.truncate(os.__file__, 0)",
    "change a file's time": "os.utime(os.__file__)",
    "change a file's mode": "os.chmod(os.__file__, 0o777)",
    "link": "os.link(os.__file__, 'link')",
    "change root": "os.chroot('/')",
    "limit": "resource.prlimit(0, resource.RLIMIT_CORE, (0, 0))",
}
NUMBERED = {  # of x86_64
    "ptrace": (101, 16, 1), "userfaultfd": (323, 0), "io_uring_setup": (425, 8, 0), "unshare": (272, 0x10000000),
    "setns": (308, 3, 0), "mount": (165, 0, 0, 0, 0, 0), "bpf": (321, 0, 0, 0), "perf_event_open": (298, 0, 0, 0, 0, 0),
    "keyctl": (250, 0, 0, 0, 0), "process_vm_readv": (310, 1, 0, 0, 0, 0, 0), "process_vm_writev": (311, 1, 0, 0, 0, 0, 0),
    "pidfd_open": (434, 1, 0), "pidfd_getfd": (438, 3, 0, 0), "clone": (56, 17, 0, 0, 0, 0), "vfork": (58,),
    "clone into a user namespace": (56, 0x10000000 | 17, 0, 0, 0, 0), "prctl": (157, 4, 1, 0, 0, 0),
    "open_by_handle_at": (304, 0, 0, 0), "sendfile": (40, 4, 0, 0, 1), "splice": (275, 3, 0, 4, 0, 1, 0),
    "seccomp": (317, 1, 0, 0), "landlock_create_ruleset": (444, 0, 0, 1), "ioctl TIOCSTI": (16, 0, 0x5412, 0),
    "tgkill": (234, 1, 1, 9), "shmget": (29, 0, 4096, 0o1600), "acct": (163, 0), "reboot": (169, 0, 0, 0, 0),
}  # fmt: skip
ALLOWED = {
    "thread": "t = threading.Thread(target=int); t.start(); t.join()",
    "memory map": "mmap.mmap(-1, 4096)",
    "read a module": "open(os.__file__).read(1)",
    "flags": "fcntl.fcntl(4, fcntl.F_GETFL)",
    "timer": "signal.setitimer(signal.ITIMER_REAL, 0)",
    "pipe": "os.pipe()",
    "random": "os.urandom(8)",
    "limits": "resource.getrlimit(resource.RLIMIT_AS)",
    "whose lock": "fcntl.fcntl(os.open(os.__file__, 0), fcntl.F_GETLK, bytes(32))",
}


@pytest.fixture(scope="module")
def outcome(request: pytest.FixtureRequest) -> Any:
    warm_process: WarmProcess = request.getfixturevalue("warm_process")
    session = Session(warm_process)
    session.run(TRY)
    yield lambda action: session.fetch(["outcome"])["outcome"](action)
    session.close()


def test_the_filter_is_compiled_once() -> None:
    need(compile_filter(), "libseccomp is not installed.", "libseccomp2")
    assert compile_filter() is compile_filter()
    assert len(compile_filter()) % 8 == 0  # whole BPF instructions


@pytest.mark.parametrize("action", REFUSED.values(), ids=REFUSED)
def test_refused(outcome: Callable[[str], str], action: str) -> None:
    assert outcome(action) in ("EPERM", "EACCES")


@pytest.mark.parametrize("action", ALLOWED.values(), ids=ALLOWED)
def test_allowed(outcome: Callable[[str], str], action: str) -> None:
    assert outcome(action) == "done"


@pytest.mark.parametrize("call", NUMBERED.values(), ids=NUMBERED)
def test_refused_by_number(outcome: Callable[[str], str], call: tuple[int, ...]) -> None:
    need(platform.machine() == "x86_64", "The numbers are those of x86_64.")
    assert outcome(f"syscall{(*call, 0)}") == "EPERM"


def test_clone3_is_not_there_so_that_threads_fall_back_to_clone(outcome: Callable[[str], str]) -> None:
    assert outcome("syscall(435, 0, 0)") == "ENOSYS"


# --- locks and futexes, which other sandboxes could see ---

LOCKED = """
file, other = os.open(os.__file__, 0), os.open(os.__file__, 0)
fcntl.lockf(file, fcntl.LOCK_SH)
fcntl.flock(file, fcntl.LOCK_EX)
fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
"""


@pytest.mark.parametrize("command", ["F_SETLK", "F_SETLKW", "F_OFD_SETLK", "F_OFD_SETLKW"])
def test_a_lock_seems_to_be_set_and_nobody_sees_it(level_process: WarmProcess, command: str) -> None:
    """What honest code asks for is granted: no other process may write the files of a sandbox."""
    session = Session(level_process)
    session.run(TRY)
    lock = f"fcntl.fcntl(os.open(os.__file__, 0), fcntl.{command}, struct.pack('hhqqi4x', fcntl.F_RDLCK, 0, 0, 0, 0))"
    run = session.run(f"import struct\n{lock}\n{LOCKED}")
    asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
    with open(os.__file__, "rb") as file:
        assert struct.unpack_from("h", fcntl.fcntl(file, fcntl.F_GETLK, asked))[0] == fcntl.F_UNLCK
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    session.close()
    assert not run.failed, run.outputs


HONEST = {
    "threads": """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    assert sum(pool.map(abs, range(100))) == 4950
""",
    "the end of a thread of C, which glibc waits for on a futex that is not private": """
import ctypes, time
libc = ctypes.CDLL(None)
body = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(lambda _: time.sleep(0.2))
thread = ctypes.c_ulong()
assert libc.pthread_create(ctypes.byref(thread), None, body, None) == 0
began = time.monotonic()
assert libc.pthread_join(thread, None) == 0
assert time.monotonic() - began > 0.15
""",
    "SQLite in memory": """
import sqlite3
base = sqlite3.connect(":memory:")
base.execute("CREATE TABLE t (x)")
base.execute("INSERT INTO t VALUES (1)")
assert base.execute("SELECT x FROM t").fetchall() == [(1,)]
""",
    "locks of threads": """
import queue, threading
lines, lock = queue.Queue(), threading.RLock()
def work(number):
    with lock:
        lines.put(number)
threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert sorted(lines.get() for _ in threads) == list(range(8))
""",
}
HONEST_WITH_FILES = {  # at strict, where files can be written
    "SQLite in a file": """
import sqlite3
one, other = sqlite3.connect("a.db"), sqlite3.connect("a.db")
one.execute("CREATE TABLE t (x)")
one.commit()
for base in (one, other):
    with base:
        base.execute("INSERT INTO t VALUES (1)")
assert one.execute("SELECT count(*) FROM t").fetchone() == other.execute("SELECT count(*) FROM t").fetchone() == (2,)
with one:
    one.execute("INSERT INTO t VALUES (2)")
""",
    "joblib's cache": """
import joblib
memory = joblib.Memory("cache", verbose=0)
assert memory.cache(abs)(-3) == 3
""",
    "temporary files": """
import tempfile
with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryDirectory() as folder:
    file.write(b"x")
""",
    "IPython's history": """
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
history = HistoryManager(shell=InteractiveShell.instance(), hist_file="history.sqlite")
history.store_inputs(1, "a = 1")
history.writeout_cache()
""",
    "a lock as HDF5 sets it": """
import fcntl
with open("a.h5", "wb") as file:
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    file.write(b"x")
    fcntl.flock(file, fcntl.LOCK_UN)
""",
}


@pytest.mark.parametrize("code", HONEST.values(), ids=HONEST)
def test_honest_code_bears_it(level_process: WarmProcess, code: str) -> None:
    session = Session(level_process)
    run = session.run(code)
    session.close()
    assert not run.failed and run.stopped is None, run.outputs


@pytest.mark.parametrize("code", HONEST_WITH_FILES.values(), ids=HONEST_WITH_FILES)
def test_honest_code_with_files_bears_it(strict_process: WarmProcess, code: str) -> None:
    session = Session(strict_process)
    run = session.run(code)
    session.close()
    assert not run.failed and run.stopped is None, run.outputs


def test_forks_share_no_memory(level_process: WarmProcess) -> None:
    """A page that the warm process had mapped for sharing would be common to all its forks."""
    pids = [level_process._process.pid]
    for pid in pids:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pids += [int(child) for child in children]
    maps = [line for pid in pids for line in Path(f"/proc/{pid}/maps").read_text().splitlines()]
    assert len(maps) > 100
    assert [line for line in maps if line.split()[1][1] == "w" and line.split()[1][3] == "s"] == []


def test_calls_of_another_architecture_end_the_process(session: Session) -> None:
    need(platform.machine() == "x86_64", "The x32 calls are those of x86_64.")
    session.run(TRY)
    assert session.run("syscall(0x40000000 + 39)").failed  # getpid


# --- the filter itself, on machines that are not at hand ---

AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h
ALLOW, NOT_PERMITTED, NOT_THERE = 0x7FFF0000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
DONE, AGAIN = 0x50000, 0x50000 | errno.EAGAIN
THREAD, FORK = 0x3D0F00, 17  # flags of clone: what pthread_create passes; SIGCHLD alone
CALLS: dict[str, tuple[tuple[int, ...], int]] = {
    "read": ((), ALLOW), "write": ((), ALLOW), "mmap": ((), ALLOW), "exit_group": ((), ALLOW),
    "futex": ((0, 0x80), ALLOW), "futex ": ((0, 0x81 | 0x100), ALLOW), "futex wait": ((0, 0), AGAIN),
    "futex wait, clock": ((0, 0x100), AGAIN), "futex wait_bitset": ((0, 9), AGAIN), "futex wake": ((0, 1), DONE),
    "futex wake_bitset": ((0, 10), DONE), "futex requeue": ((0, 3), NOT_PERMITTED), "futex lock_pi": ((0, 6), NOT_PERMITTED),
    "futex wake_op": ((0, 5), NOT_PERMITTED), "futex cmp_requeue": ((0, 4), NOT_PERMITTED),
    "flock": ((), DONE), "fcntl setlk": ((0, 6), DONE), "fcntl setlkw": ((0, 7), DONE), "fcntl ofd_setlk": ((0, 37), DONE),
    "fcntl ofd_setlkw": ((0, 38), DONE), "fcntl getlk": ((0, 5), ALLOW), "fcntl setlease": ((0, 1024), NOT_PERMITTED),
    "fcntl set_rw_hint": ((0, 1036), NOT_PERMITTED), "futex_wake": ((), NOT_PERMITTED), "futex_waitv": ((), NOT_PERMITTED),
    "newfstatat": ((), ALLOW), "getrandom": ((), ALLOW), "rt_sigreturn": ((), ALLOW), "getdents64": ((), ALLOW),
    "clone": ((THREAD,), ALLOW), "clone ": ((FORK,), NOT_PERMITTED), "clone3": ((), NOT_THERE),
    "openat": ((0, 0, 0), ALLOW), "openat ": ((0, 0, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), ALLOW),
    "openat  ": ((0, 0, os.O_RDONLY | os.O_TRUNC), NOT_PERMITTED),
    "ioctl": ((0, 0x5401), ALLOW), "ioctl  ": ((0, 0x5451), ALLOW), "ioctl ": ((0, 0x5412), NOT_PERMITTED),
    "prlimit64": ((0, 9, 0), ALLOW), "prlimit64 ": ((0, 9, 1), NOT_PERMITTED),
    **dict.fromkeys(
        "execve execveat ptrace socket socketpair connect bind kill tgkill rt_tgsigqueueinfo unshare setns mount bpf keyctl "
        "io_uring_setup io_uring_enter memfd_create process_vm_readv process_vm_writev pidfd_open pidfd_getfd userfaultfd "
        "perf_event_open prctl seccomp landlock_create_ruleset open_by_handle_at sendfile splice truncate fchmodat "
        "utimensat linkat symlinkat setxattr shmget msgget semget init_module kexec_load reboot setuid setsid".split(),
        ((), NOT_PERMITTED),
    ),
}  # fmt: skip


def decided(program: bytes, number: int, audit: int, arguments: tuple[int, ...]) -> int:
    """What a kernel makes of a call: classic BPF over `struct seccomp_data` (linux/filter.h, linux/seccomp.h)."""
    data = struct.pack("<iIQ6Q", number, audit, 0, *arguments, *[0] * (6 - len(arguments)))
    steps = list(struct.iter_unpack("<HBBI", program))
    at = register = 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x20:  # load a word
            (register,) = struct.unpack_from("<I", data, value)
        elif code == 0x54:  # and
            register &= value
        elif code == 0x05:  # jump
            at += value
        elif code in (0x15, 0x25, 0x35, 0x45):  # jump if equal, greater, not less, any bit set
            holds = {0x15: register == value, 0x25: register > value, 0x35: register >= value, 0x45: register & value}
            at += yes if holds[code] else no
        else:
            assert code == 0x06, f"an instruction that this test does not know: {code:#x}"
            return int(value)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("machine", AUDIT)
def test_the_filter_decides_alike_on_every_machine(machine: str, call: str) -> None:
    program = compile_filter(machine)
    need(program, "libseccomp is not installed.", "libseccomp2")
    import pyseccomp

    arguments, wanted = CALLS[call]
    number = pyseccomp.resolve_syscall(getattr(pyseccomp.Arch, machine.upper()), call.split()[0])
    if call.startswith("futex_") and number < 0:
        pytest.skip("This libseccomp does not know the call yet.")
    assert number >= 0
    assert decided(program, number, AUDIT[machine], arguments) == wanted
    (other,) = AUDIT.keys() - {machine}
    assert decided(program, number, AUDIT[other], arguments) in (0, 0x80000000)  # the call, or all of it, is killed


def test_the_filter_for_foreign_tests_is_another_one() -> None:
    plain, for_tests = compile_filter(), compile_filter(for_tests=True)
    assert plain and for_tests and plain != for_tests
    assert len(for_tests) > len(plain)
