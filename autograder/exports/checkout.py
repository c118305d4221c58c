"""Grade the checkout that this runs in, and write result.json for Classroom 50: the `autograder.py` of its bundle.

The exporter copies this file as it is, so it imports the standard library only. It exits with 0 even when tests fail, and
with another code where nothing could be graded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main(here: Path, checkout: Path) -> int:
    """Grade the learner's files; return the exit code. here: the folder of the bundle."""
    python = here / "venv" / "bin" / "python"
    if (here / "requirements.lock").exists() and not python.exists():
        subprocess.run(["bash", str(here / "install.sh")], check=True, env={**os.environ, "PYTHON": sys.executable})
    program = str(python) if python.exists() else sys.executable
    with tempfile.TemporaryDirectory() as name:
        work = Path(name, "work")
        copy_work(checkout, work, here)
        command = [program, "-m", "autograder.exports.harness", "--bundle", str(here), "--submission", str(work)]
        command += ["--output", str(checkout / "result.json")]
        # Python looks for modules in the working directory first, and in `here` this file has the name of the package.
        return subprocess.run(command, cwd=here / "grader", check=False).returncode


def copy_work(checkout: Path, target: Path, here: Path) -> None:
    """Copy the learner's files. The bundle holds the instructor's notebook, so it is left out wherever it lies."""

    def left_out(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name in (".git", ".github") or Path(folder, name).resolve() == here]

    shutil.copytree(checkout, target, symlinks=True, ignore=left_out)


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent, Path.cwd()))
