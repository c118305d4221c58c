"""Test feedback pages as files: nothing of a learner's acts, nothing is requested, and each level shows what it may."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from feedback_pages import EXAMPLE, GRADES, HINT, REPAIR, page

from autograder.course.help import LEVELS
from autograder.feedback.html import feedback_html, number, policy
from autograder.languages import LANGUAGES


def soup(*arguments: str, **options: object) -> BeautifulSoup:
    return BeautifulSoup(feedback_html(page(*arguments, **options)), "html.parser")  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_learners_acts_and_nothing_is_requested(language: str) -> None:
    made = soup("repair", language)
    assert made.find_all(["script", "img", "iframe", "object", "form", "link"]) == []
    assert "evil()" in made.text and not any(name.startswith("on") for tag in made.find_all() for name in tag.attrs)
    assert not any("style" in tag.attrs for tag in made.find_all())
    assert {tag["href"] for tag in made.find_all(href=re.compile("^http"))} == {"https://example.org/p7"}
    assert made.html and made.html["lang"] == language


def test_the_policy_allows_its_own_style_and_nothing_else() -> None:
    made = soup()
    rule = made.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert (
        rule
        and made.style
        and str(policy([made.style.text])).endswith(f'content="{rule["content"]}">'.replace("'", "&#39;"))
    )
    assert "script-src 'none'" in rule["content"] and "unsafe" not in rule["content"]


def test_points_come_first_and_a_persons_points_count() -> None:
    text = soup().text
    assert re.search(r"5\.5\s+of 10 points, bonus 1", text)
    assert "A person gave these points." in text and "Well said." in text and "Come and see me." in text
    assert "0 / 0" not in text and "3 / 3 +" not in text


@pytest.mark.parametrize("level", LEVELS)
def test_levels(level: str) -> None:
    text = feedback_html(page(level))
    rank = LEVELS.index(level)
    shown = [at <= rank for at in (1, 3, 4, 5)]
    assert [one in text for one in ("of 10 points", HINT, EXAMPLE, REPAIR)] == shown
    assert ("<svg" in text) == (rank >= 2) and ("<polyline" in text) == (rank >= 4)
    assert "secret_of_test" not in text and "/etc/passwd" not in text


def test_a_reader_without_eyes_finds_its_way() -> None:
    made = soup()
    assert made.find("a", {"class": "skip"}) and made.main and made.h1
    assert all(drawing.get("role") == "img" and drawing.get("aria-label") for drawing in made.find_all("svg"))
    assert all(head.get("scope") for head in made.find_all("th"))
    ids = [tag["id"] for tag in made.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(target[1:] in ids for target in (link["href"] for link in made.find_all("a")) if target.startswith("#"))
    assert "Look here:" in made.mark.text if made.mark else False


def test_formulas_are_drawn_without_a_network() -> None:
    made = soup()
    assert made.math and "α" in made.math.text and "$" not in made.find("div", {"class": "message"}).text  # type: ignore[union-attr]


def test_all_right() -> None:
    cells = {name: type(grade)(grade.max_score, grade.max_score) for name, grade in GRADES.cells.items()}
    assert "10" in soup(grades=type(GRADES)(cells)).text


def test_numbers_are_short() -> None:
    assert [number(value) for value in (7.0, 7.5, 12.799999999, 0.0)] == ["7", "7.5", "12.8", "0"]
