"""The commands. Each parses its arguments, calls the package, and prints; the work is done elsewhere."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder import __version__
from autograder.cli import speech
from autograder.cli.completion import complete_assignment
from autograder.cli.speech import say
from autograder.cli.tables import (
    out,
    show_changes,
    show_class,
    show_layers,
    show_submission,
    show_validation,
    show_where_to_look,
)
from autograder.errors import AutograderError
from autograder.grading.result import SubmissionResult
from autograder.languages import DEFAULT, known

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
    typer.Argument(help="Names of assignments.", show_default=False, autocompletion=complete_assignment),
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
    try:
        app()
    except AutograderError as error:
        _complain(error)
        sys.exit(2)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        _complain(say("cli.disk_full", place=error.filename or error.strerror))
        sys.exit(2)


def _complain(what: object) -> None:
    Console(stderr=True, soft_wrap=True).print(f"autograder: {speech.text(what)}", markup=False, highlight=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"autograder {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Run before each command."""
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
        out.print(say("cli.wrote", path=path.relative_to(where.root)), highlight=False)
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
    problems: list[str] = []
    for assignment in assignments or where.assignments():
        where.sources(assignment)
        with out.status(say("cli.proving", assignment=assignment)):
            found = prove(where, assignment, mutation=mutation, allow_weak=allow_weak_sandbox)
        show_validation(found)
        problems += found.all_problems
    if problems:
        raise typer.Exit(1)


@app.command()
def check(
    notebook: Annotated[Path, typer.Argument(help="A learner's notebook.")],
    assignment: Annotated[
        str | None,
        typer.Option(help="Its assignment; by default recognised by its cells.", autocompletion=complete_assignment),
    ] = None,
    json_file: Annotated[
        str | None,
        typer.Option("--json", metavar="FILE", help="Write the result to a file as JSON; - prints only the JSON."),
    ] = None,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade one notebook; the gradebook is not touched."""
    from autograder.grading.submission import check_notebook

    where = _course(course, notebook.parent)
    result = check_notebook(where, notebook, assignment, language=_language(lang), allow_weak=allow_weak_sandbox)
    if json_file is not None:
        text = json.dumps(_as_json(result), ensure_ascii=False, indent=2) + "\n"
        if json_file == "-":
            sys.stdout.write(text)
            return
        try:
            Path(json_file).write_text(text, encoding="utf-8")
        except OSError as error:
            raise AutograderError("cli.cannot_write", file=json_file, reason=error.strerror) from None
    show_submission(result)


@app.command()
def grade(
    assignments: SomeAssignments = None,
    everything: Annotated[bool, typer.Option("--all", help="Every assignment that somebody has submitted.")] = False,
    student: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="This student alone; may be given again.", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say which scores would change; write nothing.")] = False,
    excuse: Annotated[
        list[str] | None,
        typer.Option(metavar="EXERCISE", help="Its test is bad: full points for everyone, from now on.", show_default=False),
    ] = None,
    unexcuse: Annotated[
        list[str] | None, typer.Option(metavar="EXERCISE", help="Take an excuse back.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 means one for each processor.")] = 0,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade submissions into nbgrader's gradebook and autograded/.

    Manual scores and comments stay. A copy of the gradebook is made first.
    """
    from autograder.gradebook.backup import back_up, sqlite_file
    from autograder.grading import excuses

    where, language = _course(course), _language(lang)
    chosen = _chosen(where, assignments or [], everything)
    classes = {assignment: _students(where, assignment, student or []) for assignment in chosen}
    if student and (lost := set(student) - set().union(*classes.values())):
        raise AutograderError(f"{', '.join(sorted(lost))} has submitted nothing of {', '.join(chosen)}.")
    excused = None
    if excuse or unexcuse:
        if len(chosen) > 1 or student:
            raise AutograderError("An exercise is excused for everyone: name its assignment alone, and no student.")
        added, taken = (excuses.test_cells(where, chosen[0], names or []) for names in (excuse, unexcuse))
        excused = (excuses.excused(where, chosen[0]) | added) - taken
    if not dry_run:
        copy = back_up(where)
        if copy is not None:
            out.print(f"backup: {os.path.relpath(copy)}", highlight=False, soft_wrap=True)
        elif sqlite_file(where) is None:
            out.print("backup: none; the gradebook is not SQLite's: make one with its database's own tools", highlight=False)
        if excused is not None:
            excuses.record(where, chosen[0], excused)
    for assignment, students in classes.items():
        if students:
            _grade(
                where,
                assignment,
                workers,
                language,
                allow_weak_sandbox,
                students=students,
                everyone=not student,
                dry=dry_run,
                excused=excused,
            )
    if dry_run:
        out.print("Nothing was written.")


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to make the course; by default demo/course.", show_default=False)
    ] = None,
    course: CourseOption = None,
) -> None:
    """Make a course of the demo's submissions, grade it, and say where to look."""
    from autograder.cli.demo import harmful_students, make_course
    from autograder.course.release import generate

    home = _course(course)
    made = make_course(home, folder)
    generate(made)
    results: list[SubmissionResult] = []
    for assignment in made.assignments():
        if made.submissions(assignment):
            results += _grade(made, assignment, 0, "", allow_weak=True, not_where_weak=harmful_students(home))
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


