"""When the warm process dies or hangs, the present submission is graded again, once; later ones are graded as usual."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, make_course, released, write
from shared_log import SharedLog

from autograder.course.course import Course
from autograder.errors import SandboxError
from autograder.grading import confined
from autograder.grading.classroom import Classroom, Settings
from autograder.grading.submission import Grader
from autograder.notebook.files import Notebook
from autograder.sandbox.outside import warm_process as host
from autograder.sandbox.outside.session import CellRun, Session
from autograder.sandbox.outside.warm_process import WarmProcess

pytestmark = pytest.mark.usefixtures("own_warm_processes")
FAST = CONFIG + "c.SandboxLimits.cell_seconds = 1\nc.SandboxLimits.call_seconds = 1\n"


def warm_process(zygote: WarmProcess) -> int:
    """Return the pid of the warm process as this process sees it: a child of bubblewrap's, where that is used."""
    pid = zygote._process.pid
    while "python" not in os.readlink(f"/proc/{pid}/exe"):
        pid = int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])
    return pid


def right(course: Course) -> Notebook:
    notebook = released(course.sources("tiny")["tiny"])
    by_id(notebook, "double")["source"] = "def double(x):\n    return 2 * x"
    by_id(notebook, "increment")["source"] = "def increment(x):\n    return x + 1"
    return notebook


@pytest.fixture
def grader(tmp_path: Path) -> Iterator[Grader]:
    with Grader(make_course(tmp_path, FAST), "tiny", allow_weak=True) as grader:
        yield grader


@pytest.fixture
def send_signal(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], Callable[[], list[int]]]:
    """Send a signal to the warm process when `double` has run, this many times; what is returned gives its pids so far."""
    monkeypatch.setattr(confined, "_confine", lambda *_: True)  # the process that runs the tests may send signals

    def arrange(number: int, times: int) -> Callable[[], list[int]]:
        met = SharedLog()
        run = Session.run

        def run_and_send(session: Session, source: str, **options: Any) -> CellRun:
            done = run(session, source, **options)
            if "def double" in source and len(met.lines()) < times:
                pid = warm_process(grader._process)
                met.add(f"{pid}\n".encode())
                os.kill(pid, number)
            return done

        grader.grade({"tiny": right(grader._course)})  # the rehearsal, which runs `double` too
        monkeypatch.setattr(Session, "run", run_and_send)
        return lambda: [*map(int, met.lines())]

    return arrange


def test_after_a_kill_it_is_started_again_and_the_submission_graded_again(
    grader: Grader, send_signal: Callable[..., Callable[[], list[int]]]
) -> None:
    notebook = right(grader._course)
    met = send_signal(signal.SIGKILL, 1)
    result = grader.grade({"tiny": notebook})
    assert len(met()) == 1 and result.score == 3 and not result.refused
    assert [exercise.status for exercise in result.exercises] == ["passed", "passed"]
    assert warm_process(grader._process) != met()[0] and not os.path.exists(f"/proc/{met()[0]}/fd")


def test_a_submission_that_ends_it_twice_is_refused(
    grader: Grader, send_signal: Callable[..., Callable[[], list[int]]]
) -> None:
    notebook = right(grader._course)
    met = send_signal(signal.SIGKILL, 2)
    result = grader.grade({"tiny": notebook}, "bob")
    assert len(met()) == 2 and result.exercises == [] and result.student == "bob"
    assert str(result.refused) == "The sandbox's warm process has died. That happened twice with this submission."
    assert grader.grade({"tiny": notebook}).score == 3


