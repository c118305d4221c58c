"""A concept question: which answers are possible, and the hint for each wrong one.

The right answer is in the source notebook. A hidden test, `tests/hidden/<assignment>/q1.py`, reads like this:

    q1 = Question("q1", choices="abcd")
    q1.wrong("a", en="That is the loss of one example.", zh="那是单个样本的损失。")

The answer is a letter (`"b"`), several letters (`"acd"`), or, without choices, a shape (`(3, 1)`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.errors import ExerciseError
from autograder.languages import LANGUAGES, known
from autograder.words import Listed

MAX_AXES = 64  # of a NumPy array; a longer tuple is no shape, and messages must not repeat it

Answer = frozenset[str] | tuple[int, ...]
Kind = Literal["letter", "letters", "shape"]


@dataclass(frozen=True)
class Finding:
    """The fault of a wrong answer.

    kind:      the form that the answer should have and does not; None where its form is right.
    diagnosis: the wrong answer, or, of several letters, the first that was judged wrongly; None where the form is wrong.
    hint:      language -> the hint for this answer; None where the question has none.
    """

    kind: Kind | None
    diagnosis: str | None = None
    hint: Mapping[str, str] | None = None


class Question:
    """A question with one right answer.

    name:    the variable that holds the answer.
    choices: the letters to choose from, such as "abcd"; "" where the answer is a shape.
    """

    def __init__(self, name: str, *, choices: str = "") -> None:
        self.name, self.choices = name, choices
        self.hints: dict[Answer, Mapping[str, str]] = {}

    def __repr__(self) -> str:
        return f"Question({self.name!r})"

    def wrong(self, answer: str | tuple[int, ...], **hint: str) -> None:
        """Add the hint for a wrong answer: `wrong("a", en="…", zh="…")`.

        answer: a letter or a shape. Where several letters are right, a letter that may be left out or chosen wrongly.
        hint:   language -> what a learner with this answer needs to know (Markdown), in the languages of the course.

        Raises ExerciseError for an answer that cannot be given, that has a hint already, or that gets none here.
        Raises AutograderError for a hint in an unknown language.
        """
        key = self.read(answer)
        if key is None or (self.choices and len(key) != 1):
            raise ExerciseError("exercise.not_an_answer", question=self.name, answer=repr(answer))
        if key in self.hints:
            raise ExerciseError("exercise.two_hints", question=self.name, answer=repr(answer))
        if not any(map(known, hint)):
            languages = Listed(LANGUAGES, "or")
            raise ExerciseError("exercise.answer_hint_missing", question=self.name, answer=repr(answer), languages=languages)
        self.hints[key] = dict(hint)

    def read(self, answer: Any) -> Answer | None:
        """Return an answer in its plain form: letters as a set, a shape as a tuple; None for anything else.

        Only values of exact built-in types are looked at, so no code of the learner's runs here.
        """
        if not self.choices:
            return _shape(answer)
        if type(answer) in (list, tuple, set, frozenset):
            if not all(type(letter) is str for letter in answer):
                return None
            answer = ",".join(answer)
        if type(answer) is not str:
            return None
        letters = frozenset(answer.lower()) - frozenset(" ,;.()、，")
        return letters if letters and letters <= frozenset(self.choices) else None

    def judge(self, answer: Any, right: Any) -> Finding | None:
        """Return what is wrong with an answer; None when it is right.

        right: the source notebook's answer. Raises ExerciseError when that is not a possible answer.
        """
        given, wanted = self.read(answer), self._right(right)
        if given == wanted:
            return None
        several = bool(self.choices) and len(wanted) > 1
        if given is None or (self.choices and not several and len(given) > 1):
            return Finding("shape" if not self.choices else "letters" if several else "letter")
        if not several:
            said = next(iter(given)) if self.choices else str(given)
            return Finding(None, f"answered {said}", self.hints.get(given))
        for letter in self.choices:
            if (letter in given) != (letter in wanted):
                return Finding(None, f"misjudged {letter}", self.hints.get(frozenset(letter)))
        raise AssertionError("unreachable")  # two different sets of letters differ in one letter at least

    def check(self, right: Any) -> None:
        """Raise ExerciseError when a wrong choice has no hint, the right answer has one, or a shape has fewer than two."""
        wanted = self._right(right)
        if not self.choices:
            if wanted in self.hints or len(self.hints) < 2:
                raise ExerciseError("exercise.shape_hints", question=self.name)
            return
        needed = {frozenset(letter) for letter in self.choices} - ({wanted} if len(wanted) == 1 else set())
        if set(self.hints) != needed:
            odd = sorted("".join(map(str, letters)) for letters in set(self.hints) ^ needed)
            raise ExerciseError("exercise.choice_hints", question=self.name, answers=Listed(odd))

    def _right(self, right: Any) -> Answer:
        """Return the right answer in its plain form. Raises ExerciseError when it is not a possible answer."""
        wanted = self.read(right)
        if wanted is None:
            raise ExerciseError("exercise.unanswerable", question=self.name, answer=repr(right))
        return wanted


def _shape(answer: Any) -> tuple[int, ...] | None:
    """Return a shape as a tuple of Python integers; None for anything else."""
    if type(answer) not in (list, tuple):
        return None
    if len(answer) > MAX_AXES or not all(type(n) is np.int64 or (type(n) is int and abs(n) < 1 << 63) for n in answer):
        return None
    return tuple(int(n) for n in answer)
