"""Offer an instructor the comments that were written before: for the same exercise, and first those for the same mistake."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.feedback.writing import read_graded
from autograder.grading.record import record_of
from autograder.notebook.metadata import role_of
from autograder.report.model import cause_of
from autograder.report.reading import answers_in
from autograder.words import say

MOST = 8  # comments that one cell offers
READ = 300  # graded notebooks that are looked into, to know whose mistakes are the same
SCRIPT = Path(__file__).with_name("used_comments.js")


@dataclass(frozen=True)
class Used:
    """A comment by a person. cell: grade id of the solution or the task that it is about."""

    cell: str
    student: str
    text: str


def comments_in(session: Any, submission: Any) -> list[Used]:
    """Return the comments on all other submissions of a notebook.

    session:    of nbgrader's gradebook. submission: nbgrader's `SubmittedNotebook`.
    """
    from nbgrader.api import BaseCell, Comment, SubmittedAssignment, SubmittedNotebook

    rows = (
        session.query(BaseCell.name, SubmittedAssignment.student_id, Comment.manual_comment)
        .select_from(Comment)
        .join(BaseCell, Comment.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Comment.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .filter(SubmittedNotebook.notebook_id == submission.notebook_id, SubmittedNotebook.id != submission.id)
        .filter(Comment.manual_comment.isnot(None))
    )
    return [Used(cell, student, text.strip()) for cell, student, text in rows if text.strip()]


def mistakes_in(content: Mapping[str, Any] | None) -> dict[str, str]:
    """Return grade id of a solution -> a text that identifies its mistake. Equal texts mean the same mistake.

    content: the graded notebook; None where there is none.

    A solution that is right, or whose mistake nothing explains and nobody shares, has none.
    """
    record = record_of(content)
    if content is None or not record:
        return {}
    answers = {one.cell: one for one in answers_in(content, record, {})}
    found: dict[str, str] = {}
    solutions: list[str] = []  # since the test above
    for cell in content["cells"]:
        meta = cell.get("metadata", {}).get("nbgrader")
        name = meta.get("grade_id", "") if isinstance(meta, Mapping) else ""
        if name in answers:
            answer = answers[name]
            if mistake := cause_of(answer)[0] or answer.group:
                found |= dict.fromkeys([*solutions, answer.exercise], f"{answer.exercise}: {mistake}")
            solutions = []
        elif name and not role_of(meta).restored:
            solutions.append(name)
    return found


def offers(used: Iterable[Used], mine: Mapping[str, str], theirs: Mapping[str, Mapping[str, str]]) -> dict[str, list[Any]]:
    """Return cell -> the comments to offer, each as text, how often it was used, and whether it was for the same mistake.

    mine:   cell -> mistake of the submission that is open. theirs: student -> the same of other submissions.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    same: set[tuple[str, str]] = set()
    for one in used:
        counts[one.cell][one.text] += 1
        mistake = mine.get(one.cell)
        if mistake is not None and theirs.get(one.student, {}).get(one.cell) == mistake:
            same.add((one.cell, one.text))
    return {
        cell: [
            {"text": text, "count": count, "same": (cell, text) in same}
            for text, count in sorted(its.items(), key=lambda item: ((cell, item[0]) not in same, -item[1], item[0]))[:MOST]
        ]
        for cell, its in counts.items()
    }


def answer(session: Any, submission: Any, graded: Callable[[str], Path], language: str) -> dict[str, Any]:
    """Return what the script on a submission's page needs.

    graded:   student -> the folder of the student's graded notebooks.
    language: of the words beside the comments.
    """
    used = comments_in(session, submission)
    name = f"{submission.notebook.name}.ipynb"

    def mistakes(student: str) -> dict[str, str]:
        return mistakes_in(read_graded(graded(student) / name))

    students = list(dict.fromkeys(one.student for one in used))[:READ]
    mine = mistakes(submission.student.id) if used else {}
    return {
        "heading": say("pages.used_before", language),
        "same": say("pages.same_mistake", language),
        "comments": offers(used, mine, {student: mistakes(student) for student in students} if mine else {}),
    }
