"""Proofs of one exercise or question: each fault that a hidden test can have is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from halves import HALF, Q1, made

from autograder.exercise.draws import SETS
from autograder.grading.submission import Grader
from autograder.judging.checking import exam_of
from autograder.validation.exercises import prove
from autograder.validation.proof import SECRETS, Proof


def proof(root: Path, old: str, new: str, name: str = "half") -> Proof:
    text = {"half": HALF, "q1": Q1}[name]
    assert text.count(old) >= 1
    course = made(root, **{name: text.replace(old, new)})
    return prove(course, "halves", name, wide=200)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('half.variant("a loop"', 'x = dict(name="a loop"', "there are 2 correct variants; at least 3"),
        ('half.mistake("whole"', 'x = dict(name="whole"', "there are 3 known mistakes; at least 4"),
        ("x * by ** -1", "x * by ** -2", "a power scores 0 of 10 (failed)"),
        ("return x * by ** -1", "x /= by; return x", "a power scores 0 of 10 (failed)"),
        ('("x / by", "x * 1")', '("x / by", "x / by * 1")', "'not divided' is not caught"),
        ('("x / by", "x // by")', '("x / by", "x * 0.5")', "'whole' is taken for 'halved'"),
        ('Exercise("half")', 'Exercise("half", rtol=10)', "is not caught"),
        ('zh="要除。"', 'zh="divide"', "not written in every language"),
        ("rng.uniform(2, 4)", "2", "is not caught"),
        ('change=("x / by", "x * 1")', 'change=("x ** by", "x")', "appears 0 times"),
    ],
)  # fmt: skip
def test_a_fault_of_an_exercise_is_a_problem(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = proof(tmp_path, old, new).problems
    assert any(said in str(problem) for problem in problems), problems


def test_a_hint_that_holds_a_line_of_the_reference_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.validation.overlap.LEAST", 3)  # the reference is short
    assert proof(tmp_path, 'en="Divide it."', 'en="Divide: `x / by`."').problems == []
    problems = proof(tmp_path / "other", 'en="Divide it."', 'en="Write `return x / by`."').problems
    assert any("holds 100% of a line of the reference" in str(problem) for problem in problems), problems


def test_zeros_that_earn_points_are_a_problem(tmp_path: Path) -> None:
    half = HALF.replace('Exercise("half")', 'Exercise("half", atol=9, shares={"values": 1})')
    problems = prove(made(tmp_path, half=half), "halves", "half", mutation=False).problems
    assert any("zeros of the right shape earn 100% of the points" in str(problem) for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('q1.wrong("c"', 'x = dict(name="c"', "each wrong choice needs one hint"),
        ('zh="不对。"', 'zh="no"', "not explained in every language"),
        ('choices="abc"', 'choices="ac"', "is not a possible answer"),
    ],
)
def test_a_fault_of_a_question_is_a_problem(tmp_path: Path, old: str, new: str, said: str) -> None:
    problems = proof(tmp_path, old, new, "q1").problems
    assert any(said in str(problem) for problem in problems), problems


def test_a_problem_is_in_chinese_too(tmp_path: Path) -> None:
    found = proof(tmp_path, '("x / by", "x * 1")', '("x / by", "x / by * 1")')
    problems = [problem.in_language("zh") for problem in found.problems]
    assert "使用密钥 'one' 时，没有发现错误 'not divided'。请添加能暴露它的输入。" in problems


def test_an_error_that_a_hidden_test_raises_itself_is_quoted(tmp_path: Path) -> None:
    raises = 'from autograder.errors import ExerciseError\nraise ExerciseError("odd inputs")'
    (problem,) = prove(made(tmp_path, half=HALF + raises), "halves", "half").problems
    line = len((HALF + raises).splitlines())
    assert str(problem).endswith(f"half.py, line {line}: odd inputs") and problem.in_language("zh").endswith("odd inputs")


def test_a_variant_that_fails_shows_its_message(tmp_path: Path) -> None:
    problems = proof(tmp_path, "x * by ** -1", "x * by ** -2").problems
    (first, *_) = [problem for problem in problems if "a power scores" in str(problem)]
    assert "`half(…)[0]` is" in str(first)
    assert "应该是" in first.in_language("zh")


def test_a_variant_that_fails_in_one_set_only_is_a_problem(tmp_path: Path) -> None:
    """Few works would get that set, and their authors less than full points for right code."""
    course = made(tmp_path / "sound")
    exam = exam_of(course.root, "halves", "half", SECRETS[0])
    of_class = [case.inputs["by"] for secret in SECRETS for case in exam_of(course.root, "halves", "half", secret).cases]
    rare = next(number for number in range(1, SETS) if exam.of_set(number)[0].inputs["by"] not in of_class)
    by = exam.of_set(rare)[0].inputs["by"]
    sometimes = f"half.variant('sometimes', code='def half(x, by):\\n    return x / by if by != {by!r} else x')\n"
    problems = prove(made(tmp_path / "odd", half=HALF + sometimes), "halves", "half", mutation=False).problems
    assert [problem.code for problem in problems] == ["validation.fails_in_set"]
    assert f"sometimes is wrong in set {rare} of the draws for works" in str(problems[0])


def test_a_report_that_differs_in_a_sandbox_is_a_problem(tmp_path: Path) -> None:
    """This process has imported pytest, the sandbox has not."""
    unlike = """
half.variant("only here", code="def half(x, by):\\n    import sys\\n    return x / by * ('pytest' in sys.modules)")
half.mistake(
    "another text",
    code="def half(x, by):\\n    import sys\\n    raise ValueError('here' if 'pytest' in sys.modules else 'there')",
    hint=dict(en="Do not raise.", zh="不要抛出错误。"),
)
"""
    course = made(tmp_path, half=HALF + unlike)
    with Grader(course, "halves", allow_weak=True) as grader:
        problems = list(map(str, prove(course, "halves", "half", grader, mutation=False).problems))
        assert prove(course, "halves", "q1", grader).problems == []
    (example,) = [
        problem for problem in problems if problem.startswith("'only here': `failing_example` is '' in this process")
    ]
    assert "half(x, by)" in example
    assert "'only here': `status` is 'passed' in this process, but 'failed' through a sandbox." in problems
    parts = [problem.split("`")[1] for problem in problems if problem.startswith("'another text'")]
    assert parts == ["diagnosis", "message[en]", "message[zh]"]
