"""Print results as tables: one submission, a class, what a run changed, what `validate` found, the layers."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from autograder.cli import speech
from autograder.cli.speech import out, say
from autograder.gradebook.moves import Change, Move
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.plain import one_line
from autograder.words import Listed, sentence

if TYPE_CHECKING:
    from autograder.cli.doctor import Layer
    from autograder.validation.assignment import Validation

_COLOURS = {  # the worst first
    "refused": "red",
    "waiting": "red",
    "crashed": "red",
    "timeout": "red",
    "error": "red",
    "failed": "yellow",
    "missing": "dim",
    "absent": "dim",
    "passed": "green",
}

statuses = list(_COLOURS)

FEW = 60  # submissions that are all listed; of more, only those that somebody should look at

_PLAIN: dict[str, Any] = {"title_justify": "left", "pad_edge": False}


def show_submission(result: SubmissionResult) -> None:
    """Print the scores as a table; below it, the message of each exercise at full width, free to be copied."""
    title = say("cli.score", assignment=result.assignment, score=result.score, full=result.max_score)
    table = Table(box=box.SIMPLE_HEAD, title=title, **_PLAIN)
    _column(table, "exercise")
    _column(table, "points", right=True)
    _column(table, "status")
    bonuses = any(exercise.max_bonus for exercise in result.exercises)
    if bonuses:
        _column(table, "bonus", right=True)
    _column(table, "known_mistake", wrap=True)
    for exercise in result.exercises:
        points = f"{_points(exercise.score)} / {exercise.max_score:g}"
        bonus = [f"{exercise.bonus:.4g} / {exercise.max_bonus:g}" if exercise.max_bonus else ""] if bonuses else []
        diagnosis = say("cli.excused") if exercise.excused else exercise.diagnosis or ""
        table.add_row(exercise.name, points, _coloured(exercise.status), *bonus, Text(diagnosis))
    out.print(table)
    for exercise in result.exercises:
        if exercise.message:
            out.rule(Text(exercise.name, "bold"), align="left")
            _message(exercise.message)
            out.print()
    for note in result.notes:
        out.print(say("cli.note", note=speech.text(note)))
    out.print(say("cli.sandbox", level=result.sandbox))


def show_validation(found: Validation) -> None:
    """Print a line for each exercise; below the table, the problems."""
    title = say("cli.validated", assignment=found.assignment, points=found.points, bonus=found.bonus, seconds=found.seconds)
    table = Table(box=box.SIMPLE_HEAD, title=title, **_PLAIN)
    _column(table, "exercise")
    for head in ("variants", "mistakes", "mutants", "caught", "equal", "problems"):
        _column(table, head, right=True)
    for proof in found.proofs:
        counts = (proof.variants, proof.mistakes, proof.mutants, proof.caught, proof.equivalent)
        wrong = Text(str(len(proof.problems)), "red" if proof.problems else "green")
        table.add_row(proof.name, *(str(count or "") for count in counts), wrong)
    out.print(table)
    for problem in found.all_problems:
        out.print(f"- {speech.text(problem)}", soft_wrap=True)
    out.print(speech.text(found.summary), soft_wrap=True)


def _column(table: Table, head: str, *, right: bool = False, wrap: bool = False) -> None:
    """Add a column. head: the end of its code in the catalogue."""
    table.add_column(say(f"cli.head.{head}"), justify="right" if right else "left", no_wrap=not wrap)


def _message(message: str) -> None:
    """Print Markdown, but code blocks as plain text: an example is there to be copied."""
    for is_code, part in _blocks(message):
        if is_code:
            out.print(textwrap.indent(part.rstrip(), "    "), soft_wrap=True)
        elif part.strip():
            out.print(Markdown(part.strip(), hyperlinks=False))


def _blocks(message: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of Markdown, in order, with whether each is the inside of a code block; in linear time."""
    fence = ""
    lines: list[str] = []
    for line in message.split("\n"):
        ends = bool(fence) and line.rstrip() == fence
        begins = not fence and line.startswith("```")
        if ends or begins:
            yield bool(fence), "\n".join(lines)
            fence, lines = ("" if ends else line[: len(line) - len(line.lstrip("`"))]), []
        else:
            lines.append(line)
    yield bool(fence), "\n".join(lines)


def _coloured(status: str) -> Text:
    return Text(say(f"cli.status.{status}"), _COLOURS[status])


