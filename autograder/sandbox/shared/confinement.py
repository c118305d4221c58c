"""The layers with which a process confines itself, for good (Linux; elsewhere none of them holds).

A sandbox does so before it runs a learner's code, and so does the child that runs a foreign course's tests.

Each layer is tried, never assumed: it returns whether it holds. Only the standard library is used.
Kernel interfaces: Documentation/userspace-api/landlock.rst, landlock(7), seccomp(2), user_namespaces(7), prctl(2).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import platform
import resource
import sys
from collections.abc import Iterable

from autograder.sandbox.shared.layers import NOBODY

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 8, 22, 38
_MODE_FILTER = 2  # for PR_SET_SECCOMP
_NEWNS, _NEWUTS, _NEWIPC = 0x00020000, 0x04000000, 0x08000000
_NEWUSER, _NEWPID, _NEWNET = 0x10000000, 0x20000000, 0x40000000

NAMESPACES = _NEWUSER | _NEWPID | _NEWNET | _NEWIPC | _NEWNS | _NEWUTS

_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_SAFE = _MS_NOSUID | _MS_NODEV | _MS_NOEXEC
_CLONE = {"x86_64": 56, "aarch64": 220}.get(platform.machine())  # SYS_clone; the Landlock numbers are the same everywhere
_SIGCHLD = 17

_linux = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True) if _linux else None

# Does not release the interpreter's lock around a call.
_libc_keeping_lock = ctypes.PyDLL(None, use_errno=True) if _linux else None


def die_with_parent(*, on: bool = True) -> None:
    """Set whether the kernel kills this process when its parent ends: the thread that started it, to be exact."""
    if _libc:
        _libc.prctl(_PR_SET_PDEATHSIG, 9 if on else 0, 0, 0, 0)


def set_dumpable(dumpable: bool) -> None:
    """Set whether other processes of the same user can look at the memory and the descriptors of this one."""
    if _libc:
        _libc.prctl(_PR_SET_DUMPABLE, int(dumpable), 0, 0, 0)


def forbid_new_privileges() -> None:
    """Give up for good the privileges that starting a program could give (set-user-id)."""
    if _libc:
        _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


# --- privileges ---

_CAP_DAC_READ_SEARCH = 1 << 2


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _CapData(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def _set_capabilities(mask: int) -> bool:
    """Set the effective and permitted capabilities; return whether it worked."""
    header, data = _CapHeader(0x20080522, 0), (_CapData * 2)()
    data[0].effective = data[0].permitted = mask
    return bool(_libc and _libc.capset(ctypes.byref(header), ctypes.byref(data)) == 0)


def drop_root(must_read: Iterable[str], user: int = NOBODY) -> None:
    """Become this user, where the process runs as root; `nobody` where there is no such number.

    must_read: folders of Python and of packages. Where others may not enter one of them, the right to enter folders is kept,
    because late imports need it. Landlock still decides what may be read.
    """
    if os.getuid() != 0:
        return
    closed = not all(map(_others_may_enter, must_read))
    if closed and _libc:
        _libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    try:
        os.setresuid(user, user, user)
    except OSError:  # in a user namespace that does not map this id
        os.setresuid(NOBODY, NOBODY, NOBODY)
    if closed:
        _set_capabilities(_CAP_DAC_READ_SEARCH)


def _others_may_enter(path: str) -> bool:
    """Return whether every user may enter this folder and those above it."""
    while True:
        if not os.stat(path).st_mode & 0o001:
            return False
        if path == (path := os.path.dirname(path)):
            return True


# --- namespaces ---


def fork(namespaces: bool) -> int:
    """Fork as `os.fork` does; with `namespaces`, into new user, pid, network, ipc, mount and host-name namespaces.

    The child is then process 1 of its pid namespace: when it is killed, the kernel kills all processes below it.
    Raises OSError when the kernel refuses.
    """
    if not namespaces:
        return os.fork()
    if _CLONE is None or _libc_keeping_lock is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    ctypes.pythonapi.PyOS_BeforeFork()
    pid = int(_libc_keeping_lock.syscall(_CLONE, NAMESPACES | _SIGCHLD, 0, 0, 0, 0))
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(number := ctypes.get_errno(), os.strerror(number))
    return pid


def set_up_namespaces(uid: int, gid: int, scratch: str, megabytes: int, files: int) -> bool:
    """Map user and group, mount an in-memory scratch folder and hide /proc, in a child in new namespaces.

    megabytes, files: room in the scratch folder.
    Returns whether all of it worked.
    """
    if not _libc:
        return False
    set_dumpable(True)  # else /proc/self/uid_map belongs to root
    try:
        for name, text in (("setgroups", "deny"), ("gid_map", f"{gid} {gid} 1"), ("uid_map", f"{uid} {uid} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    except OSError:
        return False
    finally:
        set_dumpable(False)
    hidden = _libc.mount(b"nothing", b"/proc", b"tmpfs", _SAFE | _MS_RDONLY, b"size=4k") == 0
    return mount_scratch(scratch, megabytes, files) and bool(hidden)


def mount_scratch(path: str, megabytes: int, files: int) -> bool:
    """Mount a folder in memory, with this room, in a child in new namespaces; return whether it worked."""
    size = f"size={megabytes}m,nr_inodes={files},mode=700".encode()
    return bool(_libc and _libc.mount(b"scratch", path.encode(), b"tmpfs", _SAFE, size) == 0)


def drop_capabilities() -> None:
    """Give up the capabilities that the child's user namespace gave it."""
    _set_capabilities(0)


