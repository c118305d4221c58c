"""Test cells that can only run beside the learner's code: the reference finds them, and the instructor is told."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from courses import CONFIG, by_id, cell, make_course, notebook, released
from foreign_courses import Foreign
from shared_log import SharedLog

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading import beside, testcell, trusted
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.submission import Grader
from autograder.nbgrader_plugins.feedback import HideTests
from autograder.notebook.metadata import Role
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.warm_process import Child

FORBIDDEN = CONFIG + "c.HiddenTests.may_enter_sandbox = False\n"
SUBCLASS = """
class Loud(Animal):
    def voice(self):
        return super().voice().upper()
assert Loud().voice() == "MEOW"
### BEGIN HIDDEN TESTS
assert Loud().voice().lower() == "meow", "a cat says meow"
secret_of_the_test = "purr" * 3
assert secret_of_the_test not in Loud().voice()
### END HIDDEN TESTS
"""
ANIMAL = """
class Animal:
    def voice(self):
        ### BEGIN SOLUTION
        return "meow"
        ### END SOLUTION
"""
LATER = "### BEGIN SOLUTION\nseen = [name for name in dir() if 'secret' in name or 'Loud' in name]\n### END SOLUTION"


def animals(root: Path, config: str = CONFIG) -> Course:
    content = notebook(
        cell(ANIMAL.strip(), "animal", solution=True),
        cell(SUBCLASS.strip(), "test_voice", grade=True, locked=True, points=2),
        cell(LATER, "later", solution=True),
        cell("assert seen == []", "test_later", grade=True, locked=True, points=1),
    )
    return make_course(root, config, animals=content)


def graded(course: Course, patch: pytest.MonkeyPatch | None = None, **answers: str) -> tuple[SubmissionResult, bytes]:
    """Grade the reference's solutions, except for these answers; return the result and all bytes sent to sandboxes."""
    source = course.sources("animals")["animals"]
    content = released(source)
    for ours in source.with_role(Role.SOLUTION):
        by_id(content, ours.id)["source"] = answers.get(ours.id, ours.source)
    sent = SharedLog()
    send = Child.send
    if patch is not None:
        patch.setattr(Child, "send", lambda child, frame, *rest: (sent.add(bytes(frame)), send(child, frame, *rest))[1])
    with Grader(course, "animals") as grader:
        result = grader.grade({"animals": content})
    assert patch is None or sent.read(), "nothing was recorded"
    return result, sent.read()


def found(result: SubmissionResult, name: str) -> ExerciseResult:
    return next(exercise for exercise in result.exercises if exercise.name == name)


def outputs(result: SubmissionResult, name: str) -> list[dict[str, Any]]:
    outputs: list[dict[str, Any]] = by_id(result.notebooks["animals"], name)["outputs"]
    return outputs


# ---------------------------------------------------------------- what is said


def test_the_result_and_the_notebook_say_so_and_feedback_does_not(tmp_path: Path) -> None:
    course = animals(tmp_path)
    result, _ = graded(course)
    assert result.score == 3
    (note,) = map(str, result.notes)
    assert "test_voice was run inside the sandbox" in note and "it subclasses Animal" in note and "forge" in note
    first = outputs(result, "test_voice")[0]
    assert first["data"]["text/plain"] == note
    where = {"metadata": {"path": str(course.source("animals"))}}
    feedback, _ = HideTests().preprocess(nbformat.from_dict(result.notebooks["animals"]), where)
    assert "forge" not in nbformat.writes(feedback) and "purr" not in nbformat.writes(feedback)


def test_where_a_course_forbids_it_no_sandbox_is_sent_the_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result, sent = graded(animals(tmp_path, FORBIDDEN), monkeypatch)
    exercise = found(result, "test_voice")
    assert (exercise.score, exercise.status) == (None, "waiting") and "the instructor has to grade it" in exercise.message
    assert "may_enter_sandbox" in str(result.notes[0]) and "may_enter_sandbox" in str(outputs(result, "test_voice"))
    assert found(result, "test_later").score == 1
    assert b"purr" not in sent


