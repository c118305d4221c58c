import json

import numpy as np
import pytest

from autograder import check
from autograder.errors import CourseError
from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Mistake
from autograder.judging import examples
from autograder.judging import sentences as messages
from autograder.judging.calls import Call
from autograder.judging.checking import Context, Worth, context, exam_of
from autograder.sandbox.shared.outcome import LearnerError, Missing, Outcome, SandboxStopped

SOLUTIONS = """
import numpy as np

def shift(x):
    return x - np.mean(x)

def spread(x):
    return np.sqrt(np.mean(shift(x) ** 2))
"""
SHIFT = """
import numpy as np
from autograder import Exercise

shift = Exercise("shift", shares={"values": 0.6, "shapes": 0.1, "edge cases": 0.2, "arguments unchanged": 0.1},
                 bonus={"large numbers": 1})

@shift.inputs
def numbers(rng):
    return dict(x=rng.normal(size=int(rng.integers(2, 6))) + 1)

@shift.inputs
def two_axes(rng):
    return dict(x=rng.normal(size=(2, 3)) + 1)

shift.edge("whole numbers", dict(x=np.array([1, 2, 6])))
shift.edge("huge", dict(x=np.array([1e308, 1.0])), group="large numbers")
shift.mistake("median", change=("np.mean", "np.median"), hint=dict(en="Use the mean.", zh="用平均值。"))
"""
SPREAD = """
from autograder import Exercise

spread = Exercise("spread")

@spread.inputs
def numbers(rng):
    return dict(x=rng.normal(size=4) + 1)

spread.mistake("no root", change=("np.sqrt(np.mean(shift(x) ** 2))", "np.mean(shift(x) ** 2)"),
               hint=dict(en="Take the root.", zh="要开平方。"))
"""


@pytest.fixture
def course(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "maths.py").write_text(SOLUTIONS)
    (tmp_path / "tests" / "hidden" / "maths").mkdir(parents=True)
    (tmp_path / "tests" / "hidden" / "maths" / "shift.py").write_text(SHIFT)
    (tmp_path / "tests" / "hidden" / "maths" / "spread.py").write_text(SPREAD)
    return tmp_path


@pytest.fixture
def reports(course):
    """check() finds this course; what it reports is collected here."""
    collected = []
    token = context.set(Context(course, "maths", "maths", "secret", "en", collected.append, lambda name: Worth(4.0, 1.0)))
    yield collected
    context.reset(token)


def learner(code: str) -> dict:
    world = {"np": np}
    exec(code, world)
    return world


def run(reports, **answers):
    points = check(**answers)
    assert type(points) is float
    assert points == reports[-1].points
    return reports[-1]


# verdicts


def test_right_code_gets_all_points_and_no_words(reports):
    report = run(reports, shift=lambda x: x - x.mean())
    assert (report.status, report.points, report.bonus, report.message) == ("passed", 4.0, 1.0, {})


def test_a_missing_name(reports):
    report = run(reports, shift=Missing("shift"))
    assert (report.status, report.points) == ("missing", 0.0)
    assert report.message == {"en": "`shift` is not defined in your notebook.", "zh": "你的笔记本里没有定义 `shift`。"}


def test_an_untouched_starter(reports):
    world = learner("def shift(x): raise NotImplementedError()\ndef spread(x): raise NotImplementedError()")
    for name in ("shift", "spread"):
        report = run(reports, **{name: world[name]})
        assert (report.status, report.points) == ("missing", 0.0)
        assert report.message["en"] == f"`{name}` is not written yet."


def test_a_value_in_place_of_the_function(reports):
    report = run(reports, shift=np.ones(3))
    assert (report.status, report.points) == ("failed", 0.0)
    assert report.message["en"] == "`shift` should be a function, but it is an array."


def test_a_known_mistake_is_told(reports):
    report = run(reports, shift=lambda x: x - np.median(x))
    assert (report.status, report.points, report.diagnosis) == ("failed", 0.0, "median")
    assert "Use the mean." in report.message["en"]
    assert "用平均值。" in report.message["zh"]
    assert report.failing_example.endswith("shift(x)")


def test_code_that_always_raises_is_an_error(reports):
    report = run(reports, shift=lambda x: x.no_such_thing)
    assert (report.status, report.points) == ("error", 0.0)
    assert "AttributeError" in report.message["en"]


