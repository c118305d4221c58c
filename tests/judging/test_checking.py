"""`check` as a hidden test calls it: reports, partial credit, wrong helpers, and a course without a grader."""

import json
from dataclasses import replace

import numpy as np
import pytest

from autograder import check
from autograder.errors import CourseError
from autograder.judging.checking import ask, exam_of, examine, explain
from autograder.judging.context import Context, context
from autograder.judging.report import Worth
from autograder.sandbox.shared.outcome import Missing, Outcome, SandboxStopped

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
                 bonus={"large numbers": 1}, whole=("x",))

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
    token = context.set(
        Context(
            course_root=course,
            assignment="maths",
            secret="secret",
            language="en",
            sink=collected.append,
            worth=lambda name: Worth(4.0, 1.0),
        )
    )
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


# reports


def test_right_code_gets_all_points_and_no_message(reports):
    report = run(reports, shift=lambda x: x - x.mean())
    assert (report.status, report.points, report.bonus, report.message) == ("passed", 4.0, 1.0, {})


def test_a_right_answer_to_a_question_earns_the_bonus_too(course, reports):
    (course / "solutions" / "maths.py").write_text(SOLUTIONS + 'q1 = "b"\n')
    question = 'from autograder import Question\nq1 = Question("q1", choices="ab")\nq1.wrong("a", en="No.", zh="不对。")\n'
    (course / "tests" / "hidden" / "maths" / "q1.py").write_text(question)
    given = {answer: run(reports, q1=answer) for answer in ("b", "a", None)}
    assert [(report.points, report.bonus) for report in given.values()] == [(4.0, 1.0), (0.0, 0.0), (0.0, 0.0)]


def test_a_missing_name(reports):
    report = run(reports, shift=Missing("shift"))
    assert (report.status, report.points) == ("missing", 0.0)
    assert report.message == {"en": "`shift` is not defined in your notebook.", "zh": "你的笔记本里没有定义 `shift`。"}


def test_an_untouched_starter_is_recognised_by_its_text_and_not_asked(reports):
    here = replace(context.get(), starter=lambda name, answer: name == "shift")
    for name in ("shift", "spread"):
        report = examine(name, learner(f"def {name}(x): raise NotImplementedError()")[name], here)
        assert (report.status, report.points) == ("missing" if name == "shift" else "error", 0.0)
        assert (report.message["en"] == f"`{name}` is not written yet.") == (name == "shift")
    assert examine("shift", lambda x: 1 / 0, here).status == "missing", "what it does plays no part"


def test_a_value_in_place_of_the_function(reports):
    report = run(reports, shift=np.ones(3))
    assert (report.status, report.points) == ("failed", 0.0)
    assert report.message["en"] == "`shift` should be a function, but it is an array."


def test_a_known_mistake_is_explained(reports):
    report = run(reports, shift=lambda x: x - np.median(x))
    assert (report.status, report.points, report.diagnosis) == ("failed", 0.0, "median")
    assert "Use the mean." in report.message["en"]
    assert "用平均值。" in report.message["zh"]
    assert report.failing_example.endswith("shift(x)")


def test_code_that_always_raises_is_an_error(reports):
    report = run(reports, shift=lambda x: x.no_such_thing)
    assert (report.status, report.points) == ("error", 0.0)
    assert "AttributeError" in report.message["en"]


def test_a_stopped_sandbox_is_an_exception(reports):
    class Proxy:
        def __call__(self): ...

        def call_many(self, calls, rng_state):
            raise SandboxStopped("timeout", "stopped after 5 s")

    with pytest.raises(SandboxStopped):
        check(shift=Proxy())
    assert reports == []


@pytest.mark.parametrize(("altered", "kind"), [((0,), "changed"), ((7, -1), None)])
def test_changed_arguments_that_a_process_reports_are_looked_up_among_the_real_ones(reports, altered, kind):
    class Proxy:
        def __call__(self): ...

        def call_many(self, calls, rng_state):  # a hostile one may report arguments that do not exist
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


def test_a_wrong_helper_costs_its_own_points_only(reports):
    world = learner("def shift(x): return x\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())")
    assert run(reports, shift=world["shift"]).points == 0
    report = run(reports, spread=world["spread"])
    assert (report.status, report.points) == ("passed", 4.0)
    assert "with correct `shift` it passes" in report.message["en"]


def test_a_helper_that_is_not_written_costs_its_own_points_only(reports):
    world = learner("def shift(x): raise NotImplementedError\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())")
    assert run(reports, spread=world["spread"]).points == 4.0


def test_a_mistake_is_diagnosed_although_a_helper_is_wrong_too(reports):
    world = learner("def shift(x): return x\ndef spread(x): return np.mean(shift(x) ** 2)")
    report = run(reports, spread=world["spread"])
    assert (report.status, report.points, report.diagnosis) == ("failed", 0.0, "no root")