def test_the_option_is_true_or_false(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"may_enter_sandbox is 'no'; it must be True or False"):
        _ = animals(tmp_path, CONFIG + "c.HiddenTests.may_enter_sandbox = 'no'\n").tests_may_enter_sandbox


# ---------------------------------------------------------------- the fork is for that cell alone


def test_nothing_of_the_test_is_left_for_the_cells_that_follow(tmp_path: Path) -> None:
    result, _ = graded(animals(tmp_path))
    assert found(result, "test_later").score == 1


SPY = """
class Animal:
    def voice(self):
        import sys, linecache
        frame = sys._getframe()
        while frame:
            text = "".join(linecache.getlines(frame.f_code.co_filename))
            if "secret_of_the_test" in text:
                print(text, file=STREAM)
                END
            frame = frame.f_back
        return "meow"
"""


@pytest.mark.parametrize("stream", ["sys.stdout", "sys.stderr"])
@pytest.mark.parametrize(
    "end", ["pass", "raise ValueError(text)", "raise type(text.replace(chr(10), ' '), (Exception,), {})", "display(text)"]
)
def test_code_that_reads_the_test_there_cannot_show_it(stream: str, end: str, tmp_path: Path) -> None:
    code = SPY.replace("STREAM", stream).replace("END", end)
    result, _ = graded(animals(tmp_path), animal=code)
    shown = str(outputs(result, "test_voice")) + found(result, "test_voice").message
    assert "purr" not in shown and "secret_of_the_test" not in shown
    assert (found(result, "test_voice").score == 2) == (stream == "sys.stdout" and end in ("pass", "display(text)"))


def test_the_learner_reads_the_authors_message(tmp_path: Path) -> None:
    voice = "def voice(self):\n        Animal.said += 1\n        return 'meow'[: 6 - 2 * self.said]"
    purr = f"class Animal:\n    said = 0\n    {voice}"
    result, _ = graded(animals(tmp_path), animal=purr)
    assert found(result, "test_voice").message == "test_voice: `a cat says meow`"


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [
        ("while True: pass", "timeout", "stopped after 1 s"),
        ("import os; os._exit(3)", "crashed", "ended its own process"),
        ("return 1 / 0", "error", "ZeroDivisionError"),
        ("raise NotImplementedError()", "error", "NotImplementedError"),
    ],
)
def test_code_that_hangs_or_dies_there_stops_nothing_else(code: str, status: str, said: str, tmp_path: Path) -> None:
    course = animals(tmp_path, CONFIG + "c.SandboxLimits.cell_seconds = 1\n")
    result, _ = graded(course, animal=f"class Animal:\n    def voice(self):\n        {code}")
    exercise = found(result, "test_voice")
    assert (exercise.score, exercise.status) == (0, status) and said in exercise.message
    assert found(result, "test_later").score == 1


def test_a_score_found_there_can_be_forged_as_the_note_says(tmp_path: Path) -> None:
    yes = "class Any:\n    upper = lower = lambda self: self\n    __eq__ = lambda *_: True\n"
    yes += "    __contains__ = lambda *_: False\n"
    result, _ = graded(animals(tmp_path), animal=yes + "class Animal:\n    def voice(self):\n        return Any()")
    assert found(result, "test_voice").score == 2 and "forge" in str(result.notes[0])


# ---------------------------------------------------------------- learners have no say in it


