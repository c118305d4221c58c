"""A change is a pair of texts, or several; a free number is any that a learner wrote."""

import pytest

from autograder.errors import ExerciseError
from autograder.exercise.alternative import Mistake, changes_of


def test_a_change_or_several():
    assert changes_of("f", "m", ("a", "b"), None) == (("a", "b"),)
    assert changes_of("f", "m", [("a", "b"), ("c", "d")], None) == (("a", "b"), ("c", "d"))
    assert changes_of("f", "m", None, "def f(): pass") == ()


@pytest.mark.parametrize(
    ("change", "code"), [(None, None), (("a", "b"), "def f(): pass"), ([("a",)], None), ([(1, 2)], None)]
)
def test_another_form_is_an_error(change, code):
    with pytest.raises(ExerciseError):
        changes_of("f", "m", change, code)


def test_a_number_inside_another_stays():
    mistake = Mistake("m", changes=(("x", "200 + 1200 - 2000 - 200.5"),), free="200")
    assert next(mistake.with_numbers(["7"])).changes == (("x", "7 + 1200 - 2000 - 200.5"),)
    assert list(Mistake("m", changes=(("x", "200"),)).with_numbers(["7"])) == []
