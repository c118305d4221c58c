"""Prove an assignment as a whole: its cells, its languages, its releases, the solved and the untouched notebook."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from autograder.course.course import Course
from autograder.course.nbgrader import released
from autograder.course.release import leaks, stale
from autograder.grading.submission import Grader
from autograder.languages import LANGUAGES
from autograder.notebook import names
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook
from autograder.validation.exercises import CHINESE, WIDE, Proof, prove

EQUIVALENT = 0.08  # of all mutants

_LECTURE = re.compile(r"\((?:p\d+(?:,\s*)?)+\)|（(?:p\d+(?:[,，、]\s*)?)+）")


@dataclass
class Validation:
    """Everything found of one assignment. `problems` are those of the assignment as a whole."""

    assignment: str
    proofs: list[Proof] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    points: float = 0.0
    bonus: float = 0.0
    seconds: float = 0.0

    @property
    def mutants(self) -> int:
        return sum(proof.mutants for proof in self.proofs)

    @property
    def summary(self) -> str:
        """The mutation score in words, and how much is off."""
        caught, equivalent = (sum(getattr(proof, kind) for proof in self.proofs) for kind in ("caught", "equivalent"))
        score = caught / (self.mutants - equivalent) if self.mutants > equivalent else 1.0
        mutation = f"mutation score {score:.1%} ({caught} of {self.mutants} caught, {equivalent} equivalent); "
        return f"{self.assignment}: {mutation if self.mutants else ''}problems: {len(self.all_problems) or 'none'}"

    @property
    def all_problems(self) -> list[str]:
        return [*self.problems, *(f"{proof.name}: {problem}" for proof in self.proofs for problem in proof.problems)]


def validate(
    course: Course,
    assignment: str,
    *,
    mutation: bool = True,
    wide: int = WIDE,
    allow_weak: bool = False,
) -> Validation:
    """Prove one assignment.

    mutation: also with mutants. wide: on how many inputs equivalent mutants are compared.
    Raises CourseError for an assignment that is not there, SandboxError where none can be started.
    """
    sources = {language: course.sources(assignment, language) for language in LANGUAGES}
    found = Validation(assignment)
    tests = [cell for source in sources[course.language].values() for cell in source.with_role(Role.TEST)]
    checked = {cell.id: names.checked_name(cell.source) for cell in tests}
    found.points, found.bonus = sum(cell.points for cell in tests), sum(cell.bonus for cell in tests)
    found.problems += _cells(course, assignment, sources[course.language])
    found.problems += _languages(sources)
    found.problems += map(str, stale(course, assignment))
    for language in LANGUAGES:
        found.problems += _leaks(course, assignment, sources[language], language)
    with Grader(course, assignment, allow_weak=allow_weak) as grader:
        for name in filter(None, checked.values()):
            found.proofs.append(prove(course, assignment, name, grader, mutation=mutation, wide=wide))
        found.problems += _whole(course, grader, sources[course.language], found)
    equivalent = sum(proof.equivalent for proof in found.proofs)
    if equivalent > EQUIVALENT * found.mutants:
        found.problems.append(f"{equivalent} of {found.mutants} mutants are equivalent, more than {EQUIVALENT:.0%}.")
    return found


# the assignment as a whole
def _cells(course: Course, assignment: str, sources: dict[str, SourceNotebook]) -> list[str]:
    problems = []
    checked: set[str] = set()
    for source in sources.values():
        modules = {name for cell in source.cells if cell.type == "code" for name in names.names_of(cell.source).imports}
        for cell in source.with_role(Role.TEST):
            name = names.checked_name(cell.source)
            if patched := _patches(cell.source, modules):
                problems.append(f"{cell.id}: it sets {patched}; whatever it then finds would hold for anything.")
            if not cell.points and not cell.bonus:
                problems.append(f"{cell.id}: it gives neither points nor a bonus.")
            if name is None:
                continue
            checked.add(name)
            if cell.id != f"test_{name}" or name not in source.by_id:
                problems.append(f"{cell.id}: what checks {name} is called test_{name}, after a solution cell {name}.")
    there = {path.stem for path in course.hidden_tests(assignment).glob("*.py")} - {"__init__"}
    problems += [f"tests/hidden/{assignment}/{name}.py: no test cell checks it." for name in sorted(there - checked)]
    problems += [f"test_{name}: there is no tests/hidden/{assignment}/{name}.py." for name in sorted(checked - there)]
    return problems


def _patches(source: str, modules: set[str]) -> str:
    """What of a module a test cell assigns to: `np.dot`."""
    for node in ast.walk(ast.parse(names.plain_python(source))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            if node.value.id in modules:
                return ast.unparse(node)
    return ""


def _languages(sources: dict[str, dict[str, SourceNotebook]]) -> list[str]:
    """Whether each version says the same things in the same places, and nothing in another language."""
    problems = []
    for name in next(iter(sources.values())):
        versions = {language: sources[language][name] for language in sources}
        ids = {language: [cell.cell_id for cell in source.cells] for language, source in versions.items()}
        first, *others = ids
        for other in others:
            odd = sorted(set(ids[first]) ^ set(ids[other]))
            if odd or ids[first] != ids[other]:
                problems.append(f"{name}: cells differ between {first} and {other}: {', '.join(odd) or 'their order'}.")
        for cells in zip(*(source.cells for source in versions.values()), strict=False):
            if len({tuple(map(_lectures, [cell.source])) for cell in cells if cell.type == "markdown"}) > 1:
                problems.append(f"{name}, cell {cells[0].cell_id}: the lectures named differ between the languages.")
            prose = {language: cell for language, cell in zip(versions, cells, strict=True) if cell.type == "markdown"}
            if prose and len({cell.source for cell in prose.values()}) > 1:
                if CHINESE.search(prose["en"].source):
                    problems.append(f"{name}, cell {prose['en'].cell_id}: its English version has Chinese in it.")
                if not CHINESE.search(prose["zh"].source):
                    problems.append(f"{name}, cell {prose['zh'].cell_id}: its Chinese version has none in it.")
    return problems


def _lectures(text: str) -> tuple[str, ...]:
    heading = "\n".join(line for line in text.split("\n") if line.startswith("#"))
    return tuple(sorted(set(re.findall(r"p\d+", "".join(_LECTURE.findall(heading))))))


def _leaks(course: Course, assignment: str, sources: dict[str, SourceNotebook], language: str) -> list[str]:
    problems = []
    with released(course, assignment, language=language) as folder:
        for name, source in sources.items():
            text = (folder / f"{name}.ipynb").read_text("utf-8")
            problems += [f"{name} ({language}): its release tells a {told}." for told in leaks(source, text)]
    return problems


def _whole(course: Course, grader: Grader, sources: dict[str, SourceNotebook], found: Validation) -> list[str]:
    """The solved and the untouched notebook, through the grader."""
    problems = []
    solved = grader.grade({name: handed_in(source, solved=True) for name, source in sources.items()})
    found.seconds = solved.seconds
    lost = [e.name for e in solved.exercises if e.status != "passed"]
    if lost or solved.refused:
        problems.append(f"the solved notebook does not score full: {solved.refused or ', '.join(lost)}.")
    if solved.bonus < found.bonus:
        problems.append(f"the solved notebook earns {solved.bonus:g} of the bonus of {found.bonus:g}.")
    if solved.seconds > course.limits.notebook_seconds / 4:
        allowed = course.limits.notebook_seconds
        problems.append(f"grading the solved notebook takes {solved.seconds:.1f} s, of {allowed:g} that a notebook has.")
    untouched = grader.grade({name: handed_in(source, solved=False) for name, source in sources.items()})
    if untouched.score or untouched.bonus:
        gained = [e.name for e in untouched.exercises if e.score or e.bonus]
        problems.append(f"the untouched notebook scores {untouched.score:g}: {', '.join(gained)}.")
    return problems


def handed_in(source: SourceNotebook, solved: bool) -> Notebook:
    """The notebook as a learner hands it in: solved as the source solves it, or untouched."""
    cells = [{**cell.as_dict(), "source": cell.released} for cell in source.cells]
    for cell, known in zip(cells, source.cells, strict=True):
        if solved and known.role in (Role.SOLUTION, Role.MANUAL):
            cell["source"] = known.source
    return {"cells": cells, "metadata": dict(source.metadata), "nbformat": 4, "nbformat_minor": 5}
