"""Write the folder that `jupyter lite build` makes a static site of: releases with their data files, to open in a browser.

JupyterLite runs Python in the browser, without a server. It and its Python are packages of the extra `jupyterlite`. Where
they are installed, the site is built; else this writes contents and configuration, and the caller says what to run.
Nothing is graded on such a site.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from autograder.course.course import Course
from autograder.course.files import files_below, write_atomically
from autograder.errors import CourseError

CONTENT = "content"
CONFIG = "jupyter_lite_config.json"
SITE = "site"
COMMAND = ("jupyter", "lite", "build")
PACKAGES = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "jupyter-server")
MODULES = ("jupyterlite_core", "jupyterlite_pyodide_kernel", "jupyter_server")


def write_site_folder(course: Course, assignment: str, target: Path) -> list[Path]:
    """Write an assignment's release below the folder `target`, beside those that are there; return the files written.

    Raises CourseError where there is no release, or a release that holds hidden tests.
    """
    release = course.release(assignment)
    files = {path: content for path, content in files_below(release).items() if ".ipynb_checkpoints" not in path.parts}
    if not any(path.suffix == ".ipynb" for path in files):
        raise CourseError("export.no_release", folder=str(release), assignment=assignment)
    marks = (course.delimiters.begin_hidden, course.delimiters.begin_solution)
    for path, content in files.items():
        if path.suffix == ".ipynb" and any(mark.encode() in content for mark in marks):
            raise CourseError("export.release_leaks", path=str(release / path), assignment=assignment)
    folder = target / CONTENT / assignment
    if folder.exists():
        shutil.rmtree(folder)
    config = {"LiteBuildConfig": {"contents": [CONTENT], "output_dir": SITE}}
    written = {folder / path: content for path, content in files.items()}
    written[target / CONFIG] = (json.dumps(config, indent=2) + "\n").encode()
    for path, content in written.items():
        write_atomically(path, content)
    return list(written)


def build_site(target: Path) -> bool:
    """Build the site in the folder `target`; return whether the packages for it are installed.

    Raises CourseError where the build fails.
    """
    if not all(find_spec(module) for module in MODULES):
        return False
    command = [sys.executable, "-m", MODULES[0], COMMAND[-1]]
    done = subprocess.run(command, cwd=target, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0 or not (target / SITE / "index.html").is_file():
        last = (done.stderr or done.stdout).strip().split("\n")[-1]
        raise CourseError("export.site_fails", folder=str(target), command=" ".join(COMMAND), reason=last.rstrip("."))
    return True