def test_a_process_that_does_not_answer_is_replaced(
    grader: Grader, send_signal: Callable[..., Callable[[], list[int]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "END_SECONDS", 0.5)
    notebook = right(grader._course)
    by_id(notebook, "double")["source"] = "def double(x):\n    import os; os._exit(1)"  # so that it is asked for
    met = send_signal(signal.SIGSTOP, 1)
    result = grader.grade({"tiny": notebook})
    assert not os.path.exists(f"/proc/{met()[0]}/fd")
    assert [exercise.status for exercise in result.exercises] == ["crashed", "passed"]
    assert "ended its own process" in result.exercises[0].message


def test_a_death_between_submissions_costs_no_points(grader: Grader) -> None:
    notebook = right(grader._course)
    os.kill(warm_process(grader._process), signal.SIGKILL)
    assert grader.grade({"tiny": notebook}).score == 3


def test_a_failed_restart_costs_one_submission_only(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[str]:
        raise SandboxError("The sandbox did not start.")

    os.kill(warm_process(grader._process), signal.SIGKILL)
    with monkeypatch.context() as patch:
        patch.setattr(WarmProcess, "_command", fail)
        assert "did not start" in str(grader.grade({"tiny": right(grader._course)}).refused)
    assert grader.grade({"tiny": right(grader._course)}).score == 3


def test_the_level_of_a_result_is_that_of_the_restarted_process(grader: Grader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "bubblewrap_works", lambda: False)
    os.kill(warm_process(grader._process), signal.SIGKILL)
    result = grader.grade({"tiny": right(grader._course)})
    assert result.sandbox == grader._process.level != "strict"


def test_modules_that_only_solutions_or_hidden_tests_import_are_not_loaded(tmp_path: Path) -> None:
    from courses import cell, notebook

    source = notebook(
        cell("import colorsys"),
        cell("### BEGIN SOLUTION\nimport symtable\n### END SOLUTION\nx = 1", "x", solution=True),
        cell("import tabnanny", "y", solution=True),
        cell("### BEGIN HIDDEN TESTS\nimport tty\n### END HIDDEN TESTS", "test_x", grade=True, locked=True, points=1),
    )
    with Grader(make_course(tmp_path, FAST, tiny=source), "tiny", allow_weak=True) as grader:
        session = grader.session()
        session.run("import sys\nloaded = {'colorsys', 'symtable', 'tabnanny', 'tty'} & set(sys.modules)")
        loaded = session.fetch(["loaded"])["loaded"]
        session.close()
    assert loaded == {"colorsys"}


def test_a_death_is_noticed_though_the_test_catches_every_exception(tmp_path: Path) -> None:
    from courses import cell, notebook

    source = notebook(
        cell("def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "double", solution=True),
        cell(
            "try:\n    assert double(2) == 4\nexcept Exception:\n    pass", "test_double", grade=True, locked=True, points=1
        ),
    )
    course = make_course(tmp_path, FAST, tiny=source)
    with Grader(course, "tiny", allow_weak=True) as grader:
        given = released(course.sources("tiny")["tiny"])
        grader.grade({"tiny": given})  # the rehearsal
        zygote, killed = grader._process._process.pid, SharedLog()
        fetch = Session.fetch

        def fetch_and_kill(session: Session, names: list[str]) -> dict[str, object]:
            found = fetch(session, names)
            if not killed.lines():
                killed.add(b"once\n")
                os.kill(warm_process(grader._process), signal.SIGKILL)
            return found

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Session, "fetch", fetch_and_kill)
            patch.setattr(confined, "_confine", lambda *_: True)
            grader.grade({"tiny": given})
        assert grader._process._process.pid != zygote


def test_a_class_is_graded_although_a_warm_process_dies(tmp_path: Path) -> None:
    course = make_course(tmp_path, FAST)
    students = ["ada", "bob", "eve"]
    for student in students:
        write(course.submitted("tiny", student) / "tiny.ipynb", right(course))
    with Classroom(course, "tiny", Settings(allow_weak=True), workers=1) as classroom:
        (worker,) = classroom._pool._processes
        (wrapped,) = Path(f"/proc/{worker}/task/{worker}/children").read_text().split()
        os.kill(int(wrapped), signal.SIGKILL)
        assert {result.student: result.score for result in classroom.grade(students)} == dict.fromkeys(students, 3)


HARMFUL = {
    "crashes": "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)",
    "floods": "while True: print('x' * 10**6)",
    "stops itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "leaves threads": "import threading\nfor _ in range(20): threading.Thread(target=threading.Event().wait).start()",
    "ignores signals": (
        "import signal\nfor number in range(1, 32):\n    try: signal.signal(number, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\nwhile True: pass"
    ),
}


@pytest.mark.parametrize("deed", HARMFUL.values(), ids=HARMFUL)
def test_harmful_code_costs_its_own_submission_only(grader: Grader, deed: str) -> None:
    pid = warm_process(grader._process)
    for where in ("def double(x):\n    {}\n    return 0", "{}\ndef double(x):\n    return 0"):
        notebook = right(grader._course)
        by_id(notebook, "double")["source"] = where.format(deed.replace("\n", "\n    ") if "    {}" in where else deed)
        result = grader.grade({"tiny": notebook})
        assert result.exercises[0].score == 0 and not result.refused
    assert grader.grade({"tiny": right(grader._course)}).score == 3
    assert warm_process(grader._process) == pid
