"""Results as JSON: they keep to the schema, and the schema keeps to the results."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, get_args

import jsonschema
import pytest

from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.schema import VERSION, as_json, schema
from autograder.sandbox.shared.outcome import Status
from autograder.words import Listed, sentence


def result(**changes: Any) -> SubmissionResult:
    exercise = ExerciseResult(
        name="double", cell="test_double", notebook="tiny", score=1.5, max_score=2.0, status="failed", message="No."
    )
    return dataclasses.replace(SubmissionResult("tiny", "ada", "strict", [exercise]), **changes)


WAITING = ExerciseResult("f", "test_f", "tiny", score=None, max_score=2.0, status="waiting", message="Not your fault.")


def test_what_waits_has_no_score_and_is_no_part_of_the_sum() -> None:
    both = result(exercises=[*result().exercises, WAITING])
    data = as_json(both)
    assert [each["score"] for each in data["exercises"]] == [1.5, None] and both.waiting == [WAITING]
    assert (data["score"], data["max_score"], data["waits"]) == (1.5, 4.0, True)
    assert not as_json(result())["waits"] and as_json(result(exercises=[], waits=True))["waits"]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_graded_and_a_refused_result_keep_to_it_also_as_text() -> None:
    known = sentence("course.unrecognised", name="x.ipynb", known=Listed(["tiny"], "comma"))
    for each in (
        result(),
        result(refused=known),
        result(notes=[known], suspicious=[known], seconds=0.25),
        result(refused=known, waits=True),
        result(exercises=[WAITING]),
        SubmissionResult(""),
    ):
        for language in ("en", "zh"):
            jsonschema.validate(json.loads(json.dumps(as_json(each, language))), schema())


def test_a_sentence_has_its_code_and_is_in_the_language() -> None:
    refused = sentence("language.unknown", language="fr", known="en")
    assert as_json(result(refused=refused), "zh")["refused"] == {
        "code": "language.unknown",
        "text": refused.in_language("zh"),
    }


LEFT_OUT = {
    "notebooks": "they go to `autograded/`",
    "suspicious": "for the instructor only",
    "about_course": "for the instructor only; true of the course, not of the submission",
    "unread": "its sentences are among the notes",
    "confirm": "its sentences are among the notes",
    "about_work": "its sentences are among the notes",
    "state": "says whether a submission has to be graded again",
    "files_read": "says whether a submission has to be graded again",
}
LEFT_OUT_OF_EXERCISES = {
    "detail": "it may say more than the course's level of help",
    "seconds": "those of the whole submission are there",
}


def test_every_field_of_a_result_is_there_or_left_out_on_purpose() -> None:
    fields = {field.name for field in dataclasses.fields(SubmissionResult)} - LEFT_OUT.keys()
    assert not LEFT_OUT.keys() & as_json(result()).keys()
    assert fields <= as_json(result()).keys() == schema()["properties"].keys()
    exercise = schema()["$defs"]["exercise"]
    shown = {field.name for field in dataclasses.fields(ExerciseResult)} - LEFT_OUT_OF_EXERCISES.keys()
    assert shown == exercise["properties"].keys()
    assert not LEFT_OUT_OF_EXERCISES.keys() & as_json(result(exercises=[WAITING]))["exercises"][0].keys()
    assert exercise["properties"]["status"]["enum"] == list(get_args(Status))


@pytest.mark.parametrize(
    "broken",
    [
        {"schema_version": VERSION + 1},
        {"sandbox": "none"},
        {"score": -1},
        {"surprise": 1},
        {"notes": ["text"]},
        {"exercises": [{"name": "double"}]},
    ],
    ids=str,
)
def test_the_schema_refuses_what_no_result_is(broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(as_json(result()) | broken, schema())


def test_what_the_code_tried_is_for_the_instructor_alone() -> None:
    seen = sentence("sandbox.suspicion.unknown")
    assert str(seen) not in json.dumps(as_json(result(suspicious=[seen])))


def test_below_what_a_status_does_not_say_in_which_way_an_answer_fails() -> None:
    late = ExerciseResult("double", "test_double", "tiny", 0.0, 2.0, "timeout")
    for level, status in {"none": "failed", "result": "failed", "what": "timeout"}.items():
        [exercise] = as_json(result(exercises=[dataclasses.replace(late, help=level)]))["exercises"]
        assert (exercise["status"], exercise["help"]) == (status, level)
