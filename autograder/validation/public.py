"""Run the public check of an exercise, the cell `try_<function>`, with another function."""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.course import Course
from autograder.notebook.names import plain_python
from autograder.notebook.source import SourceNotebook

FAILED = "✗"  # what a line begins with that a public check prints where it fails

Function = Callable[..., Any]


class PublicCheck:
    """The public check of one exercise."""

    def __init__(self, course: Course, assignment: str, name: str) -> None:
        sources = course.sources(assignment).values()
        self._source = next((source for source in sources if f"try_{name}" in source.by_id), None)
        self._name, self._folder = name, course.root / "source" / assignment

    @property
    def exists(self) -> bool:
        """Whether the exercise has one."""
        return self._source is not None

    def passes(self, function: Function) -> bool:
        """Return whether the check accepts a function: it raises nothing, and prints no line that begins with ✗."""
        assert self._source is not None
        world = self._world
        before, printed = world.get(self._name), io.StringIO()
        world[self._name] = function
        code = compile(plain_python(self._source.by_id[f"try_{self._name}"].source), f"<try_{self._name}>", "exec")
        state, kept = np.random.get_state(), set(world)
        try:
            with contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
                exec(code, world)
        except Exception:
            return False
        finally:
            np.random.set_state(state)
            world[self._name] = before
            for added in set(world) - kept:
                del world[added]
        return not any(line.startswith(FAILED) for line in printed.getvalue().splitlines())

    @functools.cached_property
    def _world(self) -> dict[str, Any]:
        assert self._source is not None
        return _names_of(self._source, self._folder)


def _names_of(source: SourceNotebook, folder: Path) -> dict[str, Any]:
    """Return the names of a solved notebook: its imports, functions and classes, and what cells with functions assign."""
    world: dict[str, Any] = {"__name__": "__main__"}
    here = Path.cwd()
    os.chdir(folder)
    try:
        for cell in source.cells:
            if cell.type == "code":
                tree = ast.parse(plain_python(cell.source))
                _define(tree.body, world, with_values=_only_defines(tree.body))
    finally:
        os.chdir(here)
    return world


def _only_defines(body: Sequence[ast.stmt]) -> bool:
    """Return whether a cell defines functions beside what it assigns: its values may be theirs."""
    return any(isinstance(node, ast.FunctionDef) for node in body)


def _define(body: Sequence[ast.stmt], world: dict[str, Any], with_values: bool) -> None:
    kinds: tuple[type[ast.stmt], ...] = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    kinds += (ast.Assign, ast.AnnAssign) if with_values else ()
    for node in body:
        if isinstance(node, kinds) and not getattr(node, "decorator_list", None):  # those run checks and demonstrations
            with contextlib.suppress(Exception):  # a picture's or a demonstration's, which needs more than this
                exec(compile(ast.Module([node], []), "<source>", "exec"), world)
