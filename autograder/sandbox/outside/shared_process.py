"""Let several graders use one warm process: its imports are made once, and each grader has a fork of it to itself.

The process is started without waiting for it, so that a grader can read its tests meanwhile. It has never seen them: it is
another program, started before they are read, and only sockets go there.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import Any

from autograder.errors import SandboxError
from autograder.sandbox.outside.mounts import START_SECONDS
from autograder.sandbox.outside.warm_process import WarmProcess, unused_user_id


class SharedProcess(WarmProcess):
    """A warm process for several graders, which may be forks of this process; its arguments are those of `WarmProcess`.

    It forks no sandboxes itself. Raises SandboxError where it cannot be started at all.
    """

    is_shared = True

    def _start(self) -> None:
        self._launch()
        self._owner = os.getpid()

    def ask_for_fork(self) -> socket.socket:
        """Return the control socket of a fork that serves this socket alone. Raises SandboxError where it has died."""
        packets = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
        here, there = socket.socketpair(socket.AF_UNIX, packets)
        try:
            socket.send_fds(self._control, [json.dumps({"serve": unused_user_id()}).encode()], [there.fileno()])
        except OSError:
            here.close()
            raise SandboxError("sandbox.warm_process_died") from None
        finally:
            there.close()
        return here

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments that it was started with."""
        return {
            "limits": self.limits,
            "data": self._data,
            "modules": self._modules,
            "figures": self.figures,
            "allow_weak": self._allow_weak,
            "without": self._without,
            "folders": self._folders,
        }

    def close(self) -> None:
        """End the process, with all parts; in a fork of the grader, only forget it."""
        if os.getpid() == self._owner:
            super().close()
        else:
            self._control.close()


class PartOfProcess(WarmProcess):
    """A grader's part of a shared warm process. It is used like a warm process.

    Where the shared one has died, it is a warm process of its own. Raises SandboxError where that does not start, either.
    """

    def __init__(self, shared: SharedProcess) -> None:
        self._shared: SharedProcess | None = shared
        super().__init__(**shared.arguments)

    def _start(self) -> None:
        shared, self._shared = self._shared, None  # a second start is one of its own
        self._is_part = False
        if shared is not None:
            try:
                self._control = shared.ask_for_fork()
                self._ended, self._alive, self._unresponsive = {}, set(), False
                self._is_part = True
                self._is_ready((self._receive(START_SECONDS) or {})["ready"])
                return
            except (SandboxError, KeyError) as error:
                if isinstance(error, SandboxError) and error.code == "sandbox.too_weak":
                    raise
                if self._is_part:
                    self.close()
                self._is_part = False
        super()._start()

    def close(self) -> None:
        """End this part with its children, and leave the others."""
        if self._is_part:
            self._control.close()
        else:
            super().close()
