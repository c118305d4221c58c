"""Read the files below a folder, and replace a file in one step."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def files_below(folder: Path) -> dict[Path, bytes]:
    """Return the files below a folder: path relative to it -> content."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_atomically(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace a file in one step, so that no program reads half of it. Folders above it are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".autograder-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
