"""Filters for nbconvert that make the HTML in learners' notebooks harmless; `nbgrader_config.py` names them.

Formgrader shows a submission in the instructor's own session: a script in it could set scores, or start a kernel.
nbconvert's `sanitize_html` does not clean the Markdown cells that nbgrader's templates render, and it breaks tables.
"""

from __future__ import annotations

import re
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = set(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i"
    " img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr tt u ul"
    " var".split()
)

_WITH_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)  # removed with the text inside

# Classes of highlighted code and of pandas' tables. The page's own classes could lay a text over its buttons.
_CLASS = re.compile(r"highlight(?: hl-\w+)?|dataframe|language-\w+|[a-z]{1,3}\d?")


def clean_html(html: Any) -> str:
    """Return HTML with its text, tables, images and links, without scripts, forms, frames and event handlers."""
    text = html.decode() if isinstance(html, bytes) else str(html)
    cleaned: str = bleach.clean(
        _WITH_TEXT.sub("", text),
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data", "attachment"},
        css_sanitizer=CSSSanitizer(),
    )
    return cleaned


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Convert Markdown to clean HTML, in place of nbconvert's filter of this name."""
    cell = context.get("cell", {})
    renderer = IPythonRenderer(escape=False, attachments=cell.get("attachments", {}), exclude_anchor_links=True)
    return clean_html(MarkdownWithMath(renderer=renderer).render(source))


def _allowed(tag: str, name: str, value: str) -> bool:
    """Return whether an attribute is kept. Ids are removed, because formgrader finds its own fields by them."""
    if name == "class":
        return bool(_CLASS.fullmatch(value))
    if name in ("style", "title", "align", "colspan", "rowspan", "width", "height"):
        return True
    match tag:
        case "a":
            return name == "href" and not value.strip().lower().startswith("data:")
        case "img":
            return name in ("src", "alt")
        case "ol":
            return name == "start"
        case "details":
            return name == "open"
    return False
