"""`pytest --submission`: each exercise a test; pytest never imports a learner's file."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, released, write

from autograder import grade_notebook
from autograder.course.course import Course
from autograder.course.private import write_secret

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = "autograder.pytest_plugin"
EVIL = "open('imported', 'w').close()\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = make_course(tmp_path_factory.mktemp("course"))
    write_secret(course.root, shared=False, secret="made up")
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x * x"
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    write(course.root / "work" / "tiny.ipynb", content)
    (course.root / "work" / "solution.py").write_text(EVIL + "def double(x):\n    return 2 * x\n")
    return course


def run(folder: Path, *arguments: str, code: int) -> str:
    """Run pytest as a person does, in a folder; return what it prints."""
    command = [sys.executable, "-m", "pytest", "-p", PLUGIN, "-p", "no:cacheprovider", "-rA", "--submission-weak-sandbox"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    done = subprocess.run(
        [*command, *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_each_exercise_is_a_test_with_its_message(course: Course) -> None:
    said = run(course.root, "--submission", "work/tiny.ipynb", code=1)
    assert "PASSED work/tiny.ipynb::test_increment" in said
    assert "FAILED work/tiny.ipynb::test_double" in said
    assert "1 failed, 1 passed" in said
    assert "Traceback" not in said and "pytest_plugin.py" not in said
    failure = said[said.index("FAILURES") :]
    result = grade_notebook(course, course.root / "work" / "tiny.ipynb", allow_weak_sandbox=True)
    [message] = [exercise.message for exercise in result.exercises if exercise.status == "failed"]
    assert "tiny: test_double" in failure and message and message in failure


def test_a_script_is_graded_and_not_imported(course: Course) -> None:
    for more in ([], ["--doctest-modules"]):
        said = run(course.root, *more, "--submission", "work/solution.py", code=1)
        assert "1 failed, 1 passed" in said
    assert list(course.root.rglob("imported")) == []


def test_a_learners_conftest_is_not_loaded(course: Course) -> None:
    for name in ("conftest.py", "test_mine.py"):
        (course.root / "work" / name).write_text(EVIL)
    said = run(course.root / "work", "--submission", "tiny.ipynb", code=1)
    assert "1 failed, 1 passed" in said
    assert list(course.root.rglob("imported")) == []
    for name in ("conftest.py", "test_mine.py"):
        (course.root / "work" / name).unlink()


def test_what_cannot_be_graded_is_one_error_with_its_reason(course: Course) -> None:
    (course.root / "bad.ipynb").write_text("no notebook")
    said = run(course.root, "--submission", "bad.ipynb", "--submission", "gone.ipynb", "--submission-lang", "zh", code=2)
    assert "bad.ipynb 不是笔记本" in said and "gone.ipynb" in said
    assert "Traceback" not in said


def test_an_unknown_language_is_an_error_of_usage(course: Course) -> None:
    run(course.root, "--submission", "work/tiny.ipynb", "--submission-lang", "fr", code=4)


def test_the_results_are_junit_xml_for_whoever_wants_it(course: Course, tmp_path: Path) -> None:
    import defusedxml.ElementTree

    run(course.root, "--submission", "work/tiny.ipynb", f"--junitxml={tmp_path / 'r.xml'}", code=1)
    [failed] = defusedxml.ElementTree.parse(tmp_path / "r.xml").findall(".//testcase[failure]")
    values = {one.get("name"): one.get("value") for one in failed.iter("property")}
    assert (float(values["score"]), float(values["max_score"]), values["status"]) == (0, 2, "failed")


def test_where_learners_are_told_nothing_no_test_says_anything(course: Course, tmp_path: Path) -> None:
    quiet = make_course(tmp_path / "course", CONFIG + "c.Help.level = 'none'\n")
    write_secret(quiet.root, shared=False, secret="made up")
    work, xml = course.root / "work" / "tiny.ipynb", tmp_path / "r.xml"
    said = run(quiet.root, "--submission", str(work), f"--junitxml={xml}", code=0)
    assert "2 skipped" in said and "Your work has been handed in." in said
    assert 'name="score"' not in xml.read_text()


def test_without_the_option_the_plugin_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("import pytest\n@pytest.fixture\ndef one(): return 1\n")
    (tmp_path / "test_a.py").write_text("def test_a(one): assert one == 1\n")
    assert "1 passed" in run(tmp_path, code=0)
    code = f"import sys, {PLUGIN}; print(*sorted(m for m in sys.modules if m.startswith('autograder')))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.split() == ["autograder", PLUGIN]


def test_named_tests_run_beside_the_submission(course: Course, tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("def test_a(): pass\n")
    said = run(
        course.root,
        str(tmp_path / "test_a.py"),
        "--submission",
        "work/tiny.ipynb",
        "--submission-course",
        str(course.root),
        code=1,
    )
    assert "1 failed, 2 passed" in said


@pytest.mark.parametrize("named", [(), ("-p", PLUGIN)])
def test_pytest_finds_the_plugin_by_its_entry_point_and_loads_it_once(named: tuple[str, ...], tmp_path: Path) -> None:
    installed = tmp_path / "site" / "a_distribution-1.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: a-distribution\nVersion: 1\n")
    (installed / "entry_points.txt").write_text(f"[pytest11]\n{PLUGIN} = {PLUGIN}\n")
    env = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path / 'site'}", "PYTEST_ADDOPTS": ""}
    command = [sys.executable, "-m", "pytest", *named, "--help"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("--submission=PATH") == 1


def test_the_package_brings_the_plugin_under_its_own_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["pytest11"] == {PLUGIN: PLUGIN}
