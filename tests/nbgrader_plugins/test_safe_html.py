"""The filters show what learners wrote, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from courses import cell, notebook
from nbconvert import HTMLExporter
from nbformat import from_dict
from traitlets.config.loader import PyFileConfigLoader

from autograder.nbgrader_plugins.safe_html import clean_html

ROOT = Path(__file__).resolve().parents[2]

HARMFUL = [
    "<script>evil()</script>",
    "<ScRiPt src='x.js'></sCrIpT >",
    "<scr<script></script>ipt>evil()</script>",
    "<img src=x onerror=evil()>",
    "<svg onload=evil()></svg>",
    "<a href='javascript:evil()'>x</a>",
    "<a href=' data:text/html,<script>evil()</script>'>x</a>",
    "<iframe srcdoc='<script>evil()</script>'></iframe>",
    "<form action='/api'><input name='score'><button>x</button></form>",
    "<div style='position: fixed; background: url(javascript:evil())'>x</div>",
    "<div class='navbar-fixed-top' id='score'>x</div>",
    "<math><mtext><table><mglyph><style><img src=x onerror=evil()>",
    "<noscript><p title='</noscript><img src=x onerror=evil()>'>",
]


def dangers(html: str) -> list[str]:
    """Return the elements and attributes, as a browser reads them, that can run code or cover the page."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all():
        if element.name in {"script", "style", "svg", "math", "iframe", "form", "input", "button", "noscript"}:
            found.append(element.name)
        for name, value in element.attrs.items():
            text = " ".join(value) if isinstance(value, list) else value
            alive = any(word in text for word in ("javascript:", "data:text", "fixed"))
            if alive or name.startswith("on") or (name, text) == ("id", "score"):
                found.append(f"{element.name} {name}={text}")
    return found


@pytest.mark.parametrize("html", HARMFUL)
def test_nothing_that_runs_is_left(html: str) -> None:
    assert dangers(html) or "ipt>" in html, "the test would not notice"
    assert dangers(clean_html(html)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Names</h2>",
        "<p>A <strong>bold</strong> word, <code>X.T</code>, a &lt; b, $n_x$ and <kbd>B</kbd></p>",
        "<details open><summary>Hint</summary><p>text</p></details>",
        '<table class="dataframe"><thead><tr><th style="text-align: right;">a</th></tr></thead></table>',
        '<div class="highlight"><pre><span class="k">def</span></pre></div>',
        '<img src="data:image/png;base64,AAAA" alt="plot">',
        '<a href="https://example.org" title="t">link</a>',
    ],
)
def test_what_lessons_use_is_left_alone(html: str) -> None:
    assert clean_html(html) == html


@pytest.mark.parametrize("template", ["classic", "lab"])
def test_the_course_shows_notebooks_through_these_filters(template: str) -> None:
    """In Markdown and raw cells, and in outputs of each kind that a browser would run."""
    content = notebook(cell("**mine** $a<b$ <script>evil()</script>", kind="markdown"), cell("show()"))
    content["cells"][1]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {kind: "<i>shown</i><script>evil()</script>"}}
        for kind in ("text/html", "text/markdown", "application/javascript")
    ]
    raw = {"cell_type": "raw", "id": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<script>evil()</script>"}
    content["cells"].append(raw)
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    html, _ = HTMLExporter(config=config, template_name=template).from_notebook_node(from_dict(content))
    assert "<strong>mine</strong> $a&lt;b$" in html
    assert html.count("<i>shown</i>") == 2
    assert "evil" not in " ".join(script.text for script in BeautifulSoup(html, "html.parser").find_all("script"))
