"""A run says which cells touch what this grader does differently from nbgrader, and what is wrong with the course."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import CONFIG, cell, make_course, notebook, released

from autograder.grading.differences import KINDS, touched
from autograder.grading.submission import Grader
from autograder.notebook.source import SourceNotebook


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("files = !ls", "programs"),
        ("!pip install x", "programs"),
        ("%%bash\nls", "programs"),
        ("import subprocess", "programs"),
        ("import os\nos.system('ls')", "programs"),
        ("from multiprocessing import Pool", "processes"),
        ("import requests", "network"),
        ("import urllib.request", "network"),
        ("pd.read_csv('https://example.org/a.csv')", "network"),
        ("name = input('?')", "keyboard"),
        ("%timeit f()", "timing"),
        ("import sys\nprint('x', file=sys.stderr)", "stderr"),
        ("assert f\n3", "maximum"),
        ("assert f\n2", ""),
        ("import urllib.parse\nx != y\nprint('!ls')", ""),
    ],
)
def test_what_a_cell_touches(text: str, kinds: str) -> None:
    content = notebook(cell(text, "test_f", grade=True, locked=True, points=2))
    found = touched(SourceNotebook.of(content, "a"))
    assert [note.code for note in found] == [f"grading.differs.{kind}" for kind in kinds.split()]
    assert all("test_f" in str(note) for note in found)


def test_every_kind_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "differences.md").read_text()
    assert [kind for kind in KINDS if f"`{kind}`" not in text] == []


def test_the_result_says_what_is_the_same_for_every_submission(tmp_path: Path) -> None:
    content = notebook(
        cell("### BEGIN SOLUTION\nf = 1\n### END SOLUTION\nf =", "f", solution=True),
        cell("assert f == 2", "test_wrong", grade=True, locked=True, points=2),
        cell("assert 'f' in globals()", "test_names", grade=True, locked=True, points=1),
        cell("class G(F): pass\nassert G() == 1", "test_tied", grade=True, locked=True, points=1),
        cell("### BEGIN SOLUTION\nfiles = !ls\nclass F: pass\n### END SOLUTION", "files", solution=True),
    )
    course = make_course(tmp_path, CONFIG, a=content)
    with Grader(course, "a") as grader:
        result = grader.grade({"a": released(course.sources("a")["a"])})
    said = [str(note) for note in result.about_course]
    assert "a.ipynb, cell f, line 4: this is not Python" in said[0]
    assert "test_wrong: the reference itself gets 0 of 2 points" in said[1]
    assert "test_tied: the reference itself gets 0 of 1 points" in said[2]
    assert "start programs" in said[3] and "files" in said[3]
    assert "run inside the sandbox" in said[4] and "test_names (" in said[4]
    assert [note for note in result.notes if "reference itself" in str(note)] == []


def test_another_language_is_refused_and_waits_for_a_person(tmp_path: Path) -> None:
    content = notebook(
        cell("x <- 3", "x", solution=True), cell("stopifnot(x == 3)", "test_x", grade=True, locked=True, points=1)
    )
    content["metadata"] = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}
    course = make_course(tmp_path, CONFIG, a=content)
    with Grader(course, "a") as grader:
        result = grader.grade({"a": released(course.sources("a")["a"])})
    assert str(result.refused) == "a.ipynb is written in R, and this grader runs Python only; a person has to grade it."
    assert result.waits and not result.exercises and not result.notebooks
