"""Sentences about a sandbox, made of the codes and the data that it sends; it sends no sentence itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from autograder import words
from autograder.plain import one_line
from autograder.sandbox.shared import limits
from autograder.sandbox.shared.attempts import is_attempt
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.sandbox.shared.protocol import WireError
from autograder.words import Sentence, say, sentence

_FOR_INSIDE = ("sandbox.notice.", "sandbox.wire.")


def suspicion(kind: str, what: str | None) -> Sentence:
    """Return a clause for what a sandbox reports; a neutral one for what no honest sandbox does.

    Of the learner's words it holds at most a path, in a code span.

    what: the object of the attempt; None where it could quote a hidden input.
    """
    if not is_attempt(kind, what):
        return sentence("sandbox.suspicion.unknown")
    if what is None:
        return sentence("sandbox.suspicion.while_asked", attempt=sentence(f"sandbox.suspicion.{kind}", what="…"))
    return sentence(f"sandbox.suspicion.{kind}", what=one_line(what, limits.LENGTH))


def why_stopped(stopped: SandboxStopped) -> Sentence:
    """Return why a process was stopped, as a clause without a subject: "stopped after 5 s"."""
    return Sentence(stopped.code, stopped.values)


def wire_error(error: WireError) -> Sentence:
    """Return what could not be read, as a noun phrase."""
    return Sentence(error.code, error.values)


def limit_named(limits: Limits, types: Sequence[str], message: str, language: str) -> str:
    """Return the limit that an exception is about, to be put after its message: "(the limit: 700 MB of memory)", or ""."""
    found = limits.named(types, message)
    return say(f"sandbox.limit.{found[0]}", language, value=found[1]) if found else ""


@cache
def notices() -> dict[str, dict[str, str]]:
    """Return language -> code -> text, for all notices that a sandbox may put into a cell's outputs."""
    return {
        language: {code: text for code, text in words.catalogue(language).items() if code.startswith(_FOR_INSIDE)}
        for language in words.LANGUAGES
    }
