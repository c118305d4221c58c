"""Find why an answer is wrong: a known mistake, a repair, an error's line, a relation, an intermediate value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.exercise.alternatives import Mistake
from autograder.exercise.comparison import Difference
from autograder.judging import sentences
from autograder.judging.diagnosis import diagnose_parts
from autograder.judging.explanation import Explanation, Kind
from autograder.judging.likeness import parts_of, same_numbers
from autograder.judging.marking import Exam, Marking
from autograder.judging.placing import lines_of
from autograder.judging.relations import relation_of
from autograder.judging.repair.asking import ask_texts
from autograder.judging.repair.reference_values import named_values
from autograder.judging.repair.repairing import Located, Patience, locate
from autograder.judging.repair.trace import STEPS, last_line, traced
from autograder.judging.slices import line_of_part
from autograder.judging.verdict import Verdict
from autograder.notebook.definition import Definition
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Listed, Sentence, sentence

ASKED = 3  # failing cases that an intermediate value is looked for in
REDUCING = ("sum", "mean", "max", "min", "std", "var", "prod", "norm", "any", "all")

Function = Callable[..., Any]


@dataclass(frozen=True)
class Causes:
    """What is known of the causes of a wrong answer.

    explanations: the causes, best first.
    sentences:    what a learner reads of them, besides the hints of known mistakes and the difference.
    mistakes:     the known mistakes among them, each with the part that it explains.
    lines:        of the learner's cell: all that hold these mistakes, as far as that is certain.
    """

    mistakes: list[tuple[Mistake, str]] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    @property
    def places(self) -> dict[str, Any]:
        """What `detail_of_wrong` takes of the lines."""
        return {"lines": [one.line for one in self.explanations], "of_mistakes": self.lines}


@dataclass(frozen=True)
class WrongAnswer:
    """A wrong answer whose causes are looked for.

    exam, marking: of the function; it has a failing verdict.
    mistake:    the known mistake that explains all of it; None for none.
    fresh:      returns the function in a process that has received no input yet.
    definition: the function's text in the notebook; None where it is not known.
    shown:      the failing verdict that the learner sees; None for none.
    key:        under which findings are shared with equal code; "" for none.
    """

    exam: Exam
    marking: Marking
    mistake: Mistake | None
    fresh: Callable[[], Function]
    definition: Definition | None
    shown: Verdict | None
    key: str = ""

    @property
    def name(self) -> str:
        """The function's name."""
        return self.exam.exercise.name

    @property
    def failing(self) -> list[Verdict]:
        """The failing verdicts, those of the class before those of the work."""
        return self.marking.of_class.failing or self.marking.failing


def causes_of(case: WrongAnswer, patience: Patience) -> Causes:
    """Return the causes of a wrong answer. No search is made where a known mistake explains it.

    patience: the time that searches may still take.
    """
    found = _causes_of(case, patience)
    shown = case.shown.difference if case.shown is not None else None
    epsilon = next((v.difference for v in case.failing if v.difference and v.difference.kind == "epsilon"), None)
    if epsilon is not None and (shown is None or shown.kind != "epsilon"):
        found.sentences.insert(0, sentences.explain(case.name, epsilon))
    return found


def _causes_of(case: WrongAnswer, patience: Patience) -> Causes:
    if case.mistake is not None:
        return _named(case, [(case.mistake, "")])
    found = Causes()
    located = Located()
    if case.definition is not None:
        located = locate(case.exam, case.fresh, case.definition.text, patience, key=case.key)
    _add(found, _repair(case, located))
    if not found.explanations and (parts := diagnose_parts(case.exam, case.marking)):
        return _named(case, parts)
    error, first = _error(case), _first_wrong_line(case, located)
    if all(verdict.outcome.error is not None for verdict in case.failing):
        before = first is not None and error is not None and _is_earlier(first[0], error[0])
        _add(found, *([first, error] if before else [error, first]))
    else:
        _add(found, _relation(case, located), _intermediate(case), error, first)
    difference = case.failing[0].difference or case.failing[0].changed
    if not found.explanations and all(verdict.changed is not None for verdict in case.failing):
        difference = case.failing[0].changed  # numbers that depend on it are wrong, too
    if difference is not None and difference.kind != "error":
        _add(found, _difference(case, difference))
    tip = _kept_dimension(case)
    if tip is not None:
        found.sentences.append(tip)
    return found


def _difference(case: WrongAnswer, difference: Difference) -> tuple[Explanation, Sentence | None]:
    """Return what differs, with the line that alone makes it, if there is one."""
    line = None
    if case.definition is not None and difference.kind in ("value", "shape"):
        line = line_of_part(case.definition.text, difference.path, case.exam.exercise.returns)
    said = None
    if case.definition is not None and line is not None:
        said = sentence("judging.look_at", number=case.definition.line_in_cell(line), code=case.definition.line(line))
        line = case.definition.line_in_cell(line)
    return _explanation(case, "difference", part=part_of(difference), line=line, name=difference.kind), said


