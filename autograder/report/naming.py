"""Draft a known mistake from a group of unexplained wrong answers with the same behaviour.

The hidden test that it is written into is imported by the trusted process, so no text of a learner's may enter it. The
draft is made from the reference alone: an edit of it, found by search, that behaves as the group does. Of the learners'
answers only a digest of their behaviour is used, shapes as whole numbers, and names that the exercise itself has.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.errors import AutograderError, ExerciseError
from autograder.exercise.alternatives import Alternative
from autograder.exercise.reference import load_exercise
from autograder.judging.checking import exam_of
from autograder.judging.detail import behaviour_of
from autograder.judging.marking import Exam, mark
from autograder.judging.repair.edit import FunctionText
from autograder.judging.repair.search import edits_of
from autograder.report.reading import GROUP, GradedAnswer, read_class
from autograder.validation.mutants import mutants_of
from autograder.validation.mutation import SECONDS, in_time
from autograder.words import Listed, say

MOST = 3_000  # edits of the reference that are tried
_SPACES = re.compile(r"\s+")
_OPERATOR = re.compile(r"\*\*|//|[-+*/@%]")
OPERATORS = ("+", "-", "*", "/", "@", "**")

Change = tuple[str, str]


@dataclass(frozen=True)
class Draft:
    """What was written. path: of the hidden test. edit: of the reference, "old -> new"; "" where none was found."""

    path: Path
    edit: str
    students: int


def name_group(course: Course, assignment: str, exercise: str, group: str) -> Draft:
    """Append the draft of a known mistake to the hidden test of an exercise.

    group: the digest that the report shows.
    Raises AutograderError for a group that nobody is in, or that the file names already, and what loading it raises.
    """
    load_exercise(course.root, assignment, exercise)
    members = members_of(course, assignment, exercise, group)
    if not members:
        raise AutograderError("report.no_such_group", group=group, exercise=exercise, assignment=assignment)
    path = (course.hidden_tests(assignment) / f"{exercise}.py").resolve()
    text = path.read_text("utf-8")
    if group in text:
        raise AutograderError("report.already_named", group=group, path=str(path), assignment=assignment)
    exam = exam_of(course.root, assignment, exercise, course.secret)
    changes = changes_like(exam, group)
    variable = variable_of(text, exercise)
    languages = course.languages_of(assignment)
    if changes:
        new = mistake_text(variable, group, len(members), changes, languages)
    else:
        new = stub_text(variable, group, members, exam, languages)
    ast.parse(text + new)
    write_atomically(path, (text.rstrip("\n") + "\n" + new).encode(), path.stat().st_mode & 0o777)
    return Draft(path, "; ".join(f"{old} -> {changed}" for old, changed in changes), len(members))


def members_of(course: Course, assignment: str, exercise: str, group: str) -> list[GradedAnswer]:
    """Return the answers of a group; [] for a text that is no digest."""
    if not GROUP.fullmatch(group):
        return []
    works = read_class(course, assignment).works
    return [one for work in works for one in work.answers if one.exercise == exercise and one.group == group]


def changes_like(exam: Exam, group: str) -> list[Change]:
    """Return the smallest edit of the reference that behaves as a group does, as pairs (old, new); [] for none."""
    source = exam.reference.source
    for number, changed in enumerate(_edited(exam)):
        if number >= MOST:
            break
        changes = _as_changes(source, changed)
        if changes and _behaviour(exam, changed) == group:
            return changes
    return []


def _edited(exam: Exam) -> Iterator[str]:
    """Yield the reference with one edit, each text once."""
    source = exam.reference.source
    seen = {source}
    edits = (edit.applied(source) for edit in edits_of(source, sorted(exam.reference.helpers)))
    for changed in itertools.chain(edits, _other_operators(source), _mutants(source)):
        if changed not in seen:
            seen.add(changed)
            yield changed


def _other_operators(source: str) -> Iterator[str]:
    """Yield the source with another operator in one place."""
    text = FunctionText(source)
    data = source.encode()
    for node in ast.walk(text.function):
        if isinstance(node, ast.BinOp):
            (_, end), (start, _) = text.span(node.left), text.span(node.right)
            between = data[end:start].decode()  # brackets and the operator
            for sign in OPERATORS:
                yield data[:end].decode() + _OPERATOR.sub(sign, between, count=1) + data[start:].decode()


def _mutants(source: str) -> Iterator[str]:
    """Yield the source with what `validate` tries on it, where that is one text that occurs once."""
    for mutant in mutants_of(source):
        old, _, new = mutant.text.partition(" -> ")
        if source.count(old) == 1 and new != "(deleted)":
            yield source.replace(old, new)


def _behaviour(exam: Exam, source: str) -> str:
    try:
        with in_time(SECONDS):
            return behaviour_of(mark(exam, exam.reference.variation(Alternative("draft", code=source))))
    except (ExerciseError, TimeoutError, RecursionError, MemoryError):
        return ""


def _as_changes(source: str, changed: str) -> list[Change]:
    """Return the lines that differ, as pairs (old, new) that each occur once in the source; [] where that cannot be said."""
    old, new = source.rstrip("\n").split("\n"), changed.rstrip("\n").split("\n")
    if len(old) != len(new):
        return []
    pairs = [(one.strip(), other.strip()) for one, other in zip(old, new, strict=True) if one != other]
    once = all(one and other and source.count(one) == 1 for one, other in pairs)
    return pairs if once else []


def variable_of(text: str, exercise: str) -> str:
    """Return the variable that holds an exercise in its hidden test. Raises ExerciseError where none is found."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name):
            first = node.value.args[0] if node.value.args else None
            if isinstance(first, ast.Constant) and first.value == exercise:
                return node.targets[0].id
    raise ExerciseError("exercise.not_defined_once", path=exercise, name=exercise, count=0)


