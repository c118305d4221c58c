"""Hold what is known of an answer besides its points, as data that JSON can hold: for feedback pages and class reports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.course.help import HIGHEST, shows
from autograder.judging.marking import Marking
from autograder.judging.sentences import part_name, place_in
from autograder.judging.verdict import Verdict

DIGITS = 6  # after the point, of a number in `behaviour_of`: two ways of computing it seldom differ there
MOST = 2_000  # numbers of one answer that are looked at
CURVE = 200  # points of a curve
LEAST_CURVE = 4
SAME = 1e-6  # relative and absolute: nobody sees a smaller difference of two curves
_PLACE = re.compile(r"line (\d{1,6})(?:: (.*))?$")


@dataclass(frozen=True)
class Section:
    """A paragraph of a message.

    text:        language -> Markdown.
    least, most: the levels of help that show it.
    points:      it says what parts of the points were earned, which pages show in another way.
    """

    text: dict[str, str]
    least: str = "what"
    most: str = HIGHEST
    points: bool = False


@dataclass(frozen=True)
class PartScore:
    """A part of an exercise's points. name: of a part of the returned value, or of a group of checks.

    share, earned: parts of the points, 0 to 1.
    """

    name: str
    share: float
    earned: float


@dataclass(frozen=True)
class Shapes:
    """Two shapes that differ. place: what has them, as Python writes it."""

    place: str
    got: list[int]
    expected: list[int]


@dataclass(frozen=True)
class Curve:
    """Two rows of numbers to draw, such as the costs of a training, from the same start.

    given: in what the run differs from the example that the learner reads, as Python writes it; "" for in nothing.
    """

    place: str
    got: list[float]
    expected: list[float]
    given: str = ""


@dataclass(frozen=True)
class Detail:
    """What is known of an answer besides its points.

    sections:  the message for the learner.
    parts:     of the points; empty where the exercise has none.
    line:      of the learner's cell, counted from 1; None where none is known.
    line_text: how that line begins; "" where any text is right.
    more_lines: other lines of the cell that belong to the same mistake.
    followed:  functions that were replaced by correct ones when the answer was judged.
    behaviour: a digest of the answers to the inputs of the class: equal for answers that are equal; "" where there is none.
    """

    sections: list[Section] = field(default_factory=list)
    parts: list[PartScore] = field(default_factory=list)
    line: int | None = None
    line_text: str = ""
    shapes: Shapes | None = None
    curve: Curve | None = None
    followed: list[str] = field(default_factory=list)
    behaviour: str = ""
    more_lines: list[int] = field(default_factory=list)


def compose(sections: Sequence[Section], level: str, language: str, *, points: bool = True) -> str:
    """Return the paragraphs that a level of help shows, as Markdown. points: with those that tell parts of the points."""
    shown = (one for one in sections if shows(level, one.least, one.most) and (points or not one.points))
    texts = (section.text.get(language, "") for section in shown)
    return "\n\n".join(filter(None, texts))


def detail_of_passed(message: dict[str, str], marking: Marking, lent: Iterable[str]) -> Detail:
    """Return the detail of a right answer. message: says with which help it passed, or what could not be judged."""
    sections = [Section(message, "result")] if message else []
    return Detail(sections, parts_of_points(marking), followed=list(lent))


def detail_of_wrong(
    sections: list[Section],
    marking: Marking,
    counted: Marking,
    shown: Verdict | None,
    *,
    lines: Iterable[int | None] = (),
    of_mistakes: Iterable[int] = (),
    lent: Iterable[str] = (),
    curve: Curve | None = None,
) -> Detail:
    """Return the detail of a wrong answer.

    marking, counted: of the function as it is, and what counts for its points.
    shown: the failing verdict that the learner sees; None for none.
    lines: of the causes, best first, as far as they are known.
    of_mistakes: all lines of the known mistakes, where these are the causes.
    lent:  functions that were replaced by correct ones.
    curve: see `judging.curves`.
    """
    line, text = next((line for line in lines if line is not None), None), ""
    if line is None and shown is not None and shown.difference is not None and shown.difference.kind == "error":
        line, text = _line_of(shown.difference.got.where)
    return Detail(
        sections=sections,
        parts=parts_of_points(counted),
        line=line,
        line_text=text,
        shapes=shapes_of(shown, marking.exercise.name),
        curve=curve,
        followed=list(lent),
        behaviour=behaviour_of(marking),
        more_lines=[one for one in of_mistakes if one != line],
    )


def _line_of(where: str) -> tuple[int | None, str]:
    """Return number and text of "line 3: return x", the place of an error; (None, "") where it is none."""
    found = _PLACE.match(where)
    return (int(found[1]), (found[2] or "").strip().rstrip("…")) if found else (None, "")


def parts_of_points(marking: Marking) -> list[PartScore]:
    """Return what each part of the returned value earns, or each group of checks where there is one part."""
    if marking.passed:
        return [PartScore(name, share, share) for name, share in marking.exercise.shares.items()]
    if len(marking.earned) > 1:
        names = [", ".join(map(part_name, each.part.names)) for each in marking.earned]
        return [PartScore(name, each.full, each.earned) for name, each in zip(names, marking.earned, strict=True)]
    groups = marking.earned[0].groups.items() if marking.earned else ()
    return [PartScore(name, full, earned) for name, (earned, full) in groups]


def shapes_of(verdict: Verdict | None, name: str) -> Shapes | None:
    """Return the shapes that differ in a verdict; None where something else does. name: the function's."""
    difference = verdict.difference if verdict is not None else None
    if difference is None or difference.kind != "shape":
        return None
    return Shapes(place_in(name, difference.path), [*map(int, difference.got)], [*map(int, difference.expected)])


