"""Choose, out of a lock file, the packages that grading one assignment needs.

The closure is taken from the packages that are installed here. Where a package is needed on some systems only, its line in
the lock file says so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import autograder
from autograder.course.course import Course
from autograder.errors import CourseError
from autograder.grading.sentences import listed
from autograder.notebook.names import imported_modules

LOCK = "requirements.lock"
DISTRIBUTION = "autograded-neural-networks"

_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[(?P<extras>[^\]]*)\])?(?P<rest>.*)", re.DOTALL)
_EXTRA = re.compile(r"""extra\s*==\s*["']([^"']+)["']""")


def canonical(name: str) -> str:
    """Return a distribution's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def find_lock(course: Course) -> Path:
    """Return the lock file: the course's, else the grader's own. Raises CourseError where there is neither."""
    for folder in (course.root, Path(autograder.__file__).parents[1]):
        if (folder / LOCK).is_file():
            return folder / LOCK
    raise CourseError("export.no_lock", path=str(course.root / LOCK))


def locked_subset(lock: Path, wanted: Iterable[str]) -> str:
    """Return the lines of a lock file that are about some distributions and those that they require.

    Raises CourseError where the lock file lacks one of `wanted`.
    """
    blocks = _blocks(lock.read_text("utf-8"))
    found: set[tuple[str, str]] = set()
    for name in wanted:
        if canonical(name) not in blocks:
            raise CourseError("export.not_locked", package=name, path=str(lock))
        _close(canonical(name), "", blocks, found)
    names = {name for name, _ in found}
    return "".join(block for name, block in blocks.items() if name in names)


def distributions_for(course: Course, assignment: str) -> list[str]:
    """Return the distributions that the grader and an assignment's cells, solutions and hidden tests import.

    Raises CourseError where one of the packages is not installed here.
    """
    names = [match["name"] for text in requires(DISTRIBUTION) or [] if (match := _required(text)) and not match["extra"]]
    codes = [c.source for s in course.sources(assignment).values() for c in s.cells if c.type == "code"]
    files = [course.solutions(assignment), *sorted(course.hidden_tests(assignment).glob("*.py"))]
    codes += [path.read_text("utf-8") for path in files if path.is_file()]
    homes = packages_distributions()
    own = {path.name.partition(".")[0] for path in course.source(assignment).iterdir()} | {"autograder"}
    packages = {module.partition(".")[0] for module in imported_modules(codes)} - sys.stdlib_module_names - own
    if lost := sorted(package for package in packages if package not in homes):
        raise CourseError("export.not_installed", packages=listed(lost), assignment=assignment)
    return sorted({canonical(name) for name in names} | {canonical(homes[package][0]) for package in packages})


def _blocks(text: str) -> dict[str, str]:
    """Return name -> the lines of the lock file about it, in order."""
    found: dict[str, str] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if match := re.match(r"([A-Za-z0-9._-]+)==", block):
            found[canonical(match[1])] = block.rstrip("\n") + "\n"
    return found


def _close(name: str, extra: str, blocks: dict[str, str], found: set[tuple[str, str]]) -> None:
    """Add a locked distribution, with one of its extras, and all that it requires."""
    if name not in blocks or (name, extra) in found:
        return
    found.add((name, extra))
    try:
        needed = requires(name) or []
    except PackageNotFoundError:  # for another system
        return
    for text in needed:
        match = _required(text)
        if match is not None and match["extra"] in ("", extra):
            for inner in {"", *match["extras"].split(",")}:
                _close(canonical(match["name"]), inner.strip(), blocks, found)


def _required(text: str) -> dict[str, str] | None:
    """Return name and extras of a requirement, and the extra that asks for it ("" for none)."""
    match = _REQUIREMENT.match(text)
    if match is None:
        return None
    asked = _EXTRA.search(match["rest"])
    return {"name": match["name"], "extras": match["extras"] or "", "extra": asked[1] if asked else ""}
