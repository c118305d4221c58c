"""The messages of a grading process, and what it refuses."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from courses import make_course

from autograder.cluster.grading_process import Spec, as_sent, receive, require_same, send
from autograder.errors import AutograderError
from autograder.grading.classroom import Settings
from autograder.grading.result import SubmissionResult
from autograder.grading.state import FolderState, assignment_parts


def test_messages_come_out_as_they_went_in() -> None:
    stream = io.BytesIO()
    messages = ["ann", SubmissionResult("tiny", "名"), AutograderError("cluster.lost")]
    for message in messages:
        send(stream, message)
    stream.seek(0)
    first, second, third = (receive(stream) for _ in messages)
    assert (first, second) == ("ann", messages[1]) and third.code == "cluster.lost"
    with pytest.raises(EOFError):
        receive(stream)


def test_half_a_message_is_none() -> None:
    stream = io.BytesIO()
    send(stream, "ann")
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream.getvalue()[:4]))


def test_every_part_is_compared_and_named(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    parts = assignment_parts(course, "tiny")
    spec = Spec(course, "tiny", Settings(), tuple(parts.items()))
    require_same(spec)
    for part in parts:
        other = replace(spec, parts=tuple({**parts, part: "other"}.items()))
        with pytest.raises(AutograderError) as refused:
            require_same(other)
        assert [str(one) for one in refused.value.values["parts"].items] != []
        assert "{" not in str(refused.value) and "cluster." not in str(refused.value), part


def test_times_of_another_machine_are_not_sent() -> None:
    result = as_sent(SubmissionResult("tiny", "ann", state=FolderState("stat", "content")))
    assert result.state == FolderState("", "content")
