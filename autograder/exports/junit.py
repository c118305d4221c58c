"""Write the results of a class as JUnit XML: a suite a student, a test case an exercise.

The points are the gradebook's. What an exercise's message says is read from the graded notebook in `autograded/`. Where the
course tells a student no points, the suite has one test case that says that the work was handed in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from autograder.course.course import Course
from autograder.course.help import shown_status, shows
from autograder.errors import NotebookError
from autograder.exports.scores import CellScore, StudentScore
from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.grading.record import detail_in, record_of
from autograder.judging.detail import compose
from autograder.notebook.files import Notebook, affordable_text, as_dict, as_list, as_text
from autograder.notebook.metadata import grade_id_of
from autograder.words import say

# XML 1.0 has no sign for these.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ERRORS = ("error", "timeout", "crashed")  # statuses of exercises that did not come to an answer


def as_junit(course: Course, assignment: str, scores: Sequence[StudentScore], language: str = "en") -> bytes:
    """Return the XML document for the students who have handed something in."""
    root = Xml.Element("testsuites", name=clean(assignment))
    for row in scores:
        if row.score is not None:
            root.append(_suite(assignment, row, _messages(course, assignment, row), language))
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, 0)) for suite in root)))
    Xml.indent(root)
    content: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _suite(assignment: str, row: StudentScore, found: Mapping[str, tuple[str, str]], language: str) -> Xml.Element:
    """Return the suite of one student. found: test cell -> status and message."""
    suite = Xml.Element("testsuite", name=clean(row.student), time="0")
    if row.when:
        suite.set("timestamp", row.when.partition("+")[0].partition(".")[0])
    if not shows(row.help, "result"):
        case = Xml.SubElement(suite, "testcase", name=clean(assignment), classname=clean(assignment), time="0")
        Xml.SubElement(case, "skipped", message=say("feedback.handed_in", language))
        for key, count in {"tests": 1, "failures": 0, "errors": 0, "skipped": 1}.items():
            suite.set(key, str(count))
        return suite
    properties = Xml.SubElement(suite, "properties")
    numbers = {"score": row.score, "max_score": row.max_score, "late_penalty": row.penalty}
    for name, value in numbers.items():
        Xml.SubElement(properties, "property", name=name, value=f"{value or 0.0:g}")
    counts = dict.fromkeys(("failures", "errors", "skipped"), 0)
    for cell in row.cells:
        case = Xml.SubElement(suite, "testcase", name=clean(cell.name), time="0")
        case.set("classname", clean(f"{assignment}.{cell.notebook}" if cell.notebook != assignment else assignment))
        status, message = found.get(cell.cell, ("", ""))
        if kind := _outcome(cell, status):
            counts[{"failure": "failures", "error": "errors", "skipped": "skipped"}[kind]] += 1
            _add_outcome(case, kind, cell, status, message, language)
    suite.set("tests", str(len(row.cells)))
    for key, count in counts.items():
        suite.set(key, str(count))
    return suite


def _outcome(cell: CellScore, status: str) -> str:
    """Return "" for an exercise with full points, else the element that says what it is."""
    if cell.waiting:
        return "skipped"
    if cell.score >= cell.max_score:
        return ""
    return "error" if status in _ERRORS else "failure"


def _add_outcome(case: Xml.Element, kind: str, cell: CellScore, status: str, message: str, language: str) -> None:
    points = say("export.points", language, score=cell.score, full=cell.max_score)
    first = message.strip().split("\n")[0]
    short = say("export.waits", language) if kind == "skipped" else ": ".join(filter(None, [points, first]))
    outcome = Xml.SubElement(case, kind, message=clean(short))
    if kind != "skipped":
        outcome.set("type", status or "failed")
        outcome.text = clean(message)


def _messages(course: Course, assignment: str, row: StudentScore) -> dict[str, tuple[str, str]]:
    """Return test cell -> the status that the grader recorded, and the message, both at the student's level of help."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(course.autograded(assignment, row.student).glob("*.ipynb")):
        try:
            notebook = json.loads(affordable_text(path))  # with outputs: the messages are among them
        except (NotebookError, OSError, ValueError):
            continue
        statuses = as_dict(record_of(notebook).get("exercises"))
        texts = _texts(notebook)
        language = str(record_of(notebook).get("language", "en"))
        for cell, entry in statuses.items():
            its = as_dict(entry)
            # Outputs are the instructor's: they say more than learners are told. Older records have nothing else.
            shown = texts.get(cell, "") if shows(row.help, "example") else ""
            text = compose(detail_in(its).sections, row.help, language) if "detail" in its else shown
            found[cell] = shown_status(str(its.get("status", "")), row.help), text
    return found


def _texts(notebook: Notebook) -> dict[str, str]:
    """Return cell -> what its outputs show to the learner."""
    return {
        grade_id_of(cell): "\n".join(filter(None, map(_text, as_list(cell.get("outputs")))))
        for cell in notebook["cells"]
        if grade_id_of(cell)
    }


def _text(output: Mapping[str, Any]) -> str:
    """Return the message in an output; "" for other outputs, and for what only the instructor may see."""
    if as_dict(output.get("metadata")).get(FOR_THE_INSTRUCTOR):
        return ""
    if output.get("output_type") == "error":
        return as_text(output.get("evalue"))
    if output.get("output_type") == "display_data":
        return as_text(as_dict(output.get("data")).get("text/markdown"))
    return ""
