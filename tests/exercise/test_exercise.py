import re
import subprocess
import sys
from types import ModuleType

import numpy as np
import pytest

from autograder.errors import CourseError, ExerciseError
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_exercise, load_solutions

HINT = {"en": "Halve it.", "zh": "除以二。"}
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


def exercise(**options) -> Exercise:
    made = Exercise("double", **options)
    made.inputs(lambda rng: {"x": rng.normal(size=3)})
    return made


@pytest.fixture
def course(tmp_path):
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "maths.py").write_text(SOLUTIONS)
    (tmp_path / "tests" / "hidden" / "maths").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def solutions(course) -> ModuleType:
    return load_solutions(course, "maths")


# inputs


def test_inputs_are_drawn_several_times_and_edge_cases_follow():
    double = exercise()
    double.edge("zero", {"x": 0})

    @double.inputs(group="small numbers", draws=2)
    def very_small_numbers(rng):
        return {"x": rng.normal() * 1e-9}

    cases = double.cases("seed")
    assert [case.group for case in cases] == ["values"] * 5 + ["small numbers"] * 2 + ["edge cases"]
    assert [case.check for case in cases[-3:]] == ["very small numbers", "very small numbers", "zero"]
    assert len({case.inputs["x"].tobytes() for case in cases[:5]}) == 5


