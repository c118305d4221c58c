"""One submission from the notebook to the result: restored, run in a sandbox, tested in the trusted process."""

from __future__ import annotations

import copy
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, make_course, released, write
from courses import cell as make_cell

from autograder.course.course import Course
from autograder.exercise.alternatives import Alternative
from autograder.exercise.exercise import Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.grading.notebooks import grade_notebook
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "logistic_regression"
COURSE = Course(ROOT, secret="submissions")
EXERCISES = sorted(path.stem for path in COURSE.hidden_tests(ASSIGNMENT).glob("*.py"))
QUESTIONS = [name for name in EXERCISES if isinstance(load_exercise(ROOT, ASSIGNMENT, name), Question)]
FUNCTIONS = [name for name in EXERCISES if name not in QUESTIONS]


@pytest.fixture(scope="module")
def source() -> SourceNotebook:
    return COURSE.sources(ASSIGNMENT)[ASSIGNMENT]


@pytest.fixture(scope="module")
def grader() -> Iterator[Grader]:
    with Grader(COURSE, ASSIGNMENT, allow_weak=True) as grader:
        yield grader


@pytest.fixture(scope="module")
def full(grader: Grader, source: SourceNotebook) -> SubmissionResult:
    return graded(grader, reference(source))


def reference(source: SourceNotebook, **answers: str) -> Notebook:
    """Return a submission with the reference's solutions, except for these answers."""
    notebook = released(source)
    for cell in source.with_role(Role.SOLUTION):
        by_id(notebook, cell.id)["source"] = answers.get(cell.id, cell.source)
    return notebook


def alternative(name: str, kind: str) -> tuple[Alternative, str]:
    """Return the first known mistake, or the last variant, of an exercise, and its code."""
    exercise = load_exercise(ROOT, ASSIGNMENT, name)
    assert isinstance(exercise, Exercise)
    chosen: Alternative = exercise.mistakes[0] if kind == "mistake" else exercise.variants[-1]
    if chosen.code is not None:
        return chosen, textwrap.dedent(chosen.code).strip()
    code = Reference(load_solutions(ROOT, ASSIGNMENT), name).source
    for old, new in chosen.changes:
        code = code.replace(old, new)
    return chosen, code


def graded(grader: Grader, notebook: Notebook) -> SubmissionResult:
    return grader.grade({ASSIGNMENT: notebook})


def found(result: SubmissionResult, name: str) -> ExerciseResult:
    return next(exercise for exercise in result.exercises if exercise.name == name)


def lost(result: SubmissionResult) -> dict[str, str]:
    return {exercise.name: exercise.status for exercise in result.exercises if exercise.status != "passed"}


# ---------------------------------------------------------------- what is right, and what is not


