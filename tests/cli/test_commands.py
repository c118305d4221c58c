"""The command line: what a person types, what is printed where, and the exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import nbformat
import pytest
from courses import CONFIG, by_id, make_course, notebook, released, tiny, write
from courses import cell as make_cell
from typer.testing import CliRunner, Result

from autograder import __version__
from autograder.cli import commands as cli
from autograder.cli import speech, tables
from autograder.cli.grading import grade_and_show
from autograder.cli.progress import choose
from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.course.release import generate
from autograder.errors import AutograderError
from autograder.gradebook import run as run_module
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.schema import schema
from autograder.notebook.files import Notebook, read_notebook
from autograder.words import say

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "logistic_regression"
DEMO = ROOT / "demo" / "submitted"
RIGHT = "def double(x):\n    return x + x"
WRONG = "def double(x):\n    return x * x"


def run(*arguments: object) -> Result:
    """As `main` runs it, in this process; what a person can put right becomes exit code 2."""
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def submission(student: str) -> Path:
    return DEMO / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"


def as_shell(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """As a person runs it: exit code, stdout and stderr apart."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)


def hand_in(course: Course, student: str, double: str | None, assignment: str = "tiny") -> Path:
    """A submission to `tiny` with this answer; without one, a folder that holds no notebook."""
    folder = course.submitted(assignment, student)
    folder.mkdir(parents=True)
    if double is None:
        return folder
    content = released(course.sources(assignment)[assignment])
    by_id(content, "double")["source"] = double
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    return write(folder / f"{assignment}.ipynb", content)


def score_rows(course: Course) -> dict[str, float]:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            return {s.student.id: s.score for s in gradebook.assignment_submissions("tiny")}


@pytest.fixture(scope="module")
def rank_one() -> dict[str, Any]:
    done = run("check", submission("rank_one"), "--json", "-", "--allow-weak-sandbox", "--course", ROOT)
    assert done.exit_code == 0
    loaded: dict[str, Any] = json.loads(done.stdout)  # nothing else is there
    return loaded


# ---------------------------------------------------------------- the program


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"autograder {__version__}\n"


def test_the_command_line_speaks_the_courses_language_or_the_one_asked_for(tmp_path: Path) -> None:
    make_course(tmp_path, CONFIG + "c.ChooseLanguage.language = 'zh'\n")
    assert as_shell("demo", cwd=tmp_path).stderr.startswith(f"autograder: {tmp_path} 没有演示")
    target = ("--json", "no/folder/out.json", "--allow-weak-sandbox")
    write(tmp_path / "x.ipynb", tiny())
    assert "out.json cannot be written" in as_shell("check", "x.ipynb", "--lang", "en", *target, cwd=tmp_path).stderr


def test_a_language_does_not_outlive_its_command(tmp_path: Path) -> None:
    make_course(tmp_path / "chinese", CONFIG + "c.ChooseLanguage.language = 'zh'\n")
    make_course(tmp_path / "english")
    run("demo", "--course", tmp_path / "chinese")
    assert speech.say("cli.yes") == "是"
    run("demo", "--course", tmp_path / "english")
    assert speech.say("cli.yes") == "yes"


# ---------------------------------------------------------------- check


def test_json_is_what_the_schema_promises(rank_one: dict[str, Any]) -> None:
    jsonschema.validate(rank_one, schema())
    assert rank_one["assignment"] == ASSIGNMENT
    assert rank_one["score"] == sum(exercise["score"] for exercise in rank_one["exercises"]) > 0
    assert rank_one["max_score"] == sum(exercise["max_score"] for exercise in rank_one["exercises"]) == 100
    assert rank_one["sandbox"] in ("strict", "container", "weak")
    for exercise in rank_one["exercises"]:
        assert type(exercise["score"]) is float and 0 <= exercise["score"] <= exercise["max_score"]
        assert (exercise["message"] == "") == (exercise["status"] == "passed")
        assert exercise["diagnosis"] is None or exercise["status"] != "passed"


