"""The form of an attack. Each family of attacks is a file in this folder; to add an attack, add an entry there:

    reading.attack(
        "the reference",
        gain="the reference, printed into the attacker's feedback",
        seen="leak",
        worked="in-process",
        code='print(open("COURSE/solutions/attacked.py").read())',
    )

`pytest tests/attacks -k "the reference"` tests that the attack succeeds where `worked` says so, and that it gains
nothing at any level of the sandbox. `make attacks` adds it to the table in docs/security.md.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from sinks import TOGETHER

Sign = Literal[
    "score",
    "leak",
    "done",
    "file",
    "neighbour",
    "process",
    "zygote",
    "unscored",
    "memory",
    "output",
    "time",
    "terminal",
    "link",
    "crowd",
    "choice",
]
SIGNS: dict[Sign, str] = {  # evidence that an attack succeeded, in the words of the table in docs/security.md
    "score": "points for missing work",
    "leak": "content of the course was printed",
    "done": "a forbidden action succeeded",
    "file": "a file of the course was changed",
    "neighbour": "another process was reached",
    "process": "a process outlived the submission",
    "zygote": "the warm process died",
    "unscored": "an exercise was left without a score",
    "memory": "the grader used too much memory",
    "output": "a notebook too large to open",
    "time": "the grader took too long",
    "terminal": "characters that act in a message",
    "link": "a link, an image or HTML of the attacker's in a message",
    "crowd": "more than two sandboxes of one submission at once",
    "choice": "a message named the right one of many answers",
}

DONE = "it is done"  # a cell prints this after a forbidden action has succeeded
_DONE_IN_SOURCE = 'it is" " done'  # split, so that a traceback, which shows the source line, does not contain DONE


@dataclass(frozen=True)
class Attack:
    """Hostile code for one or more cells of a notebook, and what it is meant to achieve.

    family, name: the key of the attack's row in docs/security.md, as "family: name".
    gain:   what the attacker has if the attack succeeds.
    seen:   the evidence of that (a key of SIGNS).
    worked: where the attack succeeds: "in-process" (the hidden tests run in the learner's process, as under nbgrader), or
            the layers of defence that have to be off for it (keys of `layers.OFF`, separated by ", ").
    code:   the source of the solution cell `on`. The names in `Ground.places`, DONE and SYS_<call> are filled in.
    on:     the grade_id of that solution cell.
    assignment: "attacked" (`ground.py`) or "sinks" (`sinks.py`).
    cells:  grade_id -> source of other solution cells.
    change: a function that changes the notebook in place, for attacks that are not code.
    earned: solution cells of `cells` that are right, so that their points are no evidence of success.
    """

    family: str
    name: str
    gain: str
    seen: Sign
    worked: str
    code: str
    on: str = "scale"
    assignment: str = "attacked"
    cells: dict[str, str] = field(default_factory=dict)
    change: Callable[[dict[str, Any]], None] = lambda notebook: None
    earned: tuple[str, ...] = ()

    @property
    def notebook(self) -> str:
        """The notebook that the attacker hands in."""
        return TOGETHER.get(self.on, self.on) if self.assignment == "sinks" else self.assignment

    def __str__(self) -> str:
        return f"{self.family}: {self.name}"

    def written(self, **places: object) -> dict[str, str]:
        """Return grade_id -> source of the cells that the attacker writes, with `places` (name -> value) filled in."""
        values = {name: str(value) for name, value in places.items()} | {"DONE": _DONE_IN_SOURCE}
        names = re.compile("|".join(rf"\b{name}\b" for name in values))
        cells = self.cells | {self.on: self.code}
        return {
            cell: _with_numbers(names.sub(lambda found: values[found[0]], textwrap.dedent(text).strip()))
            for cell, text in cells.items()
        }


class Family:
    """Attacks of one kind.

    attacks: those that the tests run.
    listed:  name -> reason, for attacks that never worked anywhere. They are listed in docs/security.md, but not counted.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.attacks: list[Attack] = []
        self.listed: dict[str, str] = {}

    def attack(self, name: str, **parts: Any) -> None:
        self.attacks.append(Attack(self.name, name, **parts))

    def never_worked(self, name: str, why: str) -> None:
        self.listed[name] = why


def _with_numbers(text: str) -> str:
    """Replace each SYS_<call> by the number of that system call on this machine, or by -1 where it does not exist."""
    if "SYS_" not in text:
        return text
    import pyseccomp

    def number(match: re.Match[str]) -> str:
        return str(max(-1, pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, match[1])))

    return re.sub(r"\bSYS_(\w+)", number, text)
