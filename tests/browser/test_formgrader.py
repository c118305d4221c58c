"""Drive formgrader in a browser as an instructor does: autograde, read, mark by hand, grade again, give feedback."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from graded_class import graded_class
from playwright.sync_api import Browser, Locator, Page, expect
from servers import PATIENCE, Server, chromium, formgrader, starting, wait_until

from autograder.course.course import CONFIG, Course

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "logistic_regression"
WORDS = "Well argued; mind the *m*."
LOADED = "typeof formgrader != 'undefined' && formgrader.grades?.loaded && formgrader.comments?.loaded"
LEARNERS_OWN = """
import matplotlib.pyplot as plt
from IPython.display import HTML

plt.figure(figsize=(3, 2))
plt.plot([1, 4, 9])
plt.show()
display(HTML("<i>mine</i><script>window.evil = 1</script>"))
try:
    print(open({gradebook!r}, "rb").read(6))
except OSError as error:
    print("no gradebook here:", type(error).__name__)
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with two submissions: "vectorised" is right; "no_average" forgot to average and added a cell."""
    root = tmp_path / "course"
    for part in ("source", "release", "solutions", "tests/hidden"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / CONFIG, root)
    for student in ("vectorised", "no_average"):
        shutil.copytree(ROOT / "demo" / "submitted" / student / ASSIGNMENT, root / "submitted" / student / ASSIGNMENT)
    handed_in = root / "submitted" / "no_average" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(handed_in.read_text("utf-8"))
    source = LEARNERS_OWN.format(gradebook=str(root / "gradebook.db"))
    own = {"cell_type": "code", "id": "own", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    notebook["cells"].append(own)
    handed_in.write_text(json.dumps(notebook), "utf-8")
    return Course(root)


@pytest.fixture
def server(course: Course, tmp_path: Path) -> Iterator[Server]:
    with starting(formgrader(course.root), course.root, tmp_path / "home") as new:
        new.wait()
        yield new


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as new:
        yield new


def row(page: Page, student: str) -> Locator:
    return page.locator("#main-table tr").filter(has=page.locator(f"td.student-id:text-is('{student}')"))


def press(page: Page, student: str, button: str) -> str:
    """Press a button in a student's row, and return the log that formgrader shows afterwards."""
    page.goto(re.sub("/formgrader/.*", f"/formgrader/manage_submissions/{ASSIGNMENT}", page.url))
    row(page, student).locator(f".{button} a").click()
    modal = page.locator(".modal")
    expect(modal.locator(".modal-title")).to_have_text(re.compile("Success|Error"), timeout=1000 * PATIENCE)
    text = modal.inner_text()
    assert "Success" in text, text
    modal.locator(".modal-footer button").click()
    expect(modal).to_have_count(0)
    return text


def score(page: Page, student: str) -> float:
    return float(row(page, student).locator(".score").inner_text().split("/")[0])


def open_submission(page: Page, student: str) -> None:
    """Open a submission from the list of submissions, and wait until the marks are loaded."""
    page.goto(re.sub("/formgrader/.*", f"/formgrader/gradebook/{ASSIGNMENT}/{ASSIGNMENT}", page.url))
    wait_until(page, "typeof models != 'undefined' && models?.loaded")
    page.get_by_role("button", name="Show All Names").click()
    page.get_by_role("link", name=student, exact=True).click()
    wait_until(page, LOADED)


def marks(page: Page) -> tuple[str, str]:
    """Return the manual score and the manual comment of `propagate`, as the form shows them."""
    return page.locator("#test_propagate").input_value(), page.locator("#propagate-comment").input_value()


