"""What the proofs share: languages of a text, quotations, and an answer examined in both processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from halves import made

from autograder.grading.submission import Grader
from autograder.validation.proof import Proof, Subject, in_every_language, quotation, shortened, written_in
from autograder.words import sentence


@pytest.mark.parametrize(
    ("text", "languages"), [("Halve it.", {"en"}), ("除以二。", {"zh"}), ("用 by 除。", {"zh"}), ("x / 2", {"en"})]
)
def test_the_language_of_a_text(text: str, languages: set[str]) -> None:
    assert {language for language in ("en", "zh") if written_in(text, language)} == languages


@pytest.mark.parametrize(
    ("message", "languages", "complete"),
    [
        ({"en": "No.", "zh": "不对。"}, ("en", "zh"), True),
        ({"en": "No.", "zh": ""}, ("en", "zh"), False),
        ({"en": "No."}, ("en", "zh"), False),
        ({"en": "不对。", "zh": "不对。"}, ("en", "zh"), False),
        ({}, ("en", "zh"), False),
        ({"en": "No."}, ("en",), True),
        ({"zh": "不对。"}, ("en",), False),
        ({}, ("en",), False),
    ],
)
def test_a_message_is_in_every_language(message: dict[str, str], languages: tuple[str, ...], complete: bool) -> None:
    assert in_every_language(message, languages) == complete


def test_a_quotation_speaks_the_language_of_its_sentence() -> None:
    whole = sentence("validation.of_exercise", exercise="half", problem=quotation({"en": "Not\nright.", "zh": "不对。"}))
    assert (str(whole), whole.in_language("zh")) == ("half: Not right.", "half：不对。")
    assert str(quotation({})) == ""
    assert len(shortened("x" * 1000)) == 200


def test_a_proof_collects_problems() -> None:
    proof = Proof("half")
    proof.add("zeros_earn", secret="one")
    assert proof.problems == [sentence("validation.zeros_earn", secret="one")]


def test_an_answer_is_examined_in_both_processes(tmp_path: Path) -> None:
    course = made(tmp_path)
    subject = Subject(course, "halves", "half")
    assert subject.examine(lambda x, by: x / by).points == 10
    with Grader(course, "halves", allow_weak=True) as grader:
        there = subject.examine_in_sandbox(["def half(x, by):\n    return x"], grader)
        assert there is not None and (there.points, there.diagnosis) == (0, "not divided")
        dead = "import os\ndef half(x, by):\n    os._exit(0)"
        assert subject.examine_in_sandbox([dead], grader) is None
