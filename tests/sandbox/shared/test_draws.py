from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.shared import draws


@pytest.fixture(autouse=True)
def _seeded() -> Iterator[None]:
    before = draws.state()
    np.random.seed(3)
    random.seed(3)
    yield
    draws.restore(before)


def test_a_restored_state_draws_the_same_again() -> None:
    saved = draws.state()
    first = np.random.randn(3), random.random(), random.gauss(0, 1)
    draws.restore(saved)
    again = np.random.randn(3), random.random(), random.gauss(0, 1)
    np.testing.assert_array_equal(first[0], again[0])
    assert first[1:] == again[1:]


def test_numpys_own_state_leaves_python_alone() -> None:
    legacy = np.random.RandomState(8).get_state()
    random.seed(5)
    expected = random.Random(5).random()
    draws.restore(draws.of_numpy(legacy))
    assert np.random.rand() == np.random.RandomState(8).rand()
    assert random.random() == expected


@pytest.mark.parametrize("count", [0, 1, 3, 311, 312, 313, 5_000, 1_000_000])
def test_drawing_leads_to_a_state_that_follows(count: int) -> None:
    before = draws.state()
    np.random.rand(count)
    np.random.randn(count % 2)
    for _ in range(count % 1000):
        random.random()
    assert draws.follows(before, draws.state())


@pytest.mark.parametrize("between", [0, 1, 7, 700, 3000])
@pytest.mark.parametrize("after", [0, 5, 900])
def test_a_kept_normal_number_follows_where_drawing_made_it(between: int, after: int) -> None:
    before = draws.state()
    np.random.randint(0, 9, between, dtype=np.uint8), np.random.rand(between), np.random.randn(3), np.random.rand(after)
    for _ in range(between):
        random.random()
    random.gauss(0, 1), [random.random() for _ in range(after)]
    now = draws.state()
    assert now[2] == 1 and now[5] is not None
    assert draws.follows(before, now)
    np.random.randn(1), random.gauss(0, 1)
    assert draws.follows(now, draws.state()), "it is used up"
    draws.restore(now)
    np.random.rand(2), random.random()
    assert draws.follows(now, draws.state()), "it is kept"


@pytest.mark.parametrize("drawn", [0, 2, 9, 2000])
@pytest.mark.parametrize("chosen", [0.0, -0.5, 1.0, 3.25])
def test_a_kept_normal_number_that_somebody_chose_does_not_follow(drawn: int, chosen: float) -> None:
    """A test that draws one normal number next would draw the chosen one."""
    before = draws.state()
    np.random.randn(drawn + 1 - drawn % 2), [random.gauss(0, 1) for _ in range(drawn + 1 - drawn % 2)]
    now = draws.state()
    assert draws.follows(before, now)
    assert not draws.follows(before, [*now[:2], 1, chosen, *now[4:]])
    assert not draws.follows(before, [*now[:5], chosen])


def test_seeding_leads_to_a_state_that_does_not() -> None:
    before = draws.state()
    np.random.seed(0)
    began = time.perf_counter()
    assert not draws.follows(before, draws.state())
    assert time.perf_counter() - began < 2


def test_a_state_from_before_does_not_follow() -> None:
    earlier = draws.state()
    np.random.rand(1)
    assert not draws.follows(draws.state(), earlier)
    draws.restore(earlier)
    random.random()
    assert not draws.follows(draws.state(), earlier)


def changed(at: int, value: Any) -> Any:
    state = draws.state()
    state[at] = value
    return state


@pytest.mark.parametrize(
    "claim",
    [
        None, 7, "state", [], [1, 2, 3, 4, 5, 6], {}, np.zeros(6),
        lambda: changed(0, np.zeros(624)), lambda: changed(0, np.zeros(3, np.uint32)), lambda: changed(1, 10**9),
        lambda: changed(1, -1), lambda: changed(1, "0"), lambda: [*changed(2, 1)[:3], 1e300, *draws.state()[4:]],
        lambda: [*changed(2, 1)[:3], "x", *draws.state()[4:]], lambda: changed(4, None),
        lambda: changed(4, np.zeros(625, np.uint32)), lambda: changed(5, 1e9), lambda: changed(5, "x"),
    ],
)  # fmt: skip
def test_nonsense_does_not_follow_and_never_raises(claim: Any) -> None:
    before = draws.state()
    assert not draws.follows(before, claim() if callable(claim) else claim)
