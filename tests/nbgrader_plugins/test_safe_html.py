"""The filters show what learners wrote, and nothing of it runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from courses import cell, notebook
from nbconvert import HTMLExporter
from nbformat import from_dict
from payloads import CLASSES, filled
from traitlets.config.loader import PyFileConfigLoader

from autograder.nbgrader_plugins.rendering import clean, code, coloured, markdown, without_scripts
from autograder.nbgrader_plugins.safe_html import ansi2html, clean_html, escape_html, strip_files_prefix

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


OF_FORMULAS = set(
    "math semantics annotation mrow mi mo mn mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable"
    " mtr mtd display encoding stretchy minsize maxsize width accent mathvariant columnalign".split()
)


def dangers(html: str) -> list[str]:
    """Return the elements and attributes, as a browser reads them, that can run code or cover the page."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all():
        if element.name in {"script", "style", "svg", "iframe", "form", "input", "button", "noscript"}:
            found.append(element.name)
        if element.name == "math":  # ours: `formulas` writes no other element, and no other attribute
            found += [inner.name for inner in element.find_all() if inner.name not in OF_FORMULAS]
            found += [name for inner in (element, *element.find_all()) for name in inner.attrs if name not in OF_FORMULAS]
        for name, value in element.attrs.items():
            text = " ".join(value) if isinstance(value, list) else value
            alive = any(word in text for word in ("javascript:", "data:text", "fixed"))
            if (alive and name not in ("title", "alt")) or name.startswith("on") or name in ("id", "srcset", "background"):
                found.append(f"{element.name} {name}={text}")
            if name == "src" and not text.startswith("data:image/"):
                found.append(f"{element.name} {name}={text}")
            if name == "style" and re.search(r"url|image|expression|\\\\|/\\*", text):
                found.append(f"{element.name} {name}={text}")
            if name == "href" and not re.match(r"https?://(?:example\.org|attacker\.test)(?:[:/]|$)|mailto:", text):
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
    assert "<strong>mine</strong> <math><semantics><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi>" in html
    assert html.count("<i>shown</i>") == 2
    assert "evil" not in " ".join(script.text for script in BeautifulSoup(html, "html.parser").find_all("script"))


# ---------------------------------------------------------------- every payload, by its kind


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@pytest.mark.parametrize("kind", CLASSES)
def test_no_payload_is_left_of_a_kind(kind: str) -> None:
    for payload in CLASSES[kind]:
        text = filled(payload, "evil()", "127.0.0.1:8888")
        for made in (clean(text), markdown(text, {}), clean(markdown(text, {}))):
            assert dangers(made) == [], payload
            assert "<script" not in made.lower(), payload
        assert dangers(code(text, "ipython3")) == [], payload
        assert dangers(code(text, "html")) == [], payload
        assert dangers(coloured(f"\x1b[31m{text}\x1b[0m")) == [], payload
        assert BeautifulSoup(str(ansi2html(text)), "html.parser").find() is None, payload


def test_nothing_changes_html_after_it_was_cleaned() -> None:
    for text in ("<a href='files/javascript:evil()'>a</a>", "[a](files/javascript:evil())"):
        made = strip_files_prefix(clean_html(markdown(text, {})))
        assert "href" not in made and "files/" not in made
    assert "href" not in strip_files_prefix("<a href='files/javascript:evil()'>a</a>")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a?b=c&d=e#f",
        "https://sub.example.org:8443/a b",
        "mailto:ada@example.org",
        "HTTPS://Example.ORG/",
        "https://xn--fiq228c.xn--p1ai/",
        "https://example.org/(a)_[b]",
        "https://zh.wikipedia.org/wiki/数",
    ],
)
def test_links_to_named_hosts_stay(address: str) -> None:
    assert BeautifulSoup(clean(f'<a href="{address}">x</a>'), "html.parser").find("a")["href"] == address


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp", "svg+xml"])
def test_images_that_are_data_stay(kind: str) -> None:
    html = f'<img src="data:image/{kind};base64,AAAA" alt="x">'
    assert clean(html) == html
    assert f"data:image/{kind};base64,AAAA" in markdown("![x](attachment:a)", {"a": {f"image/{kind}": "AAAA"}})


