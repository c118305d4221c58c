"""`autograder explain` shows each call of an exercise and its points."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from autograder.cli import looking
from autograder.cli.commands import app
from autograder.grading import repeating
from autograder.grading.repeating import Repeated, RepeatedCall


def test_each_call_is_printed_with_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = [
        RepeatedCall("a row", "values", True, "z = 1\nrelu(z)", "1", "1", ""),
        RepeatedCall("zero", "edge cases", False, "z = 0\nrelu(z)", "2", "0", "`relu(…)` is 2, expected 0."),
    ]
    asked: list[Any] = []

    def repeat(*arguments: Any, **options: Any) -> Repeated:
        asked.append(arguments[1:])
        return Repeated(calls, 3.5, 4.0, "Look at line 2.")

    monkeypatch.setattr(repeating, "repeat", repeat)
    monkeypatch.setattr(looking, "_course", lambda folder: None)
    found = CliRunner().invoke(app, ["explain", "ann", "introduction", "relu"])
    assert found.exit_code == 0 and asked == [("ann", "introduction", "relu")]
    for said in ("✓ a row (values)", "✗ zero (edge cases)", "relu(z)", "expected: 0", "is 2, expected 0", "3.5 of 4 points"):
        assert said in found.stdout
    assert "Look at line 2." in found.stdout
