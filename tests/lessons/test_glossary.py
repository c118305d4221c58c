"""Test that the course uses the words of its glossary, and links to it and to the videos."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.course.course import Course

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
ASSIGNMENTS = COURSE.assignments()
GLOSSARY = COURSE.source("introduction") / "glossary.md"
ROWS = [re.split(r" *\| *", line)[1:-1] for line in GLOSSARY.read_text("utf-8").split("\n") if line.count("|") == 8][2:]
VIDEO = "https://www.bilibili.com/video/BV1FT4y1E74V?p="
STARTS = {14: "&t=262", 37: "&t=485"}  # 04:22 and 08:05


def texts(language: str) -> dict[str, str]:
    """Return "assignment/cell" -> its text, and "assignment/file" -> the text of a hidden test (in all languages)."""
    found = {}
    for assignment in ASSIGNMENTS:
        [source] = COURSE.sources(assignment, language).values()
        found |= {f"{assignment}/{cell.cell_id}": cell.released for cell in source.cells}
        found |= {
            f"{assignment}/{path.name}": path.read_text("utf-8") for path in COURSE.hidden_tests(assignment).glob("*.py")
        }
    return found


ENGLISH, CHINESE = texts("en"), texts("zh")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_term_is_used(row: list[str]) -> None:
    english, chinese, *_, lecture, _ = row
    assert any(re.search(re.escape(english), text, re.IGNORECASE) for text in ENGLISH.values())
    assert any(chinese in text for text in CHINESE.values())
    assert re.fullmatch(r"(p\d+)?", lecture)


@pytest.mark.parametrize("row", [row for row in ROWS if row[-1]], ids=[row[-1] for row in ROWS if row[-1]])
def test_another_word_for_a_term_is_not_used(row: list[str]) -> None:
    assert [place for place, text in CHINESE.items() if row[-1] in text] == []


def test_terms_are_listed_once() -> None:
    assert len(ROWS) > 40
    assert all(len({row[column] for row in ROWS}) == len(ROWS) for column in (0, 1))


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_notebook_links_to_the_glossary(assignment: str) -> None:
    path = "glossary.md" if assignment == "introduction" else "../introduction/glossary.md"
    for found in (ENGLISH, CHINESE):
        assert f"]({path})" in found[f"{assignment}/how-to-work"]


def test_headings_link_to_the_videos_of_their_lectures() -> None:
    linked = set()
    for found in (ENGLISH, CHINESE):
        for place, text in found.items():
            for heading in re.findall(r"^#+ (?!.*(?:Question|[Ee]xercise|问题|练习)).+$", text, re.MULTILINE):
                for part in re.findall(r"[(（](p\d+(?:[,、] ?p\d+)*)[)）]", heading):
                    for lecture in map(int, re.findall(r"p(\d+)", part)):
                        assert f"[p{lecture}]({VIDEO}{lecture}{STARTS.get(lecture, '')})" in text, (place, lecture)
                        linked.add(lecture)
    assert linked == set(range(1, 44))
