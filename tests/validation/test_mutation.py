"""Mutants of a reference: one that is not caught is a problem, unless it is declared and proved to be equivalent."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from courses import by_id
from halves import HALF, lesson, made

from autograder.judging.calls import call_many
from autograder.validation.exercises import prove
from autograder.validation.mutation import in_time
from autograder.validation.proof import Proof

WIDE = "\n@half.wide\ndef anything(rng):\n    return dict(x=rng.normal(size=3) * 10 ** rng.uniform(-6, 3), by={by})\n"


def with_reference(root: Path, expression: str, extra: str) -> Proof:
    content = lesson()
    by_id(content, "half")["source"] = by_id(content, "half")["source"].replace("x / by", expression)
    half = HALF.replace('"x / by"', f'"{expression}"')
    return prove(made(root, content, half + extra), "halves", "half", wide=300)


def test_one_that_is_not_caught_is_a_problem(tmp_path: Path) -> None:
    found = with_reference(tmp_path, "x / by if by > 0 else x", "")
    assert "a mutant is not caught: comparison, line 2: by > 0 -> by >= 0" in map(str, found.problems)


def test_one_that_is_equivalent_is_compared_on_wide_inputs(tmp_path: Path) -> None:
    declared = "".join(
        f'\nhalf.equivalent("{text}", reason="by is positive")'
        for text in ("by > 0 -> by >= 0", "x / by if by > 0 else x -> x / by", "0 -> 1", "0 -> -1")
    )
    found = with_reference(tmp_path, "x / by if by > 0 else x", declared + WIDE.format(by="rng.uniform(2, 90)"))
    assert found.equivalent == 4 and found.caught + found.equivalent == found.mutants, found.problems
    assert found.problems == []


def test_one_that_is_not_equivalent_after_all_is_a_problem(tmp_path: Path) -> None:
    declared = '\nhalf.equivalent("0 -> 1", reason="by is more than 1")'
    found = with_reference(tmp_path, "x / by if by > 0 else x", declared + WIDE.format(by="rng.uniform(0.5, 90)"))
    assert any("declared equivalent differs on" in problem for problem in map(str, found.problems))


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('\nhalf.equivalent("0 -> 1", reason="")', "there is no `wide` generator"),
        ('\nhalf.equivalent("7 -> 8", reason="")', "no mutant reads '7 -> 8'"),
    ],
)
def test_a_declaration_without_ground_is_a_problem(tmp_path: Path, extra: str, said: str) -> None:
    found = with_reference(tmp_path, "x / by if by > 0 else x", extra)
    assert any(said in problem for problem in map(str, found.problems)), found.problems


def test_inputs_that_never_keep_the_contract_are_a_problem(tmp_path: Path) -> None:
    declared = '\nhalf.equivalent("0 -> 1", reason="by is more than 1")'
    contract = "\n@half.contract\ndef small(x, by):\n    return by < 90\n"
    extra = declared + contract + WIDE.format(by="rng.uniform(90, 99)")
    (*_, problem) = with_reference(tmp_path, "x / by if by > 0 else x", extra).problems
    assert str(problem) == "half: hardly any inputs of the `wide` generator keep the contract."


def test_a_mutant_that_does_not_end_is_stopped() -> None:
    with pytest.raises(TimeoutError), in_time(0.05):
        time.sleep(10)
    with in_time(0.05):
        pass
    time.sleep(0.1)  # the alarm is off


def test_code_that_catches_the_stop_is_stopped_all_the_same() -> None:
    def endless() -> None:
        while True:
            with contextlib.suppress(Exception):
                time.sleep(0.01)

    with pytest.raises(TimeoutError), in_time(0.2):
        call_many(endless, [((), {})] * 3)
