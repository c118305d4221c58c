"""Make small courses, notebooks and cells for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.notebook.files import Notebook, dumps
from autograder.notebook.normal import normalise
from autograder.notebook.source import SourceNotebook

# (Code that hangs would otherwise take nbgrader's 30 s.)
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'tiny'\nc.ExecutePreprocessor.timeout = 10\n"
LANGUAGES_CONFIG = """c = get_config()
c.ChooseLanguage.language = "en"
c.GenerateAssignment.preprocessors = [
    "autograder.nbgrader_plugins.ChooseLanguage", "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions", "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata", "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells", "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme", "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""
QUESTIONS_CONFIG = """c = get_config()
c.ClearSolutions.no_stub = r"q\\d+"
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter", "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader_plugins.ClearSolutions", "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata", "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells", "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ComputeChecksums",
]
"""
PYTHON = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def cell(source: str, grade_id: str = "", kind: str = "code", tags: tuple[str, ...] = (), **nbgrader: Any) -> dict[str, Any]:
    """Return a cell; with a `grade_id`, `nbgrader` holds its flags and points (solution=True, points=2)."""
    metadata: dict[str, Any] = {"tags": list(tags)} if tags else {}
    if grade_id:
        flags = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
        metadata["nbgrader"] = {**flags, "grade_id": grade_id, **nbgrader}
    new: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": source}
    return new | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def notebook(*cells: dict[str, Any]) -> Notebook:
    """Return a normalised Python notebook of these cells."""
    return normalise({"cells": list(cells), "metadata": PYTHON, "nbformat": 4, "nbformat_minor": 5})


def tiny() -> Notebook:
    """Return a source notebook with one cell of each kind.

    `double` has a hidden test and `increment` a visible one; `why` is graded by hand; `poster` is a task; `demo` is
    tagged `skip-execution`.
    """
    return notebook(
        cell("# Doubling", kind="markdown"),
        cell("import math", "imports", locked=True),
        cell(
            'def double(x):\n    """Twice x."""\n'
            "    ### BEGIN SOLUTION\n    twofold = 2 * x\n    return twofold\n    ### END SOLUTION",
            "double",
            solution=True,
        ),
        cell("assert double(1) == 2  # try it", "try_double", locked=True),
        cell(
            "# graded: double\n### BEGIN HIDDEN TESTS\nassert double(21) == 42\n### END HIDDEN TESTS",
            "test_double",
            grade=True,
            locked=True,
            points=2,
        ),
        cell("history = [double(i) for i in range(10**9)]", "demo", locked=True, tags=("skip-execution",)),
        cell("Because doubling is adding twice.", "why", "markdown", grade=True, solution=True, points=3),
        cell(
            "Make a poster.\n### BEGIN MARK SCHEME\nsecret scheme\n### END MARK SCHEME",
            "poster",
            "markdown",
            task=True,
            locked=True,
            points=5,
        ),
        cell(
            "def increment(x):\n    ### BEGIN SOLUTION\n    return double(x) - x + 1\n    ### END SOLUTION",
            "increment",
            solution=True,
        ),
        cell(
            "# The increment of one is two.\nassert increment(1) == 2", "test_increment", grade=True, locked=True, points=1
        ),
    )


def two_languages() -> Notebook:
    """`tiny` with a title and a locked cell, each in English and in Chinese."""
    titles = [cell(text, kind="markdown", tags=(tag,)) for tag, text in (("en", "# Twice as much"), ("zh", "# 加倍"))]
    for one in titles:
        one["id"] = f"p1-title-{one['metadata']['tags'][0]}"
    words = {"en": "yes", "zh": "对"}
    tools = [cell(f"WORD = {word!r}", f"tools_{tag}", tags=(tag,), locked=True) for tag, word in words.items()]
    return notebook(*titles, *tools, *tiny()["cells"])


def make_course(root: Path, config: str = CONFIG, **assignments: Notebook) -> Course:
    """Write a course with these assignments, one notebook each; by default one assignment "tiny" with `tiny()`."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "nbgrader_config.py").write_text(config)
    for name, content in (assignments or {"tiny": tiny()}).items():
        write(root / "source" / name / f"{name}.ipynb", content)
    return Course(root, secret="made up")


def write(path: Path, content: Notebook) -> Path:
    """Write a notebook, and the folders above it where they are missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps(content), encoding="utf-8")
    return path


def released(source: SourceNotebook) -> Notebook:
    """Return the notebook that learners get, with the same cells as nbgrader's."""
    cells = [{**c.as_dict(), "source": c.released} for c in source.cells]
    return {"cells": cells, "metadata": dict(source.metadata), "nbformat": 4, "nbformat_minor": 5}


def by_id(content: Notebook, grade_id: str) -> dict[str, Any]:
    """Return the first cell with this grade_id; raise StopIteration where there is none."""
    return next(c for c in content["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)
