"""The commands that bring work in and results out: `collect` and `export`."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from autograder.cli import speech
from autograder.cli.commands import CourseOption, LanguageOption, NoWaitOption, WeakOption, _course, _language, _lock, app
from autograder.cli.completion import complete_assignment
from autograder.cli.speech import out, say
from autograder.errors import AutograderError
from autograder.words import Listed

# Those of `exports.doors`, which is imported when it is needed.
FORMATS = ["gradescope", "classroom50", "github-actions", "coursera", "canvas", "moodle", "junit", "jupyterlite"]

OneAssignment = Annotated[
    str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's name.", autocompletion=complete_assignment)
]

RosterOption = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        help="The list of the class, a CSV file with headings; by default the gradebook's students.",
        show_default=False,
    ),
]


@app.command()
def collect(
    assignment: OneAssignment,
    download: Annotated[Path, typer.Argument(help="What the platform handed out: a zip file or a folder.")],
    roster: RosterOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be filed; write nothing.")] = False,
    no_wait: NoWaitOption = False,
    course: CourseOption = None,
) -> None:
    """File a download of Moodle, Canvas, 学习通 or the like under submitted/, each student's last attempt.

    The exit code is 1 if something could not be filed; the rest is filed all the same.
    """
    from autograder.collecting.collect import collect as file_download
    from autograder.collecting.roster import find_roster

    where = _course(course)
    with contextlib.nullcontext() if dry_run else _lock(where, no_wait):
        found = file_download(where, assignment, download, find_roster(where, roster), dry_run=dry_run)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=False)
    for filed in found.filed:
        notes = [say("download.older", count=filed.older)] if filed.older else []
        notes += [speech.text(note) for note in filed.notes]
        table.add_row(Text(filed.student), say(f"download.{filed.state}"), Text("\n".join(notes)))
    if found.filed:
        out.print(table)
    if found.absent:
        out.print(say("download.absent", students=Listed(found.absent, "comma")))
    if found.unplaced:
        out.print(say("download.unplaced"))
        for problem in found.unplaced:
            line = f"- {printable(problem.where)}: {printable(speech.text(problem.why))}"
            out.print(line, soft_wrap=True)
    states = [filed.state for filed in found.filed]
    counts = {state: states.count(state) for state in ("new", "replaced", "same")}
    unplaced, absent = len(found.unplaced), len(found.absent)
    summary = say("download.summary", assignment=assignment, unplaced=unplaced, absent=absent, **counts)
    out.print(summary, soft_wrap=True)
    if dry_run:
        out.print(say("download.nothing_written"))
    if found.unplaced:
        raise typer.Exit(1)


@app.command()
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    assignment: OneAssignment,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="PATH", help="What to write; by default in the course's folder export/.", show_default=False
        ),
    ] = None,
    roster: RosterOption = None,
    service: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="For classroom50 and github-actions: send notebooks to this grading service, and export no tests.",
            show_default=False,
        ),
    ] = "",
    part: Annotated[
        list[str] | None,
        typer.Option(metavar="PART=EXERCISE", help="For coursera: a part's id, and its exercise.", show_default=False),
    ] = None,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Write an assignment, or its scores, for another system."""
    from autograder.collecting.roster import find_roster
    from autograder.exports.doors import ExportOptions
    from autograder.exports.doors import export as write

    where, language = _course(course), _language(lang)
    for text in part or []:
        if not all(text.partition("=")):
            raise AutograderError("export.wrong_part", part=text)
    options = ExportOptions(
        target=to,
        roster=None if roster is None else find_roster(where, roster),
        allow_weak_sandbox=allow_weak_sandbox,
        service=service,
        parts={text.partition("=")[0]: text.partition("=")[2] for text in part or []},
        language=language,
    )
    done = write(where, format, assignment, options)
    out.print(say("cli.wrote", path=os.path.relpath(done.path)), soft_wrap=True)
    for note in done.notes:
        out.print(printable(speech.text(note)), soft_wrap=True)


def printable(text: str) -> str:
    """Return a text that learners chose without characters that move the cursor or change colours."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
