"""Test the content of feedback pages: the gradebook's points, the marked line, and what each level of help may hold."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest
from feedback_pages import CODE, DETAIL, EXAMPLE, GRADES, HINT, REPAIR, WHAT, graded, page

from autograder.course.help import LEVELS
from autograder.feedback.page import LINES, Grade, Grades, Page, excerpt, is_ours, lines_of, page_of
from autograder.gradebook.autograded import refusal
from autograder.words import sentence


def test_points_are_those_of_the_gradebook() -> None:
    made = page()
    assert (made.score, made.max_score, made.bonus) == (5.5, 10.0, 1.0)
    by_hand = replace(GRADES, cells={**GRADES.cells, "test_slope": Grade(3.0, 4.0, by_hand=True)}, penalty=2.0)
    made = page(grades=by_hand)
    assert made.score == 5.5 and made.rows[0].grade.by_hand


def test_what_is_open_comes_first_and_what_was_not_tried_and_gives_nothing_is_left_out() -> None:
    made = page()
    assert [row.name for row in made.open] == ["slope", "later"]
    assert [row.name for row in made.done] == ["update", "why"]
    cells = {**GRADES.cells, "test_later": Grade(0.0, 0.0)}
    assert [row.name for row in page(grades=replace(GRADES, cells=cells)).open] == ["slope"]


def test_the_line_is_marked_in_the_learners_own_code() -> None:
    code = page().rows[0].code
    assert [(line.number, line.marked) for line in code] == [(1, False), (2, False), (3, True)]
    assert code[2].text == "    return -x" and "\u202e" not in code[1].text
    assert not any(line.marked for line in page("what").rows[0].code)


def test_all_lines_of_a_mistake_are_marked() -> None:
    made = page(slope=replace(DETAIL, line=3, more_lines=[1]))
    assert [line.number for line in made.rows[0].code if line.marked] == [1, 3]


def test_lines_are_counted_as_python_counts_them() -> None:
    code = "def f():  # a\u2028b\x0cc\x85d\r\n    x = 1\n    return x\n"
    assert [line.partition("#")[0].strip() for line in lines_of(code)] == ["def f():", "x = 1", "return x"]
    assert lines_of("") == []


def test_a_line_of_another_cell_is_not_marked() -> None:
    elsewhere = replace(DETAIL, line=2, line_text="return y")
    assert not any(line.marked for line in page(slope=elsewhere).rows[0].code)
    assert any(line.marked for line in page(slope=replace(DETAIL, line=3, line_text="return -")).rows[0].code)


def test_code_that_another_cell_defines_is_found() -> None:
    made = graded("pass")
    made["cells"].insert(1, {"cell_type": "code", "metadata": {}, "source": CODE, "outputs": []})
    its = page_of(made, GRADES, student="a", assignment="tiny", notebook="tiny", level="example").rows[0].code
    assert its[0].text == "def slope(x):"


def test_the_lecture_is_the_heading_that_a_link_follows() -> None:
    lecture = page().rows[0].lecture
    assert lecture is not None and (lecture.title, lecture.link) == ("Slopes (p7)", "https://example.org/p7")


# Each level: the texts of the page's content that belong to it.
TOLD = {
    "none": set(),
    "result": {"points"},
    "what": {"points", "what", "shapes", "code"},
    "hint": {"points", "what", "shapes", "code", "line", "hint", "lecture"},
    "example": {"points", "what", "shapes", "code", "line", "hint", "lecture", "value", "example", "curve"},
    "repair": {"points", "what", "shapes", "code", "line", "hint", "lecture", "value", "example", "curve", "repair"},
}


def told(made: Page) -> set[str]:
    """Return what a page's content holds."""
    text = str(asdict(made))
    found = {
        "points": "0.75" in text,
        "what": WHAT in text,
        "shapes": "[3, 1]" in text,
        "code": "def slope" in text,
        "line": "'marked': True" in text,
        "hint": HINT in text,
        "lecture": "example.org" in text,
        "value": "4712" in text,
        "example": EXAMPLE in text,
        "curve": "0.125" in text,
        "repair": REPAIR in text,
    }
    return {name for name, is_there in found.items() if is_there}


@pytest.mark.parametrize("level", LEVELS)
def test_no_level_holds_more_than_it_may(level: str) -> None:
    assert told(page(level)) == TOLD[level]
    assert "secret_of_test" not in str(asdict(page(level)))


def test_below_what_a_row_does_not_say_in_which_way_an_answer_fails() -> None:
    made = graded()
    made["metadata"]["grading"]["exercises"]["test_slope"]["status"] = "crashed"
    statuses = {
        level: page_of(made, GRADES, student="a", assignment="tiny", notebook="tiny", level=level).rows[0].status
        for level in ("result", "what")
    }
    assert statuses == {"result": "failed", "what": "crashed"}


def test_what_passed_by_follow_through_is_said_from_the_level_of_results_on() -> None:
    assert "itself is right" in page("result").rows[1].message
    assert page("none").rows == ()


def test_a_message_in_one_language_only_is_shown_in_it() -> None:
    assert "dw" in page(language="zh").rows[0].message and page(language="zh").language == "zh"
    assert page(language="").language == "en"


@pytest.mark.parametrize("waits", [False, True])
def test_a_refused_notebook_says_why(waits: bool) -> None:
    made = refusal(sentence("notebook.empty", name="tiny.ipynb"), "en", waits=waits)
    shown = page_of(made, Grades(), student="a", assignment="tiny", notebook="tiny", level="hint")
    assert is_ours(made) and shown.refused and ("empty" in shown.refused) == (not waits)


def test_a_long_cell_is_cut_round_the_line_that_is_marked() -> None:
    lines = [f"line {n}" for n in range(1, 301)]
    some = excerpt(lines, 150)
    assert len(some) < LINES and [line.number for line in some if line.marked] == [150]
    assert some[0].number is None and some[-1].number is None
    assert len(excerpt(lines, None)) == LINES + 1
    assert [line.number for line in excerpt(lines[:3], None)] == [1, 2, 3]
