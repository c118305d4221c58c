"""A class that is graded with Dask: the scores of a local run, and workers may die."""

from __future__ import annotations

import ast
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from courses import CONFIG, by_id, make_course, released, write
from machine import need
from warm_graders import ROOT, children_of, is_alive, wait_until

from autograder.cluster import cluster as module
from autograder.cluster import worker
from autograder.cluster.cluster import Cluster, ClusterClassroom, Tls
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.gradebook.run import grade_class
from autograder.grading.classroom import Settings
from autograder.grading.result import SubmissionResult
from autograder.grading.state import FolderState, state_of
from autograder.sandbox.shared.optional import installed

WEAK = Settings(figures=False, allow_weak=True)
RIGHT = "def double(x):\n    return x + x"
CLASS = {
    "right": RIGHT,
    "wrong": "def double(x):\n    return x * x",
    "kills": f"import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n{RIGHT}",
    "leaves": f"import os\n{RIGHT}\ndef double(x):\n    os._exit(0)",
    "hangs": "def double(x):\n    while True:\n        pass",
    "also right": RIGHT,
}
LIMITS = CONFIG + "c.SandboxLimits.cell_seconds = 2\nc.SandboxLimits.call_seconds = 2\n"


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    """The files of one certificate for everybody, which it has signed itself."""
    need(installed("distributed"), "Dask is not installed.", "dask")
    from distributed.security import Security

    made, folder = Security.temporary(), tmp_path_factory.mktemp("tls")
    for name, content in {"ca": made.tls_ca_file, "cert": made.tls_client_cert, "key": made.tls_client_key}.items():
        (folder / name).write_text(content)
    return Tls(*(str(folder / name) for name in ("ca", "cert", "key")))


@pytest.fixture(scope="module")
def cluster(tls: Tls) -> Iterator[Cluster]:
    with Cluster(workers=2, tls=tls) as made:
        yield made


def make_class(root: Path, answers: dict[str, str] = CLASS) -> Course:
    course = make_course(root, LIMITS)
    for student, double in answers.items():
        content = released(course.sources("tiny")["tiny"])
        by_id(content, "double")["source"] = double
        by_id(content, "increment")["source"] = "def increment(x):\n    return x + 1"
        write(course.submitted("tiny", student) / "tiny.ipynb", content)
    course.submitted("tiny", "nothing").mkdir(parents=True)
    return course


def scores(results: list[SubmissionResult]) -> dict[str, Any]:
    return {each.student: str(each.refused) if each.refused else [e.score for e in each.exercises] for each in results}


def graded(classroom: ClusterClassroom, students: list[str]) -> dict[str, Any]:
    return scores([*classroom.grade(students)])


def test_scores_and_rows_are_those_of_a_local_run(cluster: Cluster, tmp_path: Path) -> None:
    local, other = make_class(tmp_path / "local"), make_class(tmp_path / "other")
    options: dict[str, Any] = dict(allow_weak_sandbox=True, everyone=True, figures=False)
    expected = grade_class(local, "tiny", workers=1, **options)
    before = cluster.client.run(os.getpid)
    found = grade_class(other, "tiny", cluster=cluster, **options)
    assert scores(found.results) == scores(expected.results)
    assert found.points == expected.points and found.level == expected.level
    assert scores(found.results)["right"] == scores(found.results)["also right"] == [2.0, 1.0]
    assert cluster.client.run(os.getpid) == before, "no submission reaches a Dask worker"
    assert (other.autograded("tiny", "right") / "tiny.ipynb").is_file()
    again = grade_class(other, "tiny", cluster=cluster, **options)
    assert not again.results and len(again.unchanged) == len(CLASS) + 1


def test_nobody_elsewhere_can_reach_a_cluster_of_this_machine(cluster: Cluster) -> None:
    sockets = set()
    for pid in {os.getpid(), *children_of(os.getpid())}:
        for path in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                sockets.add(os.readlink(path))
    rows = [line.split() for file in ("tcp", "tcp6") for line in Path(f"/proc/net/{file}").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets]
    assert len(listening) > 3
    assert [address for address in listening if not address.startswith("0100007F:")] == []


def test_no_hidden_test_is_loaded_into_a_dask_worker(cluster: Cluster, tmp_path: Path) -> None:
    with cluster.classroom(make_class(tmp_path), "tiny", WEAK) as classroom:
        assert graded(classroom, ["right"]) == {"right": [2.0, 1.0]}
    loaded = cluster.client.run(lambda: [name for name in sys.modules if name.startswith(("IPython", "tests."))])
    assert [*loaded.values()] == [[], []]


