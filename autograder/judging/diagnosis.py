"""Find the known mistake that a learner made, and mark a function again with correct helpers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Mistake
from autograder.judging.calls import beside, call_many, with_helpers
from autograder.judging.fitting import fit
from autograder.judging.likeness import parts_of, same_numbers, same_outcome
from autograder.judging.marking import Exam, Marking, mark
from autograder.judging.verdict import Verdict
from autograder.sandbox.outside.proxy import update
from autograder.sandbox.shared.failure import Budget, as_builtin
from autograder.sandbox.shared.outcome import Outcome, SandboxStopped, remote_type_name
from autograder.sandbox.shared.signatures import signature_of

TWICE = 2  # attempts to follow a function through: one may be stopped because the machine is busy
MOST_VARIED = 12  # mistakes with another free number that are tried
HELPER_CALLS = 10_000  # that helpers answer in all, where the reference's own number of calls is no measure

Function = Callable[..., Any]


def diagnose(exam: Exam, marking: Marking, numbers: Sequence[str] = ()) -> Mistake | None:
    """Return the first known mistake whose outputs equal the learner's for every input, failing or not; None for none.

    marking: of the learner's function. Only cases of the class count, and none for a bonus: a mistake can be made with or
             without it.
    numbers: that the learner's function writes out. A mistake with a free number is tried with each of them.
    """
    of_class = marking.of_class
    if of_class.passed:
        return None
    for mistake, its in exam.mistakes_like(of_class):
        if _same_outcomes(exam, of_class, its):
            return mistake
    others = [other for mistake in exam.exercise.mistakes for other in mistake.with_numbers(numbers)]
    for other in others[:MOST_VARIED]:
        try:
            varied = exam.marked_like(other, of_class)
        except ExerciseError:  # the number does not belong there
            continue
        if varied is not None and _same_outcomes(exam, of_class, varied):
            return other
    return None


def _same_outcomes(exam: Exam, one: Marking, other: Marking) -> bool:
    return all(same_outcome(exam, mine, its) for mine, its in zip(one.required, other.required, strict=True))


def diagnose_parts(exam: Exam, marking: Marking) -> list[tuple[Mistake, str]]:
    """Return known mistakes that explain what is wrong part by part, with the part that each one explains; [] for none.

    A mistake explains a part of the returned value where its part equals the learner's for every input, wrong ones
    included. All wrong parts must be explained, by two mistakes at most, and all values must have the right structure.

    marking: as for `diagnose`, which has found no mistake.
    """
    verdicts = marking.of_class.required
    mine = [parts for verdict in verdicts if (parts := parts_of(exam, verdict)) is not None]
    right = [parts for verdict in verdicts if (parts := parts_of(exam, verdict, expected=True)) is not None]
    if not mine or not len(mine) == len(right) == len(verdicts) or any(verdict.changed for verdict in verdicts):
        return []
    if any(one.keys() != other.keys() for one, other in zip(mine, right, strict=True)):
        return []
    both = zip(mine, right, strict=True)
    wrong = {name for one, other in both for name in one if not same_numbers(one[name], other[name])}
    if len(wrong) < 2 and all(len(one) < 2 for one in mine):
        return []
    found: list[tuple[Mistake, str]] = []
    for mistake, its in exam.mistakes_like(marking.of_class):
        if not wrong:
            break
        theirs = [parts for verdict in its.required if (parts := parts_of(exam, verdict)) is not None]
        if len(theirs) < len(mine) or any(a.keys() != b.keys() for a, b in zip(theirs, mine, strict=True)):
            continue
        pairs = list(zip(mine, theirs, strict=True))
        known = {name for name in wrong if all(same_numbers(a[name], b[name]) for a, b in pairs if name in a)}
        if known:
            found.append((mistake, sorted(known)[0]))
            wrong -= known
    return found if not wrong and len(found) <= 2 else []


# --- follow-through ---


@dataclass(frozen=True)
class Followed:
    """A function marked again with correct helpers.

    again:   the marking with correct helpers; it says what else is wrong.
    counted: what counts: for each case the answer with correct helpers where its own helpers explain the first answer,
             elsewhere the first answer.
    """

    again: Marking
    counted: Marking


def follow_through(exam: Exam, function: Function, marking: Marking, work: int | None = None) -> Followed | None:
    """Mark a learner's function with correct helpers, so that a wrong helper costs its own points only.

    The helpers are the functions of the assignment that the reference of this one calls. With correct ones the function
    can tell that it is asked once more, and could guess again. So an answer with correct helpers counts only for a case
    where the learner's own helpers explain the first answer: the reference, with these helpers, gives the same.

    marking: of the function with its own helpers; it has a failing verdict.
    work:    the set that belongs to the work.
    Returns None when there are no helpers. Raises SandboxStopped when the learner's process was stopped, twice.
    """
    if not exam.reference.helpers:
        return None
    for attempt in range(TWICE):
        try:
            explained = _explained(exam, function, marking)
            again = mark(exam, with_helpers(function, exam.helpers, Budget(exam.helpers.keys())), work)
            break
        except SandboxStopped:
            if attempt == TWICE - 1:
                raise
    both = zip(marking.verdicts, again.verdicts, explained, strict=True)
    return Followed(again, Marking(exam.exercise, [_counted(first, second, its) for first, second, its in both]))


def has_not_answered(exam: Exam, marking: Marking) -> bool:
    """Return whether a function raised an error wherever it is wrong, and no error is right: it has not guessed yet."""
    return exam.exercise.raises is None and all(verdict.outcome.error is not None for verdict in marking.failing)


def _explained(exam: Exam, function: Function, marking: Marking) -> list[Verdict | None]:
    """Return for each case the answer of the reference with the learner's helpers, where that is the learner's answer, too.

    None where it is another answer, and where the learner's is right. A function that raised an error, where none is right,
    has not guessed: its own verdict explains it.
    """
    names = exam.reference.helpers
    own = beside(function, names)
    helpers = {name: _called_as(helper, own.get(name)) for name, helper in names.items()}
    found: list[Verdict | None] = []
    for verdict in marking.verdicts:
        if verdict.difference is None and verdict.changed is None:
            found.append(None)
        elif verdict.outcome.error is not None and exam.exercise.raises is None:
            found.append(verdict)
        else:
            given = exam.answer_with(helpers, verdict)
            same = given is not None and _same_answer(exam, verdict, given)
            found.append(
                exam.verdict(exam.reference.function, verdict.case, given, verdict.expected) if given and same else None
            )
    return found


def _same_answer(exam: Exam, verdict: Verdict, given: Outcome) -> bool:
    """Return whether an outcome of the reference has the value, or the error, of a learner's."""
    error = verdict.outcome.error
    if error is not None or given.error is not None:
        return error is not None and given.error is not None and exam.exercise.same_errors(error, given.error)
    return exam.exercise.same(verdict.outcome.value, given.value, verdict.expected)


