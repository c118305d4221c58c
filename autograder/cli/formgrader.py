"""nbgrader's formgrader on a course, in a browser: a Jupyter server for this machine alone."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, NoReturn

from autograder.course.course import Course
from autograder.gradebook.writer import GradebookWriter

FOLDER = ".jupyter"  # in the course

QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}  # or JupyterLab asks about news


def settings(course: Course, port: int, browser: bool) -> dict[str, Any]:
    """Jupyter's configuration: loopback, a token, the course as root, and nothing that asks the network."""
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "root_dir": str(course.root),
            "open_browser": browser,
            "allow_root": True,  # containers; learners' code is confined all the same
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


def serve(course: Course, *, port: int = 8888, browser: bool = True) -> NoReturn:
    """Become the server, which runs until Ctrl-C.

    port:    the first to try; others follow when it is taken.
    browser: open the page, where there is a browser. Jupyter prints its address in any case.

    What Jupyter keeps (configuration, token, signatures, layouts) goes to `.jupyter` in the course and nothing to the
    home of whoever runs it, whose own configuration does not count either.

    Raises CourseError when the gradebook cannot be used.
    """
    with GradebookWriter(course) as gradebook:  # a fresh clone has none, and formgrader's buttons would fail
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
    places = {f"JUPYTER_{name.upper()}_DIR": str(home / name) for name in ("config", "data", "runtime")}
    places |= {"IPYTHONDIR": str(home / "ipython"), "JUPYTER_PREFER_ENV_PATH": "0"}  # this configuration comes last
    places["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)])  # of alembic
    os.chdir(course.root)  # where nbgrader looks for its configuration
    os.execve(sys.executable, [sys.executable, "-m", "jupyterlab"], dict(os.environ) | places)
