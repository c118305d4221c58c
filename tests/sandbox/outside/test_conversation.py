"""Replies that were not asked for, that come too early or that never end stop the process that sends them."""

from __future__ import annotations

import time

import pytest
from machine import FORGE, Names, stops

from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared.outcome import SandboxStopped


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("os.write(4, returned('guess', 42))", "to another request"),
        ("os.write(4, returned('', 42))", "to another request"),
        ("os.write(4, frame(protocol.Fetched(nonce(), [1])))", "broke off"),
        ("os.write(4, frame(protocol.Ran(nonce(), [], False, 1)))", "broke off"),
        ("os.write(4, wire.HEAD.pack(1 << 31, 0))", "more than"),
        ("os.write(4, wire.HEAD.pack(0, 1 << 60))", "more than"),
        ("os.write(4, b'\\xff' * 100)", "more than"),
        ("os.write(4, wire.HEAD.pack(3, 0) + b'abc')", "unreadable"),
        ("os.write(4, returned(nonce(), protocol.Held(1, 'x', False, [], False, '')))", "unreadable"),
        ("os.write(4, returned(nonce(), protocol.Callback(1, 'x')))", "unreadable"),
        ("os.write(4, returned(nonce(), protocol.Absent()))", "unreadable"),
    ],
)
def test_a_reply_that_was_not_asked_for_stops_it(session: Session, names: Names, body: str, why: str) -> None:
    f = names(FORGE, f"def f():\n    {body}\n    return 1")["f"]
    with stops(why):
        f()


def test_a_reply_ahead_of_its_request_is_not_read(session: Session, names: Names) -> None:
    found = names(
        FORGE,
        "def f(x):\n    os.write(4, returned(nonce(), 1) + returned(nonce(), 4))\n    time.sleep(100)",
        "def g(x): return x",
    )
    assert found["f"](1) == 1  # it may say what it likes to what it was asked
    with stops("before the request"):
        found["g"](3)
    assert found["g"](3) == 3


def test_a_thread_that_answers_later_gains_nothing(session: Session, names: Names) -> None:
    cell = (
        "def later():\n    time.sleep(0.1)\n    os.write(4, returned(nonce(), 4))\ndef f(x):\n"
        "    threading.Thread(target=later).start()\n    return 1"
    )
    f = names(FORGE, cell)["f"]
    assert f(1) == 1
    time.sleep(0.3)
    with stops("before the request"):
        f(1)


@pytest.mark.parametrize("statements", [-1, 10**18])
def test_forged_progress_does_harm_to_its_own_submission_only(session: Session, statements: int) -> None:
    session.run(FORGE)
    run = session.run(f"a = 1\nos.write(4, frame(protocol.Progress(nonce(), {statements})))\nos._exit(0)")
    assert run.stopped is not None
    session.run("b = 2")
    session._conversation.deadline = time.monotonic() + 5
    try:
        session.fetch(["b"])
    except SandboxStopped:
        pass  # a cell that it said to be done ends every new fork


def test_what_a_submission_sends_in_all_is_bounded(session: Session, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    f = names("import numpy as np\ndef f():\n    while True: yield np.zeros(1 << 18)")["f"]
    session._conversation.family.room = 20 << 20
    with stops("more than the grader can hold"):
        list(f())


@pytest.mark.usefixtures("alive")
def test_an_endless_number_of_callbacks_ends(names: Names) -> None:
    with pytest.raises(SandboxStopped):
        names("def f(g):\n    while True: g()")["f"](lambda: None)
