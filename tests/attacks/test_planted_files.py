"""Files that a learner hands in so that a tool of the instructor's runs, imports or trusts them.

Each planted file leaves its name in a list when something runs it. Every command of an instructor's day is then run, also
inside the submission's own folder, and the list stays empty. The planted files work: the first test runs them by hand.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, released, write
from nbgrader_apps import PLUGINS

from autograder.course.course import Course
from autograder.course.release import generate

ROOT = Path(__file__).resolve().parents[2]
LIST = "PLANTED_FILES_RAN"
PAYLOAD = "import os\nwith open(os.environ[{list!r}], 'a') as _file:\n    _file.write({name!r} + '\\n')\n"
PROGRAMS = [
    # configurations, which are programs
    *("nbgrader_config.py", "jupyter_config.py", "jupyter_nbconvert_config.py", "jupyter_server_config.py"),
    *("ipython_config.py", "ipython_kernel_config.py", ".jupyter/jupyter_config.py", ".jupyter/nbgrader_config.py"),
    *(".ipython/profile_default/ipython_config.py", ".ipython/profile_default/startup/00-first.py"),
    *("profile_default/startup/00-first.py", ".ipynb_checkpoints/nbgrader_config.py"),
    # what Python and pytest import by themselves
    *("sitecustomize.py", "usercustomize.py", "conftest.py", "site.py"),
    # modules in place of installed ones
    *("numpy.py", "nbgrader.py", "matplotlib/__init__.py", "IPython/__init__.py", "ipykernel_launcher.py", "nbconvert.py"),
    *("autograder.py", "typer.py", "rich/__init__.py", "traitlets.py", "sqlalchemy.py", "msgspec.py"),
    *("multiprocessing.py", "json.py", "random.py", "logging.py", "fcntl.py", "secrets.py", "concurrent/__init__.py"),
    *("late.py", "solutions.py"),
]
ORDINARY = ["late.py", "solutions.py"]  # modules as learners hand them in; they are copied, and run nowhere
TEXTS = {
    "nbgrader_config.json": '{"Autograde": {"pre_convert_hook": "late.hook"}, "Application": {"extra_config_file": "late"}}',
    "jupyter_config.json": '{"JupyterApp": {"config_file": "late.py"}}',
    "evil.pth": "import late\n",
    ".env": f"PYTHONSTARTUP=late.py\n{LIST}=/dev/null\n",
    "pytest.ini": "[pytest]\naddopts = -p late\n",
    "setup.cfg": "[tool:pytest]\naddopts = -p late\n",
    "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '-p late'\n",
    "kernel.json": '{"argv": ["python", "late.py"], "display_name": "x", "language": "python"}',
    ".autograder/secret": "known to eve\n",
    ".autograder-secret": "known to eve\n",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course in which ann handed in honestly, and eve every planted file beside the same notebook."""
    made = make_course(tmp_path_factory.mktemp("planted") / "course", CONFIG + PLUGINS)
    generate(made)
    content = released(made.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    for student in ("ann", "eve"):
        write(made.submitted("tiny", student) / "tiny.ipynb", content)
    plant(made.submitted("tiny", "eve"))
    return made


def plant(folder: Path) -> None:
    for name in PROGRAMS:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAYLOAD.format(list=LIST, name=name))
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def command(cwd: Path, *words: object, code: int | None = 0) -> tuple[str, list[str]]:
    """Run an installed command in a folder; return what it printed, and the planted files that ran."""
    listed = Path(tempfile.gettempdir()) / f"planted-{os.getpid()}"
    listed.unlink(missing_ok=True)
    program = Path(sys.executable).with_name(str(words[0]))
    environment = os.environ | {"PYTHONPATH": str(ROOT), LIST: str(listed)}
    environment |= {f"JUPYTER_{name}_DIR": str(cwd / "no such folder") for name in ("CONFIG", "DATA", "RUNTIME")}
    environment["PATH"] = os.path.dirname(sys.executable) + os.pathsep + environment["PATH"]
    done = subprocess.run(
        [str(program), *map(str, words[1:])],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    ran = listed.read_text().splitlines() if listed.exists() else []
    listed.unlink(missing_ok=True)
    said = done.stdout + done.stderr
    assert code is None or done.returncode == code, said
    return said, ran


def test_the_planted_files_act_when_they_run(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIST, str(tmp_path / "list"))
    folder = course.submitted("tiny", "eve")
    _ = Course(folder).config  # what a search upward from a submission's folder used to do
    assert (tmp_path / "list").read_text().splitlines() == ["nbgrader_config.py"]
    for name in PROGRAMS[1:]:
        exec(compile((folder / name).read_text(), name, "exec"), {})
    assert (tmp_path / "list").read_text().splitlines() == PROGRAMS
    code = "import multiprocessing, json, numpy"
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=os.environ | {LIST: str(tmp_path / "more")}, check=False)
    assert (tmp_path / "more").exists(), "a Python that is started there imports them"


