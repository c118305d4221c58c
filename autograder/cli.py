"""The command line: `autograder generate | check | grade | demo | doctor`. Words and tables only; the work is done elsewhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Optional

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.errors import AutograderError
from autograder.grading.result import ExerciseResult, SubmissionResult

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Make, check and grade the assignments of an nbgrader course.",
    pretty_exceptions_enable=False,
)
CourseOption = Annotated[
    Optional[Path], typer.Option("--course", help="The course's folder; by default the one you stand in.", show_default=False)
]
LanguageOption = Annotated[str, typer.Option("--lang", help="Language of messages: en or zh.")]
WeakOption = Annotated[
    bool, typer.Option("--allow-weak-sandbox", help="Grade also where nothing can confine learners' code: for notebooks you trust.")
]
_COLOURS = {"passed": "green", "failed": "yellow", "missing": "dim", "error": "red", "timeout": "red", "crashed": "red"}

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
    if name not in ("en", "zh"):
        raise AutograderError(f"There are no messages in {name!r}; --lang is en or zh.")
    return name


@app.command()
def generate(
    assignments: Annotated[Optional[list[str]], typer.Argument(help="All, where none is named.", show_default=False)] = None,
    course: CourseOption = None,
) -> None:
    """Make release/ and solutions/ from the source notebooks."""
    from autograder.generate import generate

    where = _course(course)
    changed = generate(where, assignments or [])
    for path in changed:
        out.print(f"wrote {path.relative_to(where.root)}", highlight=False)
    if not changed:
        out.print("Everything is up to date.")


@app.command()
def check(
    notebook: Annotated[Path, typer.Argument(help="A learner's notebook.")],
    assignment: Annotated[Optional[str], typer.Option(help="Its assignment; by default recognised from its cells.")] = None,
    json_file: Annotated[Optional[str], typer.Option("--json", metavar="FILE", help="Write the result as JSON; - prints it.")] = None,
    lang: LanguageOption = "en",
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
    lang: LanguageOption = "en",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Grade every submission into nbgrader's gradebook and autograded/."""
    _grade(_course(course), assignment, workers, _language(lang), allow_weak_sandbox)


@app.command()
def demo(
    folder: Annotated[Optional[Path], typer.Argument(help="Where to make the course; demo/course by default.", show_default=False)] = None,
    course: CourseOption = None,
) -> None:
    """Make an untracked course of the demo's submissions, generate, grade, and say where to look."""
    from autograder.demo import make_course
    from autograder.generate import generate

    made = make_course(_course(course), folder)
    generate(made)
    for assignment in made.assignments():
        if made.submissions(assignment):
            _grade(made, assignment, 0, "en", allow_weak=True)
    out.print(f"\nThe demo's course is {made.root}")
    out.print("  submitted/   what the learners handed in")
    out.print("  autograded/  their notebooks, graded: open one in Jupyter")
    out.print("  gradebook.db the scores, in nbgrader's own gradebook: see them with `nbgrader formgrader` there")
    out.print("Grade one notebook yourself: autograder check demo/submitted/<student>/<assignment>/<assignment>.ipynb")


@app.command()
def doctor() -> None:
    """Say how strongly learners' code is confined on this machine."""
    from autograder.sandbox.host import Zygote
    from autograder.sandbox.limits import Limits

    with Zygote(Limits(), allow_weak=True) as zygote:
        out.print(f"sandbox: {zygote.level} ({', '.join(zygote.layers) or 'no layer holds'})", highlight=False)


def _grade(course: Any, assignment: str, workers: int, language: str, allow_weak: bool) -> None:
    from autograder.grading.classroom import Classroom, Settings

    course.sources(assignment)
    students = course.submissions(assignment)
    if not students:
        raise AutograderError(f"Nobody has submitted {assignment}: {course.submitted(assignment, '*')} matches no folder.")
    results = []
    with Classroom(course, assignment, Settings(language=language, allow_weak=allow_weak), workers) as classroom:
        out.print(f"{assignment}: {len(students)} submissions, sandbox {classroom.level}", highlight=False)
        coming = classroom.grade(students)  # the workers begin; importing nbgrader takes seconds meanwhile
        from autograder.grading.gradebook import GradebookWriter

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with GradebookWriter(course) as writer, Progress(*columns, console=out) as progress:
            for result in progress.track(coming, total=len(students), description="grading"):
                writer.write(result)
                results.append(result)
    _print_class(assignment, sorted(results, key=lambda result: result.student))


def _as_json(result: SubmissionResult) -> dict[str, Any]:
    return {
        "assignment": result.assignment,
        "score": result.score,
        "max_score": result.max_score,
        "sandbox": result.sandbox,
        "exercises": [
            {
                "name": exercise.name,
                "score": exercise.score,
                "max_score": exercise.max_score,
                "status": exercise.status,
                "message": exercise.message,
                "diagnosis": exercise.diagnosis,
            }
            for exercise in result.exercises
        ],
    }


def _print_submission(result: SubmissionResult) -> None:
    table = Table(title=f"{result.assignment}: {result.score:g} of {result.max_score:g} points", title_justify="left")
    table.add_column("exercise", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("what was found", ratio=1)
    for exercise in result.exercises:
        status = f"[{_COLOURS[exercise.status]}]{exercise.status}[/]"
        table.add_row(exercise.name, _points(exercise), status, Markdown(exercise.message) if exercise.message else "")
    out.print(table)
    for note in result.notes:
        out.print(f"note: {note}", markup=False, highlight=False)
    out.print(f"sandbox: {result.sandbox}", highlight=False)


def _points(exercise: ExerciseResult) -> str:
    return f"{exercise.score:.4g} / {exercise.max_score:g}"


def _print_class(assignment: str, results: list[SubmissionResult]) -> None:
    table = Table(title=assignment, title_justify="left")
    for column, justify in (("student", "left"), ("points", "right"), ("status", "left"), ("what was found", "left")):
        table.add_column(column, justify=justify, no_wrap=column != "what was found")  # type: ignore[arg-type]
    for result in results:
        status, sentence = _summary(result)
        table.add_row(result.student, "" if result.refused else f"{result.score:.4g} / {result.max_score:g}", status, sentence)
    out.print(table)
    graded = [result for result in results if not result.refused]
    if graded:
        mean = sum(result.score for result in graded) / len(graded)
        out.print(f"{len(graded)} graded, {len(results) - len(graded)} refused; mean {mean:.4g} of {graded[0].max_score:g}", highlight=False)


def _summary(result: SubmissionResult) -> tuple[str, str]:
    """A submission's status and its sentence."""
    if result.refused:
        return "[red]refused[/]", result.refused
    lost = [exercise for exercise in result.exercises if exercise.status != "passed"]
    if not lost:
        return "[green]passed[/]", "Everything passed."
    if all(exercise.status == "missing" for exercise in result.exercises):
        return "[dim]missing[/]", "Nothing was written."
    worst = next((s for s in ("crashed", "timeout", "error") if any(e.status == s for e in lost)), "failed")
    parts = [f"{e.name}: {e.diagnosis or e.status}" for e in lost if e.status != "missing"]
    missing = [e.name for e in lost if e.status == "missing"]
    if missing:
        parts.append(f"not written: {', '.join(missing)}")
    return f"[{_COLOURS[worst]}]{worst}[/]", "; ".join(parts) + "."

