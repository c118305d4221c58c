"""Hand in empty functions again and again, with tables of all that was shown before: what do they earn?

    .venv/bin/python benchmarks/adversary.py [ASSIGNMENT …] [--times 100]

The attacker knows no solution, but has a friend who answers every input that the attacker has seen, in

- the failing examples of messages,
- error texts, into which the functions put their inputs,
- the outputs of all cells: the functions print their inputs, and keep them in a library, where later cells look for them.

Each submission looks its inputs up in a table of these. Where that fails it raises an error that quotes them, returns the
last answer in the table, or returns nothing, in turn. A comment makes each work a new one. The script prints the points of
the first, the best and the last submission, and how many inputs were seen; with `--most`, it ends with 1 above that.

Then the attacker hands in menus: each function holds all known mistakes and the right body, in an order that the attacker
does not know, behind conditions that never hold. A message that names the line of the right one tells the answer. The script
prints in how many exercises one did, and ends with 1 where any did.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.course import Course
from autograder.errors import ExerciseError
from autograder.exercise.draws import fingerprint
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import Reference, load_exercise, load_solutions
from autograder.grading.result import SubmissionResult
from autograder.grading.submission import Grader
from autograder.judging.calls import call_many
from autograder.judging.examples import literal
from autograder.judging.fitting import fit
from autograder.validation.assignment import handed_in

ROOT = Path(__file__).resolve().parents[1]
MARK = "SEEN "
GIVE_UP = ("raise ValueError('{mark}' + name + ' ' + repr(given))", "return table[-1][1] if table else None", "return None")

TRICKS = """
# try {number}
import numpy as np
np.kept = getattr(np, "kept", [])
def array(*given, **more):
    return np.array(*given, **more)
def alike(one, other):
    try:
        return len(one) == len(other) and all(np.shape(a) == np.shape(b) and np.allclose(a, b) for a, b in zip(one, other))
    except Exception:
        return repr(one) == repr(other)
def look_up(name, table, given):
    np.set_printoptions(threshold=10**6, precision=17)
    np.kept.append((name, given))
    print("{mark}" + name, repr(given))
    for inputs, answer in table:
        if alike(inputs, given):
            return answer
    {give_up}