@pytest.mark.parametrize("every_cell", [False, True])
def test_the_reference_gets_everything(
    grader: Grader, source: SourceNotebook, every_cell: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Public checks of work that passes run where the course asks for it."""
    monkeypatch.setitem(vars(grader._course), "runs_all_cells", every_cell)
    result = graded(grader, reference(source))
    assert lost(result) == {} and result.notes == []
    assert result.score == result.max_score == 100
    assert result.bonus == sum(cell.bonus for cell in source.with_role(Role.TEST)) == 8
    assert sorted(exercise.name for exercise in result.exercises) == EXERCISES
    assert {exercise.message for exercise in result.exercises} == {""}
    for cell in result.notebooks[ASSIGNMENT]["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("grade"):
            assert cell["outputs"][-1]["data"]["text/plain"] == repr(float(meta["points"]))
        elif meta.get("grade_id", "").startswith("try_"):
            assert any("✓" in output.get("text", "") for output in cell["outputs"]) is every_cell


def test_the_starter_gets_nothing(grader: Grader, source: SourceNotebook) -> None:
    result = graded(grader, released(source))
    assert result.score == 0
    assert lost(result) == dict.fromkeys([exercise.name for exercise in result.exercises], "missing")
    for exercise in result.exercises:
        assert ("not answered yet" if exercise.name in QUESTIONS else "not written yet") in exercise.message


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_variant_gets_everything(name: str, grader: Grader, source: SourceNotebook) -> None:
    _, code = alternative(name, "variant")
    result = graded(grader, reference(source, **{name: code}))
    assert lost(result) == {}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_mistake_costs_its_own_points_only_and_is_named(
    name: str, grader: Grader, source: SourceNotebook, full: SubmissionResult
) -> None:
    mistake, code = alternative(name, "mistake")
    result = graded(grader, reference(source, **{name: code}))
    assert list(lost(result)) == [name]
    exercise = found(result, name)
    right = found(full, name)
    assert exercise.status in ("failed", "error") and exercise.score + exercise.bonus < right.score + right.bonus
    assert exercise.diagnosis == mistake.name
    assert mistake.hint["en"] in exercise.message  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_wrong_answer_costs_its_own_points_only_and_gets_its_hint(
    name: str, grader: Grader, source: SourceNotebook
) -> None:
    question = load_exercise(ROOT, ASSIGNMENT, name)
    assert isinstance(question, Question)
    right = getattr(load_solutions(ROOT, ASSIGNMENT), name)
    wrong, hint = next((answer, hint) for answer, hint in question.hints.items() if question.judge(_plain(answer), right))
    result = graded(grader, reference(source, **{name: f"{name} = {_plain(wrong)!r}"}))
    assert list(lost(result)) == [name]
    assert (found(result, name).status, found(result, name).score) == ("failed", 0)
    assert hint["en"] in found(result, name).message


def _plain(answer: Any) -> Any:
    """Return an answer as a learner writes it: several letters are one text."""
    return "".join(sorted(answer)) if isinstance(answer, frozenset) else answer


def test_grading_again_gives_the_same_result(grader: Grader, source: SourceNotebook) -> None:
    _, code = alternative("log_likelihood", "mistake")
    first, second = (graded(grader, reference(source, log_likelihood=code)) for _ in range(2))
    assert first.exercises == second.exercises


# ---------------------------------------------------------------- what learners do to notebooks


def without(notebook: Notebook, grade_id: str) -> None:
    notebook["cells"].remove(by_id(notebook, grade_id))


def twice(notebook: Notebook, grade_id: str) -> None:
    cell = by_id(notebook, grade_id)
    notebook["cells"].insert(notebook["cells"].index(cell), copy.deepcopy(cell))


def first(notebook: Notebook, grade_id: str) -> None:
    cell = by_id(notebook, grade_id)
    without(notebook, grade_id)
    notebook["cells"].insert(0, cell)


def stripped(notebook: Notebook, grade_id: str) -> None:
    by_id(notebook, grade_id)["metadata"] = {}


def backwards(notebook: Notebook, grade_id: str) -> None:
    notebook["cells"].reverse()


@pytest.mark.parametrize(
    ("deed", "grade_id"),
    [
        *((deed, "test_forward") for deed in (without, twice, first, stripped)),
        *((without, name) for name in ("try_forward", "imports", "tools")),
        *((twice, "forward"), (stripped, "forward"), (twice, "imports")),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_cells_are_put_back_and_nobody_loses_points(
    deed: Any, grade_id: str, grader: Grader, source: SourceNotebook
) -> None:
    notebook = reference(source)
    deed(notebook, grade_id)
    result = graded(grader, notebook)
    assert lost(result) == {} and result.score == 100
    assert any(grade_id in str(note) for note in result.notes)
    ids = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in result.notebooks[ASSIGNMENT]["cells"]]
    assert ids.count(grade_id) == 1


def test_a_deleted_solution_is_missing_and_costs_its_own_points_only(grader: Grader, source: SourceNotebook) -> None:
    notebook = reference(source)
    without(notebook, "forward")
    result = graded(grader, notebook)
    assert lost(result) == {"forward": "missing"}  # what uses it is marked with a right one
    assert found(result, "forward").message == "`forward` is not defined in your notebook."


def test_a_notebook_in_reverse_order_is_graded(grader: Grader, source: SourceNotebook) -> None:
    notebook = reference(source)
    backwards(notebook, "")
    result = graded(grader, notebook)
    assert not result.refused and len(result.exercises) == len(EXERCISES)


def forged(notebook: Notebook, **changes: Any) -> dict[str, Any]:
    cell = by_id(notebook, "test_forward")
    cell["metadata"]["nbgrader"] |= changes
    return cell


def more_points(notebook: Notebook) -> None:
    forged(notebook, points=1000)


def skipped(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution"]


def a_solution_of_his_own(notebook: Notebook) -> None:
    forged(notebook, solution=True, locked=False)["source"] = "5.0"


def by_hand(notebook: Notebook) -> None:
    cell = forged(notebook, solution=True, task=False)
    cell["cell_type"] = "markdown"
    cell.pop("outputs", None)
    cell.pop("execution_count", None)


def not_graded(notebook: Notebook) -> None:
    forged(notebook, grade=False, points=0)


def own_checks(notebook: Notebook) -> None:
    by_id(notebook, "tools")["source"] = "import sys\nsys.modules['autograder'] = None\ncheck = lambda **_: 5.0"


@pytest.mark.parametrize("deed", [more_points, skipped, a_solution_of_his_own, by_hand, not_graded, own_checks])
def test_tampering_with_a_test_cell_earns_nothing(deed: Any, grader: Grader, source: SourceNotebook) -> None:
    _, wrong = alternative("forward", "mistake")
    notebook = reference(source, forward=wrong)
    deed(notebook)
    result = graded(grader, notebook)
    assert lost(result) == {"forward": "failed"}
    assert (result.score, result.max_score) == (100 - source.by_id["test_forward"].points, 100)
    assert any("test_forward" in str(note) or "tools" in str(note) for note in result.notes)


# ---------------------------------------------------------------- what is cut off

FAST = CONFIG + "c.SandboxLimits.cell_seconds = 1\nc.SandboxLimits.call_seconds = 1\n"
INCREMENT = "def increment(x):\n    return x + 1"


def tiny_result(folder: Path, **answers: str) -> SubmissionResult:
    course = make_course(folder, FAST)
    notebook = released(course.sources("tiny")["tiny"])
    for name, answer in answers.items():
        by_id(notebook, name)["source"] = answer
    with Grader(course, "tiny", allow_weak=True) as grader:
        return grader.grade({"tiny": notebook})


@pytest.mark.parametrize(
    ("end", "said"), [("while True: pass", "stopped after 1 s"), ("import os; os._exit(1)", "ended its own process")]
)
def test_what_a_cell_defined_before_it_was_cut_off_counts(end: str, said: str, tmp_path: Path) -> None:
    double = f"def double(x):\n    return 2 * x\n{end}\ndef double(x):\n    return 0"
    result = tiny_result(tmp_path, double=double, increment=INCREMENT)
    assert lost(result) == {} and result.score == 3
    (cut,) = (o for o in by_id(result.notebooks["tiny"], "double")["outputs"] if o["output_type"] == "error")
    assert cut["ename"] == "CellStopped" and said in cut["evalue"]


def test_a_cell_with_an_error_keeps_its_traceback_and_what_it_defined(tmp_path: Path) -> None:
    result = tiny_result(tmp_path, double="def double(x):\n    return 2 * x\nprint('here')\n1 / 0", increment=INCREMENT)
    assert lost(result) == {}
    stream, error = by_id(result.notebooks["tiny"], "double")["outputs"]
    assert stream["text"] == "here\n" and error["ename"] == "ZeroDivisionError"


def test_time_for_the_whole_notebook_is_limited_and_the_rest_fails_with_the_reason(tmp_path: Path) -> None:
    course = make_course(tmp_path, CONFIG + "c.SandboxLimits.notebook_seconds = 1.5\n")
    notebook = released(course.sources("tiny")["tiny"])
    by_id(notebook, "double")["source"] = "import time\nwhile True: time.sleep(0.1)"
    with Grader(course, "tiny", allow_weak=True) as grader:
        result = grader.grade({"tiny": notebook})
    assert result.seconds < 6
    assert lost(result) == {"test_double": "timeout", "test_increment": "timeout"}
    assert "for the whole notebook" in result.exercises[0].message


# ---------------------------------------------------------------- several notebooks, and one by itself


def test_a_missing_notebook_scores_0_and_says_so(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    other = make_cell("# graded\nassert True", "test_other", grade=True, locked=True, points=4)
    content = released(course.sources("tiny")["tiny"])
    write(course.source("tiny") / "second.ipynb", {**content, "cells": [other]})
    write(course.submitted("tiny", "ada") / "tiny.ipynb", content)
    with Grader(Course(tmp_path, secret="s"), "tiny", allow_weak=True) as grader:
        result = grader.grade_folder("ada")
    assert not result.refused and result.max_score == 7
    assert found(result, "test_other").status == "missing"
    assert found(result, "test_other").message == "There is no notebook second.ipynb in the submission."
    assert [*map(str, result.notes)] == ["second.ipynb: no such file."]


def test_a_folder_without_a_notebook_is_refused(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    course.submitted("tiny", "ada").mkdir(parents=True)
    with Grader(course, "tiny", allow_weak=True) as grader:
        result = grader.grade_folder("ada")
    assert str(result.refused) == "tiny.ipynb: no such file." and result.exercises == [] and result.sandbox == ""


def test_one_notebook_is_checked_wherever_it_is(tmp_path: Path, source: SourceNotebook) -> None:
    path = write(tmp_path / "my work (3).ipynb", reference(source))
    assert grade_notebook(COURSE, path, allow_weak_sandbox=True).score == 100


# ---------------------------------------------------------------- a test that is itself broken


def test_a_broken_test_waits_alone_and_says_whose_fault_it_is(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    content = released(course.sources("tiny")["tiny"])
    broken = make_cell(
        "# graded: triple\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck(triple=double)\n### END HIDDEN TESTS",
        "test_triple",
        grade=True,
        locked=True,
        points=9,
    )
    original = [c.as_dict() | {"source": c.source} for c in course.sources("tiny")["tiny"].cells]
    write(course.source("tiny") / "tiny.ipynb", {**content, "cells": [*original, broken]})
    course = Course(tmp_path, secret="s")
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "tiny.py").write_text("def triple(x):\n    return 3 * x\n")
    hidden = tmp_path / "tests" / "hidden" / "tiny" / "triple.py"
    hidden.parent.mkdir(parents=True)
    hidden.write_text("1 / 0\n")
    submission = released(course.sources("tiny")["tiny"])
    by_id(submission, "double")["source"] = "def double(x):\n    return 2 * x"
    with Grader(course, "tiny", allow_weak=True) as grader:
        result = grader.grade({"tiny": submission})
    assert found(result, "test_double").status == "passed"
    exercise = found(result, "triple")
    assert (exercise.status, exercise.score) == ("waiting", None)
    assert "not of your work" in exercise.message and "triple.py" not in exercise.message
    assert not result.waits, "the rest of the submission has a score"
    [note] = map(str, result.notes)
    assert "tests/hidden/tiny/triple.py, line 1" in note and "ZeroDivisionError" in note


# ---------------------------------------------------------------- how a function is found


@pytest.mark.parametrize("line", ["import h5py_that_is_not_there", "from testCases import *", "X, Y = load_dataset()"])
def test_a_line_that_fails_takes_no_function_with_it(grader: Grader, source: SourceNotebook, line: str) -> None:
    answers = {name: f"{line}\n\n{source.by_id[name].source}" for name in ("forward", "propagate")}
    result = graded(grader, reference(source, **answers))
    assert lost(result) == {}
    told = [str(note) for note in result.notes]
    assert len(told) == (2 if "import" in line else 0) and all("an import failed" in text for text in told)
    outputs = by_id(result.notebooks[ASSIGNMENT], "forward")["outputs"]
    assert outputs[0]["output_type"] == "error" and "run all the same" in outputs[-1]["data"]["text/plain"]


OTHER = {
    "logLikelihood": ("log_likelihood", "def logLikelihood(A, Y):\n    return np.sum(np.log(np.where(Y == 1, A, 1 - A)))"),
    "optimise": ("optimize", None),
    "initialize_with_zero": ("initialize_with_zeros", None),
}


@pytest.mark.parametrize("other", OTHER)
@pytest.mark.parametrize("starter", [False, True])
def test_a_function_under_the_courses_other_name_is_found_and_said_so(
    grader: Grader, source: SourceNotebook, other: str, starter: bool
) -> None:
    name, code = OTHER[other]
    code = code or source.by_id[name].source.replace(f"def {name}", f"def {other}")
    answer = f"{source.by_id[name].released}\n\n{code}" if starter else code
    result = graded(grader, reference(source, **{name: answer}))
    assert {key: value for key, value in lost(result).items() if key != "model"} == {}
    (said, *_) = by_id(result.notebooks[ASSIGNMENT], f"test_{name}")["outputs"]
    assert f"under the name `{other}`" in said["data"]["text/plain"]


def test_a_wrong_function_under_another_name_is_explained_by_its_line(grader: Grader, source: SourceNotebook) -> None:
    code = "def logLikelihood(A, Y):\n    logs = np.log(np.where(Y == 0, A, 1 - A))\n    return np.sum(logs)"
    result = graded(grader, reference(source, log_likelihood=code))
    message = found(result, "log_likelihood").message
    assert found(result, "log_likelihood").status == "failed" and "`logLikelihood`" in message


def test_of_two_names_the_exercises_own_counts(grader: Grader, source: SourceNotebook) -> None:
    right = source.by_id["log_likelihood"].source
    result = graded(grader, reference(source, log_likelihood=right + "\n\ndef logLikelihood(A, Y):\n    return 0"))
    assert lost(result) == {}


def test_a_required_argument_of_its_own_costs_nothing(grader: Grader, source: SourceNotebook) -> None:
    code = source.by_id["optimize"].source.replace(
        "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False)",
        "def optimize(X, Y, w, b, print_cost, alpha, num_iters)",
    )
    code = code.replace("learning_rate *", "alpha *").replace("range(num_iterations)", "range(num_iters)")
    assert "alpha *" in code and "num_iters)" in code
    wrapped = (
        "def traced(f):\n    def inner(*args, **kwargs):\n        return f(*args, **kwargs)\n    return inner\n\n@traced\n"
    )
    result = graded(grader, reference(source, optimize=wrapped + code))
    assert found(result, "optimize").status == "passed"


@pytest.mark.parametrize("wraps", ["", "    @functools.wraps(f)\n"], ids=["plain", "with functools.wraps"])
def test_a_wrong_function_with_a_decorator_is_explained(grader: Grader, source: SourceNotebook, wraps: str) -> None:
    decorator = (
        "import functools\n\ndef traced(f):\n"
        f"{wraps}    def inner(*args, **kwargs):\n        return f(*args, **kwargs)\n    return inner\n\n@traced\n"
    )
    code = source.by_id["log_likelihood"].source.replace("return np.sum(", "return -np.sum(")
    exercise = found(graded(grader, reference(source, log_likelihood=decorator + code)), "log_likelihood")
    assert (exercise.status, exercise.diagnosis) == ("failed", "sign turned")
    assert "log_likelihood(A, Y)" in exercise.message
