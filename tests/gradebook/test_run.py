"""Grading a class from Python: what is graded, what is reported on the way, and what a run leaves that was cut short."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from courses import by_id, make_course, released, tiny, write
from gradebooks import rows

from autograder.course.course import Course
from autograder.course.release import generate
from autograder.errors import AutograderError, CourseError
from autograder.gradebook import run
from autograder.gradebook.events import ClassResult, Graded, RunError, RunInterrupted, Started
from autograder.gradebook.run import grade_class
from autograder.gradebook.writer import GradebookWriter
from autograder.grading import excuses
from autograder.grading.classroom import Classroom
from autograder.grading.result import SubmissionResult

RIGHT = "def double(x):\n    return x + x"
WRONG = "def double(x):\n    return x * x"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = make_course(tmp_path_factory.mktemp("generated"), one=tiny(), two=tiny())
    generate(course)
    return course.root


@pytest.fixture
def course(generated: Path, tmp_path: Path) -> Course:
    shutil.copytree(generated, tmp_path / "course")
    return Course(tmp_path / "course", secret="made up")


def hand_in(course: Course, student: str, double: str = RIGHT, assignment: str = "one") -> None:
    content = released(course.sources(assignment)[assignment])
    by_id(content, "double")["source"] = double
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    write(course.submitted(assignment, student) / f"{assignment}.ipynb", content)


def graded(course: Course, **options: Any) -> ClassResult:
    return grade_class(course, "one", workers=1, allow_weak_sandbox=True, **options)


# ---------------------------------------------------------------- what is graded


def test_assignments_are_named_or_all_that_somebody_has_submitted(course: Course) -> None:
    with pytest.raises(AutograderError, match=r"^Nobody has submitted anything: no folder matches .*\.$"):
        run.choose_assignments(course, [], everything=True)
    hand_in(course, "ann", assignment="two")
    assert run.choose_assignments(course, [], everything=True) == ["two"]
    assert run.choose_assignments(course, ["two", "one", "two"]) == ["two", "one"]
    for names, everything in (([], False), (["one"], True)):
        with pytest.raises(AutograderError, match="there are: one, two"):
            run.choose_assignments(course, names, everything)
    with pytest.raises(CourseError, match="three"):
        run.choose_assignments(course, ["three"])


def test_students_are_those_wanted_of_those_who_submitted(course: Course) -> None:
    hand_in(course, "ann")
    hand_in(course, "bo")
    hand_in(course, "ann", assignment="two")
    assert run.choose_students(course, ["one", "two"]) == {"one": ["ann", "bo"], "two": ["ann"]}
    assert run.choose_students(course, ["one", "two"], ["bo"]) == {"one": ["bo"], "two": []}
    with pytest.raises(AutograderError) as lost:
        run.choose_students(course, ["one", "two"], ["zoe", "ann"])
    assert str(lost.value) == "There is no submission of one, two by zoe."
    assert lost.value.in_language("zh") == "zoe 没有提交 one、two。"
    shutil.rmtree(course.submitted("two", "ann"))
    with pytest.raises(AutograderError, match="Nobody has submitted two: "):
        run.choose_students(course, ["two"])


def test_an_excuse_is_for_one_assignment_and_everyone(course: Course) -> None:
    assert run.choose_excuses(course, ["one", "two"], ["ann"]) is None
    excuses.record(course, "one", frozenset({"test_increment"}))
    both = run.choose_excuses(course, ["one"], excuse=["test_double"])
    assert both == {"test_double", "test_increment"}
    assert run.choose_excuses(course, ["one"], unexcuse=["test_increment"]) == frozenset()
    for assignments, students in ((["one", "two"], []), (["one"], ["ann"])):
        with pytest.raises(AutograderError, match="excused for everyone"):
            run.choose_excuses(course, assignments, students, excuse=["test_double"])


def test_a_copy_is_made_before_an_excuse_is_recorded(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = run.prepare(course, "one", frozenset({"test_double"}))
    assert copy is not None and copy.is_file()
    assert excuses.excused(course, "one") == {"test_double"}

    def fail(course: Course) -> None:
        raise CourseError("grading.verbatim", text="no room")

    monkeypatch.setattr(run, "back_up", fail)
    with pytest.raises(CourseError, match="no room"):
        run.prepare(course, "one", frozenset())
    assert excuses.excused(course, "one") == {"test_double"}, "nothing has changed"


# ---------------------------------------------------------------- what comes back


def test_a_class_is_graded_and_each_step_is_reported(course: Course) -> None:
    hand_in(course, "bo", WRONG)
    hand_in(course, "ann")
    hand_in(course, "cy", assignment="two")
    events: list[run.Event] = []
    found = graded(course, everyone=True, progress=events.append)
    assert (found.assignment, found.dry_run, found.left_out) == ("one", False, ())
    assert [(result.student, result.score) for result in found.results] == [("ann", 3), ("bo", 1)]
    assert found.absent == {"cy": None}
    assert sorted((change.student, change.old, change.new) for change in found.changes) == [
        ("ann", None, 3),
        ("bo", None, 1),
    ]
    assert events[0] == Started("one", found.level, 2)
    assert sorted(event.result.student for event in events[1:] if isinstance(event, Graded)) == ["ann", "bo"]
    again = graded(course, students=["bo"], regrade=True)
    assert [result.student for result in again.results] == ["bo"] and again.absent == {}
    assert [(change.student, change.old) for change in again.changes] == [("bo", 1)]


def test_an_edit_while_the_run_waits_counts(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was loaded before the course's lock is loaded again; the record then names what was graded."""
    hand_in(course, "ann")
    source = course.source("one") / "one.ipynb"
    before = source.read_text()

    @contextlib.contextmanager
    def waits(*_: Any, **__: Any) -> Iterator[None]:
        source.write_text(before.replace("double(21) == 42", "double(21) == 42 or True").replace("twofold", "twice"))
        yield

    monkeypatch.setattr(run, "locked", waits)
    monkeypatch.setattr(run, "may_fork", lambda: True)
    loaded = []
    make_ready = run.make_ready
    monkeypatch.setattr(run, "make_ready", lambda *a, **k: loaded.append(source.read_text()) or make_ready(*a, **k))
    assert [result.exercises[0].score for result in graded(course).results] == [2.0]
    assert [text == before for text in loaded] == [True, False]
    source.write_text(before)
    monkeypatch.undo()
    assert graded(Course(course.root, secret="made up")).unchanged == (), "the record names the edited form"


