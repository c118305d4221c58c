"""A day of this repository's course with nbgrader's own commands, from the release to the feedback."""

from __future__ import annotations

import csv
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import by_id, write
from nbgrader_apps import A, isolated, nbgrader, page_of, run, solved, this_course

from autograder.course.release import generate, leaks
from autograder.notebook.files import dumps
from autograder.notebook.metadata import Role
from autograder.notebook.regions import hidden_lines


@pytest.fixture(autouse=True)
def _isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with isolated(tmp_path, monkeypatch):
        yield


def test_a_day_from_release_to_feedback(tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    shared = f"\nc.Exchange.root = {str(exchange)!r}\nc.ExchangeCollect.check_owner = False\n"
    course = this_course(tmp_path / "course", shared)
    here = course.root
    source = course.sources(A)[A]

    nbgrader(here, "generate_assignment", A)
    assert not leaks(source, (course.release(A) / f"{A}.ipynb").read_text())
    generate(course)  # the references; the release is in its normal form now
    assert "Success! Your notebook passes all the tests." in nbgrader(here, "validate", f"source/{A}/{A}.ipynb")
    nbgrader(here, "release_assignment", A)

    # A learner, on whose machine there is no grader.
    home = tmp_path / "home"
    home.mkdir()
    learner = f"c = get_config()\nc.CourseDirectory.course_id = {course.course_id!r}\nc.Validator.validate_all = True\n"
    (home / "nbgrader_config.py").write_text(learner + shared)
    nbgrader(home, "fetch_assignment", A)
    mine = home / A / f"{A}.ipynb"
    assert mine.read_bytes() == (course.release(A) / f"{A}.ipynb").read_bytes()
    nbgrader(home, "submit", A, "--student=bo")

    (home / A / "autograder.py").write_text("raise ImportError('a learner has no grader')")
    content = solved(course)
    function = by_id(content, "log_likelihood")
    function["source"] = function["source"].replace("return", "return 2 *")
    write(mine, content)
    said = nbgrader(home, "validate", f"{A}/{A}.ipynb")
    assert "VALIDATION FAILED ON 1 CELL(S)" in said
    assert "log_likelihood: the check above does not pass, or there is no answer yet." in said
    write(mine, solved(course))
    assert "Success! Your notebook passes all the tests." in nbgrader(home, "validate", f"{A}/{A}.ipynb")
    (home / A / "autograder.py").unlink()
    nbgrader(home, "submit", A, "--student=ann")

    nbgrader(here, "collect", A)
    archive = here / "downloaded" / A / "archive"
    archive.mkdir(parents=True)
    content = solved(course)
    function = by_id(content, "propagate")
    function["source"] += "\nright = propagate\ndef propagate(w, b, X, Y):\n    grads, cost = right(w, b, X, Y)\n"
    function["source"] += "    return grads, 2 * cost"
    with zipfile.ZipFile(archive / "all.zip", "w") as file:
        file.writestr(f"lr_cy_attempt_2024-05-01-10-00-00_{A}.ipynb", dumps(content))
    pattern = r".*_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>\w+)"
    nbgrader(here, "zip_collect", A, "--force", f"--FileNameCollectorPlugin.named_regexp={pattern}")
    assert course.submissions(A) == ["ann", "bo", "cy"]

    graded = run(here, sys.executable, "-m", "nbgrader", "autograde", A)
    assert graded.returncode == 0, graded.stderr
    assert "kernel" not in graded.stderr.lower()

    nbgrader(here, "generate_feedback", A)
    hidden = {line.strip() for cell in source.cells if cell.role is Role.TEST for line in hidden_lines(cell.source)}
    for student in ("ann", "bo", "cy"):
        page = page_of(course, student)
        assert "Skip to the content" in page and f"of {source.max_score:g} points" in page
        assert "\npropagate" in page
        assert not [line for line in hidden if line in page]
        assert "tests/hidden" not in page
        assert "BEGIN HIDDEN" not in page
        assert "Test cell" not in page and "test_propagate" not in page
    assert "Everything is right." in page_of(course, "ann")
    assert "not written yet" in page_of(course, "bo")
    assert "return grads, 2 * cost" in page_of(course, "cy"), "the learner's own code, and no reference"

    nbgrader(here, "release_feedback", A, "--CourseDirectory.student_id_exclude=cy")  # cy came by another way
    nbgrader(home, "fetch_feedback", A, "--student=ann")
    pages = list((home / A / "feedback").rglob("*.html"))
    assert {page.name for page in pages} == {f"{A}.html"}
    assert (course.feedback(A, "ann") / f"{A}.html").read_bytes() in [page.read_bytes() for page in pages]

    nbgrader(here, "export")
    with (here / "grades.csv").open() as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    best = source.max_score + sum(cell.bonus for cell in source.cells)  # nbgrader's export adds extra credit
    propagate = source.by_id["test_propagate"]
    assert exported["ann"] == best
    assert exported["bo"] == 0
    assert best - propagate.points - propagate.bonus <= exported["cy"] < best
