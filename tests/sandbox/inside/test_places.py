"""Names are put back to what they were at a place, in the dict that the cells' functions hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.sandbox.inside.places import Places


def test_names_are_put_back_in_the_same_dict() -> None:
    world: dict[str, Any] = {}
    places = Places()
    exec("def g(): return 1\ndef f(): return g()", world)
    f = world["f"]
    places.keep(2, world)
    exec("def g(): return 2\ndef f(): return 3\nnew = 1", world)
    places.go_back(2, world)
    assert (world["f"], f()) == (f, 1) and "new" not in world
    places.go_back(7, world)  # no cell was run after it: the end
    assert (world["f"](), f(), world["new"]) == (3, 2, 1)
    places.go_back(2, world)
    assert f() == 1


def test_random_numbers_and_warnings_are_those_of_the_place() -> None:
    world: dict[str, Any] = {}
    places, before, errors = Places(), np.random.get_state(), np.geterr()
    try:
        np.random.seed(3)
        places.keep(0, world)
        drawn = np.random.rand()
        np.seterr(all="raise")
        places.go_back(0, world)
        assert np.random.rand() == drawn
        assert np.geterr() == errors
    finally:
        np.random.set_state(before)
        np.seterr(**errors)


def test_a_learner_who_breaks_numpys_functions_breaks_nothing_here(monkeypatch: Any) -> None:
    world = {"a": 1}
    places = Places()
    monkeypatch.setattr(np.random, "get_state", lambda **_: 1 / 0)
    places.keep(0, world)
    world["a"] = 2
    places.go_back(0, world)
    assert world == {"a": 1}
