"""Each limit, when it is hit, is named: to the learner whose code hit it, with its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from machine import error, need_confinement, need_strict, printed, reason

from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits
from autograder.sandbox.shared.outcome import SandboxStopped

SMALL = Limits(
    cell_seconds=1.5, call_seconds=0.75, notebook_seconds=20,
    memory_mb=700, output_kb=64, value_mb=2, scratch_mb=3, processes=20,
)  # fmt: skip
DOCS = Path(__file__).resolve().parents[3] / "docs" / "limits.md"


@pytest.fixture(scope="module")
def small() -> Iterator[WarmProcess]:
    need_confinement()
    with WarmProcess(SMALL) as warm_process:
        yield warm_process


@pytest.fixture
def session(small: WarmProcess) -> Iterator[Session]:
    one = Session(small)
    yield one
    one.close()


def stopped(session: Session, body: str) -> str:
    """Why a call of a function with this body was stopped."""
    session.run(f"def f():\n    {body}")
    with pytest.raises(SandboxStopped) as caught:
        session.fetch(["f"])["f"].call_many([((), {})])
    return reason(caught.value)


def raised(session: Session, body: str) -> str:
    session.run(f"def f():\n    {body}")
    (outcome,) = session.fetch(["f"])["f"].call_many([((), {})])
    return str(outcome.error)


def test_the_time_of_a_cell(session: Session) -> None:
    run = session.run("while True: pass")
    assert reason(run.stopped) == "stopped after 1.5 s"


def test_the_time_of_a_call(session: Session) -> None:
    assert stopped(session, "while True: pass") == "stopped after 0.75 s"


def test_the_time_of_a_notebook(small: WarmProcess) -> None:
    import time

    session = Session(small, deadline=time.monotonic() + 0.5)
    run = session.run("while True: pass")
    session.close()
    assert reason(run.stopped) == "stopped after 20 s for the whole notebook"


@pytest.mark.parametrize("body", ["bytearray(1 << 30)", "import numpy as np; np.ones(1 << 28)"])
def test_memory(session: Session, body: str) -> None:
    assert raised(session, f"return {body}" if ";" not in body else body).endswith("(the limit: 700 MB of memory)")
    run = session.run(body)
    assert error(run).endswith("(the limit: 700 MB of memory)")
    assert "(the limit: 700 MB of memory)" in run.outputs[-1].traceback[-1]


def test_output(session: Session) -> None:
    run = session.run("print('x' * 100_000)")
    assert (
        printed(run).endswith("… (output cut here: at most 64 KB are kept of a notebook)\n") and len(printed(run)) < 70_000
    )


def test_the_size_of_a_value(session: Session) -> None:
    assert stopped(session, "import numpy as np; return np.zeros(1 << 19)") == "sent more than 2 MB at once"


def test_a_value_beyond_what_any_course_may_allow(session: Session) -> None:
    session.run("import numpy as np\ndef f(): return np.zeros(1 << 24, 'u1').repeat(5)")
    (outcome,) = session.fetch(["f"])["f"].call_many([((), {})])
    assert "arrays of more than 64 MB" in str(outcome.error)


def test_files(session: Session, small: WarmProcess) -> None:
    need_strict()
    one = raised(session, "open('a', 'wb').write(b'x' * (4 << 20))")
    assert one.endswith("(the limit: 3 MB of files)")
    several = raised(session, "for name in 'bcd': open(name, 'wb').write(b'x' * (2 << 20))")
    assert several.endswith("(the limit: 3 MB of files)")


def test_threads(session: Session) -> None:
    body = "import threading\n    for _ in range(99): threading.Thread(target=threading.Event().wait, daemon=True).start()"
    assert raised(session, body) == "RuntimeError: can't start new thread (the limit: 20 processes and threads)"


def test_an_error_of_another_kind_names_none(session: Session) -> None:
    assert raised(session, "open('nowhere')").endswith("'nowhere'")
    assert raised(session, "raise RuntimeError('no')") == "RuntimeError: no"


def test_the_page_for_instructors_has_each_with_its_default() -> None:
    cells = [line.split("|") for line in DOCS.read_text("utf-8").splitlines() if line.startswith("|")]
    defaults = {row[1].strip(" `"): row[2].split()[0] for row in cells}
    for one in fields(Limits):
        assert defaults[one.name] == f"{one.default:g}", one.name
