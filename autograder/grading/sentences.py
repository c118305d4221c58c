"""Turn what stopped or failed into sentences: data that is put into words for the reader."""

from __future__ import annotations

from typing import Any

from autograder.errors import AutograderError
from autograder.sandbox.outside import sentences as sandbox_sentences
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Listed, Sentence, known, sentence


def as_sentence(what: Sentence | AutograderError | str) -> Sentence:
    """Return an error, or a text, as a sentence. A text stays as it is in every language."""
    if isinstance(what, Sentence):
        return what
    if isinstance(what, AutograderError) and known(what.code):
        return sentence(what.code, **what.values)
    return sentence("grading.verbatim", text=str(what))


def listed(names: Any) -> Listed | Sentence:
    """Return names to be joined by commas; "none" where there are none."""
    found = list(names)
    return Listed(found, "comma") if found else sentence("grading.none")


def why_stopped(stopped: SandboxStopped, language: str) -> str:
    """Return why a learner's process was stopped, as a clause: "stopped after 5 s"."""
    return sandbox_sentences.why_stopped(stopped).in_language(language)
