"""Whose code caused an event: the test's, a library's, or the import system's."""

from __future__ import annotations

import ast
import collections
import dataclasses
import sys
import timeit
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np
import pytest

from autograder.grading import callers

Seen = list[FrameType]


def frame_of(source: str, **names: Any) -> FrameType:
    """Return the frame that calls `here()` in a test's source, or that of the function which calls it."""
    found: Seen = []

    def here(*_: Any, **__: Any) -> int:
        found.append(sys._getframe(1))
        return 1

    exec(compile(source, "<test_x>", "exec"), {"here": here, **names})
    return found[0]


def hooked(work: Callable[[], Any], event: str) -> FrameType:
    """Return the frame that causes the first event of a kind; the hook stays, and does nothing afterwards."""
    found: Seen = []
    active = [True]

    def hook(name: str, _: Any) -> None:
        if active[0] and name == event and not found:
            found.append(sys._getframe(1))

    sys.addaudithook(hook)
    try:
        work()
    finally:
        active[0] = False
    return found[0]


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("here()", True),
        ("def f():\n    here()\nf()", True),
        ("sorted([1], key=here)", True),
        ("import functools\nfunctools.reduce(lambda a, b: here(), [1, 2])", True),
        ("import contextlib\nwith contextlib.ExitStack() as stack:\n    stack.callback(here)", True),
        ("import numpy as np\nnp.apply_along_axis(here, 0, np.zeros(2))", False),
    ],
)
def test_the_standard_library_is_transparent_and_other_libraries_are_not(source: str, own: bool) -> None:
    assert callers.is_own(frame_of(source)) == own
    assert np.__file__.startswith(callers._package_folders())


def test_code_without_a_frame_of_its_own_is_taken_for_the_tests() -> None:
    frame = frame_of("import textwrap\nhere()")
    assert callers.is_own(frame)


def test_a_tree_is_not_run_but_where_a_library_evaluates_it() -> None:
    assert callers.makes_only_trees(hooked(lambda: ast.parse("1"), "compile"))
    assert not callers.makes_only_trees(hooked(lambda: compile("1", "x", "eval"), "compile"))
    evaluator = compile("def evaluate(parse):\n    parse('1')", "/x/pandas/core/computation/expr.py", "exec")
    names: dict[str, Any] = {}
    exec(evaluator, names)
    assert not callers.makes_only_trees(hooked(lambda: names["evaluate"](ast.parse), "compile"))


@pytest.mark.parametrize(
    ("work", "harmless"),
    [
        (lambda: collections.namedtuple("P", "x y"), True),
        (lambda: dataclasses.make_dataclass("D", ["x"]), True),
        (lambda: timeit.timeit(lambda: 1, number=1), True),
        (lambda: timeit.timeit(lambda: 1, setup=lambda: 1, number=1), True),
        (lambda: timeit.timeit("1", number=1), False),
        (lambda: timeit.timeit(lambda: 1, setup="1", number=1), False),
        (lambda: eval("1"), False),
    ],
)
def test_templates_of_names_are_harmless_and_text_is_not(work: Callable[[], Any], harmless: bool) -> None:
    assert callers.is_harmless(hooked(work, "compile")) == harmless


def test_imports_are_known_and_so_is_who_asked_for_them() -> None:
    sys.modules.pop("nturl2path", None)
    frame = hooked(lambda: frame_of("import nturl2path\nhere()"), "exec")
    assert not callers.is_import(frame) and not callers.is_importing(frame)
    sys.modules.pop("nturl2path", None)
    by_name = "from importlib import import_module as get\nget('nturl2path')\nhere()"
    frames: Seen = []
    active = [True]

    def hook(name: str, arguments: Any) -> None:
        if active[0] and name == "exec" and "nturl2path" in arguments[0].co_filename:
            frames.append(sys._getframe(1))

    sys.addaudithook(hook)
    frame_of(by_name)
    sys.modules.pop("nturl2path", None)
    frame_of("import nturl2path\nhere()")
    active[0] = False
    named, stated = frames
    assert callers.is_import(named) and callers.is_importing(named) and callers.is_import_by_name(named)
    assert callers.is_import(stated) and not callers.is_import_by_name(stated)
