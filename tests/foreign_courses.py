"""Read the assignments of `foreign/`, which are written in the style of other people's courses.

Each is one file `foreign/ASSIGNMENT/notebook.py`, with the data files that it needs in the same folder. The file holds
source notebooks and then submissions, as text:

    # secrets: 1.5, "word"                  values that must never be sent to a learner's process
    # inside: test_mean                     test cells that can only run in the learner's process
    # schema: 1                             version of nbgrader's metadata in sources and submissions; 3 by default
    # config: c.Execute.timeout = 2         a line of the course's configuration
    # %% [test] test_mean 2                 a cell: role, grade_id, points; `[markdown]` or no role: not nbgrader's
    # %matplotlib inline                    a magic or shell line, commented out as Jupytext does
    # #### second                           a second notebook starts here (the first has the assignment's name);
                                            `header` and `footer` are written to the course's folder instead
    # ==== half right: test_mean 1          a submission called "half right", and the score of each test cell
    # %% mean                               the source of that solution cell in the submission

Test cells that a submission does not name score all their points, or 0 where the scores begin with `none`; `full` names no
cell. Solution cells that it does not name hold the reference, or the starter in the submission called `starter`. A role is
one of ROLES; `[locked skip]` is also tagged `skip-execution`.
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
ROLES: dict[str, tuple[str, dict[str, Any]]] = {  # role -> the cell's type and flags in nbgrader's metadata
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
    """A submission: name, test cell -> expected score, solution cell -> source where it is not the reference."""

    name: str
    scores: dict[str, float]
    cells: dict[str, str] = field(default_factory=dict)


class Foreign:
    """One assignment, read from `foreign/NAME/notebook.py`.

    notebooks:   name -> source notebook, as nbgrader finds it.
    frame:       "header" and "footer" -> notebook, where the course has them.
    sources:     name -> parsed source notebook, with header and footer.
    submissions: what learners handed in.
    """

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
        """Return test cell -> points."""
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
        """Return the notebooks as the learner hands them in."""
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
        """Return the notebooks as nbgrader executes them: the learner's solutions and complete test cells."""
        found = self.handed_in(submission)
        for name, content in found.items():
            for theirs, ours in zip(content["cells"], self.sources[name].cells, strict=True):
                theirs["metadata"] = dict(ours.metadata)
                if ours.role is Role.TEST:
                    theirs["source"] = ours.source
        return found

    def _dated(self, metadata: dict[str, Any]) -> dict[str, Any]:
        """Return a cell's metadata in the assignment's schema: older versions lack some of the keys of version 3."""
        unknown = {3: (), 2: ("task",), 1: ("task", "cell_type"), 0: ("task", "cell_type", "schema_version")}[self.schema]
        dated = {**metadata, "schema_version": self.schema}
        return {key: value for key, value in dated.items() if key not in unknown}

    @property
    def hidden(self) -> list[str]:
        """Return lines of 12 characters or more of hidden tests that are in no release and no submission."""
        shown = [content for submission in self.submissions for content in self.handed_in(submission).values()]
        text = "\n".join(cell["source"] for content in shown for cell in content["cells"])
        text += "\n".join(cell.released for cell in self.cells)
        text += "\n".join(cell.source for cell in self.cells if cell.id in self.inside)
        tests = [cell.source for cell in self.cells if cell.role is Role.TEST and cell.id not in self.inside]
        lines = {line.strip() for source in tests for line in hidden_lines(source)}
        return sorted(line for line in lines if len(line) >= 12 and line not in text)

    def course(self, root: Path) -> Course:
        """Write a course with this assignment, in which each submission is that of one student."""
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
    """Return the names of all assignments in `foreign/`."""
    return sorted(path.parent.name for path in FOLDER.glob("*/notebook.py"))


def _cells(text: str) -> Iterator[tuple[str, bool, str, float, str]]:
    """Yield role, whether the cell is tagged `skip-execution`, grade_id, points and source of each cell."""
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
