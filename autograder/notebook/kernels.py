"""Say which language a notebook is written in, from its metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from autograder.notebook.files import as_dict

_KERNELS = {"ir": "R", "xr": "R", "java": "Java", "ijava": "Java", "rapaio": "Java", "octave": "Octave", "matlab": "MATLAB"}
_LANGUAGES = {"r": "R", "julia": "Julia", "java": "Java", "octave": "Octave", "matlab": "MATLAB", "javascript": "JavaScript"}
_PYTHON = ("python", "ipython", "cython", "sagemath", "sage")
_BEGINS = {"julia": "Julia", "python": "", "conda-": "", "xpython": ""}  # names of kernels, which may end with a version
_NAME = re.compile(r"[A-Za-z][\w .+#/()-]{0,39}", re.ASCII)  # of a language
_VERSION = re.compile(r"[ \d].*", re.DOTALL)


def other_language(metadata: Mapping[str, Any]) -> str:
    """Return the language of a notebook that is not written in Python, "R" say; "" for Python, and where nothing says so.

    metadata: the notebook's. The kernel's language counts first, then what the kernel said about itself, then its name. What
    cannot be the name of a language counts for nothing.
    """
    kernel, info = as_dict(metadata.get("kernelspec")), as_dict(metadata.get("language_info"))
    for given in (kernel.get("language"), info.get("name")):
        if isinstance(given, str) and _NAME.fullmatch(said := given.strip()):
            word = _VERSION.sub("", said.lower())
            return "" if word in _PYTHON else _LANGUAGES.get(word, said)
    name = kernel.get("name")
    if not isinstance(name, str):
        return ""
    return _KERNELS.get(
        name.lower(), next((known for begin, known in _BEGINS.items() if name.lower().startswith(begin)), "")
    )
