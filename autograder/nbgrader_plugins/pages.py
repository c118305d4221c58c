"""Pages of submissions, for formgrader and as feedback, which show what learners wrote and run none of it.

Four walls, each enough for most attacks:
1. `simple_notebook` copies the parts of a notebook that can be drawn.
2. The filters of `safe_html` clean what is HTML.
3. Templates escape everything else that they draw (`autoescape`).
4. A Content-Security-Policy lets a browser run the scripts of the templates' own text alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import BaseLoader, DictLoader, Environment, TemplateNotFound
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter

from autograder.nbgrader_plugins.logs import clean_log
from autograder.nbgrader_plugins.render_process import renderer
from autograder.nbgrader_plugins.safe_html import FILTERS
from autograder.nbgrader_plugins.simple_notebook import language_of, simplified
from autograder.notebook.files import affordable_text
from autograder.words import say

# Formulas are MathML before the page is made, so nothing is loaded. When the page is there, formgrader's script waits for
# MathJax to end; this object says so at once, and the script goes to the field that the address names. What is wider than
# a phone is scrolled by itself, and the columns of tables have room between them.
_MATHJAX_TEMPLATE = """
{%- macro mathjax(url="") -%}
<script>
window.MathJax = {Hub: {Startup: {signal: {Interest: (listen) => setTimeout(() => listen("End"))}}}};
</script>
<style>{{ own_style }}</style>
{%- endmacro %}
"""

_STYLE = Path(__file__).with_name("submission.css")
_WIDGETS_TEMPLATE = "{%- macro jupyter_widgets(one='', two='', three='') -%}{%- endmacro %}"

_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_HANDLER = re.compile(r'\son[a-z]+="([^"{]*)"', re.IGNORECASE)


class MarkedScripts(BaseLoader):
    """Loads templates from another loader, with a nonce at each script of their text.

    A script that comes with a value (a learner's text, a name) gets none.
    """

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader

    def get_source(self, environment: Environment, template: str) -> Any:
        source, *rest = self._loader.get_source(environment, template)
        if Path(template).suffix in (".j2", ".tpl"):
            source = _SCRIPT.sub('<script nonce="{{ script_nonce() }}"', source)
        return source, *rest


def handlers_of(folder: Path) -> list[str]:
    """Return the event handlers in the text of a folder's templates: `toggle_name(true);`."""
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in (".j2", ".tpl"))
    return sorted({found for path in paths for found in _HANDLER.findall(path.read_text("utf-8"))})


def policy(scripts: Iterable[str], handlers: Iterable[str] = (), *, server: bool) -> str:
    """Return a Content-Security-Policy.

    scripts:  sources that may run, quoted: `'nonce-…'`, `'sha256-…'`.
    handlers: texts of event handlers that may run.
    server:   whether the page belongs to a server, whose styles, fonts and API it uses.
    """
    own = " 'self'" if server else ""
    allowed = [*scripts, *(["'unsafe-hashes'"] if handlers else []), *map(sha256, handlers)]
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(allowed) or "'none'",
        "style-src": f"'unsafe-inline'{own}",
        "img-src": "data:",
        "font-src": f"data:{own}",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    if server:
        rules |= {"connect-src": "'self'", "frame-ancestors": "'self'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def sha256(script: str) -> str:
    """Return the source expression of a script's text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class SafePage(HTMLExporter):  # type: ignore[misc]
    """nbconvert's HTML exporter for notebooks that nobody trusts. Any notebook becomes a page.

    `nonce` is in each script of the templates' own text. The caller sets it and sends the policy that names it.
    """

    nonce = ""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        clean_log(self.log)
        self.filters: dict[str, Any] = {**(self.filters or {}), **FILTERS}

    def from_filename(self, filename: str, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        """Return the page of a notebook file; where it cannot be read, a page that says so."""
        path = Path(filename)
        resources = dict(resources or {})
        resources["metadata"] = {**(resources.get("metadata") or {}), "name": path.stem, "path": str(path.parent)}
        try:
            notebook = nbformat.reads(affordable_text(path), as_version=4)
        except Exception:  # nbformat raises whatever an odd file makes it stumble over
            cell = nbformat.v4.new_markdown_cell(say("pages.unreadable"))
            notebook = nbformat.v4.new_notebook(cells=[cell])
        return self.from_notebook_node(notebook, resources=resources, **options)

    def from_notebook_node(self, notebook: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        renderer.begin_page()
        resources = self._init_resources(resources)
        resources["autograder_language"] = language_of(notebook)
        page, resources = super().from_notebook_node(simplified(notebook), resources, **options)
        return page, resources

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)
        resources |= {"should_sanitize_html": True, "should_not_encode_svg": False}
        return resources

    def _preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        notebook, resources = super()._preprocess(notebook, resources)
        for cell in notebook.cells:
            if cell.get("execution_count", 0) is None:
                cell.execution_count = " "  # the templates put an entity for None, which would be escaped
        styles = resources.get("inlining", {}).get("css", [])
        resources["inlining"] = {"css": [Markup(style) for style in styles]}
        return notebook, resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.autoescape = True
        environment.globals["script_nonce"] = lambda: self.nonce
        environment.globals["own_style"] = Markup(_STYLE.read_text("utf-8"))
        assert environment.loader
        environment.loader = MarkedScripts(_First(environment.loader))
        return environment


class _First(BaseLoader):
    """Loads our macros in place of nbconvert's, and all else from another loader."""

    def __init__(self, loader: BaseLoader) -> None:
        self._loader = loader
        self._ours = DictLoader({"mathjax.html.j2": _MATHJAX_TEMPLATE, "jupyter_widgets.html.j2": _WIDGETS_TEMPLATE})

    def get_source(self, environment: Environment, template: str) -> Any:
        try:
            return self._ours.get_source(environment, template)
        except TemplateNotFound:
            return self._loader.get_source(environment, template)


class StaticPage(SafePage):
    """A page for a file, with its policy at its top. The same notebook gives the same bytes."""

    def from_notebook_node(self, notebook: Any, resources: Any = None, **options: Any) -> tuple[Any, Any]:
        self.nonce = secrets.token_hex(16)
        page, resources = super().from_notebook_node(notebook, resources, **options)
        return self._with_policy(page), resources

    def _with_policy(self, page: str) -> str:
        """Return the page with hashes of its own scripts in place of the nonce."""
        hashes = []

        def without_nonce(found: re.Match[str]) -> str:
            if found[2]:
                hashes.append(sha256(found[2]))
            return f"<script{found[1]}>{found[2]}</script>"

        own = re.compile(rf'<script nonce="{self.nonce}"([^>]*)>(.*?)</script>', re.DOTALL)
        page = own.sub(without_nonce, page)
        rule = Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(policy(hashes, server=False))
        top = f'<head>\n{rule}\n<meta name="referrer" content="no-referrer">'
        return page.replace("<head>", top, 1)
