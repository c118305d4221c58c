"""Known mistakes, right code in other styles, advice and equivalent mutants, as an instructor declares them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder.errors import AutograderError, ExerciseError
from autograder.exercise.alternatives import Alternatives, Mistake

HINT = {"en": "Halve it.", "zh": "除以二。"}


def test_a_mistake_declared_wrongly_is_an_error():
    double = Alternatives("double")
    double.mistake("squared", change=("2 * x", "x * x"), hint=HINT)
    for options, complaint in [
        ({"name": "a", "change": ("2", "3"), "hint": {}}, "no hint in en or zh"),
        ({"name": "squared", "change": ("2", "3"), "hint": HINT}, "two mistakes"),
        ({"name": "a", "hint": HINT}, "either `change=` or `code=`"),
        ({"name": "a", "change": ("2", "3"), "code": "x", "hint": HINT}, "either `change=` or `code=`"),
        ({"name": "a", "change": ("2", "3", "4"), "hint": HINT}, "old, new"),
        ({"name": "a", "change": [("2",)], "hint": HINT}, "old, new"),
        ({"name": "a", "change": ("2", "3"), "hint": HINT, "equals": "cubed"}, "not an earlier mistake"),
        (
            {"name": "a", "change": ("2", "13"), "hint": HINT, "free": "3"},
            "names the number 3, which is in neither its changes nor its code",
        ),
    ]:
        name = options.pop("name")
        with pytest.raises(ExerciseError, match=re.escape(complaint)):
            double.mistake(name, **options)


def test_an_error_is_in_chinese_too() -> None:
    with pytest.raises(ExerciseError) as raised:
        Alternatives("double").mistake("a", change=("2", "3"), hint={})
    assert str(raised.value) == "double: the mistake 'a' has no hint in en or zh. Add one to `hint=`."
    assert raised.value.in_language("zh") == "double：错误 'a' 没有 en 或 zh 的提示。请加到 `hint=` 中。"


def test_a_hint_is_in_the_languages_that_the_course_has() -> None:
    double = Alternatives("double")
    for language in ("en", "zh"):
        double.mistake(language, change=("2", "3"), hint={language: "..."})
    with pytest.raises(AutograderError, match="Unknown language 'fr'"):
        double.mistake("fr", change=("2", "3"), hint={"fr": "Deux fois."})


def test_right_code_mutants_and_advice_are_kept() -> None:
    double = Alternatives("double")
    double.variant("a sum", change=("2 * x", "x + x"))
    double.equivalent("2 -> 2.0", reason="the same number")
    holds = double.advice(hint=HINT)(lambda value, inputs: value > 9)
    draw = double.wide(lambda rng: {"x": rng.normal()})
    assert [(variant.name, variant.changes) for variant in double.variants] == [("a sum", (("2 * x", "x + x"),))]
    assert double.equivalents == {"2 -> 2.0": "the same number"} and double.widest is draw
    assert double.advices[0].holds is holds and double.advices[0].holds(10, {}) and np.isfinite(draw(np.random)["x"])


def test_a_free_number_takes_the_place_of_the_written_one():
    exercise = Alternatives("f")
    exercise.mistake("a", code="def f(x):\n    return x % 200 + 1200", hint=HINT, free="200")
    exercise.mistake("b", change=[("x", "0.5 * x"), ("y", "y - 0.5")], hint=HINT, free="0.5")
    a, b = exercise.mistakes
    assert [each.code for each in a.with_numbers(["50", "7"])] == [
        "def f(x):\n    return x % 50 + 1200",
        "def f(x):\n    return x % 7 + 1200",
    ]
    assert next(b.with_numbers(["2"])).changes == (("x", "2 * x"), ("y", "y - 2"))


def test_a_number_inside_another_stays():
    mistake = Mistake("m", changes=(("x", "200 + 1200 - 2000 - 200.5"),), free="200")
    assert next(mistake.with_numbers(["7"])).changes == (("x", "7 + 1200 - 2000 - 200.5"),)
    assert list(Mistake("m", changes=(("x", "200"),)).with_numbers(["7"])) == []
