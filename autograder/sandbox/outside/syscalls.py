"""Compile the system calls that a learner's code may make to a seccomp filter.

libseccomp resolves the names for the machine's architecture and refuses every other one (32-bit calls on x86_64 among them).
Compiling fails inside bubblewrap, so it happens in the grader; the child only loads the bytes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from functools import cache

_ALLOWED = """
read write readv writev pread64 pwrite64 close lseek fstat stat lstat newfstatat statx access faccessat faccessat2
readlink readlinkat getcwd chdir getdents64 dup poll ppoll select pselect6 pipe2 epoll_create1 epoll_ctl epoll_wait
epoll_pwait mmap munmap mremap mprotect madvise brk sched_yield sched_getaffinity set_robust_list rseq
membarrier get_mempolicy getrandom clock_gettime clock_getres gettimeofday time clock_nanosleep nanosleep times
getrusage sysinfo uname rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack exit exit_group restart_syscall getgroups
getresuid getresgid getsid getpriority getpid getppid gettid getuid geteuid getgid getegid getpgrp getpgid unlink
unlinkat mkdir mkdirat rmdir rename renameat renameat2 ftruncate fsync fdatasync umask setitimer getitimer alarm pause
""".split()

_CLONE_THREAD = 0x10000

# Not among them: SETOWN and SETSIG, which send signals to other processes, and SETLEASE, which makes others wait.
_FCNTL = "DUPFD DUPFD_CLOEXEC GETFD SETFD GETFL SETFL GETLK".split()

# Locks of files: other sandboxes can see them, and many on one file slow all processes that open it. They are answered as if
# they were set (SQLite and HDF5 stop at an error): no other process may write the files of a sandbox.
_LOCKS = "SETLK SETLKW OFD_SETLK OFD_SETLKW".split()

# Futexes (linux/futex.h). A private one is seen by the threads of one process. One that is not private can also lie in a
# file that two sandboxes have mapped. Nobody may wait there: then nothing wakes anybody either, not even the end of a thread
# (CLONE_CHILD_CLEARTID). glibc waits there for the end of a thread; told to look again, it does, until the thread has ended.
_FUTEX_PRIVATE, _FUTEX_OPERATION = 0x80, 0xFF
_FUTEX_ANSWERS = {0: errno.EAGAIN, 9: errno.EAGAIN, 1: 0, 10: 0}  # wait and wait_bitset; wake and wake_bitset

# What isatty and the terminal's width ask; whether a descriptor outlives exec, which `tempfile` sets.
_TCGETS, _TIOCGWINSZ, _FIONCLEX, _FIOCLEX = 0x5401, 0x5413, 0x5450, 0x5451
_FIONBIO = 0x5421  # what `os.set_blocking` asks

# For the process that runs foreign tests: it changes no permissions and no times of files, but `shutil.copy` believes so.
_PRETENDED = ("chmod", "fchmod", "fchmodat", "fchmodat2", "utime", "utimes", "utimensat", "futimesat")
_UNSUPPORTED = ("listxattr", "llistxattr", "flistxattr", "getxattr", "lgetxattr", "fgetxattr")


@cache
def compile_filter(machine: str = "", *, for_tests: bool = False) -> bytes:
    """Return the filter as BPF bytes, empty where libseccomp is missing. All but the allowed calls answer EPERM.

    machine:   "x86_64" or "aarch64"; by default this one.
    for_tests: also allow what the confined process that runs foreign tests needs: to receive descriptors through a socket
               that it has, and to set its own limits.
    """
    if sys.platform != "linux":
        return b""
    try:
        import fcntl

        import pyseccomp
    except (ImportError, OSError, RuntimeError):  # the library is not there
        return b""
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    architecture = getattr(pyseccomp.Arch, machine.upper() or "NATIVE")
    if not rules.exist_arch(architecture):
        rules.add_arch(architecture)
        rules.remove_arch(pyseccomp.Arch.NATIVE)
    for name in _ALLOWED:
        try:
            rules.add_rule(pyseccomp.ALLOW, name)
        except (OSError, ValueError, RuntimeError):
            continue  # not a call of this architecture (aarch64 has no `stat`)
    # Threads, not processes. No filter sees the flags of clone3, which a pointer leads to; without it glibc uses clone.
    rules.add_rule(pyseccomp.ALLOW, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, _CLONE_THREAD))
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    rules.add_rule(pyseccomp.ALLOW, "prlimit64", pyseccomp.Arg(2, pyseccomp.EQ, 0))  # read limits, never set them
    rules.add_rule(pyseccomp.ALLOW, "futex", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, _FUTEX_PRIVATE, _FUTEX_PRIVATE))
    for operation, answer in _FUTEX_ANSWERS.items():
        shared = pyseccomp.Arg(1, pyseccomp.MASKED_EQ, _FUTEX_OPERATION, operation)
        rules.add_rule(pyseccomp.ERRNO(answer), "futex", shared)
    rules.add_rule(pyseccomp.ERRNO(0), "flock")
    for name in _LOCKS:
        rules.add_rule(pyseccomp.ERRNO(0), "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, getattr(fcntl, f"F_{name}")))
    if for_tests:
        rules.add_rule(pyseccomp.ALLOW, "recvmsg")
        rules.add_rule(pyseccomp.ALLOW, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, _FIONBIO))
        rules.add_rule(pyseccomp.ALLOW, "prlimit64", pyseccomp.Arg(0, pyseccomp.EQ, 0))
        for names, number in ((_PRETENDED, 0), (_UNSUPPORTED, errno.ENOTSUP)):
            for name in names:
                with contextlib.suppress(OSError, ValueError, RuntimeError):  # not a call of this architecture
                    rules.add_rule(pyseccomp.ERRNO(number), name)
    commands = [getattr(fcntl, f"F_{name}") for name in _FCNTL]
    for call, requests in (("ioctl", [_TCGETS, _TIOCGWINSZ, _FIONCLEX, _FIOCLEX]), ("fcntl", commands)):
        for request in requests:
            rules.add_rule(pyseccomp.ALLOW, call, pyseccomp.Arg(1, pyseccomp.EQ, request))
    # Before ABI 3 Landlock lets a file that may be read be emptied: only a process that opens it for writing may do that.
    for call, flags in (("open", 1), ("openat", 2)):
        writing = [(os.O_TRUNC | os.O_ACCMODE, os.O_TRUNC | mode) for mode in (os.O_WRONLY, os.O_RDWR)]
        for mask, mode in ((os.O_TRUNC, 0), *writing):
            with contextlib.suppress(OSError, ValueError, RuntimeError):  # aarch64 has no `open`
                rules.add_rule(pyseccomp.ALLOW, call, pyseccomp.Arg(flags, pyseccomp.MASKED_EQ, mask, mode))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
