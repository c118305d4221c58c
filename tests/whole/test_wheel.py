"""The wheel: it builds, installs with its declared dependencies alone, and grades a course outside this repository."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from courses import by_id, cell, notebook, released, write
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder import __version__
from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[2]
OF_THE_COURSE = "jupyter matplotlib scikit-learn scipy".split()  # packages that the grader must not bring
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'geometry'\n"
RIGHT = "def area(width, height):\n    return height * width"
WRONG = "def area(width, height):\n    return width + height"  # right for 2 and 2 only

pytestmark = pytest.mark.slow


class Environment:
    """A virtual environment that holds the wheel and its dependencies, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "venv" / "bin"
        self._home = folder / "home"
        self._home.mkdir()

    def run(self, *command: object, cwd: Path, code: int = 0) -> str:
        """Run a program of the environment in `cwd`, without this repository's environment. Return its output.

        Fails unless it exits with `code`. The output is stdout; of a program that fails, stderr.
        """
        program, *arguments = map(str, command)
        done = subprocess.run(
            [str(self.bin / program), *arguments],
            cwd=cwd,
            env={"PATH": f"{self.bin}:{os.defpath}", "HOME": str(self._home), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == code, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
        return done.stderr if code else done.stdout


def closure(requirement: Requirement, found: dict[tuple[str, str], Distribution]) -> None:
    """Add to `found` the installed distributions that a requirement brings, with those that they require."""
    name = canonicalize_name(requirement.name)
    for extra in {"", *requirement.extras}:
        if (name, extra) in found:
            continue
        found[name, extra] = distribution(name)
        for text in found[name, extra].requires or []:
            inner = Requirement(text)
            if inner.marker is None or inner.marker.evaluate({"extra": extra}):
                closure(inner, found)


def install(package: Distribution, site: Path) -> None:
    """Put an installed distribution's files into the environment with this `site-packages`, as pip would."""
    python = site.parents[2] / "bin" / "python"
    for file in package.files or []:
        source, target = Path(str(package.locate_file(file))), Path(os.path.normpath(site / file))
        if target.parent.name == "__pycache__" or not source.is_file() or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.parent == python.parent:  # a program: its first line names the Python that runs it
            text = source.read_bytes()
            target.write_bytes(text.replace(sys.executable.encode(), str(python).encode(), 1))
            shutil.copymode(source, target)
            continue
        try:
            os.link(source, target)
        except OSError:  # another file system
            shutil.copy2(source, target)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """An empty folder that every user can read, since the sandbox may run as another user."""
    with tempfile.TemporaryDirectory(prefix="autograder-wheel-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    """The wheel, built of a copy, so that nothing is left in the checkout."""
    copy = folder / "checkout"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "autograder", copy / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(copy)], check=True, timeout=300)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, folder: Path) -> Environment:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")], check=True, timeout=300)
    made = Environment(folder)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(made.bin / "python"),
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
    ]
    subprocess.run([*pip, str(wheel)], check=True, timeout=300)
    [site] = (folder / "venv" / "lib").glob("python*/site-packages")
    [metadata] = site.glob("autograded_neural_networks-*.dist-info")
    found: dict[tuple[str, str], Distribution] = {}
    for text in Distribution.at(metadata).requires or []:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            closure(requirement, found)
    names = {name for name, _ in found}
    assert "nbgrader" in names and not names & set(OF_THE_COURSE), names
    for package in {name: package for (name, _), package in found.items()}.values():
        install(package, site)
    return made


@pytest.fixture(scope="module")
def course(environment: Environment, folder: Path) -> Course:
    """A course of other people: plain asserts, one assignment, two submissions."""
    root = folder / "course"
    sheet = notebook(
        cell("# Rectangles", kind="markdown"),
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
    write(root / "source" / "rectangles" / "rectangles.ipynb", sheet)
    (root / "nbgrader_config.py").write_text(CONFIG)
    course = Course(root)
    for student, answer in {"ada": RIGHT, "bob": WRONG}.items():
        content = released(course.sources("rectangles")["rectangles"])
        by_id(content, "area")["source"] = answer
        write(course.submitted("rectangles", student) / "rectangles.ipynb", content)
    return course


def test_the_course_is_graded(environment: Environment, course: Course) -> None:
    assert "release/rectangles/rectangles.ipynb" in environment.run("autograder", "generate", cwd=course.root)
    assert "assert area(3, 5)" not in (course.release("rectangles") / "rectangles.ipynb").read_text()
    print(environment.run("autograder", "grade", "--all", "--allow-weak-sandbox", cwd=course.root))
    query = (
        "select s.student_id, sum(g.auto_score) from grade g join submitted_notebook n on n.id = g.notebook_id"
        " join submitted_assignment s on s.id = n.assignment_id group by s.student_id"
    )
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        assert dict(gradebook.execute(query).fetchall()) == {"ada": 5, "bob": 1}


def test_one_notebook_is_checked(environment: Environment, course: Course) -> None:
    handed_in = course.submitted("rectangles", "bob") / "rectangles.ipynb"
    text = environment.run("autograder", "check", handed_in, "--json", "-", "--allow-weak-sandbox", cwd=course.root)
    result = json.loads(text)
    assert (result["score"], result["max_score"]) == (1, 5)
    print(f"sandbox: {result['sandbox']}")


def test_what_is_exported_holds_the_scripts_of_its_door(environment: Environment, course: Course) -> None:
    shutil.copy(ROOT / "requirements.lock", course.root)
    environment.run("autograder", "export", "gradescope", "rectangles", "--to", "a.zip", cwd=course.root)
    with zipfile.ZipFile(course.root / "a.zip") as archive:
        names = set(archive.namelist())
    assert {"setup.sh", "run_autograder", "install.sh", "grader/autograder/collecting/columns.json"} <= names


def test_the_environment_holds_what_was_installed_and_no_package_of_the_lessons(
    environment: Environment, course: Course
) -> None:
    code = "import autograder, importlib.util as u; print(autograder.__file__, *map(u.find_spec, ('matplotlib', 'sklearn')))"
    place, *lessons = environment.run("python", "-c", code, cwd=course.root).split()
    assert Path(place).is_relative_to(environment.bin.parent)
    assert lessons == ["None", "None"]
    assert environment.run("autograder", "--version", cwd=course.root) == f"autograder {__version__}\n"


def test_a_course_whose_packages_are_not_installed_is_refused(environment: Environment, folder: Path) -> None:
    """The lessons of this repository need the extra `course`; without it nobody may score 0."""
    handed_in = ROOT / "demo" / "submitted" / "vectorised" / "logistic_regression" / "logistic_regression.ipynb"
    arguments = (handed_in, "--course", ROOT, "--allow-weak-sandbox")
    said = environment.run("autograder", "check", *arguments, cwd=folder, code=2)
    assert "imports matplotlib, which is not installed here" in said
