"""The commands that write pages: feedback for learners, a report for instructors, and a draft of a known mistake."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.commands import CourseOption, LanguageOption, NoWaitOption, _course, _language, _lock, app
from autograder.cli.doors import OneAssignment
from autograder.cli.speech import out, say


@app.command()
def feedback(
    assignment: OneAssignment,
    student: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Write this student's page only; may be given several times.", show_default=False),
    ] = None,
    archive: Annotated[
        Path | None,
        typer.Option("--zip", metavar="FILE", help="Also put all pages into one zip file, a folder for each student."),
    ] = None,
    lang: LanguageOption = "",
    course: CourseOption = None,
) -> None:
    """Write a page for each graded submission: feedback/STUDENT/ASSIGNMENT/NOTEBOOK.html."""
    from autograder.feedback.writing import write_feedback

    where, language = _course(course), _language(lang)
    pages = list(write_feedback(where, assignment, student or [], language=language, archive=archive))
    folder = os.path.relpath(where.base / "feedback")
    out.print(say("feedback.wrote", count=len(pages), folder=folder), soft_wrap=True)
    if archive is not None:
        out.print(say("feedback.packed", path=os.path.relpath(archive)), soft_wrap=True)


@app.command()
def report(
    assignment: OneAssignment,
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="FOLDER",
            help="Submissions of an earlier year, to be compared with this year's.",
            show_default=False,
        ),
    ] = None,
    lang: LanguageOption = "",
    course: CourseOption = None,
) -> None:
    """Write a report of a class for its instructors: report/ASSIGNMENT.html, and the same numbers as CSV."""
    from autograder.report.writing import write_report

    where, language = _course(course), _language(lang)
    for path in write_report(where, assignment, language=language, previous=previous):
        out.print(say("cli.wrote", path=os.path.relpath(path)), soft_wrap=True)


@app.command()
def name(
    assignment: OneAssignment,
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="The exercise's name.")],
    group: Annotated[str, typer.Argument(metavar="GROUP", help="The group's digest, as the report shows it.")],
    no_wait: NoWaitOption = False,
    course: CourseOption = None,
) -> None:
    """Draft a known mistake from a group of unexplained wrong answers, in the hidden test of the exercise."""
    from autograder.report.naming import name_group

    where = _course(course)
    with _lock(where, no_wait):
        draft = name_group(where, assignment, exercise, group)
    code = "report.named" if draft.edit else "report.not_named"
    path = os.path.relpath(draft.path)
    out.print(say(code, path=path, edit=draft.edit, count=draft.students, assignment=assignment), soft_wrap=True)
