"""Read the Python of an instructor's cell as far as it can be read: magics and broken statements do not spoil the rest.

Lines keep their numbers, so that tracebacks and markers of regions still fit.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache

_PYTHON_MAGICS = ("time", "timeit", "capture", "prun")  # cell magics whose body is this notebook's Python
_MAGIC_RESULT = re.compile(r"(\s*[^\W\d][\w\s,.\[\]'\"]*=)\s*[%!](?![=%])")  # `t = %timeit f()`, `lines = !ls`
_TIMED = re.compile(r"(\s*(?:[^\W\d][\w\s,.\[\]'\"]*=\s*)?)%time\s+(.+)")  # a statement that is run as it is
_GOES_ON = re.compile(r"[\s)\]}#]|else\b|elif\b|except\b|finally\b|\Z")  # a line that cannot begin a statement
_MOST_PARTS = 60  # of a cell, that are put together in search of a statement
UNREADABLE = (SyntaxError, ValueError)


def plain_python(source: str) -> str:
    """Return a cell's code without what only IPython understands (magics, shell lines, help); "" for another language.

    A name that a magic binds (`t = %timeit f()`, `%%capture out`) is bound to None; what `%time` runs stays. The code may
    still not be Python.
    """
    return parsed_as_far_as_possible(source)[0]


def parsed_as_far_as_possible(source: str) -> tuple[str, ast.Module | None]:
    """Return `plain_python`, and its syntax tree where it was parsed for that."""
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    head = lines[first].lstrip()
    if head.startswith("%%"):
        magic, *arguments = head[2:].split() or [""]
        if magic and magic not in _PYTHON_MAGICS:
            return "", None
        names = [word for word in arguments if word.isidentifier()] if magic == "capture" else []
        lines[first] = f"{names[0]} = None" if names else ""
    text = "\n".join(lines)
    try:
        return text, ast.parse(text)
    except UNREADABLE:
        return "\n".join(map(_plain_line, lines)), None


def _plain_line(line: str) -> str:
    text = line.lstrip()
    timed = _TIMED.match(line)
    if timed:
        return timed[1] + timed[2]
    if text.startswith(("%", "!", "?")) or (text.endswith("?") and not text.startswith("#")):
        return line[: len(line) - len(text)] + "pass"
    bound = _MAGIC_RESULT.match(line)
    return f"{bound[1]} None" if bound else line


@lru_cache(maxsize=4096)
def unreadable_lines(source: str) -> frozenset[int]:
    """Return the lines, counted from 0, of statements that neither Python nor IPython understands; usually none.

    source: the instructor's. Such a statement is left over below a solution (`def f(x):`, `x = # your answer`).
    """
    text, tree = parsed_as_far_as_possible(source)
    if tree is not None or parses(text) or _by_ipython(source) is not None:
        return frozenset()
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if not _GOES_ON.match(line)]
    starts = sorted({0, *starts})
    ends = [*starts[1:], len(lines)]
    lost: set[int] = set()
    at = 0
    while at < len(starts):
        parts = range(at, min(at + _MOST_PARTS, len(starts)))
        whole = next((part for part in parts if parses("\n".join(lines[starts[at] : ends[part]]))), None)
        if whole is None:
            lost.update(range(starts[at], ends[at]))
        at = at + 1 if whole is None else whole + 1
    return frozenset(line for line in lost if lines[line].strip())


def readable(source: str) -> str:
    """Return a cell of the instructor's without its unreadable statements; magics are left as they are."""
    return _without(source, unreadable_lines(source))


@lru_cache(maxsize=4096)
def readable_python(source: str) -> str:
    """Return the Python of a cell of the instructor's, as far as it can be read; `ast.parse` always reads it.

    Lines keep their numbers where IPython's own transformation keeps them.
    """
    text, tree = parsed_as_far_as_possible(source)
    if tree is not None or parses(text):
        return text
    transformed = _by_ipython(source)
    return transformed if transformed is not None else _without(text, unreadable_lines(source))


def _without(text: str, lost: frozenset[int]) -> str:
    return "\n".join("" if number in lost else line for number, line in enumerate(text.split("\n"))) if lost else text


def parses(text: str) -> bool:
    """Return whether this Python can read a text."""
    try:
        ast.parse(text)
    except (*UNREADABLE, RecursionError, MemoryError):
        return False
    return True


def _by_ipython(source: str) -> str | None:
    """Return what IPython makes of a cell that looks like no Python (prompts, magics of several lines); None for nothing."""
    from IPython.core.inputtransformer2 import TransformerManager  # slow to import, and rarely needed

    try:
        text = TransformerManager().transform_cell(source)
    except UNREADABLE:
        return None
    return text if parses(text) else None