@dataclass
class OtherMachines:
    """Stands for a cluster whose weakest worker has the level `container`. levels: student -> the level of its worker."""

    levels: dict[str, str]
    level: str = "container"

    def classroom(self, *arguments: Any) -> OtherMachines:
        self._arguments = arguments
        return self

    def grade(self, students: list[str]) -> Iterator[SubmissionResult]:
        with Classroom(*self._arguments, workers=1) as classroom:
            for result in classroom.grade(students):
                yield replace(result, sandbox=self.levels[result.student])

    def __enter__(self) -> OtherMachines:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def test_on_a_cluster_of_other_levels_nothing_unchanged_is_graded_again(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here, the level is another one. A stronger worker's results are as good; a weaker one's are graded again."""
    monkeypatch.setattr(run, "level_here", lambda: "strict")
    levels = {"ann": "container", "bob": "strict", "eve": "weak"}
    for student in levels:
        hand_in(course, student)
    machines: Any = OtherMachines(levels)
    first = graded(course, cluster=machines)
    assert [result.student for result in first.results] == ["ann", "bob", "eve"] and first.level == "container"
    again = graded(course, cluster=machines)
    assert again.unchanged == ("ann", "bob") and [result.student for result in again.results] == ["eve"]
    levels["eve"] = "container"
    graded(course, cluster=machines)
    last = graded(course, cluster=machines)
    assert last.unchanged == ("ann", "bob", "eve") and not last.results and last.level == "container"
    assert graded(course).unchanged == (), "this machine has another level"


def test_a_dry_run_says_what_would_change(course: Course) -> None:
    hand_in(course, "ann", f"try: open('/etc/passwd')\nexcept OSError: pass\n{RIGHT}")  # so that a table would be made
    before = (course.root / "gradebook.db").read_bytes()
    found = graded(course, dry_run=True, everyone=True)
    assert found.dry_run and [change.new for change in found.changes] == [3] and found.results[0].suspicious
    assert (course.root / "gradebook.db").read_bytes() == before and not (course.root / "autograded").exists()


def test_an_excuse_that_is_not_on_record_counts_for_this_run(course: Course) -> None:
    hand_in(course, "ann", WRONG)
    assert graded(course, excused=frozenset({"test_double"}), dry_run=True).results[0].score == 3
    assert graded(course, dry_run=True).results[0].score == 1


class Weak:
    """A class on a machine that confines nothing."""

    level = "weak"

    def __init__(self, *arguments: Any, **options: Any) -> None: ...

    def __enter__(self) -> Weak:
        return self

    def __exit__(self, *_: object) -> None: ...

    def grade(self, students: list[str]) -> list[SubmissionResult]:
        return [SubmissionResult("one", student, sandbox="weak") for student in students]


def test_students_are_left_out_only_where_nothing_confines_their_code(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "ann")
    hand_in(course, "bo")
    monkeypatch.setattr(run, "Classroom", Weak)
    found = graded(course, skip_if_weak={"bo"}, dry_run=True)
    assert found.left_out == ("bo",) and [result.student for result in found.results] == ["ann"]
    monkeypatch.setattr(Weak, "level", "container")
    found = graded(course, skip_if_weak={"bo"}, dry_run=True)
    assert found.left_out == () and len(found.results) == 2


# ---------------------------------------------------------------- what is left of a run that was cut short


def cut_short(event: type[run.Event], error: BaseException) -> Callable[[run.Event], None]:
    def progress(met: run.Event) -> None:
        if isinstance(met, event):
            raise error

    return progress


def test_ctrl_c_says_how_many_submissions_are_in_the_gradebook(course: Course) -> None:
    hand_in(course, "ann")
    hand_in(course, "bo")
    with pytest.raises(KeyboardInterrupt) as early:
        graded(course, progress=cut_short(Started, KeyboardInterrupt()))
    with pytest.raises(RunInterrupted) as late:
        graded(course, progress=cut_short(Graded, KeyboardInterrupt()))
    assert isinstance(early.value, RunInterrupted)
    assert (early.value.written, late.value.written) == (0, 1)
    assert len(rows(course)["submitted_assignment"]) == 1, "what was graded is written on the way out"
    assert str(late.value.so_far).startswith("1 of 2 submissions of one are in the gradebook, each complete;")
    assert late.value.so_far.in_language("zh").startswith("one 的 2 份提交中，有 1 份已完整写入成绩册")
    with pytest.raises(RunInterrupted) as dry:
        graded(course, progress=cut_short(Graded, KeyboardInterrupt()), dry_run=True)
    assert (dry.value.written, str(dry.value.so_far)) == (0, "Nothing was written.")


def test_a_failure_says_why_and_how_many_submissions_are_in_the_gradebook(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "ann")

    def fail(*_: object) -> None:
        raise CourseError("grading.verbatim", text="The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(GradebookWriter, "enter_absent", fail)
        with pytest.raises(RunError) as failed:
            graded(course, everyone=True)
    assert failed.value.written == 1
    assert str(failed.value).startswith("The disk is full. 1 of 1 submissions of one are in the gradebook")
    assert isinstance(failed.value.__cause__, CourseError)


def test_what_fails_before_anything_is_written_is_raised_as_it_is(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(course, "ann")
    (course.root / "nbgrader_config.py").write_text("c = get_config()\nc.SandboxLimits.cell_seconds = -1\n")
    with pytest.raises(CourseError) as refused:
        graded(Course(course.root, secret="made up"))
    assert not isinstance(refused.value, RunError)


EARLY = """
import sys
from autograder.course.course import Course
from autograder.gradebook.events import Graded, Started
from autograder.gradebook.run import grade_class

def heavy():
    return sorted({"nbgrader", "sqlalchemy"} & set(sys.modules))

def progress(event):
    print(type(event).__name__, heavy())

if __name__ == "__main__":
    print("imported", heavy())
    grade_class(Course(sys.argv[1]), "one", workers=1, allow_weak_sandbox=True, progress=progress)
"""


def test_the_workers_begin_before_nbgrader_is_imported(course: Course, tmp_path: Path) -> None:
    """It takes seconds, in which the workers grade."""
    hand_in(course, "ann")
    script = tmp_path / "early.py"
    script.write_text(EARLY)
    environment = os.environ | {"PYTHONPATH": str(Path(run.__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, script, course.root], env=environment, capture_output=True, text=True, timeout=300, check=True
    )
    first, second, third = done.stdout.splitlines()
    assert (first, second) == ("imported []", "Started []") and third.startswith("Graded [")
