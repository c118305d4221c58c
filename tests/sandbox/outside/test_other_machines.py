"""Paths of a learner's own machine are no attempts at this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.sandbox.outside.other_machines import is_elsewhere


@pytest.mark.parametrize(
    "path",
    [
        "/content/drive/MyDrive/datasets/train.h5",
        "/kaggle/input/cats/train.csv",
        "/Users/ann/Desktop/lr_utils.py",
        "/home/no-such-person/work/train.h5",
        "//server/share/train.csv",
        "../input/cats/train.csv",
        "../../datasets/train_catvnoncat.h5",
        "./../data/a.csv",
        "../data",
    ],
)
@pytest.mark.parametrize("kind", ["open", "list", "write", "make"])
def test_what_only_another_machine_has(kind: str, path: str) -> None:
    assert is_elsewhere(kind, path)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "/etc/no-such-file",
        "/proc/99999999/mem",
        "/home",
        "/",
        "..",
        "../..",
        "../../solutions/logistic_regression.py",
        "../../../gradebook.db",
        "../bob/logistic_regression.ipynb",
        "../data/../../gradebook.db",
        "/content/../etc/passwd",
        "/kaggle/input/../../etc/passwd",
    ],
)
def test_what_this_machine_may_have(path: str) -> None:
    assert not is_elsewhere("open", path)


def test_a_file_of_this_machine_is_its_own() -> None:
    assert not is_elsewhere("open", str(Path(__file__).resolve()))


def test_other_attempts_have_no_place() -> None:
    assert not is_elsewhere("process", "/content/x") and not is_elsewhere("refused", "line 2")
