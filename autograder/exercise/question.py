"""A concept question: what may be answered, and what is said to each wrong answer.

The right answer stands in the source notebook. A hidden test, `tests/hidden/<assignment>/q1.py`, reads like this:

    q1 = Question("q1", choices="abcd")
    q1.wrong("a", en="That is the loss of one example.", zh="那是单个样本的损失。")

The answer is a letter (`"b"`), several (`"acd"`), or, without choices, a shape (`(3, 1)`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.errors import ExerciseError

MAX_AXES = 64  # of NumPy's arrays: what is longer is no shape, and nothing to repeat

Answer = frozenset[str] | tuple[int, ...]

Kind = Literal["letter", "letters", "shape"]


@dataclass(frozen=True)
class Finding:
    """What is wrong with an answer.

    kind:      what should have been answered, and was not; None where the answer has the right form.
    diagnosis: the wrong answer, or, of several letters, the first that was judged wrongly; None where nothing is known.
    hint:      language -> what is said to it.
    """

    kind: Kind | None
    diagnosis: str | None = None
    hint: Mapping[str, str] | None = None


class Question:
    """choices: the letters to choose from; "" where the answer is a shape."""

    def __init__(self, name: str, *, choices: str = "") -> None:
        self.name, self.choices = name, choices
        self.hints: dict[Answer, Mapping[str, str]] = {}

    def __repr__(self) -> str:
        return f"Question({self.name!r})"

    def wrong(self, answer: str | tuple[int, ...], *, en: str, zh: str) -> None:
        """The hint for a wrong answer.

        Where several letters are right, `answer` is one letter, and the hint is for whoever judges it wrongly.
        """
        key = self.read(answer)
        if key is None or (self.choices and len(key) != 1):
            raise ExerciseError(f"{self.name}: {answer!r} is not something to answer.")
        if key in self.hints:
            raise ExerciseError(f"{self.name}: two hints for {answer!r}.")
        self.hints[key] = {"en": en, "zh": zh}

    def read(self, answer: Any) -> Answer | None:
        """An answer in its plain form; None for what cannot be one. The value is never asked anything."""
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
        """What is wrong with an answer; None when it is right. `right` is the source notebook's."""
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
                return Finding(None, f"{letter} judged wrongly", self.hints.get(frozenset(letter)))
        raise AssertionError("two different sets of letters differ in one of them")

    def _right(self, right: Any) -> Answer:
        wanted = self.read(right)
        if wanted is None:
            raise ExerciseError(f"{self.name}: the source notebook answers {right!r}, which nobody can answer.")
        return wanted

    def check(self, right: Any) -> None:
        """Raises ExerciseError when a wrong choice has no hint, or the right answer has one."""
        wanted = self._right(right)
        if not self.choices:
            if wanted in self.hints or len(self.hints) < 2:
                raise ExerciseError(f"{self.name}: hints are wanted for two wrong shapes or more, not for the right one.")
            return
        needed = {frozenset(letter) for letter in self.choices} - ({wanted} if len(wanted) == 1 else set())
        if set(self.hints) != needed:
            odd = sorted("".join(letters) for letters in set(self.hints) ^ needed)  # type: ignore[arg-type]
            raise ExerciseError(f"{self.name}: each wrong choice has one hint, and no other has; look at {', '.join(odd)}.")


def _shape(answer: Any) -> tuple[int, ...] | None:
    if type(answer) not in (list, tuple):
        return None
    if len(answer) > MAX_AXES or not all(type(n) is np.int64 or (type(n) is int and abs(n) < 1 << 63) for n in answer):
        return None
    return tuple(int(n) for n in answer)
