"""The doors out, each tried as the other system uses it: in a bare directory, with what was exported and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from courses import CONFIG, by_id, cell, make_course, notebook, released, write
from door_formats import CLASSROOM50, GRADESCOPE

from autograder.cli import doors as commands
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.exports.doors import FORMATS, ExportOptions, export

ROOT = Path(__file__).resolve().parents[2]
RIGHT = "def area(width, height):\n    return height * width"
WRONG = "def area(width, height):\n    return width + height"

# In place of pip, which would need a network: it installs what the lock file names, from this environment.
PIP = """
import importlib.metadata, os, re, shutil, sys
arguments = sys.argv[1:]
assert arguments[0] == "install" and "--require-hashes" in arguments, arguments
assert not any("index" in one or "://" in one for one in arguments), arguments
text = open(arguments[arguments.index("-r") + 1]).read()
assert "://" not in text
site = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
blocks = re.split(r"\\n(?=[a-z])", text)
for block in blocks:
    name, version = re.match(r"([a-z0-9._-]+)==(\\S+)", block).groups()
    assert "--hash=sha256:" in block, name
    try:
        found = next(iter(importlib.metadata.distributions(name=name, path=[os.environ["OUTER"]])))
    except StopIteration:
        assert ";" in block.split("\\n")[0], f"{name} is not installed here"
        continue
    assert found.version == version, name
    for file in found.files or []:
        source, target = str(found.locate_file(file)), os.path.normpath(os.path.join(site, file))
        if target.startswith(site) and os.path.isfile(source) and not os.path.exists(target):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            try:
                os.link(source, target)
            except OSError:
                shutil.copy2(source, target)
"""
PYTHON = """#!/usr/bin/env bash
if [ "$1" = -m ] && [ "$2" = venv ]; then
    "{python}" -m venv --without-pip "$3"
    site="$(echo "$3"/lib/python*/site-packages)"
    mkdir "$site/pip" && touch "$site/pip/__init__.py" && cp "{pip}" "$site/pip/__main__.py"
    exit
