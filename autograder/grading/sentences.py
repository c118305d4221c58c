"""Turn errors and stopped processes into sentences: data that is put into words in the reader's language."""

from __future__ import annotations

from typing import Any

from autograder.errors import AutograderError
from autograder.sandbox.outside import sentences as sandbox_sentences
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Listed, Sentence, known, sentence


def as_sentence(error: AutograderError) -> Sentence:
    """Return the sentence of an error. A text without a code stays the same in every language."""
    if known(error.code):
        return sentence(error.code, **error.values)
    return sentence("grading.verbatim", text=str(error))


def listed(names: Any) -> Listed | Sentence:
    """Return names to be joined by commas; "none" where there are none."""
    found = list(names)
    return Listed(found, "comma") if found else sentence("grading.none")


def why_stopped(stopped: SandboxStopped, language: str) -> str:
    """Return why a learner's process was stopped, as a clause: "stopped after 5 s"."""
    return sandbox_sentences.why_stopped(stopped).in_language(language)