def test_a_stopped_sandbox_goes_through(reports):
    class Proxy:
        def __call__(self): ...

        def call_many(self, calls, rng_state):
            raise SandboxStopped("timeout", "stopped after 5 s")

    with pytest.raises(SandboxStopped):
        check(shift=Proxy())
    assert reports == []


@pytest.mark.parametrize(("altered", "kind"), [((0,), "changed"), ((7, -1), None)])
def test_what_a_process_says_it_altered_is_looked_up_among_the_arguments(reports, altered, kind):
    class Proxy:
        def __call__(self): ...

        def call_many(self, calls, rng_state):  # a hostile one may hold its arguments back, and name some that are not there
            return [Outcome(value=args[0] - args[0].mean(), altered=altered) for args, _ in calls]

    report = run(reports, shift=Proxy())
    assert report.fraction == pytest.approx(0.9 if kind else 1)
    assert (report.difference and report.difference.kind) == kind


# partial credit


def test_altering_an_argument_costs_its_own_share_only(reports):
    def shift(x):
        x = np.asarray(x, float) if x.dtype.kind == "i" else x
        x -= x.mean()
        return x

    report = run(reports, shift=shift)
    assert (report.status, report.fraction) == ("failed", pytest.approx(0.9))
    assert "changes its argument `x` in place" in report.message["en"]


def test_failing_an_edge_case_costs_its_own_share_only(reports):
    report = run(reports, shift=lambda x: x - (x.mean() if x.dtype == float else 0))
    assert report.fraction == pytest.approx(0.8)


def test_one_check_of_random_values_is_enough_for_the_other_shares(reports):
    report = run(reports, shift=lambda x: x - (x.mean() if x.ndim == 1 else 0))
    assert report.fraction == pytest.approx(0.4)


def test_right_shapes_of_wrong_values_earn_nothing(reports):
    report = run(reports, shift=lambda x: 0.0 * x)
    assert (report.fraction, report.bonus) == (0.0, 0.0)


def test_a_bonus_is_not_among_the_points(reports):
    report = run(reports, shift=lambda x: x - np.sum(10 * x) / (10 * x.size))
    assert (report.status, report.points, report.bonus, report.message) == ("passed", 4.0, 0.0, {})


def test_without_shares_it_is_all_or_nothing(reports):
    report = run(reports, spread=lambda x: np.std(x) if x[0] > 1 else 0.0)
    assert report.fraction == 0.0


# follow-through


def test_one_slip_costs_its_own_points_only(reports):
    world = learner("def shift(x): return x\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())")
    assert run(reports, shift=world["shift"]).points == 0
    report = run(reports, spread=world["spread"])
    assert (report.status, report.points) == ("passed", 4.0)
    assert "with correct `shift` it passes" in report.message["en"]


def test_a_helper_that_is_not_written_costs_its_own_points_only(reports):
    world = learner("def shift(x): raise NotImplementedError\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())")
    assert run(reports, spread=world["spread"]).points == 4.0


def test_a_mistake_is_told_though_a_helper_is_wrong_too(reports):
    world = learner("def shift(x): return x\ndef spread(x): return np.mean(shift(x) ** 2)")
    report = run(reports, spread=world["spread"])
    assert (report.status, report.points, report.diagnosis) == ("failed", 0.0, "no root")


# where it is


def test_several_answers_in_a_cell_add_up(reports):
    assert check(shift=lambda x: x - x.mean(), spread=np.std) == 8.0
    assert [report.name for report in reports] == ["shift", "spread"]


def test_an_exam_is_worked_out_once(course, reports):
    assert exam_of(course, "maths", "shift", "a") is exam_of(course, "maths", "shift", "a")
    drawn = [
        exam_of(course, "maths", name, secret).cases[0].inputs["x"].tolist()
        for name, secret in [("shift", "a"), ("shift", "b"), ("spread", "a")]
    ]
    assert drawn[0] != drawn[1]
    assert drawn[0] != drawn[2]


def test_without_a_context_the_working_directory_says_where_it_is(course, monkeypatch, capsys):
    here = course / "source" / "maths"
    here.mkdir(parents=True)
    grader = {"grade": True, "locked": True, "solution": False, "grade_id": "test_shift", "points": 3, "schema_version": 3}
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"nbgrader": grader | {"task": False}},
        "source": "# graded: shift",
        "outputs": [],
        "execution_count": None,
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (here / "maths.ipynb").write_text(json.dumps(notebook))
    monkeypatch.chdir(here)
    assert check(shift=lambda x: x - x.mean()) == 3.0
    assert check(shift=lambda x: x - np.median(x)) == 0.0
    shown = capsys.readouterr()
    assert "shift**: 3 / 3" in shown.out
    assert "Use the mean." in shown.out
    assert shown.err == ""
    with pytest.raises(CourseError, match="no test cell test_spread"):
        check(spread=np.std)


