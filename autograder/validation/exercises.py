"""Prove one exercise or question, as `autograder validate` does. A problem is a Sentence.

Of each exercise:

- The reference scores full, the starter nothing, and correct code in other styles full, in every set of draws.
- Each known mistake is caught, told apart from the others, and explained in every language by an example that fails.
- Hidden inputs keep what the docstring promises, which is the same in every language.
- The public check and the hidden test agree on the same inputs, and graded special cases are shown.
- No hint holds nearly a whole line of the reference.
- Answers that are not computed earn nothing: zeros, constants, arguments, the function of an earlier exercise.
- A form of the right values, such as lists for arrays, costs nothing where the public check accepts it.
- The report on each of them is the same in this process and through a sandbox.
- Mutants of the reference are caught, and so are twenty of those of the variants, and wrappers of right functions that clip,
  round, saturate or answer from memory.

Of each question: the right answer scores full, every other answer nothing, with an explanation in every language.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import ExerciseError
from autograder.exercise.alternatives import Alternative, Mistake
from autograder.exercise.draws import SETS
from autograder.exercise.exercise import Exercise
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise, load_solutions
from autograder.grading.sentences import as_sentence
from autograder.grading.submission import Grader
from autograder.judging.checking import exam_of
from autograder.judging.diagnosis import diagnose
from autograder.judging.marking import Marking, mark
from autograder.judging.report import Report
from autograder.languages import best
from autograder.validation.agreement import disagreements, with_draws
from autograder.validation.disguises import prove_by_disguises
from autograder.validation.guessing import score_guesses
from autograder.validation.mutation import WIDE, prove_by_mutants
from autograder.validation.overlap import overlap
from autograder.validation.pasting import fault_of_example
from autograder.validation.promises import hold_promises
from autograder.validation.proof import POINTS, SECRETS, Proof, Subject, in_every_language, quotation, shortened
from autograder.validation.public import PublicCheck
from autograder.validation.same_inputs import compare_on_same_inputs
from autograder.validation.variant_mutants import prove_by_variant_mutants
from autograder.validation.wrapping import compare_with_public_check
from autograder.words import Listed, Sentence, sentence

VARIANTS, MISTAKES = 3, 4  # that an exercise needs at least
GIVES_AWAY = 0.78  # of a line of the reference, at most, in a hint


def prove(
    course: Course, assignment: str, name: str, grader: Grader | None = None, *, mutation: bool = True, wide: int = WIDE
) -> Proof:
    """Prove one exercise or question, and return what was found.

    grader:   its sandboxes run the comparison with this process; None leaves that out.
    mutation: whether to try mutants.
    wide:     on how many inputs mutants that are declared equivalent are compared.

    Raises CourseError when there is no such exercise.
    """
    proof = Proof(name)
    subject = Subject(course, assignment, name)
    try:
        exercise = load_exercise(course.root, assignment, name)
        if isinstance(exercise, Question):
            _prove_question(exercise, subject, grader, proof)
        else:
            _ExerciseProver(exercise, subject, proof).run(grader, mutation, wide)
    except ExerciseError as error:
        proof.problems.append(as_sentence(error))  # a hidden test may raise a text that is no code of the catalogue
    return proof


def _prove_question(question: Question, subject: Subject, grader: Grader | None, proof: Proof) -> None:
    """Give the right answer, none, and each wrong one that has a hint."""
    right = getattr(load_solutions(subject.course.root, subject.assignment), question.name, None)
    question.check(right)
    answers = [right, None, *("".join(map(str, a)) if question.choices else a for a in question.hints)]
    proof.mistakes = len(question.hints)
    for answer in answers:
        report = subject.examine(answer)
        wanted = "passed" if question.judge(answer, right) is None and answer is not None else "failed"
        wanted = "missing" if answer is None else wanted
        if report.status != wanted or (report.fraction == 1) != (wanted == "passed"):
            proof.add("answer_status", answer=repr(answer), status=report.status, wanted=wanted)
        texts = [report.message, *question.hints.values()]
        explained = all(in_every_language(text, subject.languages) for text in texts)
        if wanted == "failed" and not explained:
            proof.add("answer_unexplained", answer=repr(answer))
        if grader is not None:
            other = subject.examine_in_sandbox([f"{question.name} = {answer!r}"], grader)
            proof.problems += disagreements(repr(answer), report, other)


class _ExerciseProver:
    """Proves one exercise, step by step; problems are added to its proof."""

    def __init__(self, exercise: Exercise, subject: Subject, proof: Proof) -> None:
        self._exercise, self._subject, self._proof = exercise, subject, proof
        root, assignment, name = subject.course.root, subject.assignment, subject.name
        self._exams = {secret: exam_of(root, assignment, name, secret) for secret in SECRETS}
        self._exam = self._exams[SECRETS[0]]

    def run(self, grader: Grader | None, mutation: bool, wide: int) -> None:
        self._count()
        hold_promises(self._exams.values(), self._subject.lessons, self._proof)
        for secret in SECRETS:
            self._score_right_code(secret)
            self._score_right_code_in_every_set(secret)
            self._tell_mistakes_apart(secret)
            score_guesses(self._exams[secret], self._subject.earlier, self._proof, secret)
        public = PublicCheck(self._subject.course, self._subject.assignment, self._subject.name)
        compare_with_public_check(self._exam, public, self._proof)
        compare_on_same_inputs(self._exam, public, self._proof)
        self._explain_mistakes()
        if grader is not None:
            self._compare_with_sandbox(grader)
        if mutation:
            prove_by_mutants(self._exams, self._proof, wide)
            prove_by_disguises(self._exams, self._proof)
            prove_by_variant_mutants(self._exams, self._proof)

    def _count(self) -> None:
        """Count variants and mistakes, and say where there are too few."""
        proof, name = self._proof, self._subject.name
        proof.variants, proof.mistakes = len(self._exercise.variants), len(self._exercise.mistakes)
        if proof.variants < VARIANTS:
            proof.add("few_variants", count=proof.variants, wanted=VARIANTS, exercise=name)
        if proof.mistakes < MISTAKES and _computes(self._exam.reference.source):
            proof.add("few_mistakes", count=proof.mistakes, wanted=MISTAKES, exercise=name)

    def _score_right_code(self, secret: str) -> None:
        """Prove that the reference and the variants score full without a message, and the starter nothing."""
        reference = self._exam.reference
        variants = {variant.name: reference.variation(variant) for variant in self._exercise.variants}
        the_reference = sentence("validation.the_reference")
        for answer, function in [(the_reference, reference.function), *variants.items()]:
            report = self._subject.examine(function, secret)
            if (report.status, report.fraction, report.message) != ("passed", 1.0, {}):
                self._proof.add(
                    "not_full",
                    answer=answer,
                    status=report.status,
                    points=report.points,
                    full=POINTS.points,
                    secret=secret,
                    message=quotation(report.message),
                )
            elif answer == the_reference and report.bonus != POINTS.bonus:
                self._proof.add("bonus_short", bonus=report.bonus, full=POINTS.bonus, secret=secret)
        report = self._subject.examine(reference.variation(Alternative("starter", code=self._subject.starter)), secret)
        if (report.status, report.points) != ("missing", 0.0):
            self._proof.add("starter_scores", status=report.status, points=report.points, secret=secret)

    def _score_right_code_in_every_set(self, secret: str) -> None:
        """Prove that the reference and the variants answer the draws of all works correctly.

        Functions that train take long, and are tried under one secret only; `benchmarks/many_secrets.py` tries a thousand.
        """
        exam = self._exams[secret]
        if self._exercise.training and secret != SECRETS[0]:
            return
        for variant in [None, *self._exercise.variants]:
            function = exam.reference.function if variant is None else exam.reference.variation(variant)
            for number in range(SETS):
                marking = Marking(self._exercise, exam.judge(function, exam.of_set(number)))
                if not marking.passed:
                    answer = sentence("validation.the_reference") if variant is None else variant.name
                    inputs = shortened(repr(marking.failing[0].case.inputs))
                    self._proof.add("fails_in_set", answer=answer, number=number, secret=secret, inputs=inputs)
                    break

    def _tell_mistakes_apart(self, secret: str) -> None:
        """Prove that each known mistake costs points, and is diagnosed as itself or as the earlier one that it equals.

        Only the draws of the class are asked: the mistake is found whatever the work's own are.
        """
        exam = self._exams[secret]
        for mistake in self._exercise.mistakes:
            marking = mark(exam, exam.reference.variation(mistake))
            found = diagnose(exam, marking)
            if marking.fraction == 1:
                self._proof.add("mistake_not_caught", mistake=mistake.name, secret=secret)
            elif found is None:
                self._proof.add("mistake_not_diagnosed", mistake=mistake.name, secret=secret)
            elif found.name != (mistake.equals or mistake.name):
                self._proof.add("mistake_taken_for", mistake=mistake.name, other=found.name, secret=secret)

    def _explain_mistakes(self) -> None:
        """Prove that the message on each mistake has its hint, in every language, and an example that fails."""
        for mistake in self._exercise.mistakes:
            function = self._exam.reference.variation(mistake)
            report = self._subject.examine(function)
            diagnosed = next((other for other in self._exercise.mistakes if other.name == report.diagnosis), None)
            if diagnosed is None:
                self._proof.add("mistake_unexplained", mistake=mistake.name)
                continue
            self._check_message(mistake, diagnosed, report)
            if self._exercise.training:  # an example is not enough to repeat its start
                continue
            if not report.failing_example:  # every input that fails is scored, so none may be shown
                continue
            right = self._exam.reference.function
            fault = fault_of_example(self._exercise, report.failing_example, report.difference, function, right)
            if fault is not None:
                self._proof.add("example", mistake=mistake.name, fault=fault)

    def _check_message(self, mistake: Mistake, diagnosed: Mistake, report: Report) -> None:
        languages = self._subject.languages
        if missing := [language for language in languages if not mistake.hint.get(language)]:
            values = {"exercise": self._subject.name, "mistake": mistake.name, "languages": Listed(missing)}
            self._proof.problems.append(sentence("exercise.hint_missing", **values))
        for language in languages:
            text = report.message[language]
            if best(diagnosed.hint, language) not in text or report.failing_example not in text:
                self._proof.add("message_lacks", mistake=mistake.name, language=language)
            part, line = overlap(mistake.hint.get(language, ""), self._exam.reference.source)
            if part > GIVES_AWAY:
                self._proof.add("hint_gives_away", mistake=mistake.name, language=language, part=part, line=line)
        written = [in_every_language(text, set(languages) - set(missing)) for text in (report.message, mistake.hint)]
        if not all(written):
            self._proof.add("message_languages", mistake=mistake.name)

    def _compare_with_sandbox(self, grader: Grader) -> None:
        """Prove that the reference, the starter, mistakes and variants get the same report in a sandbox.

        Both processes run the whole module, then the answer, so that helpers are the learner's code in both.
        """
        reference = self._exam.reference
        answers: list[tuple[Sentence | str, str]] = [
            (sentence("validation.the_reference"), reference.source),
            (sentence("validation.the_starter"), self._subject.starter),
        ]
        alternatives = [*self._exercise.mistakes, *self._exercise.variants]
        answers += [(repr(each.name), reference.text_of(each)) for each in alternatives]
        module = Path(str(reference.module.__file__)).read_text("utf-8")
        for answer, source in answers:
            function = reference.variation(Alternative(str(answer), code=f"{module}\n\n{source}"))
            mine, drawn = with_draws(functools.partial(self._subject.examine, function))
            other = self._subject.examine_in_sandbox([module, source], grader)
            self._proof.problems += disagreements(answer, mine, other, drawn)


def _computes(source: str) -> bool:
    """Return whether a function has a formula or a loop."""
    kinds = (ast.BinOp, ast.For, ast.While, ast.ListComp, ast.GeneratorExp, ast.DictComp, ast.AugAssign)
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))
