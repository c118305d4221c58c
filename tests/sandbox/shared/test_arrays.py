"""Which arrays a call altered in place, in this process and through a sandbox: rebinding an entry is no change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.judging.calls import call_many
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.arrays import Watch, arrays_in
from autograder.sandbox.shared.limits import Limits


def parameters() -> dict[str, Any]:
    return {"W1": np.ones((2, 3)), "parts": [np.zeros(2), (np.arange(3), "text")], "rate": 0.1}


def test_arrays_are_named_where_they_stand() -> None:
    names = [name for name, _ in arrays_in(parameters(), "parameters")]
    assert names == ["parameters['W1']", "parameters['parts'][0]", "parameters['parts'][1][0]"]


CODE = {
    "rebinds": ("p['W1'] = p['W1'] - 1", ()),
    "in place": ("p['W1'] -= 1", (0,)),
    "an element": ("p['parts'][1][0][2] = 7", (2,)),
    "reshapes": ("p['parts'][0].shape = (2, 1)", (1,)),
    "adds a key": ("p['W2'] = np.ones(9)", ()),
    "clears": ("p.clear()", ()),
    "nothing": ("pass", ()),
    "and fails": ("p['W1'][:] = 0; 1 / 0", (0,)),
}


def function(body: str) -> str:
    return f"import numpy as np\ndef f(p):\n    {body}\n    return 1\n"


@pytest.mark.parametrize(("body", "altered"), CODE.values(), ids=CODE)
def test_in_this_process(body: str, altered: tuple[int, ...]) -> None:
    world: dict[str, Any] = {}
    exec(function(body), world)
    given = parameters()
    (outcome,) = call_many(world["f"], [((given,), {})])
    assert outcome.altered == altered
    assert given["W1"].sum() == 6  # the call had its own copy


@pytest.fixture(scope="module")
def warm_process() -> Any:
    with WarmProcess(Limits(), allow_weak=True) as warm:
        yield warm


@pytest.mark.parametrize(("body", "altered"), CODE.values(), ids=CODE)
def test_through_a_sandbox(warm_process: WarmProcess, body: str, altered: tuple[int, ...]) -> None:
    session = Session(warm_process)
    try:
        session.run(function(body))
        (outcome,) = call_many(session.fetch(["f"])["f"], [((parameters(),), {})])
    finally:
        session.close()
    assert outcome.altered == altered


def test_a_watch_sees_nothing_where_nothing_happens() -> None:
    value = parameters()
    watch = Watch(value)
    assert watch.altered() == []
    value["W1"][0, 0] = np.nan
    assert watch.altered() == [0]
