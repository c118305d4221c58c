"""Hold a course's lock in another process, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[1]
HOLD = """
import sys, time
from autograder import Course
from autograder.course.lock import locked
sys.argv = ["autograder", "grade", "tiny"]
with locked(Course(%r)):
    print("held", flush=True)
    time.sleep(300)
"""


def other_process(course: Course) -> subprocess.Popen[str]:
    """Start a process that holds the course's lock, as `autograder grade tiny` would; the caller kills it."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    code = HOLD % str(course.root)
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process
