"""Read the files that tools make of a notebook: Jupytext's scripts and Markdown, nbconvert's scripts and HTML.

What comes out is a notebook whose cells have lost what the format does not keep; restoring it recognises them again. Only
texts are read, in linear time, and nothing is run.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from autograder.errors import NotebookError
from autograder.notebook.files import MAX_CODE, Notebook, decode, parse_notebook

SCRIPTS = (".py",)
TEXTS = (".md", ".markdown", ".rmd", ".qmd")
PAGES = (".html", ".htm")
EXPORTS = (*SCRIPTS, *TEXTS, *PAGES)

_PERCENT = re.compile(r"# ?%%+(?![\w%])[ \t]*(?P<options>.*)")  # "# %% [markdown] nbgrader={…}"
_NUMBERED = re.compile(r"# In ?\[[\d *]*\]:[ \t]*")  # nbconvert's
_LIGHT = re.compile(r"# \+(?:[ \t]+(?P<options>.*))?")  # Jupytext's light format
_FENCE = re.compile(r"(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>.*)")
_PYTHON = re.compile(r"\{?(?:python3?|ipython3?|py|code-cell)\b[^}]*\}?(?:[ \t]+ipython3?)?(?P<options>.*)", re.IGNORECASE)
_PLACE_ON_PAGE = re.compile(r'class="(?P<classes>[^"<>]{0,300})"|<pre\b[^<>]{0,300}>')
_TAG = re.compile(r"<[^<>]*>")
_INPUTS = {"input_area", "jp-InputArea-editor", "jp-CodeMirrorEditor"}
_OUTPUTS = {"output", "output_area", "output_wrapper", "jp-OutputArea", "jp-Cell-outputWrapper"}
_NBGRADER = re.compile(r"nbgrader=")


def read_any(content: bytes, name: str) -> Notebook:
    """Return the notebook in a file of any of these formats; what begins with a brace is a notebook whatever its name is.

    name: of the file; its ending says how the content is read, and errors use it.
    Raises NotebookError for what holds no code of a notebook.
    """
    ending = name[name.rfind(".") :].lower()
    if ending not in EXPORTS or _start(content).startswith("{"):
        return parse_notebook(content, name)
    if len(content) > 10 * MAX_CODE:  # pages hold images
        raise NotebookError("notebook.too_much_code", name=name, limit=MAX_CODE // 10**6)
    try:
        text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    except ValueError as error:
        raise NotebookError("notebook.not_json", name=name) from error
    cells = _of_page(text) if ending in PAGES else _of_text(text) if ending in TEXTS else cells_of_script(text)
    if not any(cell["cell_type"] == "code" and cell["source"].strip() for cell in cells):
        raise NotebookError("notebook.no_code", name=name)
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return parse_notebook(json.dumps(whole).encode(), name)


def cells_of_script(text: str) -> list[dict[str, Any]]:
    """Return the cells of a script that a tool made of a notebook; a plain script is one cell of code."""
    lines = _without_header(text.split("\n"), "# ---")
    if any(map(_PERCENT.fullmatch, lines)):
        return [*_of_percent(lines)]
    if any(map(_NUMBERED.fullmatch, lines)):
        return [*_of_numbered(lines)]
    if any(map(_LIGHT.fullmatch, lines)):
        return [*_of_light(lines)]
    return [_cell("code", lines)]


def _of_percent(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the cells of a script in which `# %%` begins each; Jupytext, VS Code, Spyder and PyCharm write it."""
    options, body = "", list[str]()
    for line in [*lines, "# %%"]:
        if (marker := _PERCENT.fullmatch(line)) is None:
            body.append(line)
            continue
        if body or options:
            is_text = "[markdown]" in options or "[md]" in options
            made = _cell("markdown", _uncommented(body)) if is_text else _cell("code", body)
            made["metadata"] = _metadata(options)
            if made["source"] or made["metadata"]:
                yield made
        options, body = marker["options"], []


