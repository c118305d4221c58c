"""Notice that a course, or the grader, has changed since it was loaded."""

from __future__ import annotations

from typing import Any

from autograder.course.course import CONFIG, Course
from autograder.course.personal import trusted_folders
from autograder.errors import AutograderError
from autograder.grading.state import PACKAGE, UNKNOWN, assignment_state, grader_state, look_of, package_folders


class Freshness:
    """The state of a course and of the grader; made before anything of the course is loaded.

    Sizes, times and inodes are compared, which is fast; contents where these differ.
    """

    def __init__(self, course: Course) -> None:
        self._root = course.root
        self._folders = [PACKAGE, *(course.root / name for name in ("tests/hidden", "solutions"))]
        self._look = self._look_now()
        self._content = self._content_now()

    def holds(self) -> bool:
        """Return whether everything is as it was."""
        look = self._look_now()
        if look == self._look != UNKNOWN:
            return True
        if not self._content_now() == self._content != ():
            return False
        self._look = look
        return True

    def _look_now(self) -> str:
        """Return a digest of the sizes, times and inodes of all files that count; UNKNOWN where that tells too little."""
        try:
            course = Course(self._root)
            sources = {course.source(name) for name in course.assignments()}
            above = {folder.parent for folder in sources}  # where a new assignment shows
            personal = trusted_folders(course.root)
        except (AutograderError, OSError):
            return UNKNOWN
        files = [course.root / CONFIG, *course.root.glob("*.py"), course.secret_file, *package_folders(), *above]
        files += [path for folder in personal for path in folder.glob("*config.*")]
        folders = [folder for folder in (*self._folders, *sorted(sources)) if folder.is_dir()]
        return look_of(sorted(files), folders)

    def _content_now(self) -> tuple[object, ...]:
        """Return digests of the contents; () where they cannot be read."""
        try:
            course = Course(self._root)
            given: dict[str, Any] = {"language": "", "figures": False, "excused": ()}
            states = [(name, assignment_state(course, name, **given)) for name in course.assignments()]
        except (AutograderError, OSError):
            return ()
        return () if any(state == UNKNOWN for _, state in states) else (grader_state(), states)
