"""The command line: generate, check, grade, demo, doctor. Words and tables only; the work is done elsewhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from autograder.errors import AutograderError
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.languages import known

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Make, check and grade the assignments of an nbgrader course.",
    pretty_exceptions_enable=False,
)
CourseOption = Annotated[
    Path | None, typer.Option("--course", help="The course's folder; by default the one you stand in.", show_default=False)
]
LanguageOption = Annotated[str, typer.Option("--lang", help="Language of messages: en or zh; by default each notebook's.")]
WeakOption = Annotated[
    bool,
    typer.Option("--allow-weak-sandbox", help="Grade even where nothing confines learners' code: for notebooks you trust."),
]
_COLOURS = {  # the worst first
    "refused": "red",
    "crashed": "red",
    "timeout": "red",
    "error": "red",
    "failed": "yellow",
    "missing": "dim",
    "passed": "green",
}
_PLAIN: dict[str, Any] = {"title_justify": "left", "pad_edge": False}

out = Console()


def main() -> None:
    """The entry point: what a person can put right is one line on stderr and exit code 2."""
    try:
        app()
    except AutograderError as error:
        Console(stderr=True, soft_wrap=True).print(f"autograder: {error}", markup=False, highlight=False)
        sys.exit(2)


def _course(folder: Path | None, near: Path | None = None) -> Any:
    from autograder.course import Course
    from autograder.errors import CourseError

    if folder is not None:
        return Course(folder)
    try:
        return Course.find()
    except CourseError:
        if near is None:
            raise
        return Course.find(near)


def _language(name: str) -> str:
    return known(name) if name else ""


@app.command()
def generate(
    assignments: Annotated[list[str] | None, typer.Argument(help="All, where none is named.", show_default=False)] = None,
    lang: Annotated[str, typer.Option("--lang", help="The release's language; by default the course's.")] = "",
    course: CourseOption = None,
) -> None:
    """Make release/ and solutions/ from the source notebooks."""
    from autograder.generate import generate

    where = _course(course)
    changed = generate(where, assignments or [], _language(lang))
    for path in changed:
        out.print(f"wrote {path.relative_to(where.root)}", highlight=False)
    if not changed:
        out.print("Everything is up to date.")


@app.command()
def check(
    notebook: Annotated[Path, typer.Argument(help="A learner's notebook.")],
    assignment: Annotated[str | None, typer.Option(help="Its assignment; by default recognised from its cells.")] = None,
    json_file: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON; - prints it alone.")
    ] = None,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade one notebook, and touch no gradebook."""
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
            raise AutograderError(f"{json_file} cannot be written: {error.strerror}.") from None
    _print_submission(result)


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment's name.")],
    workers: Annotated[int, typer.Option(help="Processes; 0 means one for each processor.")] = 0,
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade every submission into nbgrader's gradebook and autograded/."""
    _grade(_course(course), assignment, workers, _language(lang), allow_weak_sandbox)


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to make the course; demo/course by default.", show_default=False)
    ] = None,
    course: CourseOption = None,
) -> None:
    """Make an untracked course of the demo's submissions, generate, grade, and say where to look."""
    from autograder.demo import HARMFUL, make_course
    from autograder.generate import generate

    made = make_course(_course(course), folder)
    generate(made)
    results: list[SubmissionResult] = []
    for assignment in made.assignments():
        if made.submissions(assignment):
            results += _grade(made, assignment, 0, "", allow_weak=True, not_where_weak=HARMFUL)
    _print_where_to_look(made, results)


@app.command()
def formgrader(
    port: Annotated[int, typer.Option(help="The first port to try.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open it in a browser, where there is one.")] = True,
    course: CourseOption = None,
) -> None:
    """Open the course in nbgrader's formgrader, on this machine alone; Ctrl-C ends it."""
    from autograder.formgrader import serve

    serve(_course(course), port=port, browser=browser)


@app.command()
def doctor() -> None:
    """Say how strongly learners' code is confined on this machine."""
    from autograder.sandbox.host import Zygote
    from autograder.sandbox.limits import Limits

    with Zygote(Limits(), allow_weak=True) as zygote:
        out.print(f"sandbox: {zygote.level} ({', '.join(zygote.layers) or 'no layer holds'})", highlight=False)


def _grade(
    course: Any, assignment: str, workers: int, language: str, allow_weak: bool, not_where_weak: Collection[str] = ()
) -> list[SubmissionResult]:
    """Grade a class and print it. not_where_weak: students left out where nothing can confine their code."""
    from autograder.grading.classroom import Classroom, Settings

    course.sources(assignment)
    students = course.submissions(assignment)
    if not students:
        raise AutograderError(f"Nobody has submitted {assignment}: {course.submitted(assignment, '*')} matches no folder.")
    results: list[SubmissionResult] = []
    with Classroom(course, assignment, Settings(language=language, allow_weak=allow_weak), workers) as classroom:
        if classroom.level == "weak" and not_where_weak:
            students = [student for student in students if student not in not_where_weak]
            out.print(f"Left out, as nothing can confine them here: {', '.join(sorted(not_where_weak))}", highlight=False)
        out.print(f"{assignment}: {len(students)} submissions, sandbox {classroom.level}", highlight=False)
        coming = classroom.grade(students)  # the workers begin; importing nbgrader takes seconds meanwhile
        from autograder.grading.gradebook import GradebookWriter

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with GradebookWriter(course) as writer, Progress(*columns, console=out) as progress:
            for result in progress.track(coming, total=len(students), description="grading"):
                writer.write(result)
                results.append(result)
    results.sort(key=lambda result: result.student)
    _print_class(assignment, results)
    return results


