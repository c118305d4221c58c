"""Apply the late penalty: the points that a submission loses when it is handed in after the due date.

`GradebookWriter` applies it here, after it has written the rows. Under `nbgrader autograde`, nbgrader's own preprocessor
`AssignLatePenalties` applies it. Both use the plugin that the course names in `c.AssignLatePenalties.plugin_class`.
"""

from __future__ import annotations

from typing import Any

from autograder.course.course import Course
from autograder.errors import CourseError


def apply_late_penalty(course: Course, session: Any, submission: Any, notebook: Any) -> None:
    """Set the late penalty of nbgrader's `SubmittedNotebook`; None where the submission is on time.

    Raises CourseError when the course's plugin cannot be imported.
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
    assigner.init_plugin()
    session.flush()
    session.refresh(notebook, ["score"])
    penalty = assigner.plugin_inst.late_submission_penalty(submission.student.id, notebook.score, late)
    if penalty is not None:
        notebook.late_submission_penalty = assigner._check_late_penalty(notebook, penalty)
