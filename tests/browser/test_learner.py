"""Drive JupyterLab as a learner does and formgrader as an instructor does, from the release to the feedback."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from servers import PATIENCE, Server, chromium, formgrader, lab, starting

from autograder.course.course import CONFIG, Course
from autograder.notebook.files import Notebook, dumps, read_notebook
from autograder.notebook.metadata import grade_id_of
from autograder.words import say

pytestmark = pytest.mark.browser
expect.set_options(timeout=1000 * PATIENCE)

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "logistic_regression"
WRITTEN = {  # cell -> line typed in the browser over the starter's last line; the other answers are in the file already
    "forward": "return sigmoid(w.T @ X + b)",
    "initialize_with_zeros": "return np.zeros((dim, 1)), 0.0",
    "q12": 'q12 = "a"',
}
Look = Callable[[Page, str], object]
EXCHANGE = """
c.Exchange.root = {exchange!r}
"""
LEARNERS_CONFIG = """c = get_config()
c.CourseDirectory.course_id = "neural_networks"
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with an exchange folder and without submissions."""
    root = tmp_path / "course"
    for part in (f"source/{ASSIGNMENT}", f"release/{ASSIGNMENT}", f"tests/hidden/{ASSIGNMENT}", "solutions"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / CONFIG, root)
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    with (root / CONFIG).open("a") as config:
        config.write(EXCHANGE.format(exchange=str(exchange)))
    return Course(root)


@pytest.fixture
def work(course: Course, tmp_path: Path) -> Path:
    """The learner's folder."""
    folder = tmp_path / "learner"
    folder.mkdir()
    (folder / CONFIG).write_text(LEARNERS_CONFIG + EXCHANGE.format(exchange=str(tmp_path / "exchange")))
    return folder


@pytest.fixture
def pages(course: Course, work: Path, tmp_path: Path) -> Iterator[tuple[Page, Page]]:
    """The instructor's page and the learner's."""
    with (
        starting(formgrader(course.root), course.root, tmp_path / "instructors_home") as office,
        starting(lab(work, tmp_path / "learners_home"), work, tmp_path / "learners_home") as desk,
        chromium() as browser,
    ):
        office.wait()
        desk.wait()
        yield _open(browser, office, "formgrader/"), _open(browser, desk, "lab")


def _open(browser: Browser, server: Server, name: str) -> Page:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(1000 * PATIENCE)
    page.goto(server.page(f"{name}?token={server.token}"))
    return page


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """A function that saves a screenshot to the test's temporary folder, for a person to look at."""
    return lambda page, name: page.screenshot(path=tmp_path / f"{name}.png")


def press(page: Page, name: str) -> str:
    """Press a button in the assignment's row of formgrader, and return what formgrader reports."""
    page.goto(re.sub("/formgrader/.*", "/formgrader/manage_assignments", page.url))
    page.locator("#main-table tr").filter(has_text=ASSIGNMENT).locator(f".{name} a").click()
    return close_report(page)


def close_report(page: Page) -> str:
    """Wait for formgrader's report of success, close it and return its text."""
    modal = page.locator(".modal")
    expect(modal.locator(".modal-title")).to_have_text(re.compile("Success|Error"))
    text = modal.inner_text()
    assert "Success" in text, text
    modal.locator(".modal-footer button").click()
    expect(modal).to_have_count(0)
    return text


def assignments(page: Page) -> Locator:
    """Open or refresh nbgrader's list of assignments, and return it."""
    if not page.locator("#assignments").count():
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_role("menuitem", name="Assignment List").click()
    else:
        page.get_by_role("tab", name="Assignments").click()
        page.locator("#refresh_assignments_list").click()
    return page.locator("#assignments")


