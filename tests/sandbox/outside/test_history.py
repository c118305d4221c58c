"""A notebook's cells, its places and its clocks: what new forks run again, and how long exercises and cells may take."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from autograder.sandbox.outside import history
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import SandboxStopped

LIMITS = Limits(cell_seconds=1.0, call_seconds=0.5, notebook_seconds=8.0)


@pytest.fixture(scope="module")
def quick() -> Iterator[WarmProcess]:
    with WarmProcess(LIMITS, allow_weak=True) as warm:
        yield warm


@pytest.fixture
def asked(quick: WarmProcess) -> Iterator[Session]:
    one = Session(quick)
    yield one
    one.close()


def test_an_exercise_sees_the_names_of_its_own_place(asked: Session) -> None:
    asked.run("def g(x): return x + 1\ndef f(x): return g(x)")
    first = asked.mark()
    asked.run("def g(x): return 0\ndef f(x): return -g(x) - 5\nlater = 1")
    last = asked.mark()
    asked.go_to(first)
    found = asked.fetch(["f", "later"])
    assert found["f"](1) == 2 and "later" not in found
    asked.go_to(last)
    assert asked.fetch(["f"])["f"](1) == -5


def test_after_a_hang_a_new_fork_has_the_places_too(asked: Session) -> None:
    asked.run("def f(x):\n    while x: pass\n    return 'first'")
    first = asked.mark()
    asked.run("def f(x): return 'last'")
    asked.go_to(first)
    f = asked.fetch(["f"])["f"]
    with pytest.raises(SandboxStopped):
        f(1)
    assert f(0) == "first", "even before anything is fetched again"
    asked.go_to(asked.mark())
    assert asked.fetch(["f"])["f"](0) == "last"


def test_a_cell_that_is_cut_before_its_first_statement_has_its_place(asked: Session) -> None:
    asked.run("f = 1")
    first = asked.mark()
    asked.run("while True: pass")
    asked.run("f = 2")
    asked.go_to(first)
    assert asked.fetch(["f"]) == {"f": 1}


def test_other_forks_have_run_the_cells_above_the_place_only(asked: Session) -> None:
    asked.run("f = 1")
    first = asked.mark()
    asked.run("import math; math.seen = True\nf = 2")
    asked.go_to(first)
    other = asked.spare()
    assert other.fetch(["f"]) == {"f": 1}
    other.run("import math; seen = hasattr(math, 'seen')")
    assert other.fetch(["seen"]) == {"seen": False}


def test_one_other_fork_is_alive_at_a_time_and_keeps_what_it_was_lent(asked: Session) -> None:
    asked.run("def f(): return helper()")
    asked.go_to(asked.mark())
    one, two = asked.spare({"helper": lambda: 1}), asked.spare({"helper": lambda: 2})
    assert two.fetch(["f"])["f"]() == 2
    assert one.fetch(["f"])["f"]() == 1 and one.forks == 1
    asked.spare().fetch(["f"])
    assert [each._conversation._child is None for each in (one, two)] == [True, True]
    assert one.fetch(["f"])["f"]() == 1 and one.forks == 2


def test_an_exercise_has_a_time_of_its_own(asked: Session) -> None:
    asked.run("import time\ndef f(x):\n    time.sleep(x)\n    return x")
    place = asked.mark()
    for _ in range(2):
        asked.go_to(place)
        f = asked.fetch(["f"])["f"]
        with pytest.raises(SandboxStopped) as stopped:
            f.call_many([((0.4,), {})] * 5)
        assert stopped.value.values == {"seconds": history.EXERCISE_CALLS * LIMITS.call_seconds}


def test_running_the_cells_again_does_not_take_an_exercises_time(asked: Session) -> None:
    asked.run("import os, time\ntime.sleep(0.8)")
    asked.run("time.sleep(0.8)\ndef f(x): return os._exit(1) if x else 7")
    place = asked.mark()
    asked.go_to(place)
    f = asked.fetch(["f"])["f"]
    for _ in range(2):  # each new fork takes more than the 1.5 s of the exercise
        with pytest.raises(SandboxStopped) as stopped:
            f(1)
        assert stopped.value.status == "crashed"
    assert f(0) == 7


def test_cells_that_hang_leave_time_for_the_cells_below(asked: Session) -> None:
    began = time.monotonic()
    for _ in range(9):
        assert asked.run("while True: pass").stopped is not None
    assert time.monotonic() - began < LIMITS.notebook_seconds
    asked.run("f = 1")
    asked.go_to(asked.mark())
    assert asked.fetch(["f"]) == {"f": 1}


def test_what_an_attempt_was_made_with_is_not_told_while_hidden_inputs_are_sent(asked: Session) -> None:
    asked.run("def f(x):\n    try: open('/etc/' + x)\n    except OSError: return 0")
    asked.fetch(["f"])["f"]("public")
    asked.go_to(asked.mark())
    asked.fetch(["f"])["f"]("hidden")
    told = [str(each) for each in asked.suspicious]
    assert told == [
        "tried to open `/etc/public`",
        "tried to open `…` while it was being tested (hidden inputs are not shown)",
    ]
