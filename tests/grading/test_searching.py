"""Notebooks under other names, in other places and of other assignments are found, named, and left to a person."""

from __future__ import annotations

import io
import itertools
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import CONFIG, by_id, cell, make_course, notebook, released, tiny, write

from autograder.course.course import Course
from autograder.grading.handed_in import Submission, read_submission
from autograder.grading.searching import assignment_of, may_be_work
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook, dumps

NUMBERS = itertools.count()


def other() -> Notebook:
    body = "def {0}(x):\n    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION"
    cells = [cell("import math", "imports", locked=True)]
    for name in ("triple", "quadruple", "why"):
        cells += [cell(body.format(name), name, solution=True)]
        cells += [cell(f"assert {name}(1) == 3", f"test_{name}", grade=True, locked=True, points=1)]
    return notebook(*cells)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("course"), CONFIG, tiny=tiny(), other=other())


@pytest.fixture
def eve() -> str:
    """The id of a student whom no other test has."""
    return f"eve{next(NUMBERS)}"


@pytest.fixture(scope="module")
def grader(course: Course) -> Iterator[Grader]:
    with Grader(course, "tiny", allow_weak=True) as made:
        yield made


def starter(course: Course, assignment: str = "tiny") -> Notebook:
    return released(course.sources(assignment)[assignment])


def worked(course: Course, *names: str) -> Notebook:
    content = starter(course)
    texts = {"double": "def double(x):\n    return x + x", "increment": "def increment(x):\n    return x + 1"}
    for name in names or texts:
        by_id(content, name)["source"] = texts[name]
    return content


def as_zip(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def hand_in(course: Course, student: str, name: str, content: Notebook | bytes) -> Path:
    path = course.submitted("tiny", student) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else dumps(content).encode())
    return path


def read(course: Course, student: str) -> Submission:
    return read_submission(course, "tiny", student, course.sources("tiny"))


@pytest.mark.parametrize(
    "name", ["tiny (1).ipynb", "work/tiny.ipynb", "Tiny.IPYNB", "tiny.ipynb.json", "tiny.ipynb.txt", "eve's homework.ipynb"]
)
def test_work_under_another_name_is_graded_named_and_left_to_a_person(
    course: Course, eve: str, grader: Grader, name: str
) -> None:
    hand_in(course, eve, name, worked(course))
    result = grader.grade_folder(eve)
    assert result.score == result.max_score == 3
    said = f"tiny.ipynb was graded from the file {name}; a person has to confirm that this is the right one."
    assert [str(note) for note in result.notes][:1] == [said] == [str(result.confirm["tiny"])]


def test_a_zip_file_and_one_in_another_are_looked_into(course: Course, eve: str) -> None:
    inner = as_zip(**{"a/tiny.ipynb": dumps(worked(course)).encode()})
    hand_in(course, eve, "all.zip", as_zip(**{"inner.zip": inner, "notes.txt": b"hello"}))
    found = read(course, eve)
    assert "all.zip/inner.zip/a/tiny.ipynb" in str(found.confirm["tiny"]) and found.notebooks


def test_the_worked_copy_counts_and_not_the_starter_beside_it(course: Course, eve: str, grader: Grader) -> None:
    hand_in(course, eve, "tiny.ipynb", starter(course))
    hand_in(course, eve, "tiny (1).ipynb", worked(course))
    result = grader.grade_folder(eve)
    assert result.score == 3 and "tiny (1).ipynb" in str(result.confirm["tiny"])


def test_of_two_worked_copies_both_are_named(course: Course, eve: str) -> None:
    hand_in(course, eve, "tiny.ipynb", worked(course, "double"))
    hand_in(course, eve, "draft/tiny.ipynb", worked(course))
    found = read(course, eve)
    said = "the file draft/tiny.ipynb, which answers the most. Other files with answers: tiny.ipynb."
    assert said in str(found.confirm["tiny"])


@pytest.mark.parametrize("name", ["old.zip", "tiny.html", "notes.md", "tiny (1).ipynb"])
def test_finished_work_is_not_touched_by_what_lies_beside_it(course: Course, eve: str, name: str) -> None:
    hand_in(course, eve, "tiny.ipynb", worked(course))
    hand_in(course, eve, name, as_zip(a=b"1") if name.endswith("zip") else starter(course))
    found = read(course, eve)
    assert found.confirm == {} and found.trouble is None and "x + x" in str(found.notebooks["tiny"])


def test_a_notebook_of_another_assignment_is_named(course: Course, eve: str, grader: Grader) -> None:
    content = starter(course, "other")
    assert assignment_of(course, "tiny", content, course.sources("tiny")) == "other"
    hand_in(course, eve, "tiny.ipynb", content)
    result = grader.grade_folder(eve)
    said = "tiny.ipynb is a notebook of the assignment other, not of tiny; hand in the right one."
    assert str(result.refused) == said and str(result.unread["tiny"]) == said


