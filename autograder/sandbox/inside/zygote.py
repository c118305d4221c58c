"""Run the warm process from which sandboxes are forked: `python -m autograder.sandbox.inside.zygote`.

It imports once the modules that cells will need, before the grader loads any test, and then forks a confined child for each
request on its control socket (SOCK_SEQPACKET). It opens no other file and never runs a learner's code itself.

Control messages, JSON, one a packet:
- from the grader: `{"fork": N, "folder": of the data files}` with the child's two pipe ends (SCM_RIGHTS), and `{"kill": N}`;
- where several graders share the process, `{"serve": user id}` with a control socket (SCM_RIGHTS): a fork of the process
  becomes that user, and serves this socket as described here;
- to the grader: `{"ready": [layers]}` once, or in its place `{"too_little_memory": MB that are taken before any cell runs}`;
  then `{"ended": N, "status": wait status, "memory": peak in KB}`, or
  `{"refused": N, "why": the system's words, or null where a layer that held was lost}`.
"""

from __future__ import annotations

import array
import contextlib
import gc
import json
import os
import random
import select
import signal
import socket
import sys
import tempfile
from typing import Any

from autograder.sandbox.inside import notices
from autograder.sandbox.inside.files import begin, lay_out, survey
from autograder.sandbox.shared import confinement
from autograder.sandbox.shared.options import Options

FILES = 1000  # that a child may make
TEMPORARY = "/tmp"  # a child's own, in memory
MEMORY_TO_START = 32  # MB that the first cell needs


