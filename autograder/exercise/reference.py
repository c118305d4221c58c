"""Load what a course holds by path: the reference of a function, hidden tests and solutions.

Hidden tests and references belong to the course and are not installed, so they cannot be imported by name.
"""

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

from autograder.errors import AutograderError, CourseError, ExerciseError, place_of
from autograder.exercise.alternatives import Alternative
from autograder.exercise.exercise import Exercise
from autograder.exercise.question import Question
from autograder.words import Sentence, known, sentence


class Reference:
    """The instructor's implementation of one function.

    module: the solutions of its assignment, `solutions/<assignment>.py`.

    Raises ExerciseError when the module defines no such function.
    """

    def __init__(self, module: ModuleType, name: str) -> None:
        self.module, self.name = module, name
        function = getattr(module, name, None)
        if not isinstance(function, FunctionType):
            raise ExerciseError("exercise.no_function", path=str(module.__file__), name=name)
        self.function: FunctionType = function
        self.source = inspect.getsource(function)

    def text_of(self, alternative: Alternative) -> str:
        """Return the source of an alternative. Raises ExerciseError when a change does not apply exactly once."""
        source = textwrap.dedent(alternative.code).strip() + "\n" if alternative.code is not None else self.source
        for old, new in alternative.changes:
            if (count := source.count(old)) != 1:
                raise ExerciseError(
                    "exercise.change_not_once", exercise=self.name, name=alternative.name, old=old, count=count
                )
            source = source.replace(old, new)
        return source

    def variation(self, alternative: Alternative) -> FunctionType:
        """Build the function of an alternative; its globals are a copy of the reference's module.

        Raises ExerciseError when its source cannot be made, cannot be run, or does not define the function.
        """
        source = self.text_of(alternative)
        filename = f"<{self.name}: {alternative.name}>"
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        world = dict(vars(self.module))
        try:
            exec(compile(source, filename, "exec"), world)
        except Exception as error:
            code = "exercise.not_a_program"
            raise ExerciseError(code, exercise=self.name, name=alternative.name, error=str(error)) from error
        function = world[self.name]
        if not isinstance(function, FunctionType) or function.__globals__ is not world:
            raise ExerciseError("exercise.not_the_function", exercise=self.name, name=alternative.name)
        return function

    @functools.cached_property
    def helpers(self) -> dict[str, Callable[..., Any]]:
        """The other functions of the assignment that the reference calls: name -> function."""
        tree = ast.parse(self.source)
        called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
        others = dict(_functions(self.module))
        return {name: others[name] for name in sorted(called & set(others)) if name != self.name}

    @functools.cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters, in order."""
        return tuple(inspect.signature(self.function).parameters)

    @functools.cached_property
    def defaults(self) -> dict[str, Any]:
        """Parameter -> default value, for the parameters that have one."""
        parameters = inspect.signature(self.function).parameters.values()
        return {p.name: p.default for p in parameters if p.default is not p.empty}


def _functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    for name, value in vars(module).items():
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield name, value


def load_exercise(course: Path, assignment: str, name: str) -> Exercise | Question:
    """Return the exercise, or the question, that `tests/hidden/<assignment>/<name>.py` defines.

    course: the course's root.

    Raises CourseError when there is no such file, ExerciseError when it cannot be run or does not define that exercise.
    """
    path = course / "tests" / "hidden" / assignment / f"{name}.py"
    return _exercise_in(load_module(path, sentence("exercise.no_hidden_test", name=name, assignment=assignment)), name)


@functools.lru_cache(maxsize=512)
def _exercise_in(module: ModuleType, name: str) -> Exercise | Question:
    found = [value for value in vars(module).values() if isinstance(value, Exercise | Question) and value.name == name]
    if len(found) != 1:
        raise ExerciseError("exercise.not_defined_once", path=str(module.__file__), name=name, count=len(found))
    return found[0]


def load_solutions(course: Path, assignment: str) -> ModuleType:
    """Return the reference of a whole assignment, `solutions/<assignment>.py` of the course in this folder.

    Raises CourseError when it has not been generated, ExerciseError when it cannot be run.
    """
    path = course / "solutions" / f"{assignment}.py"
    return load_module(path, sentence("exercise.no_solutions", assignment=assignment))


def load_module(path: Path, advice: Sentence | str = "") -> ModuleType:
    """Return the module in a Python file, loaded again after the file has changed.

    advice: what the error adds for a file that does not exist.

    Raises CourseError when the file does not exist, ExerciseError when it cannot be run.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        raise CourseError("exercise.no_file", path=str(path), advice=advice) from None
    return _load_module(path, changed)


@functools.lru_cache(maxsize=512)
def _load_module(path: Path, changed: int) -> ModuleType:
    """Load a file. changed: its time of modification in ns, so that a changed file is another entry of the cache."""
    name = f"course_{hashlib.sha256(str(path).encode()).hexdigest()[:12]}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    linecache.checkcache(str(path))
    try:
        spec.loader.exec_module(module)
    except AutograderError as error:  # the file is a program, which uses our classes wrongly
        problem = Sentence(error.code, error.values) if known(error.code) else str(error)
        raise ExerciseError("exercise.wrong_at", path=place_of(error, str(path)), problem=problem) from error
    except (Exception, SystemExit) as error:
        text = error.msg if isinstance(error, SyntaxError) else str(error)  # its text names the line once more
        place, kind = place_of(error, str(path)), type(error).__name__
        raise ExerciseError("exercise.cannot_load", path=place, kind=kind, error=text) from error
    return module
