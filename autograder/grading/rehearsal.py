"""Which test cells have to run beside the learner's code: found out before the first submission, by trying the reference.

Whatever a learner hands in has no say in it; else code could ask for the hidden tests. A test cell goes inside where its
text says that it must (`tied.tied`), or where the trusted process gives the reference less than the sandbox does, or cannot
do what the test asks of it. One that calls `check` never does, and one that the reference fails both ways stays outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.grading import tied
from autograder.grading.trusted import TestCell
from autograder.judging.checking import Context
from autograder.notebook import names
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.outside.rehearsing import RehearsingSession
from autograder.sandbox.outside.warm_process import WarmProcess


def inside(
    source: SourceNotebook, tests: Mapping[str, TestCell], zygote: WarmProcess, setting: Context, folder: Path
) -> dict[str, str]:
    """Test cell -> why it runs inside, a clause. The reference runs once, if there is anything to find out."""
    foreign = {name: test for name, test in tests.items() if not test.ours}
    reasons = {name: test.tied or _tied_by_its_modules(test, folder) for name, test in foreign.items()}
    found = {name: reason for name, reason in reasons.items() if reason}
    if len(found) == len(foreign):
        return found
    session = RehearsingSession(zygote)
    try:
        for cell in source.cells:
            if cell.id in foreign and cell.id not in found:
                if reason := _tried(foreign[cell.id], session, setting, folder):
                    found[cell.id] = reason
            elif cell.id not in tests and cell.type == "code" and not cell.skip and cell.source.strip():
                session.run(cell.source)
    finally:
        session.close()
    return found


def _tied_by_its_modules(test: TestCell, folder: Path) -> str:
    """The same, of the modules beside the notebook that it imports: a learner's text must not be evaluated there either."""
    pending, seen = names.imported_modules(test.texts), set[Path]()
    while pending:
        base = folder / pending.pop().replace(".", "/")
        for path in (base.parent / f"{base.name}.py", base / "__init__.py"):
            if path.is_file() and path not in seen:
                seen.add(path)
                text = path.read_text("utf-8", errors="replace")
                if reason := tied.tied(text, (), names.names_of(text).imports, helper=True):
                    return f"{reason} in {path.name}"
                pending += names.imported_modules([text])
    return ""


def _tried(test: TestCell, session: RehearsingSession, setting: Context, folder: Path) -> str:
    outside = test.run(session, setting, folder)
    unsupported = list(session.unsupported)
    if session.alters_what_is_lent():
        unsupported.append("it changes what an object handed out")
    if outside.score >= test.points and not unsupported:
        return ""
    within = test.run_inside(session)
    if within.score > outside.score or (unsupported and within.score == outside.score > 0):
        return unsupported[0] if unsupported else f"the reference fails it outside ({outside.message.rstrip('.')})"
    return ""