def show_class(
    assignment: str,
    results: Sequence[SubmissionResult],
    absent: Mapping[str, float | None] | None = None,
    points: Mapping[str, float] | None = None,
) -> None:
    """Print a row for each submission, then one for each student without a submission; of a large class those to look at.

    absent: those students -> the points that the gradebook keeps from a submission that is gone; None for no points.
    points: student -> the points in the gradebook, where manual scores and late penalties count.
    """
    if not results and not absent:
        return
    graded = [result for result in results if not result.refused]
    given = points or {}
    listed = results if len(results) <= FEW else [result for result in results if _needs_a_look(result)]
    best = max((result.max_score for result in graded), default=0.0)
    table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
    _column(table, "student")
    table.add_column(say("cli.full_points", points=best), justify="right", no_wrap=True)
    _column(table, "status")
    _column(table, "found", wrap=True)
    for result in listed:
        status, found = summary(result)
        earned = result.score + result.bonus
        kept = given.get(result.student, earned)
        if abs(kept - earned) > 1e-9 and not result.waits:
            found = "\n".join(filter(None, [found, say("cli.in_gradebook", points=kept)]))
        if result.suspicious:
            seen = "; ".join(speech.text(clause) for clause in result.suspicious)
            found = "\n".join(filter(None, [found, say("cli.suspicious", seen=seen)]))
        bonus = f" + {result.bonus:.4g}" if result.bonus else ""
        score = "" if result.refused else f"{result.score:.4g}{bonus}" if abs(kept - earned) <= 1e-9 else f"{kept:.4g}"
        table.add_row(Text(one_line(result.student)), score, _coloured(status), Text(found))
    for student, left in sorted((absent or {}).items()) if len(absent or {}) <= FEW else ():
        found = say("cli.handed_in_nothing" if left is None else "cli.submission_is_gone")
        table.add_row(Text(one_line(student)), f"{left or 0:.4g}", _coloured("absent"), found)
    if table.row_count:
        out.print(table)
    if len(listed) < len(results):
        out.print(say("cli.not_listed", count=len(results) - len(listed), assignment=assignment), soft_wrap=True)
    _show_notes(listed)
    if graded:
        numbers = {"graded": len(graded), "refused": len(results) - len(graded), "absent": len(absent or {})}
        counts = Listed([sentence(f"cli.{name}", count=count) for name, count in numbers.items() if count], "comma")
        scores = sorted(given.get(result.student, result.score + result.bonus) for result in graded)
        spread = {
            "mean": sum(scores) / len(scores),
            "median": statistics.median(scores),
            "low": scores[0],
            "high": scores[-1],
        }
        out.print(say("cli.class", assignment=assignment, counts=counts, full=best, **spread))
    _show_course(results)


def _show_course(results: Sequence[SubmissionResult]) -> None:
    """Print what the instructor should know of a foreign course, each sentence once."""
    for note in dict.fromkeys(speech.text(note) for result in results for note in result.about_course):
        out.print(f"- {note}", markup=False, highlight=False, soft_wrap=True)


def _needs_a_look(result: SubmissionResult) -> bool:
    """Return whether an instructor should look at a submission: it was refused, waits, or did something odd."""
    odd = any(exercise.status in ("crashed", "waiting") for exercise in result.exercises)
    return bool(result.refused or result.waits or result.suspicious or result.unread or odd)


def _show_notes(results: Sequence[SubmissionResult]) -> None:
    """Print every note of a class once, with the students whom it is about."""
    about: dict[str, list[str]] = {}
    for result in results:
        for note in dict.fromkeys(speech.text(note) for note in result.notes):
            about.setdefault(note, []).append(one_line(result.student))
    if about:
        out.print(say("cli.notes"))
    for note, students in about.items():
        line = say("cli.note_on", note=note, students=Listed(students, "comma"))
        out.print(f"- {line}", markup=False, highlight=False)


def show_waiting(results: Sequence[SubmissionResult]) -> bool:
    """Print why scores are missing, each reason once, and as the last line how many; return whether any are.

    Without the line, nobody would look for what the course or the grader failed to judge.
    """
    waiting = [result for result in results if result.waits or result.waiting]
    if not waiting:
        return False
    notes = [note for result in waiting for note in result.notes if note.code == "grading.waits_because"]
    reasons = [speech.text(result.refused) for result in waiting if result.refused and result.waits]
    for reason in dict.fromkeys([*map(speech.text, notes), *reasons]):
        out.print(f"- {reason}", markup=False, highlight=False, soft_wrap=True)
    cells = sum(len(result.waiting) for result in waiting)
    line = say("cli.waiting", students=len(waiting), cells=cells, refused=sum(result.waits for result in waiting))
    out.print(line, highlight=False, soft_wrap=True)
    return True


def show_changes(changes: Sequence[Change], *, dry: bool) -> None:
    """Print which scores changed and why, exercise by exercise; then, in one line, how many.

    dry: whether the run wrote nothing; the text then says that scores would change.
    """
    again = [change for change in changes if change.old is not None]
    moved = [change for change in again if change.moves or change.old != change.new]
    if moved:
        table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
        _column(table, "student")
        _column(table, "total", right=True)
        _column(table, "exercise")
        _column(table, "points", right=True)
        _column(table, "status")
        _column(table, "why", wrap=True)
        for change in sorted(moved, key=lambda change: change.student):
            student, total = change.student, _became(_points(change.old), _points(change.new))
            moves: Sequence[Move | None] = change.moves or [None]
            for move in moves:
                table.add_row(Text(one_line(student)), total, *_move(move))
                student = total = ""
        out.print(table)
    first = len(changes) - len(again)
    if again:
        code = f"cli.{'would_change' if dry else 'changed'}{'_and_first' if first else ''}"
        out.print(say(code, moved=len(moved), again=len(again), first=first))
    elif dry and changes:
        out.print(say("cli.would_be_first", first=first))


