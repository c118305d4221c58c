from __future__ import annotations

import pickle
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from courses import CONFIG, make_course, tiny, write

from autograder.course.course import Course
from autograder.errors import CourseError, NotebookError
from autograder.sandbox.shared.limits import Limits


def test_a_course_is_found_upward(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    assert Course.find(tmp_path / "source" / "tiny").root == course.root


def test_outside_of_a_course_the_error_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"nbgrader_config\.py.*--course"):
        Course.find(tmp_path)
    with pytest.raises(CourseError, match="is not a course"):
        Course(tmp_path)


def test_a_configuration_that_fails_is_named(tmp_path: Path) -> None:
    course = make_course(tmp_path, "c = get_config()\n1 / 0\n")
    with pytest.raises(CourseError, match=r"nbgrader_config\.py cannot be read: ZeroDivisionError"):
        course.assignments()


def test_reading_a_course_does_not_import_nbgrader(tmp_path: Path) -> None:
    make_course(tmp_path)
    code = (
        "import sys; from autograder import Course; c = Course(sys.argv[1]); c.sources('tiny'); c.limits;"
        "assert not {'nbgrader', 'nbformat', 'nbconvert', 'numpy'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)


def test_what_there_is(tmp_path: Path) -> None:
    course = make_course(tmp_path, tiny=tiny(), other=tiny())
    (tmp_path / "source" / "empty").mkdir()
    for student in ("ann", "bo b", "李雷"):
        (tmp_path / "submitted" / student / "tiny").mkdir(parents=True)
    (tmp_path / "submitted" / "cy" / "other").mkdir(parents=True)
    assert course.assignments() == ["other", "tiny"]
    assert course.submissions("tiny") == ["ann", "bo b", "李雷"]
    assert course.submissions("none") == []
    with pytest.raises(CourseError, match=r"No assignment called 'none'.*other, tiny"):
        course.sources("none")


def test_nbgraders_settings_are_honoured(tmp_path: Path) -> None:
    config = CONFIG + (
        "c.CourseDirectory.submitted_directory = 'handed_in'\n"
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'\n"
        "c.CourseDirectory.db_url = 'sqlite:///marks.db'\n"
        "c.ClearSolutions.begin_solution_delimeter = 'HERE'\n"
        "c.ClearSolutions.code_stub = {'python': 'pass'}\n"
        "c.Execute.timeout = 7\n"
        "c.SandboxLimits.memory_mb = 512\n"
    )
    course = make_course(tmp_path, config)
    assert course.submitted("tiny", "ann") == tmp_path / "handed_in" / "tiny" / "ann"
    (tmp_path / "handed_in" / "tiny" / "ann").mkdir(parents=True)
    assert course.submissions("tiny") == ["ann"]
    assert course.db_url == f"sqlite:///{tmp_path / 'marks.db'}"
    assert course.course_id == "tiny"
    assert course.delimiters.begin_solution == "HERE"
    assert course.delimiters.code_stub == "pass"
    assert course.limits == Limits(cell_seconds=7, call_seconds=7, memory_mb=512)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("c.SandboxLimits.cell_second = 3", r"SandboxLimits\.cell_second is not a limit"),
        ("c.SandboxLimits.memory_mb = '2 GB'", r"memory_mb is '2 GB'; it must be a whole number"),
        ("c.SandboxLimits.memory_mb = 2.5", "must be a whole number"),
        ("c.SandboxLimits.call_seconds = True", "must be a number"),
        ("c.SandboxLimits.call_seconds = 0", "above 0"),
        ("c.SandboxLimits.memory_mb = 10**9", "1,000,000 at most"),
        ("c.SandboxLimits.call_seconds = float('nan')", "above 0"),
    ],
)
def test_a_wrong_limit_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        _ = make_course(tmp_path, f"{CONFIG}{line}\n").limits


def test_the_secret_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    make_course(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: Course(tmp_path).secret, range(32)))
    assert len(secrets) == 1
    assert len(secrets.pop()) >= 32
    path = tmp_path / ".autograder-secret"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.glob(".autograder*")] == [path.name]
    path.write_text("\n")
    with pytest.raises(CourseError, match="is empty"):
        _ = Course(tmp_path).secret


def test_a_course_can_be_sent_to_another_process(tmp_path: Path) -> None:
    course = pickle.loads(pickle.dumps(make_course(tmp_path)))
    assert (course.root, course.secret) == (tmp_path, "made up")


def test_a_source_that_cannot_be_released_names_the_cell(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    content = tiny()
    content["cells"][1]["source"] += "\n### BEGIN SOLUTION\n1\n### END SOLUTION"
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    with pytest.raises(NotebookError, match=r"tiny\.ipynb, cell imports: a solution stands in a cell"):
        course.sources("tiny")
