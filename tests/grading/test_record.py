"""The record that a graded notebook carries: codes and values, read back; older records with text are read, too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.record import (
    KEY,
    comments_in,
    digest,
    from_json,
    read_record,
    record_of,
    stamp,
    suspicions_in,
    text_of,
    to_json,
)
from autograder.grading.result import ExerciseResult
from autograder.words import Listed, Sentence, sentence

DOUBLE = ExerciseResult("double", "test_double", "tiny", 1.5, 2, "failed", bonus=0.5)


def stamped(**changes: Any) -> dict[str, Any]:
    notebook: dict[str, Any] = {"cells": [], "metadata": {"kernelspec": {"name": "python3"}}}
    given: dict[str, Any] = {
        "sandbox": "strict",
        "language": "zh",
        "work": digest(["x"]),
        "suspicious": [sentence("grading.tied.calls", name="eval")],
        "exercises": {"test_double": (DOUBLE, "abc")},
        "comments": {"double": sentence("grading.excused")},
    }
    stamp(notebook, **given | changes)
    return notebook


def test_a_record_is_json_and_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "tiny.ipynb"
    path.write_text(json.dumps(stamped()))
    record = read_record(path)
    assert record == record_of(stamped())
    assert record["exercises"]["test_double"] == {
        "score": 1.5,
        "bonus": 0.5,
        "max_bonus": 0.0,
        "status": "failed",
        "excused": False,
        "test": "abc",
        "name": "double",
        "seconds": 0.0,
        "diagnosis": None,
        "explanations": [],
        "detail": None,
    }
    assert suspicions_in(record) == [sentence("grading.tied.calls", name="eval")]
    assert comments_in(record) == {"double": "本题免评：所有人得满分。"}


def test_it_holds_no_sentence_of_any_language() -> None:
    text = json.dumps(stamped()["metadata"][KEY], ensure_ascii=False)
    assert "Excused" not in text and "免评" not in text and "grading.excused" in text


def test_the_notebooks_own_metadata_stay() -> None:
    assert stamped()["metadata"]["kernelspec"] == {"name": "python3"}


def test_nothing_suspicious_leaves_no_trace() -> None:
    record = record_of(stamped(suspicious=[]))
    assert "suspicious" not in record and suspicions_in(record) == []


def test_a_record_of_version_0_1_is_read() -> None:
    old = {
        "sandbox": "strict",
        "comments": {"double": "Excused: everyone has full points here."},
        "suspicious": ["tried it"],
    }
    assert comments_in(old) == {"double": "Excused: everyone has full points here."}
    assert suspicions_in(old) == ["tried it"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"[1]", b"{}", b'{"metadata": 5}', b'{"metadata": {"grading": 5}}'])
def test_without_a_record_it_is_empty(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "tiny.ipynb"
    if content is not None:
        path.write_bytes(content)
    assert read_record(path) == {}
    assert suspicions_in({}) == [] and comments_in({}) == {}


@pytest.mark.parametrize(
    "one",
    [
        sentence("grading.none"),
        sentence("grading.partial", name="f", score="1.5", points="2"),
        sentence("grading.both", first=sentence("grading.none"), second=sentence("grading.said", name="f", text="x")),
        sentence(
            "grading.no_exercise", assignment="a", name="f", exercises=Listed(["a", sentence("grading.none")], "comma")
        ),
        "text",
    ],
)
def test_a_sentence_survives_json(one: Sentence | str) -> None:
    again = from_json(json.loads(json.dumps(to_json(one))))
    assert again == one
    assert text_of(again, "zh") == text_of(one, "zh")


def test_a_code_that_is_unknown_here_is_shown_as_it_is() -> None:
    data = {"code": "of.a_later_version", "values": {"n": 1}}
    assert json.loads(str(from_json(data))) == data


def test_a_sentence_that_lacks_a_value_is_shown_as_it_is() -> None:
    """A version in between may have given the sentence another value: a report must not fail for it."""
    data = {"code": "grading.partial", "values": {"name": "f"}}
    assert json.loads(str(from_json(data))) == data


def test_a_digest_changes_with_every_part() -> None:
    parts = [["a", "b"], ["ab"], ["b", "a"], ["a", "b", ""], []]
    assert len({digest(part) for part in parts}) == len(parts)
    assert digest(["a"]) == digest(iter(["a"]))
