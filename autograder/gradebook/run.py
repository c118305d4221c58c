"""Grade a class: choose assignments and students, grade their submissions in parallel, and write the gradebook.

Nothing here prints. `grade_class` reports its progress to a callable, and returns the results as data.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from autograder.cluster.cluster import Cluster, ClusterClassroom
from autograder.course.course import CONFIG, Course
from autograder.course.lock import locked
from autograder.errors import AutograderError
from autograder.gradebook.autograded import require_settings
from autograder.gradebook.background import BackgroundWriter
from autograder.gradebook.backup import back_up
from autograder.gradebook.choosing import choose_assignments as choose_assignments
from autograder.gradebook.choosing import choose_excuses as choose_excuses
from autograder.gradebook.choosing import choose_students as choose_students
from autograder.gradebook.choosing import submissions_of
from autograder.gradebook.events import ClassResult, Graded, Progress, RunError, RunInterrupted, Started, Waiting
from autograder.gradebook.late_penalty import require_plugin
from autograder.gradebook.secret import ensure_secret
from autograder.gradebook.unchanged import Plan, absent_without_rows, key_of, plan, record_touched
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import excuses, preflight
from autograder.grading.classroom import Classroom, Settings
from autograder.grading.folder import is_undecodable, shown
from autograder.grading.ready import Ready, may_fork
from autograder.grading.result import SubmissionResult
from autograder.grading.sentences import as_sentence
from autograder.grading.state import FolderState, assignment_state
from autograder.sandbox.outside.warm_process import level_here
from autograder.sandbox.shared.layers import LEVELS
from autograder.words import Sentence, sentence

MOST_WORKERS = 512


# --- before a run ---


def require_sound(course: Course, assignments: Iterable[str]) -> None:
    """Raise AutograderError, which names file and line, for a fault of the course: do this before a run that writes.

    Everything that the run uses is loaded and tried: settings, notebooks, data files, hidden tests and references.
    """
    _require_settings(course)
    for assignment in assignments:
        preflight.require_sound(course, assignment)


def make_ready(
    course: Course, assignments: Sequence[str], *, figures: bool = True, allow_weak_sandbox: bool = False
) -> Ready:
    """Do as `require_sound` does, and return what the workers of the first assignment will share; the caller closes it.

    figures, allow_weak_sandbox: as for `grade_class`.
    """
    _require_settings(course)
    ready = Ready(course, assignments[0], figures=figures, allow_weak=allow_weak_sandbox)
    try:
        for assignment in assignments[1:]:
            preflight.require_sound(course, assignment)
    except BaseException:
        ready.close()
        raise
    return ready


def _require_settings(course: Course) -> None:
    with preflight.naming(course, course.root / CONFIG):
        require_settings(course)
        require_plugin(course)


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


def plan_class(
    course: Course,
    assignment: str,
    students: Sequence[str],
    *,
    regrade: bool = False,
    language: str = "",
    figures: bool = True,
    excused: frozenset[str] | None = None,
) -> Plan:
    """Return which submissions have to be graded, and which need not, because nothing that decides their scores has changed.

    The arguments are those of `grade_class`. Nothing is written.

    The level is that of this machine, also where a cluster will grade: to ask its workers, the cluster must be started, and
    a run that has nothing to do needs none. `grade_class` plans what waits once more, with the workers' level.
    """
    if regrade or not students:
        return Plan(students)
    return plan(course, assignment, students, key_of(_state(course, assignment, language, figures, excused), level_here()))


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
    regrade: bool = False,
    planned: Plan | None = None,
    skip_if_weak: Collection[str] = (),
    wait: bool = True,
    checked: bool = False,
    ready: Ready | None = None,
    cluster: Cluster | None = None,
    allow_lower: bool = False,
    progress: Progress | None = None,
) -> ClassResult:
    """Grade submissions to one assignment into the gradebook and `autograded/`.

    A script calls this below `if __name__ == "__main__":`, because worker processes may import the script. No backup of the
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
    regrade:      whether submissions are graded, too, of which nothing has changed since the last time.
    planned:      what `plan_class` has returned for these arguments.
    skip_if_weak: students to leave out where nothing confines learners' code.
    checked:      whether `require_sound` has already looked at the course.
    ready:        what `make_ready` has returned for this assignment; the caller closes it.
    cluster:      where to grade, in place of processes of this machine; the caller closes it.
    allow_lower:  whether to write scores that are lower than the last grading's of the same work; else those are kept.
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
    choice: dict[str, Any] = dict(regrade=regrade or allow_lower, language=language, figures=figures, excused=excused)
    look = planned or plan_class(course, assignment, list(students) or submissions_of(course, assignment), **choice)
    with contextlib.ExitStack() as stack:
        loading = {"figures": figures, "allow_weak_sandbox": allow_weak_sandbox}
        if look.waiting and cluster is not None:
            if not checked:
                require_sound(course, [assignment])
        elif look.waiting and ready is None and (may_fork() or not checked):
            ready = stack.enter_context(make_ready(course, [assignment], **loading))
        if not dry_run:
            stack.enter_context(locked(course, wait=wait, report=lambda who: report(Waiting(who))))
        ensure_secret(course, dry=dry_run)
        state = _state(course, assignment, language, figures, excused)
        if ready is not None and not ready.is_current():  # somebody edited the course while this run waited
            ready = stack.enter_context(make_ready(course, [assignment], **loading))
        settings = Settings(figures=figures, language=language, allow_weak=allow_weak_sandbox, excused=excused)
        elsewhere = cluster.classroom(course, assignment, settings) if look.waiting and cluster is not None else None
        level = elsewhere.level if elsewhere is not None else ""
        again = Plan(look.waiting)
        if not (regrade or allow_lower):  # another run may have graded some of them meanwhile
            again = plan(course, assignment, look.waiting, key_of(state, level or level_here()))
        unchanged = [*look.unchanged, *again.unchanged]
        if not dry_run:
            record_touched(course, assignment, look.touched | again.touched)
        if again.waiting:
            classroom = partial(Classroom, workers=workers, ready=ready) if elsewhere is None else lambda *_: elsewhere
            run = _Run(course, assignment, settings, classroom, dry_run=dry_run, allow_lower=allow_lower, report=report)
            found = run.grade(again.waiting, state, len(unchanged), everyone=everyone, skip_if_weak=skip_if_weak)
        else:
            absent = _absent(course, assignment, dry_run) if everyone else {}
            found = ClassResult(assignment, level or level_here(), [], absent, dry_run=dry_run)
    for result in found.results:
        result.student = shown(result.student)
    return replace(
        found,
        results=sorted(found.results, key=lambda result: result.student),
        unchanged=tuple(sorted(map(shown, unchanged))),
    )


