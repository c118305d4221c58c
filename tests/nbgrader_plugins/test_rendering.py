"""Renderers of learners' texts: whatever comes out does nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.nbgrader_plugins.rendering import DEEPEST, RENDERERS, TooDeep, clean, code, coloured, markdown, shallow

PIECES = st.sampled_from(
    [
        "<",
        ">",
        "script",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "**b**",
        "`",
        "$x$",
        "&lt;",
        '"',
        "\n",
        "a",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_no_tag_that_runs_and_no_handler_comes_out(text: str) -> None:
    for made in (clean(text), markdown(text, {}), code(text, "python"), coloured(text)):
        assert not re.search(r"<\s*(?:script|iframe|form|object|style|svg|base|meta)\b", made, re.IGNORECASE)
        assert not re.search(r"<[^>]*\s(?:on\w+|srcdoc)\s*=", made, re.IGNORECASE)
        assert not re.search(r"href\s*=\s*[\"\']?\s*(?:javascript|data|vbscript|files):", made, re.IGNORECASE)


def test_honest_content_is_kept() -> None:
    assert clean("<b>X.T</b>") == "<b>X.T</b>"
    assert '<a href="https://example.org/a"' in markdown("[a](https://example.org/a)", {})
    assert "<table" in markdown("| a | b |\n|---|---|\n| 1 | 2 |", {})
    assert "<span" in code("def f(): pass", "python")
    assert "rgb" in coloured("\x1b[31mred\x1b[0m") or "ansi" in coloured("\x1b[31mred\x1b[0m")


def test_an_image_is_data_or_nothing() -> None:
    assert "src=" not in markdown("![a](http://example.org/a.png)", {})
    assert "src=" not in clean('<img src="/logout">')
    assert 'src="data:image/png;base64,AAAA"' in clean('<img src="data:image/png;base64,AAAA">')


def test_what_is_nested_too_deeply_is_refused() -> None:
    assert shallow("<b>" * 3 + "</b>" * 3)
    with pytest.raises(TooDeep):
        clean("<b>" * (DEEPEST + 1) + "</b>" * (DEEPEST + 1))


def test_every_renderer_is_one_that_the_process_offers() -> None:
    assert set(RENDERERS) == {"clean", "markdown", "code", "coloured"}