@pytest.mark.parametrize("place", ["the course", "the submission", "a folder of the submission"])
def test_checking_a_notebook_runs_none(place: str, course: Course) -> None:
    folder = course.submitted("tiny", "eve")
    inner = folder / "matplotlib"
    cwd = {"the course": course.root, "the submission": folder, "a folder of the submission": inner}[place]
    notebook = os.path.relpath(folder / "tiny.ipynb", cwd)
    said, ran = command(cwd, "autograder", "check", notebook, "--allow-weak-sandbox")
    assert ran == []
    assert "3 of 3 points" in said


def test_a_submission_outside_of_any_course_is_not_taken_for_one(course: Course, tmp_path: Path) -> None:
    folder = tmp_path / "downloads" / "eve"
    folder.mkdir(parents=True)
    plant(folder)
    write(folder / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    said, ran = command(tmp_path, "autograder", "check", folder / "tiny.ipynb", code=2)
    assert ran == [] and said.startswith("autograder: No course found") and "--course" in said
    (folder / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC")  # as every submission that nbgrader collects
    said, ran = command(folder, "autograder", "check", "tiny.ipynb", code=2)
    assert ran == [] and said.startswith("autograder: No course found")
    _, ran = command(folder, "autograder", "check", "tiny.ipynb", "--allow-weak-sandbox", "--course", course.root)
    assert ran == []


def test_python_dash_m_in_the_submission_runs_none(course: Course) -> None:
    folder = course.submitted("tiny", "eve")
    (folder / "autograder.py").unlink()  # Python itself would run that one in place of the package
    try:
        said, ran = command(folder, "python", "-m", "autograder", "check", "tiny.ipynb", "--allow-weak-sandbox")
    finally:
        plant(folder)
    # With `-m`, Python imports a few modules before any of ours; none of these names is among them.
    assert ran == [] and "3 of 3 points" in said


@pytest.mark.parametrize("place", ["the course", "the submission"])
def test_grading_the_class_runs_none_and_copies_none(place: str, course: Course) -> None:
    cwd = course.root if place == "the course" else course.submitted("tiny", "eve")
    said, ran = command(cwd, "autograder", "grade", "tiny", "--regrade", "--workers", 2, "--allow-weak-sandbox")
    assert ran == [] and "2 graded" in said
    assert copied(course) == [*ORDINARY, "tiny.ipynb"]


def test_nbgraders_own_commands_run_none_and_copy_none(course: Course) -> None:
    _, ran = command(course.root, "nbgrader", "autograde", "tiny", "--force", "--SandboxExecute.allow_weak_sandbox=True")
    assert ran == []
    assert copied(course) == [*ORDINARY, "tiny.ipynb"]
    _, ran = command(course.root, "nbgrader", "generate_feedback", "tiny", "--force")
    assert ran == []
    feedback = sorted(path.name for path in course.feedback("tiny", "eve").rglob("*") if path.is_file())
    assert feedback == [*ORDINARY, "tiny.html"]


def test_the_instructor_reads_which_files_were_left_out(course: Course) -> None:
    _, _ = command(course.root, "autograder", "grade", "tiny", "--workers", 1, "--allow-weak-sandbox")
    from autograder.grading.folder import examine

    notes = [str(note) for note in examine(course, "tiny", "eve", ["tiny"]).notes]
    assert len(notes) == 1 and notes[0].startswith("Files that some tool would run or trust were not copied: ")
    assert examine(course, "tiny", "ann", ["tiny"]).notes == []


def copied(course: Course) -> list[str]:
    """Return the files of eve's graded submission."""
    folder = course.autograded("tiny", "eve")
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
