"""Run a test cell in the sandbox, beside the learner's code, where the trusted process cannot run it.

Hostile code can read the test there, and forge its score. `rehearsal` finds out which cells need this. A cell that calls
`check` never runs in the sandbox, and a course can forbid it for all cells (`c.HiddenTests.may_enter_sandbox`).
"""

from __future__ import annotations

import builtins
from dataclasses import replace

from autograder.grading import tied
from autograder.grading.outputs import (
    CellGrade,
    as_nbformat,
    as_number,
    error,
    execute_result,
    for_the_instructor,
    grade_by_value,
)
from autograder.grading.sentences import why_stopped
from autograder.grading.testcell import TestCell
from autograder.notebook.metadata import Role
from autograder.sandbox.outside.session import CellRun, Session
from autograder.words import Sentence, say, sentence


def run_test_inside(test: TestCell, session: Session, language: str, reason: Sentence | None = None) -> CellGrade:
    """Run a test cell in a fork of the sandbox that has run the same cells; the fork ends with the test.

    reason: why the trusted process cannot run it, a clause; the note for the instructor quotes it.
    """
    assert not test.ours
    with session.test():
        fork = session.spare()
        for cell in test.needed_cells:  # of the tests that this one builds on, the part that learners see
            if cell.role is Role.TEST:
                fork.run(cell.released)
        run = fork.run(test.cell.source)
    grade = _grade_run(test, run, language)
    if reason is not None:
        note = sentence("grading.ran_inside", cell=test.id, reason=reason)
        grade.note = grade.note or note
        grade.outputs.insert(0, for_the_instructor(note.in_language(language)))
    return grade


def refuse(test: TestCell, language: str, note: Sentence) -> CellGrade:
    """Return no score for a test cell that is not run, because the course forbids it: a person gives it.

    note: for the instructor, says why.
    """
    message = say("grading.not_run", language, name=test.name)
    return CellGrade(0.0, "waiting", message, [for_the_instructor(note.in_language(language))], note=note)


def _grade_run(test: TestCell, run: CellRun, language: str) -> CellGrade:
    """Return the grade by nbgrader's rule. If the test has hidden parts, outputs that could quote them are dropped."""
    hides = test.cell.source != test.cell.released
    outputs = [] if hides else [as_nbformat(output) for output in run.outputs]
    failed = _grade_broken_off(test, run, language)
    if failed is not None:
        if not any(output["output_type"] == "error" for output in outputs):
            outputs.append(error("Failed", failed.message))
        return replace(failed, outputs=outputs)
    complained = any(output.kind == "stream" and output.name == "stderr" for output in run.outputs)
    results = [output.data.get("text/plain", "") for output in run.outputs if output.kind == "execute_result"]
    grade = grade_by_value(test.name, test.points, as_number(results[0]) if results else None, complained, language)
    shows_score = hides and not complained and grade.status not in ("error", "waiting")
    grade.outputs = [*grade.outputs, *outputs, *([execute_result(grade.score)] if shows_score else [])]
    return grade


def _grade_broken_off(test: TestCell, run: CellRun, language: str) -> CellGrade | None:
    """Return 0 points for a cell that did not run to its end; None for one that did.

    The message is the grader's or the test author's. Any other text may come from the learner's code, and quote the test.
    """
    if run.stopped is not None:
        message = say("grading.stopped", language, name=test.name, reason=why_stopped(run.stopped, language))
        return CellGrade(0.0, run.stopped.status, message)
    for output in run.outputs:
        if output.kind != "error":
            continue
        if output.text in tied.assertion_messages(test.cell.source):
            return CellGrade(0.0, "failed", say("grading.said", language, name=test.name, text=output.text))
        if output.name in vars(builtins) and output.name != "AssertionError":
            return CellGrade(0.0, "error", say("grading.ended_with", language, name=test.name, error=output.name))
        return CellGrade(0.0, "failed", say("grading.does_not_hold", language, name=test.name))
    return None
