"""Write a report as one HTML file that asks for nothing, and everything that it counts as a CSV file."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from markupsafe import Markup

from autograder.exports import sheets
from autograder.feedback.html import rendered, style
from autograder.report.drawing import bars, line
from autograder.report.model import ClassReport, cause_of
from autograder.report.reading import ClassWork
from autograder.report.similarity import Likenesses
from autograder.words import Sentence, say

FOLDER = Path(__file__).parent
HEADS = (
    *("student", "exercise", "points", "full_points", "by_hand", "status", "known_mistake", "group", "seconds"),
    *("attempt", "suspicious", "similar"),
)


def report_html(report: ClassReport, language: str) -> str:
    """Return a report as HTML."""
    script = Markup((FOLDER / "sort.js").read_text("utf-8").strip())
    own = Markup((FOLDER / "page.css").read_text("utf-8"))

    def text(value: Sentence | str) -> str:
        return value.in_language(language) if isinstance(value, Sentence) else value

    return rendered(
        FOLDER / "report.html.j2",
        language,
        report=report,
        style=style() + own,
        script=script,
        bars=bars,
        line=line,
        text=text,
    )


def report_csv(whole: ClassWork, alike: Likenesses, language: str) -> bytes:
    """Return a row for each exercise of each student, with what is known of it and of the student's work.

    The last columns are the class's assignments: the part of its points that the student has, from 0 to 1.
    """
    heads = [say(f"report.column.{head}", language) for head in HEADS]
    rows = [[*heads, *(sheets.text(assignment) for assignment in whole.progress)]]
    similar = _similar(alike)
    for work in whole.works:
        who = sheets.identity(work.student)
        suspicious = [one.in_language(language) if isinstance(one, Sentence) else one for one in work.suspicious]
        parts = [sheets.number(scores.get(work.student)) for scores in whole.progress.values()]
        about = [sheets.text("; ".join(suspicious)), sheets.text("; ".join(similar.get(work.student, ()))), *parts]
        if not work.answers:
            rows.append([who, "", sheets.number(work.score), sheets.number(work.max_score), *[""] * 6, *about])
        for one in work.answers:
            rows.append(
                [
                    who,
                    sheets.text(one.exercise),
                    sheets.number(one.score),
                    sheets.number(one.max_score),
                    "1" if one.by_hand else "",
                    sheets.text(one.status),
                    sheets.text(cause_of(one)[0]),
                    sheets.text(one.group),
                    sheets.number(one.seconds),
                    sheets.number(work.attempt),
                    *about,
                ]
            )
    return sheets.as_csv(rows)


def _similar(alike: Likenesses) -> dict[str, list[str]]:
    """Return student -> the similar works, each with how alike it is."""
    found: dict[str, list[str]] = defaultdict(list)
    for pair in alike.pairs:
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            found[one].append(f"{other} {pair.likeness:.2f}")
    return found
