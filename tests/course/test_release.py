"""Releases and solutions are generated, the same each time, and give nothing away."""

from __future__ import annotations

import ast
import json
import runpy
import warnings
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, LANGUAGES_CONFIG, by_id, cell, make_course, notebook, released, tiny, two_languages, write
from foreign_courses import Foreign

from autograder.course.course import Course
from autograder.course.release import generate, leaks, solutions, stale, unreadable_cells
from autograder.errors import CourseError, NotebookError
from autograder.nbgrader_plugins.release import ChooseLanguage
from autograder.notebook.files import Notebook, read_notebook
from autograder.notebook.metadata import compute_checksum
from autograder.notebook.normal import is_normal, language_of
from autograder.notebook.source import SourceNotebook

ROOT = Path(__file__).resolve().parents[2]


def make_ours(root: Path, config: str = CONFIG, **assignments: Notebook) -> Course:
    """Write a course whose assignments have folders for hidden tests: it is written for this grader."""
    course = make_course(root, config, **assignments)
    for assignment in course.assignments():
        course.hidden_tests(assignment).mkdir(parents=True)
    return course


def stale_files(course: Course, assignment: str) -> list[str]:
    return [str(sentence) for sentence in stale(course, assignment)]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_release_is_what_learners_get_and_its_checksums_are_valid(tmp_path: Path) -> None:
    course = make_ours(tmp_path)
    data = tmp_path / "source" / "tiny" / "data" / "numbers.csv"
    data.parent.mkdir()
    data.write_text("1,2\n")
    changed = generate(course, ["tiny"])
    assert [path.relative_to(tmp_path).as_posix() for path in changed] == [
        "release/tiny/data/numbers.csv",
        "release/tiny/tiny.ipynb",
        "solutions/tiny.py",
    ]
    path = course.release("tiny") / "tiny.ipynb"
    assert is_normal(path.read_bytes(), "release")
    release = read_notebook(path)
    expected = released(course.sources("tiny")["tiny"])
    assert [c["source"] for c in release["cells"]] == [c["source"] for c in expected["cells"]]
    for one in release["cells"]:
        meta = one["metadata"].get("nbgrader", {})
        if "checksum" in meta:
            assert meta["checksum"] == compute_checksum(one)
    assert leaks(course.sources("tiny")["tiny"], path.read_text()) == []


def test_a_name_that_nbgrader_forbids_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """nbgrader's exchange joins names by a plus; its own error is a traceback."""
    course = make_course(tmp_path, **{"hw+1": tiny(), "other": tiny()})
    for wanted in (["hw+1"], []):
        with pytest.raises(CourseError, match=r"The assignment's name 'hw\+1' has a \+") as caught:
            generate(course, wanted)
        assert "rename its folder" in str(caught.value) and "名称" in caught.value.in_language("zh")
    assert not (tmp_path / "release").exists() and not (tmp_path / "gradebook.db").exists()


def test_generating_twice_or_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = make_ours(tmp_path / "a"), make_ours(tmp_path / "b" / "longer path")
    generate(first)
    generate(second)
    assert snapshot(first.root / "release") == snapshot(second.root / "release")
    assert snapshot(first.root / "solutions") == snapshot(second.root / "solutions")
    assert generate(first) == []


def test_the_assignment_is_entered_into_the_gradebook(tmp_path: Path) -> None:
    course = make_ours(tmp_path)
    generate(course)
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url, course.course_id) as gradebook:
        found = gradebook.find_notebook("tiny", "tiny")
        assert {c.name: c.max_score for c in found.grade_cells} == {"test_double": 2, "why": 3, "test_increment": 1}
        source = course.sources("tiny")["tiny"]
        for one in found.source_cells:  # what a submission is restored to is what nbgrader would restore it to
            assert one.source == source.by_id[one.name].restored
            assert one.checksum == source.by_id[one.name].metadata["nbgrader"].get("checksum")
            assert one.locked == (one.name not in ("double", "increment", "why"))


