"""Copy the parts of a notebook that nbgrader's pages draw, so that no other field of it reaches a template.

nbconvert's templates put fields of a notebook into HTML as they are (`width`, `filenames`, `svg_filename`, `grade_id`, …),
and stop at fields that are missing or of another type (a widget's state, an attachment).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor

from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.languages import LANGUAGES
from autograder.nbgrader_plugins.render_process import LARGEST, renderer
from autograder.plain import for_page
from autograder.words import DEFAULT, Sentence, sentence

PAGE = 4_000_000  # characters of all cells and outputs together; an image's count as a tenth, since nobody parses them
BEGINNING = 20_000  # characters of a text that is too long
CELLS = 5_000
OUTPUTS = 1_000  # of a cell
FRAMES = 200  # of a traceback

# What can be drawn, best first. Widgets and scripts need a script; their outputs have plain text beside them.
_DRAWN = ("text/html", "text/markdown", "image/svg+xml", "text/latex", "image/png", "image/jpeg", "text/plain")
_RENDERED = ("text/html", "text/markdown", "text/latex")
_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_GRADE_ID = re.compile(r"[\w.-]{1,200}", re.ASCII)
_NAME = re.compile(r"[\w+-]{1,40}", re.ASCII)
_TYPE = re.compile(r"[\w.+-]{1,40}/[\w.+-]{1,80}", re.ASCII)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*", re.ASCII)


class SimplifyNotebook(Preprocessor):  # type: ignore[misc]
    """Replaces a notebook by `simplified(notebook)` before anything is drawn, and gives the page its time."""

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        renderer.begin_page()
        return simplified(notebook), resources


def simplified(notebook: Any) -> Any:
    """Return a new, valid notebook with what can be shown of another one, whatever that one holds.

    After `PAGE` characters, a sentence takes the place of each text that is too long for what is left.
    """
    return nbformat.from_dict(_Simplifier(language_of(notebook)).notebook(notebook))


def language_of(notebook: Any) -> str:
    """Return the language that a notebook says it is written in, "en" by default."""
    said = _dict(_dict(notebook).get("metadata")).get("language")
    return said if isinstance(said, str) and said in LANGUAGES else DEFAULT


class _Simplifier:
    """Copies what can be shown while there is room for it."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._room = PAGE

    def notebook(self, given: Any) -> dict[str, Any]:
        cells = [cell for cell in _list(_dict(given).get("cells")) if isinstance(cell, Mapping)]
        if len(cells) > CELLS:
            rest = {"cell_type": "markdown", "source": self._say(sentence("pages.too_long"))}
            cells = [*cells[:CELLS], rest]
        made: dict[str, dict[str, Any]] = {}
        names = (f"cell-{number}" for number in count())
        for cell in cells:
            name = str(cell.get("id"))
            if not _ID.fullmatch(name) or name in made:
                name = next(free for free in names if free not in made)
            made[name] = self._cell(cell) | {"id": name}
        return {"cells": list(made.values()), "metadata": self._metadata(given), "nbformat": 4, "nbformat_minor": 5}

    def _metadata(self, given: Any) -> dict[str, Any]:
        metadata = _dict(_dict(given).get("metadata"))
        info = _dict(metadata.get("language_info"))
        names = {key: info[key] for key in ("name", "pygments_lexer") if _matches(_NAME, info.get(key))}
        new: dict[str, Any] = {
            "language_info": names if "name" in names else {"name": "python", "pygments_lexer": "ipython3"}
        }
        if metadata.get("language") == self._language:
            new["language"] = self._language
        return new

    def _cell(self, given: Mapping[str, Any]) -> dict[str, Any]:
        kind = given.get("cell_type")
        kind = kind if kind in ("code", "markdown") else "raw"
        metadata = _dict(given.get("metadata"))
        new: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": self._text(given.get("source"))}
        if kind == "code":
            if _matches(_NAME, metadata.get("magics_language")):
                new["metadata"]["magics_language"] = metadata["magics_language"]
            new["execution_count"] = _count(given.get("execution_count"))
            outputs = _list(given.get("outputs"))
            new["outputs"] = [self._output(output) for output in outputs[:OUTPUTS] if isinstance(output, Mapping)]
            if len(outputs) > OUTPUTS:
                new["outputs"].append(_plain(self._say(sentence("pages.too_long"))))
        if kind == "raw" and _matches(_TYPE, metadata.get("raw_mimetype")):
            new["metadata"]["raw_mimetype"] = metadata["raw_mimetype"]
        if kind == "markdown" and (attachments := self._attachments(given.get("attachments"))):
            new["attachments"] = attachments
        if graded := _nbgrader(metadata.get("nbgrader")):
            new["metadata"]["nbgrader"] = graded
        return new

    def _attachments(self, given: Any) -> dict[str, dict[str, str]]:
        images: dict[str, dict[str, str]] = {}
        for name, bundle in _dict(given).items():
            for kind, value in _dict(bundle).items():
                data = _joined(value)
                if (
                    _matches(_TYPE, kind)
                    and kind.startswith("image/")
                    and _BASE64.fullmatch(data)
                    and self._fits(data, image=True)
                ):
                    images[str(name)] = {kind: data}
        return images

    def _output(self, given: Mapping[str, Any]) -> dict[str, Any]:
        match given.get("output_type"):
            case "stream":
                name = "stderr" if given.get("name") == "stderr" else "stdout"
                return {"output_type": "stream", "name": name, "text": self._text(given.get("text"))}
            case "error":
                name, value = self._text(given.get("ename")), self._text(given.get("evalue"))
                frames = [self._text(frame) for frame in _list(given.get("traceback"))[:FRAMES]]
                frames = frames or [f"{name}: {value}"]
                return {"output_type": "error", "ename": name, "evalue": value, "traceback": frames}
        new = self._display(_dict(given.get("data")), _dict(given.get("metadata")))
        if given.get("output_type") == "execute_result":
            new |= {"output_type": "execute_result", "execution_count": _count(given.get("execution_count"))}
        if _dict(given.get("metadata")).get(FOR_THE_INSTRUCTOR):
            new["metadata"][FOR_THE_INSTRUCTOR] = True
        return new

    def _display(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> dict[str, Any]:
        """Return an output with one form of its data: the best that can be drawn."""
        forms = [(kind, _joined(data.get(kind))) for kind in _DRAWN]
        usable = [(kind, text) for kind, text in forms if text and _is_drawable(kind, text)]
        small = [(kind, text) for kind, text in usable if kind not in _RENDERED or len(text) <= LARGEST]
        for kind, text in small or usable:
            if not self._fits(text, image=kind.startswith("image/")):
                return _plain(self._say(sentence("pages.too_long")))
            shown = "text/markdown" if kind == "text/latex" else kind  # its formulas become MathML there
            return {
                "output_type": "display_data",
                "data": {shown: text},
                "metadata": {kind: _size(_dict(metadata.get(kind)) or metadata)} if kind.startswith("image/") else {},
            }
        kinds = [kind for kind in data if _matches(_TYPE, kind)]
        return _plain(self._say(sentence("pages.not_shown", types=", ".join(kinds[:3]) or "?")))

    def _text(self, value: Any) -> str:
        """Return a text, or its beginning where there is no room for all of it."""
        text = _joined(value)
        if self._fits(text):
            return text
        beginning = text[:BEGINNING] + "…\n" if self._fits(text[:BEGINNING]) else ""
        return beginning + self._say(sentence("pages.too_long"))

    def _fits(self, text: str, image: bool = False) -> bool:
        needed = (len(text) // 10 if image else len(text)) + 300  # the template's own text
        fits = needed <= self._room
        self._room -= needed if fits else 0
        return fits

    def _say(self, said: Sentence) -> str:
        return said.in_language(self._language)


def _nbgrader(given: Any) -> dict[str, Any]:
    """Return the fields that nbgrader and its templates read; none for a cell without a usable `grade_id`."""
    given = _dict(given)
    if not _matches(_GRADE_ID, given.get("grade_id")):
        return {}
    new: dict[str, Any] = {"grade_id": given["grade_id"], "schema_version": 3}
    new |= {flag: given.get(flag) is True for flag in ("grade", "solution", "locked", "task")}
    new |= {key: given[key] for key in ("cell_type", "checksum") if _matches(_NAME, given.get(key))}
    new |= {key: _number(given[key]) for key in ("points", "score") if key in given}
    if isinstance(given.get("comment"), str):
        new["comment"] = for_page(given["comment"])
    return new


def _size(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return an image's width, height and text."""
    new: dict[str, Any] = {key: int(given[key]) for key in ("width", "height") if 0 < _number(given.get(key)) < 5000}
    return new | ({"alt": for_page(given["alt"][:500])} if isinstance(given.get("alt"), str) else {})


def _is_drawable(kind: str, text: str) -> bool:
    return kind not in ("image/png", "image/jpeg") or bool(_BASE64.fullmatch(text))


def _plain(text: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {}}


def _joined(value: Any) -> str:
    """Return a text, or the lines of one, for a page; "" for anything else."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    return for_page(value) if isinstance(value, str) else ""


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and bool(pattern.fullmatch(value))


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _number(value: Any) -> float:
    usable = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9 and math.isfinite(value)
    return float(value) if usable else 0.0


def _dict(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | bytes | Mapping) else []