@pytest.mark.parametrize("answer", ["object()", "type('X', (), {'__eq__': lambda *_: True})()", "compile('1', '', 'eval')"])
def test_no_return_value_of_a_learners_brings_a_test_into_the_sandbox(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = "assert half(4) == 2\n### BEGIN HIDDEN TESTS\nassert half(half(84)) == 21\nrest = half(13) - 6\n"
    test += "### END HIDDEN TESTS"
    content = notebook(
        cell("def half(x):\n    ### BEGIN SOLUTION\n    return x / 2\n    ### END SOLUTION", "animal", solution=True),
        cell(test, "test_half", grade=True, locked=True, points=1),
    )
    course = make_course(tmp_path, animals=content)
    result, sent = graded(course, monkeypatch, animal=f"def half(x):\n    return {answer}")
    assert result.score == 0 and result.notes == []
    assert b"rest = half(13)" not in sent and b"half(half(84))" not in sent
    result, _ = graded(course)
    assert result.score == 1 and result.notes == []


def test_a_reference_that_fails_both_ways_leaves_its_test_outside(tmp_path: Path) -> None:
    content = notebook(
        cell("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", "animal", solution=True),
        cell("assert f(1) == 2", "test_f", grade=True, locked=True, points=1),
    )
    result, _ = graded(make_course(tmp_path, animals=content))
    assert result.score == 0 and result.notes == []


@pytest.mark.parametrize(
    ("locked", "sides"),
    [
        ("match (3, 4):\n    case (px, py):\n        pass", "px, py"),
        ("match {'x': 3, 'y': 4}:\n    case {'x': px, **rest}:\n        pass", "px, rest['y']"),
        ("for point in [{'x': 3}]:\n    match point:\n        case {'x': int() as px}:\n            py = 4", "px, py"),
        ("def sides():\n    global px, py\n    px, py = 3, 4\nsides()", "px, py"),
        ("[(px := x, py := y) for x, y in [(3, 4)]]", "px, py"),
    ],
)
def test_names_that_a_locked_cell_binds_in_any_way_leave_the_test_outside(
    locked: str, sides: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = f"### BEGIN HIDDEN TESTS\nassert area({sides}) == 12, 'twelve squares'\n### END HIDDEN TESTS"
    content = notebook(
        cell(locked, "point", locked=True),
        cell("def area(a, b):\n    ### BEGIN SOLUTION\n    return a * b\n    ### END SOLUTION", "animal", solution=True),
        cell(test, "test_area", grade=True, locked=True, points=1),
    )
    course = make_course(tmp_path, animals=content)
    result, sent = graded(course, monkeypatch)
    assert result.score == 1 and result.notes == []
    assert b"twelve squares" not in sent
    forged = "class Yes:\n    __eq__ = lambda *_: True\ndef area(a, b):\n    return Yes()"
    assert graded(course, animal=forged)[0].score == 0


@pytest.mark.parametrize("inner", ["eval(text)", "exec(text)", "import pickle; pickle.loads(text)"])
def test_a_helper_outside_the_sandbox_evaluates_no_text_of_a_learners(inner: str, tmp_path: Path) -> None:
    mark = tmp_path / "was here"
    content = notebook(
        cell("from helper import value_of", "locked", locked=True),
        cell("def f():\n    ### BEGIN SOLUTION\n    return '1'\n    ### END SOLUTION", "animal", solution=True),
        cell("value_of(f())", "test_f", grade=True, locked=True, points=1),
    )
    course = make_course(tmp_path, animals=content)
    (course.source("animals") / "helper.py").write_text("from inner import g\ndef value_of(text):\n    g(text)\n")
    (course.source("animals") / "inner.py").write_text(f"def g(text):\n    {inner}\n")
    text = f"open({str(mark)!r}, 'w')".encode()
    result, _ = graded(course, animal=f"def f():\n    return {text!r}")
    assert result.score == 0 and not mark.exists()
    assert "in inner.py" in str(result.notes[0])


# ---------------------------------------------------------------- what a test does with the reference


def one_test(root: Path, solution: str, test: str, config: str = CONFIG, **files: str) -> Course:
    """Write a course with one solution cell and one hidden test cell of 2 points. files: name of a module -> its text."""
    content = notebook(
        cell(f"### BEGIN SOLUTION\n{solution}\n### END SOLUTION", "animal", solution=True),
        cell(f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS", "test_f", grade=True, locked=True, points=2),
    )
    course = make_course(root, config, animals=content)
    for name, text in files.items():
        (course.source("animals") / f"{name}.py").write_text(text)
    return course


own_folder = pytest.mark.skipif(
    any(path.startswith("/tmp/") for path in (sys.prefix, __file__)), reason="a sandbox needs files below /tmp here"
)


@pytest.mark.parametrize(
    ("solution", "test", "reason"),
    [
        ("def f(): return '1 + 2'", "calc = eval\nassert calc(f()) == 3", "it runs text as code"),
        ("def f(): return 'x = 3'", "import code\ncode.InteractiveInterpreter(vars()).runsource(f())\n", "it lists"),
        ("def f(): return 'select 3'", "import sqlite3\nsqlite3.connect(':memory:').executescript(f())", "it runs SQL"),
        ("from pickle import dumps, loads\ndef f(): return dumps(len)", "loads(f())", "it unpickles objects"),
        pytest.param(
            "def f(): return 'x.txt'",
            "open('/tmp/autograder-elsewhere', 'w').close()",
            "it writes outside",
            marks=own_folder,
        ),
    ],
)
def test_a_test_that_may_run_a_learners_text_goes_inside_and_says_why(
    solution: str, test: str, reason: str, tmp_path: Path
) -> None:
    result, _ = graded(one_test(tmp_path, solution, test))
    (note,) = map(str, result.notes)
    assert "run inside the sandbox" in note and reason in note
    assert not Path("/tmp/autograder-elsewhere").exists()


@pytest.mark.parametrize("points", [0, 2])
def test_a_test_that_only_the_sandbox_can_run_goes_there_whatever_it_is_worth(points: int, tmp_path: Path) -> None:
    content = notebook(
        cell("### BEGIN SOLUTION\ndef f(x): return len(x)\n### END SOLUTION", "animal", solution=True),
        cell("assert f(memoryview(b'abc')) == 3", "test_f", grade=True, locked=True, points=points),
    )
    result, _ = graded(make_course(tmp_path, animals=content))
    assert (found(result, "test_f").status, result.score) == ("passed", points)
    assert "a memoryview cannot be sent" in str(result.notes[0])


def test_the_instructor_hears_of_a_test_worth_nothing_that_the_reference_fails(tmp_path: Path) -> None:
    content = notebook(
        cell("### BEGIN SOLUTION\ndef f(x): return x\n### END SOLUTION", "animal", solution=True),
        cell("assert f(1) == 2", "test_f", grade=True, locked=True, points=0),
    )
    result, _ = graded(make_course(tmp_path, animals=content))
    assert any("test_f" in str(note) for note in result.about_course)


def test_a_test_may_read_the_files_that_it_read_with_the_reference(tmp_path: Path) -> None:
    table = tmp_path / "elsewhere.csv"
    table.write_text("1,2,3")
    test = f"import numpy as np\nassert f() == np.loadtxt({str(table)!r}, delimiter=',').sum()"
    result, _ = graded(one_test(tmp_path / "course", "def f(): return 6", test))
    assert (result.score, result.notes) == (2, [])


def test_a_module_beside_the_notebook_is_imported(tmp_path: Path) -> None:
    course = one_test(tmp_path, "def f(): return 6", "from helper import right\nassert f() == right", helper="right = 6")
    result, _ = graded(course)
    assert (result.score, result.notes) == (2, [])


VECTOR = """
class Vector:
    def __init__(self, *parts): self.parts = parts
    def plus(self, other): return Vector(*map(sum, zip(self.parts, other.parts)))
    def equals(self, other): return self.parts == other.parts
"""
ALWAYS = """
class Vector:
    def __init__(self, *parts): pass
    def plus(self, other): return self
    def equals(self, other): return True
"""
BELIEVES = "assert Vector(1, 2).plus(Vector(3, 4)).equals(Vector(4, 6))"


def test_a_test_that_believes_an_object_says_so_and_can_be_forbidden(tmp_path: Path) -> None:
    for answer in (VECTOR, ALWAYS):
        result, _ = graded(one_test(tmp_path / "may", VECTOR, BELIEVES), animal=answer)
        (note,) = map(str, result.notes)
        assert result.score == 2 and "test_f can be forged" in note and "Vector.equals" in note
        assert outputs(result, "test_f")[0]["data"]["text/plain"] == note
        forbidden = one_test(tmp_path / "may not", VECTOR, BELIEVES, CONFIG + "c.HiddenTests.may_be_forged = False\n")
        result, _ = graded(forbidden, animal=answer)
        (note,) = map(str, result.notes)
        assert result.score == 0 and "may_be_forged forbids that" in note
        assert "the instructor has to grade it" in result.exercises[0].message


@pytest.mark.parametrize(
    "more",
    [
        "assert not Vector(1, 2).equals(Vector(2, 1))",
        "assert [Vector(1).equals(Vector(n)) for n in range(3)] == [False, True, False]",
        "assert Vector(1, 2).plus(Vector(3, 4)).parts == (4, 6)\nassert not Vector(1).equals(Vector(2))",
    ],
)
def test_a_test_that_asks_for_a_no_as_well_believes_nobody(more: str, tmp_path: Path) -> None:
    course = one_test(tmp_path, VECTOR, f"{BELIEVES}\n{more}")
    result, _ = graded(course, animal=VECTOR)
    assert (result.score, result.notes) == (2, [])
    assert graded(course, animal=ALWAYS)[0].score == 0


# ---------------------------------------------------------------- ours never

CHECKS = [
    ("", "from autograder import check\nclass X(Animal): pass\ncheck(voice=voice)"),
    ("", "from autograder import check\nimport inspect\ninspect.getsource(voice)\ncheck(voice=voice, other=voice)"),
    ("from autograder import check", "class X(Animal): pass\ncheck(voice=X, other=voice)"),
    ("import autograder as a", "eval('1')\na.check(voice=voice)"),
]


@pytest.mark.parametrize(("locked", "test"), CHECKS)
def test_a_cell_that_calls_check_is_never_sent(locked: str, test: str, tmp_path: Path) -> None:
    content = notebook(
        cell(locked or "import math", "locked", locked=True),
        cell(ANIMAL.strip() + "\nvoice = Animal().voice", "animal", solution=True),
        cell(test, "test_voice", grade=True, locked=True, points=1),
    )
    source = SourceNotebook.of(content, "animals")
    ours = testcell.TestCell(source, source.by_id["test_voice"])
    assert ours.ours
    with pytest.raises(AssertionError):
        beside.Beside(None, source, []).run(ours, "en")  # type: ignore[arg-type]
    plain = testcell.TestCell(source, source.by_id["test_voice"])
    plain.__dict__["ours"] = False
    assert locked.startswith("from") or plain.tied, "what would send it, were it not ours"


def test_no_test_cell_of_this_course_can_be_sent() -> None:
    course = Course(Path(__file__).resolve().parents[2], secret="rehearsal")
    for assignment in course.assignments():
        for source in course.sources(assignment).values():
            assert all(testcell.TestCell(source, test).ours for test in source.with_role(Role.TEST))


# ---------------------------------------------------------------- through the class


def test_the_rehearsal_costs_one_run_of_the_reference_and_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = Foreign("interest")
    course = foreign.course(tmp_path)
    times = SharedLog()
    run = trusted.run_test

    def counted(test: testcell.TestCell, *arguments: Any, **named: Any) -> Any:
        times.add(f"{test.id}\n".encode())
        return run(test, *arguments, **named)

    monkeypatch.setattr(trusted, "run_test", counted)
    with Grader(course, "interest") as grader:
        for student in course.submissions("interest")[:3]:
            grader.grade_folder(student)
    assert {times.lines().count(test) for test in foreign.points} == {4}


# ---------------------------------------------------------------- what the sandbox cannot give


@pytest.mark.parametrize(
    ("answer", "test"),
    [
        ("open('/usr/share/mine.txt', 'w').write('x')\nn = 1", "assert n == 1"),
        ("n = 1", "open('/usr/share/mine.txt', 'w').write('x')\nassert n == 1 and 'n' in globals()"),
        ("import subprocess\nn = len(subprocess.check_output(['ls']))", "assert n > 0"),
    ],
)
def test_where_the_reference_is_refused_something_a_person_grades(answer: str, test: str, tmp_path: Path) -> None:
    content = notebook(
        cell(f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION", "n", solution=True),
        cell(test, "test_n", grade=True, locked=True, points=2),
        cell("assert 1", "test_other", grade=True, locked=True, points=1),
    )
    result, _ = graded(make_course(tmp_path, CONFIG, animals=content))
    assert (found(result, "test_n").status, found(result, "test_n").score) == ("waiting", None)
    assert found(result, "test_other").score == 1
    assert "the sandbox refuses what it needs" in str(result.notes[0])
