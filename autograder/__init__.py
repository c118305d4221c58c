"""Autograded neural networks: hidden tests that never meet the learner's process.

The names below are the interface for programs and for hidden tests; everything else may change between versions.
Importing this package is fast: NumPy and Jupyter are loaded when a name that needs them is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.course.course import Course
    from autograder.errors import AutograderError, CourseError, ExerciseError, NotebookError, SandboxError
    from autograder.exercise.comparison import Difference, compare
    from autograder.exercise.exercise import Exercise, Training
    from autograder.exercise.question import Question
    from autograder.exercise.rule import Raises
    from autograder.gradebook.events import ClassResult
    from autograder.gradebook.run import grade_class
    from autograder.grading.notebooks import grade_notebook, grade_notebooks
    from autograder.grading.result import ExerciseResult, SubmissionResult
    from autograder.judging.checking import check
    from autograder.sandbox.shared.formula import formula

__version__ = "0.2.0"

_HOMES = {
    "autograder.course.course": ("Course",),
    "autograder.errors": ("AutograderError", "CourseError", "ExerciseError", "NotebookError", "SandboxError"),
    "autograder.exercise.comparison": ("Difference", "compare"),
    "autograder.exercise.exercise": ("Exercise", "Training"),
    "autograder.exercise.question": ("Question",),
    "autograder.exercise.rule": ("Raises",),
    "autograder.gradebook.events": ("ClassResult",),
    "autograder.gradebook.run": ("grade_class",),
    "autograder.grading.notebooks": ("grade_notebook", "grade_notebooks"),
    "autograder.grading.result": ("ExerciseResult", "SubmissionResult"),
    "autograder.judging.checking": ("check",),
    "autograder.sandbox.shared.formula": ("formula",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [  # noqa: RUF022  # by what they are for
    "Course",
    "grade_class",
    "ClassResult",
    "grade_notebook",
    "grade_notebooks",
    "SubmissionResult",
    "ExerciseResult",
    "Exercise",
    "Question",
    "Raises",
    "Training",
    "formula",
    "check",
    "compare",
    "Difference",
    "AutograderError",
    "CourseError",
    "ExerciseError",
    "NotebookError",
    "SandboxError",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
