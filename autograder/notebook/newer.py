"""Find out whether code that this Python cannot parse is written for a newer one, and for which.

The text is rewritten as an older Python would have it, one construct after another. Where the result parses, these
constructs were what was wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

from autograder.notebook.names import plain_python
from autograder.notebook.readable import parses
from autograder.notebook.source import MAX_PARSED

Version = tuple[int, int]

_TYPE_ALIAS = re.compile(r"^([ \t]*)type[ \t]+(\w+)(?:\[[^\]\n]*\])?[ \t]*=(?!=)", re.MULTILINE)
_TYPE_PARAMETERS = re.compile(r"^([ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+)\[[^\n()]*\](?=[(:])", re.MULTILINE)
_BARE_EXCEPT = re.compile(r"^([ \t]*except\*?[ \t]+)(\w[\w.]*(?:[ \t]*,[ \t]*\w[\w.]*)+)[ \t]*:", re.MULTILINE)
_PREFIX = re.compile(r"\b(?:[fF][rR]?|[rR][fF]|[tT][rR]?|[rR][tT])")
_NEXT = re.compile(r"(?P<prefix>\b(?:[fF][rR]?|[rR][fF]|[tT][rR]?|[rR][tT]))(?=[\"'])|[\"']|#")
_QUOTE = re.compile(r"\"\"\"|'''|\"|'")


def python_needed(cell: str) -> Version | None:
    """Return the version of Python that a cell needs; None where this one can parse it, or where no newer one is known to.

    cell: a learner's text, which this Python could not parse.
    """
    if len(cell) > MAX_PARSED:
        return None
    try:
        code = plain_python(cell)
    except (RecursionError, MemoryError):  # too deep for the parser of any version
        return None
    needed: Version | None = None
    steps: list[tuple[Version, Callable[[str], str]]] = [
        ((3, 12), lambda text: _TYPE_ALIAS.sub(r"\1\2 =", text)),
        ((3, 12), lambda text: _TYPE_PARAMETERS.sub(r"\1", text)),
        ((3, 14), lambda text: _BARE_EXCEPT.sub(r"\1(\2):", text)),
        ((3, 12), lambda text: _without_templates(text, "fF")),
        ((3, 14), lambda text: _without_templates(text, "tT")),
    ]
    if parses(code):
        return None
    for version, step in steps:
        changed = step(code)
        if changed != code and version > sys.version_info[:2]:
            code, needed = changed, max(version, needed or version)
            if parses(code):
                return needed
    return None


def _without_templates(code: str, letters: str) -> str:
    """Return code in which each string with one of these prefixes is empty; they are read as Python 3.12 reads them."""
    parts: list[str] = []
    place = 0
    while (found := _NEXT.search(code, place)) is not None:
        parts.append(code[place : found.start()])
        if found["prefix"]:
            end = _end_of_template(code, found.end())
            is_wanted = end is not None and any(letter in letters for letter in found["prefix"])
        else:
            end = _end_of_line(code, found.start()) if found[0] == "#" else _end_of_string(code, found.start())
            is_wanted = False
        place = len(code) if end is None else end
        parts.append('""' if is_wanted else code[found.start() : place])
    parts.append(code[place:])
    return "".join(parts)


def _end_of_template(code: str, place: int) -> int | None:
    """Return the place after an f-string whose quotes begin here; None where it does not end.

    Strings and comments may stand in its braces.
    """
    found = _QUOTE.match(code, place)
    assert found is not None
    quote, place, depth = found[0], found.end(), 0
    while place < len(code):
        if depth == 0:
            if code.startswith(quote, place):
                return place + len(quote)
            if code.startswith(("{{", "}}"), place) or code[place] == "\\":
                place += 2
                continue
            if code[place] == "\n" and len(quote) == 1:
                return None
            depth += code[place] == "{"
            place += 1
            continue
        if code[place] in "\"'":
            is_template = any(_PREFIX.fullmatch(code, max(place - size, 0), place) for size in (1, 2))
            end = _end_of_template(code, place) if is_template else _end_of_string(code, place)
            if end is None:
                return None
            place = end
            continue
        if code[place] == "#":
            place = _end_of_line(code, place)
            continue
        depth += (code[place] in "{[(") - (code[place] in "}])")
        place += 1
    return None


def _end_of_string(code: str, place: int) -> int:
    """Return the place after a string that begins here."""
    found = _QUOTE.match(code, place)
    assert found is not None
    quote, place = found[0], found.end()
    while place < len(code):
        if code.startswith(quote, place):
            return place + len(quote)
        if code[place] == "\n" and len(quote) == 1:
            return place
        place += 2 if code[place] == "\\" else 1
    return place


def _end_of_line(code: str, place: int) -> int:
    end = code.find("\n", place)
    return len(code) if end < 0 else end