def curve_of(verdict: Verdict | None, names: Sequence[str]) -> Curve | None:
    """Return the learner's and the reference's row of numbers that differ in a verdict; None where there is none.

    names: of the parts of a returned tuple.
    """
    if verdict is None or verdict.difference is None or verdict.outcome.error is not None:
        return None
    for place, expected in rows_of(verdict.expected, names).items():
        got = rows_of(verdict.outcome.value, names).get(place)
        if got is not None and min(len(got), len(expected)) >= LEAST_CURVE and not _equal(got, expected):
            return Curve(place, _thinned(got), _thinned(expected))
    return None


def rows_of(value: Any, names: Sequence[str]) -> dict[str, list[float]]:
    """Return the parts of a value that are rows of finite numbers."""
    parts: Mapping[str, Any] = {"": value}
    if type(value) is tuple:
        parts = dict(zip(names if len(names) == len(value) else map(str, range(len(value))), value, strict=True))
    elif type(value) is dict:
        parts = {str(key): part for key, part in value.items()}
    found = {}
    for name, part in parts.items():
        numbers = [float(one) for one in part if isinstance(one, int | float)] if type(part) is list else []
        if numbers and len(numbers) == len(part) and bool(np.all(np.isfinite(numbers))):
            found[name] = numbers
    return found


def _equal(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether two curves would look the same."""
    return len(one) == len(other) and bool(np.allclose(one, other, rtol=SAME, atol=SAME))


def _thinned(numbers: Sequence[float]) -> list[float]:
    """Return at most CURVE of the numbers, the first and the last among them."""
    places = np.unique(np.linspace(0, len(numbers) - 1, min(CURVE, len(numbers))).round().astype(int))
    return [float(f"{numbers[place]:.6g}") for place in places]


def behaviour_of(marking: Marking) -> str:
    """Return a digest of the answers to the inputs of the class; equal answers have equal digests.

    An exercise that trains has none, since each learner's answer depends on the learner's own start.
    """
    verdicts = marking.of_class.required
    if not verdicts or marking.exercise.training is not None:
        return ""
    digest = hashlib.sha256()
    for verdict in verdicts:
        error = verdict.outcome.error
        text = _written(verdict.outcome.value) if error is None else f"error {error.kind}"
        digest.update(text.encode("utf-8", "backslashreplace"))
        digest.update(b"*" if verdict.changed else b".")
    return digest.hexdigest()[:16]


def _written(value: Any) -> str:
    """Return a value as text, with numbers rounded; the text of a list does not depend on how its numbers were computed."""
    if type(value) is np.ndarray:
        flat = value.ravel()[:MOST].tolist() if value.dtype.kind in "biufc" else []
        return f"array{value.shape}({','.join(map(_written, flat))})"
    if isinstance(value, complex | np.complexfloating):
        return f"{_written(value.real)}+{_written(value.imag)}j"
    if isinstance(value, bool | int | float | np.number):
        try:
            return f"{float(value) + 0.0:.{DIGITS}e}"
        except OverflowError:  # a whole number that no float can hold
            return "large"
    if type(value) in (list, tuple):
        return f"[{','.join(map(_written, value[:MOST]))}]"
    if type(value) is dict:
        return f"{{{','.join(f'{key}:{_written(part)}' for key, part in sorted(value.items(), key=str))}}}"
    return repr(value[:MOST]) if isinstance(value, str | bytes) else type(value).__name__
