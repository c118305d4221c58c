"""Find a function that a learner wrote under another name than the exercise's, from the text alone.

Public versions of the course name some functions in another way: `normalizeRows` for `normalize_rows`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from autograder.notebook.names import names_of
from autograder.notebook.starter import is_starter

_DEFINED = re.compile(r"^def\s+([^\W\d]\w*)", re.MULTILINE)
_BRITISH = re.compile(r"(?<=[a-z])is(?=e|ing|ation)")


def other_name(name: str, also: Sequence[str], cells: Sequence[str], given: Collection[str], starter: str) -> str | None:
    """Return the name of the function that does the work of `name`; None where the learner wrote `name` itself, or nothing.

    It is spelled like the exercise's but for case, underscores and British spelling, or it is one of `also`. Of several,
    the first of these counts, as the cells leave it.

    also:    further names of the function.
    cells:   the learner's code that runs before the exercise is asked.
    given:   names that are not free: the instructor's, and those of other exercises.
    starter: the code of the cell that learners get.
    """
    defined = frozenset[str]().union(*map(_defined, cells))
    if name in defined and not is_starter(name, cells, starter):
        return None
    alike = sorted(found for found in defined if found != name and _key(found) == _key(name))
    candidates = [found for found in [*alike, *also] if found in defined and found not in given and found != name]
    if not candidates or (name not in defined and any(name in names_of(cell).binds for cell in cells)):
        return None
    return candidates[0]


@lru_cache(maxsize=4096)
def _defined(cell: str) -> frozenset[str]:
    return frozenset(_DEFINED.findall(cell))


def renamed(text: str, old: str, new: str) -> str:
    """Return the text of a function with another name in its first line."""
    return re.sub(rf"^def(\s+){re.escape(old)}\b", rf"def\g<1>{new}", text, count=1, flags=re.MULTILINE)


def _key(name: str) -> str:
    return _BRITISH.sub("iz", name.replace("_", "").lower())
