"""The commands. Each parses its arguments, calls the package, and prints; the work is done elsewhere."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder import __version__
from autograder.cli import speech
from autograder.cli.completion import complete_assignment
from autograder.cli.speech import complain, out, say
from autograder.cli.tables import (
    show_changes,
    show_class,
    show_layers,
    show_submission,
    show_validation,
    show_where_to_look,
)
from autograder.errors import AutograderError, NotebookError
from autograder.grading.result import SubmissionResult
from autograder.languages import DEFAULT, known
from autograder.plain import json_text
from autograder.words import Listed

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Make, check and grade the assignments of an nbgrader course.",
    pretty_exceptions_enable=False,
)

CourseOption = Annotated[
    Path | None,
    typer.Option(
        "--course", help="The course's folder; by default the one that contains the working directory.", show_default=False
    ),
]

AllAssignments = Annotated[
    list[str] | None,
    typer.Argument(help="Names of assignments; by default all.", show_default=False, autocompletion=complete_assignment),
]

SomeAssignments = Annotated[
    list[str] | None,
    typer.Argument(help="Names of assignments; or give --all.", show_default=False, autocompletion=complete_assignment),
]

LanguageOption = Annotated[str, typer.Option("--lang", help="Language of messages: en or zh; by default each notebook's.")]

WeakOption = Annotated[
    bool,
    typer.Option(
        "--allow-weak-sandbox", help="Grade even if nothing confines learners' code; for notebooks that you trust."
    ),
]


def main() -> None:
    """Run the command line. Errors that a person can put right are one line on stderr and exit code 2; Ctrl-C gives 130."""
    sys.excepthook = speech.print_traceback
    try:
        app()
    except AutograderError as error:
        complain(error)
        sys.exit(2)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        complain(say("cli.disk_full", place=error.filename or error.strerror))
        sys.exit(2)


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"autograder {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Reset the language before each command."""
    speech.use(DEFAULT)


def _course(folder: Path | None, near: Path | None = None) -> Any:
    """Return the course, and speak its language.

    folder: the value of `--course`.
    near:   where else to look, if no folder is given and the working directory is in no course.
    """
    from autograder.course.course import Course
    from autograder.errors import CourseError

    try:
        course = Course.find() if folder is None else Course(folder)
    except CourseError:
        if near is None or folder is not None:
            raise
        course = Course.find(near)
    with contextlib.suppress(AutograderError):  # a command that needs the configuration will say what is wrong with it
        speech.use(course.language)
    return course


def _language(name: str) -> str:
    """Return the value of `--lang`, and speak that language. Raises AutograderError for an unknown one."""
    if name:
        speech.use(known(name))
    return name


@app.command()
def generate(
    assignments: AllAssignments = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the release: en or zh; by default the course's.")] = "",
    course: CourseOption = None,
) -> None:
    """Make release/ and solutions/ from the source notebooks."""
    from autograder.course.release import generate

    where = _course(course)
    changed = generate(where, assignments or [], _language(lang))
    for path in changed:
        out.print(say("cli.wrote", path=path.relative_to(where.root)))
    if not changed:
        out.print(say("cli.up_to_date"))


