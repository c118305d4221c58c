"""Settings of all tests: one BLAS thread in each process, and the longest files first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Workers of pytest share the processors. With a thread for each processor in each worker, small matrix products wait for
# threads most of the time: a fit of three small networks took 84 s instead of 4 s. NumPy reads these variables when it is
# imported.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

TESTS = Path(__file__).parent
# A worker takes whole files. If a long file came last, the other workers would wait for it.
LONGEST_FIRST = """
    nbgrader_plugins/test_both_ways.py
    lessons/test_hidden_tests.py
    nbgrader_plugins/test_autograde.py
    grading/test_suspicious.py
    gradebook/test_bonus.py
    whole/test_working_day.py
    cli/test_doctor.py
    whole/test_nbgrader_day.py
    browser/test_learner.py
    exports/test_doors.py
    browser/test_formgrader.py
    whole/test_foreign.py
    cli/test_commands.py
    validation/test_assignment.py
    gradebook/test_writer.py
    course/test_release.py
    cli/test_demo.py
    whole/test_wheel.py
    lessons/test_lessons.py
""".split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {TESTS / name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))