def test_the_same_seed_gives_the_same_inputs_in_every_process():
    first = exercise().cases("seed")[0].inputs["x"]
    code = (
        "from autograder import Exercise\n"
        "e = Exercise('double'); e.inputs(lambda rng: {'x': rng.normal(size=3)})\n"
        "print(e.cases('seed')[0].inputs['x'].tobytes().hex())"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    assert first.tobytes().hex() == other
    assert first.tolist() != exercise().cases("another seed")[0].inputs["x"].tolist()


def test_a_new_check_does_not_change_what_the_others_draw():
    before = exercise().cases("seed")[0].inputs["x"]
    more = Exercise("double")
    more.inputs(draws=1)(very_new := lambda rng: {"x": rng.normal(size=2)})
    very_new.__name__ = "very_new"
    more.inputs(lambda rng: {"x": rng.normal(size=3)})
    assert more.cases("seed")[1].inputs["x"].tolist() == before.tolist()


def test_inputs_keep_the_contract():
    double = exercise()
    double.contract(lambda x: np.all(np.abs(x) < 0.01))
    with pytest.raises(ExerciseError, match="contract"):
        double.cases("seed")


# what is written wrongly


def test_shares_add_up_to_one():
    with pytest.raises(ExerciseError, match=r"add up to 0\.9"):
        Exercise("double", shares={"values": 0.5, "shapes": 0.4})


@pytest.mark.parametrize("options", [{"shares": {"values": 0.5, "edge cases": 0.5}}, {"bonus": {"large numbers": 1}}])
def test_a_share_without_a_check_is_refused(options):
    with pytest.raises(ExerciseError, match="differ"):
        exercise(**options).cases("seed")


def test_a_check_without_a_share_is_refused():
    double = exercise(shares={"values": 1})
    double.edge("zero", {"x": 0})
    with pytest.raises(ExerciseError, match="differ: edge cases"):
        double.cases("seed")


def test_an_exercise_without_drawn_inputs_is_refused():
    double = Exercise("double")
    double.edge("zero", {"x": 0})
    with pytest.raises(ExerciseError, match="no inputs are drawn"):
        double.cases("seed")


def test_a_mistake_has_a_hint_in_both_languages_a_name_of_its_own_and_one_source():
    double = exercise()
    double.mistake("squared", change=("2 * x", "x * x"), hint=HINT)
    for options, complaint in [
        ({"name": "a", "change": ("2", "3"), "hint": {"en": "Only English."}}, "no hint in zh"),
        ({"name": "squared", "change": ("2", "3"), "hint": HINT}, "two mistakes"),
        ({"name": "a", "hint": HINT}, "either `change=` or `code=`"),
        ({"name": "a", "change": ("2", "3"), "code": "x", "hint": HINT}, "either `change=` or `code=`"),
        ({"name": "a", "change": ("2", "3", "4"), "hint": HINT}, "old, new"),
        ({"name": "a", "change": [("2",)], "hint": HINT}, "old, new"),
        ({"name": "a", "change": ("2", "3"), "hint": HINT, "equals": "cubed"}, "not an earlier mistake"),
    ]:
        name = options.pop("name")
        with pytest.raises(ExerciseError, match=re.escape(complaint)):
            double.mistake(name, **options)


# the reference and its variations


def variation(solutions, **how):
    double = exercise()
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


def test_code_stands_for_the_function_and_sees_the_rest(solutions):
    assert variation(solutions, code="    def double(x):\n        return quadruple(np.abs(x), 1) + 1")(-1) == 3


@pytest.mark.parametrize("code", ["def triple(x): return 3 * x", "double = 3", "def double(x) return", "1 / 0"])
def test_code_that_is_no_such_function_is_refused(solutions, code):
    with pytest.raises(ExerciseError, match="varied"):
        variation(solutions, code=code)


def test_helpers_are_the_other_functions_that_the_reference_calls(solutions):
    assert Reference(solutions, "quadruple").helpers == {"double": solutions.double}
    assert Reference(solutions, "double").helpers == {}
    assert Reference(solutions, "quadruple").defaults == {"times": 2}


def test_a_reference_without_that_function_is_refused(solutions):
    with pytest.raises(ExerciseError, match="no function np"):
        Reference(solutions, "np")


# by path


def test_an_exercise_is_loaded_from_the_course_and_again_when_it_has_changed(course):
    path = course / "tests" / "hidden" / "maths" / "double.py"
    path.write_text("from autograder import Exercise\ndouble = Exercise('double', rtol=1e-3)\n")
    first = load_exercise(course, "maths", "double")
    assert first.rtol == 1e-3
    assert load_exercise(course, "maths", "double") is first
    path.write_text("from autograder import Exercise\ndouble = Exercise('double', rtol=1e-12)\n")
    assert load_exercise(course, "maths", "double").rtol == 1e-12


@pytest.mark.parametrize("text", ["", "from autograder import Exercise\nx = Exercise('triple')", "1 / 0", "def"])
def test_a_file_without_its_exercise_is_refused(course, text):
    (course / "tests" / "hidden" / "maths" / "double.py").write_text(text)
    with pytest.raises(ExerciseError, match=r"double\.py"):
        load_exercise(course, "maths", "double")


def test_what_does_not_exist_is_named(course):
    with pytest.raises(CourseError, match="no hidden test for double"):
        load_exercise(course, "maths", "double")
    with pytest.raises(CourseError, match="autograder generate physics"):
        load_solutions(course, "physics")


# the part that is judged


def test_only_the_judged_part_is_compared():
    double = Exercise("double", judged=lambda value: {"dW": value["dW"]})
    assert double.compare({"dW": 1, "dA": 2}, {"dW": 1, "dA": 3}, {}) is None
    assert double.compare({"dW": 2}, {"dW": 1}, {}).path == "['dW']"
    assert double.compare({"dA": 2}, {"dW": 1}, {}).kind == "key"
    assert double.compare(3, {"dW": 1}, {}).kind == "type"


def test_a_comparison_of_ones_own():
    double = Exercise("double", compare=lambda got, expected, inputs: None if got in inputs["allowed"] else 1)
    assert double.compare(2, 0, {"allowed": [1, 2]}) is None
    assert double.same(2, 0, {"allowed": [1, 2]})
    assert not double.same(3, 0, {"allowed": [1, 2]})


def test_no_seed_draws_what_the_contract_does_not_allow() -> None:
    exercise = Exercise("half")

    @exercise.inputs(draws=20)
    def numbers(rng: np.random.Generator) -> dict[str, float]:
        return dict(x=float(rng.normal()))

    @exercise.contract
    def positive(x: float) -> bool:
        return x > 0

    assert all(case.inputs["x"] > 0 for case in exercise.cases("any"))
