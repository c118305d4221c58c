"""Write `docs/lectures.md`: which cells teach and practise each lecture.

The headings of the lessons and the docstrings of the hidden tests name the lectures. `make docs` runs this script; a test
fails if the page is out of date.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

from autograder.course.course import Course
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "lectures.md"
LECTURES = 43
ORDER = (
    "introduction gradient_descent numpy_basics logistic_regression shallow_network deep_network deep_network_application"
).split()
HEAD = """# Lectures and cells

Which cell teaches or practises which lecture. Generated from the source notebooks and `tests/hidden/` by `make docs`;
do not edit.
The names are the ids of cells: a heading's cell, an exercise's solution cell, a question. A star marks a stretch exercise.

| lecture | assignment | taught in | exercises | questions |
|---|---|---|---|---|
"""


def lectures_of(text: str) -> list[int]:
    """Return the numbers in `(p9)`, `(p9, p15)`, `(lecture p20)`, `(stretch, lectures p21, p22)`."""
    inside = re.findall(r"\(((?:stretch, )?(?:lectures? )?p\d+(?:, p\d+)*)\)", text)
    return [int(number) for part in inside for number in re.findall(r"p(\d+)", part)]


def taught(source: SourceNotebook) -> dict[int, list[str]]:
    """Return lecture -> cells whose heading names it, without the headings of single exercises and questions."""
    found = defaultdict(list)
    for cell in source.cells:
        if cell.type != "markdown":
            continue
        lines = [line for line in cell.released.split("\n") if line.startswith("#")]
        headings = [line for line in lines if not re.search("Question|[Ee]xercise", line)]
        for lecture in sorted({n for line in headings for n in lectures_of(line)}):
            found[lecture].append(cell.cell_id)
    return found


def practised(course: Course, assignment: str, source: SourceNotebook) -> dict[int, list[str]]:
    """Return lecture -> exercises and questions whose hidden test names it, in the order of the notebook."""
    found = defaultdict(list)
    for cell in source.with_role(Role.SOLUTION):
        path = course.hidden_tests(assignment) / f"{cell.id}.py"
        line = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
        name = f"{cell.id}*" if "(stretch" in line else cell.id
        for lecture in lectures_of(line):
            found[lecture].append(name)
    return found


def text(course: Course) -> str:
    """Return the whole page."""
    rows = defaultdict(list)
    for assignment in sorted(course.assignments(), key=ORDER.index):
        for source in course.sources(assignment, "en").values():
            sections, cells = taught(source), practised(course, assignment, source)
            for lecture in sorted({*sections, *cells}):
                questions = [name for name in cells[lecture] if re.fullmatch(r"q\d+", name)]
                exercises = [name for name in cells[lecture] if name not in questions]
                columns = (", ".join(f"`{name}`" for name in names) for names in (sections[lecture], exercises, questions))
                link = f"[{assignment}](../release/{assignment}/{source.name}.ipynb)"
                rows[lecture].append(f"| p{lecture} | {link} | {' | '.join(columns)} |")
    return HEAD + "\n".join(row for lecture in sorted(rows) for row in rows[lecture]) + "\n"


def missing(content: str) -> list[int]:
    """Return the lectures that the page does not have."""
    return [lecture for lecture in range(1, LECTURES + 1) if f"\n| p{lecture} |" not in content]


if __name__ == "__main__":
    TARGET.write_text(text(Course(ROOT)), "utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