"""
LATER = 'import numpy\nfor name, given in getattr(numpy, "kept", []):\n    print("{mark}" + name, repr(given))'


@dataclass
class Attacker:
    """What the attacker has learned. tables: exercise -> fingerprint of inputs -> (inputs, the friend's answer)."""

    course: Course
    assignment: str
    exercises: dict[str, Reference] = field(default_factory=dict)
    tables: dict[str, dict[Any, tuple[tuple[Any, ...], Any]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        solutions = load_solutions(self.course.root, self.assignment)
        for path in sorted(self.course.hidden_tests(self.assignment).glob("*.py")):
            if isinstance(load_exercise(self.course.root, self.assignment, path.stem), Exercise):
                self.exercises[path.stem] = Reference(solutions, path.stem)
                self.tables[path.stem] = {}

    @property
    def seen(self) -> int:
        """The number of inputs that were seen."""
        return sum(map(len, self.tables.values()))

    def notebooks(self, number: int) -> dict[str, Any]:
        """Return the submission with this number: starters, with a table in each function."""
        found = {}
        for name, source in self.course.sources(self.assignment).items():
            notebook = handed_in(source, solved=False)
            for cell in notebook["cells"]:
                which = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
                if which in self.exercises:
                    cell["source"] = self._function(which, number)
            later = {"cell_type": "code", "metadata": {}, "source": LATER.format(mark=MARK), "outputs": []}
            notebook["cells"].append(later | {"execution_count": None, "id": "later"})
            found[name] = notebook
        return found

    def menus(self, condition: str) -> tuple[dict[str, Any], dict[str, str]]:
        """Return a submission of menus, and the line of the right choice of each: exercise -> code.

        condition: of each choice but the first; `{first}` is the first parameter.
        """
        found, lines = {}, {}
        for name, source in self.course.sources(self.assignment).items():
            notebook = handed_in(source, solved=False)
            for cell in notebook["cells"]:
                which = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
                if which in self.exercises and (menu := self._menu(which, condition)) is not None:
                    cell["source"], lines[which] = menu
            found[name] = notebook
        return found, lines

    def _menu(self, name: str, condition: str) -> tuple[str, str] | None:
        """Return a function that holds many bodies, and the line that chooses the right one; None without known mistakes."""
        reference, exercise = self.exercises[name], load_exercise(self.course.root, self.assignment, name)
        assert isinstance(exercise, Exercise)
        texts = [reference.text_of(mistake) for mistake in exercise.mistakes]
        if not texts:
            return None
        place = 1 + sum(map(ord, name)) % len(texts)  # the attacker does not know it
        texts.insert(place, reference.source)
        parameters = list(inspect.signature(reference.function).parameters)
        given, test = ", ".join(parameters), condition.format(first=parameters[0])
        lines = [f"def {name}({given}):"]
        for number, text in enumerate(texts):
            lines += [f"    {line}" for line in text.replace(f"def {name}(", f"def choice_{number}(").splitlines()]
        lines.append(f"    result = choice_0({given})")
        lines += [f"    if {test}: result = choice_{number}({given})" for number in range(1, len(texts))]
        return "\n".join([*lines, "    return result"]), f"if {test}: result = choice_{place}({given})"

    def learn(self, result: SubmissionResult) -> None:
        """Have every input answered that a graded submission shows."""
        for name, given in self._shown(result):
            if name in self.exercises:
                self._ask_the_friend(name, given)

    def _function(self, name: str, number: int) -> str:
        parameters = ", ".join(inspect.signature(self.exercises[name].function).parameters)
        rows = ", ".join(f"({literal(given)}, {literal(answer)})" for given, answer in self.tables[name].values())
        give_up = GIVE_UP[number % len(GIVE_UP)].format(mark=MARK)
        tricks = TRICKS.format(number=number, mark=MARK, give_up=give_up)
        return f"{tricks}\ndef {name}({parameters}):\n    return look_up({name!r}, [{rows}], ({parameters},))"

    def _shown(self, result: SubmissionResult) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Yield the exercise and the inputs of everything that a learner sees of a graded submission."""
        for exercise in result.exercises:
            if exercise.name in self.exercises and "```python\n" in exercise.message:
                code = exercise.message.split("```python\n")[1].split("```")[0]
                if (given := _called(code, exercise.name)) is not None:
                    yield exercise.name, given
        texts = [exercise.message for exercise in result.exercises]
        for notebook in result.notebooks.values():
            for cell in notebook["cells"]:
                hidden = [output for output in cell.get("outputs", []) if not output.get("metadata")]
                texts += [str(output.get("text", output.get("data", output))) for output in hidden]
        for text in texts:
            for part in text.split(MARK)[1:]:
                name, _, rest = part.partition(" ")
                if (given := _evaluated(rest.split("\n")[0])) is not None:
                    yield name, given

    def _ask_the_friend(self, name: str, given: tuple[Any, ...]) -> None:
        reference = self.exercises[name]
        names = list(inspect.signature(reference.function).parameters)[: len(given)]
        inputs = dict(zip(names, given, strict=True))
        if (key := fingerprint(inputs)) in self.tables[name]:
            return
        try:
            (outcome,) = call_many(reference.function, [fit(reference.function, inputs).arguments])
        except (ExerciseError, ValueError):
            return
        if outcome.error is None and _is_literal(given) and _is_literal(outcome.value):
            self.tables[name][key] = given, outcome.value


def _called(code: str, name: str) -> tuple[Any, ...] | None:
    """Return the positional inputs of a failing example; None where it cannot be run."""
    world: dict[str, Any] = {"np": np, name: lambda *given, **_: given}
    *setup, call = code.strip().split("\n")
    try:
        exec("\n".join(setup), world)
        return tuple(eval(call, world))
    except Exception:
        return None


def _evaluated(text: str) -> tuple[Any, ...] | None:
    """Return the tuple that a text shows, as far as it is a literal; None for anything else, such as half of one."""
    for end in range(len(text), 0, -1):
        if text[end - 1] == ")":
            try:
                ast.parse(text[:end], mode="eval")
                value = eval(text[:end], {"__builtins__": {}, "array": np.array, "np": np})
                return value if type(value) is tuple else None
            except Exception:
                continue
    return None


def _is_literal(value: Any) -> bool:
    """Return whether a value can be written into a notebook."""
    if isinstance(value, dict):
        return all(map(_is_literal, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_literal, value))
    return isinstance(value, np.ndarray | np.generic | int | float | str | bool | None)


def attack(course: Course, assignment: str, times: int) -> list[float]:
    """Hand in so many times; return the points of each submission, of 100."""
    attacker = Attacker(course, assignment)
    points = []
    with Grader(course, assignment, allow_weak=True) as grader:
        for number in range(times):
            result = grader.grade(attacker.notebooks(number))
            assert result.refused is None, result.refused
            points.append(100 * (result.score + result.bonus) / result.max_score)
            attacker.learn(result)
    words = ", ".join(f"{e.name} {e.score + e.bonus:g}" for e in result.exercises if e.score + e.bonus)
    print(f"{assignment}: first {points[0]:.1f}, best {max(points):.1f}, last {points[-1]:.1f} of 100", end="; ")
    print(f"{attacker.seen} inputs seen; the last one earns: {words or 'nothing'}", flush=True)
    return points


def choose(course: Course, assignment: str) -> int:
    """Hand in menus; return in how many exercises a message names the line of the right choice."""
    attacker, named, asked = Attacker(course, assignment), 0, 0
    with Grader(course, assignment, allow_weak=True) as grader:
        for condition in ("0", "{first} is None"):
            notebooks, lines = attacker.menus(condition)
            result = grader.grade(notebooks)
            assert result.refused is None, result.refused
            said = {exercise.name: exercise.message for exercise in result.exercises}
            named += sum(line in said.get(name, "") for name, line in lines.items())
            asked += len(lines)
    print(f"{assignment}: messages named the right choice of {named} of {asked} menus", flush=True)
    return named


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT")
    parser.add_argument("--times", type=int, default=100, help="submissions of each")
    parser.add_argument("--most", type=float, default=100.0, help="points, of 100: above this the script ends with 1")
    given = parser.parse_args()
    course = Course(ROOT, secret="adversary")
    assignments = given.assignments or course.assignments()
    named = sum(choose(course, assignment) for assignment in assignments)
    best = [max(attack(course, assignment, given.times)) for assignment in assignments]
    return 1 if named or max(best) > given.most else 0


if __name__ == "__main__":
    sys.exit(main())