def test_a_worker_that_is_killed_costs_only_time(cluster: Cluster, tmp_path: Path) -> None:
    slow = f"import time\ntime.sleep(1)\n{RIGHT}"
    course = make_class(tmp_path, {f"s{number}": slow for number in range(4)})
    students = course.submissions("tiny")
    with cluster.classroom(course, "tiny", WEAK) as classroom:
        victim = next(iter(cluster.client.run(os.getpid).values()))
        below = children_of(victim)
        coming = classroom.grade(students)
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)
        found = scores([*coming])
    assert {name: found[name] for name in found if name != "nothing"} == {f"s{n}": [2.0, 1.0] for n in range(4)}
    wait_until(lambda: not any(map(is_alive, below)))
    cluster.client.wait_for_workers(2, timeout=60)


DEADLY = """
import os
from autograder.cluster import worker
if not hasattr(worker.GradingProcess, "real"):  # Dask loads this twice
    worker.GradingProcess.real = worker.GradingProcess.grade
    worker.GradingProcess.grade = lambda self, student: os._exit(1) if student == "deadly" else self.real(student)
"""


def test_a_submission_that_kills_workers_is_set_apart_and_nothing_is_left_running(tmp_path: Path) -> None:
    need(installed("distributed"), "Dask is not installed.", "dask")
    import dask

    (tmp_path / "preload.py").write_text(DEADLY)
    course = make_class(tmp_path / "course", dict.fromkeys(("deadly", "fine", "good"), RIGHT))
    before = children_of(os.getpid())
    with dask.config.set({"distributed.worker.preload": [str(tmp_path / "preload.py")]}), Cluster(workers=2) as cluster:
        options: dict[str, Any] = dict(allow_weak_sandbox=True, figures=False, students=["deadly", "fine", "good"])
        found = grade_class(course, "tiny", cluster=cluster, **options)
        results = {result.student: result for result in found.results}
        assert scores(found.results)["fine"] == scores(found.results)["good"] == [2.0, 1.0]
        assert results["deadly"].waits and "each Dask worker that tried has died" in str(results["deadly"].refused)
        with cluster.classroom(course, "tiny", WEAK) as classroom:
            next(classroom.grade(["fine", "hangs"]))
            during = children_of(os.getpid()) - before
    assert len(during) > 4, "nannies, workers, a grading process, and its warm process"
    wait_until(lambda: not any(map(is_alive, during)))


IN_A_LEARNERS_FOLDER = """
import os, signal
from autograder.cluster.cluster import Cluster
if __name__ == "__main__":
    with Cluster(workers=1) as cluster:
        first = cluster.client.run(os.getpid).popitem()[1]
        os.kill(first, signal.SIGKILL)
        later = first
        while later == first:
            cluster.client.wait_for_workers(1, timeout=60)
            later = (cluster.client.run(os.getpid, on_error="ignore") or {"": first}).popitem()[1]
        print("two workers")
"""


def test_workers_import_nothing_from_the_working_directory(tmp_path: Path) -> None:
    """Neither the first ones do, nor one that takes the place of a worker that has died."""
    need(installed("distributed"), "Dask is not installed.", "dask")
    folder, ran = tmp_path / "submitted", tmp_path / "ran"
    folder.mkdir()
    for name in ("multiprocessing", "pickle", "distributed"):
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write('{name} ')\nraise SystemExit")
    (tmp_path / "script.py").write_text(IN_A_LEARNERS_FOLDER)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(tmp_path / "script.py")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=100)
    assert not ran.exists(), ran.read_text()
    assert (done.returncode, done.stdout) == (0, "two workers\n"), done.stderr


def test_ctrl_c_is_left_to_the_process_that_started_the_cluster(cluster: Cluster, tmp_path: Path) -> None:
    course = make_class(tmp_path)
    with cluster.classroom(course, "tiny", WEAK) as classroom:
        workers = cluster.client.run(os.getpid)
        below = {pid for worker in workers.values() for pid in children_of(worker)}
        for pid in {*workers.values(), *below}:  # as a terminal does
            os.kill(pid, signal.SIGINT)
        assert graded(classroom, ["right", "wrong"])["right"] == [2.0, 1.0]
        assert cluster.client.run(os.getpid) == workers and all(map(is_alive, below))


