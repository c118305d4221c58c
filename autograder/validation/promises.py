"""Prove that inputs keep what the docstring of the reference promises, in every language.

A learner writes for the docstring. Inputs that break it (an array where a list is promised, a rate of 0, no examples) take
points from code that is right by all that the learner was told.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.exercise.draws import SETS
from autograder.exercise.exercise import Case
from autograder.exercise.rule import Inputs
from autograder.judging.marking import Exam
from autograder.validation.docstrings import Promise, Shape, promises_of
from autograder.validation.proof import Proof, shortened
from autograder.words import Sentence, sentence

_TYPES: dict[str, tuple[type, ...]] = {"text": (str,), "bool": (bool, np.bool_), "dict": (dict,), "tuple": (tuple,)}
_RANGES = {
    "strictly_between_0_and_1": lambda x: (x > 0) & (x < 1),
    "between_0_and_1": lambda x: (x >= 0) & (x <= 1),
    "from_0_below_1": lambda x: (x >= 0) & (x < 1),
    "above_0": lambda x: x > 0,
    "below_1": lambda x: x < 1,
    "0_or_more": lambda x: x >= 0,
    "zero_or_one": lambda x: (x == 0) | (x == 1),
}
_OF_LAYER = re.compile(r"([a-zA-Z]+)(\d+)")


class _Broken(Exception):
    """A promise that inputs break; the text is its code below `validation.promise`."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.said = sentence(f"validation.promise.{code}", **values)


def hold_promises(exams: Iterable[Exam], sources: Mapping[str, str], proof: Proof) -> None:
    """Add to the proof where hidden inputs break a docstring, where it says nothing, and where languages differ.

    A docstring that describes no argument is of another style, and promises nothing that can be read.

    exams:   the exercise under each secret.
    sources: language -> the source of the function in that language's lesson.
    """
    exams = list(exams)
    versions = {language: promises_of(source) for language, source in sources.items()}
    first = next(iter(versions), "")
    if not first or not versions[first]:
        return
    promises, parameters = versions[first], exams[0].reference.parameters
    for name in parameters:
        if not promises.get(name, Promise("")).kind:
            proof.add("promise_unread", argument=name)
    for language, others in versions.items():
        differing = [name for name in parameters if others.get(name) != promises.get(name)]
        for name in differing:
            proof.add("promises_differ", argument=name, one=first, other=language)
    told: set[tuple[str, str, str]] = set()
    for case in (case for exam in exams for case in _cases(exam)):
        for name, broken in broken_promises(promises, case.inputs):
            if (name, case.check, broken.code) not in told:
                told.add((name, case.check, broken.code))
                value = shortened(repr(case.inputs.get(name)))
                proof.add("promise_broken", argument=name, promise=broken, check=case.check, value=value)


def _cases(exam: Exam) -> Iterator[Case]:
    """Yield all that one secret draws: for the class, for every set of works, and for messages."""
    yield from exam.cases
    for number in range(SETS):
        yield from exam.of_set(number)
    yield from exam.exercise.examples(exam.seed)


def broken_promises(promises: Mapping[str, Promise], inputs: Inputs) -> Iterator[tuple[str, Sentence]]:
    """Yield the name of each argument that breaks its promise, with what it breaks."""
    sizes: dict[str, int] = {"1": 1}
    sizes |= {name: int(value) for name, value in inputs.items() if isinstance(value, int) and not isinstance(value, bool)}
    for name, value in inputs.items():
        if (promise := promises.get(name)) is not None:
            try:
                _hold(promise, value, sizes, inputs)
            except _Broken as broken:
                yield name, broken.said


def _hold(promise: Promise, value: Any, sizes: dict[str, int], inputs: Inputs) -> None:
    """Raise _Broken where a value is not as promised. sizes: the axes that other arguments have fixed; it grows."""
    kind, facts = promise.kind, promise.facts
    if kind in _TYPES and not isinstance(value, _TYPES[kind]):
        raise _Broken("type", wanted=kind, got=type(value).__name__)
    if kind == "text" and value not in promise.choices:
        raise _Broken("choice")
    elif kind == "dict":
        _hold_keys(promise, value, sizes)
    elif kind == "tuple" and len(value) != len(promise.names):
        raise _Broken("length", wanted=len(promise.names), got=len(value))
    elif kind == "function":
        _hold_function(promise, value, inputs)
    elif kind.startswith("list") or kind == "sizes":
        _hold_sequence(promise, value, sizes)
    elif kind in ("array", "number_or_array", "number", "float", "int"):
        _hold_numbers(promise, value, sizes)
        numbers = np.asarray(value)
        for fact in facts & _RANGES.keys():
            if not np.all(_RANGES[fact](numbers)):
                raise _Broken("range", fact=sentence(f"validation.fact.{fact}"))
        limit = inputs.get(promise.below, sizes.get(promise.below, np.inf))
        if promise.below and not np.all((numbers >= 0) & (numbers < limit)):
            raise _Broken("below", other=promise.below)
        if "not_all_equal" in facts and np.ptp(numbers) == 0:
            raise _Broken("all_equal")
        if "no_constant_row" in facts and not np.all(np.ptp(numbers, axis=1) > 0):
            raise _Broken("constant_row")
        if "no_zero_row" in facts and not np.all(np.any(numbers != 0, axis=1)):
            raise _Broken("zero_row")


