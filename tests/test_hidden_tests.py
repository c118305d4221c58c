"""What every exercise of the course promises: its reference is right, its starter is not, its mistakes are told apart."""

import re
from pathlib import Path

import numpy as np
import pytest

from autograder.checking import Context, Report, Worth, exam_of, examine
from autograder.diagnosis import diagnose
from autograder.marking import Exam, mark

COURSE = Path(__file__).resolve().parents[1]
EXERCISES = sorted(
    (path.parent.name, path.stem) for path in (COURSE / "tests" / "hidden").glob("*/*.py") if path.stem != "__init__"
)
SECRETS = ("one", "two", "three")
CONSTANT = {"initialize_with_zeros"}  # its right answer does not depend on what is random

of_every_exercise = pytest.mark.parametrize(("assignment", "name"), EXERCISES, ids=[name for _, name in EXERCISES])
under_every_secret = pytest.mark.parametrize("secret", SECRETS)


def report_on(assignment: str, name: str, function, secret: str = "one") -> Report:
    return examine(name, function, Context(COURSE, assignment, "", secret, "en", lambda report: None, lambda name: Worth(10.0, 2.0)))


def starter(exam: Exam):
    """The function as a learner gets it."""
    head = re.split(r":\n", exam.reference.source, maxsplit=1)[0]
    world: dict = {}
    exec(f"{head}:\n    raise NotImplementedError()", world)
    return world[exam.exercise.name]


@of_every_exercise
@under_every_secret
def test_the_reference_is_right(assignment, name, secret):
    report = report_on(assignment, name, exam_of(COURSE, assignment, name, secret).reference.function, secret)
    assert (report.status, report.points, report.message) == ("passed", 10.0, {})
    assert report.bonus == 2.0


@of_every_exercise
def test_the_starter_is_not_written_yet(assignment, name):
    report = report_on(assignment, name, starter(exam_of(COURSE, assignment, name, "one")))
    assert (report.status, report.points, report.diagnosis) == ("missing", 0.0, None)
    assert "not written yet" in report.message["en"]


@of_every_exercise
@under_every_secret
def test_right_code_in_other_styles_scores_full(assignment, name, secret):
    exam = exam_of(COURSE, assignment, name, secret)
    assert len(exam.exercise.variants) >= 3
    for variant in exam.exercise.variants:
        report = report_on(assignment, name, exam.reference.variation(variant), secret)
        assert (report.status, report.points, report.message) == ("passed", 10.0, {}), variant.name


@of_every_exercise
@under_every_secret
def test_every_mistake_is_caught_and_told_from_the_others(assignment, name, secret):
    exam = exam_of(COURSE, assignment, name, secret)
    assert len(exam.exercise.mistakes) >= 4
    for mistake in exam.exercise.mistakes:
        marking = mark(exam, exam.reference.variation(mistake))
        found = diagnose(exam, marking)
        assert marking.fraction < 1, mistake.name
        assert found is not None, mistake.name
        assert found.name == (mistake.equals or mistake.name)


@of_every_exercise
def test_who_made_a_mistake_is_told_why(assignment, name):
    exam = exam_of(COURSE, assignment, name, "one")
    for mistake in exam.exercise.mistakes:
        report = report_on(assignment, name, exam.reference.variation(mistake))
        told = next(m for m in exam.exercise.mistakes if m.name == report.diagnosis)
        for language in ("en", "zh"):
            assert told.hint[language] in report.message[language]
            assert report.failing_example in report.message[language]
        assert re.search("[\u4e00-\u9fff]", mistake.hint["zh"])
        assert not re.search("[\u4e00-\u9fff]", report.message["en"])


@of_every_exercise
def test_the_failing_example_fails_when_it_is_pasted(assignment, name):
    exam = exam_of(COURSE, assignment, name, "one")
    for mistake in exam.exercise.mistakes:
        function = exam.reference.variation(mistake)
        report = report_on(assignment, name, function)
        mine, right = ({"np": np, name: f} for f in (function, exam.reference.function))
        assert report.difference is not None
        *setup, call = report.failing_example.splitlines()
        for world in (mine, right):
            exec("\n".join(setup), world)
        expected = eval(call, right)
        if report.difference.kind == "error":
            with pytest.raises(Exception, match=re.escape(report.difference.got.message[:60])):
                eval(call, mine)
        elif report.difference.kind == "changed":
            before = np.copy(mine[report.difference.path])
            eval(call, mine)
            assert not np.array_equal(before, mine[report.difference.path])
        else:
            found = exam.exercise.compare(eval(call, mine), expected, {})
            assert repr(found) == repr(report.difference)  # NaN as well


@of_every_exercise
@under_every_secret
def test_zeros_of_the_right_shape_earn_nothing(assignment, name, secret):
    if name in CONSTANT:
        pytest.skip("zeros are its right answer")
    exam = exam_of(COURSE, assignment, name, secret)
    answers = iter(exam.expected)
    assert mark(exam, lambda *args, **kwargs: zeros_like(next(answers))).fraction == 0


def zeros_like(value):
    if isinstance(value, dict):
        return {key: zeros_like(element) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(zeros_like, value))
    return np.zeros_like(value)
