"""The results of grading, as data: of one exercise, of one submission. Other modules put them into words and tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.course.help import HIGHEST
from autograder.grading.state import FolderState
from autograder.judging.detail import Detail
from autograder.judging.explanation import Explanation
from autograder.sandbox.shared.outcome import Status
from autograder.words import Sentence


@dataclass(frozen=True)
class ExerciseResult:
    """The result of one test cell of one submission.

    name:      the function's (or the question's) grade id; the test cell's id in a foreign course.
    cell:      the test cell's grade id.
    notebook:  the notebook's name, without its ending.
    score:     points earned; None while the exercise waits for a person, because the course or the grader failed.
    message:   for the learner, in the notebook's language, at the course's level of help; empty when passed.
    diagnosis: the known mistake's name, or None.
    explanations: the causes of a wrong answer, best first.
    seconds:   how long asking and explaining it took, in seconds of wall-clock time.
    help:      the level of help of the message: what is shown to learners may say no more.
    detail:    what else is known of the answer, for feedback pages and reports; None where nothing is.
    bonus:     points beyond `max_score`, of `max_bonus`.
    excused:   the test was bad, and everyone has full points: passed, whatever the test would say.
    """

    name: str
    cell: str
    notebook: str
    score: float | None
    max_score: float
    status: Status
    message: str = ""
    diagnosis: str | None = None
    bonus: float = 0.0
    max_bonus: float = 0.0
    excused: bool = False
    explanations: list[Explanation] = field(default_factory=list)
    detail: Detail | None = None
    seconds: float = field(default=0.0, compare=False)
    help: str = HIGHEST


@dataclass
class SubmissionResult:
    """The result of one student's submission to one assignment.

    sandbox:    the level it was graded with: "strict", "container" or "weak"; "" when refused.
    notebooks:  name -> the graded notebook (nbformat dict) with outputs, as it goes to `autograded/`.
    refused:    why it could not be graded; None when it was.
    waits:      it was refused because the grader failed, not the learner: it has no score, and waits for a person.
    unread:     notebook -> why it could not be read; it waits for a person. Empty where all are refused for one reason.
    confirm:    notebook -> why a person has to confirm its score: another file was graded, or its date cannot be read.
    about_work: notebook -> the notes on what was handed in. They are among `notes`, and the learner may read them.
    notes:      for the instructor: what was put right (a restored cell, a duplicate), and reasons to distrust a score.
    about_course: for the instructor: what is the same for every submission of a foreign course, such as tests that the
                reference does not pass.
    suspicious: what the learner's code tried that is forbidden, a clause each; for the instructor only, costs no points.
    seconds:    how long grading took, in seconds of wall-clock time.
    file:       the notebook's path, where one was graded by its path; else "".
    state:      of the submission's folder, before it was read.
    files_read: files outside of the assignment that its tests read.
    """

    assignment: str
    student: str = ""
    sandbox: str = ""
    exercises: list[ExerciseResult] = field(default_factory=list)
    notebooks: dict[str, Any] = field(default_factory=dict)
    refused: Sentence | None = None
    waits: bool = False
    unread: dict[str, Sentence] = field(default_factory=dict)
    confirm: dict[str, Sentence] = field(default_factory=dict)
    about_work: dict[str, list[Sentence]] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)
    about_course: list[Sentence] = field(default_factory=list)
    suspicious: list[Sentence] = field(default_factory=list)
    seconds: float = 0.0
    file: str = ""
    state: FolderState = field(default_factory=FolderState)
    files_read: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Points earned, without bonus and without exercises that wait for a person."""
        return sum(exercise.score or 0.0 for exercise in self.exercises)

    @property
    def waiting(self) -> list[ExerciseResult]:
        """The exercises that wait for a person, because the course or the grader failed."""
        return [exercise for exercise in self.exercises if exercise.status == "waiting"]

    @property
    def bonus(self) -> float:
        """Points earned beyond `max_score`; they are not part of `score`."""
        return sum(exercise.bonus for exercise in self.exercises)

    @property
    def max_bonus(self) -> float:
        """Bonus that can be earned."""
        return sum(exercise.max_bonus for exercise in self.exercises)

    @property
    def max_score(self) -> float:
        """Points that can be earned, without bonus."""
        return sum(exercise.max_score for exercise in self.exercises)
