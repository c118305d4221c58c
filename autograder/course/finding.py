"""Find the folder of the course that a working directory belongs to, without trusting files that learners handed in.

A course's configuration is a program that runs with the instructor's rights. The nearest one above the working directory
may be a learner's: a person looks at a submission in its folder. So folders are searched from the outermost to the
innermost, and below a course nothing is trusted that lies where nbgrader puts what learners hand in or get.
"""

from __future__ import annotations

import ast
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

STEPS = ("submitted", "autograded", "feedback", "release")  # folders of nbgrader that learners fill, by default their names
EXCHANGE = ("exchange", "inbound", "outbound")
COLLECTED = re.compile(r".+\+.+\+\d{4}-\d\d-\d\d .+")  # how nbgrader's exchange names a submission: student+assignment+time
TIMESTAMP = "timestamp.txt"  # which nbgrader writes into each submission
CONFIG = "nbgrader_config.py"


def find_root(here: Path, config: str) -> Path | None:
    """Return the course's folder that contains `here`; None where there is none.

    here:   an absolute path, with links resolved.
    config: the name of a course's configuration.
    """
    root: Path | None = None
    for folder in reversed([here, *here.parents]):
        if not (folder / config).is_file():
            continue
        if root is not None and _is_handed_in(folder.relative_to(root), root / config):
            break
        if folder != here and _is_open_to_all(folder):
            continue
        if not _is_submission(folder):
            root = folder
    return root


def may_be_handed_in(folder: Path, root: Path) -> bool:
    """Return whether learners may have put files into a folder, so that a configuration there is not trusted.

    folder: an absolute path, with links resolved. root: the course's folder, likewise.
    """
    if _is_submission(folder) or _is_open_to_all(folder):
        return True
    return folder.is_relative_to(root) and _is_handed_in(folder.relative_to(root), root / CONFIG)


def _is_submission(folder: Path) -> bool:
    """Return whether a folder, or one above it, is a submission wherever it lies: nbgrader marks each of them."""
    marked = any((each / TIMESTAMP).exists() for each in (folder, *folder.parents))
    return marked or any(COLLECTED.fullmatch(part) for part in folder.parts)


def _is_open_to_all(folder: Path) -> bool:
    """Return whether anybody may put files into a folder, as into /tmp. A configuration above a course is not read there."""
    shared = stat.S_IWOTH | stat.S_ISVTX
    return folder.stat().st_mode & shared == shared


def _is_handed_in(inner: PurePath, config: Path) -> bool:
    """Return whether a folder of a course may hold what learners handed in. inner: its path in the course's folder."""
    for name in _handed_in_folders(config):
        wanted = PurePath(name).parts
        size = len(wanted)
        if size == 0 or any(inner.parts[i : i + size] == wanted for i in range(len(inner.parts) - size + 1)):
            return True
    return False


def _handed_in_folders(config: Path) -> Iterator[str]:
    """Yield the names of folders that learners fill, as far as a configuration tells without being run.

    A name that is computed, and a configuration that is not Python, yield "", which means every folder.
    """
    yield from (*STEPS, *EXCHANGE)
    try:
        tree = ast.parse(config.read_bytes())
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        yield ""
        return
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            if isinstance(target, ast.Attribute) and target.attr in [f"{step}_directory" for step in STEPS]:
                value = node.value  # type: ignore[attr-defined]
                yield value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
