"""Read how much a course tells its learners of a wrong answer: `c.Help.level`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.course.configuration import CONFIG, Configuration
from autograder.errors import CourseError
from autograder.words import Listed

LEVELS = ("none", "result", "what", "hint", "example", "repair")  # each says all that those before it say
DEFAULT = "example"
HIGHEST = LEVELS[-1]
OTHERS = "*"  # in a mapping: every assignment that it does not name


def help_levels(course: Configuration, assignment: str) -> tuple[str, ...]:
    """Return the level of help of an assignment, for each attempt in order; the last one is that of all later attempts.

    The setting is a level, a list of levels (one for each attempt), or a mapping from assignments to one of these.
    Raises CourseError for anything else.
    """
    setting = course.option("Help", "level", DEFAULT)
    if isinstance(setting, Mapping):
        setting = setting.get(assignment, setting.get(OTHERS, DEFAULT))
    levels: Any = [setting] if isinstance(setting, str) else setting
    if not isinstance(levels, list | tuple) or not levels or not all(level in LEVELS for level in levels):
        known = Listed(LEVELS, "comma")
        raise CourseError("course.unknown_help", path=str(course.root / CONFIG), value=str(setting), known=known)
    return tuple(levels)


def level_at(levels: tuple[str, ...], attempt: int) -> str:
    """Return the level of an attempt, counted from 1; one that was not counted has the first level."""
    return levels[min(max(attempt, 1), len(levels)) - 1]


def shown_status(status: str, level: str) -> str:
    """Return an exercise's status as far as a level tells it: below `what`, nothing says in which way an answer fails."""
    return status if shows(level, "what") or status not in ("error", "timeout", "crashed") else "failed"


def shows(level: str, least: str, most: str = HIGHEST) -> bool:
    """Return whether a level shows what belongs to the levels from `least` to `most`."""
    return LEVELS.index(least) <= LEVELS.index(level) <= LEVELS.index(most)
