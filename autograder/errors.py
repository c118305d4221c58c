"""The errors that a person can put right. Each carries a code of `autograder.words` and values, not a sentence."""

from __future__ import annotations

from typing import Any


class AutograderError(Exception):
    """Something that the person at the keyboard can put right. The command line prints it and exits with 2.

    code:   of the sentence in `autograder.words`, which says what is wrong, where, and what to do.
    values: for its placeholders.

    `str(error)` is the sentence in English; `error.in_language("zh")` is the sentence in Chinese.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def in_language(self, language: str) -> str:
        """Return the sentence in a language; the code itself where the catalogue does not have it."""
        from autograder import words  # imported late: the sandbox has no catalogue

        return words.say(self.code, language, **self.values) if words.known(self.code) else self.code

    def __str__(self) -> str:
        return self.in_language("en")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.code, self.values)


class CourseError(AutograderError):
    """The course folder lacks something, or something in it is stale."""


class NotebookError(AutograderError):
    """A notebook cannot be read, or is not what its name says."""


class ExerciseError(AutograderError):
    """A hidden test, a known mistake or a comparison is written wrongly."""


class SandboxError(AutograderError):
    """The sandbox cannot be started here, or is weaker than was asked for."""


def _rebuild(kind: type[AutograderError], code: str, values: dict[str, Any]) -> AutograderError:
    return kind(code, **values)
