"""Every call that the disk, the course, the gradebook or the sandbox can let fail is let fail: no score becomes lower."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from faults import ROOT, SCENARIOS, sites

LIST = Path(__file__).with_name("fault_sites.txt")


def listed() -> dict[str, str]:
    """Return site -> the scenario that reaches it; or "-", where none does, with the reason after it."""
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    pairs = [line.split("  ", 1) for line in lines]
    assert len(pairs) == len({site for site, _ in pairs}), "a site is listed twice"
    return {site: how.strip() for site, how in pairs}


def test_every_call_site_is_in_the_list() -> None:
    """A new call into files, the gradebook or the sandbox is added to the list: by `python tests/faults.py --list`."""
    found = sites()
    assert found.keys() - listed().keys() == set(), "not in fault_sites.txt"
    assert listed().keys() - found.keys() == set(), "in fault_sites.txt, and gone"


def test_a_site_that_no_run_reaches_has_a_reason() -> None:
    for site, how in listed().items():
        assert how in SCENARIOS or (how.startswith("- ") and len(how) > 12), site


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    """What `faults.py` prints: where each site is reached, then a line for each fault."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    script = str(ROOT / "tests" / "faults.py")
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, timeout=3000)
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.nightly
def test_the_list_says_which_run_reaches_each_site(lines: list[dict[str, Any]]) -> None:
    reached: dict[str, str] = lines[0]["where"]
    for site, how in listed().items():
        assert (how if how in SCENARIOS else "") == reached[site], site


@pytest.mark.nightly
def test_no_fault_lowers_a_score_or_goes_unnoticed(lines: list[dict[str, Any]]) -> None:
    found = lines[1:]
    assert {one["site"] for one in found} == {site for site, how in listed().items() if how in SCENARIOS}
    assert [one for one in found if one["worse"]] == []


@pytest.mark.nightly
def test_the_undisturbed_class_has_something_to_lose(lines: list[dict[str, Any]]) -> None:
    best = lines[0]["best"]
    for scenario in ("grade", "fresh", "start", "autograde"):
        assert {student: sum(score for score, _ in cells.values()) for student, cells in best[scenario].items()} == {
            "ann": 8,
            "bob": 2,
            "cid": 8,
        }