def write_most_of_it(path: Path) -> Notebook:
    """Write right answers to all solution cells, except to those that are typed in the browser (WRITTEN)."""
    right = read_notebook(ROOT / "demo" / "submitted" / "compact" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    answers = {name: cell["source"] for cell in right["cells"] if (name := grade_id_of(cell)) and name not in WRITTEN}
    notebook = read_notebook(path)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = answers.get(grade_id_of(cell), cell["source"])
    path.write_text(dumps(notebook), "utf-8")
    return notebook


def solve(page: Page, place: int, line: str) -> None:
    """Type a line over the last line of the cell at this index."""
    page.locator(f".jp-Notebook [data-windowed-list-index='{place}'] .cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    page.keyboard.type(line)
    page.keyboard.press("Escape")


def run_all(page: Page, last: int) -> None:
    """Restart the kernel, run all cells, wait until the cell at index `last` has run, and save the notebook."""
    page.locator("[data-command='notebook:restart-run-all']").first.click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    prompt = page.locator(f".jp-Notebook [data-windowed-list-index='{last}'] .jp-InputPrompt")
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"))
    with page.expect_response(lambda response: response.request.method == "PUT" and "/api/contents/" in response.url):
        page.locator("[data-command='docmanager:save']").first.click()


def test_from_release_to_feedback(pages: tuple[Page, Page], course: Course, work: Path, look: Look) -> None:
    office, desk = pages
    press(office, "release")

    # fetch
    listed = assignments(desk)
    listed.locator("#released_assignments_list").get_by_role("button", name="Fetch").click()
    mine = listed.locator("#fetched_assignments_list")
    mine.get_by_role("button", name=ASSIGNMENT).click()
    expect(mine.get_by_role("button", name="Validate")).to_be_visible()
    look(desk, "1 fetched")
    path = work / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    cells = write_most_of_it(path)["cells"]
    places = {grade_id_of(cell): place for place, cell in enumerate(cells)}

    # validate before the work is complete
    mine.get_by_role("button", name="Validate").click()
    said = desk.locator(".jp-Dialog")
    for name in WRITTEN:
        expect(said).to_contain_text(f"{name}: the check above does not pass, or there is no answer yet.")
    expect(said).not_to_contain_text("Success")
    expect(said).not_to_contain_text("Traceback")
    look(desk, "2 too early")
    said.locator(".jp-mod-accept").click()

    # open, solve, run the public checks
    mine.get_by_role("link", name=ASSIGNMENT).last.click()
    expect(desk.locator(".jp-Notebook")).to_be_visible()
    for name, line in WRITTEN.items():
        solve(desk, places[name], line)
    look(desk, "3 solved")
    run_all(desk, max(place for place, cell in enumerate(cells) if cell["cell_type"] == "code"))
    look(desk, "4 run")
    saved = nbformat.read(path, 4).cells
    assert [output for cell in saved for output in cell.get("outputs", ()) if output["output_type"] == "error"] == []
    checks = [cell for cell in saved if grade_id_of(cell).startswith("try_")]
    assert checks and all("✓" in str(cell["outputs"]) for cell in checks)
    assert [saved[places[name]]["source"].split("\n")[-1].strip() for name in WRITTEN] == list(WRITTEN.values())

    # validate
    desk.locator(".jp-NotebookPanel-toolbar").get_by_role("button", name="Validate").click()
    expect(said).to_contain_text("Success! Your notebook passes all the tests.")
    look(desk, "5 validated")
    said.locator(".jp-mod-accept").click()

    # submit
    assignments(desk)
    mine.get_by_role("button", name="Submit").click()
    handed_in = listed.locator("#submitted_assignments_list")
    expect(handed_in).to_contain_text(ASSIGNMENT)
    look(desk, "6 submitted")

    # collect, grade, feedback
    press(office, "collect")
    [student] = course.submissions(ASSIGNMENT)  # the user who runs the tests
    grade = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT, "--course", str(course.root)]
    subprocess.run(grade, check=True, capture_output=True, timeout=PATIENCE)
    office.goto(re.sub("/formgrader/.*", f"/formgrader/manage_submissions/{ASSIGNMENT}", office.url))
    row = office.locator("#main-table tr").filter(has_text=student)
    expect(row.locator(".status")).to_have_text("graded")
    expect(row.locator(".score")).to_have_text(re.compile("^10. / 100$"))  # with bonuses
    look(office, "7 graded")
    press(office, "generate-feedback")
    press(office, "release-feedback")

    # the learner reads it
    assignments(desk)
    handed_in.get_by_role("button", name="Fetch Feedback").click()
    expect(handed_in.get_by_text("view feedback")).to_be_visible()
    look(desk, "8 feedback")
    [page] = (work / ASSIGNMENT / "feedback").rglob("*.html")
    desk.goto(page.as_uri())
    best = course.sources(ASSIGNMENT)[ASSIGNMENT].max_score
    expect(desk.get_by_role("heading", level=1)).to_have_text(say("feedback.title", assignment=ASSIGNMENT))
    expect(desk.locator(".score")).to_have_text(re.compile(rf"^{best:g} of {best:g} points, bonus \d"))
    expect(desk.locator("body")).to_contain_text(say("feedback.all_passed"))
    look(desk, "9 read")
