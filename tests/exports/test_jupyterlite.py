"""The folder that `jupyter lite build` makes a site of."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import nbformat
import pytest
from courses import make_course, released, tiny, write

from autograder.errors import CourseError
from autograder.exports import jupyterlite
from autograder.exports.jupyterlite import CONFIG, CONTENT, PACKAGES, build_site, write_site_folder

ROOT = Path(__file__).resolve().parents[2]


def test_releases_are_the_contents_and_nothing_else_is(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", one=tiny(), two=tiny())
    for name in ("one", "two"):
        write(course.release(name) / f"{name}.ipynb", released(course.sources(name)[name]))
    (course.release("one") / "data.csv").write_text("1")
    target = tmp_path / "site"
    write_site_folder(course, "one", target)
    (target / CONTENT / "one" / "old.csv").write_text("1")
    write_site_folder(course, "two", target)
    write_site_folder(course, "one", target)
    found = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    assert found == ["content/one/data.csv", "content/one/one.ipynb", "content/two/two.ipynb", CONFIG]
    config = json.loads((target / CONFIG).read_text())
    assert config == {"LiteBuildConfig": {"contents": ["content"], "output_dir": "site"}}
    nbformat.validate(nbformat.read(target / CONTENT / "one" / "one.ipynb", as_version=4))
    assert "secret scheme" not in (target / CONTENT / "one" / "one.ipynb").read_text()


def test_a_missing_release_and_one_with_hidden_tests_are_refused(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    with pytest.raises(CourseError, match="autograder generate tiny"):
        write_site_folder(course, "tiny", tmp_path / "site")
    write(course.release("tiny") / "tiny.ipynb", tiny())
    with pytest.raises(CourseError, match="holds solutions or hidden tests"):
        write_site_folder(course, "tiny", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_without_the_packages_there_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jupyterlite, "find_spec", lambda name: None)
    assert not build_site(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_fails_says_why(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("no JSON")
    with pytest.raises(CourseError, match=r"jupyter lite build` fails in .*: "):
        build_site(tmp_path)


def test_the_extra_holds_the_packages() -> None:
    """That a site is built with them, and opens, is shown in `tests/browser/test_site.py`."""
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["jupyterlite"]
    assert all(any(one.startswith(name) for one in extra) or name == "jupyter-server" for name in PACKAGES)
