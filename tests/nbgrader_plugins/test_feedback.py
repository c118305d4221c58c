"""The plugins of `nbgrader generate_feedback`: a learner's page names the exercises, and quotes no hidden test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from courses import CONFIG, by_id, make_course, notebook, write
from courses import cell as make_cell
from nbconvert.exporters import HTMLExporter
from nbgrader_apps import PLUGINS, isolated, nbgrader, page_of

from autograder.nbgrader_plugins.feedback import FeedbackPage, HideTests
from autograder.notebook.files import read_notebook


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with isolated(tmp_path, monkeypatch):
        yield


def test_feedback_of_a_kernel_that_quotes_hidden_tests(tmp_path: Path) -> None:
    """nbgrader's own `Execute`, other delimiters; a check that fails, one that warns, one that prints its own traceback."""
    config = CONFIG + PLUGINS + "del c.Autograde\n"
    config += "c.ClearHiddenTests.begin_test_delimeter = 'SECRET'\nc.ClearHiddenTests.end_test_delimeter = 'OPEN'\n"

    def test(name: str, code: str) -> dict[str, Any]:
        return make_cell(f"# graded: {name}\n# SECRET\n{code}\n# OPEN", f"test_{name}", grade=True, locked=True, points=1)

    content = notebook(
        make_cell("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "f", solution=True),
        test("fails", "expected_f = 4711\nassert f(4711) == expected_f"),
        test("warns", "import warnings\nwarnings.warn(f'{f(1)} is a result')  # expected: 4712"),
        test("prints", "import traceback\ntry:\n    f(1) / (4713 - 4713)\nexcept Exception:\n    traceback.print_exc()"),
    )
    course = make_course(tmp_path, config, secrets=content)
    nbgrader(tmp_path, "generate_assignment", "secrets")
    handed_in = read_notebook(course.release("secrets") / "secrets.ipynb")
    by_id(handed_in, "f")["source"] = "def f(x):\n    if x > 1:\n        raise KeyError('mine')\n    return 8"
    write(course.submitted("secrets", "ann") / "secrets.ipynb", handed_in)
    nbgrader(tmp_path, "autograde", "secrets")
    graded = (course.autograded("secrets", "ann") / "secrets.ipynb").read_text()
    assert all(text in graded for text in ("4711", "4712", "4713", "ZeroDivisionError", "8 is a result"))
    nbgrader(tmp_path, "generate_feedback", "secrets")
    page = page_of(course, "ann", "secrets")
    for secret in ("4711", "4712", "4713", "SECRET", "expected"):
        assert secret not in page
    for shown in ("# graded: fails", "KeyError", "raise", "8 is a result", "ZeroDivisionError"):
        assert shown in page


def test_what_quotes_files_of_the_course_or_the_grader_goes(tmp_path: Path) -> None:
    frames = [
        "KeyError                                  Traceback (most recent call last)",
        "Cell In[3], line 2, in f(x)\n      1 def f(x):\n----> 2     return table[x]",
        "File ~/course/tests/hidden/a/f.py:7, in batch(rng)\n----> 7     return dict(x=rng.normal(size=7))",
        "File /opt/lib/autograder/checking.py:70, in check(**answers)\n---> 70     report = examine(name)",
        "File C:\\course\\solutions\\a.py:3, in f(x)\n----> 3     return x.get(0)",
        "KeyError: 0",
    ]
    printed = (
        "before\n/srv/course/tests/hidden/a/f.py:9: RuntimeWarning: overflow\n  expected = np.exp(1000)\n"
        'Traceback (most recent call last):\n  File "/srv/course/solutions/a.py", line 3, in f\n    return x.get(0)\n'
        '  File "<ipython>", line 2, in mine\nafter'
    )
    told = "**f** is wrong.\n\nTraceback:\nFile x/tests/hidden/f.py\n  assert f(2) == 4\n\nSo it is."
    cell = make_cell("f(1)", "mine")
    cell["outputs"] = [
        {"output_type": "error", "ename": "KeyError", "evalue": "0", "traceback": frames},
        {"output_type": "stream", "name": "stderr", "text": printed},
        {"output_type": "display_data", "data": {"text/markdown": told, "image/png": "iVBO"}, "metadata": {}},
    ]
    content = nbformat.from_dict({**notebook(), "cells": [cell]})
    where = {"metadata": {"path": str(make_course(tmp_path).root)}}
    error, stream, display = HideTests().preprocess(content, where)[0].cells[0].outputs
    assert error.traceback == [frames[0], frames[1], frames[5]]
    assert stream.text == 'before\nTraceback (most recent call last):\n  File "<ipython>", line 2, in mine\nafter'
    assert display.data == {"text/markdown": "**f** is wrong.\n\nTraceback:\n\nSo it is.", "image/png": "iVBO"}


def test_the_list_at_the_top_names_the_exercises() -> None:
    content = notebook(make_cell("1", "test_double", grade=True, locked=True, points=2))
    page = '<li><a href="#test_double">Test cell</a></li><li><a href="#why">Coding free-response</a></li><p>Test cell</p>'
    expected = '<li><a href="#test_double">double</a></li><li><a href="#why">why</a></li><p>Test cell</p>'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HTMLExporter, "from_notebook_node", lambda *_, **__: (page, {}))
        assert FeedbackPage().from_notebook_node(nbformat.from_dict(content))[0] == expected


def test_a_cell_in_which_a_learner_has_typed_a_delimiter_is_left_as_it_is(tmp_path: Path) -> None:
    mine = make_cell("x = 1\n### BEGIN HIDDEN TESTS\ny = 2", "mine", solution=True)
    where = {"metadata": {"path": str(make_course(tmp_path, CONFIG + PLUGINS).root)}}
    content, _ = HideTests().preprocess(nbformat.from_dict(notebook(mine)), where)
    assert content.cells[0].source == mine["source"]
