"""The commands that look and change nothing: `explain` and `doctor`."""

from __future__ import annotations

import contextlib
from typing import Annotated

import typer

from autograder.cli.commands import CourseOption, LanguageOption, WeakOption, _course, _language, app
from autograder.cli.completion import complete_assignment
from autograder.cli.speech import language, out, say
from autograder.cli.tables import show_layers
from autograder.errors import AutograderError


@app.command()
def explain(
    student: Annotated[str, typer.Argument(metavar="STUDENT", help="The student's ID.")],
    assignment: Annotated[
        str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's name.", autocompletion=complete_assignment)
    ],
    exercise: Annotated[str, typer.Argument(metavar="EXERCISE", help="The function that the exercise asks for.")],
    lang: LanguageOption = "",
    allow_weak_sandbox: WeakOption = False,
    course: CourseOption = None,
) -> None:
    """Repeat one exercise of a submission, with the very inputs that were graded, and show each answer; write nothing.

    It is meant for an instructor: the inputs are hidden, and count again at the next grading.
    """
    from autograder.grading.repeating import repeat

    where, chosen = _course(course), _language(lang)
    found = repeat(where, student, assignment, exercise, language=chosen or language(), allow_weak=allow_weak_sandbox)
    for call in found.calls:
        sign = "✓" if call.right else "✗"
        out.print(say("cli.repeated_call", sign=sign, check=call.check, group=call.group), style="bold")
        out.print(call.example, soft_wrap=True)
        for code, value in (("cli.repeated_answer", call.answer), ("cli.repeated_right", call.expected)):
            out.print(say(code, value=value), soft_wrap=True)
        if call.problem:
            out.print(call.problem, soft_wrap=True)
        out.print()
    out.print(say("cli.repeated_points", score=f"{found.score:g}", points=f"{found.max_score:g}"), style="bold")
    if found.message:
        out.print(found.message, soft_wrap=True)


@app.command()
def doctor() -> None:
    """Show how strongly this machine confines learners' code: each layer, its cost, and how to get it."""
    from autograder.cli.doctor import examine

    with contextlib.suppress(AutograderError):
        _course(None)  # for its language
    with out.status(say("cli.trying_layers")):
        level, layers = examine()
    show_layers(level, layers)