def mistake_text(variable: str, group: str, count: int, changes: Sequence[Change], languages: Sequence[str]) -> str:
    """Return the call that declares a known mistake, with hints that still have to be written."""
    return f"\n# {say('report.drafted', count=count)}\n{_call(variable, group, changes, languages)}"


def _call(variable: str, group: str, changes: Sequence[Change], languages: Sequence[str]) -> str:
    hints = "".join(f"        {language}={say('report.hint_to_write', language)!r},\n" for language in languages)
    edits = ", ".join(f"({_quoted(old)}, {_quoted(new)})" for old, new in changes)
    change = edits if len(changes) == 1 else f"[{edits}]"
    return f'{variable}.mistake(\n    "group {group}",\n    change={change},\n    hint=dict(\n{hints}    ),\n)\n'


def _quoted(text: str) -> str:
    return repr(text) if '"' in text or "\\" in text else f'"{text}"'


def stub_text(variable: str, group: str, members: Sequence[GradedAnswer], exam: Exam, languages: Sequence[str]) -> str:
    """Return an empty stub for a group that no edit is like, and its behaviour: comments, without a learner's text."""
    facts = [say("report.stub", group=group, count=len(members))]
    detail = members[0].detail
    shares = exam.exercise.shares
    earned = [part.name for part in detail.parts if part.earned >= part.share and part.name in shares]
    missed = [part.name for part in detail.parts if part.earned < part.share and part.name in shares]
    if missed:
        facts.append(say("report.stub_parts", missed=Listed(missed, "comma"), earned=Listed(earned or ["-"], "comma")))
    if detail.shapes is not None:
        facts.append(
            say("report.stub_shapes", got=str(tuple(detail.shapes.got)), expected=str(tuple(detail.shapes.expected)))
        )
    stub = _call(variable, group, [("", "")], languages).splitlines()
    lines = [*(_SPACES.sub(" ", fact) for fact in facts), say("report.stub_to_fill"), *stub]
    return "\n" + "".join(f"# {line}\n" for line in lines)
