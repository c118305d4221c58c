"""`autograder validate` finds what is off: each fault that a hidden test or a source can have is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from courses import QUESTIONS_CONFIG, by_id, cell, make_course, notebook

from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.course.release import generate, solutions
from autograder.validation.assignment import validate
from autograder.validation.exercises import Proof, prove

HALF = r"""
import numpy as np
from autograder import Exercise

half = Exercise("half")


@half.inputs
def numbers(rng):
    return dict(x=rng.normal(size=int(rng.integers(2, 5))) + 3, by=float(rng.uniform(2, 4)))


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
CHECK = "# graded: {0}\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck({0}={0})\n### END HIDDEN TESTS"


def lesson() -> dict[str, Any]:
    return notebook(
        cell("# Halves (p1)", kind="markdown"),
        cell("import numpy as np", "imports", locked=True),
        cell("def half(x, by):\n    ### BEGIN SOLUTION\n    return x / by\n    ### END SOLUTION", "half", solution=True),
        cell(CHECK.format("half"), "test_half", grade=True, locked=True, points=8),
        cell('q1 = None  # "a", "b" or "c"\n### BEGIN SOLUTION\nq1 = "b"\n### END SOLUTION', "q1", solution=True),
        cell(CHECK.format("q1"), "test_q1", grade=True, locked=True, points=2),
    )


def made(root: Path, content: dict[str, Any] | None = None, half: str = HALF, q1: str = Q1) -> Course:
    course = make_course(root, QUESTIONS_CONFIG, halves=content or lesson())
    folder = course.hidden_tests("halves")
    folder.mkdir(parents=True)
    (folder / "half.py").write_text(half)
    (folder / "q1.py").write_text(q1)
    write_atomically(course.solutions("halves"), solutions(course.sources("halves").values(), "halves").encode())
    return course


def generated(course: Course) -> Course:
    generate(course)
    return course


def proof(root: Path, old: str, new: str, name: str = "half") -> Proof:
    text = {"half": HALF, "q1": Q1}[name]
    assert text.count(old) >= 1
    course = made(root, **{name: text.replace(old, new)})
    return prove(course, "halves", name, wide=200)


def test_a_sound_assignment_has_no_problems(tmp_path: Path) -> None:
    found = validate(generated(made(tmp_path)), "halves", allow_weak=True)
    assert found.all_problems == []
    assert [p.name for p in found.proofs] == ["half", "q1"]
    half = found.proofs[0]
    assert half.mutants == half.caught == 2 and (half.variants, half.mistakes) == (3, 4)
    assert (found.points, found.bonus) == (10, 0) and found.seconds > 0
    assert "mutation score 100.0%" in found.summary


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('half.variant("a loop"', 'x = dict(name="a loop"', "2 right variants, of 3"),
        ('half.mistake("whole"', 'x = dict(name="whole"', "3 known mistakes, of 4"),
        ("x * by ** -1", "x * by ** -2", "a power: failed"),
        ("return x * by ** -1", "x /= by; return x", "a power: failed"),
        ('("x / by", "x * 1")', '("x / by", "x / by * 1")', "'not divided' is not caught"),
        ('("x / by", "x // by")', '("x / by", "x * 0.5")', "'whole' is taken for 'halved'"),
        ('Exercise("half")', 'Exercise("half", rtol=10)', "is not caught"),
        ('zh="要除。"', 'zh="divide"', "not in both languages"),
        ("rng.uniform(2, 4)", "2", "is not caught"),
        ('change=("x / by", "x * 1")', 'change=("x ** by", "x")', "appears 0 times"),
    ],
)  # fmt: skip
def test_a_fault_of_an_exercise_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = proof(tmp_path, old, new).problems
    assert any(said in problem for problem in problems), problems


def test_zeros_that_earn_points_are_named(tmp_path: Path) -> None:
    half = HALF.replace('Exercise("half")', 'Exercise("half", atol=9, shares={"values": 1})')
    problems = prove(made(tmp_path, half=half), "halves", "half", mutation=False).problems
    assert any("zeros earn points" in problem for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('q1.wrong("c"', 'x = dict(name="c"', "each wrong choice needs one hint"),
        ('zh="不对。"', 'zh="no"', "not told why in both languages"),
        ('choices="abc"', 'choices="ac"', "is not a possible answer"),
    ],
)
def test_a_fault_of_a_question_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = proof(tmp_path, old, new, "q1").problems
    assert any(said in problem for problem in problems), problems


