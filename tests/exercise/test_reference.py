"""References, hidden tests and solutions: loaded from a course by path, and varied."""

from __future__ import annotations

from types import ModuleType

import pytest

from autograder.errors import CourseError, ExerciseError
from autograder.exercise.exercise import Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_module, load_solutions

SOLUTIONS = '''
import numpy as np

def double(x):
    """Twice x."""
    return 2 * x

def quadruple(x, times=2):
    for _ in range(times):
        x = double(x)
    return x
'''


@pytest.fixture
def course(tmp_path):
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "maths.py").write_text(SOLUTIONS)
    (tmp_path / "tests" / "hidden" / "maths").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def solutions(course) -> ModuleType:
    return load_solutions(course, "maths")


# the reference and its variations


def variation(solutions, **how):
    double = Exercise("double")
    double.variant("varied", **how)
    return Reference(solutions, "double").variation(double.variants[0])


def test_a_change_is_made_in_the_reference(solutions):
    assert variation(solutions, change=("2 * x", "3 * x"))(5) == 15
    assert variation(solutions, change=[("2 * x", "3 * y"), ("3 * y", "x - 1")])(5) == 4
    assert solutions.double(5) == 10


@pytest.mark.parametrize(("old", "times"), [("7 * x", 0), ("x", 3)])
def test_a_change_applies_exactly_once(solutions, old, times):
    with pytest.raises(ExerciseError, match=f"appears {times} times"):
        variation(solutions, change=(old, "y"))


def test_code_replaces_the_function_and_sees_the_rest_of_the_module(solutions):
    assert variation(solutions, code="    def double(x):\n        return quadruple(np.abs(x), 1) + 1")(-1) == 3


@pytest.mark.parametrize("code", ["def triple(x): return 3 * x", "double = 3", "def double(x) return", "1 / 0"])
def test_code_that_does_not_define_the_function_is_an_error(solutions, code):
    with pytest.raises(ExerciseError, match="varied"):
        variation(solutions, code=code)


def test_helpers_are_the_other_functions_that_the_reference_calls(solutions):
    assert Reference(solutions, "quadruple").helpers == {"double": solutions.double}
    assert Reference(solutions, "double").helpers == {}
    assert Reference(solutions, "quadruple").defaults == {"times": 2}


def test_a_module_without_the_function_is_an_error(solutions):
    with pytest.raises(ExerciseError, match="no function np"):
        Reference(solutions, "np")


# loading by path


def test_an_exercise_is_loaded_from_the_course_and_again_when_it_has_changed(course):
    path = course / "tests" / "hidden" / "maths" / "double.py"
    path.write_text("from autograder import Exercise\ndouble = Exercise('double', rtol=1e-3)\n")
    first = load_exercise(course, "maths", "double")
    assert first.rtol == 1e-3
    assert load_exercise(course, "maths", "double") is first
    path.write_text("from autograder import Exercise\ndouble = Exercise('double', rtol=1e-12)\n")
    assert load_exercise(course, "maths", "double").rtol == 1e-12


@pytest.mark.parametrize("text", ["", "from autograder import Exercise\nx = Exercise('triple')", "1 / 0", "def"])
def test_a_file_that_does_not_define_its_exercise_is_an_error(course, text):
    (course / "tests" / "hidden" / "maths" / "double.py").write_text(text)
    with pytest.raises(ExerciseError, match=r"double\.py"):
        load_exercise(course, "maths", "double")


def test_the_error_for_a_missing_file_says_what_to_do(course):
    with pytest.raises(CourseError, match="Write the hidden test of double"):
        load_exercise(course, "maths", "double")
    with pytest.raises(CourseError, match="autograder generate physics"):
        load_solutions(course, "physics")


def test_a_question_is_loaded_as_well(course):
    path = course / "tests" / "hidden" / "maths" / "q1.py"
    path.write_text("from autograder import Question\nq1 = Question('q1', choices='ab')\n")
    question = load_exercise(course, "maths", "q1")
    assert isinstance(question, Question) and question.choices == "ab"


def test_an_error_of_the_exercise_itself_keeps_its_sentence(course):
    path = course / "tests" / "hidden" / "maths" / "double.py"
    path.write_text("from autograder import Exercise\ndouble = Exercise('double', shares={'values': 2})\n")
    with pytest.raises(ExerciseError, match="add up to 2"):
        load_exercise(course, "maths", "double")


def test_a_file_is_loaded_once_until_it_changes(course):
    path = course / "solutions" / "maths.py"
    assert load_module(path) is load_solutions(course, "maths")
    assert load_module(path).quadruple(1) == 4
    with pytest.raises(CourseError, match=r"nothing\.py does not exist"):
        load_module(course / "nothing.py")