class Zygote:
    """Forks children, kills them, and reports how they ended."""

    def __init__(self, control: socket.socket, options: Options) -> None:
        self._control = control
        self._options = options
        self._filter = bytes.fromhex(options.seccomp)
        self._children: dict[int, int] = {}
        self._user = os.geteuid(), os.getegid()  # inside new namespaces these are not known until they are mapped
        self._namespaces = False
        self._layers: list[str] = []  # that a child applies

    def serve(self) -> None:
        """Report the layers that hold, and handle messages until the grader is gone; never returns."""
        woken, wake = os.pipe()
        for end in (woken, wake):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)
        self._send({"ready": self._probe()})
        gc.collect()
        gc.freeze()  # else the first collection in each child would copy every page
        while True:
            ready, _, _ = select.select([self._control.fileno(), woken], [], [])
            if woken in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(woken, 4096)
                self._reap()
            if self._control.fileno() in ready:
                self._handle_message()

    def _handle_message(self) -> None:
        """Fork or kill a child, as one message of the grader says."""
        try:
            packet, ancillary, _, _ = self._control.recvmsg(65536, socket.CMSG_SPACE(2 * array.array("i").itemsize))
        except ConnectionResetError:
            packet = b""
        if not packet:
            os._exit(0)  # the grader is gone; the children end with this process
        message = json.loads(packet)
        if "kill" in message:
            for pid, number in self._children.items():
                if number == message["kill"]:
                    self._kill(pid)
            return
        descriptors = array.array("i")
        for _, _, data in ancillary:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
        number = message["fork"]
        reader, writer = os.pipe()
        refused: list[str | None] = []  # why, None where a layer was lost
        try:
            pid = confinement.fork(self._namespaces)
        except OSError as error:
            refused = [str(error)]
        else:
            if pid == 0:
                self._become_child(descriptors[0], descriptors[1], writer, message["folder"])
            self._children[pid] = number
        for descriptor in (*descriptors, writer):
            os.close(descriptor)
        with open(reader, "rb") as answer:
            if not answer.read() and not refused:
                refused = [None]
                del self._children[pid]  # it has ended by itself
        if refused:
            self._send({"refused": number, "why": refused[0]})

    def _kill(self, pid: int) -> None:
        """Kill a child and its process group."""
        for kill in (os.kill, os.killpg):  # the group too: without a pid namespace that is all there is
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        """Report the children that have ended."""
        while self._children:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            number = self._children.pop(pid, None)
            if number is not None:
                self._send({"ended": number, "status": status, "memory": usage.ru_maxrss})

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._control.send(json.dumps(message).encode())
        except (BrokenPipeError, ConnectionResetError):
            os._exit(0)

    def _probe(self) -> list[str]:
        """Return the layers that hold on this machine. A child applies them, reports which hold, and ends."""
        best: list[str] = []
        possible = self._options.bubblewrap and "namespaces" not in self._options.without
        for namespaces in (True, False) if possible else (False,):
            held = self._try_layers(namespaces)
            if held is not None:
                self._namespaces = namespaces and "namespaces" in held
                best = held
                self._layers = held
                if self._namespaces or not namespaces:
                    break
        return (["bubblewrap"] if self._options.bubblewrap else []) + best

    def _try_layers(self, namespaces: bool) -> list[str] | None:
        """Return the layers that hold in a child; None where it cannot be forked, or dies."""
        reader, writer = os.pipe()
        try:
            pid = confinement.fork(namespaces)
        except OSError:
            return None
        if pid == 0:
            with contextlib.suppress(BaseException):
                os.write(writer, json.dumps(self._confine(namespaces)).encode())
            os._exit(0)
        os.close(writer)
        with open(reader, "rb") as answer:
            text = answer.read()
        os.waitpid(pid, 0)
        return json.loads(text) if text else None

    def _confine(self, namespaces: bool, folder: str = "") -> list[str]:
        """Apply every layer, in the child; return those that hold.

        folder: of the data files, the one that the child works in.
        """
        options = self._options
        files = os.path.join(options.data, folder) if options.data else ""
        os.setsid()
        confinement.die_with_parent()
        held = []
        writable = []
        entries, copied = survey(files) if files else (0, 0)
        room = options.scratch_mb
        size = room + (copied + (1 << 20) - 1 >> 20)
        processes = options.processes
        confinement.become_first_oom_victim()
        if namespaces and confinement.set_up_namespaces(*self._user, options.scratch, size, FILES + entries):
            held.append("namespaces")
            writable.append(options.scratch)
            if _can_be_hidden(TEMPORARY, options.readable) and confinement.mount_scratch(TEMPORARY, room, FILES):
                writable.append(TEMPORARY)
            os.chdir(options.scratch)
            if files:
                lay_out(files)
        else:
            if "namespaces" not in options.without:  # where they are off on purpose, nothing replaces them
                processes += confinement.tasks_of_user()
            os.chdir(files or "/")
        confinement.forbid_new_privileges()
        file_size = (room << 20) if writable else 0
        confinement.limit_resources(options.memory_mb << 20, options.cpu_seconds, file_size, processes)
        if "landlock" not in options.without and confinement.landlock(options.readable, writable):
            held.append("landlock")
        if namespaces:
            confinement.drop_capabilities()
        if "seccomp" not in options.without and confinement.seccomp(self._filter):
            held.append("seccomp")
        return held

    def _become_child(self, requests: int, replies: int, confined: int, folder: str) -> None:
        """Confine this process and serve one submission; never returns.

        folder:   of the data files, the one to work in.
        confined: a descriptor; one byte is written to it once every layer that held before has been applied.
        """
        try:
            from autograder.sandbox.inside import suspicion
            from autograder.sandbox.inside.runner import Runner
            from autograder.sandbox.inside.shell import Shell, start_figures

            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader
            quiet = os.open(os.devnull, os.O_RDWR)  # a new one: flags of an inherited one would reach the next child
            for descriptor in range(3):  # what cells print is recorded above; what C code prints is dropped
                os.dup2(quiet, descriptor)
            for number, descriptor in enumerate((requests, replies, confined)):
                os.dup2(descriptor, 300 + number)
            for number in range(3):
                os.dup2(300 + number, 3 + number)
            os.closerange(6, 1024)  # the control socket among them
            _seed_generators()
            start_figures(Shell.instance(), self._options.figures)
            if self._confine(self._namespaces, folder) != self._layers:
                os._exit(99)
            os.write(5, b"1")
            os.close(5)
            suspicion.start(self._options.readable, self._options.scratch or self._options.data or os.devnull)
            begin(own="namespaces" in self._layers)
            tempfile.tempdir = None  # found again when it is asked for: the warm process may have found /tmp
            sys.path[0] = ""  # modules in the notebook's folder can be imported, as in a kernel
            Runner(3, 4, Shell.instance(), self._options.output_kb << 10).serve()
        finally:
            os._exit(99)


