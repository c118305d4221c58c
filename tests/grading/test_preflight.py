"""What is wrong on the course's side is found before the first submission: file and line are named."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from courses import make_course as make_tiny
from courses import tiny, write
from halves import lesson
from halves import made as make_course

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading.preflight import require_sound
from autograder.judging import checking

HIDDEN, SOLUTIONS = "tests/hidden/halves/half.py", "solutions/halves.py"
SOURCE, CONFIG = "source/halves/halves.ipynb", "nbgrader_config.py"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def refusal(course: Course) -> str:
    with pytest.raises(AutograderError) as refused:
        require_sound(Course(course.root, secret="made up"), "halves")
    return str(refused.value)


def append(course: Course, file: str, text: str) -> int:
    """Add lines to a file; return the number of the first."""
    path = course.root / file
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{text}\n", "utf-8")
    os.utime(path, ns=(time.time_ns(), time.time_ns()))
    return len(before.splitlines()) + 2


def replace(course: Course, file: str, old: str, new: str) -> None:
    path = course.root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sound_assignment_is_returned_and_what_was_made_is_kept(course: Course) -> None:
    assert require_sound(course, "halves").name == "halves"
    before = checking._exam.cache_info()
    exam = checking.exam_of(course.root, "halves", "half", course.secret)
    assert {"cases", "expected"} <= vars(exam).keys()
    assert checking._exam.cache_info().misses == before.misses


@pytest.mark.parametrize("text", ["x = = 1", "1 / 0", "import no_such_module", "raise SystemExit(0)"])
@pytest.mark.parametrize("file", [HIDDEN, SOLUTIONS, CONFIG])
def test_a_file_that_does_not_load_is_named_with_its_line(course: Course, file: str, text: str) -> None:
    line = append(course, file, text)
    assert f"{file}, line {line}" in refusal(course)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("half = None", "must define the exercise 'half' exactly once; it does so 0 times"),
        ("@half.inputs\ndef odd(rng):\n    return dict(x=1 / 0, by=1)", ": ZeroDivisionError: `division by zero`"),
        ("@half.inputs\ndef odd(rng):\n    return dict(x='text', by=1.0)", "the reference itself raises `TypeError: "),
        ("@half.inputs\ndef odd(rng):\n    return dict(x=np.nan, by=1.0)", "does not pass the comparison"),
        ("half.mistake('none', change=('no', 'yes'), hint=dict(en='No.'))", "appears 0 times in the reference"),
        ("half.shares = dict(values=0.5, others=0.5)", "the groups with a share and the groups with checks differ"),
        ("half.contract(lambda x, by: False)", "break the exercise's own contract"),
    ],
)
def test_a_hidden_test_that_the_reference_cannot_answer_is_named(course: Course, text: str, said: str) -> None:
    append(course, HIDDEN, text)
    found = refusal(course)
    assert said in found and ("half.py" in found or "halves.py" in found), found


def test_an_error_of_a_generator_has_its_line(course: Course) -> None:
    line = append(course, HIDDEN, "@half.inputs\ndef odd(rng):\n    return {}['x']")
    assert refusal(course) == f"{HIDDEN}, line {line + 2}: KeyError: `'x'`."


def test_a_reference_that_raises_is_named_with_its_line(course: Course) -> None:
    replace(course, SOLUTIONS, "return x / by", "return x / 0 / len(by)")
    found = refusal(course)
    assert f"{SOLUTIONS}, line " in found and "len(by)" in found


def test_a_question_without_a_possible_answer_is_named(course: Course) -> None:
    replace(course, SOLUTIONS, 'q1 = "b"', 'q1 = "z"')
    assert refusal(course).startswith("tests/hidden/halves/q1.py: q1: the source notebook's answer is 'z'")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("check(half=half)", "check(half=half", "cell test_half, line 4: SyntaxError: `'(' was never closed`"),
        ("return x / by", "return x / / by", "cell half, line 3: SyntaxError"),
        ("import numpy as np", "import numpy as", "cell imports, line 1: SyntaxError"),
        ('"test_half"', '"test_halves"', "cell test_halves checks half, but no test cell is called test_half"),
        ("### END HIDDEN", "### ENDED", "a hidden tests region is not closed"),
    ],
)
def test_a_cell_of_the_source_notebook_is_named(course: Course, old: str, new: str, said: str) -> None:
    replace(course, SOURCE, old, new.replace('"', '"'))
    found = refusal(course)
    assert "halves.ipynb" in found and said in found, found


def test_a_cell_that_shows_an_error_may_fail(tmp_path: Path) -> None:
    content = lesson()
    content["cells"].append(content["cells"][1] | {"id": "wrong", "source": "x = = 1"})
    content["cells"][-1]["metadata"] = {
        "tags": ["raises-exception"],
        "nbgrader": {"grade": False, "solution": False, "locked": True, "schema_version": 3, "grade_id": "wrong"},
    }
    assert require_sound(make_course(tmp_path, content), "halves")


def test_data_files_are_there_and_can_be_read(course: Course) -> None:
    link = course.source("halves") / "data.csv"
    link.symlink_to("nowhere")
    assert refusal(course).startswith("source/halves/data.csv is a link to a file that does not exist")
    link.unlink()
    given = course.release("halves") / "data.csv"
    given.parent.mkdir(parents=True)
    given.write_text("1")
    require_sound(course, "halves")  # nobody uses it
    replace(course, SOURCE, "import numpy as np", "import numpy as np; np.loadtxt('data.csv')")
    assert refusal(course).startswith("source/halves/data.csv is missing: learners got that file")
    link.write_text("1")
    require_sound(course, "halves")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_data_file_without_permission_is_named(course: Course) -> None:
    path = course.source("halves") / "data.csv"
    path.write_text("1")
    path.chmod(0)
    assert refusal(course).startswith("source/halves/data.csv cannot be read")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c.SandboxLimits.cell_seconds = -1", "c.SandboxLimits.cell_seconds is -1"),
        ("c.HiddenTests.may_enter_sandbox = 1", "c.HiddenTests.may_enter_sandbox is 1"),
        ("c.ChooseLanguage.language = 'fr'", "Unknown language 'fr'"),
        ("c.ChooseLanguage.languages = 'en'", "c.ChooseLanguage.languages is 'en'; it must be a list"),
    ],
)
def test_a_wrong_setting_is_named(course: Course, line: str, said: str) -> None:
    append(course, CONFIG, line)
    assert said in refusal(course) and CONFIG in refusal(course)


def test_what_is_excused_has_to_be_readable(course: Course) -> None:
    (course.root / "excused.json").write_text("{")
    assert "excused.json cannot be read" in refusal(course)


def test_an_assignment_without_exercises_of_ours_is_sound(tmp_path: Path) -> None:
    course = make_tiny(tmp_path)
    write(course.source("tiny") / "tiny.ipynb", tiny())
    assert require_sound(course, "tiny").tests