def test_without_metadata_it_is_named_too(course: Course) -> None:
    content = starter(course, "other")
    for one in content["cells"]:
        one["metadata"] = {}
    assert assignment_of(course, "tiny", content, course.sources("tiny")) == "other"
    assert assignment_of(course, "tiny", worked(course), course.sources("tiny")) == ""
    assert assignment_of(course, "tiny", {"cells": [], "metadata": {}}, course.sources("tiny")) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tiny.rar", b"Rar!"),
        ("tiny.zip", b"PK broken"),
        ("tiny.html", b"<p>x</p>"),
        ("tiny (1).ipynb", b'{"cells": ['),
    ],
)
def test_what_cannot_be_graded_is_named(course: Course, eve: str, grader: Grader, name: str, content: bytes) -> None:
    hand_in(course, eve, name, content)
    result = grader.grade_folder(eve)
    assert name in str(result.refused) and "tiny" in result.unread


def test_of_several_notebooks_a_broken_and_a_renamed_one_are_no_silent_zero(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    write(course.source("tiny") / "second.ipynb", other())
    for student in ("bob", "cyd", "dan", "eve"):
        hand_in(course, student, "tiny.ipynb", worked(course))
    hand_in(course, "bob", "second.ipynb", json.dumps(other()).encode()[:200])
    hand_in(course, "cyd", "second (1).ipynb", released(course.sources("tiny")["second"]))
    hand_in(course, "dan", "second.rar", b"Rar!")
    with Grader(course, "tiny", allow_weak=True) as grader:
        bob, cyd, dan, eve = map(grader.grade_folder, ("bob", "cyd", "dan", "eve"))
    assert "second.ipynb is not a notebook" in str(bob.unread["second"])
    assert "second (1).ipynb" in str(cyd.confirm["second"]) and cyd.max_score == eve.max_score
    assert "second.rar" in str(dan.unread["second"])
    reasons = {one.message for one in dan.exercises if one.notebook == "second"}
    assert reasons == {str(dan.unread["second"])}, "the true reason stands at each exercise"
    assert eve.unread == {} == eve.confirm, "it was not handed in"


def test_anothers_work_is_not_taken_by_a_hard_link(course: Course, eve: str) -> None:
    """A file with another name can be the same as another student's, which only the file system knows."""
    theirs = hand_in(course, f"ann-{eve}", "tiny.ipynb", worked(course))
    hand_in(course, eve, "tiny.ipynb", starter(course))
    os.link(theirs, course.submitted("tiny", eve) / "tiny (1).ipynb")
    found = read(course, eve)
    assert found.confirm == {} and "x + x" not in str(found.notebooks["tiny"])


def test_anothers_work_is_not_taken_by_a_symbolic_link(course: Course, eve: str) -> None:
    theirs = hand_in(course, f"ann-{eve}", "tiny.ipynb", worked(course))
    hand_in(course, eve, "tiny.ipynb", starter(course))
    (course.submitted("tiny", eve) / "tiny (1).ipynb").symlink_to(theirs)
    (course.submitted("tiny", eve) / "more").symlink_to(theirs.parent)
    found = read(course, eve)
    assert found.confirm == {} and "x + x" not in str(found.notebooks["tiny"])


def test_names_say_what_may_be_work() -> None:
    assert all(may_be_work(Path(name)) for name in ("a.ipynb", "a.IPYNB", "a.ipynb.txt", "a.py", "a.zip", "a.rar", "a.html"))
    assert not any(may_be_work(Path(name)) for name in ("a.csv", "a.png", "a.txt", "timestamp.txt"))


# ---------------------------------------------------------------- what learners were given


@pytest.fixture
def handed_out(course: Course) -> Iterator[Path]:
    """A text that an instructor keeps beside the notebook, with all answers; learners get it with the release."""
    path = course.source("tiny") / "notes.md"
    path.write_text("```python\ndef double(x):\n    return 2 * x\n\n\ndef increment(x):\n    return x + 1\n```\n")
    yield path
    path.unlink()


def test_a_file_of_the_release_is_not_the_learners_work(course: Course, eve: str, handed_out: Path) -> None:
    hand_in(course, eve, "tiny.ipynb", starter(course))
    hand_in(course, eve, "notes.md", handed_out.read_bytes())
    found = read(course, eve)
    assert found.confirm == {} and found.notebooks["tiny"] == starter(course)


def test_a_changed_file_of_the_release_is(course: Course, eve: str, handed_out: Path) -> None:
    hand_in(course, eve, "tiny.ipynb", starter(course))
    hand_in(course, eve, "notes.md", handed_out.read_bytes() + b"\nMine.\n")
    assert "notes.md" in str(read(course, eve).confirm["tiny"])
