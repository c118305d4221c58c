"""How exercises are asked: after the last cell, the same whatever the verdict, each with its own draws and its own time."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, cell, make_course, notebook, released

from autograder.course.course import Course
from autograder.exercise.draws import SETS, set_of
from autograder.grading import notebook_run, trusted
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.sandbox.shared import protocol, wire
from autograder.sandbox.shared.limits import Limits
from autograder.validation.assignment import handed_in

ROOT = Path(__file__).resolve().parents[2]
LIMITS = "c.SandboxLimits.cell_seconds = 1\nc.SandboxLimits.call_seconds = 1\nc.SandboxLimits.notebook_seconds = 20\n"
CHECK = "# graded: {0}\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck({0}={0})\n### END HIDDEN TESTS"
HIDDEN = """
from autograder import Exercise

{name} = Exercise("{name}")


@{name}.inputs
def numbers(rng):
    return dict(x=rng.normal(size=3))


{name}.mistake("half", change=("return", "return 0.5 *"), hint=dict(en="Twice as much.", zh="要加倍。"))
"""
RIGHT = {
    "double": "def double(x):\n    return 2.0 * x",
    "four": "def four(x):\n    return double(double(x))",
    "six": "def six(x):\n    return double(3 * x)",
}


def lesson() -> dict[str, Any]:
    cells = [cell("import numpy as np", "imports", locked=True), cell("# Numbers", kind="markdown")]
    for name, text in RIGHT.items():
        first, body = text.split("\n")
        cells.append(cell(f"{first}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION", name, solution=True))
        cells.append(cell(CHECK.format(name), f"test_{name}", grade=True, locked=True, points=2))
    return notebook(*cells)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("numbers")
    made = make_course(root, CONFIG + LIMITS, numbers=lesson())
    (root / "solutions").mkdir()
    (root / "solutions" / "numbers.py").write_text("\n\n\n".join(["import numpy as np", *RIGHT.values()]) + "\n")
    (root / "tests" / "hidden" / "numbers").mkdir(parents=True)
    for name in RIGHT:
        (root / "tests" / "hidden" / "numbers" / f"{name}.py").write_text(HIDDEN.format(name=name))
    return made


@pytest.fixture(scope="module")
def grader(course: Course) -> Iterator[Grader]:
    with Grader(course, "numbers", allow_weak=True) as made:
        yield made


def work(course: Course, end: str = "", **cells: str) -> dict[str, Any]:
    """Return a notebook with right answers, except in these cells. end: a cell below all others."""
    given = released(course.sources("numbers")["numbers"])
    for name, text in (RIGHT | cells).items():
        by_id(given, name)["source"] = text
    if end:
        given["cells"].append({**cell(end), "id": "end"})
    return json.loads(json.dumps(given))  # type: ignore[no-any-return]


def graded(grader: Grader, content: dict[str, Any]) -> SubmissionResult:
    result = grader.grade({"numbers": content})
    assert result.refused is None
    return result


def scores(result: SubmissionResult) -> dict[str, float]:
    return {exercise.name: exercise.score for exercise in result.exercises}


def test_a_later_cell_that_redefines_every_function_moves_neither_score_nor_message(course: Course, grader: Grader) -> None:
    wrong = {"double": "def double(x):\n    return x", "six": "def six(x):\n    return double(x)"}
    again = "double = four = six = lambda x: 7\nimport numpy\nnumpy.seterr(all='raise')\nnumpy.random.seed(1)"
    results = [graded(grader, work(course, end, **wrong)) for end in ("pass", again)]
    assert scores(results[0]) == {"double": 0, "four": 2, "six": 0}
    for one, other in zip(*(result.exercises for result in results), strict=True):
        assert (one.name, one.score, one.status, one.message) == (other.name, other.score, other.status, other.message)


def test_what_is_written_wrongly_below_is_of_no_use_above(course: Course, grader: Grader) -> None:
    late = work(course, "def double(x):\n    return 2.0 * x", double="def double(x):\n    return x")
    assert scores(graded(grader, late)) == {"double": 0, "four": 2, "six": 2}


STARTER = "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"


def test_an_answer_below_its_test_is_asked_and_the_note_says_where(course: Course, grader: Grader) -> None:
    content = work(course, "def double(x):\n    return 2.0 * x", double=STARTER)
    result = graded(grader, content)
    assert scores(result) == {"double": 2, "four": 2, "six": 2}
    where = f"double was found in cell number {len(content['cells'])}, below its test cell."
    assert where in map(str, result.notes) and where in map(str, result.about_work["numbers"])
    outputs = by_id(result.notebooks["numbers"], "test_double")["outputs"]
    assert outputs[0]["data"]["text/plain"] == where


def test_a_wrong_answer_below_its_test_says_where_it_was_found(course: Course, grader: Grader) -> None:
    result = graded(grader, work(course, "def double(x):\n    return x", double=STARTER))
    (double,) = (one for one in result.exercises if one.name == "double")
    assert double.score == 0 and double.status == "failed"
    assert double.message.startswith("double was found in cell number ") and "expected" in double.message


def test_only_one_definition_is_asked(course: Course, grader: Grader) -> None:
    """The text decides which; no other is tried where the first fails."""
    several = "def double(x):\n    return 2.0 * x", "def double(x):\n    return x"
    content = work(course, several[0], double=STARTER)
    content["cells"].append({**cell(several[1]), "id": "last"})
    assert scores(graded(grader, content))["double"] == 0, "the last one is the notebook's"
    assert scores(graded(grader, work(course, several[0], double=several[1])))["double"] == 0


def test_an_answer_below_that_needs_a_newer_python_says_so(course: Course, grader: Grader) -> None:
    newer = 'd = {"a": 1}\nprint(t"{d}")\ndef double(x):\n    return 2.0 * x'  # of Python 3.14
    if sys.version_info >= (3, 14):
        pytest.skip("this is no newer Python")
    result = graded(grader, work(course, double=newer))
    (double,) = (one for one in result.exercises if one.name == "double")
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert "needs Python 3.14 or newer" in double.message and f"runs Python {here}" in double.message


def requests(grader: Grader, content: dict[str, Any], patch: pytest.MonkeyPatch) -> list[str]:
    """Return all that is sent to the sandbox until the first answer is explained."""
    sent: list[str] = []
    frame, explain_test, open_ = wire.Packer.frame, trusted.explain_test, [True]

    def spy(self: wire.Packer, message: Any) -> bytes:
        if isinstance(message, protocol._Request) and open_:
            message.nonce, nonce = "", message.nonce
            sent.append(repr(message) + repr([bytes(chunk) for chunk in self.chunks]))
            message.nonce = nonce
        return frame(self, message)

    def explain(*arguments: Any) -> Any:
        open_.clear()
        return explain_test(*arguments)

    with patch.context() as inside:
        inside.setattr(wire.Packer, "frame", spy)
        inside.setattr(trusted, "explain_test", explain)
        graded(grader, content)
    return sent


def test_what_is_asked_first_does_not_depend_on_a_verdict(
    course: Course, grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_run, "set_of", lambda secret, parts: 5)
    texts = ["def double(x):\n    return 2.0 * x", "def double(x):\n    return 3.0 * x", "def double(x):\n    return None"]
    asked = [requests(grader, work(course, double=text), monkeypatch) for text in texts]
    calls = [[request for request in each if request.startswith(("Call", "Fetch", "Define"))] for each in asked]
    assert len(calls[0]) == 6 and calls[0] == calls[1] == calls[2]
    runs = [[request.startswith("Run") for request in each] for each in asked]
    assert runs[0] == sorted(runs[0], reverse=True), "no cell runs after the first hidden input"


def test_only_code_reaches_the_sandbox_and_decides_about_the_draws(
    course: Course, grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[list[str]] = []

    def noted(secret: str, parts: list[str]) -> int:
        drawn.append([*parts])
        return set_of(secret, parts)

    monkeypatch.setattr(notebook_run, "set_of", noted)
    plain, dressed, other = work(course), work(course), work(course, double=RIGHT["double"] + "  # try 2")
    for number, each in enumerate(dressed["cells"]):
        each["id"] = f"cell-{number}"
        each["metadata"]["collapsed"] = True
        if each["cell_type"] == "code":
            stream = {"output_type": "stream", "name": "stdout", "text": f"{number}"}
            each["execution_count"], each["outputs"] = 100 + number, [stream]
    dressed["cells"].insert(0, {**cell("Words", kind="markdown"), "id": "words"})
    dressed["metadata"]["saved"] = "2026-11-30"
    asked = [requests(grader, content, monkeypatch) for content in (plain, dressed, other)]
    assert asked[0] == asked[1] != asked[2]
    assert drawn[0] == drawn[1] != drawn[2]
    sent = [request for request in asked[0] if request.startswith("Run")]
    assert drawn[0][0] == "import numpy as np", "no score depends on it here, so it is not run"
    assert len(sent) == len(drawn[0]) - 1
    assert all(repr(text) in request for text, request in zip(drawn[0][1:], sent, strict=True))


def test_the_same_work_gets_the_same_inputs_at_every_regrade(
    course: Course, grader: Grader, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = work(course, double="def double(x):\n    return 2.0 * x + 1e-3")
    once, twice = (requests(grader, content, monkeypatch) for _ in range(2))
    assert once == twice
    assert graded(grader, content).exercises == graded(grader, content).exercises
    with Grader(course, "numbers", allow_weak=True) as other:
        assert graded(other, content).exercises == graded(grader, content).exercises


def test_right_code_passes_whatever_set_it_gets(course: Course, grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(0, SETS, 5):
        monkeypatch.setattr(notebook_run, "set_of", lambda secret, parts, number=number: number)
        assert scores(graded(grader, work(course))) == {"double": 2, "four": 2, "six": 2}


def test_what_a_function_prints_while_it_is_tested_reaches_nobody(course: Course, grader: Grader) -> None:
    loud = (
        "import sys, warnings\ndef double(x):\n    print('loud', x)\n    print('loud', x, file=sys.stderr)\n"
        "    display('loud')\n    warnings.warn('loud')\n    try: open('/etc/loud')\n    except OSError: pass\n    return {}"
    )
    for value in ("2.0 * x", "x"):
        result = graded(grader, work(course, double=loud.format(value)))
        outputs = [each.get("outputs", []) for each in result.notebooks["numbers"]["cells"]]
        everything = json.dumps(outputs) + repr(result.exercises) + "".join(map(str, result.suspicious))
        assert "loud" not in everything and "hidden inputs are not shown" in everything


def test_a_helper_that_hangs_takes_no_other_exercise_along(course: Course, grader: Grader) -> None:
    result = graded(grader, work(course, double="def double(x):\n    while True: pass"))
    found = {exercise.name: exercise for exercise in result.exercises}
    assert {name: each.status for name, each in found.items()} == {"double": "timeout", "four": "passed", "six": "passed"}
    outputs = by_id(result.notebooks["numbers"], "test_four")["outputs"]
    assert "with correct `double` it passes" in outputs[0]["data"]["text/plain"]


def test_a_correct_helper_that_was_lent_is_of_no_use_to_the_next_exercise(course: Course, grader: Grader) -> None:
    kept = "kept = []\ndef four(x):\n    kept.append(double)\n    return double(double(x))"
    stolen = "def six(x):\n    return kept[-1](3 * x)"
    result = graded(grader, work(course, double="import os\ndef double(x):\n    os._exit(1)", four=kept, six=stolen))
    assert scores(result) == {"double": 0, "four": 2, "six": 0}


def test_a_wrong_function_that_is_fixed_only_in_the_second_pass_earns_nothing(course: Course, grader: Grader) -> None:
    guess = "def four(x):\n    return 4.0 * x if 'ask' in double.__code__.co_qualname else 3.0 * x"
    assert scores(graded(grader, work(course, double="def double(x):\n    return x", four=guess)))["four"] == 0


def test_starters_are_recognised_by_their_text_only(course: Course, grader: Grader) -> None:
    starter = released(course.sources("numbers")["numbers"])
    text = by_id(starter, "double")["source"]
    lazy = "def six(x):\n    raise NotImplementedError('later')"
    result = graded(grader, work(course, double=f"# mine\n{text}", six=lazy))
    found = {exercise.name: exercise.status for exercise in result.exercises}
    assert found == {"double": "missing", "four": "passed", "six": "error"}


def test_results_stay_in_the_order_of_the_notebook(course: Course, grader: Grader) -> None:
    assert [exercise.name for exercise in graded(grader, work(course)).exercises] == list(RIGHT)


def test_an_endless_forward_leaves_the_other_exercises_of_a_real_assignment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Course, "limits", Limits(cell_seconds=1.0, call_seconds=2.0, notebook_seconds=20.0))
    course = Course(ROOT, secret="endless")
    (name,) = sources = course.sources("logistic_regression")
    content = handed_in(sources[name], solved=True)
    by_id(content, "forward")["source"] = "def forward(w, b, X):\n    while True: pass"
    with Grader(course, "logistic_regression", allow_weak=True) as grader:
        result = grader.grade({name: content})
    assert {each.name: each.score for each in result.exercises if each.score < each.max_score} == {"forward": 0}
    assert result.score == 88


def test_functions_below_a_missing_import_and_a_question_at_the_keyboard_count(course: Course, grader: Grader) -> None:
    """Neither is there when a notebook is graded, and the functions do not need them."""
    top = (
        'import no_such_package as nsp\nfrom no_such_package import *\nname = input("Your name: ")\nn = int(input("n: "))\n'
    )
    result = graded(grader, work(course, double=top + RIGHT["double"]))
    assert scores(result) == {"double": 2, "four": 2, "six": 2}
