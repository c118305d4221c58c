"""A wrong answer is explained through the whole grader: the line in the learner's cell, and no hidden input for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from courses import CONFIG, by_id, cell, make_course, notebook, released

from autograder.course.course import Course
from autograder.grading.schema import as_json
from autograder.grading.submission import Grader
from autograder.sandbox.shared import protocol, wire

REFERENCE = "def spread(x, y):\n    mean = np.mean(x)\n    centred = x - mean\n    return np.sum(centred * y) / len(x)"
WRONG = "# my own work\n\n" + REFERENCE.replace("x - mean", "x + mean")
CHECK = "# graded: spread\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck(spread=spread)\n### END HIDDEN TESTS"
HIDDEN = """
from autograder import Exercise

spread = Exercise("spread")


@spread.inputs
def numbers(rng):
    n = int(rng.integers(3, 7))
    return dict(x=rng.normal(size=n) + 1, y=rng.normal(size=n))


spread.mistake("half", change=("return", "return 0.5 *"), hint=dict(en="Twice as much.", zh="要加倍。"))
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("maths")
    first, _, body = REFERENCE.partition("\n")
    content = notebook(
        cell("import numpy as np", "imports", locked=True),
        cell(f"{first}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION", "spread", solution=True),
        cell(CHECK, "test_spread", grade=True, locked=True, points=2),
    )
    made = make_course(root, CONFIG + "c.Help.level = 'repair'\n", maths=content)
    (root / "solutions").mkdir()
    (root / "solutions" / "maths.py").write_text(f"import numpy as np\n\n\n{REFERENCE}\n")
    (root / "tests" / "hidden" / "maths").mkdir(parents=True)
    (root / "tests" / "hidden" / "maths" / "spread.py").write_text(HIDDEN)
    return made


@pytest.fixture(scope="module")
def grader(course: Course) -> Iterator[Grader]:
    with Grader(course, "maths", allow_weak=True) as made:
        yield made


def graded(course: Course, grader: Grader, text: str) -> Any:
    given = released(course.sources("maths")["maths"])
    by_id(given, "spread")["source"] = text
    return grader.grade({"maths": json.loads(json.dumps(given))})


def test_the_line_of_the_slip_is_named_in_the_learners_cell(course, grader):
    result = graded(course, grader, WRONG)
    (exercise,) = result.exercises
    assert exercise.status == "failed" and exercise.diagnosis is None
    first = exercise.explanations[0]
    assert (first.kind, first.owner, first.line, first.name) == ("repair", "spread", 5, "sign")
    assert "Look at line 5, `centred = x + mean`: a sign is wrong there." in exercise.message
    (found,) = json.loads(json.dumps(as_json(result)))["exercises"]
    assert found["explanations"][0] == {"kind": "repair", "part": "", "owner": "spread", "line": 5, "name": "sign"}


@pytest.mark.parametrize(
    ("level", "said", "causes"),
    [
        ("none", "", []),
        ("result", "", []),
        ("what", "The values of `spread(…)` are not right.", []),
        ("hint", "Look at line 5, `centred = x + mean`: something is off there.", ["repair"]),
        ("example", "Try it with:", ["repair"]),
        ("repair", "a sign is wrong there.", ["sign"]),
    ],
)
def test_results_say_what_the_courses_level_allows(course, grader, monkeypatch, level, said, causes):
    monkeypatch.setitem(course.config["Help"], "level", level)
    (found,) = as_json(graded(course, grader, WRONG))["exercises"]
    assert said in found["message"] if said else found["message"] == ""
    assert [cause["name"] for cause in found["explanations"] if cause["kind"] == "repair"] == causes
    everything = ("values of", "Look at line", "Try it with:", "a sign is wrong")
    highest = "none result what hint example repair".split().index(level)
    assert [text in found["message"] for text in everything[1:]] == [highest >= 3, highest >= 4, highest >= 5]


def test_right_code_is_not_searched(course, grader, monkeypatch):
    sent = []
    original = wire.Packer.frame
    monkeypatch.setattr(wire.Packer, "frame", lambda packer, message: sent.append(message) or original(packer, message))
    (exercise,) = graded(course, grader, REFERENCE).exercises
    assert exercise.status == "passed" and exercise.explanations == []
    assert sent and not any(isinstance(message, protocol.Try) for message in sent)


def test_a_known_mistake_comes_first_and_has_no_line(course, grader):
    half = REFERENCE.replace("return np.sum", "return 0.5 * np.sum")
    (exercise,) = graded(course, grader, half).exercises
    assert exercise.diagnosis == "half" and [one.kind for one in exercise.explanations] == ["known mistake"]
