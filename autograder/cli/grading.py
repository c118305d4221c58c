"""The commands that grade a class: `grade` and `demo`."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated, Any

import typer

from autograder.cli import clusters
from autograder.cli.commands import (
    CourseOption,
    LanguageOption,
    NoWaitOption,
    WeakOption,
    _course,
    _language,
    _lock,
    app,
    say_backup,
)
from autograder.cli.completion import complete_assignment
from autograder.cli.progress import JsonLines, Reporter, choose
from autograder.cli.regrading import show_kept
from autograder.cli.speech import complain, out, say
from autograder.cli.tables import show_changes, show_class, show_waiting, show_where_to_look
from autograder.grading.result import SubmissionResult

SomeAssignments = Annotated[
    list[str] | None,
    typer.Argument(help="Names of assignments; or give --all.", show_default=False, autocompletion=complete_assignment),
]


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
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Also grade submissions of which nothing has changed since the last time.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--jobs", "-j", "--workers", help="Number of processes; 0 means one for each processor.")
    ] = 0,
    allow_lower: Annotated[
        bool,
        typer.Option("--allow-lower", help="Like --regrade; scores of unchanged work may fall, too."),
    ] = False,
    cluster: clusters.ClusterOption = "",
    scheduler: clusters.SchedulerOption = "",
    tls_ca: clusters.TlsCaOption = "",
    tls_cert: clusters.TlsCertOption = "",
    tls_key: clusters.TlsKeyOption = "",
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    json_lines: Annotated[
        bool, typer.Option("--json-lines", help="Print a line of JSON for each event instead of tables; for programs.")
    ] = False,
    no_wait: NoWaitOption = False,
    course: CourseOption = None,
) -> None:
    """Grade submissions into nbgrader's gradebook and autograded/: those that are new or changed, or whose test has changed.

    Manual scores and comments are kept. The gradebook is copied first. The exit code is 2 if the course is wrong; then
    nothing is written. It is 1 if something waits for a person because the course or the grader failed meanwhile.
    """
    from autograder.gradebook import run
    from autograder.temporary import sweep

    where, language = _course(course), _language(lang)
    run.check_workers(workers)
    machines = clusters.chosen(cluster, scheduler, tls_ca, tls_cert, tls_key)
    chosen = run.choose_assignments(where, assignments or [], everything)
    classes = run.choose_students(where, chosen, student or [])
    excuses = {"excuse": excuse or [], "unexcuse": unexcuse or []}
    excused = run.choose_excuses(where, chosen, student or [], **excuses)  # raises before anything waits or is written
    options: dict[str, Any] = {"language": language, "regrade": regrade or allow_lower}
    plans = {
        name: run.plan_class(where, name, names, excused=excused, **options) for name, names in classes.items() if names
    }
    sweep()
    results: list[SubmissionResult] = []
    with contextlib.ExitStack() as stack:
        waiting = [assignment for assignment, plan in plans.items() if plan.waiting]
        ready = None
        several = stack.enter_context(machines()) if waiting and machines is not None else None
        if several is not None:
            run.require_sound(where, waiting)
        elif waiting:
            ready = stack.enter_context(run.make_ready(where, waiting, allow_weak_sandbox=allow_weak_sandbox))
        if not dry_run:
            stack.enter_context(_lock(where, no_wait))
        excused = run.choose_excuses(where, chosen, student or [], **excuses)
        if not dry_run and (excused is not None or any(plan.waiting for plan in plans.values())):
            copy = run.prepare(where, chosen[0], excused)
            if not json_lines:
                say_backup(where, copy)
        for assignment, plan in plans.items():
            results += grade_and_show(
                where,
                assignment,
                choose(json_lines),
                planned=plan,
                everyone=not student,
                workers=workers,
                allow_weak_sandbox=allow_weak_sandbox,
                dry_run=dry_run,
                allow_lower=allow_lower,
                excused=excused,
                ready=ready if [assignment] == waiting[:1] else None,
                cluster=several,
                checked=True,
                **options,
            )
    if json_lines:
        waits = any(result.waits or result.waiting for result in results)
    else:
        if dry_run:
            out.print(say("gradebook.nothing_written"))
        waits = show_waiting(results)
    if waits:
        raise typer.Exit(1)


@app.command()
def demo(
    folder: Annotated[
        Path | None, typer.Argument(help="Where to make the course; by default demo/course.", show_default=False)
    ] = None,
    course: CourseOption = None,
) -> None:
    """Make a course of the demo's submissions, grade it, and say where to look. An earlier demo course is replaced."""
    from autograder.cli.demo import harmful_students, make_course, write_pages
    from autograder.course.release import generate

    home = _course(course)
    results: list[SubmissionResult] = []
    with _lock(home) if folder is None else contextlib.nullcontext():  # by default it is made in this course's folder
        made = make_course(home, folder)
        generate(made)
        for assignment in made.assignments():
            if made.submissions(assignment):
                options = {"allow_weak_sandbox": True, "skip_if_weak": harmful_students(home)}
                results += grade_and_show(made, assignment, choose(), **options)
    write_pages(made, [result.assignment for result in results])
    show_where_to_look(made, results)


def grade_and_show(course: Any, assignment: str, reporter: Reporter, **options: Any) -> list[SubmissionResult]:
    """Grade a class with the options of `grade_class`, and print the result. Exit with 130 after Ctrl-C."""
    from autograder.gradebook.events import RunInterrupted
    from autograder.gradebook.run import grade_class

    try:
        with reporter:
            found = grade_class(course, assignment, progress=reporter, **options)
    except RunInterrupted as stopped:
        complain(say("cli.stopped", so_far=stopped.so_far))
        raise typer.Exit(130) from None
    if isinstance(reporter, JsonLines):
        reporter.finish(found)
        return found.results
    show_class(assignment, found.results, found.absent, found.points)
    show_changes(found.changes, dry=found.dry_run)
    show_kept(found.kept)
    if found.unchanged:
        out.print(say("cli.unchanged", assignment=assignment, count=len(found.unchanged)), soft_wrap=True)
    return found.results
