"""Read what a docstring promises about the arguments of a function: their types, shapes, keys and ranges.

The docstrings of a lesson describe each argument in a line, `name: type shape, meaning, range`:

    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    parameters: dict with "W1", "b1", ..., "WL", "bL"
    learning_rate: float, the size of a step

English and Chinese lines are read. A line that says more says it to people; a line without a type is not understood.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.words import _docstrings as grammar

Shape = tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """What a docstring promises about one argument.

    kind:    its type, one of `grammar.KINDS`; "" where the line is not understood.
    shapes:  the shapes that an array may have, each a tuple of texts such as ("n_x", "m"); empty for any.
    keys:    those of a dict, with the shapes of their arrays; () for any shape.
    layers:  whether the keys go on from layer to layer, "W1", "b1", ..., "WL", "bL".
    names:   of the parts of a tuple, or of sizes.
    choices: the texts that are allowed.
    below:   the argument that whole numbers are below; "" for none.
    returns: for a function, the argument whose elements it is called with, where it has to return a list; "" for none.
    facts:   more that is promised, some of `grammar.FACTS`.
    """

    kind: str
    shapes: tuple[Shape, ...] = ()
    keys: tuple[tuple[str, Shape], ...] = ()
    layers: bool = False
    names: tuple[str, ...] = ()
    choices: frozenset[str] = frozenset()
    below: str = ""
    returns: str = ""
    facts: frozenset[str] = frozenset()


def promises_of(source: str) -> dict[str, Promise]:
    """Return argument -> what the docstring of the function that `source` defines promises about it.

    Arguments that the docstring does not describe are left out.
    """
    function = next((node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)), None)
    text = (ast.get_docstring(function) or "") if function else ""
    found = {}
    for names, line in _lines(inspect.cleandoc(text)):
        for place, name in enumerate(names):
            found[name] = _promise(line, place, len(names))
    return found


def _lines(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield the names and the text of each line about arguments; a line that goes on below is joined."""
    found: list[tuple[list[str], str]] = []
    for line in text.split("\n")[1:]:
        if grammar.END.match(line) or line.startswith(">>>"):
            break
        if line.startswith(" ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif (match := grammar.LINE.fullmatch(line)) is not None:
            found.append((re.split(r", ?", match[1]), match[2]))
    yield from found


def _promise(line: str, place: int, count: int) -> Promise:
    """Return what one line promises. place, count: of the name among those that the line begins with."""
    kind = next((kind for kind, pattern in grammar.KINDS.items() if re.match(pattern, line)), "")
    if kind in ("", "anything"):
        return Promise(kind)
    parts = [part.strip() for part in re.split(r"[;；]|(?<=[^\d\w])，|，", line)]
    facts = {fact for fact, pattern in grammar.FACTS.items() if any(re.search(pattern, part) for part in parts)}
    if kind in ("function", "list_of_tuples"):
        facts = set()
    below = grammar.BELOW.search(line)
    call = grammar.CALL.search(line) if kind == "function" else None
    return Promise(
        kind,
        shapes=_shapes(line, place, count) if "array" in kind else (),
        keys=_keys(line) if kind == "dict" else (),
        layers=kind == "dict" and bool(re.search(r"\.\.\.|……", line)),
        names=_names(line) if kind in ("tuple", "sizes") or grammar.SIZES.match(line) else (),
        choices=frozenset(re.findall(r"\"(\w+)\"", line)) if kind == "text" else frozenset(),
        below=below[1] if below else "",
        returns=call[1] if call else "",
        facts=frozenset(facts),
    )


def _shapes(line: str, place: int, count: int) -> tuple[Shape, ...]:
    found = grammar.SHAPES.search(line)
    shapes = [_axes(text) for text in grammar.SHAPE.findall(found[1])] if found else []
    return (shapes[place],) if len(shapes) == count > 1 else tuple(shapes)


def _axes(text: str) -> Shape:
    return tuple(axis for axis in (part.strip() for part in text.split(",")) if axis)


def _keys(line: str) -> tuple[tuple[str, Shape], ...]:
    """Return the keys that a line names. A key without a shape has that of the next one: "Z1", "A1" (n_h, m)."""
    found: list[tuple[str, Shape]] = []
    shape: Shape = ()
    for key, text in reversed(grammar.KEY.findall(line)):
        shape = _axes(text) or shape
        found.append((key, shape))
    return tuple(reversed(found))


def _names(line: str) -> tuple[str, ...]:
    """Return the names in the first brackets of a line; "..." for what is left out."""
    found = re.search(r"[(\[]([^()\[\]]*(?:\[[^\]]*\][^()\[\]]*)*)[)\]]", line)
    return _axes(found[1]) if found else ()
