"""Some 330 payloads in every place of a notebook, shown by formgrader and as feedback: nothing runs, asks or navigates.

Each page is opened twice: as it is, and with its Content-Security-Policy switched off, so that cleaning alone holds it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbgrader
import pytest
from courses import cell, make_course, notebook, released, write
from gradebooks import result_of
from nbconvert import HTMLExporter
from nbformat import from_dict
from payloads import CLASSES, all_payloads, filled
from playwright.sync_api import Browser, Page, Route
from servers import PATIENCE, Server, chromium, formgrader, lab, starting, wait_until

from autograder.course.course import CONFIG, Course
from autograder.gradebook.autograded import write_autograded
from autograder.gradebook.writer import GradebookWriter
from autograder.nbgrader_plugins.pages import policy
from autograder.notebook.files import Notebook, dumps, read_notebook

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
TINY = "c = get_config()\nc.CourseDirectory.course_id = 'tiny'\n"
FEEDBACK = """
c.GenerateFeedback.exporter_class = "autograder.nbgrader_plugins.FeedbackPage"
c.GenerateFeedback.preprocessors = ["nbgrader.preprocessors.GetGrades", "autograder.nbgrader_plugins.HideTests"]
"""
# Events that a person makes with a mouse and a keyboard, on every element of the notebook.
TOUCH = """() => {
    for (const element of document.querySelectorAll('#notebook-container *'))
        for (const event of ['mouseover', 'mouseenter', 'pointerenter', 'mousemove', 'focus', 'toggle', 'animationstart'])
            element.dispatchEvent(new Event(event));
}"""
CLICK = """number => {
    const links = document.querySelectorAll('#notebook-container :is(a, button, [onclick])');
    if (number < links.length && !links[number].matches('.nbgrader_cell button'))
        links[number].dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
    return number < links.length;
}"""
AUDIT = """() => {
    const found = [], inside = document.querySelector('#notebook-container');
    const bad = 'script,style,iframe,frame,object,embed,applet,form,base,meta,link,svg,template,video,audio,dialog,' +
        'image,picture,source,noscript';
    for (const element of inside.querySelectorAll(bad)) {
        found.push(element.outerHTML);
    }
    for (const element of inside.querySelectorAll('*')) {
        const formula = element.closest('math') != null;  // its source is in an attribute
        for (const {name, value} of element.attributes) {
            const seen = formula ? /^(style|href|src)$/.test(name) : !/^(title|alt)$/.test(name);
            if (name.startsWith('on') || seen && /javascript:|vbscript:|url\\(|fixed/i.test(value))
                found.push(`${element.tagName} ${name}=${value}`);
        }
        if (element.matches('a[href]') && !element.closest('.panel-heading, .panel-footer') && !(
            element.protocol == 'mailto:' || (/^https?:$/.test(element.protocol) && /[.][a-z]+$/.test(element.hostname))))
            found.push(element.outerHTML);
        if (element.matches('img[src]') && !element.src.startsWith('data:image/')) found.push(element.outerHTML);
        if (element.matches('img[srcset]')) found.push(element.outerHTML);
    }
    return found;
}"""


class Watch:
    """What a page does: scripts of payloads, requests, navigations and windows."""

    def __init__(self, page: Page, allowed: re.Pattern[str]) -> None:
        self.page = page
        self.fired: set[int] = set()
        self.requests: list[str] = []
        self.left: list[str] = []  # by a link that was clicked
        self.windows = 0
        self._allowed = allowed
        page.expose_function("evil", lambda number: self.fired.add(number))
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.context.on("page", self._window)
        page.context.route("**/*", self._route)

    def _window(self, page: Page) -> None:
        self.windows += 1
        page.close()

    def _route(self, route: Route) -> None:
        url = route.request.url
        if self._allowed.match(url):
            route.continue_()
            return
        (self.left if route.request.is_navigation_request() else self.requests).append(url)
        route.fulfill(status=204)  # a browser stays where it is

    def touch(self) -> None:
        """Do what a person may do: move, focus, click each link."""
        self.page.evaluate(TOUCH)
        number = 0
        while self.page.evaluate(CLICK, number):
            number += 1
        self.page.wait_for_timeout(500)


def served(server: Server) -> re.Pattern[str]:
    """Return a pattern of what formgrader's own page asks for."""
    own = re.escape(server.page("formgrader/"))
    return re.compile(rf"{own}(static/|api/|submissions/[0-9a-f]+/(\?|$)|\?token=|manage_assignments$)|data:")


def hostile(own: str) -> list[dict[str, Any]]:
    """Return cells and outputs with every payload; the n-th calls `evil(n)`."""
    texts = [filled(payload, f"evil({number})", own) for number, payload in enumerate(all_payloads(), 1)]
    cells = [cell(text, kind="markdown") for text in texts]
    for text in texts:
        raw = {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": text}
        cells += [raw, cell(text), cell(f"%%html\n{text}")]
        cells[-1]["outputs"] = [
            *({"output_type": "display_data", "metadata": {}, "data": {kind: text}} for kind in TYPES),
            {"output_type": "stream", "name": "stdout", "text": text},
            {"output_type": "stream", "name": "stderr", "text": f"\x1b[31m{text}\x1b[0m"},
            {"output_type": "error", "ename": text, "evalue": text, "traceback": [f"\x1b[0;31m{text}", text]},
        ]
    return cells


TYPES = (
    "text/html text/markdown text/latex text/plain image/svg+xml application/javascript application/json"
    " application/pdf text/vnd.mermaid application/vnd.jupyter.widget-view+json application/vnd.vega.v5+json"
).split()


def odd_fields() -> list[dict[str, Any]]:
    """Return cells whose other fields are payloads."""

    def shows(data: dict[str, Any], metadata: Any = None, **fields: Any) -> dict[str, Any]:
        return {"output_type": "display_data", "data": data, "metadata": metadata or {}, **fields}

    picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChAGAjfTpSgAAAABJRU5ErkJggg=="
    code = cell("odd")
    code["outputs"] = [
        shows({"image/png": picture}, {"image/png": {"width": "1 onload=evil(900)"}}),
        shows({"image/png": picture}, {"width": "1 onload=evil(901)", "height": "'\"><img src=x onerror=evil(902)>"}),
        shows({"image/jpeg": picture}, {"image/jpeg": {"height": "1 onerror=evil(903)", "alt": '" onerror="evil(904)'}}),
        shows({"image/png": '"onerror="evil(905)'}),
        shows({"image/png": picture}, {"filenames": {"image/png": "/logout"}}),
        shows({"image/jpeg": picture}, {"filenames": {"image/jpeg": "http://attacker.test/906"}}),
        shows({"image/svg+xml": "<svg/>"}, svg_filename="/logout"),
        shows({"text/html": "<script>evil(907)</script>"}, {"text/html": {"isolated": True}}),
        shows({"text/html": "<img src='http://attacker.test/908'>"}, {"isolated": True}),
        shows(
            {"application/vnd.jupyter.widget-view+json": {"model_id": "a", "version_major": 2}, "text/plain": "IntSlider()"}
        ),
        shows({"application/javascript": "evil(909)", "text/plain": "nothing"}),
        shows(
            {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='evil(910)'><script>evil(911)</script></svg>"}
        ),
    ]
    answer = cell("[x](attachment:gone.png) ![x](attachment:gone.png) ![y](attachment:y.png)", kind="markdown")
    answer["attachments"] = {"y.png": {"text/html": "PHNjcmlwdD5ldmlsKDkxMik8L3NjcmlwdD4="}, "z": {}}
    label = cell("x", kind="markdown")
    label["metadata"] = {
        "tags": ['"><script>evil(913)</script>'],
        "nbgrader": {
            "grade_id": '"><script>evil(914)</script>',
            "grade": True,
            "solution": True,
            "points": 1,
            "schema_version": 3,
        },
    }
    return [code, answer, label]


def with_cells(given: Notebook, cells: list[dict[str, Any]]) -> Notebook:
    new = {**given, "cells": [*given["cells"], *({**one, "id": f"own-{number}"} for number, one in enumerate(cells))]}
    widgets = {"application/vnd.jupyter.widget-state+json": {"state": {"a": {"x": "</script><script>evil(950)</script>"}}}}
    kernel = {"name": '"><script>evil(951)</script>', "display_name": "<script>evil(952)</script>"}
    return {
        **new,
        "metadata": {
            **given["metadata"],
            "title": "</title><script>evil(953)</script>",
            "widgets": widgets,
            "kernelspec": kernel,
        },
    }


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as new:
        yield new


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with one submission, graded."""
    new = make_course(tmp_path / "course", TINY + FEEDBACK)
    handed_in = released(new.sources("tiny")["tiny"])
    write(new.submitted("tiny", "eve") / "tiny.ipynb", handed_in)
    with GradebookWriter(new) as gradebook:
        gradebook.enter_assignment("tiny")
        gradebook.write(result := result_of(new, "eve", test_double=2.0, test_increment=1.0))
    write_autograded(new, result)
    return new


def put(course: Course, cells: list[dict[str, Any]]) -> None:
    """Put cells below those of the graded submission."""
    path = course.autograded("tiny", "eve") / "tiny.ipynb"
    path.chmod(0o644)
    path.write_text(dumps(with_cells(read_notebook(path), cells)), "utf-8")


def submission_page(page: Page, server: Server) -> str:
    """Return the address of the submission's page."""
    [submission] = page.request.get(server.page("formgrader/api/submitted_notebooks/tiny/tiny")).json()
    return server.page(f"formgrader/submissions/{submission['id']}/")


def look(watch: Watch, address: str) -> None:
    """Open a page and use it."""
    page = watch.page
    page.goto(address)
    page.wait_for_timeout(500)
    assert page.locator("pre.pages_text").count() == 0, "a payload was not rendered, so it proves nothing"
    for kind in ("text_cell_render", "input_area", "output_html", "output_markdown", "output_error"):
        drawn = list(all_payloads())
        assert page.locator(f".{kind}").count() >= len(drawn) > 300, kind
    watch.touch()
    assert page.evaluate(AUDIT) == []
    assert page.url.startswith(address)
    assert (watch.fired, watch.requests, watch.windows) == (set(), [], 0)
    assert {urlsplit(url).hostname for url in watch.left} <= {"example.org", "attacker.test"}, "links that are links"
    assert watch.left, "no link was clicked"


@pytest.mark.parametrize(
    "bypass", [False, pytest.param(True, marks=pytest.mark.nightly)], ids=["with policy", "cleaning alone"]
)
def test_formgrader_runs_no_payload(course: Course, tmp_path: Path, browser: Browser, bypass: bool) -> None:
    with starting(formgrader(course.root), course.root, tmp_path / "home") as server:
        server.wait()
        put(course, [*hostile(f"127.0.0.1:{server.port}"), *odd_fields()])
        page = browser.new_context(bypass_csp=bypass).new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.goto(server.page(f"formgrader/?token={server.token}"))
        address = submission_page(page, server)
        answer = page.request.get(address, timeout=1000 * PATIENCE)
        assert "script-src 'nonce-" in answer.headers["content-security-policy"]
        look(Watch(page, served(server)), address)
        wait_until(page, "formgrader.grades?.loaded && formgrader.grades.length == 4")  # formgrader works
        assert page.locator("#test_double").get_attribute("placeholder") == "2"
        assert server.kernels() == []


@pytest.mark.nightly
def test_plain_nbgrader_with_the_courses_settings_runs_no_payload(course: Course, tmp_path: Path, browser: Browser) -> None:
    """JupyterLab with nbgrader's own formgrader: no policy, and the filters of `nbgrader_config.py`."""
    settings = re.findall(
        r"^c\.HTMLExporter\.\w+ = (?:\{.*?^\}|.*?$)", (ROOT / CONFIG).read_text(), re.MULTILINE | re.DOTALL
    )
    assert len(settings) == 4
    with (course.root / CONFIG).open("a") as config:
        config.write("\n".join(settings))
    home = tmp_path / "home"
    with starting(lab(course.root, home), course.root, home) as server:
        server.wait()
        put(course, [*hostile(f"127.0.0.1:{server.port}"), *odd_fields()])
        page = browser.new_page()
        page.set_default_timeout(1000 * PATIENCE)
        page.goto(server.page(f"formgrader/?token={server.token}"))
        address = submission_page(page, server)
        watch = Watch(page, served(server))
        page.route(HTMLExporter().mathjax_url, lambda route: route.abort())  # nbgrader's own page asks for it
        look(watch, address)


@pytest.mark.parametrize(
    "bypass", [False, pytest.param(True, marks=pytest.mark.nightly)], ids=["with policy", "cleaning alone"]
)
def test_feedback_runs_no_payload(course: Course, tmp_path: Path, browser: Browser, bypass: bool) -> None:
    put(course, [*hostile("127.0.0.1:8888"), *odd_fields()])
    environment = os.environ | {
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]]),
        "HOME": str(tmp_path),
    }
    command = [sys.executable, "-m", "nbgrader", "generate_feedback", "tiny"]
    subprocess.run(command, cwd=course.root, check=True, capture_output=True, timeout=PATIENCE, env=environment)
    path = course.feedback("tiny", "eve") / "tiny.html"
    page = browser.new_context(bypass_csp=bypass).new_page()
    look(Watch(page, re.compile(rf"{re.escape(path.as_uri())}|data:")), path.as_uri())
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert "Score: 3.0 /" in page.locator("h4").inner_text()


