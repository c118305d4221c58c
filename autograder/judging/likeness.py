"""Tell whether two functions did the same for one input: the learner's, and one with a known mistake.

Equal outputs name a cause, so "equal" is strict here: structure, keys, shapes and numbers of values, all arrays in the
arguments after the call, and of errors the type, the message and the form of the line.
"""

from __future__ import annotations

import ast
import builtins
import re
from typing import Any

import numpy as np

from autograder.judging.marking import Exam
from autograder.judging.verdict import Verdict
from autograder.sandbox.shared.arrays import arrays_in
from autograder.sandbox.shared.outcome import LearnerError

MANY = 20  # numbers, from which on two random arrays are compared by their distribution
LAW = 2.8  # Smirnov's distance times the root of nm / (n + m); two draws from one law exceed it once in 3 million times


def same_outcome(exam: Exam, mine: Verdict, other: Verdict) -> bool:
    """Return whether two outcomes are equal: their values and the arguments after the call, or their errors."""
    mistaken, its = mine.outcome.error, other.outcome.error
    if mistaken is not None or its is not None:
        return mistaken is not None and its is not None and same_error(exam, mistaken, its)
    return _same_value(exam, mine, other) and _same_arguments(mine, other)


def answers_alike(exam: Exam, mine: Verdict, other: Verdict) -> bool:
    """Return whether two outcomes are equal, or one part of their values at least that is wrong."""
    if same_outcome(exam, mine, other):
        return True
    one, another, right = parts_of(exam, mine), parts_of(exam, other), parts_of(exam, mine, expected=True)
    if one is None or another is None or right is None or one.keys() != another.keys() or one.keys() != right.keys():
        return False
    return any(same_numbers(one[name], another[name]) and not same_numbers(one[name], right[name]) for name in one)


def _same_value(exam: Exam, mine: Verdict, other: Verdict) -> bool:
    one, another = mine.outcome.value, other.outcome.value
    if exam.exercise.choice:  # any good result is right, so that what two share is the condition that they break
        broken = [(verdict.difference.kind, verdict.difference.path) for verdict in (mine, other) if verdict.difference]
        alike = len(broken) == 2 and broken[0] == broken[1]
        return alike and exam.exercise.compare(one, another, mine.case.inputs) is None
    if exam.exercise.same(one, another, mine.expected):
        return True
    return exam.is_drawn and exam.exercise.agree(one, another, mine.case.inputs) and _same_law(one, another)


def _same_law(one: Any, other: Any) -> bool:
    """Return whether the arrays in two values have equal shapes, and may be drawn from the same distributions.

    Smirnov's test ("Table for Estimating the Goodness of Fit of Empirical Distributions", 1948) compares large arrays.
    """
    mine, its = dict(arrays_in(one)), dict(arrays_in(other))
    if mine.keys() != its.keys() or any(mine[path].shape != its[path].shape for path in mine):
        return False
    pairs = [(np.unique(mine[path]), np.unique(its[path])) for path in mine]  # rows that repeat are one draw
    return all(a.size == b.size and (a.size < MANY or _smirnov(a, b) < LAW) for a, b in pairs)


def _smirnov(one: Any, other: Any) -> float:
    """Return the largest distance between two empirical distributions, times the root of nm / (n + m)."""
    both = np.sort(np.concatenate([one, other]))
    shares = [np.searchsorted(np.sort(each), both, side="right") / each.size for each in (one, other)]
    size = one.size * other.size / (one.size + other.size)
    return float(np.abs(shares[0] - shares[1]).max() * np.sqrt(size))


def _same_arguments(mine: Verdict, other: Verdict) -> bool:
    """Return whether the arguments hold equal arrays after the call, at any depth."""
    common = [name for name in mine.after if name in other.after]
    left = {path: array for name in common for path, array in arrays_in(mine.after[name], name)}
    right = {path: array for name in common for path, array in arrays_in(other.after[name], name)}
    if bool(mine.changed) != bool(other.changed):
        return False
    return all(_same_array(left[path], right[path]) for path in left if path in right)


def _same_array(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> bool:
    if one.shape != other.shape:
        return False
    if one.dtype.kind not in "iuf" or other.dtype.kind not in "iuf":
        return True
    return same_numbers(one, other)


def same_numbers(one: Any, other: Any) -> bool:
    """Return whether arrays or numbers have equal shapes and agree up to rounding. NaN equals NaN here."""
    return np.shape(one) == np.shape(other) and bool(np.allclose(one, other, rtol=1e-7, atol=1e-12, equal_nan=True))


# --- errors ---


def same_error(exam: Exam, one: LearnerError, other: LearnerError) -> bool:
    """Return whether two exceptions show the same slip: type, message and form of the line agree.

    Names and numbers of a message do not count, the shapes in it do. Where an error is right, its named fault counts only.
    """
    if exam.exercise.raises is not None:
        return exam.exercise.same_errors(one, other)
    if one.kind != other.kind or _normal(one.message) != _normal(other.message):
        return False
    forms = _form(one.where), _form(other.where)
    return None in forms or forms[0] == forms[1]


def _normal(message: str) -> str:
    """Return a message with its names and numbers replaced. Shapes stay, and so do names of builtin types."""
    text = re.sub(r"'(\w+)'", lambda match: match[0] if hasattr(builtins, match[1]) else "'…'", message)
    return re.sub(r"\(\d[\d, ]*\)|\d+", lambda match: match[0] if match[0][0] == "(" else "#", text)


def _form(where: str) -> str | None:
    """Return the form of the line of an error: "value", "unpacking", or the statement's type; None where unknown."""
    line = re.sub(r"^line \d+(: |$)", "", where)
    try:
        (statement,) = ast.parse(line + " pass" if line.endswith(":") else line).body
    except (SyntaxError, ValueError):
        return None
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple):
        return "value" if isinstance(statement.value, ast.Call) else "unpacking"
    if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr | ast.Return):
        return "value"
    return type(statement).__name__


# --- parts ---


def parts_of(exam: Exam, verdict: Verdict, *, expected: bool = False) -> dict[str, Any] | None:
    """Return the parts of a returned value, each an array or a number: name -> part; None for an error or another value.

    A part's name is that of a returned tuple's part, or a key: "cost", "dw". Lists have one part for each entry.

    expected: take the right value and not the learner's.
    """
    if not expected and verdict.outcome.error is not None:
        return None
    value = exam.exercise.part(verdict.expected if expected else verdict.outcome.value)
    found: dict[str, Any] = {}
    names = exam.exercise.returns

    def collect(part: Any, name: str) -> bool:
        if type(part) is dict:
            return all(collect(inner, f"{key}") for key, inner in part.items())
        if type(part) in (list, tuple):
            inner_names = names if part is value and len(names) == len(part) else [f"{name}[{i}]" for i in range(len(part))]
            return all(collect(inner, inner_name) for inner, inner_name in zip(part, inner_names, strict=True))
        if name in found or not _numeric(part):
            return False
        found[name] = np.asarray(part, dtype=float)
        return True

    return found if collect(value, "") else None


def _numeric(part: Any) -> bool:
    if type(part) is np.ndarray:
        return part.dtype.kind in "biuf"
    return isinstance(part, bool | int | float | np.generic) and np.asarray(part).dtype.kind in "biuf"
