"""Draws of the class, of works and for examples; the set of a work; equal inputs."""

from __future__ import annotations

import numpy as np

from autograder.exercise.draws import EXAMPLES, SETS, fingerprint, generator_for, set_of
from autograder.exercise.exercise import Exercise


def draws(*kinds: str) -> list[float]:
    return [float(generator_for("seed", "check", kind).normal()) for kind in kinds]


def test_the_kinds_of_draws_are_independent() -> None:
    kinds = ["", EXAMPLES, *map(str, range(SETS))]
    assert len(set(draws(*kinds))) == len(kinds)
    assert draws(*kinds) == draws(*kinds)
    assert generator_for("seed", "another").normal() != draws("")[0]


def test_every_set_belongs_to_some_work_and_only_the_secret_tells_which() -> None:
    works = [[f"x = {number}"] for number in range(600)]
    found = [set_of("secret", work) for work in works]
    assert set(found) == set(range(SETS))
    assert found == [set_of("secret", work) for work in works]
    assert found != [set_of("other", work) for work in works]


def test_a_comment_a_space_and_the_cut_between_cells_are_part_of_the_work() -> None:
    works = [["a = 1", "b = 2"], ["a = 1\nb = 2"], ["a = 1  # one", "b = 2"], ["b = 2", "a = 1"], ["a = 1", "b = 2", ""]]
    sets = {secret: [set_of(str(secret), work) for work in works] for secret in range(40)}
    for one in range(len(works)):
        for other in range(one):
            assert any(found[one] != found[other] for found in sets.values())


def test_a_lone_surrogate_has_a_set() -> None:
    assert 0 <= set_of("secret", ["'\ud800'"]) < SETS


def test_equal_inputs_have_one_fingerprint_and_others_another() -> None:
    assert fingerprint({"x": 1, "y": [0.0]}) == fingerprint({"y": (-0.0,), "x": np.array(1.0)})
    different = [1.0, np.ones(1), np.ones((1, 1)), [1.0], "1.0", None, {"x": 1.0}, np.array([1.0, np.nan]), b"1"]
    assert len({fingerprint(value) for value in different}) == len(different)


def exercise(draws: int) -> Exercise:
    made = Exercise("double")
    made.inputs(draws=draws)(lambda rng: {"x": rng.normal(size=3)})
    made.edge("zero", {"x": np.zeros(3)})
    return made


def test_of_several_draws_one_is_the_works_and_of_one_each_has_one() -> None:
    for number, of_class in ((5, 4), (2, 1), (1, 1)):
        made = exercise(number)
        cases, own = made.cases("seed"), made.cases_of_set("seed", 3)
        assert [case.work for case in cases] == [False] * (of_class + 1)
        assert [case.work for case in own] == [True]
        assert (own[0].check, own[0].group) == (cases[0].check, cases[0].group)


def test_the_class_and_all_sets_and_the_examples_share_no_inputs() -> None:
    made = exercise(5)
    cases = [*made.cases("seed"), *made.examples("seed")]
    cases += [case for number in range(SETS) for case in made.cases_of_set("seed", number)]
    assert len({fingerprint(case.inputs) for case in cases}) == len(cases)
