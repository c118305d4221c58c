"""What formgrader answers to addresses that a submission, or a page of another site, makes an instructor's browser open."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from courses import make_course, released, write
from gradebooks import result_of
from locks import other_process
from nbgrader.server_extensions.formgrader import apihandlers, handlers
from nbgrader_apps import PLUGINS
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


def post(server: Server, name: str) -> dict[str, Any]:
    """Press a button."""
    headers = {"Authorization": f"token {server.token}"}
    request = urllib.request.Request(server.page(name), method="POST", headers=headers, data=b"")
    with urllib.request.urlopen(request, timeout=120) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        return found


def test_the_autograde_button(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", TINY + PLUGINS + "c.SandboxExecute.allow_weak_sandbox = True\n")
    write(course.submitted("tiny", "ann") / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    for student in ("eve", "fay"):
        course.submitted("tiny", student).mkdir(parents=True)
        (course.submitted("tiny", student) / "tiny.ipynb").write_text("{ not JSON")
    (course.submitted("tiny", "fay") / "timestamp.txt").write_text("10:" + "1" * 90 + "1.5")
    with starting(formgrader(course.root), course.root, tmp_path / "home") as server:
        server.wait()
        assert get(server, "formgrader/manage_submissions/tiny")[0] == 200
        listed = {one["student"]: one for one in json.loads(get(server, "formgrader/api/submissions/tiny")[2])}
        assert set(listed) == {"ann", "eve", "fay"} and not any(one["autograded"] for one in listed.values())

        # a refused submission is graded, waits for a person, and has a page that says why
        for student in listed:
            answer = post(server, f"formgrader/api/submission/tiny/{student}/autograde")
            assert answer["success"] and "Traceback" not in str(answer), answer
        listed = {one["student"]: one for one in json.loads(get(server, "formgrader/api/submissions/tiny")[2])}
        assert all(one["autograded"] for one in listed.values())
        assert listed["eve"]["needs_manual_grade"] and listed["fay"]["needs_manual_grade"]
        notebooks = json.loads(get(server, "formgrader/api/submitted_notebooks/tiny/tiny")[2])
        eve = next(one["id"] for one in notebooks if one["student"] == "eve")
        status, _, text = get(server, f"formgrader/submissions/{eve}/")
        assert status == 200 and "This submission could not be graded" in text

        # while another run writes, the button says for whom it would have to wait
        process = other_process(course)
        try:
            answer = post(server, "formgrader/api/submission/tiny/ann/autograde")
        finally:
            process.kill()
            process.wait()
        assert not answer["success"] and "Traceback" not in str(answer)
        assert f"autograder grade tiny (process {process.pid} of " in answer["log"]
        assert post(server, "formgrader/api/submission/tiny/ann/autograde")["success"]


def test_every_handler_of_nbgrader_is_replaced_in_its_place() -> None:
    theirs = [*handlers.default_handlers, *apihandlers.default_handlers]
    ours = safe_handlers()
    assert [one[0] for one in ours] == [one[0] for one in theirs]
    for new, old in zip(ours, theirs, strict=True):
        assert issubclass(new[1], old[1])