def _counted(first: Verdict, second: Verdict, explained: Verdict | None) -> Verdict:
    """Return what counts of two verdicts on one case, with own and with correct helpers. explained: see `_explained`.

    An argument that was changed stays changed, unless the learner's helpers change it in the reference, too.
    """
    if explained is None:
        return first
    return second if explained.changed == first.changed else replace(second, changed=second.changed or first.changed)


def _called_as(reference: Function, helper: Any) -> Function:
    """Return a learner's helper as a function that the reference can call as it calls its own.

    It prints nothing and returns plain values only. What the helper raises, it raises.
    """
    signature = inspect.signature(reference)
    usual = dict.fromkeys(_required(helper))  # what it takes beyond the reference's
    usual |= {p.name: p.default for p in signature.parameters.values() if p.default is not p.empty}

    def answer(*args: Any, **kwargs: Any) -> Any:
        if not callable(helper):
            raise NameError(reference.__name__)
        inputs = dict(signature.bind(*args, **kwargs).arguments)
        given, named = fit(helper, inputs, usual).arguments
        (outcome,) = call_many(helper, [(given, named)])
        for original, changed in zip((given, named), outcome.arguments, strict=True):
            update(original, changed)
        if outcome.error is not None:
            raise as_builtin(outcome.error)
        if not _is_plain(outcome.value):
            raise TypeError(reference.__name__)
        return outcome.value

    return answer


def _required(function: Any) -> list[str]:
    """Return the parameters that a function must be given, as far as it says so."""
    signature = signature_of(function) if callable(function) else None
    parameters = signature.parameters.values() if signature is not None else ()
    return [p.name for p in parameters if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def _is_plain(value: Any) -> bool:
    """Return whether a value holds nothing that stayed in the sandbox."""
    if type(value) is dict:
        return all(map(_is_plain, value.values()))
    if type(value) in (list, tuple, set, frozenset):
        return all(map(_is_plain, value))
    return remote_type_name(value) is None