def _is_earlier(one: Explanation, other: Explanation) -> bool:
    """Return whether a line is known of the first, and none before it of the second."""
    return one.line is not None and (other.line is None or one.line < other.line)


def hints_of(exam: Exam, mistake: Mistake) -> list[Mapping[str, str]]:
    """Return the hints of a known mistake and of those with equal outputs: nobody can tell which of them it is."""
    return [other.hint for other in alternatives_of(exam, mistake)]


def alternatives_of(exam: Exam, mistake: Mistake) -> list[Mistake]:
    """Return a known mistake and those with equal outputs; the mistake itself as it is, with the learner's number in it."""
    name = mistake.equals or mistake.name
    equal = [other for other in exam.exercise.mistakes if name in (other.name, other.equals)]
    return [mistake if other.name == mistake.name else other for other in equal]


def _named(case: WrongAnswer, mistakes: list[tuple[Mistake, str]]) -> Causes:
    found = Causes(mistakes)
    for mistake, part in mistakes:
        lines = _lines_of_mistake(case, mistake)
        line = lines[0] if lines else None
        found.explanations.append(_explanation(case, "known mistake", part=part, line=line, name=mistake.name))
        found.lines.extend(lines)
    return found


def _lines_of_mistake(case: WrongAnswer, mistake: Mistake) -> list[int]:
    """Return the lines of the learner's cell that hold a known mistake; [] where that is not certain."""
    if case.definition is None:
        return []
    lines = lines_of(case.definition.text, case.exam.reference, alternatives_of(case.exam, mistake))
    return list(map(case.definition.line_in_cell, lines))


def _explanation(case: WrongAnswer, kind: Kind, *, part: str, line: int | None, name: str) -> Explanation:
    return Explanation(kind=kind, part=part, owner=case.name, line=line, name=name)


def _add(found: Causes, *more: tuple[Explanation, Sentence | None] | None) -> None:
    """Add causes. Only the first one gets a sentence: one that is less sure would distract from it."""
    for one in more:
        if one is not None:
            explanation, said = one
            if said is not None and not found.explanations:
                found.sentences.append(said)
            found.explanations.append(explanation)


def part_of(difference: Difference) -> str:
    """Return the part of the returned value that a difference lies in: "dw" of `grads['dw']`; "" for all of it.

    The expression by which a hidden test names a property is no part.
    """
    return _last_key(difference.path) if sentences.is_path(difference.path) else ""


def _last_key(path: str) -> str:
    """Return the key or the index at the end of a path: "dw" of `grads['dw']`; a name itself."""
    return path.rpartition("[")[2].rstrip("]").strip("'\"") or path


# --- where in the code ---


def _repair(case: WrongAnswer, located: Located) -> tuple[Explanation, Sentence] | None:
    definition = case.definition
    if definition is None or located.place is None:
        return None
    place, line = located.place, definition.line_in_cell(located.place.line)
    values: dict[str, Any] = {"number": line, "code": definition.line(place.line)}
    if place.kind is None:
        said = sentence("judging.look_at", **values)
    else:
        said = sentence("judging.look_at_slip", slip=sentence(f"judging.slip.{place.kind.replace(' ', '_')}"), **values)
    return _explanation(case, "repair", part="", line=line, name=place.kind or "repair"), said


def _first_wrong_line(case: WrongAnswer, located: Located) -> tuple[Explanation, Sentence] | None:
    """Return the line that computes the first wrong value: up to it, the function is right.

    It is named where the reference has another value under the same name, and where its value is returned as it is.
    """
    definition, seen = case.definition, located.trace
    if definition is None or located.place is not None or seen is None or seen.suspect is None or case.exam.is_drawn:
        return None
    line = definition.line_in_cell(seen.suspect)
    values: dict[str, Any] = {"number": line, "name": seen.name, "code": definition.line(seen.suspect)}
    final = seen.final and not located.apart
    says = seen.name and (seen.differs or final)
    if says and seen.before is not None and seen.before[0] < seen.suspect:
        values |= {"before": definition.line_in_cell(seen.before[0]), "known": seen.before[1]}
        code = "judging.right_up_to"
    elif says and seen.before is None:
        code = "judging.first_wrong"
    elif final and not seen.name:
        code = "judging.look_at"
    else:
        return None
    return _explanation(case, "intermediate", part="", line=line, name=seen.name or "return"), sentence(code, **values)


def _error(case: WrongAnswer) -> tuple[Explanation, Sentence | None] | None:
    """Return the line in the graded function at which it raises; None where the answer that is shown is another one."""
    error = (case.shown or case.failing[0]).outcome.error
    if error is None:
        return None
    stop = _stop(case)
    if stop is not None and stop.values["code"].startswith(("raise ", "assert ")):
        return None  # that the function refuses its arguments is no slip in itself
    # Where a helper raised the error, it was given something wrong: a wrong helper has been replaced by a correct one.
    line = None if stop is None else stop.values["number"]
    return _explanation(case, "error", part="", line=line, name=error.kind), stop