def test_json_names_exercises_statuses_and_mistakes(rank_one: dict[str, Any]) -> None:
    found = {exercise["name"]: (exercise["status"], exercise["diagnosis"]) for exercise in rank_one["exercises"]}
    assert found["predict"] == ("failed", "rank-1 labels")
    assert found["initialize_with_zeros"] == ("failed", "rank-1 weights")
    assert found["model"] == ("passed", None)


def test_the_table_and_the_file_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    done = run("check", submission("half_way"), "--json", file, "--lang", "zh", "--allow-weak-sandbox", "--course", ROOT)
    assert done.exit_code == 0
    result = json.loads(file.read_text("utf-8"))
    assert f"{ASSIGNMENT}：{result['score']:.4g} / 100 分" in done.stdout
    for exercise in result["exercises"]:
        row = next(line for line in done.stdout.splitlines() if line.split()[:1] == [exercise["name"]])
        status = say(f"cli.status.{exercise['status']}", "zh")
        assert row.split()[1:5] == [f"{exercise['score']:g}", "/", f"{exercise['max_score']:g}", status]
    assert "predict 还没有写。" in done.stdout  # and Chinese is not escaped
    assert "`predict` 还没有写。" in file.read_text("utf-8")
    assert f"沙箱：{result['sandbox']}" in done.stdout


def test_an_example_is_printed_so_that_it_can_be_copied(capsys: pytest.CaptureFixture[str]) -> None:
    code = "X = np.array([" + ", ".join(f"{i}.0" for i in range(40)) + "])"
    message = f"`f(…)` is 1, expected 2.\n\nTry it with:\n```python\n{code}\nf(X)\n```"
    tables.show_submission(SubmissionResult("a", exercises=[ExerciseResult("f", "test_f", "a", 0, 1, "failed", message)]))
    lines = capsys.readouterr().out.splitlines()
    assert "    " + code in lines and "    f(X)" in lines
    assert "f(…) is 1, expected 2." in [line.strip() for line in lines]


