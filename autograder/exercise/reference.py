"""The instructor's implementation of a function, and the modules of a course, loaded by path."""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import inspect
import linecache
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from autograder.errors import CourseError, ExerciseError
from autograder.exercise.exercise import Alternative, Exercise
from autograder.exercise.question import Question


class Reference:
    """The instructor's implementation of one function, in the module of the assignment (`solutions/<assignment>.py`)."""

    def __init__(self, module: ModuleType, name: str) -> None:
        self.module, self.name = module, name
        function = getattr(module, name, None)
        if not isinstance(function, FunctionType):
            raise ExerciseError(f"{module.__file__} defines no function {name}.")
        self.function: FunctionType = function
        self.source = inspect.getsource(function)

    def text_of(self, alternative: Alternative) -> str:
        """The source of an alternative. Raises ExerciseError when a change does not apply exactly once."""
        source = textwrap.dedent(alternative.code).strip() + "\n" if alternative.code is not None else self.source
        for old, new in alternative.changes:
            if source.count(old) != 1:
                where = f"{self.name}: {alternative.name!r}"
                raise ExerciseError(f"{where}: {old!r} stands {source.count(old)} times in the reference, not once.")
            source = source.replace(old, new)
        return source

    def variation(self, alternative: Alternative) -> FunctionType:
        """Build an alternative, which sees everything else of the reference's module.

        Raises ExerciseError when there is no such text, or it is no function of this name.
        """
        where = f"{self.name}: {alternative.name!r}"
        source = self.text_of(alternative)
        filename = f"<{self.name}: {alternative.name}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        world = dict(vars(self.module))
        try:
            exec(compile(source, filename, "exec"), world)
        except Exception as error:
            raise ExerciseError(f"{where} is not a program: {error}.") from error
        function = world[self.name]
        if not isinstance(function, FunctionType) or function.__globals__ is not world:
            raise ExerciseError(f"{where} does not define {self.name}.")
        return function

    @functools.cached_property
    def helpers(self) -> dict[str, Callable[..., Any]]:
        """The assignment's other functions that this one calls, by name; read off its source."""
        tree = ast.parse(self.source)
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        others = dict(_functions(self.module))
        return {name: others[name] for name in sorted(called & set(others)) if name != self.name}

    @functools.cached_property
    def defaults(self) -> dict[str, Any]:
        """Parameter -> default, for those that have one."""
        parameters = inspect.signature(self.function).parameters.values()
        return {p.name: p.default for p in parameters if p.default is not p.empty}


def _functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    for name, value in vars(module).items():
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield name, value


# by path: hidden tests and references belong to the course and are not installed
def load_exercise(course: Path, assignment: str, name: str) -> Exercise | Question:
    """The exercise, or the question, in `tests/hidden/<assignment>/<name>.py` of a course.

    Raises CourseError when there is no such file, ExerciseError when it does not define that exercise.
    """
    path = course / "tests" / "hidden" / assignment / f"{name}.py"
    module = load_module(path, f"there is no hidden test for {name} of {assignment}")
    found = [value for value in vars(module).values() if isinstance(value, Exercise | Question) and value.name == name]
    if len(found) != 1:
        raise ExerciseError(f"{path} must define the exercise {name!r}, once.")
    return found[0]


def load_solutions(course: Path, assignment: str) -> ModuleType:
    """The reference of a whole assignment, `solutions/<assignment>.py` of a course."""
    path = course / "solutions" / f"{assignment}.py"
    return load_module(path, f"run `autograder generate {assignment}` first")


def load_module(path: Path, otherwise: str) -> ModuleType:
    """A Python file by its path, loaded anew when it has changed."""
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise CourseError(f"{path} does not exist: {otherwise}.") from None
    return _load_module(path, changed)


@functools.lru_cache(maxsize=512)
def _load_module(path: Path, changed: int) -> ModuleType:
    name = f"course_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    linecache.checkcache(str(path))
    try:
        spec.loader.exec_module(module)
    except ExerciseError:
        raise
    except Exception as error:
        raise ExerciseError(f"{path} cannot be loaded: {type(error).__name__}: {error}.") from error
    return module
