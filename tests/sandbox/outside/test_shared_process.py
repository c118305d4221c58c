"""One warm process for several graders: each has a fork of it to itself, with sandboxes of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from machine import LIMITS, need_confinement

from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.shared_process import PartOfProcess, SharedProcess
from autograder.sandbox.outside.warm_process import WarmProcess


@pytest.fixture(scope="module")
def shared(data_file: Path) -> Iterator[SharedProcess]:
    need_confinement()
    with SharedProcess(LIMITS, {"poem.txt": data_file}) as process:
        yield process


def run(process: WarmProcess, source: str) -> str:
    """Run a cell in a new sandbox; return what it prints."""
    session = Session(process)
    try:
        return "".join(output.text for output in session.run(source).outputs)
    finally:
        session.close()


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found += [child, *children_of(child)]
    return found


def test_parts_are_confined_as_a_process_of_their_own(shared: SharedProcess, warm_process: WarmProcess) -> None:
    with PartOfProcess(shared) as one, PartOfProcess(shared) as other:
        assert one.layers == other.layers == warm_process.layers and one.level == warm_process.level
        for part in (one, other):
            assert run(part, "print(open('poem.txt').read())") == "so much depends\n\n"
            said = run(part, "print(open('/etc/passwd').read())")
            assert "[Errno" in said and "root:" not in said
        assert not hasattr(one, "_process") and not hasattr(other, "_process"), "neither has started a process"


def test_a_part_that_ends_takes_its_sandboxes_and_leaves_the_others(shared: SharedProcess) -> None:
    with PartOfProcess(shared) as stays:
        there = Session(stays)
        there.run("a = 1")
        before = set(children_of(shared._process.pid))
        with PartOfProcess(shared) as ends:
            Session(ends).run("b = 2")
            assert set(children_of(shared._process.pid)) > before
        deadline = time.monotonic() + 20
        while set(children_of(shared._process.pid)) - before:
            assert time.monotonic() < deadline, "its processes have not ended"
            time.sleep(0.05)
        assert there.fetch(["a"]) == {"a": 1}


def test_no_sandbox_runs_as_root_or_as_the_user_of_another_part(shared: SharedProcess) -> None:
    """All processes of one user count against the limit of each."""
    ask = "import os\nprint(os.getuid())"
    with PartOfProcess(shared) as one, PartOfProcess(shared) as other:
        users = {int(run(part, ask)) for part in (one, other)}
        if os.getuid() == 0:
            assert len(users) == 2 and 0 not in users
        else:
            assert users == {os.getuid()}


def test_where_the_shared_process_has_died_a_part_has_its_own() -> None:
    need_confinement()
    with SharedProcess(LIMITS) as shared:
        with PartOfProcess(shared) as part:
            shared._process.kill()
            shared._process.wait()
            until = time.monotonic() + 20
            while not part.gone:
                assert time.monotonic() < until
                time.sleep(0.05)
            part.restart()
            assert not part.gone and run(part, "print(1)") == "1\n"
        with PartOfProcess(shared) as late:
            assert run(late, "print(2)") == "2\n"


def test_a_fork_of_the_grader_does_not_end_the_shared_process(shared: SharedProcess) -> None:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            part = PartOfProcess(shared)
            shared.close()
            code = 0 if run(part, "print(3)") == "3\n" else 2
            part.close()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with PartOfProcess(shared) as part:
        assert run(part, "print(4)") == "4\n"