def _stop(case: WrongAnswer) -> Sentence | None:
    """Say at which line of the cell the function stops, also where a helper raised the error, and what shapes are there."""
    definition = case.definition
    shown = case.shown or case.failing[0]
    example = next((each for each in case.exam.examples if each.check == shown.case.check), None)
    asked = shown.case if not case.exam.is_scored(shown.case.inputs) else example
    if definition is None or asked is None:
        return None
    try:
        function = case.exam.repeatable(case.fresh())
        ((outcome,),) = ask_texts(case.exam, function, [traced(definition.text)], [asked], least=STEPS)
        line, shapes = last_line(outcome.value, definition.text, asked.inputs)
    except (SyntaxError, SandboxStopped):
        return None
    if line is None:
        return None
    said: dict[str, Any] = {"number": definition.line_in_cell(line), "code": definition.line(line)}
    if not shapes:
        return sentence("judging.stops_at", **said)
    listed = Listed([f"{name}: {shape}" for name, shape in shapes.items()], "comma", quoted=True)
    return sentence("judging.stops_at_with", **said, shapes=listed)


# --- what the numbers say ---


def _relation(case: WrongAnswer, located: Located) -> tuple[Explanation, Sentence] | None:
    """Return how the numbers of a part are related to the right ones; with the line, where the trace suspects the part's."""
    if case.exam.is_drawn:
        return None
    training = case.exam.exercise.training is not None
    found = relation_of(case.exam, case.failing, lambda verdict: {} if training else named_values(case.exam, verdict.case))
    if found is None:
        return None
    place = f"`{found.part}`" if found.part else f"`{case.name}(…)`"
    which = f"{found.what}_" if found.kind in ("row", "column", "entry") else ""
    said = sentence(f"judging.relation.{which}{found.kind}", place=place, amount=found.what)
    name, line = " ".join(filter(None, [found.kind, found.what])), None
    seen = located.trace
    if case.definition is not None and seen is not None and seen.suspect is not None and seen.differs:
        if found.part and found.part in (seen.name, _last_key(seen.name)):
            line = case.definition.line_in_cell(seen.suspect)
    return _explanation(case, "relation", part=found.part, line=line, name=name), said


def _intermediate(case: WrongAnswer) -> tuple[Explanation, Sentence] | None:
    """Return the part that equals another value of the reference in all failing cases that are looked at."""
    exam, failing = case.exam, case.failing[:ASKED]
    if exam.exercise.training or exam.is_drawn or len(failing) < 2:
        return None
    names: dict[str, set[str]] = {}
    for verdict in failing:
        got, right = parts_of(exam, verdict), parts_of(exam, verdict, expected=True)
        locals_of = named_values(exam, verdict.case)
        if got is None or right is None:
            return None
        for part, value in got.items():
            if (
                part in right
                and np.shape(right[part]) == np.shape(value)
                and np.allclose(right[part], value, equal_nan=True)
            ):
                continue
            equal = {name for name, its in locals_of.items() if _meaningful(value) and _same(value, its)}
            names[part] = names.get(part, equal) & equal
    for part, equal in names.items():
        if equal:
            name = sorted(equal, key=len)[0]
            place = f"`{part}`" if part else f"`{case.name}(…)`"
            return _explanation(case, "intermediate", part=part, line=None, name=name), sentence(
                "judging.intermediate", place=place, name=name
            )
    return None


def _meaningful(value: Any) -> bool:
    """Return whether a value can be recognised: no whole number, and not all zeros or ones."""
    numbers = np.asarray(value)
    whole = numbers.size < 2 and bool(np.all(numbers == np.round(numbers)))
    return bool(numbers.size) and not whole and not bool(np.all(np.isin(numbers, (0, 1))))


def _same(value: Any, other: Any) -> bool:
    if not isinstance(other, np.ndarray | int | float | np.generic) or np.asarray(other).dtype.kind not in "biuf":
        return False
    return same_numbers(value, other)


# --- tips ---


def _kept_dimension(case: WrongAnswer) -> Sentence | None:
    """Return the tip about `keepdims`, where a dimension is lost and the code reduces along an axis without it."""
    difference = case.shown.difference if case.shown is not None else None
    if difference is None or difference.kind != "shape" or case.definition is None or not difference.expected:
        return None
    if len(difference.got) != len(difference.expected) - 1:
        return None
    try:
        calls = [node for node in ast.walk(ast.parse(case.definition.text)) if isinstance(node, ast.Call)]
    except SyntaxError:
        return None
    for call in calls:
        names = {keyword.arg for keyword in call.keywords}
        if ast.unparse(call.func).rpartition(".")[2] in REDUCING and "axis" in names and "keepdims" not in names:
            line = case.definition.line_in_cell(call.lineno)
            return sentence("judging.keeps_dimension", number=line, code=case.definition.line(call.lineno))
    return None