fi
exec "{python}" "$@"
"""


@pytest.fixture
def bare() -> Iterator[Path]:
    """An empty folder that every user can read, since the sandbox may run as another user."""
    with tempfile.TemporaryDirectory(prefix="autograder-doors-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    sheet = notebook(
        cell(
            "def area(width, height):\n    ### BEGIN SOLUTION\n    return width * height\n    ### END SOLUTION",
            "area",
            solution=True,
        ),
        cell("assert area(2, 2) == 4", "test_small", grade=True, locked=True, points=1),
        cell(
            "### BEGIN HIDDEN TESTS\nassert area(3, 5) == 15\n### END HIDDEN TESTS",
            "test_large",
            grade=True,
            locked=True,
            points=4,
        ),
    )
    course = make_course(tmp_path_factory.mktemp("course"), rectangles=sheet)
    (course.root / "requirements.lock").write_bytes((ROOT / "requirements.lock").read_bytes())
    return course


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of another machine: its Python cannot install from a network, and it has no apt-get."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "pip.py").write_text(PIP)
    (tools / "python3.11").write_text(PYTHON.format(python=sys.executable, pip=tools / "pip.py"))
    (tools / "apt-get").write_text("#!/bin/sh\nexit 1\n")
    for path in tools.iterdir():
        path.chmod(0o755)
    outer = next(path for path in sys.path if path.endswith("site-packages"))
    return {
        "PATH": f"{tools}:{os.defpath}",
        "HOME": str(folder),
        "OUTER": outer,
        "PYTHON": str(tools / "python3.11"),
        **more,
    }


def run(*command: object, env: dict[str, str], cwd: Path, code: int = 0) -> str:
    done = subprocess.run(
        list(map(str, command)), env=env, cwd=cwd, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def answer(course: Course, code: str) -> Any:
    content = released(course.sources("rectangles")["rectangles"])
    by_id(content, "area")["source"] = code
    return content


def unpack(archive: Path, folder: Path) -> None:
    """Unpack as `unzip` does, with modes."""
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            path = Path(opened.extract(info, folder))
            path.chmod(stat.S_IMODE(info.external_attr >> 16))


@pytest.mark.slow
def test_gradescopes_zip_runs_in_a_bare_directory(course: Course, bare: Path) -> None:
    done = export(course, "gradescope", "rectangles", ExportOptions(target=bare / "a.zip", allow_weak_sandbox=True))
    assert stat.S_IMODE((bare / "a.zip").stat().st_mode) == 0o600, "it holds the secret"
    assert [note.code for note in done.notes] == ["export.holds_secret"]
    home = bare / "autograder"
    unpack(bare / "a.zip", home / "source")
    for name in ("setup.sh", "run_autograder"):
        assert os.access(home / "source" / name, os.X_OK)
    shutil.copy(home / "source" / "run_autograder", home / "run_autograder")  # as Gradescope does
    env = environment(bare, AUTOGRADER_ROOT=str(home))
    run("./setup.sh", env=env, cwd=home / "source")
    assert not (home / "source" / "course").stat().st_mode & 0o077
    for code, scores in ((RIGHT, [1, 4]), (WRONG, [1, 0])):
        shutil.rmtree(home / "submission", ignore_errors=True)
        write(home / "submission" / "rectangles.ipynb", answer(course, code))
        run(home / "run_autograder", env=env, cwd=home)
        found = json.loads((home / "results" / "results.json").read_text())
        jsonschema.validate(found, GRADESCOPE)
        assert [test["score"] for test in found["tests"]] == scores
        assert "area(3, 5) == 15" not in json.dumps(found) or code == WRONG


@pytest.mark.slow
def test_classroom50_and_github_run_in_a_checkout(course: Course, bare: Path) -> None:
    checkout = bare / "checkout"
    export(course, "github-actions", "rectangles", ExportOptions(target=checkout, allow_weak_sandbox=True))
    write(checkout / "rectangles.ipynb", answer(course, WRONG))
    [workflow] = (checkout / ".github" / "workflows").glob("*.yml")
    steps = yaml.safe_load(workflow.read_text())["jobs"]["grade"]["steps"]
    env = environment(bare, GITHUB_WORKSPACE=str(checkout), GITHUB_STEP_SUMMARY=str(bare / "page"))
    install, grade = (step["run"] for step in steps if "run" in step)
    run("bash", "-e", "-c", install, env=env, cwd=checkout)
    said = run("bash", "-e", "-c", grade, env=env, cwd=checkout, code=1)
    assert said.startswith("::error title=test_large::")
    assert (bare / "page").read_text().startswith("### rectangles: 1 / 5")
    assert json.loads((checkout / "result.json").read_text())["score"] == 1

    here = bare / "published" / "autograders" / "rectangles"
    export(course, "classroom50", "rectangles", ExportOptions(target=here, allow_weak_sandbox=True))
    shutil.move(checkout / ".github" / "autograder" / "rectangles" / "venv", here / "venv")  # what install.sh makes
    write(checkout / "rectangles.ipynb", answer(course, RIGHT))
    variables = {"CLASSROOM": "c", "ASSIGNMENT": "rectangles", "SUBMISSION_TAG": "t1"}
    run(sys.executable, here / "autograder.py", env={**env, **variables}, cwd=checkout)
    found = json.loads((checkout / "result.json").read_text())
    jsonschema.validate(found, CLASSROOM50)
    assert (found["score"], found["max-score"], found["submission"]) == (5, 5, "t1")


@pytest.mark.slow
def test_courseras_folder_runs_in_a_bare_directory(course: Course, bare: Path) -> None:
    home, shared = bare / "grader", bare / "shared"
    options = ExportOptions(target=home, allow_weak_sandbox=True, parts={"xYz": "test_large"})
    export(course, "coursera", "rectangles", options)
    recipe = (home / "Dockerfile").read_text().split("\n")
    installed = next(line.removeprefix("RUN ") for line in recipe if line.startswith("RUN "))
    entry = json.loads(next(line.removeprefix("ENTRYPOINT ") for line in recipe if line.startswith("ENTRYPOINT ")))
    env = environment(bare, SHARED=str(shared), partId="xYz")
    run("bash", "-c", installed.replace("/grader", str(home)), env=env, cwd=bare)
    write(shared / "submission" / "rectangles.ipynb", answer(course, WRONG))
    run(*[part.replace("/grader", str(home)) for part in entry], env=env, cwd=bare)
    found = json.loads((shared / "feedback.json").read_text())
    assert set(found) == {"fractionalScore", "feedback"} and found["fractionalScore"] == 0
    assert "0 of 4 points" in found["feedback"]


@pytest.mark.parametrize("door", ["classroom50", "github-actions"])
def test_a_door_that_learners_can_read_says_so_and_offers_the_service(door: str, course: Course, tmp_path: Path) -> None:
    done = export(course, door, "rectangles", ExportOptions(target=tmp_path / "one"))
    assert [note.code for note in done.notes] == ["export.readable"]
    [page] = (tmp_path / "one").rglob("README.md")
    assert "Learners can read all of it" in page.read_text() and "--service" in page.read_text()
    done = export(
        course, door, "rectangles", ExportOptions(target=tmp_path / "two", service="https://g.example", language="zh")
    )
    assert [note.code for note in done.notes] == ["export.by_service"]
    texts = [path.read_text(errors="replace") for path in (tmp_path / "two").rglob("*") if path.is_file()]
    assert not any("area(3, 5) == 15" in text for text in texts)
    assert not any(path.name == "requirements.lock" for path in (tmp_path / "two").rglob("*"))


def test_the_service_is_for_readable_doors_only(course: Course, tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match="Only classroom50 and github-actions"):
        export(course, "gradescope", "rectangles", ExportOptions(target=tmp_path / "a", service="https://g.example"))


@pytest.mark.parametrize("door", ["classroom50", "github-actions", "coursera"])
def test_a_platform_that_shows_points_gets_nothing_where_learners_are_told_none(door: str, tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", CONFIG + "c.Help.level = {'tiny': 'none'}\n")
    with pytest.raises(AutograderError, match="shows learners their points"):
        export(course, door, "tiny", ExportOptions(target=tmp_path / "one"))
    assert not (tmp_path / "one").exists()


def test_scores_are_exported_to_the_courses_folder(graded: Course) -> None:
    for door, name in {"canvas": "tiny.csv", "moodle": "tiny.csv", "junit": "tiny.xml"}.items():
        done = export(graded, door, "tiny")
        assert done.path == graded.root / "export" / door / name and done.path.stat().st_size > 100


def test_an_unknown_format_a_part_of_nothing_and_a_folder_in_the_way_are_errors(course: Course, tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match="Unknown format 'pdf'; choose gradescope"):
        export(course, "pdf", "rectangles")
    with pytest.raises(AutograderError, match="volume"):
        export(course, "coursera", "rectangles", ExportOptions(target=tmp_path / "c", parts={"x": "volume"}))
    (tmp_path / "file").write_text("")
    with pytest.raises(AutograderError, match="cannot be written"):
        export(course, "gradescope", "rectangles", ExportOptions(target=tmp_path / "file" / "a.zip"))


def test_the_command_and_the_page_name_every_format() -> None:
    assert list(FORMATS) == commands.FORMATS
    page = (ROOT / "docs" / "doors.md").read_text("utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in page] == []


def test_no_script_names_an_index() -> None:
    for path in (ROOT / "autograder" / "exports" / "files").rglob("*"):
        if path.is_file():
            assert not re.search(r"index-url|find-links|https?://", path.read_text()), path
