"""The record of a grading that a graded notebook carries in its metadata.

The gradebook holds only scores. The record also says which work was graded, with which test, and with what result, so that
the next grading can say why a score has changed. It holds codes and values instead of sentences in a language.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.grading.result import ExerciseResult
from autograder.judging.detail import Detail
from autograder.notebook.files import Notebook
from autograder.words import Listed, Sentence, known

KEY = "grading"  # in the notebook's metadata


def digest(parts: Iterable[str]) -> str:
    """Return 16 hexadecimal digits that change when a part changes."""
    return hashlib.sha256(json.dumps([*parts]).encode()).hexdigest()[:16]


def stamp(
    notebook: Notebook,
    *,
    sandbox: str,
    language: str,
    work: str,
    suspicious: Iterable[Sentence],
    exercises: Mapping[str, tuple[ExerciseResult, str]],
    comments: Mapping[str, Sentence],
) -> None:
    """Write the record into a graded notebook.

    sandbox:    the level that the code ran with.
    language:   of the messages.
    work:       digest of what the learner wrote.
    suspicious: what the learner's code tried that is forbidden.
    exercises:  test cell -> its result, and a digest of its test.
    comments:   solution cell -> the comment that the gradebook shows below it.
    """
    found = {
        cell: {
            "score": result.score,  # None while it waits for a person
            "bonus": result.bonus,
            "max_bonus": result.max_bonus,
            "status": result.status,
            "excused": result.excused,
            "test": test,
            "name": result.name,
            "seconds": round(result.seconds, 3),
            "diagnosis": result.diagnosis,
            "explanations": msgspec.to_builtins(result.explanations),
            "detail": msgspec.to_builtins(result.detail),
        }
        for cell, (result, test) in exercises.items()
    }
    record = {
        "sandbox": sandbox,
        "language": language,
        "work": work,
        "exercises": found,
        "comments": {cell: to_json(comment) for cell, comment in comments.items()},
    }
    if seen := [to_json(one) for one in suspicious]:
        record["suspicious"] = seen
    notebook["metadata"] = {**notebook["metadata"], KEY: record}  # the source's metadata stay as they are


def record_of(notebook: Any) -> dict[str, Any]:
    """Return the record in a graded notebook; empty where there is none."""
    metadata = notebook.get("metadata") if isinstance(notebook, Mapping) else None
    record = metadata.get(KEY) if isinstance(metadata, Mapping) else None
    return dict(record) if isinstance(record, Mapping) else {}


def read_record(path: Path) -> dict[str, Any]:
    """Return the record in a file under `autograded/`; empty where there is no file, or nbgrader's `Execute` made it."""
    try:
        return record_of(json.loads(path.read_bytes()))
    except (OSError, ValueError, RecursionError):
        return {}


def detail_in(exercise: Mapping[str, Any]) -> Detail:
    """Return what the record of one exercise knows of its answer; nothing where an older version wrote it."""
    try:
        return msgspec.convert(exercise.get("detail") or {}, Detail)
    except msgspec.ValidationError:
        return Detail()


def suspicions_in(record: Mapping[str, Any]) -> list[Sentence | str]:
    """Return the forbidden attempts in a record."""
    seen = record.get("suspicious", [])
    return [from_json(one) for one in seen] if isinstance(seen, list) else []


def comments_in(record: Mapping[str, Any]) -> dict[str, str]:
    """Return solution cell -> the comment below it, in the notebook's language."""
    language = str(record.get("language", "en"))
    comments = record.get("comments", {})
    return {cell: text_of(from_json(one), language) for cell, one in comments.items()}


def to_json(sentence: Sentence | str) -> Any:
    """Return a sentence as JSON: its code and values. A string, as older records have it, stays one."""
    return _plain(sentence)


def from_json(data: Any) -> Sentence | str:
    """Return the sentence that `to_json` encoded.

    Text where the record is older than codes, has an unknown code, or lacks a value that the sentence has today.
    """
    if isinstance(data, Mapping) and isinstance(data.get("code"), str) and known(data["code"]):
        values = data.get("values")
        found = Sentence(data["code"], {key: _value(value) for key, value in dict(values or {}).items()})
        with contextlib.suppress(KeyError, ValueError):
            str(found)
            return found
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def text_of(sentence: Sentence | str, language: str) -> str:
    """Return a sentence in a language; a string, as older records have it, stays as it is."""
    return sentence.in_language(language) if isinstance(sentence, Sentence) else sentence


def _plain(value: Any) -> Any:
    if isinstance(value, Sentence):
        return {"code": value.code, "values": {key: _plain(inner) for key, inner in value.values.items()}}
    if isinstance(value, Listed):
        return {"list": [_plain(item) for item in value.items], "joint": value.joint, "quoted": value.quoted}
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _value(data: Any) -> Any:
    if isinstance(data, Mapping) and "code" in data:
        return from_json(data)
    if isinstance(data, Mapping) and isinstance(data.get("list"), list):
        items = [_value(item) for item in data["list"]]
        return Listed(items, str(data.get("joint", "and")), bool(data.get("quoted", False)))
    return data
