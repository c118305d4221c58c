"""Time and memory of a test cell are bounded, in the main thread and in others."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from autograder.grading import bounds
from autograder.grading.bounds import bounded
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import sentence

TOO_LONG = sentence("sandbox.stopped_after", seconds=0.2)


@pytest.fixture(params=["main thread", "another thread"])
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[], Any]], Any]:
    def elsewhere(function: Callable[[], Any]) -> Any:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(function).result()

    return elsewhere if request.param == "another thread" else lambda function: function()


def test_a_loop_is_stopped_with_its_reason(run: Callable[..., Any]) -> None:
    def loop() -> None:
        with bounded(0.2, 500, TOO_LONG):
            while True:
                pass

    with pytest.raises(SandboxStopped, match="stopped_after") as caught:
        run(loop)
    assert caught.value.status == "timeout"


def test_code_that_catches_the_exception_is_stopped_again(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "AGAIN", 0.2)

    def stubborn() -> int:
        caught = 0
        with contextlib.suppress(SandboxStopped), bounded(0.2, 500, TOO_LONG):
            while caught < 3:
                try:
                    while True:
                        pass
                except SandboxStopped:
                    caught += 1
        return caught

    assert run(stubborn) == 3


def test_code_that_ends_in_time_is_not_stopped_afterwards(run: Callable[..., Any]) -> None:
    def quick() -> int:
        for _ in range(50):
            with contextlib.suppress(SandboxStopped), bounded(0.002, 500, TOO_LONG):
                time.sleep(0.001)
                sum(range(1000))
        time.sleep(0.05)
        return sum(range(100_000))

    assert run(quick) == 4999950000
    assert threading.active_count() < 20


def test_a_watcher_that_fires_while_it_starts_ends_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would go on to stop whatever thread gets the same number later."""
    start, watchers = threading.Thread.start, []

    def slow(self: threading.Thread) -> None:
        start(self)
        if self.name.endswith("(watch)"):
            watchers.append(self)
            deadline = time.monotonic() + 5
            while time.monotonic() < deadline:
                time.sleep(0.001)

    def quick() -> None:
        with contextlib.suppress(SandboxStopped), bounded(0.01, 500, TOO_LONG):
            pytest.fail("it was stopped before")

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: None).result()
        monkeypatch.setattr(threading.Thread, "start", slow)
        pool.submit(quick).result()
    (watcher,) = watchers
    watcher.join(5)
    assert not watcher.is_alive()


def test_too_much_memory_is_an_error(run: Callable[..., Any]) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("Only Linux bounds the memory of a process.")

    def greedy() -> None:
        with bounded(5, 100, TOO_LONG):
            bytes(200 << 20)

    with pytest.raises(MemoryError):
        run(greedy)
    assert len(run(lambda: bytes(200 << 20))) == 200 << 20


def test_a_debugger_does_not_hang_after_a_test_in_another_thread() -> None:
    program = """
import sys, threading, time
from autograder.grading.bounds import bounded
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import sentence

def run(seconds):
    try:
        with bounded(seconds, 500, sentence("sandbox.stopped_after", seconds=seconds)):
            time.sleep(0.05)
            sum(range(1000))
    except SandboxStopped:
        pass

for seconds in (5, 0.01, 0.05, 0.05):
    thread = threading.Thread(target=run, args=(seconds,))
    thread.start()
    thread.join()
    sys.settrace(lambda *_: None)
    run.__call__(5)
    sys.settrace(None)
print("traced")
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, text=True)
    assert result.stdout == "traced\n", result.stderr
