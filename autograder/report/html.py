"""Write a report as one HTML file that asks for nothing, and everything that it counts as a CSV file."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from autograder.exports import sheets
from autograder.feedback.html import rendered, style
from autograder.report.drawing import bars, line
from autograder.report.model import ClassReport, cause_of
from autograder.report.reading import ClassWork
from autograder.words import Sentence, say

FOLDER = Path(__file__).parent


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


def report_csv(whole: ClassWork, language: str) -> bytes:
    """Return a row for each exercise of each student, with what is known of it."""
    heads = (
        "student",
        "exercise",
        "points",
        "full_points",
        "by_hand",
        "status",
        "known_mistake",
        "group",
        "seconds",
        "attempt",
    )
    rows = [[say(f"report.column.{head}", language) for head in heads]]
    for work in whole.works:
        who = sheets.identity(work.student)
        if not work.answers:
            rows.append([who, "", sheets.number(work.score), sheets.number(work.max_score), *[""] * 6])
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
                ]
            )
    return sheets.as_csv(rows)
