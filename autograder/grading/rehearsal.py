"""Find out which test cells have to run beside the learner's code: before the first submission, by trying the reference.

No submission influences the choice, otherwise a learner's code could ask for hidden tests. A test cell runs in the sandbox
- where its text says that it must (`tied.tied`),
- where the trusted process gives the reference less than the sandbox does, or cannot do what the test asks of it.

A cell that calls `check` never runs there, and one that the reference fails both ways runs in the trusted process.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.errors import SandboxError
from autograder.grading import tied, trusted
from autograder.grading.beside import run_test_inside
from autograder.grading.faults import reason_of
from autograder.grading.outputs import grade_waiting
from autograder.grading.testcell import TestCell
from autograder.judging.checking import Context
from autograder.notebook import names
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.rehearsing import RehearsingSession
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import Sentence, sentence


def inside(
    source: SourceNotebook, tests: Mapping[str, TestCell], process: WarmProcess, setting: Context, folder: Path
) -> dict[str, Sentence]:
    """Return the test cells that run in the sandbox -> why, a clause. The reference runs once, unless texts decide."""
    foreign = {name: test for name, test in tests.items() if not test.ours}
    reasons = {name: test.tied or _tied_by_its_modules(test, folder) for name, test in foreign.items()}
    found = {name: reason for name, reason in reasons.items() if reason is not None}
    if len(found) == len(foreign):
        return found
    session = RehearsingSession(process, folder=setting.assignment)
    try:
        for cell in source.cells:
            if cell.id in foreign and cell.id not in found:
                if reason := _try_both_ways(foreign[cell.id], session, setting, folder):
                    found[cell.id] = reason
            elif cell.id not in tests and cell.type == "code" and not cell.skip and cell.source.strip():
                session.run(cell.source)
    finally:
        session.close()
    return found


def _tied_by_its_modules(test: TestCell, folder: Path) -> Sentence | None:
    """Return why a module beside the notebook, which a test imports, ties it to the learner's process; else None."""
    pending, seen = names.imported_modules(test.texts), set[Path]()
    while pending:
        base = folder / pending.pop().replace(".", "/")
        for path in (base.parent / f"{base.name}.py", base / "__init__.py"):
            if path.is_file() and path not in seen:
                seen.add(path)
                text = path.read_text("utf-8", errors="replace")
                if reason := tied.tied(text, (), names.names_of(text).imports, helper=True):
                    return sentence("grading.tied.in_file", reason=reason, file=path.name)
                pending += names.imported_modules([text])
    return None


def _try_both_ways(test: TestCell, session: RehearsingSession, setting: Context, folder: Path) -> Sentence | None:
    """Run a test on the reference in both processes; return why it needs the sandbox, None where it does not."""
    try:
        outside = trusted.run_test(test, session, setting, folder)
    except SandboxError:
        raise
    except Exception as error:  # the course's or the grader's; perhaps the sandbox does better
        outside = grade_waiting(test.id, test.name, reason_of(error, setting.course_root, test), setting.language)
    unsupported = [*session.unsupported]
    if session.alters_what_is_lent():
        unsupported.append(sentence("grading.tied.alters"))
    if outside.score >= test.points and not unsupported:
        return None
    within = run_test_inside(test, session, setting.language)
    if within.score > outside.score or (unsupported and within.score == outside.score > 0):
        return unsupported[0] if unsupported else sentence("grading.tied.fails", message=outside.message.rstrip(".。"))
    return None