def test_an_image_without_a_source_shows_its_text() -> None:
    for text in ("![plot](attachment:gone.png)", "![plot](plot.png)", "![plot](http://example.org/a.png)"):
        assert clean(markdown(text, {})) == '<p><img alt="plot"></p>\n'
    assert 'alt="gone.png"' in markdown("![](attachment:gone.png)", {})
    assert markdown("![x](attachment:a)", {"a": {}}) == '<p><img alt="x"></p>\n'


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("text-align: right; color: #ff0000", "text-align: right; color: #ff0000;"),
        ("color: rgb(1, 2, 3); width: 50%", "color: rgb(1, 2, 3); width: 50%;"),
        ("border: 1px solid black; padding: 2px 4px", "border: 1px solid black; padding: 2px 4px;"),
        ("position: fixed; top: 0; color: red", "color: red;"),
        ("margin-top: -500px; text-indent: -99px; padding: -5px; width: calc(1px)", ""),
        ("color: url(http://attacker.test)", ""),
        ("color: r&#101;d; cursor: u&#114;l(x)", "color: red;"),
        ("color: r\\65 d; /* */ background: red", ""),
        ("background-color: red !important", "background-color: red !important;"),
    ],
)
def test_styles(style: str, kept: str) -> None:
    assert clean(f'<p style="{style}">x</p>') == (f'<p style="{kept}">x</p>' if kept else '<p style="">x</p>')


@pytest.mark.parametrize("backslash", ["\\", "&#92;", "&#x5C;", "&#0092;", "&bsol;"])
def test_a_formula_with_a_link_is_shown_as_typed(backslash: str) -> None:
    """An element after the backslash: MathJax reads no formula across one."""
    for command in ("href{http://127.0.0.1/logout}{x}", "mmlToken{mi}[href=http://127.0.0.1/]{x}", "hr&#101;f{a}{b}"):
        made = clean(f"<p>$x {backslash}{command}$ and $y$</p>")
        assert "<span></span>" in made
        assert "$x " in made and made.endswith(" and $y$</p>")
        texts = BeautifulSoup(made, "html.parser").find_all(string=True)
        assert not any("\\href" in text or "\\mmlToken" in text for text in texts)
    assert clean(f"<p>$x {backslash}frac12$</p>") == f"<p>$x {backslash}frac12$</p>"


def test_formulas_become_mathml_that_does_nothing() -> None:
    made = markdown("$\\alpha$ and `$x$`\n\n$$\\frac{1}{m}$$\n\n\\begin{equation}x\\end{equation}", {})
    assert made.count("<math") == 3 and "<mi>α</mi>" in made and "<code>$x$</code>" in made
    assert "<mfrac>" in made and 'display="block"' in made


@pytest.mark.parametrize(
    "inside", ["\\href{javascript:evil()}{x}", '"><script>evil()</script>', "<img src=x onerror=evil()>"]
)
def test_a_formula_holds_no_tag_and_no_link(inside: str) -> None:
    for text in (f"${inside}$", f"![${inside}$](data:image/png;base64,AA)", f"\\begin{{align}}{inside}\\end{{align}}"):
        made = BeautifulSoup(markdown(text, {}), "html.parser")
        assert made.find_all(["script", "a"]) == [] and not any("onerror" in tag.attrs for tag in made.find_all())
        assert all(set(tag.attrs) <= {"src", "alt", "class"} for tag in made.find_all("img"))


def test_the_mark_of_a_formula_cannot_be_written() -> None:
    assert "<math" not in markdown('<code class="language-0_0"></code> x', {})


def test_boxes_of_lists_are_signs() -> None:
    made = markdown("- [x] done\n- [ ] open", {})
    assert "☑ done" in made and "☐ open" in made and "input" not in made


def test_colours_of_printed_text_stay() -> None:
    assert (
        ansi2html("\x1b[1;31mred\x1b[0m & <b>") == '<span class="ansi-red-intense-fg ansi-bold">red</span> &amp; &lt;b&gt;'
    )
    assert ansi2html("\x1b[38;2;1;2;3mx\x1b[0m") == '<span style="color: rgb(1,2,3)">x</span>'
    assert ansi2html("a\x1b]0;title\x07b\x1b[2Jc") in ("a]0;title\x07bc", "a\x1b]0;title\x07bc")


def test_code_is_coloured() -> None:
    assert '<span class="k">def</span>' in code("def f(): pass", "ipython3")
    assert code("", "ipython3") and code("x", "no_language")
    assert "&lt;script&gt;" in code("<script>", "text")


def test_scripts_go_with_their_text() -> None:
    assert without_scripts("a<script>b</script >c<STYLE x>d</style>e") == "ace"
    assert without_scripts("a<script>b<style>c</style>d") == "a<script>bd"
    assert without_scripts("a<scripts>b</scripts>") == "a<scripts>b</scripts>"


def test_an_attribute_without_quotes_stays_one() -> None:
    attributes = {"width": "1 onerror=evil()", "alt": "a`b\tc>d"}
    made = "<img " + " ".join(f"{name}={escape_html(value)}" for name, value in attributes.items()) + ">"
    assert BeautifulSoup(made, "html.parser").find("img").attrs == attributes
