"""A verdict by parts: what is wrong in which of them, and which difference is named first."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from autograder.exercise.comparison import Difference, first_of
from autograder.exercise.exercise import Case
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.outcome import Outcome

VALUE, FORM = Difference("value", "b", 1.0, 2.0), Difference("shape", "a", (1,), (), form=True)


def verdict(parts: Mapping[str, Difference | None]) -> Verdict:
    whole = Verdict(case=Case("c", "values", {}), outcome=Outcome(1), after={}, expected=1, difference=None, changed=None)
    return whole.of_parts(parts)


def test_wrong_numbers_are_named_before_a_wrong_form() -> None:
    assert first_of({"a": FORM, "b": VALUE}) is VALUE
    assert verdict({"a": FORM, "b": VALUE}).difference is VALUE
    assert verdict({"a": None, "b": None}).difference is None


@pytest.mark.parametrize(("name", "wrong"), [("a", None), ("b", VALUE)])
def test_a_part_has_its_own_difference(name: str, wrong: Difference | None) -> None:
    assert verdict({"a": None, "b": VALUE}).wrong_in([name], ["a", "b"]) is wrong


def test_a_part_without_a_share_counts_against_all_parts() -> None:
    assert verdict({"a": None, "b": VALUE}).wrong_in(["a"], ["a"]) is VALUE
    assert verdict({"a": None}).has(["a"], ["a", "b"]) and not verdict({"a": None}).has(["b"], ["a", "b"])


def test_a_difference_of_the_whole_answer_is_one_of_each_part() -> None:
    wrong = verdict({"a": None, "b": None}).as_a_whole(VALUE)
    assert wrong.wrong_in(["a"], ["a", "b"]) is VALUE and wrong.difference is VALUE
    assert wrong.has(["a"], ["a", "b"])
