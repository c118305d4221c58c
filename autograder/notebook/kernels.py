"""Say which language a notebook is written in, from its metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.notebook.files import as_dict
from autograder.plain import shown

_KERNELS = {"ir": "R", "xr": "R", "java": "Java", "ijava": "Java", "rapaio": "Java", "octave": "Octave", "matlab": "MATLAB"}
_NAMES = {"r": "R", "julia": "Julia", "java": "Java", "octave": "Octave", "matlab": "MATLAB", "javascript": "JavaScript"}
_PYTHON = ("python", "ipython", "python2", "python3", "cython", "sagemath", "sage")
_BEGINS = {"julia": "Julia", "python": "", "conda-": "", "xpython": ""}  # names of kernels, which may end with a version
LENGTH = 40  # characters of a language's name


def other_language(metadata: Mapping[str, Any]) -> str:
    """Return the language of a notebook that is not written in Python, "R" say; "" for Python, and where nothing says so.

    metadata: the notebook's. The kernel's language counts first, then what the kernel said about itself, then its name.
    """
    kernel, info = as_dict(metadata.get("kernelspec")), as_dict(metadata.get("language_info"))
    for given in (kernel.get("language"), info.get("name")):
        if isinstance(given, str) and given.strip():
            said = given.strip()
            return "" if said.lower() in _PYTHON else _NAMES.get(said.lower(), shown(said, LENGTH))
    name = kernel.get("name")
    if not isinstance(name, str):
        return ""
    return _KERNELS.get(
        name.lower(), next((known for begin, known in _BEGINS.items() if name.lower().startswith(begin)), "")
    )
