"""The folder that `jupyter lite build` makes a site of."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from courses import make_course, released, tiny, write

from autograder.errors import CourseError
from autograder.exports import jupyterlite
from autograder.exports.doors import export
from autograder.exports.jupyterlite import CONFIG, CONTENT, build_site, write_site_folder


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


BUILDER = """
import os, sys
assert sys.argv[1:] == ["build"] and os.path.exists("jupyter_lite_config.json")
if os.path.exists("broken"):
    sys.exit("no disk")
os.makedirs("site/files")
open("site/index.html", "w").close()
"""


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages in JupyterLite's place: they are not installed where these tests run."""
    for name, text in {"jupyterlite_core/__main__.py": BUILDER, "jupyterlite_pyodide_kernel/__init__.py": ""}.items():
        path = tmp_path / "packages" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    (tmp_path / "packages" / "jupyterlite_core" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))


def test_without_the_packages_there_is_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jupyterlite, "find_spec", lambda name: None)
    assert not build_site(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_with_the_packages_the_site_is_built(builder: None, tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    write(course.release("tiny") / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    done = export(course, "jupyterlite", "tiny")
    assert (done.path / "index.html").is_file() and [note.code for note in done.notes] == ["export.site"]


def test_a_build_that_fails_says_why(builder: None, tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("{}")
    (tmp_path / "broken").write_text("")
    with pytest.raises(CourseError, match=r"jupyter lite build` fails .* no disk"):
        build_site(tmp_path)