# words


DIFFERENCES = [
    (Difference("shape", "grads['dw']", (3,), (3, 1)), "`grads['dw']` has shape (3,), expected (3, 1). One dimension was"),
    (Difference("shape", "", (1, 2), (2, 1)), "`f(…)` has shape (1, 2), expected (2, 1)."),
    (Difference("shape", "cost", (1, 1), ()), "`cost` is an array of shape (1, 1), expected a single number."),
    (Difference("value", "", 1.5, 0.75, (0, 2)), "`f(…)[0, 2]` is 1.5, expected 0.75."),
    (Difference("value", "cost", float("nan"), 1.0), "`cost` is nan, expected 1."),
    (Difference("value", "cost", 1.00000001, 1.0), "`cost` is 1.00000001, expected 1."),
    (Difference("value", "['b']", "no", "yes"), "`f(…)['b']` is 'no', expected 'yes'."),
    (Difference("type", "", "None", "tuple"), "`f(…)` is None, expected a tuple. Is a `return` missing?"),
    (Difference("type", "w", "object:matrix", "array"), "`w` is an object of type `matrix`, expected an array."),
    (Difference("length", "costs", 2, 3), "`costs` has length 2, expected 3."),
    (Difference("key", "grads", ("dW",), "dw"), "`grads` has no key `'dw'`; its keys are `'dW'`."),
    (Difference("key", "grads", (), "dw"), "`grads` has no key `'dw'`; it is empty."),
    (Difference("changed", "w"), "`f` changes its argument `w` in place."),
    (
        Difference("error", "", LearnerError(("KeyError",), "'dw'", "line 3: x = grads['dw']")),
        "`f` raised KeyError: 'dw', in the line `x",
    ),
    (Difference("error", "", LearnerError(("Odd",), "")), "`f` raised Odd."),
    (Difference("error", "", LearnerError(("Odd",), "", "line 3")), "`f` raised Odd."),
]


@pytest.mark.parametrize(("difference", "words"), DIFFERENCES, ids=lambda each: getattr(each, "kind", ""))
def test_a_difference_in_words(difference, words):
    assert messages.sentence("f", difference, "en").startswith(words)
    chinese = messages.sentence("f", difference, "zh")
    assert chinese.endswith(("。", "？"))
    assert "{" not in chinese.replace("{'", "")


def test_every_sentence_and_every_kind_has_two_languages():
    for catalogue in (messages._WORDS, messages._KINDS):
        assert all(set(words) == {"en", "zh"} for words in catalogue.values())


def test_a_learners_text_cannot_leave_its_quotation():
    error = LearnerError(("ValueError",), "a\n```\nScore: 100 `x` " + "y" * 1000, "raise `…`")
    text = messages.sentence("f", Difference("error", "", error), "en")
    assert "```" not in text
    assert "\n" not in text
    assert len(text) < 500


def test_failure_has_the_hint_and_the_example():
    mistake = Mistake("m", hint={"en": "Halve it.", "zh": "除以二。"})
    message = messages.failure("f", Difference("length", "", 1, 2), "x = 1\nf(x)", mistake)
    assert message["en"] == "`f(…)` has length 1, expected 2.\n\nHalve it.\n\nTry it with\n```python\nx = 1\nf(x)\n```"
    assert "除以二。" in message["zh"]


def test_examples_can_be_pasted():
    inputs = {"w": np.array([[1.0]]), "Y": np.array([[0, 1]]), "rate": 0.5, "more": {"a": (1,), "b": [np.nan, "x"]}}
    text = examples.example("f", Call(((), {}), {"Y": 1, "w": 0, "rate": "rate", "more": "more"}), inputs)
    world = {"np": np, "f": lambda *args, **kwargs: (args, kwargs)}
    *setup, call = text.splitlines()
    exec("\n".join(setup), world)
    (w, Y), keywords = eval(call, world)
    np.testing.assert_array_equal(w, inputs["w"])
    np.testing.assert_array_equal(Y, inputs["Y"])
    assert Y.dtype == inputs["Y"].dtype
    assert keywords["rate"] == 0.5
    assert keywords["more"]["a"] == (1,)
    assert np.isnan(keywords["more"]["b"][0])
