"""Keep what the proofs of one exercise share: where it is, how its answers are examined, and the findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from autograder.course.course import Course
from autograder.exercise.question import Question
from autograder.exercise.reference import load_exercise
from autograder.grading.submission import Grader
from autograder.judging.checking import examine
from autograder.judging.context import Context, text_of
from autograder.judging.report import Report, Worth
from autograder.languages import DEFAULT, best
from autograder.notebook.metadata import Role
from autograder.notebook.names import checked_name
from autograder.notebook.starter import is_starter
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Sentence, sentence

SECRETS = ("one", "two", "three")
POINTS = Worth(points=10.0, bonus=2.0)  # of every exercise while it is proved
SHRINK_SECONDS = 10.0  # enough to end the search for a smaller example: one cut short would depend on the machine's speed
QUOTED = 200  # characters of a message, or of inputs, in a problem

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Proof:
    """The findings about one exercise or question.

    variants, mistakes: how many it has.
    mutants, caught, equivalent: how many there are, were caught, and were proved equivalent to the reference.
    problems: what is wrong with it.
    """

    name: str
    variants: int = 0
    mistakes: int = 0
    mutants: int = 0
    caught: int = 0
    equivalent: int = 0
    problems: list[Sentence] = field(default_factory=list)

    def add(self, code: str, /, **values: Any) -> None:
        """Add the problem `validation.<code>`."""
        self.problems.append(sentence(f"validation.{code}", **values))


@dataclass(frozen=True)
class Subject:
    """The exercise, or question, under proof."""

    course: Course
    assignment: str
    name: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the assignment."""
        return self.course.languages_of(self.assignment)

    @cached_property
    def starter(self) -> str:
        """The code of the solution cell as learners get it; "" where there is no such cell."""
        sources = self.course.sources(self.assignment).values()
        return next((source.by_id[self.name].released for source in sources if self.name in source.by_id), "")

    @cached_property
    def lessons(self) -> dict[str, str]:
        """Language -> the code of the solution cell in that language's lesson."""
        versions = {language: self.course.sources(self.assignment, language).values() for language in self.languages}
        cells = {language: [source.by_id.get(self.name) for source in sources] for language, sources in versions.items()}
        return {language: next((cell.source for cell in found if cell), "") for language, found in cells.items()}

    @cached_property
    def earlier(self) -> list[str]:
        """The names of the functions that the exercises before this one ask for, in the order of the notebook."""
        sources = self.course.sources(self.assignment).values()
        cells = [cell for source in sources for cell in source.with_role(Role.TEST)]
        names = [name for cell in cells if (name := checked_name(cell.source)) is not None]
        before = names[: names.index(self.name)] if self.name in names else []
        found = {name: load_exercise(self.course.root, self.assignment, name) for name in before}
        return [name for name, exercise in found.items() if not isinstance(exercise, Question)]

    def examine(self, answer: Any, secret: str = SECRETS[0]) -> Report:
        """Return the report on an answer that is in this process."""
        return examine(self.name, answer, self._context(secret, [text_of(answer)]))

    def examine_in_sandbox(self, cells: Sequence[str], grader: Grader) -> Report | None:
        """Return the report on the answer that these cells define in a sandbox; None when the sandbox was stopped."""
        session = grader.session()
        try:
            for cell in cells:
                session.run(cell)
            session.go_to(session.mark())
            return examine(self.name, session.fetch([self.name])[self.name], self._context(SECRETS[0], cells))
        except SandboxStopped:
            return None
        finally:
            session.close()

    def _context(self, secret: str, cells: Sequence[str]) -> Context:
        """Return the surroundings of the answer that these cells define."""
        return Context(
            course_root=self.course.root,
            assignment=self.assignment,
            secret=secret,
            language=DEFAULT,
            sink=lambda report: None,
            worth=lambda name: POINTS,
            starter=lambda name, answer: is_starter(name, cells, self.starter),
            shrink_seconds=SHRINK_SECONDS,
        )


class Quotation(Sentence):
    """A message that has words in every language already: `values` is language -> text. It is cut to QUOTED characters."""

    def in_language(self, language: str) -> str:
        return shortened(best(self.values, language))


def quotation(message: Mapping[str, str]) -> Sentence:
    """Return the message as a part of other sentences."""
    return Quotation("", message)


def shortened(text: str) -> str:
    """Return a text on one line, cut to QUOTED characters."""
    return " ".join(text.split())[:QUOTED]


def written_in(text: str, language: str) -> bool:
    """Return whether a text may be in this language: Chinese has Chinese characters, other languages have none."""
    return bool(_CHINESE.search(text)) == (language == "zh")


def in_every_language(message: Mapping[str, str], languages: Iterable[str]) -> bool:
    """Return whether a message, or a hint, is there in each of these languages and is written in it."""
    return all(message.get(language) and written_in(message[language], language) for language in languages)
