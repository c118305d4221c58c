"""Tell paths of a learner's own machine from paths of this one.

Notebooks come from Colab, Kaggle and laptops, and name files there. Where this machine has no such folder, the file is
missing, as it would be for anybody, and nobody has tried to read what is none of their business.
"""

from __future__ import annotations

import os

from autograder.sandbox.shared.attempts import PATHS

_PATH_KINDS = {*PATHS.values(), "write"}
# Folders that hold somebody's files on one machine and somebody else's on another.
_HOMES = ("home", "root", "Users", "mnt", "media", "content", "kaggle", "data", "datasets", "workspace", "workspaces")
_DATA = ("input", "data", "dataset", "datasets", "images", "working")  # beside a notebook's folder


def is_elsewhere(kind: str, path: str) -> bool:
    """Return whether an attempt is about a path that only another machine has.

    An absolute path is, where its first folder is missing here; for a folder of homes, where its first two are. A relative
    path is, where it leads to a folder of data beside the notebook's.
    """
    if kind not in _PATH_KINDS:
        return False
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if not path.startswith("/"):
        below = [part for part in parts if part != os.pardir]
        return bool(below) and parts[: -len(below)].count(os.pardir) == len(parts) - len(below) and below[0] in _DATA
    if os.pardir in parts or not parts:
        return False
    top = f"/{parts[0]}"
    if not os.path.lexists(top):
        return True
    return parts[0] in _HOMES and len(parts) > 1 and os.access(top, os.X_OK) and not os.path.lexists(f"{top}/{parts[1]}")