def _chosen(course: Any, assignments: Sequence[str], everything: bool) -> list[str]:
    there = course.assignments()
    if everything == bool(assignments):
        raise AutograderError(f"Name assignments, or all of them with --all; there are: {', '.join(there) or 'none'}.")
    for assignment in assignments:
        course.sources(assignment)  # or an error that says which there are
    chosen = list(dict.fromkeys(assignments)) or [name for name in there if course.submissions(name)]
    if not chosen:
        raise AutograderError(f"Nobody has submitted anything: {course.submitted('*', '*')} matches no folder.")
    return chosen


def _students(course: Any, assignment: str, wanted: Sequence[str]) -> list[str]:
    """Who has submitted it, of those who are wanted; all, where nobody is named."""
    students = course.submissions(assignment)
    if not students:
        raise AutograderError(f"Nobody has submitted {assignment}: {course.submitted(assignment, '*')} matches no folder.")
    return [student for student in students if not wanted or student in wanted]


def _grade(
    course: Any,
    assignment: str,
    workers: int,
    language: str,
    allow_weak: bool,
    *,
    students: Sequence[str] = (),
    everyone: bool = False,
    dry: bool = False,
    excused: frozenset[str] | None = None,
    not_where_weak: Collection[str] = (),
) -> list[SubmissionResult]:
    """Grade a class and print it.

    students:       who is graded; by default all who have submitted.
    everyone:       show those without a submission, too, and have the gradebook know them.
    not_where_weak: students left out where nothing can confine their code.
    """
    from autograder.grading.classroom import Classroom, Settings

    students = students or _students(course, assignment, [])
    settings = Settings(language=language, allow_weak=allow_weak, excused=excused)
    results: list[SubmissionResult] = []
    writer = None
    try:
        with Classroom(course, assignment, settings, workers) as classroom:
            if classroom.level == "weak" and not_where_weak:
                students = [student for student in students if student not in not_where_weak]
                left_out = ", ".join(sorted(not_where_weak))
                out.print(f"Left out, as nothing can confine them here: {left_out}", highlight=False)
            out.print(f"{assignment}: {len(students)} submissions, sandbox {classroom.level}", highlight=False)
            coming = classroom.grade(students)  # the workers begin; importing nbgrader takes seconds meanwhile
            from autograder.gradebook.writer import GradebookWriter

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            with GradebookWriter(course, dry=dry) as writer, Progress(*columns, console=out) as progress:
                for result in progress.track(coming, total=len(students), description="grading"):
                    writer.write(result)
                    results.append(result)
                writer.flush()
                absent = writer.enter_absent(assignment) if everyone else {}
    except KeyboardInterrupt:
        _complain(f"Stopped. {_so_far(assignment, writer, len(students), dry)}")
        raise typer.Exit(130) from None
    except AutograderError as error:
        if writer is None:
            raise
        raise type(error)(f"{error} {_so_far(assignment, writer, len(students), dry)}") from error
    results.sort(key=lambda result: result.student)
    show_class(assignment, results, absent)
    show_changes(writer.changes, dry=dry)
    return results


def _so_far(assignment: str, writer: Any, total: int, dry: bool) -> str:
    """What a run that was cut short leaves behind, and what to do."""
    if dry:
        return "Nothing was written."
    done = len(writer.changes) if writer else 0
    return f"{done} of {total} submissions of {assignment} stand in the gradebook, each whole; run this again for the rest."


def _as_json(result: SubmissionResult) -> dict[str, Any]:
    """Return what `check --json` writes."""
    return {
        "assignment": result.assignment,
        "score": result.score,
        "max_score": result.max_score,
        "bonus": result.bonus,
        "sandbox": result.sandbox,
        "exercises": [
            {
                "name": exercise.name,
                "score": exercise.score,
                "max_score": exercise.max_score,
                "bonus": exercise.bonus,
                "status": exercise.status,
                "message": exercise.message,
                "diagnosis": exercise.diagnosis,
            }
            for exercise in result.exercises
        ],
    }
