"""Settings of all tests: one BLAS thread in each process, shared warm processes, and the longest files first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

# Workers of pytest share the processors. With a thread for each processor in each worker, small matrix products wait for
# threads most of the time: a fit of three small networks took 84 s instead of 4 s. NumPy reads these variables when it is
# imported.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import shared_processes  # noqa: E402  # imports NumPy

from autograder.grading import assignment, ready  # noqa: E402
from autograder.sandbox.outside.warm_process import WarmProcess  # noqa: E402

TESTS = Path(__file__).parent
# A worker takes whole files. If a long file came last, the other workers would wait for it.
LONGEST_FIRST = """
    whole/test_foreign.py
    attacks/test_attacks.py
    whole/test_working_day.py
    cluster/test_cluster.py
    grading/test_suspicious.py
    cli/test_commands.py
    nbgrader_plugins/test_render_process.py
    grading/test_submission.py
    grading/test_asking.py
    grading/test_rehearsal.py
    browser/test_formgrader.py
    nbgrader_plugins/test_autograde.py
    validation/test_assignment.py
    whole/test_two_runs.py
    browser/test_learner.py
    browser/test_payloads.py
    nbgrader_plugins/test_converter.py
    grading/test_foreign.py
    gradebook/test_bonus.py
    cli/test_demo.py
    lessons/test_lessons.py
    grading/test_restart.py
    test_benchmarks.py
    test_growth.py
    nbgrader_plugins/test_both_ways.py
    cli/test_doctor.py
    whole/test_wheel.py
    whole/test_nbgrader_day.py
""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {TESTS / name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.fixture(scope="session", autouse=True)
def _shared_warm_processes() -> Iterator[None]:
    """Let graders that this process makes share warm processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "WarmProcess", shared_processes.part_for)
        patch.setattr(ready, "start_shared_process", shared_processes.shared_for)
        yield
    shared_processes.close_all()


@pytest.fixture(scope="module")
def own_warm_processes() -> Iterator[None]:
    """Let each grader of a test file start its own warm process, as it does outside of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "WarmProcess", WarmProcess)
        patch.setattr(ready, "start_shared_process", assignment.start_shared_process)
        yield
