"""Turn what learners wrote into HTML that does nothing: Markdown, HTML, code and coloured text.

These functions bound neither time nor memory, and the libraries that they use are quadratic in places. `render_process`
runs this file as a program, in a process with a clock. So it imports nothing of this package that takes time to load.
"""

from __future__ import annotations

import html
import json
import os
import re
import resource
import secrets
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

import bleach
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight  # type: ignore[import-untyped, unused-ignore]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped, unused-ignore]
from pygments.lexer import Lexer  # type: ignore[import-untyped, unused-ignore]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped, unused-ignore]
from pygments.util import ClassNotFound  # type: ignore[import-untyped, unused-ignore]

from autograder.formulas import formula

MEMORY = 2 * 2**30  # bytes of address space
DEEPEST = 100  # elements in one another; browsers and Beautiful Soup slow down with more

_TAGS = set(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i"
    " img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr tt u ul"
    " var".split()
)

# Of highlighted code and of pandas' tables; the page's own classes could lay a text over its buttons.
_CLASS = re.compile(r"highlight(?: hl-\w+)?|dataframe|language-\w+|[a-z]{1,3}\d?")

# A scheme, a host with a name, and then anything. Hosts without a name (`localhost`, `127.0.0.1`, `2130706433`, `[::1]`)
# are refused: formgrader's own server is one, and some of its pages act when they are opened. A browser turns other
# letters into ASCII ones, so they are refused in hosts.
_LINK = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z](?::\d+)?(?:[/?#].*)?|mailto:.*", re.I | re.A | re.S)
_IMAGE = re.compile(r"data:image/[a-z0-9.+-]+[;,].*", re.I | re.A | re.S)

_PROPERTIES = set(
    "background_color color border border_bottom border_collapse border_left border_right border_spacing border_top"
    " display float font_family font_size font_style font_variant font_weight height line_height max_height max_width"
    " min_height min_width overflow overflow_x overflow_y padding padding_bottom padding_left padding_right"
    " padding_top text_align text_decoration text_transform vertical_align white_space width".replace("_", "-").split()
)
# No `url()`, escapes, comments, strings or negative lengths, which would move a text over what is beside it.
_VALUE = re.compile(r"(?!.*-\s*\.?\d)(?:[\w#%.,+! -]|(?:rgb|hsl)a?\([\d.,%/ -]{1,60}\)){1,200}", re.I | re.A)

# What Pygments and `ansi2html` write when they do their work: texts and spans. Anything else is cleaned as HTML.
_SPANS = re.compile(
    r"""(?:[^<>&]|&(?:lt|gt|amp|quot|\#39|\#34);|</span>
    |<span(?:\ class="[a-z0-9 -]*")?(?:\ style="(?:(?:background-)?color:\ rgb\(\d+,\d+,\d+\)(?:;\ )?)+")?>)*+""",
    re.VERBOSE,
)

FORMULA_LINK = re.compile(r"\\(?:href|mmlToken)\b", re.ASCII)  # commands of MathJax, which nbgrader's own formgrader loads
_BACKSLASH = re.compile(r"\\|&#0*92;?|&#[xX]0*5[cC];?|&bsol;")

_CHECKBOX = re.compile(r'<input class="task-list-item-checkbox" type="checkbox" disabled( checked)?/>')


class TooDeep(ValueError):
    """More than `DEEPEST` elements are in one another."""


# ---------------------------------------------------------------- what is rendered


def clean(text: str) -> str:
    """Return HTML without scripts, forms, frames, event handlers, requests and links that act.

    Texts, tables, links to named hosts and images that are data are kept. A disallowed tag becomes text.

    Raises TooDeep.
    """
    cleaned: str = bleach.clean(
        without_scripts(text),
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto", "data"},
        css_sanitizer=_Styles(),
    )
    return without_formula_links(shallow(cleaned))


def markdown(text: str, attachments: dict[str, dict[str, str]]) -> str:
    """Return Markdown as clean HTML. `attachments`: name -> type -> base64. Raises what the parser raises, and TooDeep."""
    renderer = _Renderer(attachments=attachments)
    made = MarkdownWithMath(renderer=renderer).render(text)
    return renderer.with_formulas(clean(_CHECKBOX.sub(lambda found: "☑ " if found[1] else "☐ ", made)))


def code(text: str, language: str) -> str:
    """Return highlighted code. `language`: a name of letters, digits and `_`; an unknown one is plain text."""
    inner = highlight(text or " ", _lexer(language), HtmlFormatter(nowrap=True))
    inner = inner if _SPANS.fullmatch(inner) else clean(inner)
    return f'<div class="highlight hl-{language}"><pre><span></span>{inner}</pre></div>\n'


def coloured(text: str) -> str:
    """Return text whose ANSI colours have become spans; other terminal sequences go."""
    made = str(ansi2html(text))
    return made if _SPANS.fullmatch(made) else html.escape(text)


RENDERERS: dict[str, Callable[..., str]] = {"clean": clean, "markdown": markdown, "code": code, "coloured": coloured}


# ---------------------------------------------------------------- their parts


def without_scripts(text: str) -> str:
    """Return HTML without `<script>…</script>` and `<style>…</style>`, which are of no use as text either.

    One that is not closed is left. The time is linear in the length.
    """
    closing = {name: re.compile(rf"</{name}\s*>", re.I | re.A) for name in ("script", "style")}
    kept: list[str] = []
    place = 0
    for opening in _OPENING.finditer(text):
        name = opening[1].lower()
        if opening.start() < place or name not in closing:
            continue
        end = closing[name].search(text, opening.end())
        if end is None:
            del closing[name]  # none of the later ones is closed either
            continue
        kept.append(text[place : opening.start()])
        place = end.end()
    return "".join(kept) + text[place:]


_OPENING = re.compile(r"<(script|style)\b", re.I | re.A)


def without_formula_links(cleaned: str) -> str:
    """Return clean HTML whose formulas with links are shown as they were typed.

    `\\href` makes a link of a formula after the cleaning, in the browser. An empty element after its backslash keeps
    MathJax from reading the formula: it joins no text across elements.
    """
    if not FORMULA_LINK.search(html.unescape(cleaned)):
        return cleaned
    parts = re.split(r"(<[^>]*>)", cleaned)
    for place, part in enumerate(parts):
        if not part.startswith("<") and FORMULA_LINK.search(html.unescape(part)):
            parts[place] = _BACKSLASH.sub(r"\g<0><span></span>", part)
    return "".join(parts)


def shallow(cleaned: str) -> str:
    """Return clean HTML as it is. Raises TooDeep."""
    depth = 0
    for tag in re.finditer(r"<(/?)(\w+)", cleaned):
        if tag[2] not in ("br", "col", "hr", "img"):
            depth += -1 if tag[1] else 1
        if depth > DEEPEST:
            raise TooDeep
    return cleaned


def _allowed(tag: str, name: str, value: str) -> bool:
    """Return whether an element keeps an attribute. No ids: formgrader finds its own fields by them.

    `value` is as it was written, with its entities. So a link's scheme and host must be written without any.
    """
    if name == "class":
        return bool(_CLASS.fullmatch(value))
    if name in ("style", "title", "align", "colspan", "rowspan", "width", "height"):
        return True
    match tag:
        case "a":
            return name == "href" and bool(_LINK.fullmatch(value))
        case "img":
            return name == "alt" or (name == "src" and bool(_IMAGE.fullmatch(value)))
        case "ol":
            return name == "start"
        case "details":
            return name == "open"
    return False


class _Styles:
    """Keeps declarations that change a text's look and ask for nothing. Stands where bleach has its CSSSanitizer."""

    def sanitize_css(self, style: str) -> str:
        kept = []
        for declaration in html.unescape(style)[:5000].split(";"):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if name.lower() in _PROPERTIES and _VALUE.fullmatch(value):
                kept.append(f"{name}: {value};")
        return " ".join(kept)


class _Renderer(IPythonRenderer):  # type: ignore[misc]
    """nbconvert's, but formulas become MathML, and an attachment that is missing or odd leaves the image's text."""

    def __init__(self, attachments: dict[str, dict[str, str]]) -> None:
        super().__init__(escape=False, attachments=attachments, exclude_anchor_links=True)
        self._formulas: list[str] = []
        self._mark = f"language-{secrets.token_hex(8)}"  # nobody can write it

    def with_formulas(self, cleaned: str) -> str:
        """Return clean HTML with MathML in place of the elements that stand for formulas.

        An attribute cannot hold such an element: cleaning has escaped its quotation marks.
        """
        place = re.compile(rf'<code class="{self._mark}_(\d+)"></code>')
        return place.sub(lambda found: self._formulas[int(found[1])], cleaned)

    def _formula(self, tex: str, *, display: bool = False) -> str:
        self._formulas.append(formula(tex, display=display))
        return f'<code class="{self._mark}_{len(self._formulas) - 1}"></code>'

    def block_math(self, body: str) -> str:
        return self._formula(body, display=True)

    def inline_math(self, body: str) -> str:
        return self._formula(body)

    def latex_environment(self, name: str, body: str) -> str:
        return self._formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True)

    def _embed_image_or_attachment(self, src: str) -> str:
        if src.startswith("attachment:") and not self.attachments.get(src.removeprefix("attachment:")):
            return ""
        embedded: str = super()._embed_image_or_attachment(src)
        return embedded

    def image(self, text: str, url: str, title: str | None = None) -> str:
        made: str = super().image(text or url.removeprefix("attachment:")[:100], url, title)
        return made


def _lexer(language: str) -> Lexer:
    if language in ("ipython", "ipython3", ""):
        from IPython.lib.lexers import IPython3Lexer

        return IPython3Lexer()
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return get_lexer_by_name("text")


# ---------------------------------------------------------------- the program


def read_frame(stream: BinaryIO) -> Any:
    """Return the next value from a stream, None at its end."""
    head = stream.read(4)
    return json.loads(stream.read(struct.unpack("<I", head)[0])) if len(head) == 4 else None


def write_frame(stream: BinaryIO, value: Any) -> None:
    """Write a value, as JSON with its length before it."""
    data = json.dumps(value).encode("ascii")
    stream.write(struct.pack("<I", len(data)) + data)
    stream.flush()


def serve(requests: BinaryIO, replies: BinaryIO) -> None:
    """Answer requests until they end: {"kind", "seconds", "arguments"} -> {"html", "seconds"} or {"error"}.

    A request that takes more CPU time than its seconds ends the process (SIGPROF).
    """
    while (request := read_frame(requests)) is not None:
        begin = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, request["seconds"])
        try:
            reply = {"html": RENDERERS[request["kind"]](*request["arguments"])}
        except Exception as error:
            reply = {"error": type(error).__name__}
        signal.setitimer(signal.ITIMER_PROF, 0)
        write_frame(replies, reply | {"seconds": time.process_time() - begin})


def main() -> None:
    """Serve in a fork; after each fork that has died, say so and start the next. The libraries are imported once."""
    replies = sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    highlight("1", _lexer("ipython3"), HtmlFormatter(nowrap=True))  # imports lexers and styles before the first fork
    markdown("a", {})
    write_frame(replies, {"ready": True})
    while True:
        child = os.fork()
        if child == 0:
            serve(sys.stdin.buffer, replies)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return
        write_frame(replies, {"error": "died"})


if __name__ == "__main__":
    main()
