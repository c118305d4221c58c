"""Notebooks and their cells: whose is which, what a learner may see, and putting back what a learner changed.

A notebook is plain data here (the dict of its JSON, nbformat 4): importing nbformat takes most of a second.
Nothing here knows exercises or nbgrader's applications; what nbgrader's metadata mean is reproduced from
`nbgraderformat/` and `utils.py` of nbgrader 0.9.6, and a test holds the two against each other.
"""

from __future__ import annotations

import ast
import copy
import hashlib
import json
import math
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import NotebookError
from autograder.languages import DEFAULT as DEFAULT_LANGUAGE
from autograder.languages import LANGUAGES

Notebook = dict[str, Any]
"""The JSON of a notebook, format 4, with texts as single strings."""

SKIP = "skip-execution"
MAX_BYTES = 100_000_000  # as nbgrader's `max_file_size`
MAX_CODE = 2_000_000  # characters in all code cells: real ones have some ten thousand, and the grader itself reads them
MAX_CELLS = 10_000
MAX_PARSED = 100_000  # characters of code: a syntax tree takes hundreds of bytes for each
MAX_DEPTH = 100  # deeper ones cannot be copied; real ones have some ten levels, with a plot's data
SCHEMA = 3


class Role(Enum):
    """Whose a cell is, and what it is for."""

    SOLUTION = "solution"  # the learner's; not graded by itself
    TEST = "test"  # the instructor's; gives points
    LOCKED = "locked"  # the instructor's; gives none
    MANUAL = "manual"  # the learner's; a person gives points
    TASK = "task"  # the instructor's question to work done elsewhere; a person gives points
    FREE = "free"  # unknown to nbgrader: prose, scratch

    @property
    def restored(self) -> bool:
        """Whether the text is the instructor's, whatever the learner made of it."""
        return self in (Role.TEST, Role.LOCKED, Role.TASK)


@dataclass(frozen=True)
class Delimiters:
    """The words that mark regions of a source notebook, and what the release has there; nbgrader's.

    no_stub: a regular expression of grade ids: what stands round the solution in these cells says all (ours).
    """

    begin_solution: str = "BEGIN SOLUTION"
    end_solution: str = "END SOLUTION"
    begin_hidden: str = "BEGIN HIDDEN TESTS"
    end_hidden: str = "END HIDDEN TESTS"
    begin_scheme: str = "BEGIN MARK SCHEME"
    end_scheme: str = "END MARK SCHEME"
    code_stub: str = "# YOUR CODE HERE\nraise NotImplementedError()"
    text_stub: str = "YOUR ANSWER HERE"
    no_stub: str = ""

    def has_stub(self, grade_id: str) -> bool:
        """Whether the solution of this cell gives way to a stub."""
        return not (self.no_stub and re.fullmatch(self.no_stub, grade_id))


DEFAULT = Delimiters()


# Regions


def _split(source: str, begin: str, end: str, what: str) -> tuple[list[str], list[str], list[tuple[int, str]]]:
    """Lines outside and inside of regions; for each region its place outside and its indent."""
    outside: list[str] = []
    inside: list[str] = []
    regions: list[tuple[int, str]] = []
    within = False
    for line in source.split("\n"):
        if begin in line:
            if within:
                raise NotebookError(f"a {what} region begins inside another; close the first with {end}")
            within = True
            regions.append((len(outside), line[: len(line) - len(line.lstrip())]))
        elif end in line:
            within = False
        else:
            (inside if within else outside).append(line)
    if within:
        raise NotebookError(f"a {what} region is not closed; add a line with {end}")
    return outside, inside, regions


def strip_hidden_tests(source: str, delimiters: Delimiters = DEFAULT) -> str:
    """`source` without its hidden tests and mark schemes, markers included, as a release shows it.

    Raises NotebookError (a clause, for the caller to say where) for a region that is nested or not closed.
    """
    outside, _, _ = _split(source, delimiters.begin_hidden, delimiters.end_hidden, "hidden tests")
    outside, _, _ = _split("\n".join(outside), delimiters.begin_scheme, delimiters.end_scheme, "mark scheme")
    return "\n".join(outside)


