"""What a learner reads, in English and in Chinese. A failure is data; here, and only here, it becomes words.

Texts are Markdown. Nothing of a hidden test is told but the one failing example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Mistake
from autograder.exercise.question import Finding, Question
from autograder.languages import LANGUAGES
from autograder.sandbox.shared.outcome import LearnerError
from autograder.words import say

Say = Callable[[str], str]

Message = dict[str, str]


def in_all_languages(speak: Say) -> Message:
    """Return language -> `speak(language)`."""
    return {language: speak(language) for language in LANGUAGES}


def missing(name: str) -> Message:
    return in_all_languages(lambda language: say("judging.missing", language, name=name))


def undefined(name: str, error: str) -> Message:
    """error: what ended the cell that should define it."""
    return in_all_languages(lambda language: say("judging.undefined", language, name=name, error=_plain(error, 200)))


def unwritten(name: str) -> Message:
    return in_all_languages(lambda language: say("judging.unwritten", language, name=name))


def unanswered(name: str) -> Message:
    return in_all_languages(lambda language: say("judging.unanswered", language, name=name))


def wrong_answer(question: Question, finding: Finding) -> Message:
    """What is said to a wrong answer; never the right one."""
    kinds = {None: "wrong_answer", "letter": "not_a_letter", "letters": "not_letters", "shape": "not_a_shape"}

    def speak(language: str) -> str:
        first, last = question.choices[:1], question.choices[-1:]
        letters = first if finding.kind == "letter" else first + last
        choices = say("list.comma", language).join(question.choices)
        words = say(f"judging.{kinds[finding.kind]}", language, name=question.name, choices=choices, example=f'"{letters}"')
        return "\n\n".join([words, finding.hint[language]] if finding.hint else [words])

    return in_all_languages(speak)


def no_function(name: str, kind: str) -> Message:
    """kind: what `comparison.kind_of` says of the thing that stands there instead."""
    return in_all_languages(lambda lang: say("judging.no_function", lang, name=name, got=_kind(kind, lang)))


def loosely(name: str) -> Message:
    return in_all_languages(lambda language: say("judging.loosely", language, name=name))


def followed(name: str, helpers: Sequence[str]) -> Message:
    """It passes with correct helpers."""

    return in_all_languages(lambda lang: say("judging.followed", lang, name=name, helpers=_listed(helpers, lang)))


def _listed(names: Sequence[str], language: str) -> str:
    *first, last = (f"`{name}`" for name in names)
    return say("list.and", language).join(filter(None, [say("list.comma", language).join(first), last]))


def points(score: float, full: float, language: str, bonus: float = 0.0) -> str:
    """What a test cell gives, below the message."""
    kinds = (["points"] if full or not bonus else []) + (["bonus_points"] if bonus else [])
    words = [say(f"judging.{kind}", language, score=round(score, 2), full=full, bonus=round(bonus, 2)) for kind in kinds]
    return f"**{say('list.comma', language).join(words)}**"


def failure(
    name: str, difference: Difference, example: str, mistake: Mistake | None, helpers: Sequence[str] = ()
) -> Message:
    """What is wrong, the hint of a known mistake, and an example to paste into a cell.

    helpers: functions that were replaced by correct ones for this.
    """

    def speak(language: str) -> str:
        hint = mistake.hint[language] if mistake else ""
        parts = [
            say("judging.besides", language, helpers=_listed(helpers, language)) if helpers else "",
            sentence(name, difference, language),
            hint,
            say("judging.example", language) + f"\n```python\n{example}\n```",
        ]
        return "\n\n".join(part for part in parts if part)

    return in_all_languages(speak)


def sentence(name: str, difference: Difference, language: str) -> str:
    """One difference in one or two sentences."""
    got, expected = difference.got, difference.expected
    path = difference.path if difference.path[:1].isalpha() else f"{name}(…){difference.path}"
    words = {"name": name, "path": path, "place": f"`{path}{_at(difference.index)}`", "line": "", "error": ""}
    template: str = difference.kind
    match difference.kind:
        case "error":
            line = re.sub(r"^line \d+(: |$)", "", got.where)  # numbers count from the cell, which is not said here
            words |= {"error": _error(got), "line": _plain(line, 120)}
            template = "error_at" if line else "error"
        case "wrong error" | "unnamed":
            words |= {"error": _error(got), "expected": expected if isinstance(expected, str) else _or(expected, language)}
        case "not raised":
            words |= {"expected": expected}
        case "start":
            template = got
        case "rising":
            words |= dict(zip(("got", "expected"), _values(got, expected), strict=True))
        case "type":
            template = "nothing" if got == "None" else "type"
            words |= {"got": _kind(got, language), "expected": _kind(expected, language)}
        case "shape":
            lost = len(got) == len(expected) - 1 and len(expected) > 1
            template = "shape_of_a_number" if not expected else "rank_1" if lost else "shape"
            words |= {"got": str(tuple(got)), "expected": str(tuple(expected))}
        case "key":
            template = "key" if got else "no_keys"
            keys = ", ".join(f"`{_plain(repr(key), 40)}`" for key in got[:12])
            words |= {"got": keys, "expected": repr(expected)}
        case "value":
            words |= dict(zip(("got", "expected"), _values(got, expected), strict=True))
        case "length":
            words |= {"got": str(got), "expected": str(expected)}
    return say(f"judging.{template.replace(' ', '_')}", language, **words)


def _or(names: Sequence[str], language: str) -> str:
    return say("list.or", language).join(f"`{name}`" for name in names)


def _at(index: tuple[int, ...] | None) -> str:
    return f"[{', '.join(map(str, index))}]" if index else ""


def _kind(kind: str, language: str) -> str:
    kind, _, type_name = kind.partition(":")
    return say(f"judging.kind.{kind.replace(' ', '_')}", language, type=_plain(type_name, 60))


def _error(error: LearnerError) -> str:
    message = _plain(error.message, 300).rstrip(".")
    return f"{_plain(error.kind, 60)}: {message}" if message else _plain(error.kind, 60)


def _plain(text: str, longest: int) -> str:
    """Learner's text on one line, without marks that would end a quotation."""
    text = " ".join(text.replace("`", "'").split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _values(got: Any, expected: Any) -> tuple[str, str]:
    """Two values with as many digits as it takes to tell them apart."""
    if isinstance(got, str | bytes):
        return _plain(repr(got), 80), _plain(repr(expected), 80)
    for digits in (6, 9, 12, 17):
        texts = f"{_number(got):.{digits}g}", f"{_number(expected):.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts


def _number(value: Any) -> Any:
    return value + 0 if isinstance(value, complex | float | int) else value
