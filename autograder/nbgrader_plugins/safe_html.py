"""Filters for nbconvert that make harmless what learners' notebooks show, named in `nbgrader_config.py`.

Formgrader shows a submission in the instructor's own session: a script in it could set scores, or start a kernel.
nbconvert's `sanitize_html` leaves Markdown cells out where nbgrader's templates draw them, takes tables apart, and has
filters that change HTML after it was cleaned. These filters replace them, so cleaning is the last step.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup, escape

from autograder.nbgrader_plugins.render_process import NotRendered, renderer
from autograder.words import DEFAULT, say

SHOWN = 20_000  # characters of a text that is not rendered
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?)?|[\x00-\x08\x0b-\x1f\x7f]")
_BREAKS = re.compile(r"[\s`]")  # they end an attribute that has no quotes
_NAME = re.compile(r"\w{1,40}", re.ASCII)


class Cleaned(Markup):
    """HTML that was cleaned. Templates that escape what they draw leave it as it is."""


def clean_html(html: Any) -> Cleaned:
    """Return HTML without whatever runs, asks for something or acts (`rendering.clean`), or its characters as text."""
    if isinstance(html, Cleaned):
        return html
    return _rendered("clean", html.decode("utf-8", "replace") if isinstance(html, bytes) else str(html))


@pass_context
def markdown2html(context: Any, source: Any) -> Cleaned:
    """Return Markdown as clean HTML, with the attachments of the cell that the template draws."""
    cell = context.get("cell", {})
    return _rendered("markdown", str(source), _images(cell.get("attachments")), language=_language(context))


@pass_context
def highlight_code(context: Any, source: Any, language: str | None = None, metadata: Any = None) -> Cleaned:
    """Return code in colours, in the language of the cell's magic or of the notebook."""
    try:
        info = context["nb"]["metadata"].get("language_info", {})
        language = language or info.get("pygments_lexer") or info.get("name")
        language = (metadata or {}).get("magics_language") or language
    except (KeyError, AttributeError, TypeError):
        language = None
    name = language if isinstance(language, str) and _NAME.fullmatch(language) else "ipython3"
    return _rendered("code", str(source), name, language=_language(context))


def ansi2html(text: Any) -> Cleaned:
    """Return printed text, with its colours."""
    text = str(text)
    if "\x1b" not in text:
        return Cleaned(escape(text))
    try:
        return Cleaned(renderer.render("coloured", text))
    except NotRendered:
        return Cleaned(escape(_TERMINAL.sub("", text)))


def strip_files_prefix(text: Any) -> Cleaned:
    """Return the text, cleaned. nbconvert's filter would make `javascript:…` of `files/javascript:…` after cleaning."""
    return clean_html(text)


def escape_html(text: Any) -> Cleaned:
    """Return text for an element or for an attribute, with or without quotes around it."""
    return Cleaned(_BREAKS.sub(lambda found: f"&#{ord(found[0])};", str(escape(str(text)))))


FILTERS = {
    function.__name__: function
    for function in (clean_html, markdown2html, highlight_code, ansi2html, strip_files_prefix, escape_html)
}


def as_text(text: str, language: str = DEFAULT) -> Cleaned:
    """Return the beginning of a text that is not rendered, and a line that says so."""
    cut = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
    return Cleaned('<p><em>{}</em></p><pre class="pages_text">{}</pre>').format(
        say("pages.not_rendered", language), _TERMINAL.sub("", cut)
    )


def _rendered(kind: str, text: str, *arguments: Any, language: str = DEFAULT) -> Cleaned:
    try:
        return Cleaned(renderer.render(kind, text, *arguments))
    except NotRendered:
        return as_text(text, language)


def _images(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the attachments that are images: name -> type -> base64."""
    images: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        if isinstance(bundle, dict):
            images[str(name)] = {
                kind: data for kind, data in bundle.items() if str(kind).startswith("image/") and isinstance(data, str)
            }
    return images


def _language(context: Any) -> str:
    """Return the language in which a page's own lines are: "en", or what `pages.SafePage` has set."""
    resources = context.get("resources") or {}
    return str(resources.get("autograder_language") or DEFAULT)
