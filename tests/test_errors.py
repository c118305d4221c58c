"""Errors carry a code and values; words are made of them for the reader, in any process."""

from __future__ import annotations

import pickle

import pytest

from autograder import words
from autograder.errors import AutograderError, CourseError, ExerciseError, NotebookError, SandboxError

KINDS = [AutograderError, CourseError, NotebookError, ExerciseError, SandboxError]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_speaks_every_language(kind: type[AutograderError]) -> None:
    error = kind("language.unknown", language="fr", known=words.Listed(["en", "zh"], "or"))
    assert str(error) == "Unknown language 'fr'; choose en or zh."
    for language in words.LANGUAGES:
        assert "'fr'" in error.in_language(language)
    assert error.in_language("zh") != str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_a_process_boundary_whole(kind: type[AutograderError]) -> None:
    error = kind("language.unknown", language="fr", known=words.Listed(["en", "zh"], "or"))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.code, again.values, str(again)) == (error.code, error.values, str(error))


def test_a_code_that_is_not_in_the_catalogue_is_shown_as_it_is() -> None:
    assert str(CourseError("no.such_code", value=1)) == "no.such_code"
