"""The language of the command line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.cli import speech
from autograder.errors import AutograderError
from autograder.words import Listed, sentence


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speech.use("en")


def test_it_is_english_until_another_is_chosen() -> None:
    assert speech.say("cli.yes") == "yes"
    speech.use("zh")
    assert speech.say("cli.yes") == "是"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (sentence("cli.no"), "否"),
        (Listed([sentence("cli.yes"), "b"], "comma"), "是、b"),
        (AutograderError("cli.up_to_date"), "所有文件都是最新的。"),
        ("text", "text"),
        (ValueError("text"), "text"),
    ],
)
def test_whatever_has_words_is_translated(value: object, text: str) -> None:
    speech.use("zh")
    assert speech.text(value) == text
