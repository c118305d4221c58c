"""What becomes of a notebook's rows, as a pure function. `test_both_ways` holds both ways of grading against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from courses import by_id, cell, notebook

from autograder.gradebook.rows import UNANSWERED, Found, GradeRow, NotebookRows, graded_rows
from autograder.grading.record import stamp
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.notebook.metadata import compute_checksum
from autograder.notebook.source import SourceNotebook
from autograder.words import sentence

SAW = [sentence("grading.tied.calls", name="eval")]


def graded(suspicious: Any = (), excused: bool = False, why: str = "Because I say so.") -> dict[str, Any]:
    """A graded notebook with a solution cell, an answer and a task."""
    content = notebook(
        cell("def f(x):\n    return x", "f", solution=True),
        cell("Because.", "why", "markdown", grade=True, solution=True, points=3),
        cell("A poster.", "poster", "markdown", task=True, locked=True, points=5),
    )
    source = SourceNotebook.of(content, "tiny")
    made = {"cells": [c.as_dict() for c in source.cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    by_id(made, "f")["source"] = "def f(x):\n    return 2 * x"
    by_id(made, "why")["source"] = why
    comments = {"f": sentence("grading.excused")} if excused else {}
    stamp(made, sandbox="strict", language="en", work="w", suspicious=suspicious, exercises={}, comments=comments)
    return made


def marked(score: float, **values: Any) -> ExerciseResult:
    return ExerciseResult("f", "test_f", "tiny", score, 2.0, "passed" if score == 2 else "failed", **values)


def after(row: GradeRow, found: Found) -> GradeRow:
    (new,) = graded_rows(NotebookRows([row]), found).grades
    return new


def found_of(exercise: ExerciseResult | None = None, **values: Any) -> Found:
    return Found(graded(**values), {exercise.cell: exercise} if exercise else {})


# ---------------------------------------------------------------- scores


def test_a_test_cell_has_the_graders_score() -> None:
    new = after(GradeRow("test_f"), found_of(marked(1.5)))
    assert (new.auto_score, new.manual_score, new.needs_manual_grade) == (1.5, None, False)


def test_a_persons_score_stays_and_the_person_is_asked_to_look_again() -> None:
    new = after(GradeRow("test_f", auto_score=0, manual_score=1, needs_manual_grade=False), found_of(marked(2)))
    assert (new.auto_score, new.manual_score, new.needs_manual_grade) == (2, 1, True)


@pytest.mark.parametrize(("why", "score", "look"), [("Because I say so.", None, True), ("Because.", 0, False)])
def test_an_answer_waits_for_a_person_and_an_untouched_one_has_nothing(why: str, score: float | None, look: bool) -> None:
    found = found_of(why=why)
    untouched = by_id(dict(found.notebook or {}), "why")
    if not look:
        untouched["metadata"]["nbgrader"]["checksum"] = compute_checksum(untouched)
    new = after(GradeRow("why", is_answer=True), found)
    assert (new.auto_score, new.needs_manual_grade) == (score, look)


def test_a_task_is_left_to_the_person_who_grades_it() -> None:
    row = GradeRow("poster", is_task=True, manual_score=4, needs_manual_grade=False)
    assert after(row, found_of()) == row


@pytest.mark.parametrize("refused", [True, False])
@pytest.mark.parametrize("kind", [{}, {"is_task": True}, {"is_answer": True}])
def test_without_a_graded_notebook_everything_scores_0_and_a_refusal_asks_for_a_look(
    refused: bool, kind: dict[str, bool]
) -> None:
    new = after(GradeRow("cell", auto_score=2, **kind), Found(None, refused=refused))
    assert (new.auto_score, new.needs_manual_grade) == (0, refused)


def test_what_the_course_or_the_grader_could_not_judge_has_no_score_and_asks_for_a_look() -> None:
    row = GradeRow("test_f", auto_score=2, needs_manual_grade=False)
    waiting = replace(marked(2), score=None, status="waiting")
    for found in (found_of(waiting), Found(None, refused=True, waits=True)):
        new = after(row, found)
        assert (new.auto_score, new.needs_manual_grade) == (None, True)
    assert after(row, found_of(marked(2))).needs_manual_grade is False, "a later grading clears it"


def test_a_row_that_no_test_belongs_to_scores_0() -> None:
    assert after(GradeRow("test_gone", auto_score=2), found_of()).auto_score == 0


# ---------------------------------------------------------------- bonuses


@pytest.mark.parametrize(
    ("credit", "written", "bonus", "expected"),
    [
        (None, None, 1.0, (1.0, 1.0)),
        (1.0, 1.0, 0.0, (None, None)),
        (1.0, 1.0, 0.5, (0.5, 0.5)),
        (0.5, None, 1.0, (0.5, None)),  # a person's
        (2.5, 1.0, 0.0, (2.5, 1.0)),  # a person has raised it
        (None, 1.0, 1.0, (None, 1.0)),  # a person has taken it away
    ],
)
def test_a_bonus_is_extra_credit_unless_a_person_has_given_another(
    credit: float | None, written: float | None, bonus: float, expected: tuple[float | None, float | None]
) -> None:
    new = after(GradeRow("test_f", extra_credit=credit, bonus=written), found_of(marked(2, bonus=bonus, max_bonus=1.0)))
    assert (new.extra_credit, new.bonus) == expected


def test_extra_credit_of_an_exercise_without_bonus_is_a_persons() -> None:
    assert after(GradeRow("test_f", extra_credit=0.5), found_of(marked(2))).extra_credit == 0.5


def test_a_bonus_goes_with_a_refused_submission() -> None:
    new = after(GradeRow("test_f", extra_credit=1.0, bonus=1.0), Found(None, refused=True))
    assert (new.extra_credit, new.bonus) == (None, None)


# ---------------------------------------------------------------- comments


def test_comments_say_what_is_excused_and_what_is_unanswered() -> None:
    present = NotebookRows(comments={"f": "old", "why": "old", "poster": "old", "elsewhere": "kept"})
    found = found_of(excused=True, why="Because.")
    for name in ("why", "poster"):
        content = by_id(dict(found.notebook or {}), name)
        content["metadata"]["nbgrader"]["checksum"] = compute_checksum(content)
    comments = graded_rows(present, found).comments
    assert comments == {
        "f": "Excused: everyone has full points here.",
        "why": UNANSWERED,
        "poster": None,
        "elsewhere": "kept",
    }


def test_comments_stay_where_no_notebook_was_graded() -> None:
    assert graded_rows(NotebookRows(comments={"f": "old"}), Found(None, refused=True)).comments == {"f": "old"}


# ---------------------------------------------------------------- the flag


@pytest.mark.parametrize(
    ("flagged", "before", "seen", "expected"),
    [
        (False, [], [], False),
        (False, [], SAW, True),
        (False, SAW, SAW, False),  # a person has taken the flag away
        (False, [sentence("grading.tied.calls", name="exec")], SAW, True),
        (False, ["it calls eval"], SAW, False),  # of an older record
        (True, SAW, SAW, True),
        (True, SAW, [], True),
        (True, [], [], True),  # a person has set it
    ],
)
def test_a_flag_is_set_when_something_else_is_seen_and_never_taken_away(
    flagged: bool, before: Any, seen: Any, expected: bool
) -> None:
    new = graded_rows(NotebookRows(flagged=flagged, suspicious=before), found_of(suspicious=seen))
    assert new.flagged is expected and [*new.suspicious] == seen


# ---------------------------------------------------------------- results


def test_what_was_found_is_that_of_one_notebook() -> None:
    other = ExerciseResult("g", "test_g", "second", 0.0, 1.0, "failed")
    made = graded()
    result = SubmissionResult("tiny", "ann", "strict", [marked(2), other], {"tiny": made})
    found = Found.of(result, "tiny")
    assert found.notebook is made and list(found.exercises) == ["test_f"] and not found.refused
    assert Found.of(result, "second").notebook is None
    refused = SubmissionResult("tiny", "ann", refused=sentence("grading.no_notebook", notebook="tiny"))
    assert Found.of(refused, "tiny", "zh") == Found(None, {}, refused=True, remarks=[refused.refused], language="zh")
    waits = SubmissionResult("tiny", "ann", refused=sentence("grading.no_notebook", notebook="tiny"), waits=True)
    assert Found.of(waits, "tiny").remarks == [], "the reason is the instructor's affair"


def test_remarks_stand_in_the_comments_and_what_is_to_be_confirmed_waits_for_a_person() -> None:
    """One that is about a cell is below it, the others below the first cell that has a comment."""
    result = SubmissionResult("tiny", "ann", "strict", [marked(2)], {"tiny": graded()})
    copy = sentence("grading.found_elsewhere", notebook="tiny", file="<b>tiny (1).ipynb")
    result.confirm["tiny"] = copy
    result.about_work["tiny"] = [copy, sentence("notebook.recognised_one", cell="why", how=sentence("notebook.how.place"))]
    present = NotebookRows([GradeRow("test_f")], comments={"f": None, "why": "old"})
    new = graded_rows(present, Found.of(result, "tiny"))
    assert new.comments["f"] == str(copy)
    assert "Cell why had lost its id" in (new.comments["why"] or "")
    assert new.grades[0].auto_score == 2.0 and new.grades[0].needs_manual_grade
    assert graded_rows(new, Found.of(result, "tiny")).comments == new.comments, "the same after another grading"


def test_a_refused_notebook_says_why_in_a_comment() -> None:
    reason = sentence("notebook.empty", name="tiny.ipynb")
    result = SubmissionResult("tiny", "ann", refused=reason, unread={"tiny": reason})
    new = graded_rows(NotebookRows([GradeRow("test_f")], comments={"f": None}), Found.of(result, "tiny", "zh"))
    assert new.comments == {"f": reason.in_language("zh")}
    assert new.grades[0].auto_score == 0.0 and new.grades[0].needs_manual_grade
