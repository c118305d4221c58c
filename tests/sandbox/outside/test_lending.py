"""Sandboxes for a confined child: it gets what it asks for, within bounds, and nothing that belongs to somebody else."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.errors import SandboxError
from autograder.sandbox.outside import lending
from autograder.sandbox.outside.lending import Borrower, Lender
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess


class Pair:
    """A lender and a borrower in one process; a thread answers."""

    def __init__(self, process: WarmProcess) -> None:
        ours, self.theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.lender = Lender(process, ours, "")
        self.borrower: Any = Borrower(self.theirs, process.limits)
        self.answered: list[bool] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while not self.answered or self.answered[-1]:
            self.answered.append(self.lender.answer())

    def send(self, message: bytes) -> bool:
        """Send something in the borrower's place; return whether the lender goes on."""
        os.write(self.theirs.fileno(), message)
        self._thread.join(1)
        return self._thread.is_alive()

    def close(self) -> None:
        self.theirs.close()
        self._thread.join()
        self.lender.close()


@pytest.fixture
def pair(warm_process: WarmProcess) -> Iterator[Pair]:
    one = Pair(warm_process)
    yield one
    one.close()


def test_a_session_talks_to_a_sandbox_that_another_process_started(pair: Pair) -> None:
    session = Session(pair.borrower)
    session.run("def f(x): return 2 * x")
    assert session.fetch(["f"])["f"](3) == 6
    session.close()


def test_a_sandbox_that_dies_is_noticed_and_replaced(pair: Pair) -> None:
    session = Session(pair.borrower)
    run = session.run("import os; os._exit(3)")
    assert run.stopped is not None and (run.stopped.code, run.stopped.values) == ("sandbox.exited", {"exit_code": 3})
    session.run("x = 1")
    assert session.fetch(["x"]) == {"x": 1}
    session.close()


def test_a_sandbox_that_hangs_is_ended(pair: Pair) -> None:
    session = Session(pair.borrower)
    run = session.run("while True: pass")
    assert run.stopped is not None and run.stopped.status == "timeout"
    session.close()
    assert not pair.lender._lent


def test_what_the_borrower_leaves_is_ended(pair: Pair, warm_process: WarmProcess) -> None:
    child = pair.borrower.fork()
    pair.close()
    assert child.number not in warm_process._alive


@pytest.mark.parametrize(
    "message",
    [
        *(b"", b"x", b"[]", b"7", b"{}", b'{"kill": 0}', b'{"wait": "1"}', b'{"ends": 1e9, "seconds": 1}'),
        *(b'{"fork": "../other"}', b'{"kill": [1]}', b"[" * 4000),
    ],
)
def test_nonsense_ends_the_service(message: bytes, pair: Pair) -> None:
    assert not pair.send(message) and pair.answered == [False]


def test_a_sandbox_that_was_not_lent_is_out_of_reach(pair: Pair, warm_process: WarmProcess) -> None:
    other = warm_process.fork()
    assert not pair.send(json.dumps({"kill": other.number}).encode())
    assert other.number in warm_process._alive
    other.close()


def test_their_number_is_bounded(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lending, "MOST_ALIVE", 2)
    kept = [pair.borrower.fork() for _ in range(2)]
    assert not pair.send(b'{"fork": ""}') and len(kept) == 2


def test_an_error_of_the_warm_process_reaches_both_sides(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise SandboxError("sandbox.fork_refused", why="no more")

    monkeypatch.setattr(WarmProcess, "fork", fail)
    with pytest.raises(SandboxError, match="does not allow another process for the sandbox: no more"):
        pair.borrower.fork()
    assert pair.lender.failed is not None and pair.lender.failed.code == "sandbox.fork_refused"
