"""Read nbgrader's metadata of a cell: its role, its points, its checksum.

The rules are those of `nbgraderformat/` and `utils.py` of nbgrader 0.9.6, and a test compares the two.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from enum import Enum
from typing import Any

SKIP = "skip-execution"  # the tag of cells that graders do not run
SCHEMA = 3  # of nbgrader's metadata


class Role(Enum):
    """The role of a cell: who writes it, and who gives points for it."""

    SOLUTION = "solution"  # the learner's; not graded by itself
    TEST = "test"  # the instructor's; gives points
    LOCKED = "locked"  # the instructor's; gives none
    MANUAL = "manual"  # the learner's; a person gives points
    TASK = "task"  # the instructor's question to work done elsewhere; a person gives points
    FREE = "free"  # unknown to nbgrader: prose, scratch

    @property
    def restored(self) -> bool:
        """Whether the text is the instructor's; a learner's changes to it are undone."""
        return self in (Role.TEST, Role.LOCKED, Role.TASK)


def upgraded(metadata: Any, cell_type: str) -> dict[str, Any] | None:
    """Return nbgrader's metadata of a cell in schema 3; None when they say nothing. Never raises.

    Follows `upgrade_cell_metadata` of nbgraderformat v1 to v3:
    - flags default to False, and metadata without any flag are dropped;
    - graded cells have points, a float >= 0;
    - a cell with a checksum gets its type;
    - unknown keys are dropped.
    """
    if not isinstance(metadata, dict):
        return None
    version = metadata.get("schema_version", 0)
    new: dict[str, Any] = {flag: metadata.get(flag) is True for flag in ("grade", "solution", "locked")}
    if metadata.get("task") is True:
        new["task"] = True
    if not any(new.values()):
        return None
    if isinstance(metadata.get("grade_id"), str):
        new["grade_id"] = metadata["grade_id"]
    if new["grade"] or new.get("task"):
        try:
            new["points"] = max(float(metadata.get("points") or 0.0), 0.0)
        except (TypeError, ValueError, OverflowError):
            new["points"] = 0.0
        if not math.isfinite(new["points"]):
            new["points"] = 0.0
    for key in ("checksum", "cell_type"):
        if isinstance(metadata.get(key), str):
            new[key] = metadata[key]
    if version in (0, 1) and "checksum" in new:
        new.setdefault("cell_type", cell_type)
    new["schema_version"] = SCHEMA
    return new


def role_of(metadata: Mapping[str, Any] | None) -> Role:
    """Return the role that nbgrader's metadata give a cell."""
    if not metadata:
        return Role.FREE
    if metadata.get("task"):
        return Role.TASK
    if metadata.get("grade"):
        return Role.MANUAL if metadata.get("solution") else Role.TEST
    if metadata.get("solution"):
        return Role.SOLUTION
    return Role.LOCKED if metadata.get("locked") else Role.FREE


def compute_checksum(cell: Mapping[str, Any]) -> str:
    """Return the MD5 of a cell's text, type, flags, id and points, as `nbgrader.utils.compute_checksum` does."""
    meta = cell["metadata"]["nbgrader"]
    grade, solution = meta.get("grade", False), meta.get("solution", False)
    locked = False if solution else True if grade else meta.get("locked", False)
    parts = [cell["source"], cell["cell_type"], str(grade), str(solution), str(locked), meta["grade_id"]]
    if grade:
        parts.append(str(float(meta["points"])))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def is_untouched(cell: Mapping[str, Any]) -> bool:
    """Return whether a cell is as it was released: its checksum is the one in its metadata."""
    meta = cell.get("metadata", {}).get("nbgrader", {})
    return "checksum" in meta and meta["checksum"] == compute_checksum(cell)


def grade_id_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's grade id; "" where it has none."""
    meta = cell["metadata"].get("nbgrader")
    name = meta.get("grade_id") if isinstance(meta, dict) else None
    return name if isinstance(name, str) else ""
