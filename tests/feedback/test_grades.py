"""Test which of the gradebook's numbers and comments a page gets."""

from __future__ import annotations

from types import SimpleNamespace as Row

from autograder.feedback.grades import grades_of
from autograder.feedback.page import Grade


def grade(**values: object) -> Row:
    given = {"auto_score": None, "manual_score": None, "extra_credit": None, "needs_manual_grade": False}
    return Row(name="test_f", cell=Row(max_score=4.0), **given | values)


def its(**values: object) -> Grade:
    return grades_of(Row(grades=[grade(**values)], comments=[]), 0.0, 1).cells["test_f"]


def test_a_persons_score_counts_and_the_bonus_is_apart() -> None:
    assert its(auto_score=1.0, extra_credit=0.5) == Grade(1.0, 4.0, bonus=0.5)
    assert its(auto_score=1.0, manual_score=0.0) == Grade(0.0, 4.0, by_hand=True)
    assert its(needs_manual_grade=True) == Grade(0.0, 4.0, waiting=True)
    assert not its(needs_manual_grade=True, manual_score=2.0).waiting


def test_only_what_somebody_wrote_is_a_comment() -> None:
    comments = [
        Row(name="a", manual_comment="Good.", auto_comment="No response."),
        Row(name="b", manual_comment=None, auto_comment="No response."),
        Row(name="c", manual_comment=None, auto_comment="Full points for all."),
        Row(name="d", manual_comment=None, auto_comment=None),
    ]
    found = grades_of(Row(grades=[], comments=comments), 1.0, 2)
    assert found.comments == {"a": "Good.", "c": "Full points for all."}
    assert (found.penalty, found.attempt) == (1.0, 2)
