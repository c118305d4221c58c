"""Notebooks that are anywhere, of several assignments, in one warm process."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import by_id, cell, make_course, notebook, released, tiny, write

import autograder
from autograder import Course, grade_notebook, grade_notebooks
from autograder.errors import CourseError, NotebookError
from autograder.grading import assignment as preparation
from autograder.notebook.files import Notebook


def reads_a_file(name: str) -> Notebook:
    """An assignment whose answer is the text of its data file, and whose release shows what is in the folder."""
    looks = "files = sorted(os.listdir())\nassert files == ['words.txt'], files"
    return notebook(
        cell("import os", f"{name}_imports", locked=True),
        cell(
            f"def text_of_{name}():\n    ### BEGIN SOLUTION\n    return open('words.txt').read()\n    ### END SOLUTION",
            f"text_of_{name}",
            solution=True,
        ),
        cell(looks, f"test_files_{name}", grade=True, locked=True, points=1),
        cell(f"assert text_of_{name}() == {name!r}", f"test_text_{name}", grade=True, locked=True, points=2),
    )


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = make_course(tmp_path / "course", tiny=tiny(), first=reads_a_file("first"), second=reads_a_file("second"))
    for name in ("first", "second"):
        (course.source(name) / "words.txt").write_text(name)
    return Course(course.root, secret="made up")


def solved(course: Course, assignment: str) -> Notebook:
    content = released(course.sources(assignment)[assignment])
    solution = f"text_of_{assignment}"
    by_id(content, solution)["source"] = f"def {solution}():\n    return open('words.txt').read()"
    return content


def test_notebooks_of_several_assignments_are_graded_in_order_in_one_process(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = preparation.WarmProcess
    monkeypatch.setattr(preparation, "WarmProcess", lambda *given, **more: started.append(1) or start(*given, **more))
    names = ["second", "first", "tiny", "second"]
    for number, name in enumerate(names):
        content = solved(course, name) if name != "tiny" else released(course.sources("tiny")["tiny"])
        write(tmp_path / f"{number}.ipynb", content)
    paths = [tmp_path / f"{number}.ipynb" for number in range(len(names))]
    results = list(grade_notebooks(course, paths, allow_weak_sandbox=True))
    assert [(result.file, result.assignment) for result in results] == list(zip(map(str, paths), names, strict=True))
    assert [result.score for result in results] == [3, 3, 0, 3], [[e.message for e in r.exercises] for r in results]
    assert started == [1]


def test_what_cannot_be_graded_has_its_reason_and_stops_nothing(course: Course, tmp_path: Path) -> None:
    write(tmp_path / "ours.ipynb", solved(course, "first"))
    write(tmp_path / "other.ipynb", notebook(cell("print('nothing of ours')")))
    (tmp_path / "broken.ipynb").write_text("{")
    names = ["gone", "broken", "other", "ours"]
    results = list(grade_notebooks(course, [tmp_path / f"{name}.ipynb" for name in names], allow_weak_sandbox=True))
    assert [result.refused is None for result in results] == [False, False, False, True]
    for name, result in zip(names[:3], results, strict=False):
        assert f"{name}.ipynb" in str(result.refused)
    assert results[3].score == 3


def test_one_notebook_is_a_result_or_an_error(course: Course, tmp_path: Path) -> None:
    write(tmp_path / "ours.ipynb", solved(course, "first"))
    assert grade_notebook(course.root, tmp_path / "ours.ipynb", allow_weak_sandbox=True).score == 3
    with pytest.raises(NotebookError, match=r"gone\.ipynb"):
        grade_notebook(course, tmp_path / "gone.ipynb")
    with pytest.raises(CourseError, match="nosuch"):
        grade_notebook(course, tmp_path / "ours.ipynb", assignment="nosuch")
    with pytest.raises(CourseError, match="is not a course"):
        grade_notebook(tmp_path, tmp_path / "ours.ipynb")


def test_without_notebooks_nothing_is_started(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparation, "WarmProcess", None)
    assert list(grade_notebooks(course, [])) == []


def test_the_public_names_are_there_and_documented() -> None:
    for name in autograder.__all__:
        assert (getattr(autograder, name).__doc__ or "").strip(), name
    assert set(autograder.__all__) <= set(dir(autograder))
