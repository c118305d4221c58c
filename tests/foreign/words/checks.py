"""Helpers that the tests of this notebook share; learners get them too."""

from unittest import TestCase

_case = TestCase()
assert_equal = _case.assertEqual
assert_raises = _case.assertRaises
assert_count_equal = _case.assertCountEqual
VOWELS = "aeiou"
calls = []


def noted(value):
    """Remember a value and return the number of values so far.

    A grader that kept this module from one submission to the next would count the values of both.
    """
    calls.append(value)
    return len(calls)
