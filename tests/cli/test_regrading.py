"""The scores that a regrade kept are listed, with the way to write the lower ones."""

from __future__ import annotations

import pytest

from autograder.cli import regrading, speech
from autograder.gradebook.keeping import Kept


@pytest.mark.parametrize(("language", "said"), [("en", "would fall from 9 to 7.5"), ("zh", "会从 9 分降到 7.5 分")])
def test_kept_scores_are_listed(language: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    speech.use(language)
    try:
        regrading.show_kept([Kept("ann", "f", 9.0, 7.5, ("another_test",)), Kept("bo", "g", 9.0, 7.5, ("same_test",))])
        text = capsys.readouterr().out
        regrading.show_kept([])
        assert capsys.readouterr().out == ""
    finally:
        speech.use("en")
    assert text.count(said) == 2 and "ann" in text and "bo" in text and "--allow-lower" in text
    assert ("test changed" in text and "same test" in text) == (language == "en")
