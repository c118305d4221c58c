"""Escaping: attacks that reach other processes, the network, the kernel, or files that outlast the submission."""

from __future__ import annotations

from attack import Family, Sign

escaping = Family("escaping")


def escape(name: str, gain: str, code: str, worked: str = "seccomp", seen: Sign = "done") -> None:
    escaping.attack(name, gain=gain, seen=seen, worked=worked, code=code)


def system_call(call: str, gain: str, arguments: str, worked: str = "seccomp") -> None:
    """Register an attack that succeeds if the system call `call` does not return an error."""
    code = f"""
        import ctypes
        room = ctypes.create_string_buffer(256)
        if ctypes.CDLL(None, use_errno=True).syscall(SYS_{call}, {arguments}) >= 0:
            print("DONE")
        """
    escape(call, gain, code, worked)


# --- processes ---

PROCESS = "a second process, which the time limit does not end"
escape(
    "fork",
    PROCESS,
    """
    import os
    if os.fork() == 0:
        os._exit(0)
    print("DONE")
    """,
)
escape(
    "forkpty",
    PROCESS,
    """
    import os
    if os.forkpty()[0] == 0:
        os._exit(0)
    print("DONE")
    """,
    "seccomp, landlock",
)
escape(
    "vfork, in C",
    PROCESS,
    """
    import ctypes
    if ctypes.CDLL(None).syscall(SYS_fork) > 0:
        print("DONE")
    else:
        import os
        os._exit(0)
    """,
)
escape(
    "clone without CLONE_THREAD",
    PROCESS,
    """
    import ctypes, os
    child = ctypes.CDLL(None).syscall(SYS_clone, 17, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    if child > 0:
        print("DONE")
    """,
)
escape(
    "clone3",
    PROCESS,
    """
    import ctypes, os
    arguments = (ctypes.c_uint64 * 11)()
    arguments[4] = 17
    child = ctypes.CDLL(None).syscall(SYS_clone3, arguments, 88)
    if child == 0:
        os._exit(0)
    if child > 0:
        print("DONE")
    """,
)
escape(
    "a program",
    "any program of the machine",
    """
    import subprocess
    subprocess.run(["/bin/true"], check=True)
    print("DONE")
    """,
    "seccomp, landlock",
)
escape(
    "os.system",
    "a shell",
    """
    import os
    if os.system("exit 0") == 0:
        print("DONE")
    """,
    "seccomp, landlock",
)
escape(
    "multiprocessing",
    PROCESS,
    """
    import multiprocessing
    process = multiprocessing.get_context("fork").Process(target=print)
    process.start()
    process.join()
    print("DONE")
    """,
)
escape(
    "a daemon",
    "a process that outlives the submission and can reach the next ones",
    """
    import os, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(20)
        os._exit(0)
    """,
    seen="process",
)
escape(
    "a daemon that runs another program",
    "a process that outlives the submission and can reach the next ones",
    """
    import subprocess
    subprocess.Popen(["/bin/sleep", "DAEMON"], start_new_session=True)
    """,
    "seccomp, landlock",
    "process",
)
escape(
    "a program in anonymous memory",
    "any program, although no file can be written",
    """
    import os
    descriptor = os.memfd_create("program", 0)
    os.write(descriptor, b"#!/bin/sh\\nexec sleep DAEMON\\n")
    program = os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY)
    os.close(descriptor)
    if os.fork() == 0:
        os.setsid()
        os.set_inheritable(program, True)
        os.execv(f"/proc/self/fd/{program}", ["program"])
    """,
    "seccomp, landlock, rlimits, dumpable",
    "process",
)

# --- other processes ---

