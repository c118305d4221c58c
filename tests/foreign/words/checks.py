"""What the tests of this notebook share: given to learners too."""

from unittest import TestCase

_case = TestCase()
assert_equal = _case.assertEqual
assert_raises = _case.assertRaises
assert_count_equal = _case.assertCountEqual
VOWELS = "aeiou"
calls = []


def noted(value):
    """Remembers what it was asked; a grader that keeps this module between submissions would see the past."""
    calls.append(value)
    return len(calls)
