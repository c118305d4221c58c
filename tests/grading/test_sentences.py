"""Errors, texts and reasons become sentences, which speak every language."""

from __future__ import annotations

from autograder.errors import AutograderError, CourseError
from autograder.grading.sentences import as_sentence, listed, why_stopped
from autograder.sandbox.shared.outcome import SandboxStopped
from autograder.words import Sentence, sentence


def test_an_error_with_a_code_speaks_every_language() -> None:
    found = as_sentence(CourseError("gradebook.nothing_submitted", folders="a/*"))
    assert found == sentence("gradebook.nothing_submitted", folders="a/*")
    assert found.in_language("zh").startswith("还没有人提交")


def test_an_error_without_a_code_stays_as_it_is() -> None:
    found = as_sentence(AutograderError("It is raining."))
    assert {found.in_language(language) for language in ("en", "zh")} == {"It is raining."}


def test_names_are_joined_as_the_language_joins_them() -> None:
    said = [sentence("grading.verbatim", text=listed(names)).in_language("zh") for names in (["a", "b"], [])]
    assert said == ["a、b", "无"]
    assert isinstance(listed([]), Sentence)


def test_why_a_process_was_stopped_is_a_clause() -> None:
    stopped = SandboxStopped("timeout", "sandbox.stopped_after", seconds=5.0)
    assert why_stopped(stopped, "en") == "stopped after 5 s"
    assert why_stopped(stopped, "zh") != why_stopped(stopped, "en")
