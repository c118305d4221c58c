"""Put what was found about an answer into words for the learner.

Texts are Markdown. They reveal nothing of a hidden test but one failing example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import EDGES, SHAPES, UNCHANGED, VALUES
from autograder.exercise.question import Finding, Question
from autograder.judging.earnings import Earned
from autograder.languages import LANGUAGES, best
from autograder.plain import one_line
from autograder.sandbox.shared.outcome import LearnerError, SandboxStopped
from autograder.words import Code, Listed, Sentence, say, sentence

Message = dict[str, str]  # language -> text

LONGEST_ERROR = 300  # characters of an exception's text
LONGEST_LINE = 120  # characters of a line of code
_KEYED = re.compile(r"\b\w+\['\w+'\]")  # `parameters['W1']`


def in_all_languages(speak: Callable[[str], str]) -> Message:
    """Return language -> `speak(language)`."""
    return {language: speak(language) for language in LANGUAGES}


# --- one sentence ---


def missing(name: str) -> Message:
    """Say that the notebook does not define a function."""
    return in_all_languages(sentence("judging.missing", name=name).in_language)


def undefined(name: str, error: str) -> Message:
    """Say that a function is not defined, because its cell ended with this error."""
    return in_all_languages(sentence("judging.undefined", name=name, error=one_line(error, 200)).in_language)


def unwritten(name: str) -> Message:
    """Say that a function is still the starter."""
    return in_all_languages(sentence("judging.unwritten", name=name).in_language)


def unanswered(name: str) -> Message:
    """Say that a question has no answer."""
    return in_all_languages(sentence("judging.unanswered", name=name).in_language)


def no_function(name: str, kind: str) -> Message:
    """Say that something else has the name of the function. kind: what it is, as `comparison.kind_of` names it."""
    return in_all_languages(sentence("judging.no_function", name=name, got=_kind(kind)).in_language)


def loosely(name: str) -> Message:
    """Say that training passed although its initial parameters could not be found out."""
    return in_all_languages(sentence("judging.loosely", name=name).in_language)


def followed(name: str, helpers: Sequence[str]) -> Message:
    """Say that a function passes with correct helpers."""
    return in_all_languages(sentence("judging.followed", name=name, helpers=Listed(helpers, quoted=True)).in_language)


def not_followed(name: str, helpers: Sequence[str], stopped: SandboxStopped) -> Sentence:
    """Say that a function could not be marked with correct helpers, because its process was stopped, and why."""
    reason = sentence(stopped.code, **stopped.values)
    return sentence("judging.not_followed", name=name, helpers=Listed(helpers, quoted=True), reason=reason)


def points(score: float, full: float, language: str, bonus: float = 0.0) -> str:
    """Return what a test cell gives, the line below the message: "**6 of 8 points**"."""
    kinds = (["points"] if full or not bonus else []) + (["bonus_points"] if bonus else [])
    words = [say(f"judging.{kind}", language, score=round(score, 2), full=full, bonus=round(bonus, 2)) for kind in kinds]
    return f"**{say('list.comma', language).join(words)}**"


# --- a wrong answer ---

Lines = Sequence[tuple[Sentence, float, float]]  # what was earned for what: a part or a group, its points, and those it has


def lines_of(earned: Sequence[Earned], full: float) -> Lines:
    """Return what each part of an answer earned, or each group where there is one part; nothing for no points at all.

    full: the points of the exercise.
    """
    if not any(each.earned for each in earned):
        return []
    if len(earned) > 1:
        names = [Listed([part_name(name) for name in each.part.names], quoted=True) for each in earned]
        parts = [sentence("judging.the_part", part=name) for name in names]
        return [(part, full * each.earned, full * each.full) for part, each in zip(parts, earned, strict=True)]
    groups = earned[0].groups
    known = {VALUES: "values", SHAPES: "shapes", EDGES: "edge_cases", UNCHANGED: "arguments_unchanged"}
    words = [sentence(f"judging.group.{known.get(group, 'other')}", group=group) for group in groups]
    shares = zip(words, groups.values(), strict=True)
    return [(word, full * amount, full * share) for word, (amount, share) in shares] if len(groups) > 1 else []


def part_name(path: str) -> str:
    """Return what a message calls a part: "dw" for "grads['dw']"; other paths as they are."""
    found = re.search(r"\['(\w+)'\]$", path)
    return found[1] if found else path


def points_so_far(lines: Lines, language: str) -> str:
    """Return a line for each part with its points."""
    if not lines:
        return ""
    texts = [
        say("judging.line_of_points", language, part=what, score=round(score, 2), full=round(full, 2))
        for what, score, full in lines
    ]
    return say("judging.earned", language) + "".join(f"\n- {text}" for text in texts)


def wrong_answer(question: Question, finding: Finding) -> Message:
    """Say what is wrong with the answer to a question, with its hint; never which answer is right."""
    kinds = {None: "wrong_answer", "letter": "not_a_letter", "letters": "not_letters", "shape": "not_a_shape"}
    first, last = question.choices[:1], question.choices[-1:]
    example = first if finding.kind == "letter" else first + last
    choices = Listed(question.choices, "comma")
    wrong = sentence(f"judging.{kinds[finding.kind]}", name=question.name, choices=choices, example=f'"{example}"')

    def speak(language: str) -> str:
        words = wrong.in_language(language)
        return "\n\n".join([words, best(finding.hint, language)] if finding.hint else [words])

    return in_all_languages(speak)


def place_in(name: str, path: str) -> str:
    """Return the place of a difference, as learners read it: "f(…)[0]" where the path begins with no name."""
    return path if path[:1].isalpha() else f"{name}(…){path}"


def explain(name: str, difference: Difference) -> Sentence:
    """Return one difference as a sentence. name: the function's."""
    got, expected = difference.got, difference.expected
    path = place_in(name, difference.path)
    values: dict[str, Any] = {"name": name, "path": path, "place": Code(f"{path}{_index(difference.index)}")}
    code: str = difference.kind
    match difference.kind:
        case "error":
            line = re.sub(r"^line \d+(: |$)", "", got.where)  # the number counts from the cell, which is not named here
            code = "unfinished" if got.kind == "NotImplementedError" else "error_at" if line else "error"
            values |= {"error": _error(got), "line": one_line(line, LONGEST_LINE)}
        case "wrong error":
            values |= {"error": _error(got), "expected": Listed(expected, "or", quoted=True)}
        case "unnamed":
            values |= {"error": _error(got), "expected": expected}
        case "not raised":
            values |= {"expected": expected}
        case "start":
            code = got
        case "type":
            code = "nothing" if got == "None" and not difference.path else "type"
            values |= {"got": _kind(got), "expected": _kind(expected)}
        case "shape":
            lost = len(got) == len(expected) - 1 and len(expected) > 1
            code = "shape_of_a_number" if not expected else "rank_1" if lost else "shape"
            values |= {"got": str(tuple(got)), "expected": str(tuple(expected))}
        case "key":
            code = "key" if got else "no_keys"
            keys = [one_line(repr(key), 40) for key in got[:12]]
            values |= {"got": Listed(keys, "comma", quoted=True), "expected": repr(expected)}
        case "length":
            values |= {"got": str(got), "expected": str(expected)}
        case "value" | "rising" | "epsilon" if not is_path(difference.path):
            code, named = "property", _KEYED.findall(difference.path)
            values |= {"place": f"`{named[0] if named else name}`"}
        case "value" | "rising" | "epsilon":
            mine, right = _values(got, expected)
            values |= {"got": mine, "expected": right}
    return sentence(f"judging.{code.replace(' ', '_')}", **values)


