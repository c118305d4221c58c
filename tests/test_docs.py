"""Test that generated pages of docs/ are up to date, and that every lecture has a cell."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[1]


def tool(name: str) -> Any:
    """Return a script of `tools/` as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


lectures, notes = tool("lectures"), tool("notes")


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_exist(page: Path) -> None:
    """Links, and paths in code spans; a placeholder has a word in capitals, and is left out."""
    text = page.read_text("utf-8")
    links = {page.parent / target.partition("#")[0] for target in re.findall(r"\]\((?!https?:)([^)#]+[^)]*)\)", text)}
    folders = "autograder|tests|docs|tools|benchmarks|demo|source|solutions|release"
    spans = {ROOT / path for path in re.findall(rf"`((?:{folders})/[\w./]*)`", text) if not re.search(r"\b[A-Z]+\b", path)}
    below_package = {ROOT / "autograder" / path for path in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", text)}
    spans |= {path for path in below_package if not (ROOT / path.relative_to(ROOT / "autograder")).exists()}
    made = {ROOT / "demo" / "course"}  # by `make demo`
    assert sorted(str(path.relative_to(ROOT)) for path in links | spans - made if not path.exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sections_that_a_page_links_to_exist(page: Path) -> None:
    for file, section in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", page.read_text("utf-8")):
        target = (page.parent / file if file else page).read_text("utf-8")
        headings = re.findall(r"^#+ (.+)$", target, re.MULTILINE)
        assert section in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_map_of_lectures_is_up_to_date() -> None:
    assert lectures.TARGET.read_text("utf-8") == lectures.text(Course(ROOT)), "run `make docs`"


def test_the_page_on_the_notes_is_up_to_date() -> None:
    assert notes.TARGET.read_text("utf-8") == notes.text(Course(ROOT)), "run `make docs`"


def test_every_thought_of_the_notes_has_a_place() -> None:
    assert {thought.lecture for thought in notes.THOUGHTS} == set(range(1, notes.LECTURES + 1))
    assert [thought.words for thought in notes.THOUGHTS if not thought.cells.split()] == []
    order = [thought.lecture for thought in notes.THOUGHTS]
    assert order == sorted(order)


def test_questions_stand_in_their_own_column() -> None:
    taught = [line.split(" | ")[2] for line in notes.TARGET.read_text("utf-8").split("\n") if line.startswith("| [p")]
    assert [cell for cell in taught if re.search(r"`q\d+`", cell)] == []


def test_a_thought_without_a_place_is_found() -> None:
    source = notes.sources(Course(ROOT))["introduction"]
    with pytest.raises(KeyError, match="p1-nowhere"):
        notes.row(notes.Thought(1, "Something.", "introduction", "p1-nowhere"), source)


def test_every_lecture_has_a_cell() -> None:
    assert lectures.missing(lectures.TARGET.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Saturation (p30)", [30]),
        ("q1: a thing (stretch, lectures p21, p22).", [21, 22]),
        ("propagate: cost (lectures p9, p15).", [9, 15]),
        ("# Nothing", []),
    ],
)
def test_lecture_numbers_are_read_from_a_line(text: str, found: list[int]) -> None:
    assert lectures.lectures_of(text) == found
