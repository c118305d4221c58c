"""Prove an assignment: its exercises, its cells, its languages, its releases, the solved and the untouched notebook."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.course.course import Course
from autograder.course.nbgrader import released
from autograder.course.release import leaks, stale
from autograder.errors import CourseError
from autograder.grading.submission import Grader
from autograder.notebook import names
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook
from autograder.validation.exercises import prove
from autograder.validation.mutation import WIDE
from autograder.validation.proof import Proof, written_in
from autograder.words import Listed, Sentence, sentence

EQUIVALENT = 0.08  # of all mutants, at most
TIME_FACTOR = 4  # the solved notebook must be graded in the time that a notebook has, divided by this


@dataclass
class Validation:
    """Everything found of one assignment.

    problems:      those of the assignment as a whole; those of exercises are in `proofs`.
    points, bonus: what the assignment gives.
    seconds:       what grading the solved notebook took, wall-clock.
    """

    assignment: str
    proofs: list[Proof] = field(default_factory=list)
    problems: list[Sentence] = field(default_factory=list)
    points: float = 0.0
    bonus: float = 0.0
    seconds: float = 0.0

    @property
    def mutants(self) -> int:
        """The number of mutants in all exercises."""
        return sum(proof.mutants for proof in self.proofs)

    @property
    def summary(self) -> Sentence:
        """The mutation score, if mutants were tried, and the number of problems.

        The score is the part of the mutants that were caught, without equivalent ones.
        """
        count = len(self.all_problems)
        values: dict[str, Any] = {"assignment": self.assignment, "problems": count or sentence("validation.none")}
        if not self.mutants:
            return sentence("validation.summary", **values)
        caught, equivalent = (sum(getattr(proof, kind) for proof in self.proofs) for kind in ("caught", "equivalent"))
        score = caught / (self.mutants - equivalent) if self.mutants > equivalent else 1.0
        values |= {"score": score, "caught": caught, "mutants": self.mutants, "equivalent": equivalent}
        return sentence("validation.summary_of_mutants", **values)

    @property
    def all_problems(self) -> list[Sentence]:
        """The problems of the assignment, then those of each exercise with its name."""
        of_exercises = [
            sentence("validation.of_exercise", exercise=proof.name, problem=problem)
            for proof in self.proofs
            for problem in proof.problems
        ]
        return [*self.problems, *of_exercises]


def validate(
    course: Course,
    assignment: str,
    *,
    mutation: bool = True,
    wide: int = WIDE,
    allow_weak: bool = False,
) -> Validation:
    """Prove one assignment, and return what was found.

    mutation:   whether to try mutants of the references.
    wide:       on how many inputs mutants that are declared equivalent are compared.
    allow_weak: whether a sandbox without confinement is good enough.

    Raises CourseError when there is no such assignment or a setting of the course is wrong, SandboxError when no sandbox
    can be started.
    """
    here = course.sources(assignment)
    sources = {language: course.sources(assignment, language) for language in course.languages_of(assignment)}
    found = Validation(assignment)
    tests = [cell for source in here.values() for cell in source.with_role(Role.TEST)]
    checked = {cell.id: names.checked_name(cell.source) for cell in tests}
    found.points, found.bonus = sum(cell.points for cell in tests), sum(cell.bonus for cell in tests)
    found.problems += _problems_of_cells(course, assignment, here)
    found.problems += _problems_of_languages(sources, _heading_tags(course))
    found.problems += stale(course, assignment)
    for language in sources:
        found.problems += _leaks(course, assignment, sources[language], language)
    with Grader(course, assignment, allow_weak=allow_weak) as grader:
        for name in filter(None, checked.values()):
            found.proofs.append(prove(course, assignment, name, grader, mutation=mutation, wide=wide))
        found.problems += _problems_of_grading(course, grader, here, found)
    equivalent = sum(proof.equivalent for proof in found.proofs)
    if equivalent > EQUIVALENT * found.mutants:
        found.problems.append(
            sentence("validation.many_equivalents", count=equivalent, mutants=found.mutants, limit=EQUIVALENT)
        )
    return found


def _problems_of_cells(course: Course, assignment: str, sources: Mapping[str, SourceNotebook]) -> list[Sentence]:
    """Return what is wrong with test cells and hidden tests: their names, points, and whether each has the other."""
    problems = []
    checked: set[str] = set()
    for source in sources.values():
        modules = {name for cell in source.cells if cell.type == "code" for name in names.names_of(cell.source).imports}
        for cell in source.with_role(Role.TEST):
            name = names.checked_name(cell.source)
            if patched := _assigned_attribute(cell.source, modules):
                problems.append(sentence("validation.patches", cell=cell.id, target=patched))
            if not cell.points and not cell.bonus:
                problems.append(sentence("validation.worthless", cell=cell.id))
            if name is None:
                continue
            if not _ends_with_check(cell.source):
                problems.append(sentence("validation.check_not_last", cell=cell.id, name=name))
            checked.add(name)
            if cell.id != f"test_{name}" or name not in source.by_id:
                problems.append(sentence("validation.name_of_test", cell=cell.id, name=name))
    there = {path.stem for path in course.hidden_tests(assignment).glob("*.py")} - {"__init__"}
    problems += [sentence("validation.unchecked", assignment=assignment, name=name) for name in sorted(there - checked)]
    problems += [sentence("validation.no_hidden_test", assignment=assignment, name=name) for name in sorted(checked - there)]
    return problems


def _ends_with_check(source: str) -> bool:
    """Return whether the one `check` of a test cell is its last expression, whose value is the score.

    While the cell runs, `check` returns a provisional number; only after all exercises have been asked is it final.
    """
    tree = ast.parse(names.plain_python(source))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "check"]
    last = tree.body[-1] if tree.body else None
    return len(calls) == 1 and isinstance(last, ast.Expr) and last.value is calls[0] and not source.rstrip().endswith(";")


def _assigned_attribute(source: str, modules: set[str]) -> str:
    """Return the attribute of a module that a test cell assigns to, such as "np.dot"; "" for none."""
    for node in ast.walk(ast.parse(names.plain_python(source))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            if node.value.id in modules:
                return ast.unparse(node)
    return ""


def _heading_tags(course: Course) -> re.Pattern[str] | None:
    """Return `c.Validation.heading_tags`, a regular expression: what it finds in a heading is equal in all languages.

    Raises CourseError when it is not a regular expression. None where the course does not set it.
    """
    pattern = course.option("Validation", "heading_tags", None)
    if pattern is None:
        return None
    try:
        return re.compile(pattern)
    except (TypeError, re.error) as error:
        raise CourseError("validation.heading_tags", pattern=repr(pattern), error=str(error)) from None


def _problems_of_languages(
    sources: Mapping[str, Mapping[str, SourceNotebook]], tags: re.Pattern[str] | None
) -> list[Sentence]:
    """Return where the versions of a notebook differ in their cells or tags, or have text in another language.

    sources: language -> name of a notebook -> its source. tags: see `_heading_tags`.
    """
    problems = []
    for name in next(iter(sources.values())):
        versions = {language: sources[language][name] for language in sources}
        ids = {language: [cell.cell_id for cell in source.cells] for language, source in versions.items()}
        first, *others = ids
        for other in others:
            odd = sorted(set(ids[first]) ^ set(ids[other]))
            if odd or ids[first] != ids[other]:
                which = Listed(odd, "comma") if odd else sentence("validation.their_order")
                problems.append(sentence("validation.cells_differ", notebook=name, one=first, other=other, cells=which))
        for cells in zip(*(source.cells for source in versions.values()), strict=False):
            pairs = zip(versions, cells, strict=True)
            texts = {language: cell.source for language, cell in pairs if cell.type == "markdown"}
            where = {"notebook": name, "cell": cells[0].cell_id}
            if tags is not None and len({_tags_of_headings(text, tags) for text in texts.values()}) > 1:
                problems.append(sentence("validation.tags_differ", **where))
            if len(set(texts.values())) > 1:
                problems += [
                    sentence("validation.other_language", **where, language=language)
                    for language, text in texts.items()
                    if not written_in(text, language)
                ]
    return problems


def _tags_of_headings(text: str, tags: re.Pattern[str]) -> frozenset[str]:
    """Return all that `tags` finds in the headings of a Markdown text."""
    return frozenset(tag[0] for line in text.split("\n") if line.startswith("#") for tag in tags.finditer(line))


def _leaks(course: Course, assignment: str, sources: Mapping[str, SourceNotebook], language: str) -> list[Sentence]:
    """Return what a release in this language reveals of solutions and hidden tests."""
    problems = []
    with released(course, assignment, language=language) as folder:
        for name, source in sources.items():
            text = (folder / f"{name}.ipynb").read_text("utf-8")
            for found in leaks(source, text):
                problems.append(sentence("validation.leak", notebook=name, language=language, found=found))
    return problems


def _problems_of_grading(
    course: Course, grader: Grader, sources: Mapping[str, SourceNotebook], found: Validation
) -> list[Sentence]:
    """Grade the solved and the untouched notebook. Return where they do not earn everything, and nothing, in time."""
    problems = []
    solved = grader.grade({name: handed_in(source, solved=True) for name, source in sources.items()})
    found.seconds = solved.seconds
    lost = [exercise.name for exercise in solved.exercises if exercise.status != "passed"]
    if lost or solved.refused:
        problems.append(sentence("validation.solved_not_full", lost=solved.refused or Listed(lost, "comma")))
    if solved.bonus < found.bonus:
        problems.append(sentence("validation.solved_without_bonus", bonus=solved.bonus, full=found.bonus))
    if solved.seconds > (limit := course.limits.notebook_seconds) / TIME_FACTOR:
        problems.append(sentence("validation.slow", seconds=solved.seconds, limit=limit, part=limit / TIME_FACTOR))
    untouched = grader.grade({name: handed_in(source, solved=False) for name, source in sources.items()})
    if untouched.score or untouched.bonus:
        gained = [exercise.name for exercise in untouched.exercises if exercise.score or exercise.bonus]
        problems.append(sentence("validation.untouched_scores", score=untouched.score, gained=Listed(gained, "comma")))
    return problems


def handed_in(source: SourceNotebook, solved: bool) -> Notebook:
    """Return the notebook as a learner hands it in, with the source's solutions or untouched."""
    cells = [{**cell.as_dict(), "source": cell.released} for cell in source.cells]
    for cell, known in zip(cells, source.cells, strict=True):
        if solved and known.role in (Role.SOLUTION, Role.MANUAL):
            cell["source"] = known.source
    return {"cells": cells, "metadata": dict(source.metadata), "nbformat": 4, "nbformat_minor": 5}
