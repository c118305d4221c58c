"""Name the files that a tool would run or trust where it finds them: a learner must not put one beside a notebook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fnmatch import fnmatch

# Tools run, import or trust these files where they find them, and people open Jupyter where notebooks are.
EXECUTED = (
    "nbgrader_config.*", "jupyter*config.*", "ipython*config.*", "sitecustomize.*", "usercustomize.*", "*.pth",
    "conftest.py", "pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "setup.py", "pyproject.toml", "kernel.json", ".env",
    ".env.*", ".envrc", ".jupyter", ".ipython", "profile_*", ".git", ".vscode", ".idea", ".autograder*",
)  # fmt: skip
# A module that lies beside a notebook hides an installed one of the same name.
_STACK = """
    autograder nbgrader numpy matplotlib matplotlib_inline scipy sklearn pandas IPython ipykernel ipykernel_launcher
    ipywidgets jupyter jupyter_client jupyter_core jupyter_server jupyterlab notebook nbconvert nbformat nbclient traitlets
    tornado zmq comm debugpy jedi parso pygments decorator six dateutil psutil packaging platformdirs typer rich sqlalchemy
    msgspec jinja2 markupsafe pyseccomp altair starlette fastapi uvicorn bs4 lxml yaml requests cffi hypothesis pytest
"""
SHADOWED = frozenset(_STACK.split()) | sys.stdlib_module_names
CODE = (".py", ".pyc", ".so", ".pyd")


def is_risky(path: Sequence[str]) -> bool:
    """Return whether some tool may run, import or trust a file: a configuration, or a module that hides another.

    path: the names that lead to it from the notebook's folder.
    """
    if any(fnmatch(part.lower(), pattern) for part in path for pattern in EXECUTED):
        return True
    return len(path) == 1 and path[0].lower().endswith(CODE) and path[0].partition(".")[0] in SHADOWED
