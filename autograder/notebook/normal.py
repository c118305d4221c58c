"""Bring a notebook into its normal form, and take one language out of a notebook written in several.

The normal form is what is committed, so that the same content has the same bytes.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from autograder.languages import LANGUAGES
from autograder.notebook.files import Notebook, as_dict, as_list, as_text, dumps, parse_notebook
from autograder.notebook.metadata import grade_id_of

SHORT = 10_000  # characters of a text whose normal form is kept
CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}\Z")  # what nbformat allows
TRANSLATIONS = "translations"  # of a notebook's metadata: language -> English -> the same in that language
TRANSIENT = ("ExecuteTime", "collapsed", "execution", "scrolled", "widgets")  # metadata that a session leaves


def normalise(notebook: Notebook) -> Notebook:
    """Return the notebook without outputs, counts and what a session left, and with stable cell ids.

    A cell that nbgrader knows has its grade id as cell id. Any other keeps its id, or gets a hash of its text. Texts and
    nbgrader's metadata stay, so checksums stay valid. A folded cell stays folded.
    """
    seen: Counter[str] = Counter()
    cells = []
    for old in notebook["cells"]:
        meta = {key: value for key, value in old["metadata"].items() if key not in TRANSIENT}
        if "jupyter" in meta:  # the rest of what JupyterLab keeps there is about outputs
            meta["jupyter"] = {key: value for key, value in as_dict(meta["jupyter"]).items() if key == "source_hidden"}
        cell = {"cell_type": old["cell_type"], "metadata": meta, "source": as_text(old["source"])}
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
        elif old.get("attachments"):
            cell["attachments"] = old["attachments"]
        name = grade_id_of(cell) or old.get("id", "")
        if not CELL_ID.match(name):
            name = "cell-" + hashlib.sha256(f"{cell['cell_type']}\n{cell['source']}".encode()).hexdigest()[:12]
        seen[name] += 1
        cell["id"] = name if seen[name] == 1 else f"{name[:58]}-{seen[name]}"
        cells.append(cell)
    metadata = {key: value for key, value in notebook["metadata"].items() if key not in ("celltoolbar", "widgets")}
    if isinstance(metadata.get("language_info"), dict):
        metadata["language_info"] = {"name": metadata["language_info"].get("name", "python")}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def is_normal(content: bytes, name: str) -> bool:
    """Return whether a notebook file's bytes are its normal form. Raises NotebookError when it is not a notebook."""
    return content == dumps(normalise(parse_notebook(content, name))).encode()


def in_language(notebook: Notebook, language: str) -> Notebook:
    """Return the part of a notebook written in several languages that is in one of them.

    - Cells tagged with another language are dropped.
    - Cells tagged with this one lose the tag, and the language at the end of their ids (`p18-softmax-en`, grade id
      `tools_en`), so that the ids are the same in every language.
    - The notebook's metadata say which language it is.
    - In code, what the notebook's metadata translate is in this language: `{"translations": {"zh": {"number": "数"}}}`. A
      translation replaces a whole comment, a whole string in double quotes, or a whole line of a docstring.
    A notebook without such tags is returned as it is.
    """
    if not any(_languages(cell) for cell in notebook["cells"]):
        return notebook
    metadata = {**notebook["metadata"], "release": {"language": language}}
    table = as_dict(as_dict(metadata.pop(TRANSLATIONS, None)).get(language))
    cells = []
    for old in notebook["cells"]:
        written_in = _languages(old)
        if written_in and language not in written_in:
            continue
        cell = {**old, "metadata": copy.deepcopy(dict(old["metadata"]))}
        if table and cell["cell_type"] == "code":
            cell["source"] = translated(as_text(cell["source"]), table)
        if written_in:
            cell["metadata"]["tags"] = [tag for tag in cell["metadata"]["tags"] if tag not in LANGUAGES]
            if not cell["metadata"]["tags"]:
                del cell["metadata"]["tags"]
            if "id" in cell:
                cell["id"] = _SUFFIX[language].sub("", cell["id"])
            if grade_id := grade_id_of(cell):
                cell["metadata"]["nbgrader"]["grade_id"] = _SUFFIX[language].sub("", grade_id)
        cells.append(cell)
    return {**notebook, "cells": cells, "metadata": metadata}


def translated(code: str, table: Mapping[str, Any]) -> str:
    """Return code whose comments, strings and lines of docstrings are in another language, where `table` has them."""

    def word(match: re.Match[str]) -> str:
        other = table.get(match["text"])
        return match[0].replace(match["text"], other, 1) if isinstance(other, str) else match[0]

    for place in _PLACES:
        code = place.sub(word, code)
    return code


def language_of(notebook: Mapping[str, Any]) -> str:
    """Return the language that a release says it is in; "" where it does not."""
    language = as_dict(notebook["metadata"].get("release")).get("language")
    return language if language in LANGUAGES else ""


def tagged_languages(notebook: Notebook) -> set[str]:
    """Return the languages that cells of a source are tagged with; empty for a source in one language."""
    return {language for cell in notebook["cells"] for language in _languages(cell)}


def squeeze(text: str) -> str:
    """Return a text without what editors change by themselves: blanks at line ends, blank lines at the start and end."""
    return _squeeze_once(text) if len(text) < SHORT else _squeeze(text)


def _squeeze(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


_squeeze_once = lru_cache(maxsize=4096)(_squeeze)  # the same cells are met in every submission

_PLACES = (  # of texts in code that may have a translation
    re.compile(r'^ *(?:""")?(?P<text>[^ "\n].*?)(?:""")? *$', re.MULTILINE),  # a line of a docstring
    re.compile(r"(?<=# )(?P<text>.+)$", re.MULTILINE),
    re.compile(r'"(?P<text>[^"\n]+)"'),
)
_SUFFIX = {language: re.compile(rf"[-_]{language}\Z") for language in LANGUAGES}  # of ids


def _languages(cell: Mapping[str, Any]) -> list[str]:
    """Return the languages that a cell is tagged with."""
    return [tag for tag in as_list(cell["metadata"].get("tags")) if tag in LANGUAGES]
