"""The languages that a course can be written in."""

from __future__ import annotations

import pytest

from autograder import words
from autograder.errors import AutograderError
from autograder.languages import DEFAULT, LANGUAGES, best, known


def test_they_are_those_of_the_catalogue() -> None:
    assert LANGUAGES == words.LANGUAGES
    assert DEFAULT in LANGUAGES


def test_a_known_language_is_returned() -> None:
    assert [known(language) for language in LANGUAGES] == list(LANGUAGES)


@pytest.mark.parametrize("language", ["fr", "", "EN", "../en"])
def test_an_unknown_one_is_an_error_that_names_the_known_ones(language: str) -> None:
    with pytest.raises(AutograderError, match="choose en or zh"):
        known(language)


def test_a_text_that_a_language_lacks_is_shown_in_another() -> None:
    assert [best({"en": "yes", "zh": "对"}, language) for language in ("en", "zh", "fr")] == ["yes", "对", "yes"]
    assert best({"zh": "对"}, "en") == "对" and best({"zh": "对", "en": ""}, "en") == "对"
    assert best({}, "en") == ""