def _can_be_hidden(folder: str, readable: list[str]) -> bool:
    """Return whether nothing that a child needs lies in a folder: neither Python and its packages nor this package."""
    below = os.path.join(folder, "")
    return not any(path.startswith(below) for path in (*readable, sys.prefix, __file__))


def _seed_generators() -> None:
    """Seed every generator, so that all children draw the same numbers even where a notebook seeds none.

    A function that draws can then be asked again in another child, and grading again gives the same outputs.
    """
    from numpy.random import bit_generator
    from numpy.random import seed as seed_numpy

    random.seed(0)  # Python has seeded it after the fork
    seed_numpy(0)
    setattr(bit_generator, "randbits", random.Random(0).getrandbits)  # noqa: B010


def _warm(modules: list[str]) -> None:
    """Import modules, and do once what is slow the first time: BLAS, a figure with text, a traceback."""
    import importlib

    import numpy as np
    import numpy.random  # NumPy itself would load it when a child first draws

    from autograder.sandbox.inside import runner  # noqa: F401
    from autograder.sandbox.inside.recorder import Recorder
    from autograder.sandbox.inside.shell import make_shell
    from autograder.sandbox.shared.optional import installed

    np.linalg.svd(np.zeros((4, 4)) @ np.zeros((4, 4)))
    for module in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(module)
    shell = make_shell()
    figure = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([0, 1])\nax.set_title('$x$')\nplt.show()"
    for cell in (
        *([figure] if installed("matplotlib") else []),
        "def f():\n    1 / 0\nf()",
        "1 +",
    ):
        shell.recorder = Recorder(1 << 20)
        shell.run_cell(cell, store_history=False)
    shell.reset(new_session=True)
    shell.user_ns["exit"] = shell.user_ns["quit"] = shell.ask_exit
    shell.execution_count = 1


def _require_memory(control: socket.socket, options: Options) -> None:
    """End the process, with a message to the grader, where `memory_mb` leaves no room for the first cell.

    Each child begins with the memory that this process has taken; with less it could not even report an error.
    """
    with contextlib.suppress(FileNotFoundError), open("/proc/self/statm") as sizes:
        taken = int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") >> 20
        if options.memory_mb < taken + MEMORY_TO_START:
            control.send(json.dumps({"too_little_memory": taken}).encode())
            sys.exit(1)


def _fork_for_each(control: socket.socket) -> tuple[socket.socket, int]:
    """Fork once for each socket that comes; in the fork, return the socket and the user id to become.

    This process ends when the last of the graders has closed its end. It never runs a learner's code, or forks a sandbox.
    """
    confinement.set_dumpable(False)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a fork ended
    gc.collect()
    gc.freeze()
    while True:
        packet, ancillary, _, _ = control.recvmsg(65536, socket.CMSG_SPACE(array.array("i").itemsize))
        if not packet:
            os._exit(0)
        descriptors = array.array("i")
        for _, _, data in ancillary:
            descriptors.frombytes(data[: len(data) - len(data) % descriptors.itemsize])
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            confinement.die_with_parent()
            return socket.socket(fileno=descriptors[0]), int(json.loads(packet)["serve"])
        os.close(descriptors[0])


def main() -> None:
    """Warm up, drop privileges and serve."""
    options = Options(**json.loads(sys.argv[2]))
    control = socket.socket(fileno=int(sys.argv[1]))
    confinement.die_with_parent()
    notices.load(options.notices)
    if options.warm:
        _warm(options.modules)
    _require_memory(control, options)
    if options.shared:
        control, options.user = _fork_for_each(control)
    confinement.drop_root([sys.base_prefix, *filter(os.path.isdir, sys.path)], options.user)
    confinement.set_dumpable(False)
    confinement.die_with_parent()  # a change of user clears it
    del sys.argv[1:], sys.orig_argv[1:]
    Zygote(control, options).serve()


if __name__ == "__main__":
    main()