def strip_solutions(
    source: str, delimiters: Delimiters = DEFAULT, *, code: bool = True, whole: bool = False, grade_id: str = ""
) -> str:
    """`source` with each solution region replaced by the stub, indented as the marker was.

    code:     whether the stub is code's or text's.
    whole:    the cell is a solution cell: without any region, all of it is the solution.
    grade_id: the cell's; some have no stub.
    """
    stub = (delimiters.code_stub if code else delimiters.text_stub).split("\n")
    stub = stub if delimiters.has_stub(grade_id) else []
    lines, _, regions = _split(source, delimiters.begin_solution, delimiters.end_solution, "solution")
    if whole and not regions:
        return "\n".join(stub)
    for place, indent in reversed(regions):
        lines[place:place] = [indent + line for line in stub]
    return "\n".join(lines)


def hidden_lines(source: str, delimiters: Delimiters = DEFAULT) -> list[str]:
    """The lines that stand inside solution, hidden test or mark scheme regions."""
    lines: list[str] = []
    for begin, end in (
        (delimiters.begin_solution, delimiters.end_solution),
        (delimiters.begin_hidden, delimiters.end_hidden),
        (delimiters.begin_scheme, delimiters.end_scheme),
    ):
        lines += _split(source, begin, end, "hidden")[1]
    return lines


# Metadata


def upgraded(metadata: Any, cell_type: str) -> dict[str, Any] | None:
    """nbgrader's metadata of a cell as schema 3; None when they say nothing. Never raises.

    Follows `upgrade_cell_metadata` of nbgraderformat v1 to v3: flags default to False; metadata without a
    flag go; graded cells keep points, a float >= 0; a cell with a checksum gets its type; unknown keys go.
    """
    if not isinstance(metadata, dict):
        return None
    version = metadata.get("schema_version", 0)
    new: dict[str, Any] = {flag: metadata.get(flag) is True for flag in ("grade", "solution", "locked")}
    if metadata.get("task") is True:
        new["task"] = True
    if not any(new.values()):
        return None
    if isinstance(metadata.get("grade_id"), str):
        new["grade_id"] = metadata["grade_id"]
    if new["grade"] or new.get("task"):
        try:
            new["points"] = max(float(metadata.get("points") or 0.0), 0.0)
        except (TypeError, ValueError, OverflowError):
            new["points"] = 0.0
        if not math.isfinite(new["points"]):
            new["points"] = 0.0
    for key in ("checksum", "cell_type"):
        if isinstance(metadata.get(key), str):
            new[key] = metadata[key]
    if version in (0, 1) and "checksum" in new:
        new.setdefault("cell_type", cell_type)
    new["schema_version"] = SCHEMA
    return new


def role_of(metadata: Mapping[str, Any] | None) -> Role:
    """The role that nbgrader's metadata give a cell."""
    if not metadata:
        return Role.FREE
    if metadata.get("task"):
        return Role.TASK
    if metadata.get("grade"):
        return Role.MANUAL if metadata.get("solution") else Role.TEST
    if metadata.get("solution"):
        return Role.SOLUTION
    return Role.LOCKED if metadata.get("locked") else Role.FREE


