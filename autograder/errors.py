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


def line_in(error: BaseException, path: str) -> int | None:
    """Return the line of a file in which an error was raised: the innermost one; None where it never passed that file.

    Errors that caused this one are searched, too.
    """
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno
    trace, found = error.__traceback__, None
    while trace is not None:
        found = trace.tb_lineno if trace.tb_frame.f_code.co_filename == path else found
        trace = trace.tb_next
    if found is None and error.__cause__ is not None:
        return line_in(error.__cause__, path)
    return found


def place_of(error: BaseException, path: str, shown: str = "") -> Any:
    """Return a file, and the line of it in which an error was raised where that is known, as a Sentence.

    shown: what the file is called; by default its path.
    """
    from autograder.words import sentence

    line = line_in(error, path)
    return sentence("error.line" if line else "error.file", path=shown or path, line=line)


def _rebuild(kind: type[AutograderError], code: str, values: dict[str, Any]) -> AutograderError:
    return kind(code, **values)
