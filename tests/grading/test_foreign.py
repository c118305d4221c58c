"""Foreign test cells run apart from this process, and what comes back from there is data that is not trusted."""

from __future__ import annotations

import json
import math
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, cell, make_course, notebook, released

from autograder.course.course import Course
from autograder.grading import confined, foreign, trusted
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role

FAST = CONFIG + "c.SandboxLimits.cell_seconds = 1\nc.SandboxLimits.call_seconds = 1\nc.SandboxLimits.notebook_seconds = 4\n"


def course_of(root: Path, config: str = FAST, **tests: str) -> Course:
    """Write a course with one function for each of these test cells of 2 points; the reference returns its argument."""
    cells = []
    for name, test in tests.items():
        body = f"def {name}(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
        cells += [cell(body, name, solution=True)]
        cells += [cell(test, f"test_{name}", grade=True, locked=True, points=2)]
    return make_course(root, config, apart=notebook(*cells))


def handed_in(course: Course, **answers: str) -> Notebook:
    source = course.sources("apart")["apart"]
    content = released(source)
    for ours in source.with_role(Role.SOLUTION):
        by_id(content, ours.id)["source"] = answers.get(ours.id, ours.source)
    return content


def graded(course: Course, **answers: str) -> SubmissionResult:
    with Grader(course, "apart") as grader:
        return grader.grade({"apart": handed_in(course, **answers)}, "eve")


def scores(result: SubmissionResult) -> dict[str, float]:
    return {exercise.cell: exercise.score for exercise in result.exercises}


# ---------------------------------------------------------------- what is the same as in this process


def test_scores_outputs_notes_and_suspicions_come_back(tmp_path: Path) -> None:
    course = course_of(tmp_path, f="print('shown')\nassert f(3) == 3", g="assert g(3) == 3, 'not three'")
    result = graded(course, f="print('learner')\ndef f(x): return x", g="open('/etc/passwd')\ndef g(x): return x")
    assert scores(result) == {"test_f": 2, "test_g": 0}
    written = result.notebooks["apart"]
    assert by_id(written, "f")["outputs"][0]["text"] == "learner\n"
    assert by_id(written, "test_f")["outputs"][0]["text"] == "shown\n"
    assert by_id(written, "f")["execution_count"] == 1
    assert [str(seen) for seen in result.suspicious] == ["tried to open `/etc/passwd`"]
    assert "Suspicious" in str(by_id(written, "g")["outputs"][0])
    assert [exercise.message for exercise in result.exercises][1].startswith("g is not defined")


def test_the_test_runs_in_another_process_each_time(tmp_path: Path) -> None:
    test = "import os, sys\nassert 'left' not in sys.modules\nsys.modules['left'] = sys\nprint(os.getpid())"
    course = course_of(tmp_path, f=test)
    with Grader(course, "apart") as grader:
        results = [grader.grade({"apart": handed_in(course)}) for _ in range(2)]
    pids = [by_id(result.notebooks["apart"], "test_f")["outputs"][0]["text"] for result in results]
    assert [result.score for result in results] == [2, 2]
    assert len({*pids, f"{os.getpid()}\n"}) == 3


def test_a_notebook_with_both_kinds_of_tests(tmp_path: Path) -> None:
    check = "### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck(twice=twice)\n### END HIDDEN TESTS"
    content = notebook(
        cell("def twice(x):\n    ### BEGIN SOLUTION\n    return x * 2.0\n    ### END SOLUTION", "twice", solution=True),
        cell(f"# graded: twice\n{check}", "test_twice", grade=True, locked=True, points=3),
        cell("def f(x):\n    ### BEGIN SOLUTION\n    return twice(x)\n    ### END SOLUTION", "f", solution=True),
        cell("assert f(3) == 6", "test_f", grade=True, locked=True, points=2),
    )
    course = make_course(tmp_path, FAST, apart=content)
    hidden = course.hidden_tests("apart") / "twice.py"
    hidden.parent.mkdir(parents=True)
    hidden.write_text(
        "from autograder import Exercise\ntwice = Exercise('twice')\n@twice.inputs\ndef n(rng):\n"
        "    return dict(x=rng.normal(size=3))\n"
    )
    course.solutions("apart").parent.mkdir(exist_ok=True)
    course.solutions("apart").write_text("def twice(x):\n    return x * 2.0\n\n\ndef f(x):\n    return twice(x)\n")
    result = graded(course)
    assert scores(result) == {"test_twice": 3, "test_f": 2} and list(scores(result)) == ["test_twice", "test_f"]
    assert scores(graded(course, twice="def twice(x): return x * 3.0")) == {"test_twice": 0, "test_f": 0}
    result = graded(course, f="open('/etc/passwd')\ndef f(x): return twice(x)")  # its cells run twice
    assert [seen.code for seen in result.suspicious] == ["sandbox.suspicion.open"]
    assert "Suspicious" in str(by_id(result.notebooks["apart"], "f")["outputs"])


# ---------------------------------------------------------------- what one test does is not another's loss


def test_a_test_that_kills_its_process_costs_no_other_test_its_points(tmp_path: Path) -> None:
    test = "import os\nif f(1) != 1:\n    os.abort()"
    course = course_of(tmp_path, e="assert e(1) == 1", f=test, g="assert g(1) == 1")
    result = graded(course, f="def f(x): return 0")
    assert scores(result) == {"test_e": 2, "test_f": 0, "test_g": 2}
    crashed = result.exercises[1]
    assert crashed.status == "crashed" and crashed.message.startswith("test_f: its process died (SIG")
    assert "The process that ran test cell test_f was stopped or died" in str(result.notes[0])


