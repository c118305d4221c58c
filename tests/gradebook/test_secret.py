"""The secret and the gradebook belong together: no run mixes scores of two secrets."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from courses import by_id, make_course, released, write
from gradebooks import result_of

from autograder.course.course import Course
from autograder.course.private import fingerprint
from autograder.course.release import generate
from autograder.errors import CourseError
from autograder.gradebook import run
from autograder.gradebook.backup import back_up, copies_of_secret
from autograder.gradebook.secret import ensure_secret, recorded_fingerprint, replace_secret
from autograder.gradebook.writer import GradebookWriter
from autograder.grading.record import stamp


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with one graded submission, and the secret that its score was computed with."""
    made = Course(make_course(tmp_path).root)
    generate(made)
    content = released(made.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return x + x"
    write(made.submitted("tiny", "ann") / "tiny.ipynb", content)
    grade(made)
    return made


def grade(course: Course) -> None:
    """What a run does with the secret and the gradebook."""
    run.prepare(course, "tiny")
    result = result_of(course, "ann", test_double=2, test_increment=1)
    stamp(
        result.notebooks["tiny"],
        sandbox="strict", language="en", work="", suspicious=[], exercises={}, comments={},
    )  # fmt: skip
    with GradebookWriter(course) as writer:
        writer.write(result)


def again(course: Course) -> Course:
    return Course(course.root)


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_first_run_makes_it_and_the_gradebook_remembers_it(course: Course) -> None:
    assert course.has_secret
    assert recorded_fingerprint(course) == fingerprint(course.secret)
    assert course.secret.encode() not in (course.root / "gradebook.db").read_bytes()
    ensure_secret(again(course))
    grade(again(course))
    assert recorded_fingerprint(course) == fingerprint(course.secret)


@pytest.mark.parametrize("remembered", [True, False], ids=["this version", "a version that did not remember it"])
def test_a_lost_one_is_refused_before_anything_is_written(remembered: bool, course: Course) -> None:
    copy = back_up(course)
    assert copy is not None
    course.secret_file.unlink()
    if not remembered:
        with sqlite3.connect(course.root / "gradebook.db") as database:
            database.execute("DELETE FROM autograder_secret")
    before = everything(course.root)
    for dry in (True, False):
        with pytest.raises(CourseError) as lost:
            ensure_secret(again(course), dry=dry)
    with pytest.raises(CourseError, match="is gone"):
        run.prepare(again(course), "tiny")
    assert everything(course.root) == before
    said = str(lost.value)
    assert str(course.secret_file) in said and str(copy.with_suffix(".secret")) in said
    assert "autograder secret --new" in said
    assert "密钥" in lost.value.in_language("zh")


def test_the_way_back_is_to_copy_it_from_the_backup(course: Course) -> None:
    secret = course.secret
    back_up(course)
    course.secret_file.unlink()
    copies_of_secret(course)[-1].rename(course.secret_file)
    ensure_secret(again(course))
    assert again(course).secret == secret


def test_without_a_copy_the_sentence_names_none(course: Course) -> None:
    course.secret_file.unlink()
    for copy in copies_of_secret(course):
        copy.unlink()
    with pytest.raises(CourseError, match="from your own backup"):
        ensure_secret(again(course))


def test_the_way_on_is_a_new_one(course: Course) -> None:
    course.secret_file.unlink()
    replace_secret(again(course))
    assert recorded_fingerprint(course) is None
    ensure_secret(again(course))
    grade(again(course))
    assert recorded_fingerprint(course) == fingerprint(again(course).secret)


def test_another_ones_scores_are_not_mixed_in(course: Course) -> None:
    course.secret_file.write_text("another\n")
    with pytest.raises(CourseError, match="is not the one that the gradebook's scores were computed with"):
        ensure_secret(again(course))


def test_a_course_that_nbgrader_graded_before_needs_none(course: Course) -> None:
    course.secret_file.unlink()
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute("DROP TABLE autograder_secret")
    for path in course.autograded("tiny", "ann").glob("*"):
        path.unlink()
    fresh = again(course)
    ensure_secret(fresh)
    assert fresh.has_secret


def test_a_gradebook_that_is_none_is_named(course: Course) -> None:
    (course.root / "gradebook.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(CourseError, match=r"gradebook\.db cannot be .* not a database; nothing was graded"):
        ensure_secret(again(course))


def test_one_that_was_given_in_python_is_left_alone(course: Course) -> None:
    given = Course(course.root, secret="made up")
    ensure_secret(given)
    with GradebookWriter(given) as writer:
        writer.write(result_of(given, "ann", test_double=2, test_increment=1))
    assert recorded_fingerprint(course) == fingerprint(again(course).secret)