REACHED = "control over another process of the machine"
escape(
    "ptrace",
    "another program's memory and actions",
    """
    import ctypes, os
    if ctypes.CDLL(None).ptrace(16, PID, 0, 0) == 0:
        os.waitpid(PID, 0x40000000)
        ctypes.CDLL(None).ptrace(17, PID, 0, 0)
        print("DONE")
    """,
    "seccomp, landlock",
)
escape(
    "a signal to a neighbour",
    REACHED,
    """
    import os, signal
    os.kill(PID, signal.SIGUSR1)
    """,
    "seccomp, landlock",
    "neighbour",
)
# kill(-1), a signal to every process, is left out: with the layer off it would end the sandboxes of other tests.
escape(
    "a signal by tgkill",
    REACHED,
    """
    import ctypes
    ctypes.CDLL(None).syscall(SYS_tgkill, PID, PID, 10)
    """,
    "seccomp, landlock",
    "neighbour",
)
escape(
    "a signal by rt_sigqueueinfo",
    REACHED,
    """
    import ctypes
    about = (ctypes.c_int * 32)(10, 0, -1)
    ctypes.CDLL(None).syscall(SYS_rt_sigqueueinfo, PID, 10, about)
    """,
    "seccomp, landlock",
    "neighbour",
)
escape(
    "a signal by pidfd",
    REACHED,
    """
    import os, signal
    signal.pidfd_send_signal(os.pidfd_open(PID), signal.SIGUSR1)
    """,
    "seccomp, landlock",
    "neighbour",
)
escape(
    "a signal to a pipe's owner (F_SETOWN)",
    REACHED,
    """
    import ctypes, os
    reader, writer = os.pipe()
    libc = ctypes.CDLL(None)
    libc.fcntl(reader, 10, 10)
    libc.fcntl(reader, 8, PID)
    libc.fcntl(reader, 4, 0o20000)
    os.write(writer, b"x")
    """,
    "seccomp, landlock",
    "neighbour",
)
escape(
    "the warm process killed",
    "the grading of the class stopped",
    """
    import os, signal
    os.kill(os.getppid(), signal.SIGKILL)
    """,
    "seccomp, landlock",
    "zygote",
)
escape(
    "the warm process stopped",
    "the grading of the class stopped",
    """
    import os, signal, time
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(0.2)
    os.kill(os.getppid(), signal.SIGCONT)
    print("DONE")
    """,
    "seccomp, landlock",
)
escape(
    "limits of another process",
    REACHED,
    """
    import resource
    resource.prlimit(PID, resource.RLIMIT_NOFILE, (200, 200))
    print("DONE")
    """,
)
escape(
    "priority of another process",
    REACHED,
    """
    import os
    os.setpriority(os.PRIO_PROCESS, PID, 19)
    print("DONE")
    """,
)
escape(
    "processors of another process",
    REACHED,
    """
    import os
    os.sched_setaffinity(PID, os.sched_getaffinity(PID))
    print("DONE")
    """,
)

# --- network ---

NETWORK = "services of the machine, and a channel for stolen data"
escape(
    "a TCP connection to the loopback",
    NETWORK,
    """
    import socket
    socket.create_connection(("127.0.0.1", PORT), 0.5)
    """,
    "seccomp, landlock",
    "neighbour",
)
escape(
    "an abstract socket",
    NETWORK,
    """
    import socket
    socket.socket(socket.AF_UNIX).connect("\\0autograder-neighbour-PID")
    """,
    "seccomp, landlock",
    "neighbour",
)
escape(
    "a UDP datagram",
    NETWORK,
    """
    import socket
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", PORT))
    print("DONE")
    """,
)
escape(
    "a listening TCP socket",
    "a service that others can connect to",
    """
    import socket
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    print("DONE")
    """,
    "seccomp, landlock",
)
escape(
    "a netlink socket",
    "the machine's network configuration",
    """
    import socket
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
    print("DONE")
    """,
)
escape(
    "an HTTP request",
    NETWORK,
    """
    import urllib.request
    try:
        urllib.request.urlopen("http://127.0.0.1:PORT", timeout=0.3)
    except TimeoutError:
        pass
    """,
    "seccomp, landlock",
    "neighbour",
)

# --- the kernel ---

