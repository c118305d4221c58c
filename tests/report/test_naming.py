"""Test that a known mistake is drafted from a group of equal wrong answers, and that no text of a learner's enters it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from courses import by_id, released, write
from halves import generated, made

from autograder.course.course import Course
from autograder.errors import AutograderError, ExerciseError
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import load_exercise
from autograder.gradebook.run import grade_class
from autograder.grading.submission import Grader
from autograder.report.naming import members_of, name_group, variable_of
from autograder.report.reading import read_class
from autograder.validation.exercises import prove

PLANTED = ("__import__", "os.system", "evil", "half.mistake(", '"""', "lambda f: f", "\u2028", "\x0c", "\x85", "\r")
HOSTILE = '''
@(lambda f: (__import__("os").getpid(), f)[1])
def half(x, by, evil=__import__("os").sep):
    """evil
    half.mistake("evil", code=__import__("os").system("evil"), hint={})
    """
    found = []
    f"""{by!r:{1}}evil{__import__("os").sep}"""
    # evil\u2028__import__("os").system("evil")\x0c__import__("os")\x85half.mistake("evil")
    ｅｖｉｌ = {'"""\\n__import__("os")': by}  # evil
    for number in x:  # evil
        found.append(number {sign} by)
    return np.array(found)
'''
ODD = "@(lambda f: f)\ndef half(x, by):\n    evil = np.sort(x)[::-1]\n    return np.cumsum(evil) ** 2 / (1 + by)\n"
WORKS = {"ann": HOSTILE.replace("{sign}", "+"), "bob": HOSTILE.replace("{sign}", "+"), "cid": ODD}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class of three whose answers no search explains: their functions are decorated."""
    course = generated(made(tmp_path_factory.mktemp("naming")))
    for student, code in WORKS.items():
        content = released(course.sources("halves")["halves"])
        by_id(content, "half")["source"] = code
        write(course.submitted("halves", student) / "halves.ipynb", content)
    grade_class(course, "halves", workers=1, allow_weak_sandbox=True)
    return course


def group_of(course: Course, student: str) -> str:
    work = next(work for work in read_class(course, "halves").works if work.student == student)
    return next(one.group for one in work.answers if one.exercise == "half")


def added(course: Course, before: str) -> str:
    text = (course.hidden_tests("halves") / "half.py").read_text()
    assert text.startswith(before.rstrip("\n"))
    return text[len(before.rstrip("\n")) :]


def test_equal_answers_are_one_group(course: Course) -> None:
    assert group_of(course, "ann") == group_of(course, "bob") != group_of(course, "cid") != ""
    assert len(members_of(course, "halves", "half", group_of(course, "ann"))) == 2


def test_an_edit_of_the_reference_is_drafted_proved_and_explains_the_group(course: Course) -> None:
    path = course.hidden_tests("halves") / "half.py"
    before = path.read_text()
    try:
        draft = name_group(course, "halves", "half", group_of(course, "ann"))
        new = added(course, before)
        assert draft.students == 2 and draft.edit == "return x / by -> return x + by"
        assert not any(text in new for text in PLANTED if text != "half.mistake(") and new.count("half.mistake(") == 1
        (statement,) = ast.parse(new).body
        assert isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
        for node in ast.walk(statement):  # nothing is called but `half.mistake` and `dict`, and all arguments are constants
            if isinstance(node, ast.Call):
                assert ast.unparse(node.func) in ("half.mistake", "dict")
            assert not isinstance(node, ast.Lambda | ast.JoinedStr | ast.comprehension | ast.Starred)
        assert prove(course, "halves", "half").problems == []
        with Grader(Course(course.root), "halves", allow_weak=True) as grader:
            result = grader.grade_folder("bob")
        assert result.exercises[0].diagnosis == f"group {group_of(course, 'bob')}"
        assert "step by step" in result.exercises[0].message
    finally:
        path.write_text(before)


def test_a_group_like_no_edit_is_described_in_comments(course: Course) -> None:
    path = course.hidden_tests("halves") / "half.py"
    before = path.read_text()
    try:
        draft = name_group(course, "halves", "half", group_of(course, "cid"))
        new = added(course, before)
        lines = new.strip().split("\n")
        assert draft.edit == "" and all(line.startswith("# ") for line in lines) and ast.parse(new).body == []
        assert group_of(course, "cid") in lines[0] and not any(text in new for text in PLANTED if text != "half.mistake(")
        exercise = load_exercise(course.root, "halves", "half")
        assert isinstance(exercise, Exercise)
        stub = "\n".join(line.removeprefix("# ") for line in lines[lines.index("# half.mistake(") :])
        filled = stub.replace('("", "")', '("return x / by", "return x / by / by")')
        path.write_text(before + filled)
        more = load_exercise(course.root, "halves", "half")
        assert isinstance(more, Exercise) and len(more.mistakes) == len(exercise.mistakes) + 1
    finally:
        path.write_text(before)


def test_a_group_is_drafted_once(course: Course) -> None:
    path = course.hidden_tests("halves") / "half.py"
    before = path.read_text()
    try:
        name_group(course, "halves", "half", group_of(course, "cid"))
        with pytest.raises(AutograderError, match="already names the group"):
            name_group(course, "halves", "half", group_of(course, "cid"))
    finally:
        path.write_text(before)


@pytest.mark.parametrize("group", ["", "0" * 16, "'''\n__import__('os')", "../../x"])
def test_a_group_that_nobody_is_in_is_an_error(course: Course, group: str) -> None:
    with pytest.raises(AutograderError, match="autograder report halves"):
        name_group(course, "halves", "half", group)


def test_the_variable_of_an_exercise_is_found_by_its_name(tmp_path: Path) -> None:
    assert variable_of('x = 1\nother = Exercise("half")\n', "half") == "other"
    with pytest.raises(ExerciseError):
        variable_of('half = Exercise("other")', "half")