@app.command()
def validate(
    assignments: AllAssignments = None,
    mutation: Annotated[bool, typer.Option(help="Also try the hidden tests on mutants of the reference.")] = True,
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Check the hidden tests and the sources of assignments; exit with 1 if there is a problem."""
    from autograder.validation.assignment import validate as prove

    where = _course(course)
    problems = 0
    for assignment in assignments or where.assignments():
        where.sources(assignment)
        with out.status(say("cli.proving", assignment=assignment)):
            found = prove(where, assignment, mutation=mutation, allow_weak=allow_weak_sandbox)
        show_validation(found)
        problems += len(found.all_problems)
    if problems:
        raise typer.Exit(1)


@app.command()
def check(
    notebooks: Annotated[list[Path], typer.Argument(metavar="NOTEBOOK", help="Learners' notebooks.")],
    assignment: Annotated[
        str,
        typer.Option(
            help="The notebooks' assignment; by default each is recognised by its cells.",
            show_default=False,
            autocompletion=complete_assignment,
        ),
    ] = "",
    json_file: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE", help="Write the result of one notebook to a file as JSON; - prints it."),
    ] = None,
    json_lines: Annotated[
        bool, typer.Option("--json-lines", help="Print a line of JSON for each notebook, in order, as soon as it is ready.")
    ] = False,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade notebooks of one or several assignments in one warm process; the gradebook is not touched.

    The exit code is 2 if a notebook could not be graded; the others are graded all the same.
    """
    from autograder.grading.notebooks import grade_notebooks

    if json_file is not None and (json_lines or len(notebooks) > 1):
        raise AutograderError("cli.json_is_for_one")
    where = _course(course, notebooks[0].parent)
    results = grade_notebooks(
        where, notebooks, assignment=assignment, language=_language(lang), allow_weak_sandbox=allow_weak_sandbox
    )
    refused = False
    for result in results:
        refused |= result.refused is not None
        if json_lines:
            speech.print_json(_as_json(result))
        elif result.refused is not None and len(notebooks) == 1:
            raise NotebookError(result.refused.code, **result.refused.values)
        elif result.refused is not None:
            complain(result.refused)
        else:
            _show_result(result, json_file, title=str(result.file) if len(notebooks) > 1 else "")
    if refused:
        raise typer.Exit(2)


def _show_result(result: SubmissionResult, json_file: str | None, title: str) -> None:
    """Print a result, or write it to a file as JSON, or do both."""
    if json_file is not None:
        if json_file == "-":
            speech.print_json(_as_json(result), indent=2)
            return
        try:
            Path(json_file).write_text(json_text(_as_json(result), indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise AutograderError("cli.cannot_write", file=json_file, reason=error.strerror) from None
    if title:
        out.print(title, soft_wrap=True)
    show_submission(result)


def _as_json(result: SubmissionResult) -> dict[str, Any]:
    from autograder.grading.schema import as_json

    return as_json(result, speech.language())


@app.command()
def grade(
    assignments: SomeAssignments = None,
    everything: Annotated[bool, typer.Option("--all", help="Grade every assignment that has submissions.")] = False,
    student: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Grade this student only; may be given several times.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show which scores would change; write nothing.")] = False,
    excuse: Annotated[
        list[str] | None,
        typer.Option(
            metavar="EXERCISE",
            help="Give everyone full points for this exercise, whose test is bad, in this run and all later ones.",
            show_default=False,
        ),
    ] = None,
    unexcuse: Annotated[
        list[str] | None, typer.Option(metavar="EXERCISE", help="Withdraw an excuse: grade it again.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(help="Number of processes; 0 means one for each processor.")] = 0,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade submissions into nbgrader's gradebook and autograded/.

    Manual scores and comments are kept. The gradebook is copied first.
    """
    from autograder.gradebook import run

    where, language = _course(course), _language(lang)
    chosen = run.choose_assignments(where, assignments or [], everything)
    classes = run.choose_students(where, chosen, student or [])
    excused = run.choose_excuses(where, chosen, student or [], excuse=excuse or [], unexcuse=unexcuse or [])
    if not dry_run:
        _say_backup(where, run.prepare(where, chosen[0], excused))
    for assignment, students in classes.items():
        if students:
            _grade(
                where,
                assignment,
                students=students,
                everyone=not student,
                workers=workers,
                language=language,
                allow_weak_sandbox=allow_weak_sandbox,
                dry_run=dry_run,
                excused=excused,
            )
    if dry_run:
        out.print(say("gradebook.nothing_written"))


def _say_backup(course: Any, copy: Path | None) -> None:
    """Print where the gradebook was copied to; or, if its database is not SQLite, that it was not."""
    from autograder.gradebook.backup import sqlite_file

    if copy is not None:
        out.print(say("cli.backup", path=os.path.relpath(copy)), soft_wrap=True)
    elif sqlite_file(course) is None:
        out.print(say("cli.no_backup"))


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to make the course; by default demo/course.", show_default=False)
    ] = None,
    course: CourseOption = None,
) -> None:
    """Make a course of the demo's submissions, grade it, and say where to look. An earlier demo course is replaced."""
    from autograder.cli.demo import harmful_students, make_course
    from autograder.course.release import generate

    home = _course(course)
    made = make_course(home, folder)
    generate(made)
    results: list[SubmissionResult] = []
    for assignment in made.assignments():
        if made.submissions(assignment):
            results += _grade(made, assignment, allow_weak_sandbox=True, skip_if_weak=harmful_students(home))
    show_where_to_look(made, results)


@app.command()
def formgrader(
    port: Annotated[int, typer.Option(help="The first port to try.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    course: CourseOption = None,
) -> None:
    """Open the course in nbgrader's formgrader, for this machine only; Ctrl-C ends it."""
    from autograder.cli.formgrader import serve

    serve(_course(course), port=port, browser=browser)


@app.command()
def doctor() -> None:
    """Show how strongly this machine confines learners' code: each layer, its cost, and how to get it."""
    from autograder.cli.doctor import examine

    with contextlib.suppress(AutograderError):
        _course(None)  # for its language
    with out.status(say("cli.trying_layers")):
        level, layers = examine()
    show_layers(level, layers)


def _grade(course: Any, assignment: str, **options: Any) -> list[SubmissionResult]:
    """Grade a class with the options of `grade_class`, and print the result. Exit with 130 after Ctrl-C."""
    from autograder.gradebook.run import RunInterrupted, grade_class

    try:
        with _Bar() as bar:
            found = grade_class(course, assignment, progress=bar, **options)
    except RunInterrupted as stopped:
        complain(say("cli.stopped", so_far=stopped.so_far))
        raise typer.Exit(130) from None
    show_class(assignment, found.results, found.absent)
    show_changes(found.changes, dry=found.dry_run)
    return found.results


class _Bar:
    """Print the events of `grade_class`: a line at the start, then a progress bar."""

    def __init__(self) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=out)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, event: Any) -> None:
        from autograder.gradebook.run import Started

        if isinstance(event, Started):
            if event.left_out:
                out.print(say("cli.left_out", students=Listed(event.left_out, "comma")))
            line = say("cli.started", assignment=event.assignment, total=event.total, level=event.level)
            out.print(line)
            self._task = self._progress.add_task(say("cli.grading"), total=event.total)
        else:
            self._progress.start()  # not before nbgrader is imported; no effect when it runs
            self._progress.advance(self._task)