def uncleaned(cells: list[dict[str, Any]], template: str) -> str:
    """Return a page as nbconvert makes it without this package."""
    resources = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "student", "notebook_path"), "x")
    exporter = HTMLExporter(template_name=template, extra_template_basedirs=[str(TEMPLATES)])
    content = from_dict(notebook(*cells))
    html: str = exporter.from_notebook_node(content, resources={**resources, "index": 0, "total": 1})[0]
    return html


def watch_html(browser: Browser, html: str, policy_of_page: str = "") -> Watch:
    """Show a page that a made-up server sends, and use it."""
    page = browser.new_page()
    watch = Watch(page, re.compile("data:"))
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy_of_page or "frame-src *"}
    page.route("http://server.test/", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("http://server.test/", wait_until="commit")
    page.wait_for_timeout(1500)
    watch.touch()
    return watch


@pytest.mark.nightly
@pytest.mark.parametrize("kind", CLASSES)
def test_the_payloads_act_where_nobody_cleans(browser: Browser, kind: str) -> None:
    """The check of the check: what is caught above does harm without the cleaning, and no script runs under the policy."""
    texts = [filled(payload, f"evil({number})") for number, payload in enumerate(CLASSES[kind], 1)]
    calm = [text for text in texts if not re.search("refresh|<base|attachment:|about:", text)]  # they would end the page
    cells = [cell(text, kind="markdown") for text in calm]
    html = uncleaned(cells, "formgrade")
    free = watch_html(browser, html)
    least = {"scripts": 5, "handlers": 15, "schemes": 8, "prefixes": 3, "markdown": 5, "parsers": 5, "math": 1}
    assert len(free.fired) >= least.get(kind, 0)
    if kind in ("requests", "own server", "navigation"):
        assert len({*free.requests, *free.left}) >= 3
    held = watch_html(browser, html, policy(["'nonce-of-nobody'"], server=True))
    assert held.fired == set()
    assert [url for url in held.requests if "server.test" not in url] == []
