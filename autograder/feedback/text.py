"""Turn messages, which are Markdown, into HTML: no tag, link or image of theirs survives, and formulas become MathML."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markupsafe import Markup

from autograder.formulas import formula
from autograder.plain import shown

LONGEST = 50_000  # characters of a message
_FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(?![\s$])([^$\n]*?[^\s$\\])\$(?!\d)", re.DOTALL)


def to_html(markdown: str) -> Markup:
    """Return Markdown as HTML that only formats: paragraphs, lists, emphasis, code and formulas."""
    made = _reader().render(shown(markdown, LONGEST))
    return Markup(made.replace("<pre>", '<pre tabindex="0">'))  # what may scroll is reached by the keyboard


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.disable(["link", "image", "autolink", "html_inline", "html_block", "reference", "lheading"])
    reader.inline.ruler.before("escape", "formula", _read_formula)
    reader.add_render_rule("formula", _draw_formula)
    return reader


def _read_formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = _FORMULA.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content, token.markup = found[1] or found[2], "$$" if found[1] else "$"
    state.pos = found.end()
    return True


def _draw_formula(self: RendererHTML, tokens: list, index: int, options: object, env: object) -> str:  # type: ignore[type-arg]
    return formula(tokens[index].content, display=tokens[index].markup == "$$")
