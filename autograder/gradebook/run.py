"""Grade a class: choose assignments and students, grade their submissions in parallel, and write the gradebook.

Nothing here prints. `grade_class` reports its progress to a callable, and returns the results as data.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.course import CONFIG, Course
from autograder.course.help import help_levels
from autograder.course.lock import locked
from autograder.errors import AutograderError
from autograder.gradebook.autograded import require_settings
from autograder.gradebook.backup import back_up
from autograder.gradebook.late_penalty import require_plugin
from autograder.gradebook.moves import Change
from autograder.gradebook.secret import ensure_secret
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import excuses, preflight
from autograder.grading.classroom import Classroom, Settings
from autograder.grading.folder import shown
from autograder.grading.result import SubmissionResult
from autograder.grading.sentences import as_sentence, listed
from autograder.words import Sentence, sentence

MOST_WORKERS = 512


@dataclass(frozen=True)
class ClassResult:
    """The result of grading a class.

    level:    of the sandbox: "strict", "container" or "weak".
    results:  one for each submission, sorted by student.
    absent:   students without a submission -> the points that the gradebook keeps from a deleted one; None for none.
              Empty unless the whole class was graded.
    changes:  how each submission's scores in the gradebook changed.
    left_out: students who were not graded because nothing confines their code here.
    dry_run:  nothing was written.
    """

    assignment: str
    level: str
    results: list[SubmissionResult]
    absent: dict[str, float | None] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    dry_run: bool = False

    @property
    def points(self) -> dict[str, float]:
        """Student -> the points in the gradebook, with manual scores, bonus and late penalty; empty after a dry run."""
        return {} if self.dry_run else {change.student: change.new for change in self.changes}


@dataclass(frozen=True)
class Waiting:
    """An event: another process writes into the course, and this run waits. `holder` says which process."""

    holder: Sentence


@dataclass(frozen=True)
class Started:
    """An event: the workers have begun.

    level:    of the sandbox.
    total:    number of submissions that are graded.
    left_out: students who are not graded because nothing confines their code here.
    """

    assignment: str
    level: str
    total: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Graded:
    """An event: one submission is graded. (The gradebook has it a little later.)"""

    result: SubmissionResult


Event = Waiting | Started | Graded
Progress = Callable[[Event], Any]


class RunError(AutograderError):
    """A run failed after it began to write. `reason` says why; `so_far` says what the gradebook holds."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, **values)
        self.reason: Sentence = values["reason"]
        self.so_far: Sentence = values["so_far"]

    @property
    def written(self) -> int:
        """The number of submissions that the gradebook holds."""
        return int(self.so_far.values.get("written", 0))


class RunInterrupted(KeyboardInterrupt):
    """Ctrl-C stopped a run. `so_far` says what the gradebook holds."""

    def __init__(self, so_far: Sentence) -> None:
        super().__init__(str(so_far))
        self.so_far = so_far

    @property
    def written(self) -> int:
        """The number of submissions that the gradebook holds."""
        return int(self.so_far.values.get("written", 0))


# --- choosing what to grade ---


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
        students = _submissions(course, assignment)
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


def require_sound(course: Course, assignments: Iterable[str]) -> None:
    """Raise AutograderError, which names file and line, for a fault of the course: do this before a run that writes.

    Everything that the run uses is loaded and tried: settings, notebooks, data files, hidden tests and references.
    """
    with preflight.naming(course, course.root / CONFIG):
        require_settings(course)
        require_plugin(course)
    for assignment in assignments:
        help_levels(course, assignment)
        preflight.require_sound(course, assignment)


def check_workers(workers: int) -> None:
    """Raise AutograderError for a number of worker processes that cannot be."""
    if not 0 <= workers <= MOST_WORKERS:
        raise AutograderError("gradebook.workers", workers=workers, most=MOST_WORKERS)


def prepare(course: Course, assignment: str, excused: frozenset[str] | None = None) -> Path | None:
    """Copy the gradebook, make the secret, then record what is excused: do this before a run that writes.

    Returns the copy; None where there is no gradebook yet, or another database than SQLite holds it.
    Raises CourseError when the copy cannot be made, or when the secret of the gradebook's scores is lost. Then nothing has
    changed.
    """
    ensure_secret(course, dry=True)
    copy = back_up(course)
    ensure_secret(course)
    if excused is not None:
        excuses.record(course, assignment, excused)
    return copy


# --- grading ---


