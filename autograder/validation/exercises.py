"""What `autograder validate` proves of an assignment, exercise by exercise; a problem is a sentence.

Of every exercise: the reference scores full and the starter nothing; right code in other styles scores full; each known
mistake is caught, told apart from the others and explained by an example that fails when it is pasted; answers that are not
computed earn nothing; each verdict is the same in this process and through a sandbox; mutants of the reference that nobody
wrote by hand are caught. Of the assignment: points and cells are in order, nothing leaks into a release, both languages are
complete, and the solved notebook is graded within the limits.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.course import Course
from autograder.errors import ExerciseError
from autograder.exercise.exercise import VALUES, Alternative, Case, Exercise, Mistake
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise, load_solutions
from autograder.exercise.rule import Inputs
from autograder.grading.submission import Grader
from autograder.judging.checking import Context, Report, Worth, exam_of, examine
from autograder.judging.diagnosis import diagnose
from autograder.judging.marking import Exam, mark
from autograder.judging.training import TrainingExam
from autograder.languages import LANGUAGES
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.validation.mutants import Mutant, mutants_of

SECRETS = ("one", "two", "three")

POINTS = Worth(10.0, 2.0)  # of every exercise while it is proved

VARIANTS, MISTAKES = 3, 4

WIDE = 10_000  # inputs on which an equivalent mutant is compared

SECONDS = 3.0  # a mutant may take for all its cases

CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass
class Proof:
    """What was found of one exercise or question.

    mutants, caught, equivalent: how many there are, were caught, and were proved equivalent.
    problems: what is off, a sentence each.
    """

    name: str
    variants: int = 0
    mistakes: int = 0
    mutants: int = 0
    caught: int = 0
    equivalent: int = 0
    problems: list[str] = field(default_factory=list)


def prove(
    course: Course, assignment: str, name: str, grader: Grader | None = None, *, mutation: bool = True, wide: int = WIDE
) -> Proof:
    """Prove one exercise or question. grader: whose sandboxes serve for the comparison; without one it is left out."""
    proof = Proof(name)
    try:
        exercise = load_exercise(course.root, assignment, name)
        if isinstance(exercise, Question):
            _prove_question(course, assignment, exercise, grader, proof)
        else:
            _Prover(course, assignment, name, proof).run(grader, mutation, wide)
    except ExerciseError as error:
        proof.problems.append(str(error))
    return proof


def _context(course: Course, assignment: str, secret: str) -> Context:
    return Context(
        course_root=course.root,
        assignment=assignment,
        secret=secret,
        language="en",
        sink=lambda report: None,
        worth=lambda name: POINTS,
    )


# one question
def _prove_question(course: Course, assignment: str, question: Question, grader: Grader | None, proof: Proof) -> None:
    here = _context(course, assignment, "one")
    right = getattr(load_solutions(course.root, assignment), question.name, None)
    question.check(right)
    answers = [right, None, *("".join(map(str, a)) if question.choices else a for a in question.hints)]
    proof.mistakes = len(question.hints)
    for answer in answers:
        report = examine(question.name, answer, here)
        wanted = "passed" if question.judge(answer, right) is None and answer is not None else "failed"
        wanted = "missing" if answer is None else wanted
        if report.status != wanted or (report.fraction == 1) != (wanted == "passed"):
            proof.problems.append(f"{answer!r} is {report.status}, not {wanted}")
        if wanted == "failed" and not (_speaks(report) and all(map(_in_both, question.hints.values()))):
            proof.problems.append(f"{answer!r} is not told why in both languages")
        if grader is not None:
            other = _through_sandbox(grader, course, assignment, question.name, [f"{question.name} = {answer!r}"], here)
            proof.problems += _differences(repr(answer), report, other)


def _in_both(hint: Mapping[str, str]) -> bool:
    return not CHINESE.search(hint["en"]) and bool(CHINESE.search(hint["zh"]))


def _speaks(report: Report) -> bool:
    """Whether a message says something of its own in English and in Chinese."""
    english, chinese = report.message.get("en", ""), report.message.get("zh", "")
    return bool(english and chinese) and not CHINESE.search(english) and bool(CHINESE.search(chinese))


# one exercise
class _Prover:
    def __init__(self, course: Course, assignment: str, name: str, proof: Proof) -> None:
        self.course, self.assignment, self.name, self.proof = course, assignment, name, proof
        self.exams = {secret: exam_of(course.root, assignment, name, secret) for secret in SECRETS}
        self.exam = self.exams[SECRETS[0]]
        self.exercise: Exercise = self.exam.exercise

    def say(self, problem: str) -> None:
        self.proof.problems.append(problem)

    def run(self, grader: Grader | None, mutation: bool, wide: int) -> None:
        self.proof.variants, self.proof.mistakes = len(self.exercise.variants), len(self.exercise.mistakes)
        if self.proof.variants < VARIANTS:
            self.say(f"{self.proof.variants} right variants, of {VARIANTS} that are wanted")
        if self.proof.mistakes < MISTAKES and _reckons(self.exam.reference.source):
            self.say(f"{self.proof.mistakes} known mistakes, of {MISTAKES} that are wanted")
        for secret in SECRETS:
            self.full(secret)
            self.mistakes(secret)
            self.not_computed(secret)
        self.explained()
        if grader is not None:
            self.both_ways(grader)
        if mutation:
            self.mutants(wide)

    def report(self, function: Callable[..., Any], secret: str = SECRETS[0]) -> Report:
        return examine(self.name, function, _context(self.course, self.assignment, secret))

    @cached_property
    def starter(self) -> str:
        """The source of the function as a learner gets it."""
        tree = ast.parse(self.exam.reference.source)
        function = tree.body[0]
        assert isinstance(function, ast.FunctionDef)
        function.body = [ast.parse("raise NotImplementedError()").body[0]]
        return ast.unparse(tree)

    def full(self, secret: str) -> None:
        reference = self.exam.reference
        alternatives = {variant.name: reference.variation(variant) for variant in self.exercise.variants}
        for name, function in {"the reference": reference.function, **alternatives}.items():
            report = self.report(function, secret)
            if (report.status, report.fraction, report.message) != ("passed", 1.0, {}):
                found = f"{report.status}, {report.points:g} of {POINTS.points:g}"
                self.say(f"{name}: {found}, under the secret {secret!r}: {_first(report)}")
            elif name == "the reference" and report.bonus != POINTS.bonus:
                self.say(f"the reference earns {report.bonus:g} of a bonus of {POINTS.bonus:g}, under the secret {secret!r}")
        report = self.report(reference.variation(Alternative("starter", code=self.starter)), secret)
        if (report.status, report.points) != ("missing", 0.0):
            self.say(f"the starter: {report.status}, {report.points:g} points, under the secret {secret!r}")

    def mistakes(self, secret: str) -> None:
        exam = self.exams[secret]
        for mistake in self.exercise.mistakes:
            marking = mark(exam, exam.reference.variation(mistake))
            found = diagnose(exam, marking)
            if marking.fraction == 1:
                self.say(f"the mistake {mistake.name!r} is not caught under the secret {secret!r}")
            elif found is None or found.name != (mistake.equals or mistake.name):
                taken = f"taken for {found.name!r}" if found else "not diagnosed"
                self.say(f"the mistake {mistake.name!r} is {taken} under the secret {secret!r}")

    def not_computed(self, secret: str) -> None:
        """Zeros of the right shape earn nothing; but for a function whose right answer is constant."""
        exam = self.exams[secret]
        if self.exercise.training or self.exercise.raises or self.exercise.constant:
            return
        answers = iter(exam.expected)
        if mark(exam, lambda *args, **kwargs: _zeros_like(next(answers))).fraction > 0:
            self.say(f"zeros earn points under the secret {secret!r}")

    def explained(self) -> None:
        """Who made a mistake is told why, in both languages, with an example that fails when it is pasted."""
        for mistake in self.exercise.mistakes:
            function = self.exam.reference.variation(mistake)
            report = self.report(function)
            told = next((m for m in self.exercise.mistakes if m.name == report.diagnosis), None)
            if told is None:
                self.say(f"who made the mistake {mistake.name!r} is not told why")
                continue
            for language in LANGUAGES:
                said = report.message[language]
                if told.hint[language] not in said or report.failing_example not in said:
                    self.say(f"the message on {mistake.name!r} lacks its hint or its example in {language!r}")
            if not _speaks(report) or not _in_both(mistake.hint):
                self.say(f"the message on {mistake.name!r} is not in both languages")
            if not self.exercise.training and (wrong := self.pasted(mistake, report)):
                self.say(f"the example shown for {mistake.name!r} {wrong}")

    def pasted(self, mistake: Mistake, report: Report) -> str:
        """What is wrong with a failing example, run with the mistake and with the reference."""
        worlds: list[dict[str, Any]] = []
        for function in (self.exam.reference.variation(mistake), self.exam.reference.function):
            worlds.append({"np": np, self.name: function})
        *setup, call = report.failing_example.splitlines()
        outcomes: list[Any] = []
        for world in worlds:
            try:
                with np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
                    exec("\n".join(setup), world)
                    before = {name: np.copy(value) for name, value in world.items() if type(value) is np.ndarray}
                    outcomes.append(eval(call, world))
            except Exception as error:
                outcomes.append(error)
        mine, right = outcomes
        kind = report.difference.kind if report.difference else ""
        if kind in ("error", "wrong error", "unnamed"):
            return "" if isinstance(mine, Exception) else "raises nothing"
        if kind == "not raised":
            return "" if isinstance(right, Exception) and not isinstance(mine, Exception) else "is accepted by the reference"
        if isinstance(mine, Exception) or isinstance(right, Exception):
            return f"raises {mine if isinstance(mine, Exception) else right!r}"
        if kind == "changed":
            changed = any(not np.array_equal(before[name], worlds[0][name]) for name in before)
            return "" if changed or "[" in report.difference.path else "changes nothing"  # type: ignore[union-attr]
        inputs = {name: worlds[1][name] for name in self.exam.cases[0].inputs if name in worlds[1]}
        return "" if self.exercise.compare(mine, right, inputs) is not None else "is no failing one"

    def both_ways(self, grader: Grader) -> None:
        reference = self.exam.reference
        alternatives: list[tuple[str, str]] = [("the reference", reference.source), ("the starter", self.starter)]
        alternatives += [(repr(a.name), reference.text_of(a)) for a in [*self.exercise.mistakes, *self.exercise.variants]]
        module = Path(str(reference.module.__file__)).read_text("utf-8")
        here = _context(self.course, self.assignment, SECRETS[0])
        for name, source in alternatives:
            mine = self.report(reference.variation(Alternative(name, code=source)))
            other = _through_sandbox(grader, self.course, self.assignment, self.name, [module, source], here)
            for problem in _differences(name, mine, other):
                self.say(problem)

    def mutants(self, wide: int) -> None:
        found = mutants_of(self.exam.reference.source)
        if self.exercise.choice:
            found = [mutant for mutant in found if mutant.operator != "constant"]
        self.proof.mutants = len(found)
        unknown = set(self.exercise.equivalents) - {mutant.text for mutant in found}
        for text in sorted(unknown):
            self.say(f"no mutant reads {text!r}; it is declared equivalent")
        survivors: list[Mutant] = []
        for mutant in found:
            caught = [self.catches(mutant, secret) for secret in SECRETS]
            if all(caught):
                self.proof.caught += 1
            elif mutant.text not in self.exercise.equivalents:
                luck = " under each secret" if any(caught) else ""
                self.say(f"a mutant is not caught{luck}: {mutant.operator}, line {mutant.line}: {mutant.text}")
            else:
                survivors.append(mutant)
        if survivors:
            self.equivalent(survivors, wide)

    def catches(self, mutant: Mutant, secret: str) -> bool:
        try:
            with _in_time(SECONDS):
                marking = mark(self.exams[secret], self.exam.reference.variation(Alternative("mutant", code=mutant.source)))
        except (ExerciseError, TimeoutError, RecursionError):  # no program, or without an end
            return True
        return marking.fraction < 1 or marking.bonus < 1

    def equivalent(self, survivors: list[Mutant], count: int) -> None:
        if self.exercise.widest is None:
            self.say("mutants are declared equivalent, but there is no `wide` generator to compare them on")
            return
        reference = self.exam.reference
        inputs = [case.inputs for case in self.exam.cases] + list(_wide_inputs(self.exercise, count))
        right = _right_answers(self.exam, inputs)
        for mutant in survivors:
            function = reference.variation(Alternative("mutant", code=mutant.source))
            if (different := _first_difference(self.exam, function, inputs, right)) is None:
                self.proof.equivalent += 1
            else:
                self.say(f"a mutant declared equivalent differs on {_short(different)}: line {mutant.line}: {mutant.text}")


def _reckons(source: str) -> bool:
    """Whether a function has a formula or a loop."""
    kinds = (ast.BinOp, ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.AugAssign)
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))


def _zeros_like(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _zeros_like(element) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_zeros_like, value))
    return np.zeros_like(value)


def _wide_inputs(exercise: Exercise, count: int) -> Iterator[Inputs]:
    assert exercise.widest is not None
    rng = np.random.default_rng(1)
    given = 0
    for _ in range(20 * count):
        inputs = exercise.widest(rng)
        if exercise.allows(inputs):
            yield inputs
            given += 1
            if given == count:
                return
    raise ExerciseError(f"{exercise.name}: hardly any of the `wide` inputs keep the contract.")


def _right_answers(exam: Exam, inputs: list[Inputs]) -> list[Any]:
    if isinstance(exam, TrainingExam):  # from the same draws as the mutants
        return [outcome.value for outcome in exam.ask(exam.reference.function, inputs, exam.state)]
    return [exam.right_answer(each) for each in inputs]


def _first_difference(exam: Exam, function: Callable[..., Any], inputs: list[Inputs], answers: list[Any]) -> Inputs | None:
    """The first inputs on which a mutant differs from the reference, or alters an argument as that does not."""
    outcomes = exam.ask(function, inputs, exam.state if isinstance(exam, TrainingExam) else None)
    for each, outcome, right in zip(inputs, outcomes, answers, strict=True):
        verdict = exam.verdict(function, Case("wide", VALUES, each), outcome, right)
        if verdict.difference is not None or verdict.changed is not None:
            return each
    return None


@contextlib.contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in what goes on for longer."""

    def stop(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _through_sandbox(
    grader: Grader, course: Course, assignment: str, name: str, cells: list[str], here: Context
) -> Report | None:
    """What check() says of the same code in a sandbox; None when that was stopped."""
    session = grader.session()
    try:
        for cell in cells:
            session.run(cell)
        return examine(name, session.fetch([name])[name], here)
    except SandboxStopped:
        return None
    finally:
        session.close()


def _differences(what: str, here: Report, there: Report | None) -> list[str]:
    if there is None:
        return [f"{what}: the sandbox was stopped"]
    mine, other = ((r.status, r.fraction, r.bonus, r.diagnosis) for r in (here, there))
    return [] if mine == other else [f"{what}: {mine} in this process, {other} through a sandbox"]


def _first(report: Report) -> str:
    return " ".join(report.message.get("en", "no message").split())[:200]


def _short(inputs: Inputs) -> str:
    return " ".join(repr(inputs).split())[:200]