KERNEL = "a part of the kernel with a history of vulnerabilities"
system_call("memfd_create", "files without a size limit, and programs in them", 'b"x", 0')
system_call("eventfd2", KERNEL, "0, 0")
system_call("inotify_init1", "what other programs do with files", "0")
system_call("timerfd_create", KERNEL, "1, 0")
system_call("signalfd4", KERNEL, "-1, room, 8, 0")
system_call("unshare", "new namespaces with all privileges inside", "0x10000000")
system_call("add_key", "the kernel's keyring", 'b"user", b"x", b"y", 1, -2')
system_call("shmget", "memory that stays when the process ends", "0, 4096, 0o1600")
system_call("msgget", "a queue that stays when the process ends", "0, 0o1600")
system_call("socketpair", KERNEL, "1, 1, 0, room")
system_call("personality", "addresses that are no longer random", "0x0040000")
system_call("pidfd_open", "a handle on another process", "PID, 0")
system_call("kcmp", "the kernel objects of another process", "PID, PID, 2, 0, 0", "seccomp, landlock")
system_call("prctl", "the settings of its own confinement", "15, b'attack'")
system_call("landlock_create_ruleset", KERNEL, "None, 0, 1")
escape(
    "a 32-bit system call (int 0x80)",
    "calls that a 64-bit filter does not know",
    """
    import ctypes, mmap, platform
    assert platform.machine() == "x86_64"
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\\x53\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\x5b\\xc3")  # getpid, number 20 there
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    if function() > 0:
        print("DONE")
    """,
)
escaping.never_worked("io_uring_setup", "the kernels of the test machines lack or forbid it")
escaping.never_worked("mq_open", "the kernels of the test machines lack it")
escaping.never_worked("x32 calls", "current kernels are built without them")

# --- files that outlast the submission ---

WRITTEN = "work or marks changed permanently"


def change_file(name: str, code: str, worked: str = "in-process", gain: str = WRITTEN) -> None:
    escape(name, gain, code, worked, "file")


change_file(
    "the gradebook, by SQL",
    """
    import sqlite3
    book = sqlite3.connect("COURSE/gradebook.db")
    book.execute("UPDATE grade SET score = 0")
    book.commit()
    """,
)
change_file("a classmate's work", 'open("COURSE/submitted/classmate/attacked/attacked.ipynb", "w").write("nothing")')
change_file(
    "a classmate's work, truncated",
    """
    import os
    os.truncate("COURSE/submitted/classmate/attacked/attacked.ipynb", 0)
    """,
    "landlock, seccomp",
)
change_file(
    "a classmate's work, truncated on opening",
    """
    import os
    os.open("COURSE/submitted/classmate/attacked/attacked.ipynb", os.O_RDONLY | os.O_TRUNC)
    """,
    "landlock, seccomp",
)
change_file(
    "the hidden test",
    """
    open("COURSE/tests/hidden/attacked/double.py", "a").write("# nothing is wrong\\n")
    """,
    gain="full marks from the next run on",
)
change_file(
    "the reference", 'open("COURSE/solutions/attacked.py", "a").write("# mine\\n")', gain="full marks from the next run on"
)
change_file(
    "the source notebook",
    """
    open("COURSE/source/attacked/attacked.ipynb", "a").write(" ")
    """,
    gain="full marks from the next run on",
)
change_file(
    "the configuration, which is a program",
    """
    open("COURSE/nbgrader_config.py", "a").write("# import os\\n")
    """,
    gain="the attacker's code, run with the instructor's rights",
)
change_file(
    "a module beside the source notebook",
    'open("COURSE/source/attacked/numpy.py", "w").write("")',
    gain="a module that the grader may import",
)
change_file("a symbolic link in the course", 'import os\nos.symlink("/etc/passwd", "COURSE/link")', "landlock, seccomp")
change_file("a file of the course renamed", 'import os\nos.rename("COURSE/gradebook.db", "COURSE/gradebook")', "landlock")
change_file("np.save", 'import numpy as np\nnp.save("COURSE/x.npy", np.zeros(3))')
change_file("%%writefile", "%%writefile COURSE/x.py\nx = 1")
change_file(
    "a memory map",
    """
    import mmap
    with open("COURSE/solutions/attacked.py", "r+b") as file:
        mmap.mmap(file.fileno(), 0)[0:2] = b"##"
    """,
)
