"""Open a course in nbgrader's formgrader, with a Jupyter server that only this machine can reach."""

from __future__ import annotations

import json
import os
import sys
from contextlib import AbstractContextManager
from typing import Any, NoReturn

from autograder.course.course import Course
from autograder.course.lock import locked
from autograder.errors import AutograderError
from autograder.gradebook.writer import GradebookWriter

LAST_PORT = 65_535
FOLDER = ".jupyter"  # in the course
QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}  # JupyterLab asks about news otherwise
# A kernel starts when somebody opens a notebook, which may be a learner's. `-P` keeps a `numpy.py` or an
# `ipykernel_launcher.py` beside it from being imported then; modules beside a notebook are found after all others.
_LATER = "import sys; sys.path.append('')"
KERNEL = {
    "argv": [
        *(sys.executable, "-P", "-m", "ipykernel_launcher", "-f", "{connection_file}"),
        f"--IPKernelApp.exec_lines={_LATER}",
    ],
    "display_name": "Python 3",
    "language": "python",
    "metadata": {"debugger": True},
}


def settings(course: Course, port: int, browser: bool) -> dict[str, Any]:
    """Return Jupyter's configuration: loopback only, a token, the course as root, and no requests to the network."""
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "root_dir": str(course.root),
            "open_browser": browser,
            "allow_root": True,  # for containers; learners' code is confined in any case
            "allow_remote_access": False,
            "jpserver_extensions": {
                "jupyter_lsp": False,  # looks for language servers by running npm
                "autograder.nbgrader_plugins.formgrader_server": True,
            },
        },
        "LabApp": {
            "default_url": "/formgrader",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "extension_manager": "readonly",
        },
        "FormgradeExtension": {"debug": False},  # would print the configuration over the assignments
    }


def serve(
    course: Course, *, port: int = 8888, browser: bool = True, lock: AbstractContextManager[None] | None = None
) -> NoReturn:
    """Replace this process by the server, which runs until Ctrl-C.

    port:    the first port to try; if it is taken, the next ones.
    browser: whether to open the page in a browser. Jupyter prints its address in any case.
    lock:    held while the gradebook is made; by default the course's lock.

    Jupyter keeps its files (configuration, token, signatures, layouts) in `.jupyter` in the course. It neither reads nor
    writes the configuration in the user's home.

    Raises AutograderError for a port that cannot be, CourseError if the gradebook cannot be used.
    """
    if not 1 <= port <= LAST_PORT:
        raise AutograderError("cli.no_such_port", port=port, last=LAST_PORT)
    with lock or locked(course), GradebookWriter(course) as gradebook:  # formgrader's buttons fail without a gradebook
        for assignment in course.assignments():
            gradebook.enter_assignment(assignment)
    home = course.root / FOLDER
    home.mkdir(mode=0o700, exist_ok=True)
    config = home / "config" / "jupyter_server_config.json"
    config.parent.mkdir(exist_ok=True)
    config.write_text(json.dumps(settings(course, port, browser), indent=2) + "\n", encoding="utf-8")
    quiet = config.parent / "labconfig" / "default_setting_overrides.json"
    quiet.parent.mkdir(exist_ok=True)
    quiet.write_text(json.dumps(QUIET) + "\n", encoding="utf-8")
    kernel = home / "data" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    kernel.write_text(json.dumps(KERNEL, indent=2) + "\n", encoding="utf-8")
    places = {f"JUPYTER_{name.upper()}_DIR": str(home / name) for name in ("config", "data", "runtime")}
    places |= {"IPYTHONDIR": str(home / "ipython"), "JUPYTER_PREFER_ENV_PATH": "0"}  # this configuration overrides others
    # nbgrader runs the program `alembic`.
    places["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)])
    os.chdir(course.root)  # where nbgrader looks for its configuration
    os.execve(sys.executable, [sys.executable, "-m", "jupyterlab"], dict(os.environ) | places)
