"""Test how messages become HTML: formatting stays; tags, links and images do not; formulas become MathML."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from autograder.feedback.text import to_html


def test_formatting_stays() -> None:
    made = to_html("**Bold** and `code`:\n\n- one\n- two\n\n```python\nx = 1\n```")
    assert "<strong>Bold</strong>" in made and "<code>code</code>" in made and made.count("<li>") == 2
    assert '<pre tabindex="0"><code class="language-python">x = 1\n</code></pre>' in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>evil()</script>",
        "[x](javascript:evil())",
        "[x](http://attacker.test)",
        "![x](http://attacker.test/a.png)",
        "<http://attacker.test>",
        "[a]: http://attacker.test\n\n[a]",
        "$<img src=x onerror=evil()>$",
        "`$x$` \u202e\x1b[2J",
    ],
)
def test_nothing_else_survives(text: str) -> None:
    made = BeautifulSoup(to_html(text), "html.parser")
    assert made.find_all(["script", "a", "img", "svg", "iframe"]) == []
    assert "\u202e" not in made.text and "\x1b" not in made.text


def test_formulas() -> None:
    made = to_html("With $\\alpha$ and $$\\frac{1}{m}$$ but not `$x$`, nor for 5$ and 6$.")
    assert made.count("<math") == 2 and "<code>$x$</code>" in made and "5$ and 6$" in made
