"""What the command line shows: one submission, a class, what a grading has moved, and what a validation found."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from autograder.gradebook.moves import Change, Move
from autograder.grading.result import ExerciseResult, SubmissionResult

if TYPE_CHECKING:
    from autograder.cli.doctor import Layer
    from autograder.validation.assignment import Validation

_COLOURS = {  # the worst first
    "refused": "red",
    "crashed": "red",
    "timeout": "red",
    "error": "red",
    "failed": "yellow",
    "missing": "dim",
    "absent": "dim",
    "passed": "green",
}

_PLAIN: dict[str, Any] = {"title_justify": "left", "pad_edge": False}

out = Console()


def show_submission(result: SubmissionResult) -> None:
    """The scores as a table; below it, at full width and free to be copied, what is to be said of each exercise."""
    title = f"{result.assignment}: {result.score:.4g} of {result.max_score:g} points"
    table = Table(box=box.SIMPLE_HEAD, title=title, **_PLAIN)
    table.add_column("exercise", no_wrap=True)
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    bonuses = any(exercise.max_bonus for exercise in result.exercises)
    if bonuses:
        table.add_column("bonus", justify="right", no_wrap=True)
    table.add_column("known mistake")
    for exercise in result.exercises:
        points = f"{exercise.score:.4g} / {exercise.max_score:g}"
        bonus = [f"{exercise.bonus:.4g} / {exercise.max_bonus:g}" if exercise.max_bonus else ""] if bonuses else []
        diagnosis = "excused: full points for everyone" if exercise.excused else exercise.diagnosis or ""
        table.add_row(exercise.name, points, _coloured(exercise.status), *bonus, Text(diagnosis))
    out.print(table)
    for exercise in result.exercises:
        if exercise.message:
            out.rule(f"[bold]{exercise.name}[/]", align="left")
            _message(exercise.message)
            out.print()
    for note in result.notes:
        out.print(f"note: {note}", markup=False, highlight=False)
    out.print(f"sandbox: {result.sandbox}", highlight=False)


def show_validation(found: Validation) -> None:
    """A line for each exercise; below the table, what is off."""
    title = f"{found.assignment}: {found.points:g} points, bonus {found.bonus:g}; graded in {found.seconds:.2g} s"
    table = Table(box=box.SIMPLE_HEAD, title=title, **_PLAIN)
    for head in ("exercise", "variants", "mistakes", "mutants", "caught", "equal", "off"):
        table.add_column(head, no_wrap=True, justify="left" if head == "exercise" else "right")
    for proof in found.proofs:
        counts = (proof.variants, proof.mistakes, proof.mutants, proof.caught, proof.equivalent)
        wrong = f"[red]{len(proof.problems)}[/]" if proof.problems else "[green]0[/]"
        table.add_row(proof.name, *(str(count or "") for count in counts), wrong)
    out.print(table)
    for problem in found.all_problems:
        out.print(f"- {problem}", markup=False, highlight=False, soft_wrap=True)
    out.print(found.summary, highlight=False, soft_wrap=True)


def _message(message: str) -> None:
    """Markdown for the eye, but code as it stands: an example is there to be copied."""
    for number, part in enumerate(re.split(r"^```(?:python)?\n(.*?)^```$", message, flags=re.MULTILINE | re.DOTALL)):
        if number % 2:
            out.print(textwrap.indent(part.rstrip(), "    "), markup=False, highlight=False, soft_wrap=True)
        elif part.strip():
            out.print(Markdown(part.strip()))


def _coloured(status: str) -> str:
    return f"[{_COLOURS[status]}]{status}[/]"


def show_class(
    assignment: str, results: Sequence[SubmissionResult], absent: Mapping[str, float | None] | None = None
) -> None:
    """A row for each submission; after them, one for each student who has none.

    absent: those students -> what stands in the gradebook from a submission that is no longer there; None for nothing.
    """
    graded = [result for result in results if not result.refused]
    best = max((result.max_score for result in graded), default=0.0)
    table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
    table.add_column("student", no_wrap=True)
    table.add_column(f"of {best:g}", justify="right", no_wrap=True)
    table.add_column("status", no_wrap=True)
    table.add_column("what was found")
    for result in results:
        status, sentence = _summary(result)
        if result.suspicious:
            sentence = "\n".join(filter(None, [sentence, f"suspicious: {'; '.join(map(str, result.suspicious))}"]))
        bonus = f" + {result.bonus:.4g}" if result.bonus else ""
        score = "" if result.refused else f"{result.score:.4g}{bonus}"
        table.add_row(Text(result.student), score, _coloured(status), Text(sentence))
    for student, points in sorted((absent or {}).items()):
        found = "handed in nothing" if points is None else "its submission is gone; the gradebook keeps its points"
        table.add_row(Text(student), f"{points or 0:.4g}", _coloured("absent"), found)
    out.print(table)
    if graded:
        mean = sum(result.score for result in graded) / len(graded)
        refused = f", {len(results) - len(graded)} refused" if len(graded) < len(results) else ""
        nothing = f", {len(absent)} without a submission" if absent else ""
        out.print(f"{assignment}: {len(graded)} graded{refused}{nothing}; mean {mean:.4g} of {best:g}", highlight=False)


def show_changes(changes: Sequence[Change], *, dry: bool) -> None:
    """Who moved and why, exercise by exercise; in one line, how many did. dry: who would move."""
    again = [change for change in changes if change.old is not None]
    moved = [change for change in again if change.moves or change.old != change.new]
    if moved:
        table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
        table.add_column("student", no_wrap=True)
        table.add_column("in all", justify="right", no_wrap=True)
        table.add_column("exercise", no_wrap=True)
        table.add_column("points", justify="right", no_wrap=True)
        table.add_column("status", no_wrap=True)
        table.add_column("why")
        for change in sorted(moved, key=lambda change: change.student):
            student, total = change.student, _became(_points(change.old), _points(change.new))
            moves: Sequence[Move | None] = change.moves or [None]
            for move in moves:
                table.add_row(Text(student), total, *_move(move))
                student = total = ""
        out.print(table)
    would = "would move" if dry else "moved"
    first = f"; {len(changes) - len(again)} for the first time" if len(again) < len(changes) else ""
    if again:
        out.print(f"{len(moved)} of {len(again)} graded before {would}{first}.", highlight=False)
    elif dry:
        out.print(f"{len(changes)} would be graded for the first time.", highlight=False)


def _move(move: Move | None) -> tuple[str, str, str, str]:
    """Exercise, points, status, why; None where only the late penalty is another."""
    if move is None:
        return "", "", "", "late penalty"
    points = _became(_points(move.old_score), _points(move.score))
    status = _became(*(_coloured(status) if status else "?" for status in (move.old_status, move.status)))
    kept = "" if move.manual is None else f"{move.manual:g} given by hand stands"
    return move.exercise, points, status, "; ".join(filter(None, [move.reasons.in_language("en"), kept]))


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:.4g}"


def _became(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def show_where_to_look(made: Any, results: list[SubmissionResult]) -> None:
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


def show_layers(level: str, layers: Sequence[Layer]) -> None:
    """What confines learners' code here; below the table, how to get what is missing; at the end, the level."""
    table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
    table.add_column("layer", no_wrap=True)
    table.add_column("holds here", no_wrap=True)
    table.add_column("ms a sandbox", justify="right", no_wrap=True)
    table.add_column("against")
    for layer in layers:
        cost = "" if layer.cost is None else f"{layer.cost:.1f}"
        table.add_row(layer.name, "[green]yes[/]" if layer.holds else "[red]no[/]", cost, Text(layer.against))
    out.print(table)
    for layer in layers:
        if layer.remedy:
            out.print(f"{layer.name}: {layer.remedy}", markup=False, highlight=False, soft_wrap=True)
    out.print(f"sandbox: {level}", highlight=False)


def _summary(result: SubmissionResult) -> tuple[str, str]:
    """A submission's status, the worst of its exercises', and what was found, with the exercises where it was.

    A stretch exercise that nobody has tried costs nothing, and is not told.
    """
    if result.refused:
        return "refused", str(result.refused)
    tried = [e for e in result.exercises if e.max_score or e.status != "missing"]
    lost = [exercise for exercise in tried if exercise.status != "passed"]
    status = min((exercise.status for exercise in lost), key=list(_COLOURS).index, default="passed")
    if lost == tried and status == "missing":
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
