"""Make the content of a class report from what a class has: one pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.feedback.page import Line, excerpt, lines_of
from autograder.judging.detail import compose
from autograder.languages import best
from autograder.report import numbers
from autograder.report.reading import ClassWork, GradedAnswer, Work
from autograder.report.similarity import Likenesses, Pair
from autograder.words import Sentence, known, say

MANY = 3  # attempts with something open: a student may be stuck
WEAK = 0.5  # of the points
GROUPS = 60
LIMIT = 200  # rows of a table other than the list of students


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise of the class.

    tried, right: students. difficulty: the mean part of the points that is missed, 0 to 1.
    discrimination: see `numbers.point_biserial`. seconds: median time of grading it.
    """

    name: str
    max_score: float
    tried: int
    right: int
    difficulty: float
    discrimination: float | None
    seconds: float


@dataclass(frozen=True)
class Misconception:
    """A cause of wrong answers that several may share.

    known: it is a known mistake of the course. text: says what it is in the report's language, Markdown.
    """

    exercise: str
    cause: str
    students: Sequence[str]
    known: bool = True
    text: str = ""

    @property
    def title(self) -> str:
        """What the cause is called: a known mistake's name; for others, which have only a code, the text."""
        return self.cause if self.known else self.text.replace("`", "").rstrip(".。")


@dataclass(frozen=True)
class Group:
    """Unexplained wrong answers with the same outputs for the same inputs. code, message: of one of them."""

    exercise: str
    digest: str
    students: Sequence[str]
    code: Sequence[Line]
    message: str

    @property
    def is_alone(self) -> bool:
        """Whether only one student gave this answer."""
        return len(self.students) == 1


@dataclass(frozen=True)
class StudentRow:
    """One student. open: exercises that are not right."""

    student: str
    score: float | None
    attempt: int
    open: Sequence[str]
    refused: bool
    stuck: bool
    suspicious: Sequence[Sentence | str]
    progress: Sequence[float | None] = ()


@dataclass(frozen=True)
class SimilarPair:
    """Two similar works, with the code of the exercise in which they are most alike."""

    pair: Pair
    exercise: str
    left: Sequence[Line]
    right: Sequence[Line]


@dataclass(frozen=True)
class ClassReport:
    """The content of a class report. assignments: those that have scores, in order. aliases: student -> number."""

    assignment: str
    max_score: float
    handed_in: int
    mean: float
    median: float
    distribution: Sequence[int]
    exercises: Sequence[ExerciseRow]
    misconceptions: Sequence[Misconception]
    together: Sequence[tuple[str, str, int, float]]
    groups: Sequence[Group]
    students: Sequence[StudentRow]
    similar: Sequence[SimilarPair]
    null: Sequence[int]
    assignments: Sequence[str] = ()
    means: Sequence[float] = ()
    aliases: Mapping[str, int] = field(default_factory=dict)


def report_of(
    whole: ClassWork,
    alike: Likenesses,
    language: str,
    previous: Mapping[str, Mapping[str, str]] | None = None,
) -> ClassReport:
    """Return the content of a report. language: of the messages. previous: code of works of an earlier year."""
    works = [work for work in whole.works if work.score is not None]
    fractions = [work.score / work.max_score for work in works if work.score is not None and work.max_score]
    scores = [work.score for work in works if work.score is not None]
    misconceptions = _misconceptions(works, language)
    progress = numbers.changes(whole.progress)
    code = {work.student: {one.exercise: one.code for one in work.answers} for work in works} | dict(previous or {})
    return ClassReport(
        assignment=whole.assignment,
        max_score=whole.max_score,
        handed_in=len(works),
        mean=numbers.mean(scores),
        median=numbers.median(scores),
        distribution=numbers.histogram(fractions),
        exercises=_exercises(works),
        misconceptions=misconceptions[:LIMIT],
        together=numbers.together(_sets(misconceptions))[:30],
        groups=_groups(works, language),
        students=[_student(work, progress.get(work.student, ())) for work in whole.works],
        similar=[_side_by_side(pair, code) for pair in alike.pairs],
        null=numbers.histogram(alike.null, 20),
        assignments=list(whole.progress),
        means=[numbers.mean(list(scores.values())) for scores in whole.progress.values()],
        aliases={work.student: number for number, work in enumerate(whole.works, 1)},
    )