def compute_checksum(cell: Mapping[str, Any]) -> str:
    """MD5 of a cell's text, type, flags, id and points: `nbgrader.utils.compute_checksum`."""
    meta = cell["metadata"]["nbgrader"]
    grade, solution = meta.get("grade", False), meta.get("solution", False)
    locked = False if solution else True if grade else meta.get("locked", False)
    parts = [cell["source"], cell["cell_type"], str(grade), str(solution), str(locked), meta["grade_id"]]
    if grade:
        parts.append(str(float(meta["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def is_untouched(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is as it was released: its checksum is the one in its metadata."""
    meta = cell.get("metadata", {}).get("nbgrader", {})
    return "checksum" in meta and meta["checksum"] == compute_checksum(cell)


# Reading and writing


def read_notebook(path: str | os.PathLike[str]) -> Notebook:
    """A notebook as somebody left it: any encoding in use, CRLF, missing fields, formats 3 and 4.

    Raises NotebookError, one sentence with the file and the cure, for what is not a notebook.
    """
    path = Path(path)
    try:
        if not path.is_file():
            raise NotebookError(f"{path}: no such file.")
        if path.stat().st_size > MAX_BYTES:
            raise NotebookError(f"{path} is larger than {MAX_BYTES // 10**6} MB; clear its outputs and save it again.")
        content = path.read_bytes()
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}.") from error
    return parse_notebook(content, str(path))


def parse_notebook(content: bytes, name: str) -> Notebook:
    """`read_notebook` for bytes; `name` is what errors call it."""
    again = "open it in Jupyter, save it and hand in that file"
    if not content.strip():
        raise NotebookError(f"{name} is empty; {again}.")
    try:
        raw = json.loads(_decode(content))
        deep = _deeper_than(MAX_DEPTH, raw)
    except ValueError as error:
        at = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise NotebookError(f"{name} is not a notebook: it is not JSON{at}; {again}.") from error
    except RecursionError:
        deep = True
    if deep:
        raise NotebookError(f"{name} is not a notebook: it is nested too deeply; {again}.")
    if not isinstance(raw, dict):
        raise NotebookError(f"{name} is not a notebook: it holds no cells; {again}.")
    version = raw.get("nbformat", 4 if "cells" in raw else 3)
    if not isinstance(version, int) or version > 4:
        raise NotebookError(f"{name} has a notebook format ({repr(version)[:20]}) newer than 4; save it as format 4.")
    cells = raw.get("cells") if version == 4 else _cells_of_format_3(raw)
    if not isinstance(cells, list):
        raise NotebookError(f"{name} is not a notebook: it holds no cells; {again}.")
    if len(cells) > MAX_CELLS:
        raise NotebookError(f"{name} has more than {MAX_CELLS:,} cells; take out what is not needed.")
    cleaned = [_clean_cell(cell) for cell in cells if isinstance(cell, dict)]
    if sum(len(cell["source"]) for cell in cleaned if cell["cell_type"] == "code") > MAX_CODE:
        raise NotebookError(f"{name} has code of more than {MAX_CODE // 10**6} MB; take out what is not needed.")
    return {
        "cells": cleaned,
        "metadata": raw["metadata"] if isinstance(raw.get("metadata"), dict) else {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _deeper_than(levels: int, value: Any) -> bool:
    """Whether lists and dicts stand more than so many levels inside each other."""
    level = [value]
    for _ in range(levels + 1):
        level = [whole for whole in level if isinstance(whole, dict | list)]
        level = [part for whole in level for part in (whole.values() if isinstance(whole, dict) else whole)]
    return bool(level)


def _decode(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding)
    if content[1:2] == b"\0":
        return content.decode("utf-16-le")
    if content[:1] == b"\0":
        return content.decode("utf-16-be")
    # GB2312 before Latin-1: both bytes of its characters are high, which hardly happens in Western text.
    for encoding in ("utf-8", "gb2312"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            pass
    return content.decode("latin-1")


def _cells_of_format_3(raw: Mapping[str, Any]) -> list[Any] | None:
    """Cells of a notebook of format 3 (IPython 1 and 2), without their outputs, which nobody here reads."""
    sheets = raw.get("worksheets")
    if not isinstance(sheets, list):
        return None
    cells = []
    for cell in (c for sheet in sheets if isinstance(sheet, dict) for c in _list(sheet.get("cells"))):
        if not isinstance(cell, dict):
            continue
        kind = cell.get("cell_type")
        if kind == "code":
            cell = {**cell, "source": cell.get("input", "")}
        elif kind == "heading":
            level = cell.get("level")
            marks = "#" * (level if isinstance(level, int) and 0 < level < 7 else 1)
            cell = {**cell, "cell_type": "markdown", "source": f"{marks} {_text(cell.get('source'))}"}
        cells.append(cell)
    return cells


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    """A text field: a string or a list of strings, with Unix line ends and nothing that UTF-8 cannot hold."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode()  # lone surrogates become "?"


def _clean_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell with every field of format 4 in its type; outputs only when they are a list."""
    kind = cell.get("cell_type")
    kind = kind if kind in ("code", "markdown", "raw") else "raw"
    metadata = dict(cell["metadata"]) if isinstance(cell.get("metadata"), dict) else {}
    if "tags" in metadata:
        metadata["tags"] = [tag for tag in _list(metadata["tags"]) if isinstance(tag, str)]
    new: dict[str, Any] = {"cell_type": kind, "metadata": metadata, "source": _text(cell.get("source"))}
    if isinstance(cell.get("id"), str):
        new["id"] = cell["id"]
    if kind == "code":
        new["outputs"] = [output for output in _list(cell.get("outputs")) if isinstance(output, dict)]
        new["execution_count"] = cell.get("execution_count") if isinstance(cell.get("execution_count"), int) else None
    elif isinstance(cell.get("attachments"), dict):
        given = {name: bundle for name, bundle in cell["attachments"].items() if isinstance(bundle, dict)}
        new["attachments"] = {name: {kind: _text(value) for kind, value in bundle.items()} for name, bundle in given.items()}
    return new


def dumps(notebook: Notebook) -> str:
    """The text of a notebook file as nbformat writes it: lists of lines, sorted keys, a last newline."""
    whole = {**notebook, "cells": [_in_lines(cell) for cell in notebook["cells"]]}
    plain = json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    try:
        text = msgspec.json.format(plain, indent=1)  # the same as below, in a quarter of the time
    except msgspec.DecodeError:  # it holds NaN, which is no JSON
        text = json.dumps(json.loads(plain), ensure_ascii=False, indent=1, sort_keys=True).encode()
    return f"{text.decode()}\n"


def _in_lines(cell: Mapping[str, Any]) -> dict[str, Any]:
    new = {**cell, "source": cell["source"].splitlines(True)}
    if "outputs" in cell:
        new["outputs"] = [_output_in_lines(output) for output in cell["outputs"]]
    if "attachments" in cell:
        bundles = cell["attachments"].items()
        new["attachments"] = {name: _split_bundle(each) if isinstance(each, dict) else each for name, each in bundles}
    return new


def _output_in_lines(output: Mapping[str, Any]) -> dict[str, Any]:
    new = dict(output)
    if isinstance(output.get("text"), str):
        new["text"] = output["text"].splitlines(True)
    if isinstance(output.get("data"), dict):
        new["data"] = _split_bundle(output["data"])
    return new


def _split_bundle(bundle: Mapping[str, Any]) -> dict[str, Any]:
    def lines(mime: str, value: Any) -> Any:
        textual = mime.startswith("text/") or mime in ("application/javascript", "image/svg+xml")
        return value.splitlines(True) if textual and isinstance(value, str) else value

    return {mime: lines(mime, value) for mime, value in bundle.items()}


# Normal form

CELL_ID = re.compile(r"[a-zA-Z0-9-_]{1,64}\Z")
_TRANSIENT = ("ExecuteTime", "collapsed", "execution", "scrolled", "widgets")


def normalise(notebook: Notebook) -> Notebook:
    """The notebook as it is committed: no outputs, no counts, stable cell ids, nothing that a session left.

    A cell that nbgrader knows has its grade id as cell id; any other keeps its own, or gets a hash of its text. Texts and
    nbgrader's metadata stay, so checksums stay valid; so does a folded cell.
    """
    seen: Counter[str] = Counter()
    cells = []
    for old in notebook["cells"]:
        meta = {key: value for key, value in old["metadata"].items() if key not in _TRANSIENT}
        if "jupyter" in meta:  # of what JupyterLab keeps there, outputs have gone
            meta["jupyter"] = {key: value for key, value in _dict(meta["jupyter"]).items() if key == "source_hidden"}
        cell = {"cell_type": old["cell_type"], "metadata": meta, "source": _text(old["source"])}
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
    """Whether a notebook file's bytes are its normal form. Raises NotebookError when it is no notebook."""
    return content == dumps(normalise(parse_notebook(content, name))).encode()


# Languages

_IN = {language: re.compile(rf"[-_]{language}\Z") for language in LANGUAGES}


def in_language(notebook: Notebook, language: str) -> Notebook:
    """What a notebook written in several languages says in one of them.

    Cells tagged with another language go; those tagged with this one lose the tag, and the language at the end of their
    ids (`p18-softmax-en`, grade id `tools_en`), so that the ids are the same in every language. The notebook's metadata
    say which language it is. A notebook without such tags is returned as it is.
    """
    if not any(_languages(cell) for cell in notebook["cells"]):
        return notebook
    cells = []
    for old in notebook["cells"]:
        written_in = _languages(old)
        if written_in and language not in written_in:
            continue
        cell = {**old, "metadata": copy.deepcopy(dict(old["metadata"]))}
        if written_in:
            cell["metadata"]["tags"] = [tag for tag in cell["metadata"]["tags"] if tag not in LANGUAGES]
            if not cell["metadata"]["tags"]:
                del cell["metadata"]["tags"]
            if "id" in cell:
                cell["id"] = _IN[language].sub("", cell["id"])
            if grade_id := grade_id_of(cell):
                cell["metadata"]["nbgrader"]["grade_id"] = _IN[language].sub("", grade_id)
        cells.append(cell)
    return {**notebook, "cells": cells, "metadata": {**notebook["metadata"], "release": {"language": language}}}


def _languages(cell: Mapping[str, Any]) -> list[str]:
    return [tag for tag in _list(cell["metadata"].get("tags")) if tag in LANGUAGES]


def language_of(notebook: Mapping[str, Any]) -> str:
    """The language that a release says it is in; "" where it does not."""
    language = _dict(notebook["metadata"].get("release")).get("language")
    return language if language in LANGUAGES else ""


def grade_id_of(cell: Mapping[str, Any]) -> str:
    meta = cell["metadata"].get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else ""


# A source notebook


@dataclass(frozen=True)
class Cell:
    """One cell of a source notebook.

    id:       the grade id, "" for a free cell.
    index:    its place in the notebook.
    type:     "code", "markdown" or "raw".
    source:   the instructor's text, with solutions and hidden tests.
    released: the text that learners get.
    restored: the text in an autograded notebook: the starter, or the source with hidden tests.
    points:   0.0 where nothing is graded.
    bonus:    what can be earned beyond the points: `{"autograder": {"bonus": 3}}` in the cell's metadata.
    metadata: the cell's, with nbgrader's in schema 3 and its checksum as the gradebook keeps it.
    """

    id: str
    index: int
    role: Role
    type: str
    source: str
    released: str
    restored: str
    points: float
    metadata: Mapping[str, Any] = field(repr=False)
    cell_id: str = ""
    attachments: Mapping[str, Any] | None = field(default=None, repr=False)
    bonus: float = 0.0

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(self.metadata.get("tags", ()))

    @property
    def skip(self) -> bool:
        """Whether no grader runs it."""
        return SKIP in self.tags

    @cached_property
    def defines(self) -> frozenset[str]:
        """Names that the instructor's code of this cell binds at top level."""
        return defined_names(self.source) if self.type == "code" else frozenset()

    def as_dict(self) -> dict[str, Any]:
        """The cell as an autograded notebook holds it, not run."""
        new: dict[str, Any] = {
            "cell_type": self.type,
            "id": self.cell_id,
            "metadata": copy.deepcopy(dict(self.metadata)),
            "source": self.restored,
        }
        if self.type == "code":
            new |= {"execution_count": None, "outputs": []}
        elif self.attachments:
            new["attachments"] = copy.deepcopy(dict(self.attachments))
        return new


@dataclass(frozen=True)
class SourceNotebook:
    """An instructor's notebook, in one language.

    name:  without ending; path: where it was read, for messages.
    cells: all of them, in order; `by_id` has those with a grade id.
    """

    name: str
    path: str
    cells: tuple[Cell, ...]
    metadata: Mapping[str, Any] = field(repr=False)
    delimiters: Delimiters = DEFAULT

    @classmethod
    def read(
        cls, path: str | os.PathLike[str], delimiters: Delimiters = DEFAULT, language: str = DEFAULT_LANGUAGE
    ) -> SourceNotebook:
        """Raises NotebookError, one sentence with the file and the cell, for what cannot be released."""
        return cls.of(read_notebook(path), str(path), delimiters, language)

    @classmethod
    def of(
        cls, notebook: Notebook, path: str, delimiters: Delimiters = DEFAULT, language: str = DEFAULT_LANGUAGE
    ) -> SourceNotebook:
        notebook = in_language(notebook, language)
        cells: list[Cell] = []
        seen: set[str] = set()
        for index, (raw, normal) in enumerate(zip(notebook["cells"], normalise(notebook)["cells"], strict=True)):
            try:
                cell = _source_cell(raw, index, normal["id"], delimiters)
                if cell.id in seen:
                    raise NotebookError("another cell has the same grade id")
            except NotebookError as error:
                where = grade_id_of(raw) or f"number {index + 1}"
                raise NotebookError(f"{path}, cell {where}: {error}.") from None
            if cell.id:
                seen.add(cell.id)
            cells.append(cell)
        return cls(Path(path).stem, path, tuple(cells), notebook["metadata"], delimiters)

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        return {cell.id: cell for cell in self.cells if cell.id}

    def with_role(self, *roles: Role) -> list[Cell]:
        return [cell for cell in self.cells if cell.role in roles]

    @property
    def max_score(self) -> float:
        return sum(cell.points for cell in self.cells)

    def solutions_of(self, test: Cell) -> list[Cell]:
        """The solution cells that a test cell follows: those between it and the test cell before them."""
        found: list[Cell] = []
        for cell in reversed(self.cells[: test.index]):
            if cell.role is Role.SOLUTION:
                found.append(cell)
            elif cell.role is Role.TEST and found:
                break
        return found[::-1]


def _source_cell(raw: Mapping[str, Any], index: int, cell_id: str, delimiters: Delimiters) -> Cell:
    old = raw["metadata"].get("nbgrader")
    if isinstance(old, dict) and isinstance(old.get("schema_version"), int) and old["schema_version"] > SCHEMA:
        raise NotebookError(f"its metadata are of schema {old['schema_version']}, newer than {SCHEMA}")
    kind, source = raw["cell_type"], raw["source"]
    meta = upgraded(old, kind)
    role = role_of(meta)
    grade_id = meta.get("grade_id", "") if meta else ""
    is_solution = role in (Role.SOLUTION, Role.MANUAL)
    if meta is not None and not _GRADE_ID.match(grade_id):
        raise NotebookError(f"the grade id {grade_id!r} must be letters, digits, - and _")
    if role is Role.TEST and kind != "code":
        raise NotebookError("a test cell must be a code cell; mark it as manually graded, or turn it into code")
    if role is Role.SOLUTION and kind == "markdown":
        raise NotebookError("a text answer must be manually graded and have points")
    if role is Role.TASK and kind != "markdown":
        raise NotebookError("a task cell must be a markdown cell")
    starter = strip_solutions(source, delimiters, code=kind == "code", whole=is_solution, grade_id=grade_id)
    if starter != source and not is_solution:
        raise NotebookError("a solution stands in a cell that is not marked as a solution")
    released = strip_hidden_tests(starter, delimiters)
    if released != starter and role not in (Role.TEST, Role.MANUAL, Role.TASK):
        raise NotebookError("hidden tests stand in a cell that gives no points")
    metadata = {key: value for key, value in raw["metadata"].items() if key not in ("nbgrader", *_TRANSIENT)}
    if meta is not None:
        metadata["nbgrader"] = meta
        if meta["grade"] or meta["solution"] or meta["locked"]:  # not so a task of an old kind
            metadata["deletable"] = False
            if not meta["solution"]:
                metadata["editable"] = False
            meta["cell_type"] = kind
            meta["checksum"] = compute_checksum({"source": starter, "cell_type": kind, "metadata": metadata})
    points = meta.get("points", 0.0) if meta else 0.0
    return Cell(
        grade_id,
        index,
        role,
        kind,
        source,
        released,
        starter,
        points,
        metadata,
        cell_id,
        raw.get("attachments"),
        _bonus(raw["metadata"]),
    )


def _bonus(metadata: Mapping[str, Any]) -> float:
    bonus = _dict(metadata.get("autograder")).get("bonus", 0)
    if type(bonus) not in (int, float) or not 0 <= bonus < 1000:
        raise NotebookError(f"its bonus is {bonus!r}; it must be a number from 0 on")
    return float(bonus)


_GRADE_ID = re.compile(r"[a-zA-Z0-9_\-]+\Z")
_BINDS = re.compile(r"^(?:async\s+)?(?:def|class)\s+(\w+)|^(\w+)\s*=(?!=)", re.MULTILINE)


def defined_names(code: str) -> frozenset[str]:
    """Functions and classes that code defines at top level; where there are none, names that it assigns.

    Code that does not parse, or is too long to, is read by its line beginnings.
    """
    try:
        if len(code) > MAX_PARSED:
            raise ValueError
        body = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset(name for match in _BINDS.finditer(code) for name in match.groups() if name)
    made = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    targets = [t for node in body if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign | ast.AugAssign)]
    return frozenset(made or [target.id for target in targets if isinstance(target, ast.Name)])


def squeeze(text: str) -> str:
    """A text without what editors change unasked: blanks at line ends, blank lines around."""
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