def _as_json(result: SubmissionResult) -> dict[str, Any]:
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


def _print_where_to_look(made: Any, results: list[SubmissionResult]) -> None:
    """What the demo has made, and what to try next; paths as one can type them here."""
    root = os.path.relpath(made.root)
    out.print()
    for where, what in (
        ("submitted/", "what the learners handed in"),
        ("autograded/", "their notebooks, graded: open one in JupyterLab"),
        ("gradebook.db", "the scores: start JupyterLab in this folder and choose Nbgrader > Formgrader"),
    ):
        out.print(f"{os.path.join(root, where):{len(root) + 14}} {what}", highlight=False, soft_wrap=True)
    told = max(results, key=lambda result: sum(bool(exercise.diagnosis) for exercise in result.exercises))
    notebook = made.submitted(told.assignment, told.student) / f"{told.exercises[0].notebook}.ipynb"
    program = "autograder" if shutil.which("autograder") else os.path.relpath(Path(sys.executable).with_name("autograder"))
    out.print("\nWhat is said to one of them:")
    out.print(f"    {program} check {os.path.relpath(notebook)}", highlight=False, soft_wrap=True)


def _print_submission(result: SubmissionResult) -> None:
    """The scores as a table; below it, at full width and free to be copied, what is to be said of each exercise."""
    title = f"{result.assignment}: {result.score:.4g} of {result.max_score:g} points"
    table = Table(box=box.SIMPLE_HEAD, title=title, **_PLAIN)
    table.add_column("exercise", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("known mistake")
    for exercise in result.exercises:
        points = f"{exercise.score:.4g} / {exercise.max_score:g}"
        table.add_row(exercise.name, points, _coloured(exercise.status), exercise.diagnosis or "")
    out.print(table)
    for exercise in result.exercises:
        if exercise.message:
            out.rule(f"[bold]{exercise.name}[/]", align="left")
            _print_message(exercise.message)
            out.print()
    for note in result.notes:
        out.print(f"note: {note}", markup=False, highlight=False)
    out.print(f"sandbox: {result.sandbox}", highlight=False)


def _print_message(message: str) -> None:
    """Markdown for the eye, but code as it stands: an example is there to be copied."""
    for number, part in enumerate(re.split(r"^```(?:python)?\n(.*?)^```$", message, flags=re.MULTILINE | re.DOTALL)):
        if number % 2:
            out.print(textwrap.indent(part.rstrip(), "    "), markup=False, highlight=False, soft_wrap=True)
        elif part.strip():
            out.print(Markdown(part.strip()))


def _coloured(status: str) -> str:
    return f"[{_COLOURS[status]}]{status}[/]"


def _print_class(assignment: str, results: list[SubmissionResult]) -> None:
    graded = [result for result in results if not result.refused]
    best = max((result.max_score for result in graded), default=0.0)
    table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
    table.add_column("student", no_wrap=True)
    table.add_column(f"of {best:g}", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("what was found")
    for result in results:
        status, sentence = _summary(result)
        score = "" if result.refused else f"{result.score:.4g}"
        table.add_row(result.student, score, _coloured(status), Text(sentence))
    out.print(table)
    if graded:
        mean = sum(result.score for result in graded) / len(graded)
        refused = f", {len(results) - len(graded)} refused" if len(graded) < len(results) else ""
        out.print(f"{assignment}: {len(graded)} graded{refused}; mean {mean:.4g} of {best:g}", highlight=False)


def _summary(result: SubmissionResult) -> tuple[str, str]:
    """A submission's status, the worst of its exercises', and what was found, with the exercises where it was."""
    if result.refused:
        return "refused", result.refused
    lost = [exercise for exercise in result.exercises if exercise.status != "passed"]
    status = min((exercise.status for exercise in lost), key=list(_COLOURS).index, default="passed")
    if lost == result.exercises and status == "missing":
        return status, "nothing was written"
    findings: dict[str, list[str]] = {}
    for exercise in lost:
        findings.setdefault(_finding(exercise), []).append(exercise.name)
    return status, "\n".join(f"{', '.join(names)}: {finding}" for finding, names in findings.items())


def _finding(exercise: ExerciseResult) -> str:
    """The known mistake, or the first sentence of the message, without the exercise's name."""
    if exercise.diagnosis:
        return exercise.diagnosis
    line = exercise.message.split("\n")[0].replace("`", "").removeprefix(exercise.name).lstrip(": ").removeprefix("is ")
    return textwrap.shorten(line.rstrip(".。"), 90, placeholder=" …")
