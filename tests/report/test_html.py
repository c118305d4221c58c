"""Test reports as files: nothing of a learner's acts, names can be hidden, and a large class stays small."""

from __future__ import annotations

import csv
import io
import re
import time
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from autograder.judging.detail import Detail, Section
from autograder.languages import LANGUAGES
from autograder.report.html import report_csv, report_html
from autograder.report.model import report_of
from autograder.report.reading import ClassWork, GradedAnswer, Work
from autograder.report.similarity import Likenesses, Pair

HOSTILE = "</pre><script>evil()</script>\u202e"
SECTION = Section(dict.fromkeys(LANGUAGES, f"Wrong: `{HOSTILE}`"))


def whole(count: int, exercises: int = 3) -> ClassWork:
    names = [f"student{number:04}" for number in range(count - 1)] + ["=1+1<b>"]
    works = []
    for number, name in enumerate(names):
        answers = []
        for place in range(exercises):
            detail = Detail([SECTION], behaviour=f"{number % 50:08x}{place:08x}")
            wrong = (number * 7 + place) % 3 == 0
            code = f"def exercise{place}(x):\n    # {HOSTILE}\n" + "    y = x\n" * 50
            status = "failed" if wrong else "passed"
            causes = [("difference", "value")] if wrong and place % 2 else [("repair", "sign")] if wrong else []
            answers.append(
                GradedAnswer(f"exercise{place}", status, float(not wrong), 1.0, causes=causes, detail=detail, code=code)
            )
        works.append(
            Work(name, sum(one.score for one in answers), float(exercises), answers, suspicious=["tried"] * (number < 3))
        )
    progress = {f"assignment{n}": dict.fromkeys(names, 0.5 + n / 20) for n in range(6)}
    return ClassWork("tiny", works, float(exercises), progress)


def page(its: ClassWork, language: str = "en") -> str:
    pair = Pair(its.works[0].student, its.works[-1].student, 0.9, 0.01, ["exercise0"])
    return report_html(report_of(its, Likenesses([pair], [0.1, 0.3]), language), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_learners_acts_and_nothing_is_requested(language: str) -> None:
    made = BeautifulSoup(page(whole(12), language), "html.parser")
    assert len(made.find_all("script")) == 1 and "evil" not in made.script.text  # type: ignore[union-attr]
    assert made.find_all(["img", "iframe", "form", "link", "b"]) == []
    assert made.find_all(href=re.compile("^http|^//|^javascript")) == [] and "\u202e" not in made.text
    assert not any(name.startswith("on") or name == "style" for tag in made.find_all() for name in tag.attrs)
    assert made.html and made.html["lang"] == language


def test_answers_that_nobody_else_gave_are_folded_below_the_groups() -> None:
    its = whole(24)
    for number, work in enumerate(its.works):
        detail = Detail([SECTION], behaviour=f"{number if number < 12 else 99:016x}")
        its.works[number] = replace(work, answers=[replace(one, causes=(), detail=detail) for one in work.answers])
    made = BeautifulSoup(page(its), "html.parser")
    section = made.find("section", {"aria-labelledby": "unexplained"})
    assert section
    groups, (alone,) = section.find_all("details", recursive=False)[:-1], section.find_all("details", {"class": "alone"})
    assert groups and all("submissions: 4" in one.summary.text for one in groups)
    inner = alone.find_all("details")
    assert len(inner) == 12 and f"nobody else gave: {len(inner)}" in alone.summary.text


def test_names_can_be_hidden() -> None:
    made = BeautifulSoup(page(whole(12)), "html.parser")
    assert made.find("input", id="hide") and "body:has(#hide:checked) .name { display: none; }" in made.style.text  # type: ignore[union-attr]
    for name in made.find_all("span", {"class": "name"}):
        assert name.find_next_sibling("span", {"class": "alias"})
        name.decompose()
    assert "student0003" not in made.text


@pytest.mark.parametrize(("language", "codes"), [("en", "keepdims"), ("zh", "请检查")])
def test_misconceptions_are_told_in_the_reports_language(language: str, codes: str) -> None:
    its = whole(12)
    its.works[3] = replace(
        its.works[3], answers=[replace(its.works[3].answers[0], status="failed", causes=[("repair", "keepdims")])]
    )
    section = BeautifulSoup(page(its, language), "html.parser").find("section", {"aria-labelledby": "misconceptions"})
    assert section and codes in section.text and "repair: " not in section.text


def test_a_work_of_an_earlier_year_has_no_name_where_names_are_hidden() -> None:
    its = whole(12)
    pair = Pair("2025/kim/tiny.ipynb", its.works[0].student, 0.9, 0.01, ["exercise0"])
    text = report_html(report_of(its, Likenesses([pair], [0.1]), "en", {"2025/kim/tiny.ipynb": {"exercise0": "x"}}), "en")
    made = BeautifulSoup(text, "html.parser")
    for name in made.find_all("span", {"class": "name"}):
        name.decompose()
    section = made.find("section", {"aria-labelledby": "similar"})
    assert section and "kim" not in section.text and "an earlier year" in section.text


def test_every_table_can_be_sorted() -> None:
    made = BeautifulSoup(page(whole(12)), "html.parser")
    tables = made.find_all("table")
    assert len(tables) == 3 and all("sortable" in table["class"] for table in tables)
    assert all(head.button for table in tables for head in table.thead.find_all("th"))


def test_two_thousand_students_are_under_five_megabytes() -> None:
    its = whole(2_000, 30)
    began = time.process_time()
    made = page(its).encode()
    assert len(made) < 5_000_000
    assert time.process_time() - began < 60


def test_the_table_for_spreadsheets_has_everything_and_no_formula() -> None:
    its = whole(12)
    content = report_csv(its, Likenesses([Pair("student0000", "=1+1<b>", 0.9)], []), "en")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][-8:-6] == ["tried", "'=1+1<b> 0.90"] and rows[-1][-8:-6] == ["", "student0000 0.90"]
    assert rows[0][-6:] == [f"assignment{n}" for n in range(6)] and [float(part) for part in rows[1][-6:]][:2] == [0.5, 0.55]
    assert content.startswith(b"\xef\xbb\xbf") and len(rows) == 1 + 12 * 3
    assert rows[0][:3] == ["student", "exercise", "points"]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
