"""Assignments of other people's style, for tests: `foreign/ASSIGNMENT/notebook.py`, and what stands beside it.

A file holds a source notebook and submissions to it, as text:

    # secrets: 1.5, "word"                  values that no learner's process may be sent
    # %% [test] test_mean 2                 a cell: its role, grade id and points; `[markdown]` and none are free cells
    # %matplotlib inline                    a magic or shell line, commented out as Jupytext does
    # ==== half right: test_mean 1          a submission, and its scores; cells not named have all their points
    # %% mean                               what stands in that solution cell instead of the reference

`full` names no cell, `none` says that cells not named have 0. `starter` is what the release has.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses import cell, make_course, notebook, released, write

from autograder.course import Course
from autograder.notebook import Notebook, SourceNotebook, hidden_lines

FOLDER = Path(__file__).parent / "foreign"
ROLES: dict[str, dict[str, Any]] = {
    "locked": {"locked": True},
    "solution": {"solution": True},
    "test": {"grade": True, "locked": True},
    "manual": {"grade": True, "solution": True},
}
_CELL = re.compile(r"# %%(?: \[(\w+)\])?(?: (\w+))?(?: ([\d.]+))?\s*\Z")


@dataclass
class Written:
    """A submission: which solution cells it replaces, and the score of each test cell."""

    name: str
    scores: dict[str, float]
    cells: dict[str, str] = field(default_factory=dict)


class Foreign:
    """One assignment: `notebook` is its source, `submissions` what learners made of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        text, *submissions = (FOLDER / name / "notebook.py").read_text().split("\n# ==== ")
        first, _, _ = text.partition("\n")
        self.secrets = ast.literal_eval(f"[{first.removeprefix('# secrets:')}]") if first.startswith("# secrets:") else []
        self.notebook = notebook(*(_cell(*part) for part in _cells(text)))
        self.source = SourceNotebook.of(self.notebook, name)
        self.submissions = [self._submission(part) for part in submissions]

    def _submission(self, text: str) -> Written:
        head, _, body = text.partition("\n")
        name, _, scores = head.rpartition(":")
        given = dict(part.split() for part in scores.split(",") if " " in part.strip())
        graded = [c for c in self.source.cells if c.metadata.get("nbgrader", {}).get("grade")]
        points = {c.id: c.points for c in graded if c.type == "code"}
        assert given.keys() <= points.keys(), head
        expected = {
            test: float(given.get(test, 0 if scores.strip().startswith("none") else points[test])) for test in points
        }
        cells = {grade_id: code for _, grade_id, _, code in _cells("\n" + body)}
        assert cells.keys() <= {c.id for c in self.source.cells}, head
        return Written(name, expected, cells)

    def handed_in(self, submission: Written) -> Notebook:
        """The notebook as the learner hands it in."""
        handed = released(self.source)
        for theirs, ours in zip(handed["cells"], self.source.cells, strict=True):
            if ours.role.value == "solution" and submission.name != "starter":
                theirs["source"] = submission.cells.get(ours.id, ours.source)
        return handed

    def graded(self, submission: Written) -> Notebook:
        """The notebook as nbgrader executes it: the learner's solutions, and the tests with their hidden parts."""
        content = self.handed_in(submission)
        for theirs, ours in zip(content["cells"], self.source.cells, strict=True):
            if ours.role.value == "test":
                theirs["source"] = ours.source
        return content

    @property
    def hidden(self) -> list[str]:
        """Lines of 12 characters or more that stand in hidden tests only, not in what anybody hands out or hands in."""
        shown = [released(self.source), *map(self.handed_in, self.submissions)]
        text = "\n".join(cell["source"] for content in shown for cell in content["cells"])
        tests = [cell.source for cell in self.source.cells if cell.role.value == "test"]
        lines = {line.strip() for source in tests for line in hidden_lines(source)}
        return sorted(line for line in lines if len(line) >= 12 and line not in text)

    def files(self) -> list[Path]:
        return [path for path in (FOLDER / self.name).iterdir() if path.is_file() and path.name != "notebook.py"]

    def course(self, root: Path) -> Course:
        """A course of this assignment and its submissions, each as a student."""
        course = make_course(root, **{self.name: self.notebook})
        for path in self.files():
            shutil.copy(path, course.source(self.name))
        for submission in self.submissions:
            write(course.submitted(self.name, submission.name) / f"{self.name}.ipynb", self.handed_in(submission))
        return course


def assignments() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/notebook.py"))


def _cells(text: str) -> Iterator[tuple[str, str, float, str]]:
    """(role, grade id, points, text) of each cell."""
    for part in re.split(r"\n(?=# %%(?: |\n))", "\n" + text)[1:]:
        head, _, body = part.partition("\n")
        match = _CELL.match(head)
        assert match, head
        body = re.sub(r"^# ([%!])", r"\1", body, flags=re.MULTILINE)  # a magic
        yield match[1] or "", match[2] or "", float(match[3] or 0), body.strip("\n")


def _cell(role: str, grade_id: str, points: float, text: str) -> dict[str, Any]:
    if role == "markdown":
        return cell(re.sub(r"^# ?", "", text, flags=re.MULTILINE), kind="markdown")
    if not role:
        return cell(text)
    given = {"points": points} if ROLES[role].get("grade") else {}
    return cell(text, grade_id, "markdown" if role == "manual" else "code", **ROLES[role], **given)
