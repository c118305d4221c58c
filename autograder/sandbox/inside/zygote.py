"""The warm process from which sandboxes are forked: `python -m autograder.sandbox.inside.zygote`.

It imports what cells will need, once, before any test is loaded anywhere near it, and then forks a confined child for each
request on its control socket (SOCK_SEQPACKET). It opens no other file and never runs a learner's line itself.

Control messages, JSON, one a packet. From the grader: `{"fork": N}` with the child's two pipe ends (SCM_RIGHTS), and
`{"kill": N}`. To the grader: `{"ready": [layers]}` once, then `{"ended": N, "status": wait status, "memory": peak in KB}`,
or `{"refused": N, "why": the system's words, or null where a layer that held was lost}`. In place of the first,
`{"too_little_memory": MB that are taken before any cell is run}`.
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
from typing import Any

from autograder.sandbox.inside import confinement, notices
from autograder.sandbox.shared.options import Options

FILES = 1000  # that a child may make

MEMORY_TO_START = 32  # MB that the first cell needs


class Zygote:
    def __init__(self, control: socket.socket, options: Options) -> None:
        self._control = control
        self._options = options
        self._filter = bytes.fromhex(options.seccomp)
        self._children: dict[int, int] = {}
        self._user = os.geteuid(), os.getegid()  # within new namespaces they are nobody's until they are mapped
        self._namespaces = False
        self._layers: list[str] = []  # that a child puts on

    def serve(self) -> None:
        woken, wake = os.pipe()
        for end in (woken, wake):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)
        self._say({"ready": self._probe()})
        gc.collect()
        gc.freeze()  # or the first collection in each child copies every page
        while True:
            ready, _, _ = select.select([self._control.fileno(), woken], [], [])
            if woken in ready:
                with contextlib.suppress(BlockingIOError):
                    os.read(woken, 4096)
                self._reap()
            if self._control.fileno() in ready:
                self._obey()

    def _obey(self) -> None:
        try:
            packet, ancillary, _, _ = self._control.recvmsg(65536, socket.CMSG_SPACE(2 * array.array("i").itemsize))
        except ConnectionResetError:
            packet = b""
        if not packet:
            os._exit(0)  # the grader is gone; so is this process, and with it its children
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
                self._become_child(descriptors[0], descriptors[1], writer)
            self._children[pid] = number
        for descriptor in (*descriptors, writer):
            os.close(descriptor)
        with open(reader, "rb") as answer:
            if not answer.read() and not refused:
                refused = [None]
                del self._children[pid]  # it has ended by itself
        if refused:
            self._say({"refused": number, "why": refused[0]})

    def _kill(self, pid: int) -> None:
        for kill in (os.kill, os.killpg):  # the group too: without a pid namespace that is all there is
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        while self._children:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            number = self._children.pop(pid, None)
            if number is not None:
                self._say({"ended": number, "status": status, "memory": usage.ru_maxrss})

    def _say(self, message: dict[str, Any]) -> None:
        try:
            self._control.send(json.dumps(message).encode())
        except (BrokenPipeError, ConnectionResetError):
            os._exit(0)

    def _probe(self) -> list[str]:
        """Which layers hold here: a throw-away child puts them on, and says so."""
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

    def _confine(self, namespaces: bool) -> list[str]:
        """Put on every layer, in the child; returns those that hold."""
        options = self._options
        os.setsid()
        confinement.die_with_parent()
        held = []
        writable = []
        room = options.scratch_mb
        data = os.listdir(options.data) if options.data else []
        processes = options.processes
        confinement.be_the_first_to_go()
        if namespaces and confinement.settle_in_namespaces(*self._user, options.scratch, room, FILES + len(data)):
            held.append("namespaces")
            writable.append(options.scratch)
            os.chdir(options.scratch)
            for name in data:
                os.symlink(os.path.join(options.data, name), name)
        else:
            if "namespaces" not in options.without:  # off to be measured: so is what takes their place
                processes += confinement.tasks_of_user()
            os.chdir(options.data or "/")
        confinement.gain_no_privileges()
        file_size = (room << 20) if writable else 0
        confinement.limit_resources(options.memory_mb << 20, options.cpu_seconds, file_size, processes)
        if "landlock" not in options.without and confinement.landlock(options.readable, writable):
            held.append("landlock")
        if namespaces:
            confinement.give_up_capabilities()
        if "seccomp" not in options.without and confinement.seccomp(self._filter):
            held.append("seccomp")
        return held

    def _become_child(self, requests: int, replies: int, confined: int) -> None:
        """Never returns. Says on `confined`, before any cell is run, that it has put on what it should."""
        try:
            from autograder.sandbox.inside import suspicion
            from autograder.sandbox.inside.runner import Runner
            from autograder.sandbox.inside.shell import Shell, start_figures

            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader
            quiet = os.open(os.devnull, os.O_RDWR)  # none of the zygote's: its flags would be seen in the next child
            for descriptor in range(3):  # what cells print is recorded above; what C code prints is dropped
                os.dup2(quiet, descriptor)
            for number, descriptor in enumerate((requests, replies, confined)):
                os.dup2(descriptor, 300 + number)
            for number in range(3):
                os.dup2(300 + number, 3 + number)
            os.closerange(6, 1024)  # the control socket among them
            _draw_as_every_child()
            start_figures(Shell.instance(), self._options.figures)
            if self._confine(self._namespaces) != self._layers:
                os._exit(99)
            os.write(5, b"1")
            os.close(5)
            suspicion.start(self._options.readable, self._options.scratch or self._options.data or os.devnull)
            sys.path[0] = ""  # modules that stand beside the notebook, as in a kernel
            Runner(3, 4, Shell.instance(), self._options.output_kb << 10).serve()
        finally:
            os._exit(99)


def _draw_as_every_child() -> None:
    """All children draw the same, also where nothing is seeded: what draws can then be asked again, in another one, and who
    is graded again gets the same outputs."""
    from numpy.random import bit_generator
    from numpy.random import seed as seed_numpy

    random.seed(0)  # Python had it seeded anew by the fork
    seed_numpy(0)
    setattr(bit_generator, "randbits", random.Random(0).getrandbits)  # noqa: B010


def _warm(modules: list[str]) -> None:
    """Import, and do once what is slow the first time: BLAS, a figure with text, a traceback."""
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
    """What is here by now is in each child, too: with less it could not so much as say what is wrong."""
    with contextlib.suppress(FileNotFoundError), open("/proc/self/statm") as sizes:
        taken = int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") >> 20
        if options.memory_mb < taken + MEMORY_TO_START:
            control.send(json.dumps({"too_little_memory": taken}).encode())
            sys.exit(1)


def main() -> None:
    options = Options(**json.loads(sys.argv[2]))
    control = socket.socket(fileno=int(sys.argv[1]))
    confinement.die_with_parent()
    notices.load(options.notices)
    _warm(options.modules)
    _require_memory(control, options)
    confinement.drop_root(sys.base_prefix, options.user)
    confinement.set_dumpable(False)
    confinement.die_with_parent()  # a change of user clears it
    del sys.argv[1:], sys.orig_argv[1:]
    Zygote(control, options).serve()


if __name__ == "__main__":
    main()
