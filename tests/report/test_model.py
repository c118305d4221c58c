"""Test the content of a report: points that count, causes, groups of equal behaviour, and who is stuck."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.judging.detail import Detail, Section
from autograder.languages import LANGUAGES
from autograder.report.model import cause_in_words, cause_of, report_of
from autograder.report.reading import ClassWork, GradedAnswer, Work
from autograder.report.similarity import Likenesses, Pair
from autograder.words import say

DIGEST, OTHER = "0123456789abcdef", "fedcba9876543210"
WRONG = GradedAnswer(
    "f", "failed", 0.0, 4.0, causes=[("difference", "value")], detail=Detail(behaviour=DIGEST), code="def f(): 1"
)
RIGHT = GradedAnswer("f", "passed", 4.0, 4.0)
KNOWN = replace(WRONG, diagnosis="sign turned")
MISSING = GradedAnswer("g", "missing", 0.0, 2.0)


def work(student: str, *answers: GradedAnswer, score: float | None = None, **values: object) -> Work:
    total = sum(one.score for one in answers) if score is None else score
    return Work(student, total, 6.0, answers, **values)  # type: ignore[arg-type]


def report(*works: Work, pairs: list[Pair] | None = None) -> object:
    return report_of(ClassWork("tiny", works, 6.0, {"tiny": {"ann": 0.5}}), Likenesses(pairs or [], [0.1, 0.2]), "en")


CLASS = [
    work("ann", RIGHT, replace(MISSING, status="passed", score=2.0)),
    work("bob", WRONG, MISSING),
    work(
        "cid", replace(WRONG, detail=Detail([Section({"en": "Try f(1)."})], behaviour=DIGEST), code="def f():\n  1"), MISSING
    ),
    work("dan", replace(WRONG, detail=Detail(behaviour=OTHER)), MISSING, score=5.0),
    work("eve", KNOWN, MISSING, attempt=4, suspicious=["tried"]),
    Work("nobody", None, 6.0),
]


def test_points_that_a_person_gave_count() -> None:
    made = report(*CLASS)
    assert (made.handed_in, made.mean, made.median) == (5, 2.2, 0.0)  # type: ignore[attr-defined]
    assert sum(made.distribution) == 5 and made.students[5].score is None  # type: ignore[attr-defined]


def test_exercises_have_difficulty_and_discrimination() -> None:
    f, g = report(*CLASS).exercises  # type: ignore[attr-defined]
    assert (f.name, f.tried, f.right, f.difficulty) == ("f", 5, 1, 0.8)
    assert (g.tried, g.right) == (1, 1) and f.discrimination is not None
    by_hand = work("bob", replace(WRONG, score=4.0, by_hand=True), MISSING)
    assert report(CLASS[0], by_hand).exercises[0].right == 2  # type: ignore[attr-defined]


def test_only_unexplained_wrong_answers_are_grouped_and_by_behaviour() -> None:
    groups = report(*CLASS).groups  # type: ignore[attr-defined]
    assert [(group.digest, group.students) for group in groups] == [(DIGEST, ["bob", "cid"]), (OTHER, ["dan"])]
    assert groups[0].code[0].text == "def f(): 1"
    assert KNOWN.group == RIGHT.group == "" and replace(WRONG, causes=[("repair", "sign")]).group == ""
    assert replace(WRONG, detail=Detail(behaviour="__import__('os')")).group == ""


def test_causes() -> None:
    assert cause_of(KNOWN) == ("sign turned", True)
    assert cause_of(replace(WRONG, causes=[("difference", "value"), ("repair", "sign")])) == ("repair: sign", False)
    assert cause_of(WRONG) == cause_of(RIGHT) == ("", False)
    (one,) = report(*CLASS).misconceptions  # type: ignore[attr-defined]
    assert (one.exercise, one.cause, one.students) == ("f", "sign turned", ["eve"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_causes_are_said_in_the_reports_language(language: str) -> None:
    hint = Section({"en": "Divide by m.", "zh": "请除以 m。"}, "hint")
    known = replace(KNOWN, detail=Detail([Section({"en": "No.", "zh": "不。"}), hint]))
    edited = replace(WRONG, causes=[("repair", "argument changed")])
    stopped = replace(WRONG, causes=[("error", "IndexError")])
    related = replace(WRONG, causes=[("relation", "times")], detail=Detail([hint]))
    older = replace(WRONG, causes=[("repair", "repair")], detail=Detail([hint]))
    said = [cause_in_words(one, language) for one in (known, edited, stopped, related, older)]
    assert (
        said[0] == said[3] == hint.text[language]
        and "IndexError" in said[2]
        and said[4] == say("report.edit_repairs", language)
    )
    assert said[1] == say("judging.slip.argument_changed", language) and said[2] == say(
        "report.stops_with", language, error="IndexError"
    )
    whole = ClassWork("tiny", [work("ann", known, replace(edited, exercise="g"))], 6.0)
    found = {one.exercise: one for one in report_of(whole, Likenesses([], []), language).misconceptions}
    assert (found["f"].title, found["f"].text) == ("sign turned", hint.text[language])
    assert found["g"].title == said[1].replace("`", "").rstrip(".。")


def test_who_is_stuck() -> None:
    students = {row.student: row for row in report(*CLASS).students}  # type: ignore[attr-defined]
    assert [name for name, row in students.items() if row.stuck] == ["bob", "cid", "eve"]
    assert students["bob"].open == ["f", "g"] and students["eve"].suspicious == ["tried"]
    assert students["ann"].progress == [0.5]


def test_similar_works_are_side_by_side() -> None:
    (pair,) = report(*CLASS, pairs=[Pair("bob", "cid", 0.9, 0.01, ["f"])]).similar  # type: ignore[attr-defined]
    assert (pair.exercise, pair.left[0].text, pair.right[1].text) == ("f", "def f(): 1", "  1")