def test_a_test_that_hangs_in_c_code_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "GRACE", 0.2)
    course = course_of(tmp_path, e="assert e(1) == 1", f="assert sum(range(f(9))) == 36", g="assert g(1) == 1")
    result = graded(course, f="def f(x): return 10 ** 13")
    assert scores(result) == {"test_e": 2, "test_f": 0, "test_g": 0}, "as for every notebook whose time is over"
    assert [exercise.status for exercise in result.exercises] == ["passed", "timeout", "timeout"]


# ---------------------------------------------------------------- what the reference did not do


def test_a_test_that_does_what_it_did_not_do_with_the_reference_waits_for_a_person(tmp_path: Path) -> None:
    course = course_of(
        tmp_path, f="calc = eval\nvalue = f(3)\nif value != 3:\n    calc(value)\nassert 1", g="assert g(1) == 1"
    )
    assert graded(course).score == 4
    result = graded(course, f="def f(x): return '1'")
    assert scores(result) == {"test_f": 0, "test_g": 2}
    assert result.exercises[0].message == "test_f: not run; the instructor has to grade it by hand."
    note = "Test cell test_f was stopped: it runs text as code, which it did not do with the reference. Grade it by hand."
    assert [*map(str, result.notes)] == [note]


def test_where_right_code_gives_a_number_a_text_is_worth_nothing(tmp_path: Path) -> None:
    course = course_of(tmp_path, f="f(2)", g="g(True)")
    assert scores(graded(course)) == {"test_f": 2, "test_g": 2}
    result = graded(course, f="def f(x): return 'all'", g="def g(x): return 'all'")
    assert scores(result) == {"test_f": 0, "test_g": 2}
    assert "did not end with a number from 0 to 2" in result.exercises[0].message


# ---------------------------------------------------------------- a child that is the attacker's


def forging(monkeypatch: pytest.MonkeyPatch, *reports: Mapping[str, Any] | bytes) -> None:
    """Have the child send these reports where a test cell begins, and end."""
    run, reporter, pipes = trusted.run_test, confined._report_to, []

    def send(test: Any, *rest: Any, **named: Any) -> Any:
        if confined.auditing.watcher().rehearsed is None:
            return run(test, *rest, **named)
        for report in reports:
            os.write(pipes[0], (report if isinstance(report, bytes) else json.dumps(report).encode()) + b"\n")
        os._exit(0)

    def report_to(pipe: int) -> Any:
        pipes.append(pipe)
        return reporter(pipe)

    monkeypatch.setattr(confined, "_report_to", report_to)
    monkeypatch.setattr(trusted, "run_test", send)


def cell_report(score: float, **more: Any) -> dict[str, Any]:
    exercise = {"cell": "test_f", "score": score, "status": "passed", "message": ""}
    return {"type": "cell", "index": 1, "outputs": [], "execution_count": None, "exercise": exercise | more}


@pytest.mark.parametrize(("claimed", "score"), [(1e9, 2), (-5.0, 0), (1.5, 1.5)])
def test_a_score_stays_within_its_bounds(
    claimed: float, score: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = course_of(tmp_path, f="assert f(1) == 1")
    forging(monkeypatch, cell_report(claimed))
    result = graded(course)
    assert scores(result) == {"test_f": score}
    assert (result.exercises[0].max_score, result.exercises[0].bonus) == (2, 0)


def test_no_other_test_and_no_locked_cell_is_in_its_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_of(tmp_path, f="assert f(1) == 1")
    other = cell_report(2, cell="test_of_another_notebook")
    forging(monkeypatch, other, cell_report(0) | {"index": 99}, cell_report(2))
    assert scores(graded(course)) == {"test_f": 2}


@pytest.mark.parametrize(
    "report",
    [
        b"not json",
        b"[]",
        b'{"type": "cell"}',
        b'{"type": "gradebook"}',
        b"[" * 100_000,
        json.dumps(cell_report(math.nan)).encode(),
        json.dumps(cell_report(2, status="splendid")).encode(),
        json.dumps(cell_report(2) | {"outputs": [{"output_type": "stream", "text": 7}]}).encode(),
    ],
)
def test_a_report_that_is_none_refuses_the_submission(
    report: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = course_of(tmp_path, f="assert f(1) == 1")
    forging(monkeypatch, report)
    result = graded(course)
    assert "The process that runs foreign test cells failed" in str(result.refused) and not result.exercises


def test_its_outputs_are_rebuilt() -> None:
    given = foreign.msgspec.convert(
        {"output_type": "pwned", "data": {"text/plain": "x"}, "metadata": {"for_the_instructor": True}}, foreign._Output
    )
    assert foreign._output(given)["output_type"] == "display_data"


def test_a_child_that_ends_before_any_test_is_tried_again_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_of(tmp_path, f="assert f(1) == 1")
    with Grader(course, "apart") as grader:
        assert grader.grade({"apart": handed_in(course)}).score == 2
        monkeypatch.setattr(foreign, "_work", lambda *_: lambda *_: os.kill(os.getpid(), signal.SIGABRT))
        monkeypatch.setattr(confined, "_confine", lambda *_: True)
        assert "died" in str(grader.grade({"apart": handed_in(course)}).refused)
