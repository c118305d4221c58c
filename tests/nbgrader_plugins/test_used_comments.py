"""Comments that are offered again: for the same exercise, those for the same mistake first, and never the own one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from feedback_pages import graded
from graded_class import graded_class

from autograder.course.course import Course
from autograder.course.nbgrader import quiet_nbgrader
from autograder.judging.detail import Detail
from autograder.nbgrader_plugins.used_comments import MOST, Used, answer, mistakes_in, offers
from autograder.words import say


def test_a_solution_has_the_mistake_of_the_test_below_it() -> None:
    assert mistakes_in(graded()) == {"slope": "slope: repair: sign"}
    grouped = graded(slope=Detail(behaviour="0123456789abcdef"))
    its = grouped["metadata"]["grading"]["exercises"]["test_slope"]
    its["explanations"] = []
    assert mistakes_in(grouped) == {"slope": "slope: 0123456789abcdef"}
    its["diagnosis"] = "not averaged"
    assert mistakes_in(grouped) == {"slope": "slope: not averaged"}
    its["status"] = "passed"
    assert mistakes_in(grouped) == mistakes_in(None) == mistakes_in({"cells": []}) == {}


def test_those_for_the_same_mistake_come_first_then_those_that_are_used_most() -> None:
    used = [Used("f", "a", "often"), Used("f", "b", "often"), Used("f", "c", "rare"), Used("g", "a", "elsewhere")]
    theirs = {"a": {"f": "f: other"}, "c": {"f": "f: mine"}}
    found = offers(used, {"f": "f: mine"}, theirs)
    assert found["f"] == [{"text": "rare", "count": 1, "same": True}, {"text": "often", "count": 2, "same": False}]
    assert [one["text"] for one in found["g"]] == ["elsewhere"]
    assert not any(one["same"] for one in offers(used, {}, theirs)["f"])
    assert len(offers([Used("f", "a", str(n)) for n in range(50)], {}, {})["f"]) == MOST


@pytest.mark.parametrize("language", ["en", "zh"])
def test_they_are_read_from_the_gradebook_and_the_graded_notebooks(tmp_path: Path, language: str) -> None:
    course = commented_class(tmp_path)
    found = answered(course, "ada", language)
    assert found["comments"]["double"] == [
        {"text": "Twice, not squared.", "count": 1, "same": True},
        {"text": "See me.", "count": 1, "same": False},
    ]
    assert found["heading"] == say("pages.used_before", language) and found["same"]
    assert [one["text"] for one in answered(course, "bob", language)["comments"]["double"]] == ["See me."], "not the own one"


def commented_class(root: Path) -> Course:
    """Return a class in which ada and bob made the same mistake; bob and 0007 have comments, =1+1 has spaces."""
    course = graded_class(root)
    for student in ("ada", "bob"):
        path = course.autograded("tiny", student) / "tiny.ipynb"
        content = json.loads(path.read_text("utf-8"))
        content["metadata"]["grading"]["exercises"]["test_double"] |= {"status": "failed", "diagnosis": "squared"}
        path.write_text(json.dumps(content), "utf-8")
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            for student, text in {"bob": "Twice, not squared.", "0007": "See me.", "=1+1": " \n"}.items():
                gradebook.find_comment("double", "tiny", "tiny", student).manual_comment = text
            gradebook.db.commit()
    return course


def answered(course: Course, student: str, language: str) -> dict[str, Any]:
    with quiet_nbgrader():
        from nbgrader.api import Gradebook

        with Gradebook(course.db_url, course.course_id) as gradebook:
            row = gradebook.find_submission_notebook("tiny", "tiny", student)
            return answer(gradebook.db, row, lambda one: course.autograded("tiny", one), language)