def autograder(course: Course, *arguments: str) -> None:
    command = [sys.executable, "-m", "autograder", *arguments, "--course", str(course.root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_instructor_grades_and_gives_feedback(course: Course, server: Server, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.set_default_timeout(1000 * PATIENCE)
    page.goto(server.page(f"formgrader/?token={server.token}"))

    # the assignment and its submissions
    assignment = page.locator("#main-table tr").filter(has_text=ASSIGNMENT)
    expect(assignment.locator(".num-submissions")).to_have_text("2")
    assignment.locator(".num-submissions a").click()
    for student in ("no_average", "vectorised"):
        expect(row(page, student).locator(".status")).to_have_text("needs autograding")

    # the button "autograde" runs the sandbox
    log = press(page, "no_average", "autograde")
    assert re.search(r"sandbox: (strict|container)", log), log
    expect(row(page, "no_average").locator(".status")).to_have_text("graded")
    expect(row(page, "vectorised").locator(".status")).to_have_text("needs autograding")
    by_button = score(page, "no_average")
    assert 0 < by_button < 100

    # `autograder grade`, while formgrader is open, gives the same score
    autograder(course, "grade", ASSIGNMENT)
    page.reload()
    expect(row(page, "vectorised").locator(".score")).to_have_text(re.compile("^10. / 100$"))  # with a bonus
    assert score(page, "no_average") == by_button

    # the page of a submission
    open_submission(page, "no_average")
    notebook = page.get_by_role("main")
    expect(notebook).to_contain_text("are averages over the examples")
    full = course.sources(ASSIGNMENT)[ASSIGNMENT].by_id["test_propagate"].points
    third = full / 3  # `cost` is right, `dw` and `db` are not
    expect(notebook).to_contain_text(f"{third:.2f} of {full:g} points")
    expect(page.locator("#test_propagate")).to_have_attribute("placeholder", re.compile(f"^{third:.9f}"[:6]))
    page.set_viewport_size({"width": 400, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400  # long formulas are scrolled
    page.set_viewport_size({"width": 1200, "height": 900})
    figure = page.locator(".output_png img").last
    assert figure.evaluate("image => image.naturalWidth") > 100
    expect(notebook.locator("i", has_text="mine")).to_have_count(1)
    assert page.evaluate("window.evil") is None
    expect(notebook).to_contain_text(re.compile("no gradebook here: (FileNotFound|Permission)Error"))

    # a score and a comment by hand
    for field, text, kind in (("#test_propagate", "8", "grade"), ("#propagate-comment", WORDS, "comment")):
        with page.expect_response(lambda response, kind=kind: f"/api/{kind}/" in response.url and response.ok):  # type: ignore[misc]
            page.locator(field).fill(text)
            page.locator(field).blur()

    # they are kept when the submission is graded again, by the button or by the command
    press(page, "no_average", "autograde")
    by_hand = by_button - third + 8
    assert score(page, "no_average") == pytest.approx(by_hand, abs=0.01)
    open_submission(page, "no_average")
    assert marks(page) == ("8", WORDS)
    autograder(course, "grade", ASSIGNMENT)
    open_submission(page, "no_average")
    assert marks(page) == ("8", WORDS)

    # feedback shows the grader's messages and the instructor's comment, but no hidden test
    press(page, "no_average", "generate-feedback")
    page.goto((course.feedback(ASSIGNMENT, "no_average") / f"{ASSIGNMENT}.html").as_uri())
    feedback = page.locator("body")
    best = course.sources(ASSIGNMENT)[ASSIGNMENT].max_score
    expect(page.locator(".score")).to_have_text(re.compile(rf"^{by_hand:.4g}\d* of {best:g} points$"))
    expect(feedback).to_contain_text("are averages over the examples")
    expect(feedback).to_contain_text("Well argued; mind the m.")
    expect(page.locator("img, script, i")).to_have_count(0)  # no output of the learner's cells
    assert page.evaluate("window.evil") is None
    source = page.content()
    assert [text for text in ("HIDDEN TESTS", "import check", "check(propagate", "Exercise(") if text in source] == []

    # no kernel has run, and nothing was written to the home folder
    assert server.kernels() == []
    assert "Kernel started" not in server.log.read_text(errors="replace")
    assert [path.name for path in server.home.iterdir()] == []


def test_comments_are_used_again_and_the_next_student_opens_at_the_same_exercise(tmp_path: Path, browser: Browser) -> None:
    course = graded_class(tmp_path / "course")
    text = "Twice, not squared: **2 * x**. <b>bold</b>"
    with starting(formgrader(course.root), course.root, tmp_path / "home") as server:
        server.wait()
        page = browser.new_page(viewport={"width": 1200, "height": 700})
        page.set_default_timeout(1000 * PATIENCE)
        said: list[str] = []
        asked: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(server.page(f"formgrader/?token={server.token}"))
        for name in ("gradebook", "gradebook/tiny", "manage_submissions/tiny", "manage_students/ada"):
            page.goto(server.page(f"formgrader/{name}"))
            wait_until(page, "!document.body.innerText.includes('Loading')")
        for name, what in {"manage_assignments": "Assignment", "manage_students": "Student"}.items():
            page.goto(server.page(f"formgrader/{name}"))
            page.get_by_role("link", name=f"Add new {what.lower()}...").click()
            expect(page.locator(".modal-title")).to_have_text(f"Add New {what}")
        page.goto(server.page("formgrader/api/submitted_notebooks/tiny/tiny"))
        first, second = sorted(one["id"] for one in json.loads(page.inner_text("body")))[:2]

        page.goto(server.page(f"formgrader/submissions/{first}/"))
        wait_until(page, LOADED)
        assert page.locator("#double-comment").evaluate(
            "one => !one.closest('.panel-footer').querySelector('.used-comments')"
        )
        page.locator("#double-comment").click()
        page.locator("#double-comment").fill(text)
        page.locator("li.next a").click()
        page.wait_for_url(re.compile(f"/submissions/{second}/.*index="))
        wait_until(page, LOADED)
        wait_until(page, "document.activeElement.id == 'double-comment'")

        button = page.locator(".panel-footer", has=page.locator("#double-comment")).get_by_role("button")
        expect(button).to_have_text(f"{text} (1)")
        with page.expect_response(lambda response: "/api/comment/" in response.url and response.ok):
            button.click()
        expect(page.locator("#double-comment")).to_have_value(text)
        button.click()
        expect(page.locator("#double-comment")).to_have_value(text)  # not twice
        expect(page.locator(".used-comments b")).to_have_count(0)
        assert said == [] and all(one.startswith((server.page(""), "data:")) for one in asked), (said, asked)
