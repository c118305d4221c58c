"""Make a graded notebook with all that a feedback page shows, and the content of its page, for tests."""

from __future__ import annotations

from typing import Any

from courses import cell, notebook

from autograder.feedback.page import Grade, Grades, Page, page_of
from autograder.grading.record import stamp
from autograder.grading.result import ExerciseResult
from autograder.judging.detail import Curve, Detail, PartScore, Section, Shapes
from autograder.judging.explanation import Explanation
from autograder.notebook.source import SourceNotebook
from autograder.words import sentence

HOSTILE = "</code><script>evil()</script><img src=x onerror=evil()>\u202e"
CODE = f"def slope(x):\n    # {HOSTILE}\n    return -x\n"
WHAT, HINT, EXAMPLE, REPAIR = "values of dw", "the sign of the slope", "slope(4711)", "a sign is wrong"
SECTIONS = [
    Section({"en": f"The `{WHAT}` are wrong.", "zh": "`dw` 的值不对。"}, "what", "hint"),
    Section({"en": f"The `{WHAT}` are 4712.", "zh": "`dw` 是 4712。"}, "example"),
    Section({"en": f"Look at {HINT}: $\\alpha$.", "zh": "看 $\\alpha$。"}, "hint"),
    Section({"en": f"Try:\n```python\n{EXAMPLE}\n```", "zh": f"试试：\n```python\n{EXAMPLE}\n```"}, "example"),
    Section({"en": f"There {REPAIR}.", "zh": "符号错了。"}, "repair"),
]
DETAIL = Detail(
    sections=SECTIONS,
    parts=[PartScore("values", 0.75, 0.0), PartScore("shapes", 0.25, 0.25)],
    line=3,
    shapes=Shapes("dw", [3], [3, 1]),
    curve=Curve("costs", [1.0, 2.0, 3.0, 4.0], [1.0, 0.5, 0.25, 0.125]),
    behaviour="0123456789abcdef",
)
FOLLOWED = Detail([Section({"en": "`update` itself is right.", "zh": "`update` 本身是对的。"}, "result")])


def content() -> dict[str, Any]:
    """Return the source: a lesson with a link, two exercises, a written answer."""
    return notebook(
        cell("## Slopes (p7)\n\n[video](https://example.org/p7)", kind="markdown"),
        cell("### Exercise: `slope`", kind="markdown"),
        cell("def slope(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "slope", solution=True),
        cell("# graded: slope\n### BEGIN HIDDEN TESTS\nsecret_of_test = 1\n### END HIDDEN TESTS", "test_slope", grade=True,
             locked=True, points=4),
        cell("# graded: update\n1", "test_update", grade=True, locked=True, points=2),
        cell("# graded: later\n1", "test_later", grade=True, locked=True, points=1),
        cell("Because.", "why", "markdown", grade=True, solution=True, points=3),
    )  # fmt: skip


def source() -> SourceNotebook:
    return SourceNotebook.of(content(), "tiny")


def graded(student_code: str = CODE, language: str = "en", slope: Detail = DETAIL) -> dict[str, Any]:
    """Return the graded notebook of a learner whose slope is wrong and whose update passed with a correct helper."""
    made = {"cells": [one.as_dict() for one in source().cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    for one in made["cells"]:  # type: ignore[attr-defined]
        if one["metadata"].get("nbgrader", {}).get("grade_id") == "slope":
            one["source"] = student_code
    repair = Explanation(kind="repair", part="", owner="slope", line=3, name="sign")
    results = [
        ExerciseResult("slope", "test_slope", "tiny", 1.0, 4.0, "failed", explanations=[repair], detail=slope),
        ExerciseResult("update", "test_update", "tiny", 2.0, 2.0, "passed", detail=FOLLOWED, bonus=1.0, max_bonus=3.0),
        ExerciseResult("later", "test_later", "tiny", 0.0, 1.0, "missing"),
    ]
    stamp(
        made,
        sandbox="strict",
        language=language,
        work="w",
        suspicious=[sentence("sandbox.suspicion.open", what="/etc/passwd")],
        exercises={one.cell: (one, "t") for one in results},
        comments={},
    )
    return made


GRADES = Grades(
    cells={
        "test_slope": Grade(1.0, 4.0),
        "test_update": Grade(2.0, 2.0, bonus=1.0),
        "test_later": Grade(0.0, 1.0),
        "why": Grade(2.5, 3.0, by_hand=True),
    },
    comments={"why": f"Well said. {HOSTILE}", "slope": "Come and see me."},
)


def page(level: str = "example", language: str = "", grades: Grades = GRADES, **changes: Any) -> Page:
    return page_of(
        graded(**changes),
        grades,
        student="ada",
        assignment="tiny",
        notebook="tiny",
        level=level,
        source=source(),
        language=language,
    )
