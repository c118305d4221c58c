"""Apply the late penalty: the points that a submission loses when it is handed in after the due date.

`GradebookWriter` applies it here, after it has written the rows. Under `nbgrader autograde`, nbgrader's own preprocessor
`AssignLatePenalties` applies it. Both use the plugin that the course names in `c.AssignLatePenalties.plugin_class`.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.errors import CourseError, place_of


def less_penalty(points: float, penalty: float) -> float:
    """Return a submission's points as nbgrader exports them: less the late penalty, and not below 0."""
    return max(0.0, points - penalty)


def require_plugin(course: Course) -> None:
    """Raise CourseError when the plugin that the course names cannot be found, or is not Python.

    Its module is read and not imported: that would import nbgrader, which takes seconds.
    """
    plugin = course.option("AssignLatePenalties", "plugin_class", "")
    if not isinstance(plugin, str) or not plugin:
        return
    module, _, name = plugin.rpartition(".")
    if module in sys.modules:
        if hasattr(sys.modules[module], name):
            return
        raise CourseError("gradebook.no_penalty_plugin", plugin=repr(plugin))
    top = module.partition(".")[0]
    try:
        spec = PathFinder.find_spec(module, [str(course.root)]) if top == module else None
        spec = spec or (importlib.util.find_spec(module) if module else None)
    except (ImportError, ValueError):
        spec = None
    if spec is None:
        raise CourseError("gradebook.no_penalty_plugin", plugin=repr(plugin))
    if spec.origin and spec.origin.endswith(".py"):
        try:
            ast.parse(Path(spec.origin).read_bytes(), spec.origin)
        except (SyntaxError, ValueError) as error:
            raise CourseError("gradebook.penalty_fails", place=place_of(error, spec.origin), error=str(error)) from error


def apply_late_penalty(course: Course, session: Any, submission: Any, notebook: Any) -> None:
    """Set the late penalty of nbgrader's `SubmittedNotebook`; None where the submission is on time.

    Raises CourseError when the course's plugin cannot be imported, or fails.
    """
    from nbgrader.preprocessors import AssignLatePenalties
    from traitlets import TraitError

    notebook.late_submission_penalty = None
    late = submission.total_seconds_late
    if late <= 0:
        return
    try:
        assigner = AssignLatePenalties(config=course.config)
    except TraitError:
        plugin = course.option("AssignLatePenalties", "plugin_class", "")
        raise CourseError("gradebook.no_penalty_plugin", plugin=repr(plugin)) from None
    session.flush()
    session.refresh(notebook, ["score"])
    try:
        assigner.init_plugin()
        penalty = assigner.plugin_inst.late_submission_penalty(submission.student.id, notebook.score, late)
    except Exception as error:  # the plugin is the course's program, which can raise anything
        place = place_of(error, str(getattr(sys.modules[assigner.plugin_class.__module__], "__file__", "")))
        raise CourseError("gradebook.penalty_fails", place=place, error=f"{type(error).__name__}: {error}") from error
    if penalty is not None:
        notebook.late_submission_penalty = assigner._check_late_penalty(notebook, penalty)