def grade_class(
    course: Course | str | os.PathLike[str],
    assignment: str,
    *,
    students: Sequence[str] = (),
    everyone: bool = False,
    workers: int = 0,
    language: str = "",
    allow_weak_sandbox: bool = False,
    dry_run: bool = False,
    excused: frozenset[str] | None = None,
    figures: bool = True,
    skip_if_weak: Collection[str] = (),
    wait: bool = True,
    checked: bool = False,
    progress: Progress | None = None,
) -> ClassResult:
    """Grade submissions to one assignment into the gradebook and `autograded/`.

    A script calls this below `if __name__ == "__main__":`, because the worker processes import the script. No backup of the
    gradebook is made; `prepare` makes one.

    course:       the course, or its folder.
    students:     the students to grade; by default all who have submitted.
    everyone:     whether this is the whole class: students without a submission are then entered and returned, too.
    workers:      processes; 0 means one for each processor.
    language:     of messages, "en" or "zh"; by default each notebook's.
    allow_weak_sandbox: grade even where nothing confines learners' code.
    dry_run:      find out what would change; write nothing.
    excused:      test cells that give everyone full points; by default those that the course has on record.
    figures:      whether figures are rendered into the graded notebooks.
    skip_if_weak: students to leave out where nothing confines learners' code.
    checked:      whether `require_sound` has already looked at the course.
    wait:         whether to wait while another process writes into this course; otherwise that is an error.
    progress:     called with a `Waiting` if another process has to end first, with a `Started`, then with a `Graded` for
                  each submission.

    Raises RunError when the run fails after it began to write, RunInterrupted on Ctrl-C; both say how many submissions
    the gradebook holds. Raises AutograderError when it fails before that, as for any fault of the course that can be found
    before the first submission. A fault that shows later is no score: the exercise, or the submission, waits for a person
    (`SubmissionResult.waiting`, `.waits`).
    """
    course = course if isinstance(course, Course) else Course(course)
    report = progress or (lambda event: None)
    check_workers(workers)
    if not checked:
        require_sound(course, [assignment])
    lock = contextlib.nullcontext() if dry_run else locked(course, wait=wait, report=lambda who: report(Waiting(who)))
    with lock:
        ensure_secret(course, dry=dry_run)
        chosen = list(students) or _submissions(course, assignment)
        settings = Settings(figures=figures, language=language, allow_weak=allow_weak_sandbox, excused=excused)
        results: list[SubmissionResult] = []
        absent: Mapping[str, float | None] = {}
        left_out: tuple[str, ...] = ()
        writer: GradebookWriter | None = None
        try:
            with Classroom(course, assignment, settings, workers) as classroom:
                if classroom.level == "weak" and skip_if_weak:
                    chosen = [student for student in chosen if student not in skip_if_weak]
                    left_out = tuple(sorted(skip_if_weak))
                report(Started(assignment, classroom.level, len(chosen), left_out))
                coming = classroom.grade(chosen)  # workers begin; opening the writer imports nbgrader, which takes seconds
                with GradebookWriter(course, dry=dry_run) as writer:
                    for result in coming:
                        writer.write(result)
                        results.append(result)
                        report(Graded(result))
                    writer.flush()
                    if everyone:
                        absent = writer.enter_absent(assignment)
        except KeyboardInterrupt:
            raise RunInterrupted(_so_far(assignment, writer, len(chosen), dry_run)) from None
        except AutograderError as error:
            if writer is None:
                raise
            so_far = _so_far(assignment, writer, len(chosen), dry_run)
            raise RunError("gradebook.run_failed", reason=as_sentence(error), so_far=so_far) from error
    for result in results:
        result.student = shown(result.student)
    return ClassResult(
        assignment=assignment,
        level=classroom.level,
        results=sorted(results, key=lambda result: result.student),
        absent=dict(absent),
        changes=writer.changes,
        left_out=left_out,
        dry_run=dry_run,
    )


def _submissions(course: Course, assignment: str) -> list[str]:
    students = course.submissions(assignment)
    if not students:
        folders = str(course.submitted(assignment, "*"))
        raise AutograderError("gradebook.not_submitted", assignment=assignment, folders=folders)
    return students


def _so_far(assignment: str, writer: GradebookWriter | None, total: int, dry_run: bool) -> Sentence:
    """Return a sentence that says what an interrupted run has written, and what to do."""
    if dry_run:
        return sentence("gradebook.nothing_written")
    written = len(writer.changes) if writer else 0
    return sentence("gradebook.so_far", written=written, total=total, assignment=assignment)
