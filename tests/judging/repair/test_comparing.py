"""Lines that compute what the reference computes are right; the first that does not, from right values, is suspect."""

import numpy as np

from autograder.judging.repair.comparing import ValueSet, compare_traces
from autograder.judging.repair.trace import Computed


def test_a_line_that_computes_something_else_from_right_values_is_suspect():
    a, b, c = np.array([1.5, 2.5]), np.array([3.5, 1.25]), np.array([9.5, 8.5])
    lines = [Computed(1, "A", a), Computed(2, "B", c, frozenset({"A"})), Computed(3, "C", c + 1, frozenset({"B"}))]
    found = compare_traces(lines, ValueSet([a, b]))
    assert found.right == {1} and found.suspect == 2 and found.name == "B"


def test_equal_values_are_found_up_to_rounding():
    values = ValueSet([np.array([1.0, 2.0]), {"a": 3.5}, (4.5, np.ones((2, 1)))])
    assert np.array([1.0, 2.0 + 1e-12]) in values and 3.5 in values and 4.5 in values
    assert np.array([[1.0, 2.0]]) not in values and 3.6 not in values and [1.0, 2.0] not in values