def _move(move: Move | None) -> tuple[str, str, str | Text, str]:
    """Return exercise, points, status and reason; None if only the late penalty changed."""
    if move is None:
        return "", "", "", say("cli.late_penalty")
    points = _became(_points(move.old_score), _points(move.score))
    old, new = (_coloured(status) if status else Text("?") for status in (move.old_status, move.status))
    status = new if old == new else Text.assemble(old, " → ", new)
    kept = "" if move.manual is None else say("cli.manual_score_kept", points=move.manual)
    return move.exercise, points, status, "; ".join(filter(None, [speech.text(move.reasons), kept]))


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:.4g}"


def _became(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def show_where_to_look(made: Any, results: list[SubmissionResult]) -> None:
    """Print what the demo has made, and what to try next, with paths that can be typed in the working directory."""
    root = os.path.relpath(made.root)
    out.print()
    for where, code in (("submitted/", "submitted"), ("autograded/", "autograded"), ("gradebook.db", "gradebook")):
        line = f"{os.path.join(root, where):{len(root) + 14}} {say(f'cli.demo.{code}')}"
        out.print(line, soft_wrap=True)
    example, *others = sorted(results, key=_explained, reverse=True)
    pages = [
        made.feedback(one.assignment, one.student) / f"{one.exercises[0].notebook}.html" for one in (example, *others[:2])
    ]
    reports = [
        made.base / "report" / f"{assignment}.html" for assignment in dict.fromkeys(one.assignment for one in results)
    ]
    for code, paths in (("report", reports), ("feedback", pages)):
        out.print(f"\n{say(f'cli.demo.{code}')}")
        for path in paths:
            out.print(f"    {path.resolve().as_uri()}", soft_wrap=True)
    notebook = made.submitted(example.assignment, example.student) / f"{example.exercises[0].notebook}.ipynb"
    program = "autograder" if shutil.which("autograder") else os.path.relpath(Path(sys.executable).with_name("autograder"))
    out.print(f"\n{say('cli.demo.check')}")
    out.print(f"    {program} check {os.path.relpath(notebook)}", soft_wrap=True)


def _explained(result: SubmissionResult) -> int:
    """Return how many answers of a submission have a known cause."""
    return sum(bool(exercise.diagnosis) for exercise in result.exercises)


def show_layers(level: str, layers: Sequence[Layer]) -> None:
    """Print the layers of the sandbox; below the table, how to get those that are missing; at the end, the level."""
    table = Table(box=box.SIMPLE_HEAD, **_PLAIN)
    _column(table, "layer")
    _column(table, "holds")
    _column(table, "cost", right=True)
    _column(table, "against", wrap=True)
    for layer in layers:
        cost = "" if layer.cost is None else f"{layer.cost:.1f}"
        holds = Text(say("cli.yes"), "green") if layer.holds else Text(say("cli.no"), "red")
        table.add_row(layer.name, holds, cost, Text(speech.text(layer.against)))
    out.print(table)
    for layer in layers:
        if layer.remedy:
            out.print(f"{layer.name}: {speech.text(layer.remedy)}", soft_wrap=True)
    out.print(say("cli.sandbox", level=level))


def summary(result: SubmissionResult) -> tuple[str, str]:
    """Return a submission's status, the worst of its exercises', and what was found, with the exercises' names.

    A stretch exercise that the learner has not tried costs nothing and is left out.
    """
    if result.refused:
        return "waiting" if result.waits else "refused", speech.text(result.refused)
    confirm = [speech.text(reason) for reason in result.confirm.values()]
    tried = [e for e in result.exercises if e.max_score or e.status != "missing"]
    lost = [exercise for exercise in tried if exercise.status != "passed"]
    status = min((exercise.status for exercise in lost), key=statuses.index, default="passed")
    if lost == tried and status == "missing":
        return status, "\n".join([*confirm, say("cli.no_answers")])
    findings: dict[str, list[str]] = {}
    for exercise in lost:
        findings.setdefault(_finding(exercise), []).append(exercise.name)
    return status, "\n".join([*confirm, *(f"{', '.join(names)}: {finding}" for finding, names in findings.items())])


def _finding(exercise: ExerciseResult) -> str:
    """Return the known mistake, or the first sentence of the message without the exercise's name."""
    if exercise.diagnosis:
        return exercise.diagnosis
    line = exercise.message.split("\n")[0].replace("`", "").removeprefix(exercise.name).lstrip(": ").removeprefix("is ")
    return textwrap.shorten(line.rstrip(".。"), 90, placeholder=" …")
