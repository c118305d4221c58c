"""Run a test cell in the sandbox, beside the learner's code, where the trusted process cannot run it.

Hostile code can read the test there, and forge its score. `rehearsal` finds out which cells need this. A cell that calls
`check` never runs in the sandbox, and a course can forbid it for all cells (`c.HiddenTests.may_enter_sandbox`).
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterable
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
from autograder.notebook.names import names_of
from autograder.notebook.regions import Delimiters, hidden_line_numbers
from autograder.notebook.source import Cell, SourceNotebook
from autograder.sandbox.outside.session import CellRun, Session, twin_of
from autograder.words import Sentence, say, sentence


class Beside:
    """Runs the test cells of one notebook that run in the sandbox: one further process serves all of them.

    It runs the learner's cells once more, and each of these tests at its place, as a kernel does. So a test finds what the
    cells and the tests above it have left. Of a test that runs in the trusted process it gets the part that learners see,
    and the hidden statements that define what a test in here needs; no other. Nothing of all this reaches the process that
    the other tests ask.
    """

    def __init__(self, session: Session, source: SourceNotebook, tests: Iterable[TestCell]) -> None:
        """Prepare it; no process is started before the first test.

        session: of the same submission; the tests in the trusted process ask it.
        tests:   those that may run here.
        """
        self._first = session
        self._session: Session | None = None
        self._source = source
        self._wanted: dict[str, set[str]] = {}  # test cell -> names that tests here need of it
        self._waiting: list[str] = []
        for test in tests:
            for cell in test.needed_cells:
                if cell.role is Role.TEST:
                    self._wanted.setdefault(cell.id, set()).update(*map(_needs, (test.cell, *test.needed_cells)))

    def pass_cell(self, source: str) -> None:
        """Note a cell that is not a test, as it was run in the other process."""
        self._waiting.append(source)

    def pass_test(self, test: TestCell) -> None:
        """Note the place of a test that runs in the trusted process."""
        if test.id in self._wanted:
            self._waiting.append(part_for(test.cell, self._wanted[test.id], self._source.delimiters))

    def run(self, test: TestCell, language: str, reason: Sentence | None = None) -> CellGrade:
        """Run a test at its place, and return its grade.

        reason: why the trusted process cannot run it, a clause; the note for the instructor quotes it.
        """
        assert not test.ours
        if self._session is None:
            self._session = twin_of(self._first)
        waiting, self._waiting = self._waiting, []
        for source in waiting:
            self._session.run(source, figures=False)  # their outputs are those of the other process
        grade = _grade_run(test, self._session.run(test.cell.source), language)
        if reason is not None:
            note = sentence("grading.ran_inside", cell=test.id, reason=reason)
            grade.note = grade.note or note
            grade.outputs.insert(0, for_the_instructor(note.in_language(language)))
        return grade

    def close(self) -> None:
        """End the process."""
        if self._session is not None:
            self._session.close()


def part_for(cell: Cell, wanted: Collection[str], marks: Delimiters) -> str:
    """Return the part of a test cell that learners see, and the hidden statements that define these names.

    Hidden statements that define what these need belong to them; assertions never do. A cell that cannot be read whole is
    returned as learners see it.
    """
    if cell.source == cell.released or not cell.is_readable:
        return cell.released
    lines, hidden = cell.source.split("\n"), hidden_line_numbers(cell.source, marks)
    statements = ast.parse(cell.python).body
    shown = [node for node in statements if not hidden.intersection(_lines_of(node))]
    kept, needed, before = set(shown), set(wanted), -1
    while len(kept) != before:
        before = len(kept)
        for node in statements:
            found = names_of(ast.unparse(node))
            if node not in kept and not isinstance(node, ast.Assert) and (found.binds | found.changes) & needed:
                kept.add(node)
                needed |= found.needs
    texts = {node: "\n".join(lines[number] for number in _lines_of(node)) for node in shown}
    return "\n".join(texts.get(node) or ast.unparse(_WithoutAssertions().visit(node)) for node in statements if node in kept)


class _WithoutAssertions(ast.NodeTransformer):
    def visit_Assert(self, node: ast.Assert) -> ast.stmt:
        return ast.copy_location(ast.Pass(), node)


def _lines_of(node: ast.stmt) -> range:
    """Return the lines of a statement with its decorators, counted from 0."""
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    return range(first - 1, node.end_lineno or node.lineno)


def _needs(cell: Cell) -> frozenset[str]:
    return names_of(cell.python).needs


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
