"""The commands. Each parses its arguments, calls the package, and prints; the work is done elsewhere."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from autograder import __version__
from autograder.cli import speech
from autograder.cli.completion import complete_assignment
from autograder.cli.speech import complain, out, say
from autograder.cli.tables import show_submission, show_validation
from autograder.errors import AutograderError, NotebookError
from autograder.grading.result import SubmissionResult
from autograder.languages import DEFAULT, known
from autograder.plain import json_text
from autograder.warm.client import IDLE_MINUTES, WarmAnswer

if TYPE_CHECKING:
    from autograder.warm.fork import Fork

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

NoWaitOption = Annotated[
    bool, typer.Option("--no-wait", help="If another process writes into the course, stop instead of waiting for its end.")
]

AllAssignments = Annotated[
    list[str] | None,
    typer.Argument(help="Names of assignments; by default all.", show_default=False, autocompletion=complete_assignment),
]

LanguageOption = Annotated[str, typer.Option("--lang", help="Language of messages: en or zh; by default each notebook's.")]

WeakOption = Annotated[
    bool,
    typer.Option(
        "--allow-weak-sandbox", help="Grade even if nothing confines learners' code; for notebooks that you trust."
    ),
]


class Warm(NamedTuple):
    """What a warm grader has to do with the command that runs here.

    answer: of the warm grader that was asked first, and that could not run all of the command.
    fork:   where this process is a fork of a warm grader.
    """

    answer: WarmAnswer = WarmAnswer()
    fork: Fork | None = None


def main(arguments: Sequence[str] | None = None, *, answer: WarmAnswer | None = None, fork: Fork | None = None) -> None:
    """Run the command line, by default with the program's own arguments. answer, fork: see `Warm`.

    Errors that a person can put right are one line on stderr and exit code 2; Ctrl-C gives 130.
    """
    sys.excepthook = speech.print_traceback
    warm = Warm(answer or WarmAnswer(), fork)
    try:
        if arguments is None:
            app(obj=warm)
        else:
            program()([*arguments], prog_name="autograder", obj=warm)
    except AutograderError as error:
        complain(error)
        sys.exit(2)
    except OSError as error:
        code = "cli.disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cli.system_failed"
        complain(say(code, place=error.filename or error.strerror, reason=error.strerror))
        sys.exit(2)


@cache
def program() -> Any:
    """Return the command line as a callable, which is made once."""
    return typer.main.get_command(app)


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


def _course(folder: Path | None) -> Any:
    """Return the course of `--course`, or of the working directory, and speak its language.

    A notebook's folder is never searched for a course: what was handed in may hold a configuration, which is a program.
    """
    from autograder.course.course import Course

    course = Course.find() if folder is None else Course(folder)
    with contextlib.suppress(AutograderError):  # a command that needs the configuration will say what is wrong with it
        speech.use(course.language)
    return course


def _lock(course: Any, no_wait: bool = False) -> contextlib.AbstractContextManager[None]:
    """Return a context that holds the course's lock; while it waits, it says for whom."""
    from autograder.course.lock import locked

    return locked(course, wait=not no_wait, report=complain)


def _language(name: str) -> str:
    """Return the value of `--lang`, and speak that language. Raises AutograderError for an unknown one."""
    if name:
        speech.use(known(name))
    return name


@app.command()
def generate(
    assignments: AllAssignments = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the release: en or zh; by default the course's.")] = "",
    no_wait: NoWaitOption = False,
    course: CourseOption = None,
) -> None:
    """Make release/ and solutions/ from the source notebooks."""
    from autograder.course.release import generate

    where, language = _course(course), _language(lang)
    with _lock(where, no_wait):
        changed = generate(where, assignments or [], language, warn=complain)
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
    context: typer.Context,
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
    warm: Annotated[
        bool,
        typer.Option(
            "--warm",
            help=f"Leave a process of yours running that has the hidden tests loaded, and let it answer: from the second "
            f"check on that saves seconds. It ends after {IDLE_MINUTES} minutes without a check. Linux only; elsewhere "
            "nothing is left running.",
        ),
    ] = False,
    course: CourseOption = None,
) -> None:
    """Grade notebooks of one or several assignments in one warm process; the gradebook is not touched.

    The exit code is 2 if a notebook could not be graded; the others are graded all the same. It is 1 if an exercise waits
    for a person because the course or the grader failed.
    """
    from autograder.grading.notebooks import grade_notebooks

    if json_file is not None and (json_lines or len(notebooks) > 1):
        raise AutograderError("cli.json_is_for_one")
    answer, fork = context.obj or Warm()
    where = _course(course) if fork is None else fork.course_for(_course(course))
    if answer.reason:
        complain(say("cli.no_warm_grader", reason=answer.reason))
    elif answer.is_unsure:
        complain(say("cli.warm_grader_is_unsure"))
    results = grade_notebooks(
        where,
        notebooks[answer.shown :],
        assignment=assignment,
        language=_language(lang),
        allow_weak_sandbox=allow_weak_sandbox,
        loaded=None if fork is None else partial(fork.loaded, where, allow_weak=allow_weak_sandbox),
    )
    code = 0
    for result in results:
        if fork is not None:
            fork.require_caller()
        code = max(code, 2 if result.refused is not None else 1 if result.waiting else 0)
        if json_lines:
            speech.print_json(_as_json(result))
        elif result.refused is not None and len(notebooks) == 1:
            raise NotebookError(result.refused.code, **result.refused.values)
        elif result.refused is not None:
            complain(result.refused)
        else:
            _show_result(result, json_file, title=str(result.file) if len(notebooks) > 1 else "")
        if fork is not None:
            fork.report_shown()
    if not (where.has_secret or json_file == "-" or json_lines):
        out.print(say("cli.public_secret"), highlight=False, soft_wrap=True)
    if code:
        raise typer.Exit(code)


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


def say_backup(course: Any, copy: Path | None) -> None:
    """Print where the gradebook was copied to; or, if its database is not SQLite, that it was not."""
    from autograder.gradebook.backup import sqlite_file

    if copy is not None:
        out.print(say("cli.backup", path=os.path.relpath(copy)), soft_wrap=True)
    elif sqlite_file(course) is None:
        out.print(say("cli.no_backup"))


@app.command()
def formgrader(
    port: Annotated[int, typer.Option(help="The first port to try.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    course: CourseOption = None,
) -> None:
    """Open the course in nbgrader's formgrader, for this machine only; Ctrl-C ends it."""
    from autograder.cli.formgrader import serve

    where = _course(course)
    serve(where, port=port, browser=browser, lock=_lock(where))


@app.command()
def secret(
    new: Annotated[
        bool, typer.Option("--new", help="Make a new secret, from which other hidden inputs are drawn in all later runs.")
    ] = False,
    no_wait: NoWaitOption = False,
    course: CourseOption = None,
) -> None:
    """Say where the course's secret is, and whether the gradebook's scores were computed with it. It is never printed."""
    from autograder.gradebook.backup import back_up
    from autograder.gradebook.secret import ensure_secret, replace_secret

    where = _course(course)
    if new:
        with _lock(where, no_wait):
            say_backup(where, back_up(where))
            replace_secret(where)
    else:
        ensure_secret(where, dry=True)
    code = "cli.secret_made" if new else "cli.secret_is_there" if where.has_secret else "cli.no_secret"
    out.print(say(code, path=os.path.relpath(where.secret_file)), soft_wrap=True)