# --- Landlock ---

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # system calls
_VERSION_FLAG, _PATH_BENEATH = 1, 1
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _TRUNCATE = 1 << 4, 1 << 5, 1 << 7, 1 << 8, 1 << 14
_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15}  # number of file-system rights the kernel knows; 16 from ABI 5 on
_READ = _READ_FILE | _READ_DIR
_CHANGE = _WRITE_FILE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _TRUNCATE
_FOR_FILES = _READ_FILE | _WRITE_FILE | _TRUNCATE


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("rights", ctypes.c_uint64), ("descriptor", ctypes.c_int32)]


def landlock_abi() -> int:
    """Return the kernel's Landlock version, 0 where there is none."""
    return max(0, _libc.syscall(_CREATE, None, 0, _VERSION_FLAG)) if _libc else 0


def landlock(readable: Iterable[str], writable: Iterable[str]) -> bool:
    """Let this process open only what lies below these paths; no TCP, no abstract sockets, no signals to others.

    Returns whether it worked.
    """
    abi = landlock_abi()
    if not abi or not _libc:
        return False
    rights = (1 << _RIGHTS_BY_ABI.get(abi, 16)) - 1
    wanted = _Ruleset(rights, 3 if abi >= 4 else 0, 3 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = _libc.syscall(_CREATE, ctypes.byref(wanted), size, 0)
    if ruleset < 0:
        return False
    try:
        for paths, allowed in ((readable, _READ), (writable, _READ | _CHANGE)):
            for path in paths:
                _allow(ruleset, path, allowed & rights)
        return bool(_libc.syscall(_RESTRICT, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Add a rule that allows these rights below a path."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this system: nothing to allow
    try:
        rule = _PathBeneath(rights if os.path.isdir(path) else rights & _FOR_FILES, descriptor)
        assert _libc
        _libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)


# --- seccomp ---


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def seccomp(program: bytes) -> bool:
    """Load a compiled filter (`syscalls.compile_filter`); return whether it worked."""
    if not program or not _libc:
        return False
    buffer = ctypes.create_string_buffer(program, len(program))
    loaded = _Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    return bool(_libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(loaded), 0, 0) == 0)


# --- rlimits ---


def tasks_of_user() -> int:
    """Return how many processes and threads this process's user has: the kernel counts them against RLIMIT_NPROC."""
    count = 0
    for name in filter(str.isdigit, os.listdir("/proc") if _linux else ()):
        with contextlib.suppress(OSError, KeyError):
            with open(f"/proc/{name}/status") as status:
                about = dict(line.split(":", 1) for line in status)
            count += int(about["Threads"]) if int(about["Uid"].split()[0]) == os.getuid() else 0
    return count


def become_first_oom_victim() -> None:
    """Have the kernel kill this process before any other when the machine runs out of memory."""
    set_dumpable(True)  # else the file belongs to root
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    set_dumpable(False)


def limit_resources(memory: int, cpu_seconds: int, file_size: int, processes: int) -> None:
    """Set this process's limits; memory and file_size are in bytes.

    Soft limits equal hard ones, because process 1 of a pid namespace ignores SIGXCPU.
    """
    limits = {
        "RLIMIT_AS": memory,
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_FSIZE": file_size,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_NPROC": processes,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    for name, value in limits.items():
        which = getattr(resource, name, None)
        if which is None:
            continue
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):
            if _linux:  # elsewhere some are refused: macOS does not limit address space
                raise
