"""One restored notebook: outputs are filled in, and each test cell is graded where it is in the notebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, cell, notebook, released

from autograder.errors import CourseError
from autograder.grading import testcell, trusted
from autograder.grading.notebook_run import NotebookRun
from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.judging.context import Context
from autograder.notebook.metadata import Role
from autograder.notebook.restore import restore
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.session import Session
from autograder.words import sentence

SOURCE = SourceNotebook.of(
    notebook(
        cell("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "f", solution=True),
        cell("assert f(1) == 1", "test_f", grade=True, locked=True, points=2),
        cell("while True: pass", "demo", locked=True, tags=("skip-execution",)),
        cell("def g(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "g", solution=True),
        cell("assert g(1) == 1", "test_g", grade=True, locked=True, points=1),
    ),
    "tiny",
)
RIGHT = {"f": "def f(x):\n    return x", "g": "def g(x):\n    return x"}


@pytest.fixture
def run(session: Session, setting: Context, tmp_path: Path) -> Any:
    def start(language: str = "en", answers: dict[str, str] | None = None, **options: Any) -> NotebookRun:
        given = released(SOURCE)
        for name, text in (RIGHT | (answers or {})).items():
            by_id(given, name)["source"] = text
        made = NotebookRun(
            name="tiny",
            restored=restore(given, SOURCE),
            source=SOURCE,
            tests={found.id: testcell.TestCell(SOURCE, found) for found in SOURCE.with_role(Role.TEST)},
            session=session,
            setting=replace(setting, language=language),
            folder=tmp_path,
            **options,
        )
        made.run()
        return made

    return start


def outputs(made: NotebookRun, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = by_id(made.restored.notebook, name)["outputs"]
    return found


def test_every_test_cell_has_a_result(run: Any) -> None:
    made = run(answers={"f": "print('here')\ndef f(x):\n    return -x"})
    assert {name: (found.score, found.max_score) for name, found in made.exercises.items()} == {
        "test_f": (0, 2),
        "test_g": (1, 1),
    }
    assert made.exercises["test_f"].notebook == "tiny" and made.exercises["test_f"].status == "failed"
    assert outputs(made, "f")[0]["text"] == "here\n" and by_id(made.restored.notebook, "f")["execution_count"] == 1
    assert outputs(made, "demo") == [], "a demonstration does not run"


@pytest.mark.parametrize(("language", "said"), [("en", "This cell was cut off: "), ("zh", "这个单元格被中断了：")])
def test_a_cell_that_was_stopped_says_so_in_the_notebooks_language(run: Any, language: str, said: str) -> None:
    made = run(language, {"f": "def f(x):\n    return x\nimport os; os._exit(1)\ndef f(x):\n    return 0"})
    (error,) = outputs(made, "f")
    assert error["ename"] == "CellStopped" and error["evalue"].startswith(said)
    assert made.exercises["test_f"].score == 2, "what it had defined counts"


def test_an_excused_exercise_has_full_points_whatever_its_test_says(run: Any) -> None:
    made = run("zh", {"f": "1 / 0"}, excused={"test_f"})
    found = made.exercises["test_f"]
    assert (found.score, found.status, found.excused, found.message) == (2, "passed", True, "")
    assert "本题免评" in outputs(made, "test_f")[0]["data"]["text/plain"]


@pytest.mark.parametrize(("allowed", "score"), [(True, 2), (False, None)])
def test_a_test_that_has_to_run_inside_does_so_only_where_the_course_allows_it(
    run: Any, allowed: bool, score: float | None
) -> None:
    made = run(inside={"test_f": sentence("grading.tied.awaits")}, may_enter_sandbox=allowed)
    assert made.exercises["test_f"].score == score and made.exercises["test_g"].score == 1
    (note,) = made.notes
    assert "it awaits at top level" in str(note)


FAULTS = [CourseError("exercise.no_solutions", assignment="tiny"), MemoryError(), OSError("disk"), SystemExit(3)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_fault_that_is_not_the_learners_is_no_score(
    run: Any, fault: BaseException, setting: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cell waits for a person; the learner reads that it is not their fault, and no path."""
    real = trusted.run_test

    def run_test(test: Any, *rest: Any, **named: Any) -> Any:
        if test.id == "test_f":
            raise fault
        return real(test, *rest, **named)

    monkeypatch.setattr(trusted, "run_test", run_test)
    made = run()
    waits, other = made.exercises["test_f"], made.exercises["test_g"]
    assert (waits.status, waits.score, other.score) == ("waiting", None, 1)
    assert "not of your work" in waits.message and str(setting.course_root) not in waits.message
    mine, theirs = outputs(made, "test_f")
    assert mine["metadata"] == {FOR_THE_INSTRUCTOR: True} and "waits for a person" in mine["data"]["text/plain"]
    assert theirs["data"]["text/plain"] == waits.message
    assert [note.code for note in made.notes] == ["grading.waits_because"]


def test_an_excuse_is_a_way_out_of_waiting(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_test(*_: Any, **__: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(trusted, "run_test", run_test)
    made = run(excused=["test_f"])
    assert (made.exercises["test_f"].score, made.exercises["test_g"].score) == (2, None)


def test_what_is_suspicious_is_shown_to_the_instructor_at_the_cell_that_did_it(run: Any) -> None:
    pry = "try: open('/etc/passwd')\nexcept OSError: pass\n"
    made = run(answers={"g": pry + RIGHT["g"]})
    first = outputs(made, "g")[0]
    assert first["metadata"] == {FOR_THE_INSTRUCTOR: True}
    assert first["data"]["text/plain"].startswith("Suspicious: the learner's code ") and "/etc/passwd" in str(first)
    assert outputs(made, "f") == [] and made.exercises["test_g"].score == 1
