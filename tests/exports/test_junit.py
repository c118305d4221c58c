"""JUnit XML, read back by junitparser, by the standard library's parser, and by the rules of the format."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as Xml

import defusedxml.ElementTree
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from autograder.course.course import Course
from autograder.exports.junit import as_junit, clean
from autograder.exports.scores import read_scores

ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors", "skipped"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
    "testcase": {"name", "classname", "time"},
    "failure": {"message", "type"},
    "error": {"message", "type"},
    "skipped": {"message"},
    "properties": set(),
    "property": {"name", "value"},
}
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "testcase": {"failure", "error", "skipped"},
    "properties": {"property"},
}


def check(element: Xml.Element) -> None:
    """Fail unless an element follows the format; its counts must be those of its test cases."""
    assert set(element.attrib) <= ATTRIBUTES[element.tag], element.tag
    for child in element:
        assert child.tag in CHILDREN.get(element.tag, set())
        check(child)
    if element.tag in ("testsuite", "testsuites"):
        cases = list(element.iter("testcase"))
        assert int(element.get("tests", "")) == len(cases)
        for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(element.get(count, "")) == sum(case.find(tag) is not None for case in cases)
    if element.tag == "testsuite":
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", element.get("timestamp", ""))
        float(element.get("time", ""))


@pytest.fixture(scope="module")
def root(graded: Course) -> Any:
    return defusedxml.ElementTree.fromstring(as_junit(graded, "tiny", read_scores(graded, "tiny")))


def case(root: Any, student: str, name: str) -> Any:
    [found] = root.findall(f"testsuite[@name='{student}']/testcase[@name='{name}']")
    return found


def test_the_document_follows_the_format(root: Any) -> None:
    check(root)
    assert [suite.get("name") for suite in root] == ["0007", "=1+1", "ada", "bob"], "nobody has handed in nothing"


def test_another_program_reads_the_same(graded: Course) -> None:
    read = JUnitXml.fromstring(as_junit(graded, "tiny", read_scores(graded, "tiny")))
    found = {suite.name: {case.name: [type(one) for one in case.result] for case in suite} for suite in read}
    assert found == {
        "0007": {"test_double": [], "test_increment": [], "why": [Failure], "poster": [Skipped]},
        "=1+1": {"test_double": [], "test_increment": [Error], "why": [Failure], "poster": [Skipped]},
        "ada": {"test_double": [], "test_increment": [], "why": [Failure], "poster": [Skipped]},
        "bob": {"test_double": [Failure], "test_increment": [], "why": [], "poster": [Failure]},
    }
    written = (read.tests, read.failures, read.errors, read.skipped)
    read.update_statistics()
    assert (read.tests, read.failures, read.errors, read.skipped) == written
    assert {one.name: one.value for one in next(iter(read)).properties()}["score"] == "1"


def test_an_exercise_is_a_test_case_with_its_message(root: Any) -> None:
    assert len(case(root, "ada", "test_double")) == 0
    failure = case(root, "bob", "test_double").find("failure")
    assert (
        failure.get("message")
        == "0 of 2 points: `double(2)` is 4.5, expected 4.\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}"
    )
    assert failure.get("type") == "failed"
    assert "for the instructor" not in failure.text
    assert case(root, "=1+1", "test_increment").find("error").get("type") == "timeout"
    assert case(root, "ada", "poster").find("skipped") is not None


def test_points_are_the_gradebooks(root: Any) -> None:
    values = {one.get("name"): one.get("value") for one in root.findall("testsuite[@name='0007']/properties/property")}
    assert values == {"score": "1", "max_score": "11", "late_penalty": "2"}


def test_no_character_breaks_the_document() -> None:
    every = "".join(map(chr, [*range(0x300), 0xD800, 0xFFFE, 0xFFFF, 0x1F600]))
    assert Xml.fromstring(Xml.tostring(Xml.Element("a", b=clean(every)))).get("b")
