"""Test that questions have one form, and that nobody earns more than chance by a rule that needs no knowledge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.course.course import Course
from autograder.languages import LANGUAGES
from autograder.notebook.metadata import Role

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
COMMENTS = {
    "one": 'None  # "a", "b", "c" or "d"',
    "all": 'None  # all that are right, such as "ab"',
    "shape": "None  # a shape, such as (2, 3)",
}
ALL = {"en": "Give **all** that", "zh": "请写出**所有**正确的选项。"}
HEADING = {"en": r"### Question `(q\d+)` \(p\d+(, p\d+)*\)\n\n", "zh": r"### 问题 `(q\d+)`（p\d+(、p\d+)*）\n\n"}
FIRST = COURSE.assignments()[COURSE.assignments().index("introduction")]  # has nothing to look back at


class Asked(NamedTuple):
    """A question as a learner sees it.

    kind:  "one", "all" or "shape"
    right: the letters, or the text of a shape
    """

    assignment: str
    name: str
    kind: str
    text: str
    starter: str
    choices: dict[str, str]
    right: str


def questions(language: str) -> Iterator[Asked]:
    """Yield all questions of the course in one language."""
    for assignment in COURSE.assignments():
        [source] = COURSE.sources(assignment, language).values()
        english = COURSE.sources(assignment, "en")[source.name]
        before = None
        for cell in source.cells:
            if cell.role is Role.SOLUTION and re.fullmatch(r"q\d+", cell.id):
                assert before is not None and before.type == "markdown"
                [answer] = re.findall(rf"^{cell.id} = (.+)$", cell.source.split("BEGIN SOLUTION")[1], re.MULTILINE)
                choices = dict(re.findall(r"^- ([a-e])\) (.+)$", before.source, re.MULTILINE))
                starter = english.by_id[cell.id].released
                [kind] = [kind for kind, comment in COMMENTS.items() if comment in starter] or [starter]
                yield Asked(assignment, cell.id, kind, before.source, starter, choices, answer.strip('"'))
            before = cell


SINGLE = {language: [asked for asked in questions(language) if asked.kind == "one"] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_have_one_form(language: str) -> None:
    for asked in questions(language):
        where = f"{asked.assignment}/{asked.name}"
        heading = re.match(HEADING[language], asked.text)
        assert heading is not None and heading[1] == asked.name, where
        assert asked.starter.strip() == f"{asked.name} = {COMMENTS[asked.kind]}", where
        assert "<br>" not in asked.text and not re.search(r"^[a-e]\)", asked.text, re.MULTILINE), where
        assert (ALL[language] in asked.text) == (asked.kind == "all"), where
        assert (len(asked.right) > 1) == (asked.kind != "one") and (asked.right[0] == "(") == (asked.kind == "shape"), where
        assert "".join(asked.choices) in ("", "abcd", "abcde"), where
        assert asked.kind != "one" or len(asked.choices) == 4, where


def test_both_languages_have_the_same_answers() -> None:
    english, chinese = ([(q.assignment, q.name, q.kind, q.right) for q in questions(language)] for language in LANGUAGES)
    assert english == chinese


def share(language: str, guess: Callable[[dict[str, str]], list[str]]) -> float:
    """Return the part of the single-choice questions that a rule gets right; of several letters, one is tossed for."""
    earned = 0.0
    for asked in SINGLE[language]:
        letters = guess(asked.choices)
        earned += (asked.right in letters) / len(letters)
    return earned / len(SINGLE[language])


def _extreme(choices: dict[str, str], best: Callable[[list[int]], int]) -> list[str]:
    lengths = {letter: len(re.sub(r"[$`\\{}]", "", text)) for letter, text in choices.items()}
    return [letter for letter, length in lengths.items() if length == best(list(lengths.values()))]


@pytest.mark.parametrize("letter", "abcd")
def test_a_constant_letter_earns_what_chance_earns(letter: str) -> None:
    assert share("en", lambda choices: [letter]) == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("best", [max, min], ids=["longest", "shortest"])
def test_the_length_of_a_choice_does_not_tell(language: str, best: Callable[[list[int]], int]) -> None:
    assert share(language, lambda choices: _extreme(choices, best)) < 0.25 + 0.1


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_letters_are_dealt_evenly_in_each_assignment(assignment: str) -> None:
    right = Counter(asked.right for asked in SINGLE["en"] if asked.assignment == assignment)
    assert max(right.values()) - min(right[letter] for letter in "abcd") <= 1


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_an_assignment_opens_with_questions_on_earlier_ones(assignment: str) -> None:
    [source] = COURSE.sources(assignment, "en").values()
    opening = [cell for cell in source.with_role(Role.SOLUTION) if re.fullmatch(r"q0\d", cell.id)]
    if assignment == FIRST:
        assert opening == []
        return
    assert 3 <= len(opening) <= 5
    assert source.with_role(Role.SOLUTION)[: len(opening)] == opening
    assert all(source.by_id[f"test_{cell.id}"].points == 0 for cell in opening), "these give a bonus only"
    lectures = [int(n) for n in re.findall(r"p(\d+)", source.cells[0].source.split("\n|")[0])]
    for asked in questions("en"):
        if asked.assignment == assignment and re.fullmatch(r"q0\d", asked.name):
            [lecture] = re.findall(r"\(p(\d+)", asked.text.split("\n")[0])
            assert int(lecture) < min(lectures)
