"""`autograder check --warm`: the same answers as without it, from a process that stays and that may be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from courses import by_id, make_course, released, tiny, write
from warm_graders import Servers, children_of, is_alive, servers, wait_until

from autograder.cli.warm import run_command
from autograder.course.course import Course
from autograder.grading.result import SubmissionResult
from autograder.warm import client
from autograder.warm.fork import Fork

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="A warm grader needs Linux.")

RIGHT = "def double(x):\n    return x + x"


def hand_in(course: Course, path: Path, double: str = RIGHT) -> Path:
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = double
    by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
    return write(path, content)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("warm") / "course")


@pytest.fixture(scope="module")
def warm(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """A server that several tests use; none of them ends it."""
    with servers(course.root, tmp_path_factory.mktemp("runtime") / "private") as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Servers]:
    """A course, with servers for one test."""
    with servers(make_course(tmp_path / "course").root, tmp_path / "private") as made:
        yield made


def scores(printed: str) -> list[float]:
    return [json.loads(line)["score"] for line in printed.splitlines()]


def test_it_prints_what_a_check_without_it_prints(course: Course, warm: Servers, tmp_path: Path) -> None:
    right, wrong = hand_in(course, tmp_path / "right.ipynb"), hand_in(course, tmp_path / "wrong.ipynb", "double = 3")
    (tmp_path / "broken.ipynb").write_text("{")
    questions = [
        [right, "--course", course.root],
        [wrong.name, right.name, f"--course={course.root}"],
        ["broken.ipynb", "--course", course.root, "--lang", "zh"],
        ["wrong.ipynb", "--json", "-", "--course", course.root],
        ["wrong.ipynb", "--no-such-option", "--course", course.root],
        ["wrong.ipynb", "--assignment", "nosuch", "--course", course.root],
    ]
    cold = [warm.check(*question, cwd=tmp_path) for question in questions]
    assert warm.process() is None and [code for code, _, _ in cold] == [0, 0, 2, 0, 2, 2]
    pids = set()
    for question, (code, printed, complained) in zip(questions, cold, strict=True):
        found = warm.check("--warm", *question, cwd=tmp_path)
        if "--json" in question:
            assert {**json.loads(found[1]), "seconds": 0} == {**json.loads(printed), "seconds": 0}
        else:
            assert found[:2] == (code, printed)
            assert found[2] == complained.replace("python -m autograder", "autograder")
        pids.add(warm.process())
    assert len(pids) == 1 and None not in pids, "one server has answered all of them"


def test_a_file_is_written_where_the_caller_is(course: Course, warm: Servers, tmp_path: Path) -> None:
    hand_in(course, tmp_path / "right.ipynb")
    code, printed, _ = warm.check("--warm", "right.ipynb", "--json", "result.json", "--course", course.root, cwd=tmp_path)
    assert code == 0 and json.loads((tmp_path / "result.json").read_text())["score"] == 3 and "double" in printed


def test_a_request_that_is_none_harms_nobody(course: Course, warm: Servers, tmp_path: Path) -> None:
    path = hand_in(course, tmp_path / "right.ipynb")
    assert scores(warm.check("--warm", path, "--json-lines")[1]) == [3]
    pid = warm.process()
    for packet in (b"", b"{", b"[]", b'{"arguments": []}', b"x" * (client.MOST_BYTES + 10)):
        connection = client.connect(warm.folder, warm.name)
        assert connection is not None
        with connection:
            connection.send(packet)
            connection.settimeout(20)
            assert connection.recv(64) == b"", packet
    assert scores(warm.check("--warm", path, "--json-lines")[1]) == [3] and warm.process() == pid


def test_a_caller_that_leaves_ends_what_runs_for_it_and_nothing_else(course: Course, warm: Servers, tmp_path: Path) -> None:
    endless = hand_in(course, tmp_path / "endless.ipynb", f"while True:\n    pass\n{RIGHT}")
    path = hand_in(course, tmp_path / "right.ipynb")
    assert scores(warm.check("--warm", path, "--json-lines")[1]) == [3]
    pid = warm.process()
    assert pid is not None
    before = children_of(pid)
    result = tmp_path / "result.json"
    caller = warm.start("check", "--warm", endless, "--allow-weak-sandbox", "--json", result)
    wait_until(lambda: len(children_of(pid)) > len(before) + 1)  # the fork, and its sandbox
    caller.send_signal(signal.SIGINT)
    caller.communicate(timeout=20)
    assert caller.returncode == 130
    wait_until(lambda: children_of(pid) == before)
    assert not result.exists()
    assert scores(warm.check("--warm", path, "--json-lines")[1]) == [3] and warm.process() == pid


def test_no_result_is_written_for_a_caller_that_has_left(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = [SubmissionResult("tiny", file="a.ipynb")]
    monkeypatch.setattr("autograder.grading.notebooks.grade_notebooks", lambda *_, **__: iter(results))
    path, arguments = tmp_path / "result.json", ["check", "a.ipynb", "--course", str(course.root)]
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    fork = Fork(course, {}, (), connection=here, pipe=-1)
    with here, there:
        assert run_command([*arguments, "--json", str(path)], fork) == 0 and path.exists()
        path.unlink()
        there.close()
        assert run_command([*arguments, "--json", str(path)], fork) != 0 and not path.exists()


def test_after_a_killed_server_another_takes_its_place(own: Servers, tmp_path: Path) -> None:
    path = hand_in(Course(own.root), tmp_path / "right.ipynb")
    assert scores(own.check("--warm", path, "--json-lines")[1]) == [3]
    first = own.process()
    assert first is not None
    below = children_of(first)
    assert below
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: not is_alive(first) and not any(map(is_alive, below)))
    assert (own.folder / f"{own.name}.socket").exists(), "it could not tidy up"
    assert scores(own.check("--warm", path, "--json-lines")[1]) == [3]
    assert own.process() not in (first, None)


def test_where_the_server_is_killed_meanwhile_the_caller_checks_the_rest_itself(own: Servers, tmp_path: Path) -> None:
    quick = hand_in(Course(own.root), tmp_path / "quick.ipynb")
    slow = hand_in(Course(own.root), tmp_path / "slow.ipynb", f"import time\ntime.sleep(3)\n{RIGHT}")
    assert scores(own.check("--warm", quick, "--json-lines")[1]) == [3]
    pid = own.process()
    assert pid is not None
    caller = own.start("check", "--warm", quick, slow, quick, "--json-lines", "--allow-weak-sandbox")
    assert caller.stdout is not None
    first = caller.stdout.readline()
    time.sleep(1)  # the fork says that it has shown a result after it has printed it; the next one takes three seconds
    os.kill(pid, signal.SIGKILL)
    rest, complained = caller.communicate(timeout=60)
    assert caller.returncode == 0 and not complained
    files = [json.loads(line)["file"] for line in (first + rest).splitlines()]
    assert files == [str(quick), str(slow), str(quick)] and scores(first + rest) == [3, 3, 3]


def test_two_callers_at_once_start_one_server(own: Servers, tmp_path: Path) -> None:
    path = hand_in(Course(own.root), tmp_path / "right.ipynb")
    arguments = ("check", "--warm", path, "--json-lines", "--allow-weak-sandbox")
    callers = [own.start(*arguments) for _ in range(3)]
    printed = [caller.communicate(timeout=60) for caller in callers]
    assert [caller.returncode for caller in callers] == [0, 0, 0], printed
    assert [scores(out) for out, _ in printed] == [[3], [3], [3]]
    assert own.process() is not None
    assert sorted(path.suffix for path in own.folder.iterdir()) == [".lock", ".socket"]


def test_a_changed_course_renews_it(own: Servers, tmp_path: Path) -> None:
    path = hand_in(Course(own.root), tmp_path / "right.ipynb")
    assert scores(own.check("--warm", path, "--json-lines")[1]) == [3]
    first = own.process()
    source = own.root / "source" / "tiny" / "tiny.ipynb"
    os.utime(source, ns=(1, 1))  # other times, and the same content
    assert scores(own.check("--warm", path, "--json-lines")[1]) == [3] and own.process() == first
    changed = tiny()
    by_id(changed, "test_double")["metadata"]["nbgrader"]["points"] = 5
    write(source, changed)
    assert scores(own.check("--warm", path, "--json-lines")[1]) == [6]
    assert own.process() not in (first, None)
    wait_until(lambda: first is not None and not is_alive(first))


def test_a_course_that_cannot_be_opened_is_named_by_the_check_itself(own: Servers, tmp_path: Path) -> None:
    path = hand_in(Course(own.root), tmp_path / "right.ipynb")
    (own.root / "nbgrader_config.py").write_text("1 / 0\n")
    code, printed, complained = own.check("--warm", path)
    assert code == 2 and not printed and own.process() is None
    assert "No warm grader could be started" in complained and "nbgrader_config.py" in complained
    assert list(own.folder.iterdir()) == []


def test_a_course_that_cannot_be_compared_is_checked_without_a_server(own: Servers, tmp_path: Path) -> None:
    path = hand_in(Course(own.root), tmp_path / "right.ipynb")
    hidden = own.root / "tests" / "hidden" / "shared"
    hidden.mkdir(parents=True)
    (hidden / "lost.py").symlink_to(tmp_path / "nowhere.py")  # cannot be read, whoever asks
    code, printed, complained = own.check("--warm", path, "--json-lines")
    assert code == 0 and scores(printed) == [3], complained
    assert "The warm grader cannot tell whether the course has changed" in complained