# --- parts of a sentence ---


def is_path(path: str) -> bool:
    """Return whether a place is a name with indices; a hidden test may name a property by an expression instead."""
    return re.fullmatch(r"\w*(\[[^\[\]()]*\])*", path) is not None


def _kind(kind: str) -> Sentence:
    """Return the words for what `comparison.kind_of` names."""
    kind, _, type_name = kind.partition(":")
    return sentence(f"judging.kind.{kind.replace(' ', '_')}", type=one_line(type_name, 60))


def _index(index: tuple[int, ...] | None) -> str:
    return f"[{', '.join(map(str, index))}]" if index else ""


def _error(error: LearnerError) -> str:
    message = one_line(error.message, LONGEST_ERROR).rstrip(".")
    return f"{one_line(error.kind, 60)}: {message}" if message else one_line(error.kind, 60)


def _values(got: Any, expected: Any) -> tuple[str | Code, str | Code]:
    """Return two values: texts as code, numbers with as many digits as it takes to tell them apart."""
    if isinstance(got, str | bytes):
        return Code(repr(got[:80]), 80), Code(repr(expected), 80)
    for digits in (6, 9, 12, 17):
        texts = f"{_number(got):.{digits}g}", f"{_number(expected):.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts


def _number(value: Any) -> Any:
    """Return a number that an f-string can format with `g`: a bool becomes an int."""
    return value + 0 if isinstance(value, complex | float | int) else value
