"""Test that each benchmark and fuzzer runs, on a small input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SMALL = {
    "adversary.py": ["introduction", "--times", "2", "--most", "5"],
    "against_nbgrader.py": ["--help"],  # a full run takes minutes
    "chaos.py": ["--help"],
    "corpus_agreement.py": ["--help"],  # it needs a folder of learners' notebooks
    "diagnosis.py": ["development", "--only", "introduction/relu/"],
    "floor.py": ["introduction", "--times", "2"],
    "foreign_courses.py": ["--help"],
    "fuzz_frames.py": ["--inputs", "2000"],
    "fuzz_notebooks.py": ["--inputs", "5"],
    "latency.py": ["--help"],
    "layers.py": ["introduction", "--times", "2"],
    "learners_code_check.py": ["development", "--only", "introduction"],  # all of it is a nightly command
    "many_secrets.py": ["introduction", "--secrets", "2", "--minutes", "1"],
    "notebooks.py": ["--help"],
    "other_graders.py": [sys.executable, "--only", "ours", "--students", "2", "--times", "1"],
    "right_code.py": ["introduction", "--secrets", "1", "--only", "relu"],
    "scaling.py": ["--help"],
    "variant_mutants.py": ["introduction/relu", "--minutes", "0.05"],
}


def test_there_is_a_small_input_for_each() -> None:
    assert sorted(path.name for path in (ROOT / "benchmarks").glob("*.py")) == sorted(SMALL)


@pytest.mark.parametrize("name", SMALL)
def test_it_runs(name: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / name), *SMALL[name]]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("name", ["attacks.py", "lectures.py", "side_by_side.py"])
def test_the_tools_can_be_loaded(name: str) -> None:
    code = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='loaded')"
    command = [sys.executable, "-c", code, str(ROOT / "tools" / name)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
