"""Compute a notebook's rows in nbgrader's gradebook after a grading, with one pure function.

`GradebookWriter` and the plugin of `nbgrader autograde` both read the rows, call `graded_rows` and write the result
(`gradebook.tables`), so both ways of grading give the same rows. Scores and comments are as in nbgrader 0.9.6
(`saveautogrades.py`). The late penalty is applied afterwards (`gradebook.late_penalty`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.grading.record import comments_in, record_of, suspicions_in
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.notebook.metadata import is_untouched
from autograder.words import DEFAULT, Sentence

UNANSWERED = "No response."  # nbgrader's own comment


@dataclass(frozen=True)
class GradeRow:
    """A row of nbgrader's table `grade`, with what the grader knows of it.

    is_task:      the cell is a task, which a person grades.
    is_answer:    the cell holds an answer that a person grades.
    auto_score:   the grader's score; None for none.
    manual_score: a person's score, which counts instead; never changed here.
    extra_credit: the grader's bonus or a person's.
    bonus:        what the grader last wrote as extra credit; None for nothing.
    """

    name: str
    is_task: bool = False
    is_answer: bool = False
    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float | None = None
    bonus: float | None = None
    needs_manual_grade: bool = True


@dataclass(frozen=True)
class Attempts:
    """The attempts at a notebook. count: how many were counted. work: a digest of the last one; "" for none."""

    count: int = 0
    work: str = ""


@dataclass(frozen=True)
class NotebookRows:
    """The rows of one submitted notebook.

    comments:   solution or task cell -> the automatic comment below it.
    flagged:    formgrader marks the notebook; only a person removes the mark.
    suspicious: what the learner's code tried that is forbidden, at the grading that wrote these rows.
    attempts:   the works that were graded.
    """

    grades: Sequence[GradeRow] = ()
    comments: Mapping[str, str | None] = field(default_factory=dict)
    flagged: bool = False
    suspicious: Sequence[Sentence | str] = ()
    attempts: Attempts = Attempts()


@dataclass(frozen=True)
class Found:
    """The result of grading one notebook.

    notebook:  as it is graded; None where it was refused, or not handed in.
    exercises: test cell -> its result.
    refused:   the submission was refused, or this notebook of it could not be read.
    waits:     the submission was refused because the grader failed, so it has no score.
    confirm:   it has a score, which a person has to confirm.
    remarks:   on what was handed in, for its comments: why it was refused, what had to be found or put right.
    language:  of the comments, where the notebook does not say in which it was graded.
    """

    notebook: Mapping[str, Any] | None
    exercises: Mapping[str, ExerciseResult] = field(default_factory=dict)
    refused: bool = False
    waits: bool = False
    confirm: bool = False
    remarks: Sequence[Sentence] = ()
    language: str = DEFAULT

    @classmethod
    def of(cls, result: SubmissionResult, notebook: str, language: str = DEFAULT) -> Found:
        """Return the part of a submission's result that is about one notebook.

        language: of the comments, where no notebook says in which it was graded.
        """
        exercises = {one.cell: one for one in result.exercises if one.notebook == notebook}
        refused = notebook in result.unread if result.unread else bool(result.refused)
        remarks = [*result.about_work.get(notebook, ())]
        if refused and not result.waits:  # else the reason is the instructor's affair
            remarks = [reason] if (reason := result.unread.get(notebook, result.refused)) is not None else []
        return cls(
            notebook=result.notebooks.get(notebook),
            exercises=exercises,
            refused=refused,
            waits=result.waits,
            confirm=notebook in result.confirm,
            remarks=remarks,
            language=language,
        )


def graded_rows(present: NotebookRows, found: Found) -> NotebookRows:
    """Return the rows of a notebook after a grading, from the rows before it.

    - A test cell has the grader's score. A person's score stays, and the cell is marked for manual grading again.
    - An answer that a person grades has no score until then; an untouched one has 0.
    - A test cell that the course or the grader could not judge has no score, and is marked for manual grading.
    - A task is left to the person who grades it.
    - Without a graded notebook everything scores 0; a refused one is marked for manual grading, and has no score where
      the grader failed.
    - A comment says what was remarked on what was handed in.
    - The bonus becomes extra credit, unless a person has given another.
    - The notebook is flagged when something suspicious was seen that the last grading did not see. Only a person removes
      the flag.
    """
    cells = _commented_cells(found.notebook) if found.notebook is not None else {}
    record = record_of(found.notebook)
    special, seen = comments_in(record), suspicions_in(record)
    comments = dict(present.comments)
    for name in comments.keys() & cells.keys():
        comments[name] = special.get(name) or (UNANSWERED if _is_unanswered(cells[name]) else None)
    for name, text in _remarks(found, [name for name in cells if name in comments] or [*comments]).items():
        told = name in cells and comments[name]
        comments[name] = f"{told}\n{text}" if told else text
    return NotebookRows(
        grades=[_graded(row, found, cells) for row in present.grades],
        comments=comments,
        flagged=present.flagged or bool(seen and not _same(seen, present.suspicious)),
        suspicious=seen,
        attempts=_attempts(present.attempts, found, str(record.get("work", ""))),
    )


def _attempts(present: Attempts, found: Found, work: str) -> Attempts:
    """Return the attempts after a grading. A new work is one, unless a syntax error or a limit kept it from being judged."""
    if found.notebook is None or not work or work == present.work:
        return present
    stopped = any(exercise.status in ("timeout", "crashed", "waiting") for exercise in found.exercises.values())
    unread = any(
        output.get("ename") in ("SyntaxError", "IndentationError", "TabError")
        for cell in found.notebook["cells"]
        for output in cell.get("outputs", ())
    )
    return Attempts(present.count + (not (stopped or unread)), work)


def _graded(row: GradeRow, found: Found, cells: Mapping[str, Any]) -> GradeRow:
    """Return one row after the grading. cells: see `_commented_cells`."""
    is_graded = found.notebook is not None
    if is_graded and row.is_task:
        return row
    is_answered = is_graded and row.is_answer and not (row.name in cells and is_untouched(cells[row.name]))
    exercise = found.exercises.get(row.name)
    waits = is_answered or (found.waits if exercise is None else exercise.score is None)
    new = replace(
        row,
        auto_score=None if waits else float(exercise.score or 0.0) if exercise else 0.0,
        needs_manual_grade=waits or found.refused or found.confirm or (is_graded and row.manual_score is not None),
    )
    if (exercise is None or exercise.max_bonus) and row.extra_credit == row.bonus:  # else a person entered it
        bonus = (exercise.bonus if exercise else 0.0) or None
        new = replace(new, extra_credit=bonus, bonus=bonus)
    return new


def _remarks(found: Found, cells: Sequence[str]) -> dict[str, str]:
    """Return cell -> the remarks on it, a line each; those on no cell that has a comment go to the first one.

    cells: the cells that have a comment, in order.
    """
    language = str(record_of(found.notebook).get("language", found.language))
    texts: dict[str, list[str]] = {}
    for remark in found.remarks if cells else ():
        about = str(remark.values.get("cell"))
        texts.setdefault(about if about in cells else cells[0], []).append(remark.in_language(language))
    return {cell: "\n".join(lines) for cell, lines in texts.items()}


def _commented_cells(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return the cells of a graded notebook that have a comment in the gradebook, by id."""
    found = {}
    for cell in notebook["cells"]:
        meta = cell["metadata"].get("nbgrader", {})
        if meta.get("solution") or meta.get("task"):
            found[meta["grade_id"]] = cell
    return found


def _is_unanswered(cell: Mapping[str, Any]) -> bool:
    return is_untouched(cell) and not cell["metadata"]["nbgrader"].get("task")


def _same(one: Sequence[Sentence | str], other: Sequence[Sentence | str]) -> bool:
    """Return whether two lists hold the same sentences; older records hold English text instead of codes."""
    return [*map(str, one)] == [*map(str, other)]