@dataclass(frozen=True)
class _Run:
    """Grades the submissions of one assignment, under the course's lock. open_classroom: opens what grades them."""

    course: Course
    assignment: str
    settings: Settings
    open_classroom: Callable[[Course, str, Settings], Classroom | ClusterClassroom]
    dry_run: bool
    allow_lower: bool
    report: Progress

    def grade(
        self, chosen: Sequence[str], state: str, unchanged: int, *, everyone: bool, skip_if_weak: Collection[str]
    ) -> ClassResult:
        """Grade these students' submissions, and write them.

        state: of the assignment, as it was before it was loaded. unchanged: number of others, for the progress.
        """
        course, assignment, settings = self.course, self.assignment, self.settings
        results: list[SubmissionResult] = []
        absent: Mapping[str, float | None] = {}
        left_out: tuple[str, ...] = ()
        writer: BackgroundWriter | None = None
        try:
            with self.open_classroom(course, assignment, settings) as classroom:
                level = classroom.level
                if level == "weak" and skip_if_weak:
                    chosen = [student for student in chosen if student not in skip_if_weak]
                    left_out = tuple(sorted(skip_if_weak))
                self.report(Started(assignment, level, len(chosen), left_out, unchanged=unchanged))
                coming = classroom.grade(chosen)  # the workers begin
                options = {"dry": self.dry_run, "key": key_of(state, level), "allow_lower": self.allow_lower}
                with BackgroundWriter(course, **options) as writer:
                    for result in coming:
                        if result.sandbox and LEVELS.index(result.sandbox) > LEVELS.index(level):
                            # A layer was lost meanwhile: grade it again next time. Some of a cluster's workers are stronger.
                            result.state = FolderState()
                        writer.write(result)
                        results.append(result)
                        self.report(Graded(result))
                    if everyone:
                        absent = writer.enter_absent(assignment)
        except KeyboardInterrupt:
            raise RunInterrupted(self._so_far(writer, len(chosen))) from None
        except AutograderError as error:
            if writer is None:
                raise
            so_far = self._so_far(writer, len(chosen))
            raise RunError("gradebook.run_failed", reason=as_sentence(error), so_far=so_far) from error
        return ClassResult(
            assignment,
            level,
            results,
            dict(absent),
            changes=writer.changes,
            left_out=left_out,
            dry_run=self.dry_run,
            kept=writer.kept,
        )

    def _so_far(self, writer: BackgroundWriter | None, total: int) -> Sentence:
        """Return a sentence that says what an interrupted run has written, and what to do."""
        if self.dry_run:
            return sentence("gradebook.nothing_written")
        written = len(writer.changes) if writer else 0
        return sentence("gradebook.so_far", written=written, total=total, assignment=self.assignment)


def _state(course: Course, assignment: str, language: str, figures: bool, excused: frozenset[str] | None) -> str:
    """Return what decides scores beside the submission and the level; see `assignment_state`."""
    given = excuses.excused(course, assignment) if excused is None else excused
    return assignment_state(course, assignment, language=language, figures=figures, excused=given)


def _absent(course: Course, assignment: str, dry_run: bool) -> dict[str, float | None]:
    """Enter and return the students without a submission, where nothing is graded."""
    others = {student for other in course.assignments() for student in course.submissions(other)}
    absent = absent_without_rows(course, assignment, {student for student in others if not is_undecodable(student)})
    if absent is not None:
        return dict.fromkeys(absent)
    with GradebookWriter(course, dry=dry_run) as writer:
        return writer.enter_absent(assignment)
