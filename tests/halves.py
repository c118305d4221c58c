"""A small sound assignment, `halves`, with one exercise and one question; tests of `validate` put faults into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from courses import QUESTIONS_CONFIG, cell, make_course, notebook

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.course.release import generate, solutions

CONFIG = QUESTIONS_CONFIG + 'c.Validation.heading_tags = r"p\\d+"\nc.ChooseLanguage.languages = ["en", "zh"]\n'
HALF = r"""
import numpy as np
from autograder import Exercise

half = Exercise("half")


@half.inputs
def numbers(rng):
    x = rng.normal(size=int(rng.integers(2, 5))) + 3
    x[0] = rng.uniform(6, 9)
    return dict(x=x, by=float(rng.uniform(2, 4)))


half.mistake("not divided", change=("x / by", "x * 1"), hint=dict(en="Divide.", zh="要除。"))
half.mistake("halved", change=("x / by", "x / 2"), hint=dict(en="Use by.", zh="用 by。"))
half.mistake("multiplied", change=("x / by", "x * by"), hint=dict(en="Divide it.", zh="做除法。"))
half.mistake("whole", change=("x / by", "x // by"), hint=dict(en="One slash.", zh="一个斜杠。"))
half.variant("times the inverse", code="def half(x, by):\n    return x * (1 / by)")
half.variant("a power", code="def half(x, by):\n    return x * by ** -1")
half.variant("a loop", code="def half(x, by):\n    import numpy\n    return numpy.array([number / by for number in x])")
"""
Q1 = """
from autograder import Question
q1 = Question("q1", choices="abc")
q1.wrong("a", en="No.", zh="不对。")
q1.wrong("c", en="Neither.", zh="也不对。")
"""
TOOLS = "def show(holds):\n    print('✓' if holds else '✗ it is wrong')\n\nLIMIT = 1e-6\nnoise = undefined"
TRY = "with np.errstate():\n    found = half(np.array([2.0]), 4.0)\n    show(np.allclose(found, [0.5], rtol=LIMIT))"
CHECK = "# graded: {0}\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck({0}={0})\n### END HIDDEN TESTS"


def lesson() -> dict[str, Any]:
    """Return the source notebook."""
    return notebook(
        cell("# Halves (p1)", kind="markdown"),
        cell("import numpy as np", "imports", locked=True),
        cell("def half(x, by):\n    ### BEGIN SOLUTION\n    return x / by\n    ### END SOLUTION", "half", solution=True),
        cell(CHECK.format("half"), "test_half", grade=True, locked=True, points=8),
        cell('q1 = None  # "a", "b" or "c"\n### BEGIN SOLUTION\nq1 = "b"\n### END SOLUTION', "q1", solution=True),
        cell(CHECK.format("q1"), "test_q1", grade=True, locked=True, points=2),
    )


def made(root: Path, content: dict[str, Any] | None = None, half: str = HALF, q1: str = Q1) -> Course:
    """Make the course with this source notebook and these hidden tests; its solutions are generated, its release is not."""
    course = make_course(root, CONFIG, halves=content or lesson())
    folder = course.hidden_tests("halves")
    folder.mkdir(parents=True)
    (folder / "half.py").write_text(half)
    (folder / "q1.py").write_text(q1)
    write_atomically(course.solutions("halves"), solutions(course.sources("halves").values(), "halves").encode())
    return course


def generated(course: Course) -> Course:
    """Generate the release, and return the course."""
    generate(course)
    return course


def with_public_check(root: Path, check: str, half: str = HALF) -> Course:
    """Make the course with a cell of tools, and with this public check."""
    content: dict[str, Any] = lesson()
    content["cells"].insert(2, cell(TOOLS, "tools", locked=True))
    content["cells"].insert(4, cell(check, "try_half", locked=True))
    return made(root, content, half=half)
