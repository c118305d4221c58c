"""What pages let a browser do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbgrader
from bs4 import BeautifulSoup
from courses import cell, notebook
from jinja2 import DictLoader, Environment
from nbformat import from_dict
from traitlets.config import Config

from autograder.nbgrader_plugins.feedback import FeedbackPage
from autograder.nbgrader_plugins.pages import MarkedScripts, SafePage, StaticPage, handlers_of, policy, sha256

FORMGRADER = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader"
TEMPLATES = FORMGRADER / "templates"
EVIL = "<script>evil()</script>"


def page_of(kind: type[SafePage], content: Any = None, **names: str) -> str:
    template = "feedback" if issubclass(kind, StaticPage) else "formgrade"
    config = Config({"HTMLExporter": {"template_name": template, "extra_template_basedirs": [str(TEMPLATES)]}})
    config.HTMLExporter.extra_template_paths = [str(FORMGRADER / "static" / "node_modules" / "bootstrap" / "dist" / "css")]
    named = (
        dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "student", "notebook_path"), "x") | names
    )
    marks = {"notebook": names.get("notebook_id", "x"), "score": 1.0, "max_score": 2.0, "late_penalty": 0.0}
    exporter = kind(config=config)
    exporter.nonce = "of-this-page"
    content = from_dict(content or notebook(cell("# *x*", kind="markdown"), cell("1 + 1")))
    made: str = exporter.from_notebook_node(content, {**named, "index": 0, "total": 1, "nbgrader": marks})[0]
    return made


def test_scripts_of_templates_have_the_nonce_and_others_do_not() -> None:
    loader = MarkedScripts(DictLoader({"a.j2": "<SCRIPT>1</SCRIPT>{{ value }}", "a.css": "<script>"}))
    environment = Environment(loader=loader)
    environment.globals["script_nonce"] = lambda: "n"
    assert environment.get_template("a.j2").render(value=EVIL) == f'<script nonce="n">1</SCRIPT>{EVIL}'
    assert environment.get_template("a.css").render() == "<script>"
    soup = BeautifulSoup(page_of(SafePage), "html.parser")
    assert {script.get("nonce") for script in soup.find_all("script")} == {"of-this-page"}


def test_names_are_escaped() -> None:
    names = dict.fromkeys(("student", "last_name", "first_name", "notebook_id", "assignment_id"), f'"{EVIL}')
    for kind in (SafePage, FeedbackPage):
        soup = BeautifulSoup(page_of(kind, **names), "html.parser")
        assert [script.text for script in soup.find_all("script") if script.text.strip() == "evil()"] == []


def test_what_templates_need_is_not_escaped() -> None:
    for kind in (SafePage, FeedbackPage):
        page = page_of(kind)
        assert "<h1><em>x</em></h1>" in page and '<span class="mi">1</span>' in page
        assert "In\xa0[ ]:" in page, "no entity as text"
        assert "&amp;nbsp;" not in page and "&lt;div" not in page and "&gt; " not in page.partition("<body>")[0]


def test_a_page_for_a_file_names_its_scripts_by_their_text() -> None:
    page = page_of(FeedbackPage)
    assert page == page_of(FeedbackPage), "the same notebook, the same bytes"
    assert "nonce" not in page
    soup = BeautifulSoup(page, "html.parser")
    rule = soup.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert rule and soup.head and next(iter(soup.head.find_all())) is rule, "before anything that it is to hold"
    inline = [script.text for script in soup.find_all("script") if script.text]
    assert inline and all(sha256(text) in rule["content"] for text in inline)
    assert soup.find_all("script", src=True) == []


def test_policy() -> None:
    given = dict(rule.split(" ", 1) for rule in policy(["'nonce-a'"], ["toggle()"], server=True).split("; "))
    assert given["default-src"] == given["base-uri"] == given["form-action"] == "'none'"
    assert given["script-src"] == f"'nonce-a' 'unsafe-hashes' {sha256('toggle()')}"
    assert given["img-src"] == "data:"
    assert not re.search("unsafe-eval|\\*|'unsafe-inline'", given["script-src"])
    assert "'self'" not in policy([], server=False)


def test_handlers_of_nbgraders_templates() -> None:
    """A new version may have others; each is a text that a page of ours may then run, so look at it."""
    assert handlers_of(TEMPLATES) == [
        "createAssignmentModal();",
        "createStudentModal();",
        "toggleAllNames()",
        "toggle_name(false);",
        "toggle_name(true);",
    ]


def test_formulas_need_no_network() -> None:
    for kind in (SafePage, FeedbackPage):
        page = page_of(kind, notebook(cell("$\\alpha$ is small", kind="markdown")))
        assert "<mi>α</mi>" in page and "cdnjs" not in page
        assert not BeautifulSoup(page, "html.parser").find_all(["script", "link", "img"], src=re.compile("^http"))


def test_a_line_of_the_page_speaks_the_notebooks_language() -> None:
    content = notebook(cell("<div>" * 200, kind="markdown"))
    content["metadata"]["language"] = "zh"
    assert "按原样显示" in page_of(SafePage, content)