class TestMutants:
    WIDE = "\n@half.wide\ndef anything(rng):\n    return dict(x=rng.normal(size=3) * 10 ** rng.uniform(-6, 3), by={by})\n"

    def reference(self, root: Path, expression: str, extra: str) -> Proof:
        content = lesson()
        by_id(content, "half")["source"] = by_id(content, "half")["source"].replace("x / by", expression)
        half = HALF.replace('"x / by"', f'"{expression}"')
        return prove(made(root, content, half + extra), "halves", "half", wide=300)

    def test_one_that_is_not_caught_is_named(self, tmp_path: Path) -> None:
        found = self.reference(tmp_path, "x / by if by > 0 else x", "")
        assert any("a mutant is not caught: comparison, line 2: by > 0 -> by >= 0" in problem for problem in found.problems)

    def test_one_that_is_equivalent_is_compared_on_wide_inputs(self, tmp_path: Path) -> None:
        declared = "".join(
            f'\nhalf.equivalent("{text}", reason="by is positive")'
            for text in ("by > 0 -> by >= 0", "x / by if by > 0 else x -> x / by", "0 -> 1", "0 -> -1")
        )
        found = self.reference(tmp_path, "x / by if by > 0 else x", declared + self.WIDE.format(by="rng.uniform(2, 90)"))
        assert found.equivalent == 4 and found.caught + found.equivalent == found.mutants, found.problems
        assert found.problems == []

    def test_one_that_is_not_equivalent_after_all_is_named(self, tmp_path: Path) -> None:
        declared = '\nhalf.equivalent("0 -> 1", reason="by is more than 1")'
        found = self.reference(tmp_path, "x / by if by > 0 else x", declared + self.WIDE.format(by="rng.uniform(0.5, 90)"))
        assert any("declared equivalent differs on" in problem for problem in found.problems)

    @pytest.mark.parametrize(
        ("extra", "said"),
        [
            ('\nhalf.equivalent("0 -> 1", reason="")', "there is no `wide` generator"),
            ('\nhalf.equivalent("7 -> 8", reason="")', "no mutant reads '7 -> 8'"),
        ],
    )
    def test_a_declaration_without_ground_is_named(self, tmp_path: Path, extra: str, said: str) -> None:
        found = self.reference(tmp_path, "x / by if by > 0 else x", extra)
        assert any(said in problem for problem in found.problems), found.problems


def changed(name: str, **fields: Any) -> dict[str, Any]:
    content = lesson()
    target = by_id(content, name)
    target["source"] = fields.pop("source", target["source"])
    target["metadata"]["nbgrader"] |= fields
    return content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed("test_half", points=0), "test_half: it gives neither points nor a bonus"),
        (changed("test_half", grade_id="test_halves"), "what checks half is called test_half"),
        (changed("test_half", source="assert True"), "half.py: no test cell checks it"),
        (changed("test_half", source=CHECK.format("half").replace("check(", "np.dot = max\ncheck(")), "it sets np.dot"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_the_source_is_named(tmp_path: Path, content: dict[str, Any], said: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    problems = validate(generated(made(tmp_path, content)), "halves", allow_weak=True).problems
    assert any(said in problem for problem in problems), problems


def test_what_is_missing_in_a_language_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    content = lesson()
    texts = {"a-en": "# Lecture (p2)", "a-zh": "# 课（p3）", "b-en": "中", "b-zh": "x", "only-en": "alone"}
    for name, text in texts.items():
        content["cells"].append({**cell(text, kind="markdown", tags=(name[-2:],)), "id": name})
    problems = validate(generated(made(tmp_path, content)), "halves", allow_weak=True).problems
    for said in (
        "cells differ between en and zh: only",
        "cell a: the lectures named differ",
        "cell b: its English version has Chinese",
        "cell b: its Chinese version has none",
    ):
        assert any(said in problem for problem in problems), problems


def test_a_stale_release_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    course = generated(made(tmp_path))
    (course.release("halves") / "halves.ipynb").write_text("{}")
    assert validate(course, "halves", allow_weak=True).problems == [
        "release/halves/halves.ipynb is stale: run `autograder generate halves`."
    ]


def test_a_leak_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.assignment.prove", lambda course, assignment, name, *_, **__: Proof(name))
    content = lesson()
    content["metadata"]["remark"] = "quotient = x / by"  # of what is released, no cell's text
    half = by_id(content, "half")
    half["source"] = half["source"].replace("return x / by", "quotient = x / by\n    return quotient")
    problems = validate(generated(made(tmp_path, content)), "halves", allow_weak=True).problems
    assert "halves (en): its release tells a line: quotient = x / by." in problems
