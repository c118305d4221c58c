"""Choose the assignments, the students and the excuses of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading import excuses
from autograder.grading.sentences import listed


def choose_assignments(course: Course, names: Sequence[str], everything: bool = False) -> list[str]:
    """Return the assignments named, each once; with `everything`, all that somebody has submitted.

    Raises CourseError for an unknown name, AutograderError when neither or both are asked for, or nothing was submitted.
    """
    there = course.assignments()
    if everything == bool(names):
        raise AutograderError("gradebook.choose_assignments", assignments=listed(there))
    for name in names:
        course.sources(name)  # raises an error that lists the assignments
    chosen = list(dict.fromkeys(names)) or [name for name in there if course.submissions(name)]
    if not chosen:
        raise AutograderError("gradebook.nothing_submitted", folders=str(course.submitted("*", "*")))
    return chosen


def choose_students(course: Course, assignments: Iterable[str], wanted: Collection[str] = ()) -> dict[str, list[str]]:
    """Return assignment -> the students to grade, out of those who have submitted it.

    wanted: the students to choose; by default all.
    Raises AutograderError for an assignment that nobody has submitted, or a student who has submitted none of them.
    """
    if any(not student.strip() for student in wanted):
        raise AutograderError("gradebook.empty_student")
    classes: dict[str, list[str]] = {}
    for assignment in assignments:
        students = submissions_of(course, assignment)
        classes[assignment] = [student for student in students if not wanted or student in wanted]
    lost = set(wanted).difference(*classes.values())
    if lost:
        raise AutograderError(
            "gradebook.student_without_submission", students=listed(sorted(lost)), assignments=listed(classes)
        )
    return classes


def choose_excuses(
    course: Course,
    assignments: Sequence[str],
    students: Collection[str] = (),
    *,
    excuse: Iterable[str] = (),
    unexcuse: Iterable[str] = (),
) -> frozenset[str] | None:
    """Return the test cells of an assignment that are excused after these changes; None when nothing changes.

    excuse, unexcuse: exercises to excuse, and exercises to grade again.

    Raises AutograderError unless there is one assignment and no student, because an excuse is for the whole class; and for
    an exercise that is named in both.
    Raises CourseError for an exercise that the assignment does not have.
    """
    added, taken = list(excuse), list(unexcuse)
    if not added and not taken:
        return None
    if len(assignments) != 1 or students:
        raise AutograderError("gradebook.excuse_is_for_everyone")
    assignment = assignments[0]
    more, fewer = (excuses.test_cells(course, assignment, names) for names in (added, taken))
    if both := sorted(more & fewer):
        raise AutograderError("gradebook.excused_and_not", exercises=listed(both))
    return (excuses.excused(course, assignment) | more) - fewer


def submissions_of(course: Course, assignment: str) -> list[str]:
    """Return the students who have submitted an assignment. Raises AutograderError where nobody has."""
    students = course.submissions(assignment)
    if not students:
        folders = str(course.submitted(assignment, "*"))
        raise AutograderError("gradebook.not_submitted", assignment=assignment, folders=folders)
    return students
