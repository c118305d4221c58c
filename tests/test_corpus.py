"""The second opinion on learners' notebooks: independent of the grader, and able to tell right functions from wrong ones."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VERDICT = ROOT / "benchmarks" / "corpus" / "verdict.py"
AGREEMENT = ROOT / "benchmarks" / "corpus_agreement.py"

HEAD = "import numpy as np\nfrom testCases import *\nimport h5py_of_old\n%matplotlib inline"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
PROPAGATE = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
print(propagate(*data_of_a_module()))"""
PREDICT = "def predict(w, b, X):\n    return (sigmoid(w.T @ X + b) > 0.5) * 1.0"
UNFINISHED = "def initialize_with_zeros(dim):\n    w = None\n    b = None\n    return w, b"


def verdicts(kind: str, *sources: str) -> dict[str, list[str]]:
    text = json.dumps({"kind": kind, "sources": sources})
    command = [sys.executable, "-I", str(VERDICT)]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=True)
    return dict(json.loads(done.stdout))


def test_it_shares_no_code_with_the_grader() -> None:
    tree = ast.parse(VERDICT.read_text("utf-8"))
    modules = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    modules += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in modules} <= {*sys.stdlib_module_names, "numpy"}
    assert not {"exec_module", "runpy", "importlib"} & set(modules)


def test_right_functions_are_right() -> None:
    found = verdicts("logistic", HEAD, SIGMOID, PROPAGATE, PREDICT)
    assert found == {name: ["right", ""] for name in ("sigmoid", "propagate", "predict")}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("/ m}, cost", "}, cost", "db"),
        ("(A - Y).T) / m", "(A - Y).T)", "grads[dw]"),
        ("cost = -np", "cost = np", "cost"),
        ("    A = sig", "    X -= 1\n    A = sig", "changes X"),
        ("    m = X.shape[1]\n", "", "NameError"),
    ],
)
def test_wrong_functions_are_wrong(old: str, new: str, reason: str) -> None:
    assert verdicts("logistic", SIGMOID, PROPAGATE.replace(old, new))["propagate"] == ["wrong", reason]


def test_a_wrong_helper_is_not_the_functions_fault() -> None:
    found = verdicts("logistic", SIGMOID.replace("-z", "z"), PROPAGATE)
    assert found["sigmoid"][0] == "wrong" and found["propagate"] == ["right", ""]


def agreement(folder: Path) -> tuple[int, str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(AGREEMENT), str(folder), "--list"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stdout + done.stderr


def test_both_opinions_are_compared(tmp_path: Path) -> None:
    sources = [HEAD, SIGMOID, UNFINISHED, PROPAGATE.replace("cost = -np", "cost = np"), PREDICT, "plot(undefined)"]
    cells = [{"cell_type": "code", "metadata": {}, "source": source.splitlines(keepends=True)} for source in sources]
    (tmp_path / "own.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2}))
    code, said = agreement(tmp_path)
    assert "1 notebooks, 3 functions, of these 1 unfinished" in said, said  # `sigmoid` is given in these assignments
    assert "1 are right and 1 wrong" in said
    assert "raw agreement 100.00%, after reading 100.00%" in said
    assert code == 0
