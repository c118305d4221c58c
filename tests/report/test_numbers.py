"""Test the numbers of a report, against NumPy and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report.numbers import changes, histogram, mean, median, point_biserial, together


def test_a_histogram_counts_everybody_once() -> None:
    assert histogram([0.0, 0.05, 0.1, 0.999, 1.0, 1.05], 10) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 3]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 50)), min_size=5, max_size=40))
def test_point_biserial_is_a_correlation(pairs: list[tuple[bool, int]]) -> None:
    right, rest = [its for its, _ in pairs], [float(points) for _, points in pairs]
    found = point_biserial(right, rest)
    if found is None:
        assert len(set(right)) < 2 or len(set(rest)) < 2
    else:
        assert found == pytest.approx(np.corrcoef(right, rest)[0, 1], abs=1e-9)


def test_few_students_have_no_discrimination() -> None:
    assert point_biserial([True, False], [1.0, 2.0]) is None


@pytest.mark.parametrize("values", [[3.0, 1.0, 2.0], [4.0, 1.0, 2.0, 9.0], [5.0]])
def test_mean_and_median(values: list[float]) -> None:
    assert (mean(values), median(values)) == (np.mean(values), np.median(values))
    assert mean([]) == median([]) == 0.0


def test_what_goes_together_more_often_than_by_chance() -> None:
    sets = [frozenset(its) for its in ("ab", "ab", "ab", "c", "cd", "d", "d")]
    assert together(sets) == [("a", "b", 3, pytest.approx(7 / 3))]


def test_progress_of_each_student() -> None:
    assert changes({"one": {"ann": 0.5}, "two": {"ann": 1.0, "bob": 0.25}}) == {"ann": [0.5, 1.0], "bob": [None, 0.25]}