def _hold_numbers(promise: Promise, value: Any, sizes: dict[str, int]) -> None:
    """Raise _Broken for another type, a shape that was not promised, no numbers, and numbers that are not finite."""
    kind, is_array = promise.kind, isinstance(value, np.ndarray) and value.ndim > 0
    if is_array != (kind == "array") and kind != "number_or_array":
        raise _Broken("type", wanted=kind, got=type(value).__name__)
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "biuf" or not np.all(np.isfinite(numbers)):
        raise _Broken("not_numbers")
    whole = numbers.dtype.kind in "iu"
    if (kind == "int" and not whole) or (kind == "float" and whole):
        raise _Broken("type", wanted=kind, got=type(value).__name__)
    if kind == "int" and not promise.facts & _RANGES.keys() and value < 1:
        raise _Broken("count")
    if whole and "array" in kind and not (promise.facts & {"zero_or_one", "whole_numbers"} or promise.below):
        raise _Broken("whole_numbers")
    if is_array:
        if not numbers.size:
            raise _Broken("empty")
        _hold_shape(promise.shapes, numbers.shape, sizes)


def _hold_shape(shapes: tuple[Shape, ...], shape: tuple[int, ...], sizes: dict[str, int]) -> None:
    """Raise _Broken where a shape is none of the promised ones; sizes that are met first are kept for the others."""
    for axes in shapes:
        known = dict(sizes)
        if len(axes) == len(shape) and all(
            known.setdefault(axis, size) == size for axis, size in zip(axes, shape, strict=True)
        ):
            sizes |= known
            return
    if shapes:
        raise _Broken("shape", wanted=" ".join(f"({', '.join(axes)})" for axes in shapes), got=str(shape))


def _hold_keys(promise: Promise, value: dict[Any, Any], sizes: dict[str, int]) -> None:
    """Raise _Broken for keys that were not promised, for missing ones, and for arrays of other shapes."""
    if not promise.keys:
        return
    if promise.layers:
        prefixes = {match[1] for key, _ in promise.keys if (match := re.match(r"([a-zA-Z]+?)(?:\d+|L)$", key))}
        numbered = [match for key in value if (match := _OF_LAYER.fullmatch(str(key))) is not None]
        layers = {prefix: {int(match[2]) for match in numbered if match[1] == prefix} for prefix in prefixes}
        present = [found for found in layers.values() if found]
        odd = len(numbered) < len(value) or any(match[1] not in prefixes for match in numbered)
        if not present or any(found != set(range(1, max(found) + 1)) for found in present):
            raise _Broken("keys", keys=", ".join(map(str, value)))
    else:
        odd = not value.keys() <= {key for key, _ in promise.keys}
        if any(key not in value for key, _ in promise.keys):
            raise _Broken("keys", keys=", ".join(map(str, value)))
        for key, axes in promise.keys:
            _hold_numbers(Promise("array", (axes,) if axes else ()), value[key], sizes)
    if odd and "more_keys" not in promise.facts:
        raise _Broken("keys", keys=", ".join(map(str, value)))
    for part in value.values():
        if not isinstance(part, np.ndarray):
            raise _Broken("type", wanted="array", got=type(part).__name__)
        _hold_numbers(Promise("array"), part, sizes)


def _hold_sequence(promise: Promise, value: Any, sizes: dict[str, int]) -> None:
    """Raise _Broken for another container, an empty one, and elements of another type."""
    wanted = tuple if promise.kind == "sizes" else list
    if type(value) is not wanted:
        raise _Broken("type", wanted=wanted.__name__, got=type(value).__name__)
    if not value:
        raise _Broken("empty")
    elements = {"list_of_ints": int, "sizes": int, "list_of_floats": float, "list_of_tuples": tuple, "list_of_lists": list}
    kind = elements.get(promise.kind)
    if kind is not None and not all(type(one) is kind for one in value):
        raise _Broken("elements", wanted=kind.__name__)
    if kind is int and min(value) < 1:
        raise _Broken("count")
    if promise.names and "..." not in promise.names and len(value) != len(promise.names):
        raise _Broken("length", wanted=len(promise.names), got=len(value))
    if kind is int and promise.names:
        ends = {promise.names[0]: value[0], promise.names[-1]: value[-1]}
        if any(sizes.setdefault(name, size) != size for name, size in ends.items()):
            raise _Broken("sizes")


def _hold_function(promise: Promise, value: Any, inputs: Inputs) -> None:
    """Raise _Broken for what is no function, or returns no list of numbers where one is promised."""
    if not callable(value):
        raise _Broken("type", wanted="function", got=type(value).__name__)
    given = inputs.get(f"{promise.returns}s", ()) if promise.returns else ()
    for each in given:
        found: Any = None
        with contextlib.suppress(Exception):
            found = value(each)
        if type(found) is not list or not found or not all(isinstance(one, float) for one in found):
            raise _Broken("no_list")