@pytest.mark.parametrize(
    ("spread", "points"),
    [
        ("def spread(x): return np.sqrt((shift(x) ** 2).mean())", 4.0),
        # A second guess: the first one is not what a correct function gives with this `shift`.
        ("def spread(x): return np.std(x) if 'helper' in shift.__qualname__ else np.var(x)", 0.0),
        ("def spread(x): return np.std(x) if np.allclose(shift(x).mean(), 0) else 3.0", 0.0),
        # It has not guessed at first.
        ("def spread(x): return np.std(x) if np.allclose(shift(x).mean(), 0) else 1 / 0", 4.0),
    ],
)
def test_an_answer_with_correct_helpers_counts_only_where_the_own_helpers_explain_the_first(reports, spread, points):
    world = learner(f"import numpy as np\ndef shift(x): return x\n{spread}")
    assert run(reports, spread=world["spread"]).points == points


def test_without_a_helper_that_failed_its_own_exercise_nothing_is_followed_through(reports):
    world = learner("def shift(x): return x\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())")
    for failed, points in ((True, 4.0), (False, 0.0)):
        here = replace(context.get(), failed=lambda name, failed=failed: failed and name == "shift")
        assert examine("spread", world["spread"], here).points == points


def test_a_function_that_could_not_answer_is_followed_through_although_its_helpers_are_right(reports):
    """Its helper was defined below it, say."""
    here = replace(context.get(), failed=lambda name: False)
    world = learner("def spread(x): return np.sqrt((shift(x) ** 2).mean())")
    assert examine("spread", world["spread"], here).points == 4.0


def test_a_helper_that_was_stopped_is_not_called_again(reports):
    code = "def shift(x):\n    while True: pass\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())"
    here = replace(context.get(), stopped={"shift"})
    report = examine("spread", learner(code)["spread"], here)
    assert (report.status, report.points) == ("passed", 4.0)
    assert "with correct `shift` it passes" in report.message["en"]


# two passes


def test_the_first_pass_gives_a_provisional_number_and_the_second_may_add_to_it(reports):
    later = []
    token = context.set(replace(context.get(), later=later.append))
    try:
        world = learner("def shift(x): return x\ndef spread(x): return np.sqrt((shift(x) ** 2).mean())")
        assert check(spread=world["spread"]) == 0.0
    finally:
        context.reset(token)
    assert reports == []
    ((asked,),) = later
    assert asked.unexplained.status == "failed" and "“numbers”" in asked.unexplained.message["en"]
    assert explain(asked, context.get()).points == 4.0


def test_every_answer_is_asked_the_same_whether_it_is_right_or_not(reports):
    calls = []

    def spy(answer):
        class Proxy:
            def __call__(self): ...

            def call_many(self, asked, rng_state):
                calls.append(repr(asked))
                return [Outcome(value=answer(args[0])) for args, _ in asked]

        return Proxy()

    for answer in (np.std, np.var, lambda x: None):
        ask("spread", spy(answer), context.get())
    assert len(calls) == 3 and len(set(calls)) == 1


def test_the_works_own_draws_count(course, reports):
    exam = exam_of(course, "maths", "shift", "secret")
    table = [(case.inputs["x"].tolist(), (case.inputs["x"] - case.inputs["x"].mean()).tolist()) for case in exam.asked(3)]

    def learned(x):
        return np.array(next((answer for given, answer in table if given == x.tolist()), 0 * x))

    found = {work: examine("shift", learned, replace(context.get(), work=work)).points for work in (3, 4)}
    assert found == {3: 4.0, 4: 0.0}


def test_an_example_is_never_an_input_that_is_scored(course, reports):
    exam = exam_of(course, "maths", "shift", "secret")
    for wrong in (lambda x: x - np.median(x), lambda x: 0 * x, lambda x: x, lambda x: 1 / 0):
        report = run(reports, shift=wrong)
        world = {"np": np, "shift": lambda x: None}
        exec(report.failing_example, world)
        assert not exam.is_scored({"x": world["x"]})


# course and assignment


def test_several_answers_in_a_cell_add_up(reports):
    assert check(shift=lambda x: x - x.mean(), spread=np.std) == 8.0
    assert [report.name for report in reports] == ["shift", "spread"]


def test_an_exam_is_made_once_for_each_secret_and_exercise(course, reports):
    assert exam_of(course, "maths", "shift", "a") is exam_of(course, "maths", "shift", "a")
    drawn = [
        exam_of(course, "maths", name, secret).cases[0].inputs["x"].tolist()
        for name, secret in [("shift", "a"), ("shift", "b"), ("spread", "a")]
    ]
    assert drawn[0] != drawn[1]
    assert drawn[0] != drawn[2]


def test_without_a_context_the_working_directory_names_the_assignment(course, monkeypatch, capsys):
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