def test_stale_files_are_named_with_the_command_and_left_alone(tmp_path: Path) -> None:
    course = make_ours(tmp_path)
    assert stale_files(course, "tiny") == [
        "release/tiny/tiny.ipynb is missing: run `autograder generate tiny`.",
        "solutions/tiny.py is missing: run `autograder generate tiny`.",
    ]
    assert stale(course, "tiny")[0].in_language("zh") == "缺少 release/tiny/tiny.ipynb：请运行 `autograder generate tiny`。"
    generate(course)
    assert stale_files(course, "tiny") == []
    content = tiny()
    by_id(content, "double")["source"] = "def double(x):\n    ### BEGIN SOLUTION\n    return x * 2\n    ### END SOLUTION"
    content["cells"][0]["metadata"]["scrolled"] = True
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    (tmp_path / "release" / "tiny" / "old.csv").write_text("")
    before = snapshot(tmp_path)
    assert stale_files(course, "tiny") == [
        "release/tiny/old.csv is no longer generated: run `autograder generate tiny`.",
        "release/tiny/tiny.ipynb is stale: run `autograder generate tiny`.",
        "solutions/tiny.py is stale: run `autograder generate tiny`.",
        "source/tiny/tiny.ipynb is not normalised: run `autograder generate tiny`.",
    ]
    assert snapshot(tmp_path) == before
    generate(course)
    assert stale_files(course, "tiny") == []
    assert not (tmp_path / "release" / "tiny" / "old.csv").exists()


def test_solutions_are_importable_and_hold_only_what_they_need(tmp_path: Path) -> None:
    content = notebook(
        cell("%matplotlib inline\nimport math\nimport time", "imports", locked=True),
        cell("FACTOR = 2\ntools = {}", "tools", locked=True),
        cell("time.sleep(3600)", "demo", locked=True),
        cell(
            "def f(x):\n    ### BEGIN SOLUTION\n    return FACTOR * math.sqrt(x)\n    ### END SOLUTION", "f", solution=True
        ),
        cell("assert f(4) == 4", "test_f", grade=True, locked=True, points=1),
        cell("print(f(4)); time.sleep(3600)"),
    )
    text = solutions([SourceNotebook.of(content, "a.ipynb")], "a")
    assert text.startswith("# Generated from source/a by `autograder generate a`. Do not edit.\n")
    assert "SOLUTION" not in text
    assert "matplotlib" not in text
    assert "sleep" not in text
    assert "import math" in text
    assert "import time" not in text
    ast.parse(text)
    path = tmp_path / "a.py"
    path.write_text(text)
    assert runpy.run_path(str(path))["f"](9) == 6


def test_errors_name_the_cell_and_change_nothing(tmp_path: Path) -> None:
    course = make_ours(tmp_path)
    generate(course)
    before = snapshot(tmp_path / "release")
    content = tiny()
    by_id(content, "double")["source"] += "\n### BEGIN SOLUTION"
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    with pytest.raises(NotebookError, match=r"cell double: a solution region is not closed"):
        generate(course)
    assert snapshot(tmp_path / "release") == before


def test_a_refusal_by_nbgrader_is_passed_on(tmp_path: Path) -> None:
    course = make_ours(tmp_path)
    generate(course)
    from nbgrader.api import Gradebook

    with warnings.catch_warnings(action="ignore"), Gradebook(course.db_url, course.course_id) as gradebook:
        gradebook.add_student("ann")
        gradebook.add_submission("tiny", "ann")
    content = tiny()
    content["cells"].append(cell("1", "new", locked=True))
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    before = snapshot(tmp_path / "release")
    with pytest.raises(CourseError, match=r"Cannot add or remove cells for notebook 'tiny'.*submissions") as caught:
        generate(course)
    assert "\n" not in str(caught.value)
    assert snapshot(tmp_path / "release") == before


def test_a_course_without_assignments_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    with pytest.raises(CourseError, match="has no assignment"):
        generate(Course(tmp_path))


@pytest.mark.parametrize(
    "text",
    ["twofold", "x = 'return twofold'", '{"cells": [{"cell_type": "code", "source": ["assert double(21) == 42"]}]}'],
)
def test_leaks_are_found(text: str) -> None:
    assert leaks(SourceNotebook.of(tiny(), "tiny.ipynb"), text)


# languages


@pytest.fixture
def bilingual(tmp_path: Path) -> Course:
    return make_ours(tmp_path, LANGUAGES_CONFIG, tiny=two_languages())


def release_of(course: Course) -> dict[str, Any]:
    return read_notebook(course.release("tiny") / "tiny.ipynb")


