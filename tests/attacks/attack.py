"""What an attack is. A family is a file beside this one; to add an attack, add an entry there:

    reading.attack(
        "names the file",
        gain="the reference, printed into one's own feedback",
        seen="leak",
        worked="in-process",
        code='print(open("COURSE/solutions/attacked.py").read())',
    )

`pytest tests/attacks -k "names the file"` shows that it gains that where it is said to have worked, and nothing at any
level; `make attacks` puts it into the table of docs/security.md.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Sign = Literal[
    "score", "leak", "done", "file", "neighbour", "process", "zygote", "unscored", "memory", "output", "time", "terminal"
]
SIGNS: dict[Sign, str] = {  # how an attack is seen to have gained, as the table of docs/security.md says it
    "score": "points for what was not written",
    "leak": "content of the course",
    "done": "what must not be possible was done",
    "file": "a file of the course was changed",
    "neighbour": "another process was reached",
    "process": "a process outlived the submission",
    "zygote": "the warm process died",
    "unscored": "an exercise was left without a score",
    "memory": "the grader's own memory",
    "output": "a notebook too large to look at",
    "time": "the grader's time",
    "terminal": "a say over the instructor's terminal",
}

DONE = "it is done"  # what a cell prints once it has done what must not be possible
_WRITTEN_AS = 'it is" " done'  # so that a traceback, which shows the line, does not say it


@dataclass(frozen=True)
class Attack:
    """Hostile cells, and what they are for.

    gain:   what the attacker has if it works.
    seen:   how that is noticed.
    worked: where it was seen to gain that: "in-process" (hidden tests beside the learner's code, as under nbgrader), or the
            names of layers that are off (`layers.OFF`), with commas between them.
    code:   stands in the solution cell of `on`. COURSE, PID, PORT, DONE and SYS_<call> are filled in.
    cells:  what stands in other solution cells.
    change: what else is done to the notebook.
    earned: solution cells that are right, and deserve their points.
    """

    family: str
    name: str
    gain: str
    seen: Sign
    worked: str
    code: str
    on: str = "scale"
    cells: dict[str, str] = field(default_factory=dict)
    change: Callable[[dict[str, Any]], None] = lambda notebook: None
    earned: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.family}: {self.name}"

    def written(self, **places: object) -> dict[str, str]:
        """Solution cell -> what the attacker wrote there."""
        words = {name: str(value) for name, value in places.items()} | {"DONE": _WRITTEN_AS}
        known = re.compile("|".join(rf"\b{name}\b" for name in words))
        cells = self.cells | {self.on: self.code}
        return {
            cell: _with_numbers(known.sub(lambda word: words[word[0]], textwrap.dedent(text).strip()))
            for cell, text in cells.items()
        }


class Family:
    """Attacks of one kind; `listed` are those that never worked anywhere, and why. They are not counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.attacks: list[Attack] = []
        self.listed: dict[str, str] = {}

    def attack(self, name: str, **parts: Any) -> None:
        self.attacks.append(Attack(self.name, name, **parts))

    def never_worked(self, name: str, why: str) -> None:
        self.listed[name] = why


def _with_numbers(text: str) -> str:
    """SYS_name -> the number of that system call here; -1, which is none, where there is no such call."""
    if "SYS_" not in text:
        return text
    import pyseccomp

    def number(match: re.Match[str]) -> str:
        return str(max(-1, pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, match[1])))

    return re.sub(r"\bSYS_(\w+)", number, text)