def _exercises(works: Sequence[Work]) -> list[ExerciseRow]:
    names = list(dict.fromkeys(one.exercise for work in works for one in work.answers))
    found = []
    for name in names:
        pairs = [(work, one) for work in works for one in work.answers if one.exercise == name]
        answers = [one for _, one in pairs]
        points = [one.score / one.max_score for one in answers if one.max_score]
        right = [_is_right(one) for one in answers]
        rest = [(work.score or 0.0) - one.score for work, one in pairs]
        found.append(
            ExerciseRow(
                name=name,
                max_score=max((one.max_score for one in answers), default=0.0),
                tried=sum(one.status != "missing" for one in answers),
                right=sum(right),
                difficulty=1 - numbers.mean(points) if points else 0.0,
                discrimination=numbers.point_biserial(right, rest),
                seconds=numbers.median([one.seconds for one in answers]),
            )
        )
    return found


def _is_right(answer: GradedAnswer) -> bool:
    return answer.score >= answer.max_score if answer.by_hand else answer.status in ("passed", "excused")


def cause_of(answer: GradedAnswer) -> tuple[str, bool]:
    """Return what a wrong answer's cause is called, and whether it is a known mistake; ("", False) for none."""
    if answer.status == "passed":
        return "", False
    if answer.diagnosis:
        return answer.diagnosis, True
    for kind, name in answer.causes:
        if kind in ("repair", "error", "relation"):
            return f"{kind}: {name}" if name and name != kind else kind, False
    return "", False


def cause_in_words(answer: GradedAnswer, language: str) -> str:
    """Return what the cause of a wrong answer is, in a language, as Markdown: a hint of the course's, or a sentence."""
    cause, is_known = cause_of(answer)
    kind, _, name = cause.partition(": ")
    if not is_known and kind == "repair":
        code = f"judging.slip.{name.replace(' ', '_')}"
        return say(code if known(code) else "report.edit_repairs", language)
    if not is_known and kind == "error":
        return say("report.stops_with", language, error=name)
    hints = (best(section.text, language) for section in answer.detail.sections if section.least == "hint")
    return next(filter(None, hints), "" if is_known else cause)


def _misconceptions(works: Sequence[Work], language: str) -> list[Misconception]:
    found: dict[tuple[str, str, bool], list[str]] = defaultdict(list)
    texts: dict[tuple[str, str, bool], str] = {}
    for work in works:
        for answer in work.answers:
            cause, is_known = cause_of(answer)
            if cause:
                found[answer.exercise, cause, is_known].append(work.student)
                texts.setdefault((answer.exercise, cause, is_known), cause_in_words(answer, language))
    made = [Misconception(*key[:2], students, known=key[2], text=texts[key]) for key, students in found.items()]
    return sorted(made, key=lambda one: (-len(one.students), one.exercise, one.cause))


def _sets(misconceptions: Sequence[Misconception]) -> list[frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for one in misconceptions:
        for student in one.students:
            sets[student].add(f"{one.exercise}: {one.title}")
    return [frozenset(its) for its in sets.values()]


def _groups(works: Sequence[Work], language: str) -> list[Group]:
    found: dict[tuple[str, str], list[tuple[str, GradedAnswer]]] = defaultdict(list)
    for work in works:
        for answer in work.answers:
            if answer.group:
                found[answer.exercise, answer.group].append((work.student, answer))
    made = []
    for (exercise, digest), members in found.items():
        answer = min((one for _, one in members), key=lambda one: len(one.code))
        message = compose(answer.detail.sections, "repair", language)
        code = excerpt(lines_of(answer.code), answer.detail.line)
        students = [student for student, _ in members]
        made.append(Group(exercise=exercise, digest=digest, students=students, code=code, message=message))
    return sorted(made, key=lambda group: (-len(group.students), group.exercise, group.digest))[:GROUPS]


def _student(work: Work, progress: Sequence[float | None]) -> StudentRow:
    open_ones = [one.exercise for one in work.answers if one.max_score and not _is_right(one)]
    fraction = work.score / work.max_score if work.score is not None and work.max_score else 0.0
    stuck = work.score is not None and bool(open_ones) and (work.attempt >= MANY or fraction < WEAK) and not work.refused
    return StudentRow(
        student=work.student,
        score=work.score,
        attempt=work.attempt,
        open=open_ones,
        refused=work.refused,
        stuck=stuck,
        suspicious=work.suspicious,
        progress=progress,
    )


def _side_by_side(pair: Pair, code: Mapping[str, Mapping[str, str]]) -> SimilarPair:
    exercise = pair.exercises[0] if pair.exercises else ""
    left, right = (code.get(who, {}).get(exercise, "") for who in (pair.one, pair.other))
    return SimilarPair(pair, exercise, excerpt(lines_of(left), None), excerpt(lines_of(right), None))