def test_a_worker_that_is_not_ready_in_time_is_named(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = next(iter(cluster.client.scheduler_info()["workers"]))

    def sandbox_level(spec: object) -> str:
        from distributed import get_worker

        time.sleep(6 if get_worker().address == slow else 0)
        return "strict"

    monkeypatch.setattr(worker, "sandbox_level", sandbox_level)
    monkeypatch.setattr(module, "START_SECONDS", 2.0)
    with pytest.raises(AutograderError, match=f"The Dask worker {slow} was not ready to grade within 2 s"):
        cluster.classroom(make_class(tmp_path), "tiny", WEAK)


def test_the_end_does_not_wait_for_a_worker_that_hangs(cluster: Cluster, tls: Tls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "END_SECONDS", 1.0)
    monkeypatch.setattr(worker, "end_processes", lambda: time.sleep(8))
    other = Cluster(scheduler=cluster.client.scheduler_info()["address"], tls=tls)
    before = time.monotonic()
    other.close()
    assert time.monotonic() < before + 5


def test_a_worker_with_another_course_or_grader_grades_nothing(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = module.assignment_parts
    monkeypatch.setattr(module, "assignment_parts", lambda *given: {**parts(*given), "grader": "other", "secret": "other"})
    with pytest.raises(AutograderError, match=r"the same version of the grader, secret as this machine"):
        cluster.classroom(make_class(tmp_path), "tiny", WEAK)


def test_a_stale_copy_of_a_submission_has_no_score(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = make_class(tmp_path)
    with cluster.classroom(course, "tiny", WEAK) as classroom:
        (result,) = classroom.grade(["right"])
        assert result.state.content == state_of(course.submitted("tiny", "right")).content != ""
        monkeypatch.setattr(module, "state_of", lambda *given: FolderState("stat", "other"))
        (result,) = classroom.grade(["right"])
        assert result.waits and "another version of this submission's folder" in str(result.refused)


def test_where_all_workers_have_gone_the_run_ends(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WITHOUT_WORKERS", -1.0)
    classroom = cluster.classroom(make_class(tmp_path), "tiny", WEAK)
    with classroom, pytest.raises(AutograderError, match="all of its workers was lost"):
        [*classroom.grade(["right"])]


def test_a_cluster_that_exists_is_used_by_its_address_and_with_its_certificates(
    cluster: Cluster, tls: Tls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 3.0)
    address = cluster.client.scheduler_info()["address"]
    assert address.startswith("tls://127.0.0.1:")
    course = make_class(tmp_path)
    with Cluster(scheduler=address, tls=tls) as other, other.classroom(course, "tiny", WEAK) as classroom:
        assert graded(classroom, ["right"]) == {"right": [2.0, 1.0]}
    assert {*cluster.client.run(lambda: len(worker._free)).values()} == {0}, (
        "its grading processes have ended, and its workers have not"
    )
    for wrong in (address, address.replace("tls", "tcp")):
        with pytest.raises(AutograderError, match="No Dask scheduler answers"):
            Cluster(scheduler=wrong)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    need(installed("distributed"), "Dask is not installed.", "dask")
    monkeypatch.setattr(module, "CONNECT_SECONDS", 1.0)
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "tcp://nowhere.invalid:1"):
        with pytest.raises(AutograderError, match=f"No Dask scheduler answers at {address}"):
            Cluster(scheduler=address)


ENVIRONMENT = """
import os
from autograder.cluster.cluster import Cluster
if __name__ == "__main__":
    before = dict(os.environ)
    with Cluster(workers=1):
        print(sorted({*os.environ} - {*before}))
    print(sorted({*os.environ} - {*before}))
"""


def test_it_leaves_the_environment_as_it_was(tmp_path: Path) -> None:
    """Dask puts what its workers are to inherit into the environment of the process that starts them."""
    need(installed("distributed"), "Dask is not installed.", "dask")
    (tmp_path / "script.py").write_text(ENVIRONMENT)
    command = [sys.executable, str(tmp_path / "script.py")]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=True)
    inside, after = map(ast.literal_eval, done.stdout.splitlines())
    assert "PYTHONHASHSEED" in inside and [name for name in after if not name.startswith("__DASK")] == []


def test_without_dask_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "installed", lambda package: False)
    with pytest.raises(AutograderError, match=r"pip install 'autograded-neural-networks\[dask\]'"):
        Cluster(workers=1)


def test_threads_of_a_worker_grade_at_the_same_time(tmp_path: Path) -> None:
    """A worker with two threads has two grading processes."""
    course = make_class(tmp_path, {"right": RIGHT, "wrong": "double = 1"})
    spec = module.Spec(course, "tiny", Settings(figures=False, allow_weak=True, excused=frozenset()), ())
    found: list[SubmissionResult] = []
    threads = [
        threading.Thread(target=lambda name=name: found.extend(worker.grade_batch(spec, [name])))
        for name in ("right", "wrong")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert scores(found) == {"right": [2.0, 1.0], "wrong": [0.0, 1.0]}
    processes = [*worker._free]
    assert len(processes) == 2
    worker.end_processes()
    assert [each._process.returncode for each in processes] == [0, 0] and worker._free == []
