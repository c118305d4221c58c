"""The packages that an exported assignment needs."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from courses import cell, make_course, notebook
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.exports.requirements import distributions_for, find_lock, locked_subset

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"


def names_in(text: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE))


def closure(name: str, extra: str, found: set[str]) -> None:
    """What `packaging`, which is not ours, finds that a distribution requires on this machine."""
    for text in requires(name) or []:
        requirement = Requirement(text)
        inner = str(canonicalize_name(requirement.name))
        if (requirement.marker is None or requirement.marker.evaluate({"extra": extra})) and inner not in found:
            found.add(inner)
            for further in {"", *requirement.extras}:
                closure(inner, further, found)


def test_the_subset_holds_all_that_is_required_and_no_tool_of_the_developers() -> None:
    wanted = distributions_for(Course(ROOT), "logistic_regression")
    assert {"numpy", "matplotlib", "nbgrader", "typer"} <= set(wanted)
    text = locked_subset(LOCK, wanted)
    needed = set(wanted)
    for name in wanted:
        closure(name, "", needed)
    assert needed <= names_in(text)
    assert not names_in(text) & {"pytest", "mypy", "ruff", "playwright", "hypothesis"}
    assert "tinycss2" in names_in(text), "of an extra"


def test_lines_keep_their_hashes_and_markers_and_name_no_address() -> None:
    text = locked_subset(LOCK, ["pyseccomp", "rich"])
    assert re.search(r"^pyseccomp==\S+ ; sys_platform == 'linux'", text, re.MULTILINE)
    for block in re.split(r"\n(?=[a-z])", text):
        assert "--hash=sha256:" in block
    assert "://" not in text and not re.search(r"^\s*-(?!-hash)", text, re.MULTILINE)
    assert all(block in LOCK.read_text() for block in re.split(r"(?<=\n)(?=[a-z])", text))


def test_modules_of_the_course_and_of_python_are_no_packages(tmp_path: Path) -> None:
    code = "import os, helper\nimport numpy as np\nfrom sklearn import datasets"
    course = make_course(tmp_path, a=notebook(cell(code)))
    (course.source("a") / "helper.py").write_text("")
    assert {"numpy", "scikit-learn"} <= set(distributions_for(course, "a"))
    (course.source("a") / "helper.py").unlink()
    with pytest.raises(CourseError, match="imports helper"):
        distributions_for(course, "a")


def test_a_package_that_is_not_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text("numpy==2.4.6 \\\n    --hash=sha256:00\n")
    course = make_course(tmp_path)
    assert find_lock(course) == tmp_path / "requirements.lock"
    with pytest.raises(CourseError, match="does not list rich"):
        locked_subset(find_lock(course), ["numpy", "rich"])
