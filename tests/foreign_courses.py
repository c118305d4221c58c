"""Assignments of other people's style, for tests: `foreign/ASSIGNMENT/notebook.py`, and what stands beside it.

A file holds source notebooks and submissions to them, as text:

    # secrets: 1.5, "word"                  values that no learner's process may be sent
    # inside: test_mean                     test cells that only run beside the learner's code
    # schema: 1                             of nbgrader's metadata, in the source and in what is handed in; 3 otherwise
    # config: c.Execute.timeout = 2         a line of the course's configuration
    # %% [test] test_mean 2                 a cell: its role, grade id and points; `[markdown]` and none are free cells
    # %matplotlib inline                    a magic or shell line, commented out as Jupytext does
    # #### second                           from here on a second notebook; the first is called as the assignment is;
                                            `header` and `footer` stand in the course's folder instead
    # ==== half right: test_mean 1          a submission, and its scores; cells not named have all their points
    # %% mean                               what stands in that solution cell instead of the reference

`full` names no cell, `none` says that cells not named have 0. `starter` is what the release has. A role is one of ROLES;
`[locked skip]` is tagged `skip-execution`.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses import CONFIG, cell, notebook, released, write

from autograder.course.course import Course
from autograder.notebook.files import Notebook
from autograder.notebook.metadata import SKIP, Role
from autograder.notebook.regions import hidden_lines
from autograder.notebook.source import Cell, SourceNotebook

FOLDER = Path(__file__).parent / "foreign"
ROLES: dict[str, tuple[str, dict[str, Any]]] = {  # the cell's type, and what nbgrader's metadata say
    "locked": ("code", {"locked": True}),
    "solution": ("code", {"solution": True}),
    "test": ("code", {"grade": True, "locked": True}),
    "manual": ("markdown", {"grade": True, "solution": True}),
    "program": ("code", {"grade": True, "solution": True}),  # graded by a person
    "task": ("markdown", {"task": True, "locked": True}),
}
_CELL = re.compile(r"# %%(?: \[(\w+)( skip)?\])?(?: (\w+))?(?: ([\d.]+))?\s*\Z")


@dataclass
class Written:
    """A submission: which solution cells it replaces, and the score of each test cell."""

    name: str
    scores: dict[str, float]
    cells: dict[str, str] = field(default_factory=dict)


class Foreign:
    """One assignment: `notebooks` are its sources, `submissions` what learners made of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        text, *submissions = (FOLDER / name / "notebook.py").read_text().split("\n# ==== ")
        head = dict(re.findall(r"^# (secrets|inside|schema): (.*)$", text, re.MULTILINE))
        self.secrets: list[Any] = ast.literal_eval(f"[{head.get('secrets', '')}]")
        self.inside = set(head.get("inside", "").split())
        self.schema = int(head.get("schema", 3))
        self.config = CONFIG + "".join(line + "\n" for line in re.findall(r"^# config: (.*)$", text, re.MULTILINE))
        first, *others = text.split("\n# #### ")
        texts = {name: first} | {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in others}
        cells = {key: [_cell(*part) for part in _cells("\n" + part)] for key, part in texts.items()}
        self.frame = {key: notebook(*cells.pop(key)) for key in ("header", "footer") if key in cells}
        self.notebooks = {key: notebook(*part) for key, part in cells.items()}
        header, footer = (self.frame[key]["cells"] if key in self.frame else [] for key in ("header", "footer"))
        whole = {key: notebook(*header, *part, *footer) for key, part in cells.items()}
        self.sources = {key: SourceNotebook.of(content, key) for key, content in whole.items()}
        self.submissions = [self._submission(part) for part in submissions]

    @property
    def cells(self) -> list[Cell]:
        return [cell for source in self.sources.values() for cell in source.cells]

    @property
    def points(self) -> dict[str, float]:
        """Test cell -> its points."""
        return {cell.id: cell.points for cell in self.cells if cell.role is Role.TEST}

    def _submission(self, text: str) -> Written:
        head, _, body = text.partition("\n")
        name, _, scores = head.rpartition(":")
        given = dict(part.split() for part in scores.split(",") if " " in part.strip())
        assert given.keys() <= self.points.keys(), head
        none = scores.strip().startswith("none")
        expected = {test: float(given.get(test, 0 if none else points)) for test, points in self.points.items()}
        cells = {grade_id: code for _, _, grade_id, _, code in _cells("\n" + body)}
        assert cells.keys() <= {c.id for c in self.cells}, head
        return Written(name, expected, cells)

    def handed_in(self, submission: Written) -> dict[str, Notebook]:
        """The notebooks as the learner hands them in."""
        found = {}
        for name, source in self.sources.items():
            found[name] = released(source)
            for theirs, ours in zip(found[name]["cells"], source.cells, strict=True):
                if ours.role in (Role.SOLUTION, Role.MANUAL) and submission.name != "starter":
                    theirs["source"] = submission.cells.get(ours.id, ours.source)
                if ours.id:
                    theirs["metadata"]["nbgrader"] = self._dated(theirs["metadata"]["nbgrader"])
        return found

    def graded(self, submission: Written) -> dict[str, Notebook]:
        """The notebooks as nbgrader executes them: the learner's solutions, and the tests with their hidden parts."""
        found = self.handed_in(submission)
        for name, content in found.items():
            for theirs, ours in zip(content["cells"], self.sources[name].cells, strict=True):
                theirs["metadata"] = dict(ours.metadata)
                if ours.role is Role.TEST:
                    theirs["source"] = ours.source
        return found

    def _dated(self, metadata: dict[str, Any]) -> dict[str, Any]:
        """nbgrader's metadata of a cell as an older release wrote them: schema 0 did not say so, 1 knew no types."""
        unknown = {3: (), 2: ("task",), 1: ("task", "cell_type"), 0: ("task", "cell_type", "schema_version")}[self.schema]
        dated = {**metadata, "schema_version": self.schema}
        return {key: value for key, value in dated.items() if key not in unknown}

    @property
    def hidden(self) -> list[str]:
        """Lines of 12 characters or more that stand in hidden tests only, not in what anybody hands out or hands in."""
        shown = [content for submission in self.submissions for content in self.handed_in(submission).values()]
        text = "\n".join(cell["source"] for content in shown for cell in content["cells"])
        text += "\n".join(cell.released for cell in self.cells)
        text += "\n".join(cell.source for cell in self.cells if cell.id in self.inside)
        tests = [cell.source for cell in self.cells if cell.role is Role.TEST and cell.id not in self.inside]
        lines = {line.strip() for source in tests for line in hidden_lines(source)}
        return sorted(line for line in lines if len(line) >= 12 and line not in text)

    def course(self, root: Path) -> Course:
        """A course of this assignment and its submissions, each as a student."""
        root.mkdir(parents=True, exist_ok=True)
        (root / "nbgrader_config.py").write_text(self.config)
        course = Course(root, secret="made up")
        shutil.copytree(FOLDER / self.name, course.source(self.name), ignore=shutil.ignore_patterns("notebook.py"))
        for name, content in self.notebooks.items():
            for raw in content["cells"]:
                if "nbgrader" in raw["metadata"]:
                    raw["metadata"]["nbgrader"] = self._dated(raw["metadata"]["nbgrader"])
            write(course.source(self.name) / f"{name}.ipynb", content)
        for name, content in self.frame.items():
            write(root / f"{name}.ipynb", content)
        self.sources = course.sources(self.name)  # with autotests made
        for submission in self.submissions:
            for name, content in self.handed_in(submission).items():
                write(course.submitted(self.name, submission.name) / f"{name}.ipynb", content)
        return course


def assignments() -> list[str]:
    return sorted(path.parent.name for path in FOLDER.glob("*/notebook.py"))


def _cells(text: str) -> Iterator[tuple[str, bool, str, float, str]]:
    """(role, whether no grader runs it, grade id, points, text) of each cell."""
    for part in re.split(r"\n(?=# %%(?: |\n))", text)[1:]:
        head, _, body = part.partition("\n")
        match = _CELL.match(head)
        assert match, head
        body = re.sub(r"^# ([%!])", r"\1", body, flags=re.MULTILINE)  # a magic
        yield match[1] or "", bool(match[2]), match[3] or "", float(match[4] or 0), body.strip("\n")


def _cell(role: str, skip: bool, grade_id: str, points: float, text: str) -> dict[str, Any]:
    kind, flags = ROLES.get(role, ("markdown" if role == "markdown" else "code", {}))
    if kind == "markdown":
        text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
    given = {"points": points} if flags.get("grade") or flags.get("task") else {}
    return cell(text, grade_id, kind, (SKIP,) if skip else (), **flags, **given)
