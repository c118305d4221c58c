"""A cause of a wrong answer, as results carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["known mistake", "repair", "error", "relation", "intermediate", "difference"]


@dataclass(frozen=True)
class Explanation:
    """One cause of a wrong answer.

    kind:  where it comes from.
    part:  of the returned value, such as "dw"; "" for all of it.
    owner: the function in which the cause lies.
    line:  counted from 1 in the learner's cell; None where no line is known.
    name:  what the cause is: a known mistake's name, the kind of a repair, an error's type, a relation, or a difference.
    """

    kind: Kind
    part: str
    owner: str
    line: int | None
    name: str
