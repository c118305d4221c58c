"""Training is judged from the learner's own initial parameters: any draws are right, and the training is compared."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
import pytest

from autograder.errors import ExerciseError
from autograder.judging.checking import exam_of, examine
from autograder.judging.context import Context
from autograder.judging.report import Report, Worth
from autograder.judging.training import TrainingExam
from autograder.notebook.definition import definition_of
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits

SOLUTIONS = """
import numpy as np


def initialize(n_x, n_h):
    return {"W1": np.random.randn(n_h, n_x) * 0.1, "W2": np.random.randn(1, n_h) * 0.1, "b": np.zeros((1, 1))}


def predict(X, parameters):
    return parameters["W2"] @ np.tanh(parameters["W1"] @ X) + parameters["b"]


def fit(X, Y, num_iterations=100, learning_rate=0.1):
    parameters = initialize(X.shape[0], 3)
    costs = []
    for i in range(num_iterations):
        H = np.tanh(parameters["W1"] @ X)
        error = predict(X, parameters) - Y
        costs.append(np.mean(error ** 2) / 2)
        m = X.shape[1]
        grads = {"W2": error @ H.T / m, "b": np.mean(error, axis=1, keepdims=True)}
        grads["W1"] = (parameters["W2"].T @ error * (1 - H ** 2)) @ X.T / m
        parameters = {name: parameters[name] - learning_rate * grads[name] for name in parameters}
    return parameters, costs
"""
HIDDEN = """
import numpy as np

from autograder import Exercise, Training

fit = Exercise(
    "fit",
    rtol=1e-6,
    judged=lambda value: value[0] if isinstance(value, tuple) else value,
    training=Training("initialize", cost=lambda module, p, of: np.mean((module.predict(of["X"], p) - of["Y"]) ** 2),
                      weights="W.*"),
)


@fit.inputs(draws=2)
def lines(rng):
    X = rng.normal(size=(2, 7))
    return dict(X=X, Y=X[:1] - 2 * X[1:] + 1, num_iterations=int(rng.integers(11, 20)), learning_rate=0.3)


fit.edge(
    "rate not given",
    dict(X=np.array([[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]]), Y=np.array([[1.0, 0.0, -1.0]]), num_iterations=50),
)
fit.mistake("uphill", change=("[name] - learning", "[name] + learning"), hint=dict(en="down", zh="下"))
fit.mistake("rate fixed", change=("- learning_rate *", "- 0.1 *"), hint=dict(en="rate", zh="率"))
fit.mistake("zeros", change=("initialize(X.shape[0], 3)", "{k: 0 * v for k, v in initialize(X.shape[0], 3).items()}"),
            hint=dict(en="random", zh="随机"))
fit.mistake("stops", change=("    return parameters, costs", "        return parameters, costs"),
            hint=dict(en="out", zh="外"))