def _of_numbered(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the cells of nbconvert's script: `# In[3]:` begins code, and comments after an empty line are text."""
    body: list[str] = []
    for line in [*lines, "# In[ ]:"]:
        if _NUMBERED.fullmatch(line) is None:
            body.append(line)
            continue
        parts = _paragraphs(body)
        last = len(parts)
        while last > 1 and all(row.startswith("#") for row in parts[last - 1][1]):
            last -= 1
        if last:
            yield _cell("code", body[: parts[last][0] if last < len(parts) else len(body)])
        for _, part in parts[last:]:
            yield _cell("markdown", _uncommented(part))
        body = []


def _of_light(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the cells of Jupytext's light format: `# +` begins one and `# -` ends it; elsewhere, an empty line does both."""
    options: str | None = None
    body: list[str] = []

    def loose() -> Iterator[dict[str, Any]]:
        for _, part in _paragraphs(body):
            is_text = all(row.startswith("#") for row in part)
            yield _cell("markdown", _uncommented(part)) if is_text else _cell("code", part)

    for line in [*lines, "# -"]:
        marker = _LIGHT.fullmatch(line)
        if marker is None and line.rstrip() != "# -":
            body.append(line)
            continue
        if options is None:
            yield from loose()
        else:
            made = _cell("code", body)
            made["metadata"] = _metadata(options)
            yield made
        options, body = (marker["options"] or "" if marker is not None else None), []


def _of_text(text: str) -> list[dict[str, Any]]:
    """Return the cells of Markdown: fenced Python is code, and what stands between is text."""
    cells: list[dict[str, Any]] = []
    body: list[str] = []
    fence, is_code, options = "", False, ""
    for line in _without_header(text.split("\n"), "---"):
        marker = _FENCE.fullmatch(line)
        if fence and line.rstrip() == fence and is_code:
            made = _cell("code", _without_header(body, "---"))
            made["metadata"] = _metadata(options)
            cells.append(made)
            fence, body, is_code = "", [], False
        elif fence and line.rstrip() == fence:
            body.append(line)
            fence = ""
        elif not fence and marker is not None:
            fence, info = marker["ticks"], _PYTHON.fullmatch(marker["info"].strip())
            is_code, options = info is not None, marker["info"]
            if is_code:
                cells += [_cell("markdown", body)]
                body = []
            else:
                body.append(line)
        else:
            body.append(line)
    cells.append(_cell("code" if is_code else "markdown", body))
    return [cell for cell in cells if cell["source"]]


def _of_page(text: str) -> list[dict[str, Any]]:
    """Return the code of the cells of a page that nbconvert made: the first `<pre>` in each input area."""
    cells = []
    place, is_input = 0, False
    while (mark := _PLACE_ON_PAGE.search(text, place)) is not None:
        place = mark.end()
        if mark["classes"] is not None:
            classes = set(mark["classes"].split())
            is_input = not classes & _OUTPUTS and (is_input or bool(classes & _INPUTS))
        elif is_input:
            end = text.find("</pre", place)
            code = html.unescape(_TAG.sub("", text[place : end if end >= 0 else len(text)]))
            cells.append(_cell("code", code.strip("\n").split("\n")))
            place, is_input = (end if end >= 0 else len(text)), False
    return [cell for cell in cells if cell["source"].strip()]


def _cell(kind: str, lines: Iterable[str]) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": "\n".join(lines).strip("\n")}


def _uncommented(lines: Iterable[str]) -> list[str]:
    return [line[2:] if line.startswith("# ") else line.removeprefix("#") for line in lines]


def _paragraphs(lines: Iterable[str]) -> list[tuple[int, list[str]]]:
    """Return the paragraphs of a script, each with the number of its first line.

    One that begins with an indented line belongs to the one above it.
    """
    parts: list[tuple[int, list[str]]] = []
    blank = 1
    for number, line in enumerate(lines):
        if not line.strip():
            blank += 1
            continue
        if parts and (not blank or line[0] in " \t)]}"):
            parts[-1][1].extend([""] * blank + [line])
        else:
            parts.append((number, [line]))
        blank = 0
    return parts


def _without_header(lines: list[str], mark: str) -> list[str]:
    """Return the lines without the block between two such marks at the beginning, where Jupytext keeps its settings."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[first : first + 1] != [mark]:
        return lines
    last = next((index for index in range(first + 1, len(lines)) if lines[index].rstrip() == mark), None)
    return lines if last is None else lines[last + 1 :]


def _metadata(options: str) -> dict[str, Any]:
    """Return nbgrader's metadata where the options of a cell have them; empty elsewhere."""
    found = _NBGRADER.search(options)
    text = options[found.end() :] if found else options
    if not text.lstrip().startswith("{"):
        return {}
    try:
        value, _ = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return {}
    if found:
        return {"nbgrader": value} if isinstance(value, dict) else {}
    return value if isinstance(value, dict) else {}


def _start(content: bytes) -> str:
    """Return the first characters of a file, as far as they show whether it is JSON."""
    return content[:64].decode("utf-8-sig", "replace").replace("\0", "").lstrip("\ufeff\ufffd \t\r\n")
