"""Say what is wrong with a function, in paragraphs that each belong to levels of help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.course.help import HIGHEST
from autograder.exercise.comparison import Difference
from autograder.exercise.question import Finding, Question
from autograder.judging.detail import Section, compose
from autograder.judging.restating import restated
from autograder.judging.sentences import Lines, Message, explain, in_all_languages, points_so_far, wrong_answer
from autograder.languages import LANGUAGES, best
from autograder.words import Listed, Sentence, say, sentence

WHOLE = ("start", "changed", "type", "length", "key", "shape")  # kinds of differences that tell no number and no error
SLIP = "judging.look_at_slip"  # names the kind of the edit
WITH_VALUES = ("judging.epsilon", "judging.helper_gave")  # causes that quote values

Hints = Sequence[Sequence[Mapping[str, str]]]


def message_of(sections: Sequence[Section], level: str = HIGHEST) -> Message:
    """Return language -> the paragraphs that a level of help shows."""
    return in_all_languages(lambda language: compose(sections, level, language))


def failure(
    name: str,
    difference: Difference | None,
    example: str,
    hints: Hints,
    *,
    check: str = "",
    helpers: Sequence[str] = (),
    causes: Sequence[Sentence] = (),
    earned: Lines = (),
) -> list[Section]:
    """Say what is wrong with a function, with its causes and a failing example to paste into a cell.

    difference: None where no example fails that may be shown; then the check in which it is wrong is named.
    hints:   for each known mistake that explains it, the hints (language -> text) of all that give the same outputs.
    helpers: the functions that were replaced by correct ones when the difference was found.
    causes:  other causes.
    earned:  what was earned for what.
    """
    besides = [_said(sentence("judging.besides", helpers=Listed(helpers, quoted=True)))] if helpers else []
    if difference is None:
        found = [_said(sentence("judging.in_check", name=name, check=check))]
    else:
        found = _difference(name, difference)
    meaning = restated(difference.got) if difference is not None and difference.kind == "error" and not hints else None
    found += [_said(meaning, "example")] if meaning is not None else []
    sections = [*besides, *found, *_causes(hints, causes)]
    if earned:
        lines = in_all_languages(lambda language: points_so_far(earned, language))
        sections.append(Section(lines, "result", points=True))
    if difference is not None:
        sections.append(
            Section(in_all_languages(lambda to: f"{say('judging.example', to)}\n```python\n{example}\n```"), "example")
        )
    return sections


def _difference(name: str, difference: Difference) -> list[Section]:
    """Return the sentence on a difference, and before it one without values for the levels that tell none."""
    whole = explain(name, difference)
    if difference.kind in WHOLE or whole.code in ("judging.property", "judging.unfinished"):
        return [_said(whole)]
    code, values = "judging.what.errors", dict[str, Any](name=name)
    if difference.kind == "error":
        code, values = "judging.what.error", {"name": name, "error": difference.got.kind}
    elif difference.kind in ("value", "epsilon", "rising"):
        kind = "rising" if difference.kind == "rising" else "value"
        code, values = f"judging.what.{kind}", {"name": name, "place": whole.values["path"]}
    return [_said(sentence(code, **values), most="hint"), _said(whole, "example")]


def _causes(hints: Hints, causes: Sequence[Sentence]) -> list[Section]:
    """Return the paragraphs on causes. Where several hints fit, each equally well, the learner reads all of them."""
    sections = [Section(in_all_languages(lambda to, its=its: _one_of(its, to)), "hint") for its in hints]  # type: ignore[misc]
    for cause in causes:
        if cause.code == SLIP:
            line = sentence("judging.look_at", number=cause.values["number"], code=cause.values["code"])
            sections += [_said(line, "hint", "example"), _said(cause, "repair")]
        else:
            sections.append(_said(cause, "example" if cause.code in WITH_VALUES else "hint"))
    return sections


def _one_of(alternatives: Sequence[Mapping[str, str]], language: str) -> str:
    texts = list(dict.fromkeys(best(hint, language) for hint in alternatives))
    several = say("judging.one_of", language) + "".join(f"\n- {text}" for text in texts)
    return several if len(texts) > 1 else texts[0]


def _said(said: Sentence, least: str = "what", most: str = "repair") -> Section:
    return Section({language: said.in_language(language) for language in LANGUAGES}, least, most)


def of_question(question: Question, finding: Finding) -> list[Section]:
    """Say what is wrong with the answer to a question, and its hint; never which answer is right."""
    sections = [Section(wrong_answer(question, replace(finding, hint={})))]
    if finding.hint:
        sections.append(Section(in_all_languages(lambda language: best(finding.hint or {}, language)), "hint"))
    return sections
