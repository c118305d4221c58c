"""What formgrader answers to addresses that a submission, or a page of another site, makes an instructor's browser open."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from courses import make_course, released, write
from gradebooks import result_of
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from servers import Server, formgrader, lab, starting

from autograder.course.course import Course
from autograder.gradebook.autograded import write_autograded
from autograder.gradebook.writer import GradebookWriter
from autograder.nbgrader_plugins.formgrader_server import safe_handlers

pytestmark = pytest.mark.slow

TINY = "c = get_config()\nc.CourseDirectory.course_id = 'tiny'\n"
SCRIPT = "%22;evil()//"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course whose one submission holds a configuration and a page with a script, graded."""
    new = make_course(tmp_path / "course", TINY)
    folder = new.submitted("tiny", "eve")
    write(folder / "tiny.ipynb", released(new.sources("tiny")["tiny"]))
    (folder / "evil.html").write_text("<script>evil()</script>")
    mark = tmp_path / "mark"
    (folder / "nbgrader_config.py").write_text(f"open({str(mark)!r}, 'w')\n{TINY}")
    with GradebookWriter(new) as gradebook:
        gradebook.enter_assignment("tiny")
        gradebook.write(result := result_of(new, "eve", test_double=2.0))
    write_autograded(new, result)
    return new


@pytest.fixture
def server(course: Course, tmp_path: Path) -> Iterator[Server]:
    with starting(formgrader(course.root), course.root, tmp_path / "home") as new:
        new.wait()
        yield new


def get(server: Server, name: str) -> tuple[int, Message, str]:
    """Return the status, the headers and the text of an answer."""
    request = urllib.request.Request(server.page(name), headers={"Authorization": f"token {server.token}"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_plain_nbgrader_runs_the_configuration_of_a_submission(course: Course, tmp_path: Path) -> None:
    """The check of the check below: opening this address is enough."""
    home = tmp_path / "home"
    with starting(lab(course.root, home), course.root, home) as server:
        server.wait()
        get(server, "formgrader/?path=submitted/eve/tiny")
        assert (tmp_path / "mark").exists()


def test_answers(server: Server, course: Course, tmp_path: Path) -> None:
    # another folder's configuration is not loaded
    for path in ("submitted/eve/tiny", str(course.submitted("tiny", "eve")), "..", "source"):
        assert get(server, f"formgrader/?path={path}")[0] == 403
    assert not (tmp_path / "mark").exists()
    assert get(server, f"formgrader/?path={course.root}")[0] == 200
    assert not (tmp_path / "mark").exists()

    # each page runs the scripts of its own text alone
    start = get(server, "formgrader/")[2]
    for name in ("manage_assignments", "manage_submissions/tiny", "gradebook", "gradebook/tiny/tiny", "manage_students"):
        status, headers, text = get(server, f"formgrader/{name}")
        nonce = headers["Content-Security-Policy"].partition("'nonce-")[2].partition("'")[0]
        assert (status, len(nonce)) == (200, 22), name
        assert text.count("<script") == text.count(f'<script nonce="{nonce}"') > 5, name
        assert nonce not in start
        assert "unsafe-eval" not in headers["Content-Security-Policy"]

    # a name in an address does not become a script
    for name in (f"manage_submissions/{SCRIPT}", f"gradebook/{SCRIPT}", f"gradebook/tiny/{SCRIPT}", "gradebook/%5C/x"):
        status, _, text = get(server, f"formgrader/{name}")
        assert status == 404 and "evil()" not in text, name
    assert "O&#39;Brien" in get(server, "formgrader/manage_students/O'Brien")[2]

    # a submission's file runs nothing
    submission = json.loads(get(server, "formgrader/api/submitted_notebooks/tiny/tiny")[2])[0]["id"]
    status, headers, text = get(server, f"formgrader/submissions/{submission}/evil.html")
    assert (status, text) == (200, "<script>evil()</script>")
    assert "sandbox" in headers["Content-Security-Policy"] and "allow-scripts" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"

    # the submission itself is a page with a policy
    status, headers, text = get(server, f"formgrader/submissions/{submission}/")
    assert status == 200 and "Twice x." in text
    assert "script-src 'nonce-" in headers["Content-Security-Policy"]


def test_every_handler_of_nbgrader_is_replaced_in_its_place() -> None:
    theirs = [*handlers.default_handlers, *apihandlers.default_handlers]
    ours = safe_handlers()
    assert [one[0] for one in ours] == [one[0] for one in theirs]
    for new, old in zip(ours, theirs, strict=True):
        assert issubclass(new[1], old[1])