def test_what_was_put_right_is_noted(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    path = hand_in(course, "s", RIGHT)
    content = read_notebook(path)
    content["cells"].remove(by_id(content, "test_double"))
    write(path, content)
    done = run("check", path, "--allow-weak-sandbox", "--course", tmp_path)
    assert "note: Cell test_double was missing; it was put back." in done.stdout
    assert "tiny: 3 of 3 points" in done.stdout


def test_the_assignment_can_be_named(tmp_path: Path) -> None:
    course = make_course(tmp_path, one=tiny(), two=tiny())
    path = write(tmp_path / "x.ipynb", released(course.sources("one")["one"]))
    assert "fits one and two equally" in str(run("check", path, "--course", tmp_path).exception)
    done = run("check", path, "--assignment", "two", "--json", "-", "--allow-weak-sandbox", "--course", tmp_path)
    result = json.loads(done.stdout)
    assert (result["assignment"], result["score"], result["max_score"]) == ("two", 0, 3)
    assert [exercise["name"] for exercise in result["exercises"]] == ["test_double", "test_increment"]  # a foreign course


def unknown() -> Notebook:
    return notebook(make_cell("print('nothing of ours')"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "gone.ipynb"], "gone.ipynb"),
        (["check", "text.ipynb"], "text.ipynb"),
        (["check", "list.ipynb"], "list.ipynb"),
        (["check", "unknown.ipynb"], "unknown.ipynb belongs to no assignment of this course (tiny)"),
        (["check", "tiny.ipynb", "--assignment", "nosuch"], "nosuch"),
        (["check", "tiny.ipynb", "--lang", "fr"], "choose en or zh"),
        (["check", "tiny.ipynb", "--json", "no/folder/out.json"], "no/folder/out.json cannot be written"),
        (["check", "tiny.ipynb", "--course", "elsewhere"], "elsewhere is not a course"),
        (["grade", "nosuch"], "nosuch"),
        (["grade", "tiny"], "Nobody has submitted tiny"),
        (["grade", "tiny", "--workers", "-3"], "--jobs is -3; give it a number from 0"),
        (["grade", "tiny", "--workers", "1000000"], "--jobs is 1000000"),
        (["formgrader", "--port", "99999"], "--port is 99999; give it a number from 1 to 65535"),
        (["formgrader", "--port", "-1"], "--port is -1"),
        (["check", "dangling.ipynb"], "dangling.ipynb is a link to nowhere.ipynb, which does not exist"),
        (["generate", "nosuch"], "nosuch"),
        (["demo"], "has no demo"),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_said_in_one_line_with_exit_code_2(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course = make_course(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "text.ipynb").write_text("not JSON at all")
    (tmp_path / "list.ipynb").write_text("[1, 2]")
    write(tmp_path / "unknown.ipynb", unknown())
    write(tmp_path / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    (tmp_path / "dangling.ipynb").symlink_to("nowhere.ipynb")
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    weak = ["--allow-weak-sandbox"] if arguments[0] in ("check", "grade") else []
    monkeypatch.setattr(sys, "argv", ["autograder", *arguments, *weak])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    printed = capsys.readouterr()
    assert stopped.value.code == 2
    assert printed.out == ""
    assert printed.err.startswith("autograder: ") and said in printed.err
    assert printed.err.count("\n") == 1 and printed.err.endswith(".\n")
    assert [path for path in sorted(tmp_path.rglob("*")) if ".autograder" not in path.parts] == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--student", ""], "--student is empty"),
        (["--student", "ada", "--student", " "], "--student is empty"),
        (["--excuse", "test_double", "--unexcuse", "test_double"], "name the same exercise: test_double"),
        (["--workers", "-3"], "--jobs is -3"),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, list) else "",
)
def test_options_that_cannot_be_end_before_anything_is_written(arguments: list[str], said: str, tmp_path: Path) -> None:
    course = make_course(tmp_path)
    hand_in(course, "ada", RIGHT)
    generate(course)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = as_shell("grade", "tiny", "--allow-weak-sandbox", *arguments, cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and done.stderr.count("\n") == 1
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    after.pop(tmp_path / ".autograder" / "lock", None)
    assert after == before


def test_a_checkout_that_is_only_checked_gets_no_secret(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    path = hand_in(course, "ada", RIGHT)
    before = sorted(tmp_path.rglob("*"))
    done = run("check", path, "--allow-weak-sandbox", "--course", tmp_path)
    assert "This course has no secret yet" in done.stdout and "3 of 3 points" in done.stdout
    silent = run("check", path, "--json", "-", "--allow-weak-sandbox", "--course", tmp_path)
    assert json.loads(silent.stdout)["score"] == 3
    assert sorted(tmp_path.rglob("*")) == before


def test_the_secret_is_made_shown_and_replaced_by_command(tmp_path: Path) -> None:
    course = Course(make_course(tmp_path).root)
    hand_in(course, "ada", RIGHT)
    assert "has no secret yet" in run("secret", "--course", tmp_path).stdout
    grade = ("grade", "tiny", "--workers", 1, "--allow-weak-sandbox", "--course", tmp_path)
    assert run(*grade).exit_code == 0
    first = Course(tmp_path).secret
    shown = run("secret", "--course", tmp_path)
    assert os.path.join(".autograder", "secret") in shown.stdout and first not in shown.stdout
    course.secret_file.unlink()
    lost = run(*grade)
    assert isinstance(lost.exception, AutograderError) and "is gone" in str(lost.exception)
    assert isinstance(run("secret", "--course", tmp_path).exception, AutograderError)
    made = run("secret", "--new", "--course", tmp_path)
    assert made.exit_code == 0 and "A new secret is in" in made.stdout
    assert Course(tmp_path).secret != first
    assert run(*grade).exit_code == 0


def test_outside_a_course_it_says_so(tmp_path: Path) -> None:
    write(tmp_path / "x.ipynb", unknown())
    done = as_shell("check", "x.ipynb", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("autograder: No course found") and done.stderr.count("\n") == 1


def test_a_notebook_of_a_course_can_be_checked_from_anywhere_if_the_course_is_named(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    path = hand_in(course, "s", WRONG)
    (tmp_path / "away").mkdir()
    done = as_shell("check", path, "--allow-weak-sandbox", cwd=tmp_path / "away")
    assert done.returncode == 2 and "name the course with --course" in done.stderr  # a submission's folder names none
    done = as_shell("check", path, "--json", "-", "--allow-weak-sandbox", "--course", course.root, cwd=tmp_path / "away")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["score"] == 1


# ---------------------------------------------------------------- generate


def test_a_clean_checkout_has_nothing_to_generate() -> None:
    before = {path: path.stat().st_mtime_ns for part in ("release", "solutions") for path in (ROOT / part).rglob("*.*")}
    done = run("generate", "--course", ROOT)
    assert (done.exit_code, done.stdout) == (0, "Everything is up to date.\n")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_generate_writes_what_is_stale_and_says_what(tmp_path: Path) -> None:
    make_course(tmp_path)  # it has no hidden test of ours, so that nothing needs its solutions as a module
    assert run("generate", "--course", tmp_path).stdout == "wrote release/tiny/tiny.ipynb\n"
    assert run("generate", "--course", tmp_path).stdout == "Everything is up to date.\n"
    content = tiny()
    by_id(content, "double")["source"] = "# Twice as much.\n" + by_id(content, "double")["source"]
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    assert run("generate", "tiny", "--course", tmp_path).stdout == "wrote release/tiny/tiny.ipynb\n"


# ---------------------------------------------------------------- grade


def test_grade_from_submissions_to_gradebook_and_table(tmp_path: Path) -> None:
    course = make_course(tmp_path, CONFIG + "c.SandboxLimits.cell_seconds = 1\nc.SandboxLimits.call_seconds = 1\n")
    generate(course)
    hand_in(course, "ada", RIGHT)
    hand_in(course, "bob", WRONG)
    hand_in(course, "cyd", "def double(x):\n    while True: pass")
    hand_in(course, "dan", "import os\nprint('before the end')\nos._exit(3)")
    hand_in(course, "eve", None)
    (hand_in(course, "fay", None) / "tiny.ipynb").write_text("{ not a notebook")
    (hand_in(course, "gus", None) / "tiny.ipynb").symlink_to("/etc/passwd")
    done = run("grade", "tiny", "--workers", 2, "--allow-weak-sandbox", "--course", tmp_path)
    assert done.exit_code == 0, done.exception
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.split()}
    assert rows["ada"] == ["3", "passed"]
    assert rows["bob"][:3] == ["1", "failed", "test_double:"]
    assert rows["cyd"][:2] == ["1", "timeout"]
    assert rows["dan"][:2] == ["1", "missing"]  # its cell ended early; the other exercise has its points
    assert rows["eve"][0] == rows["fay"][0] == rows["gus"][0] == "refused"
    backup, _, said = " ".join(done.stdout.split()).partition(" tiny: ")
    assert backup.startswith("backup: ")
    assert "tiny.ipynb: no such file." in said and "is not JSON" in said and "is a link" in said
    assert str(tmp_path) not in said
    assert "4 graded, 3 refused" in done.stdout
    assert score_rows(course) == {"ada": 3, "bob": 1, "cyd": 1, "dan": 1, "eve": 0, "fay": 0, "gus": 0}
    graded = nbformat.read(course.autograded("tiny", "ada") / "tiny.ipynb", 4)
    assert by_id(graded, "test_double")["outputs"] == []
    assert by_id(graded, "test_double")["metadata"]["nbgrader"]["points"] == 2
    assert by_id(graded, "imports")["execution_count"] == 1
    printed = by_id(nbformat.read(course.autograded("tiny", "dan") / "tiny.ipynb", 4), "double")["outputs"]
    assert any("cut off" in output.get("evalue", "") for output in printed)
    assert "no such file" in (course.autograded("tiny", "eve") / "tiny.ipynb").read_text()  # why it was refused
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            assert gradebook.find_submission("tiny", "eve").needs_manual_grade


def test_grading_again_gives_the_same(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    generate(course)
    path = hand_in(course, "ada", WRONG)
    arguments = ("grade", "tiny", "--workers", 1, "--allow-weak-sandbox", "--course", tmp_path)
    assert "mean 1, " in run(*arguments).stdout and score_rows(course) == {"ada": 1}
    content = read_notebook(path)
    by_id(content, "double")["source"] = RIGHT
    write(path, content)
    assert "mean 3, " in run(*arguments).stdout and score_rows(course) == {"ada": 3}
    assert "mean 3, " in run(*arguments, "--regrade").stdout and score_rows(course) == {"ada": 3}


# ---------------------------------------------------------------- demo


def test_demo_twice_in_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make_course(tmp_path / "course")
    path = hand_in(course, "ada", RIGHT)
    hand_in(course, "exits", WRONG)
    path.parents[2].rename(course.root / "demo-submitted")
    (course.root / "demo").mkdir()
    (course.root / "demo-submitted").rename(course.root / "demo" / "submitted")
    monkeypatch.chdir(course.root)
    first, second = run("demo"), run("demo")
    assert first.exit_code == second.exit_code == 0
    for done in first, second:
        assert "tiny: 2 graded; mean 2, " in done.stdout
        assert os.path.join("demo", "course", "autograded/") in done.stdout
        assert f"check {os.path.join('demo', 'course', 'submitted', 'ada', 'tiny', 'tiny.ipynb')}" in done.stdout
        links = [Path(unquote(urlsplit(one).path)) for one in re.findall(r"file://\S+\.html", done.stdout)]
        assert [path.parent.name for path in links] == ["report", "tiny", "tiny"], "the class, and a page for each of two"
        assert all(path.is_file() for path in links)
    made = Course(course.root / "demo" / "course")
    assert score_rows(made) == {"ada": 3, "exits": 1}
    assert not (course.root / "gradebook.db").exists() and not course.submissions("tiny")  # the course itself is left alone


def test_demo_leaves_harmful_code_out_where_nothing_confines_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course = make_course(tmp_path)
    generate(course)
    hand_in(course, "ada", RIGHT)
    hand_in(course, "exits", WRONG)

    class Weak:
        level = "weak"

        def __init__(self, *arguments: Any, **options: Any) -> None: ...
        def __enter__(self) -> Weak:
            return self

        def __exit__(self, *_: object) -> None: ...
        def grade(self, students: list[str]) -> list[SubmissionResult]:
            return [SubmissionResult("tiny", student, sandbox="weak") for student in students]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_module, "Classroom", Weak)
        options: dict[str, Any] = {"workers": 1, "allow_weak_sandbox": True, "skip_if_weak": {"exits"}}
        results = grade_and_show(course, "tiny", choose(), **options)
    assert [result.student for result in results] == ["ada"]
    assert "Left out, because nothing confines their code here: exits" in capsys.readouterr().out


def test_demo_refuses_a_folder_that_is_something_else(tmp_path: Path) -> None:
    precious = tmp_path / "mine" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years")
    done = run("demo", tmp_path / "mine", "--course", ROOT)
    assert "is not a demo course" in str(done.exception)
    assert precious.read_text() == "years"


def test_doctor_shows_each_layer_and_at_the_end_the_level() -> None:
    lines = run("doctor").stdout.splitlines()
    names = ("bubblewrap", "namespaces", "landlock", "seccomp", "rlimits", "wall clock", "caps")
    rows = [next(line for line in lines if line.strip().startswith(name)) for name in names]
    assert all(" yes " in row or " no " in row for row in rows)
    label, level = lines[-1].split()
    assert label == "sandbox:" and level in ("strict", "container", "weak")
