"""Let a confined child process talk to sandboxes that this process starts for it.

The child runs foreign test cells. It may not start a process or open a socket, so it asks: `Borrower` has the part of
`WarmProcess` that a session uses, and `Lender`, in this process, answers. The pipes of a sandbox are passed to the child, so
calls are as fast as without it.

Messages, JSON, one a packet; the child's are written to its end of a socket pair:
- `{"fork": folder}` is answered by `{"number": N}` with the two pipe ends (SCM_RIGHTS);
- `{"kill": N}` by `{}`, `{"ends": N, "seconds": S}` by `{"ended": bool}`, `{"wait": N}` by `{"status": wait status}`.
An error is answered by `{"error": code, "values": values}`.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from typing import Any, cast

from autograder.errors import SandboxError
from autograder.sandbox.outside.warm_process import LEAVING_SECONDS, Child, WarmProcess
from autograder.sandbox.shared.limits import Limits

MOST_ALIVE = 8  # sandboxes that a child may have at the same time; a test needs two
_PACKET = 4096  # bytes of a message


class Lender:
    """Starts and ends sandboxes for a child process that may be hostile.

    control: this process's end of the socket pair.
    failed:  the first error of the warm process, to be raised when the child has ended.
    """

    def __init__(self, process: WarmProcess, control: socket.socket, folder: str) -> None:
        self.control = control
        self.failed: SandboxError | None = None
        self._process, self._folder = process, folder
        self._lent: set[int] = set()

    def answer(self) -> bool:
        """Read a message and answer it; return False where it is none, or asks for too much."""
        try:
            message = json.loads(self.control.recv(_PACKET))
            reply, descriptors = self._answer(message)
        except SandboxError as error:
            self.failed = self.failed or error
            reply, descriptors = {"error": error.code, "values": {key: str(each) for key, each in error.values.items()}}, []
        except (ValueError, TypeError, KeyError, RecursionError, OSError):
            return False
        try:
            socket.send_fds(self.control, [json.dumps(reply).encode()], descriptors)
        except OSError:  # the child has ended
            return False
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        return True

    def _answer(self, message: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
        """Return the reply and the descriptors to pass. Raises ValueError or KeyError for a message that is none."""
        if "fork" in message:
            if len(self._lent) >= MOST_ALIVE or message["fork"] != self._folder:
                raise ValueError(message)
            child = self._process.fork(self._folder)
            self._lent.add(child.number)
            return {"number": child.number}, list(child.hand_over())
        number = next((message[key] for key in ("kill", "ends", "wait") if key in message), None)
        if number not in self._lent:
            raise ValueError(message)
        if "ends" in message:
            return {"ended": self._process.ends(number, min(float(message["seconds"]), LEAVING_SECONDS))}, []
        if "wait" in message:
            return {"status": self._process.wait(number)}, []
        self._process.kill(number)
        self._lent.discard(number)
        return {}, []

    def close(self) -> None:
        """End the sandboxes that the child has not ended."""
        for number in self._lent:
            with contextlib.suppress(SandboxError):
                self._process.kill(number)
        self._lent.clear()
        self.control.close()


class Borrower:
    """The part of `WarmProcess` that a session uses, in the child. control: its end of the socket pair."""

    def __init__(self, control: socket.socket, limits: Limits) -> None:
        self.limits = limits
        self._control = control

    def fork(self, folder: str = "") -> Child:
        """See `WarmProcess.fork`."""
        reply, descriptors = self._ask({"fork": folder})
        requests, replies = descriptors
        return Child(cast(WarmProcess, self), reply["number"], requests, replies)

    def kill(self, number: int) -> None:
        """See `WarmProcess.kill`."""
        self._ask({"kill": number})

    def ends(self, number: int, seconds: float) -> bool:
        """See `WarmProcess.ends`."""
        return bool(self._ask({"ends": number, "seconds": seconds})[0]["ended"])

    def wait(self, number: int) -> int:
        """See `WarmProcess.wait`."""
        return int(self._ask({"wait": number})[0]["status"])

    def _ask(self, message: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
        """Send a message, and return the reply with the descriptors that came along. Raises SandboxError."""
        os.write(self._control.fileno(), json.dumps(message).encode())
        packet, descriptors, _, _ = socket.recv_fds(self._control, _PACKET, 2)
        reply: dict[str, Any] = json.loads(packet) if packet else {"error": "sandbox.closed", "values": {}}
        if "error" in reply:
            raise SandboxError(reply["error"], **reply["values"])
        return reply, descriptors