def test_releases_in_two_languages_differ_in_tagged_cells_only(bilingual: Course) -> None:
    made = {}
    for language in ("en", "zh"):
        generate(bilingual, ["tiny"], language)
        made[language] = release_of(bilingual)
        assert language_of(made[language]) == language
    for cells in zip(made["en"]["cells"], made["zh"]["cells"], strict=True):
        one, other = ((c["id"], c["cell_type"], {**c["metadata"].get("nbgrader", {}), "checksum": ""}) for c in cells)
        assert one == other
    assert [c["id"] for c in made["en"]["cells"][:2]] == ["p1-title", "tools"]
    assert by_id(made["en"], "tools")["source"] == "WORD = 'yes'" and by_id(made["zh"], "tools")["source"] == "WORD = '对'"
    differ = [a["id"] for a, b in zip(made["en"]["cells"], made["zh"]["cells"], strict=True) if a["source"] != b["source"]]
    assert differ == ["p1-title", "tools"]
    for language, other in (("en", "加倍"), ("zh", "Twice as much")):
        assert other not in json.dumps(made[language], ensure_ascii=False)


def test_a_release_is_in_the_courses_language(bilingual: Course) -> None:
    generate(bilingual)
    assert language_of(release_of(bilingual)) == "en" and stale_files(bilingual, "tiny") == []
    generate(bilingual, language="zh")
    assert stale_files(bilingual, "tiny") == ["release/tiny/tiny.ipynb is stale: run `autograder generate tiny`."]


def test_nbgrader_chooses_the_same_cells(bilingual: Course) -> None:
    given = ChooseLanguage(language="zh").preprocess(two_languages(), {})[0]
    ours = SourceNotebook.of(two_languages(), "tiny.ipynb", language="zh")
    assert [c["id"] for c in given["cells"]] == [c.cell_id for c in ours.cells]


# this course


ASSIGNMENTS = Course(ROOT).assignments()


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_committed_files_are_up_to_date(assignment: str) -> None:
    assert stale_files(Course(ROOT), assignment) == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_releases_hold_no_trace_of_solutions_and_hidden_tests(assignment: str) -> None:
    course = Course(ROOT)
    files = [path for path in course.release(assignment).rglob("*") if path.is_file()]
    assert files
    for source in course.sources(assignment).values():
        for path in files:
            assert leaks(source, path.read_text("utf-8", errors="replace")) == [], path


# ---------------------------------------------------------------- other people's courses


def test_a_foreign_source_stays_as_it_is(tmp_path: Path) -> None:
    content = notebook(cell("x = 1\nx", "x", solution=True), cell("print('kept')"))
    content["cells"][1] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "kept\n"}], "execution_count": 7}
    course = make_course(tmp_path, tiny=content)
    path = tmp_path / "source" / "tiny" / "tiny.ipynb"
    path.write_text(json.dumps(content, indent=7))
    before = snapshot(tmp_path / "source")
    assert [path.relative_to(tmp_path).as_posix() for path in generate(course)] == ["release/tiny/tiny.ipynb"]
    assert snapshot(tmp_path / "source") == before and not (tmp_path / "solutions").exists()
    assert stale_files(course, "tiny") == [] and generate(course) == []


def test_a_foreign_source_that_is_not_python_is_released_with_a_warning(tmp_path: Path) -> None:
    body = "### BEGIN SOLUTION\ndef f(x):\n    return x\n### END SOLUTION\ndef f(x):"
    course = make_course(tmp_path, tiny=notebook(cell(body, "f", solution=True), cell("t = %timeit -o f(1)\nfiles = !ls")))
    generate(course)
    shown = read_notebook(course.release("tiny") / "tiny.ipynb")["cells"][0]["source"]
    assert shown == "# YOUR CODE HERE\nraise NotImplementedError()\ndef f(x):"
    (warning,) = map(str, unreadable_cells(course, "tiny"))
    assert warning.startswith("source/tiny/tiny.ipynb, cell f, line 5: this is not Python")


@pytest.mark.parametrize("schema", ["schema_0", "schema_1", "schema_2"])
def test_a_source_with_older_metadata_is_released(schema: str, tmp_path: Path) -> None:
    """nbgrader refuses it."""
    foreign = Foreign(schema)
    course = foreign.course(tmp_path)
    before = snapshot(course.source(schema))
    generate(course, [schema])
    assert snapshot(course.source(schema)) == before
    cells = read_notebook(course.release(schema) / f"{schema}.ipynb")["cells"]
    graded = {
        one["metadata"]["nbgrader"]["grade_id"]: one["metadata"]["nbgrader"]
        for one in cells
        if "nbgrader" in one["metadata"]
    }
    assert {meta["schema_version"] for meta in graded.values()} == {3}
    assert {name: graded[name]["points"] for name in foreign.points} == foreign.points