fit.mistake("five units", change=("X.shape[0], 3", "X.shape[0], 5"), hint=dict(en="3", zh="3"))
fit.mistake("swapped", change=("X.shape[0], 3", "3, X.shape[0]"), hint=dict(en="order", zh="顺序"))
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    for path, text in (("solutions/maths.py", SOLUTIONS), ("tests/hidden/maths/fit.py", HIDDEN)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def setting(course: Path) -> Context:
    return Context(
        course_root=course,
        assignment="maths",
        secret="s",
        language="en",
        sink=lambda report: None,
        worth=lambda name: Worth(10, 0),
    )


def report_on(course: Path, code: str) -> Report:
    """Return the report on a learner's code that runs in this process."""
    world: dict[str, Any] = {}
    exec(code, world)
    assert isinstance(world["fit"], FunctionType)
    return examine("fit", world["fit"], setting(course))


DEFAULT_RNG = SOLUTIONS.replace("np.random.randn(n_h, n_x)", "np.random.default_rng().normal(size=(n_h, n_x))")


@pytest.mark.parametrize(
    "code",
    [
        SOLUTIONS,
        SOLUTIONS.replace("np.random.randn(n_h, n_x) * 0.1", "np.random.uniform(-1, 1, (n_h, n_x))"),
        SOLUTIONS.replace("def initialize(n_x, n_h):", "def initialize(n_x, n_h):\n    np.random.seed(7)"),
        SOLUTIONS.replace('"W1": np.random.randn(n_h, n_x) * 0.1, "W2": np.random.randn(1, n_h) * 0.1,',
                          '"W2": np.random.randn(1, n_h) / 9, "W1": np.random.randn(n_h, n_x) / 9,'),
        SOLUTIONS.replace("return parameters, costs", "return parameters"),
        SOLUTIONS.replace("num_iterations=100, learning_rate=0.1", "num_iterations, learning_rate"),
        DEFAULT_RNG,
        SOLUTIONS.replace("return parameters, costs", "last = costs[-1]\n    return parameters, costs[:-1] + [last]"),
    ],
    ids=["reference", "uniform", "seeded", "other order", "parameters only", "no defaults", "unseeded", "needs a step"],
)  # fmt: skip
def test_any_start_is_right(course: Path, code: str) -> None:
    report = report_on(course, code)
    assert (report.status, report.points, report.message) == ("passed", 10, {}), report.message


def test_unseeded_draws_in_the_trainer_itself_are_judged_loosely_and_the_message_says_so(course: Path) -> None:
    inline = "np.random.default_rng().normal(size=(3, 2)) / 9"
    code = SOLUTIONS.replace("initialize(X.shape[0], 3)", f'initialize(X.shape[0], 3) | {{"W1": {inline}}}')
    report = report_on(course, code)
    assert (report.status, report.points) == ("passed", 10)
    assert "different random numbers each time" in report.message["en"]
    assert report_on(course, code.replace("- learning", "+ learning")).difference.kind == "rising"  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def zygote() -> Iterator[WarmProcess]:
    with WarmProcess(Limits(), allow_weak=True) as warm:
        yield warm


def report_apart(course: Path, code: str, zygote: WarmProcess) -> Report:
    """Return the report on a learner's code that runs in a sandbox, as when a submission is graded."""
    with contextlib.closing(Session(zygote)) as session:
        assert not session.run(code).failed
        return examine("fit", session.fetch(["fit"])["fit"], setting(course))


@pytest.mark.parametrize(
    ("before", "draw"),
    [
        ("", "np.random.default_rng().normal(size=(3, 2))"),
        ("rng = np.random.default_rng()", "rng.normal(size=(3, 2))"),
        ("rng = np.random.default_rng(7)", "rng.normal(size=(3, 2))"),
        ("", "(np.random.seed(), np.random.randn(3, 2))[1]"),
        ("import random", "np.array([[random.random() - 0.5 for _ in range(2)] for _ in range(3)])"),
    ],
    ids=["unseeded", "unseeded, above", "seeded, above", "seeded anew", "Python's"],
)
def test_in_a_sandbox_draws_in_the_trainer_itself_can_be_repeated(
    course: Path, zygote: WarmProcess, before: str, draw: str
) -> None:
    inline = SOLUTIONS.replace("initialize(X.shape[0], 3)", f'initialize(X.shape[0], 3) | {{"W1": {draw}}}')
    code = f"{inline}\n{before}\n"
    report = report_apart(course, code, zygote)
    assert (report.status, report.points, report.message) == ("passed", 10, {}), report.message
    wrong = report_apart(course, code.replace("- learning_rate", "- 0.1"), zygote)
    assert (wrong.points, wrong.diagnosis) == (0, "rate fixed")


def test_a_start_that_cannot_be_repeated_is_wrong(course: Path, zygote: WarmProcess) -> None:
    """Otherwise any falling cost would be right."""
    drawn = "np.frombuffer(os.urandom(6), np.uint8).reshape(3, 2) / 999"
    code = SOLUTIONS.replace("initialize(X.shape[0], 3)", f'initialize(X.shape[0], 3) | {{"W1": {drawn}}}')
    report = report_apart(course, f"import os\n{code}", zygote)
    assert report.points == 0 and report.difference is not None
    assert (report.difference.kind, report.difference.got) == ("start", "unrepeatable")
    assert "`np.random`" in report.message["en"] and "`np.random`" in report.message["zh"]


@pytest.mark.parametrize(
    "drawn",
    [
        "np.frombuffer(os.urandom(6), np.uint8).reshape(3, 2) / 999",
        "np.random.default_rng(time.time_ns()).normal(size=(3, 2)) / 9",
    ],
)
def test_no_more_than_two_sandboxes_live_at_once(
    course: Path, zygote: WarmProcess, monkeypatch: pytest.MonkeyPatch, drawn: str
) -> None:
    """A start that cannot be repeated had 39 alive, and an honest mistake is enough for that."""
    alive = []
    fork = WarmProcess.fork

    def count(process: WarmProcess, folder: str = "") -> Any:
        child = fork(process, folder)
        alive.append(len(process._alive))
        return child

    monkeypatch.setattr(WarmProcess, "fork", count)
    code = SOLUTIONS.replace("initialize(X.shape[0], 3)", f'initialize(X.shape[0], 3) | {{"W1": {drawn}}}')
    report_apart(course, f"import os, time\n{code}", zygote)
    assert len(alive) > 5 and max(alive) == 2


def test_a_start_that_hardly_moves_is_wrong(course: Path) -> None:
    tiny = "dict(W1=np.arange(6).reshape(3, 2) * 1e-15, W2=np.arange(3)[None] * 1e-15, b=np.zeros((1, 1)))"
    report = report_on(course, SOLUTIONS.replace("initialize(X.shape[0], 3)", tiny))
    assert report.points == 0 and report.difference is not None
    assert (report.difference.kind, report.difference.got) == ("start", "at rest")
    assert "hardly moves these initial parameters" in report.message["en"] and "推不动" in report.message["zh"]


def test_further_keys_are_ignored(course: Path) -> None:
    more = 'return parameters | {"W0": np.array(3.0), "layers": 2}, costs'
    assert report_on(course, SOLUTIONS.replace("return parameters, costs", more)).points == 10


def test_lists_for_arrays_are_right(course: Path) -> None:
    """The reference trains from the learner's start, and needs arrays."""
    lists = "return {name: value.tolist() for name, value in parameters.items()}, costs"
    report = report_on(course, SOLUTIONS.replace("return parameters, costs", lists))
    assert (report.status, report.fraction) == ("passed", 1.0), report.message


def test_an_array_instead_of_the_parameters_is_wrong(course: Path) -> None:
    report = report_on(course, SOLUTIONS.replace("return parameters, costs", 'return parameters["W1"]'))
    assert report.points == 0 and report.difference is not None
    assert (report.difference.kind, report.difference.got) == ("type", "array")


@pytest.mark.parametrize("code", [SOLUTIONS, DEFAULT_RNG], ids=["seeded", "unseeded"])
@pytest.mark.parametrize(
    ("old", "new", "mistake"), [("- learning", "+ learning", "uphill"), ("- learning_rate", "- 0.1", "rate fixed")]
)
def test_a_mistake_is_diagnosed_from_whatever_start(course: Path, code: str, old: str, new: str, mistake: str) -> None:
    report = report_on(course, code.replace(old, new))
    assert (report.status, report.points, report.diagnosis) == ("failed", 0, mistake)


@pytest.mark.parametrize(
    ("old", "new", "kind", "path"),
    [
        ("np.random.randn(n_h, n_x) * 0.1", "np.zeros((n_h, n_x))", "equal units", "W1"),
        ("np.random.randn(n_h, n_x) * 0.1", "np.random.randn(n_h, n_x) * 100", "too large", "W1"),
        ("np.random.randn(n_h, n_x) * 0.1", "np.full((n_h, n_x), np.nan)", "not finite", "W1"),
    ],
)
def test_a_start_from_which_nothing_is_learned_is_wrong(course: Path, old: str, new: str, kind: str, path: str) -> None:
    inline = new.replace("n_h", "3").replace("n_x", "2")
    code = SOLUTIONS.replace("initialize(X.shape[0], 3)", f'initialize(X.shape[0], 3) | {{"W1": {inline}}}')
    report = report_on(course, code)
    assert report.points == 0 and report.difference is not None
    assert (report.difference.kind, report.difference.got, report.difference.path) == ("start", kind, path)
    assert "Before the first step" in report.message["en"] and "第一步之前" in report.message["zh"]


def test_a_start_of_another_shape_is_a_difference_of_shape(course: Path) -> None:
    code = SOLUTIONS.replace("initialize(X.shape[0], 3)", "initialize(X.shape[0], 4)")
    difference = report_on(course, code).difference
    assert difference is not None
    assert (difference.kind, difference.path, difference.expected) == ("shape", "['W1']", (3, 2))


@pytest.mark.parametrize("rate", ["", ", learning_rate=0.3"])
def test_a_return_inside_the_loop_is_wrong(course: Path, rate: str) -> None:
    """It returns nothing when it makes no step, so its start is what its initialiser returned."""
    hidden = course / "tests/hidden/maths/fit.py"
    hidden.write_text(hidden.read_text().replace(", learning_rate=0.3", rate))
    code = SOLUTIONS.replace("    return parameters, costs", "        return parameters, costs")
    report = report_on(course, code)
    assert (report.points, report.diagnosis) == (0, "stops")
    last = SOLUTIONS.replace("return parameters, costs", "return parameters, [costs[-1]]")
    assert report_on(course, last).points == 10


@pytest.mark.parametrize(("call", "mistake"), [("X.shape[0], 5", "five units"), ("3, X.shape[0]", "swapped")])
@pytest.mark.parametrize("code", [SOLUTIONS, DEFAULT_RNG], ids=["seeded", "unseeded"])
def test_mistakes_with_starts_of_other_shapes_are_told_apart(course: Path, code: str, call: str, mistake: str) -> None:
    report = report_on(course, code.replace("X.shape[0], 3", call))
    assert (report.points, report.diagnosis) == (0, mistake)


def test_a_start_that_is_the_mistake_is_diagnosed(course: Path) -> None:
    zeros = "dict(W1=np.zeros((3, 2)), W2=np.zeros((1, 3)), b=np.zeros((1, 1)))"
    assert report_on(course, SOLUTIONS.replace("initialize(X.shape[0], 3)", zeros)).diagnosis == "zeros"


def test_a_wrong_helper_costs_its_own_points_only(course: Path) -> None:
    report = report_on(course, SOLUTIONS.replace("@ np.tanh(parameters", "@ np.sin(parameters"))
    assert (report.status, report.points) == ("passed", 10)
    assert "predict" in report.message["en"]


def test_the_random_state_of_this_process_is_kept(course: Path) -> None:
    np.random.seed(3)
    report_on(course, SOLUTIONS)
    after = np.random.rand()
    np.random.seed(3)
    assert np.random.rand() == after


def test_there_is_no_right_answer_without_a_start(course: Path) -> None:
    exam = exam_of(course, "maths", "fit", "s")
    assert isinstance(exam, TrainingExam)
    with pytest.raises(ExerciseError, match="depends on the initial parameters"):
        exam.right_answer(exam.cases[0].inputs)


@pytest.mark.parametrize(("weights", "points"), [('"W.*"', 0), ('"V"', 10), ('""', 10)])
def test_the_exercise_says_which_parameters_must_not_start_with_equal_rows(
    course: Path, weights: str, points: float
) -> None:
    hidden = course / "tests/hidden/maths/fit.py"
    hidden.write_text(hidden.read_text().replace('"W.*"', weights))
    equal = "np.repeat(np.random.randn(1, 2), 3, axis=0)"
    code = SOLUTIONS.replace("initialize(X.shape[0], 3)", f'initialize(X.shape[0], 3) | {{"W1": {equal}}}')
    assert report_on(course, code).points == points


# where a slip is


def located(course: Path, code: str) -> Report:
    """Return the report on a learner's code whose text is known, so that repairs are searched for."""
    world: dict[str, Any] = {}
    exec(code, world)
    definition = definition_of("fit", [code])
    return examine("fit", world["fit"], replace(setting(course), definition=lambda name, answer: definition))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("(1 - H ** 2)", "(1 - H)"),
        ("error @ H.T / m", "error @ H.T"),
    ],
)
def test_the_line_of_a_slip_is_found_in_a_function_that_trains(course, right, wrong):
    code = SOLUTIONS.replace(right, wrong)
    line = next(number for number, text in enumerate(code.splitlines(), 1) if wrong in text)
    first = located(course, code).explanations[0]
    assert (first.kind, first.line) == ("repair", line)


def test_the_search_trains_from_the_references_start(course):
    """A learner's own draws, unseeded, are no obstacle: all attempts begin with equal numbers."""
    code = DEFAULT_RNG.replace("(1 - H ** 2)", "(1 - H)")
    first = located(course, code).explanations[0]
    assert first.kind == "repair" and first.line == 1 + code[: code.index("(1 - H)")].count("\n")


def test_searches_make_few_steps_of_unscored_trainings(course):
    exam = exam_of(course, "maths", "fit", "s")
    assert exam.tried and not any(exam.is_scored(case.inputs) for case in exam.tried)
    steps = [case.inputs.get("num_iterations", 100) for case in exam.tried]
    assert steps[0] == 2 and steps[-1] > 2 and set(steps[:-1]) == {2}
