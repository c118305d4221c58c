"""Read the functions of this folder: wrong ones with their cause, right ones with their style.

A file holds the functions of one assignment. Each begins with a head of comments:

    # ---- propagate: mean_then_m
    # kind: averaging
    # single edit: yes
    # part: cost
    # cause: np.mean has divided by m already, and it is divided again.
    def propagate(w, b, X, Y):
        …
        cost = -1 / m * np.mean(…)  # <-
        …

`# <-` marks the line where the cause lies. It is removed from the source that `load_wrong` returns, and so is the head.
A right function has one line, `# style: …`, in place of the other four.

The folder of a file decides the half of its entries: `wrong/held_out/` has the batch that was written last, and
`wrong/development/` all that were written before it. An entry keeps the key that it was written with, because
`known_mistakes.tsv` lists it by its key. Where its exercise belongs to another assignment now, `MOVED` says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
HALVES = ("development", "held_out")
HEAD = "# ---- "
MARK = re.compile(r"\s*# <-$")

# Every kind of cause, and what belongs to it.
KINDS = {
    "algorithm": "another procedure, which computes something else",
    "argument order": "operands or arguments of a NumPy function in the wrong order",
    "averaging": "not divided by the number of examples, by another number, or twice",
    "axis": "reduced along another axis, or along all",
    "brackets": "an operation reaches too far or not far enough",
    "constant": "a number in place of a parameter, or another number",
    "container": "keys, order or kind of what is returned or cached",
    "early return": "a return inside a loop",
    "error": "a call that NumPy or Python refuses",
    "extra factor": "something is multiplied, divided or applied that does not belong",
    "extra term": "something is added that does not belong",
    "function": "another function, or none where one belongs",
    "helper": "a function of the lesson is called or unpacked wrongly",
    "in place": "an array of the caller is changed",
    "index": "an index, a bound, a size or a layer's number is another one",
    "initialisation": "random where zeros belong, or zeros where random numbers belong",
    "loop": "a statement is inside a loop and belongs outside, or the reverse, or the loop itself is wrong",
    "misunderstanding": "the formula or the task is taken for another one",
    "missing return": "nothing is returned",
    "missing factor": "a factor, a divisor, a power or a root is missing",
    "missing term": "a term or a step is missing",
    "operator": "another operator, or swapped operands",
    "shape": "the numbers are right, their shape is not; or an array is made with another shape",
    "sign": "a plus or a minus",
    "stale value": "a value is used before or after the moment when it is the right one",
    "transposition": "transposed, or not",
    "two slips": "two mistakes that belong together",
    "wrong variable": "another variable in scope",
}

# The assignment that an exercise belonged to when its entries were written -> the one that has it now -> the exercises.
MOVED = {
    "logistic_regression": {
        "gradient_descent": ("sigmoid",),
        "numpy_basics": (
            *("dot_loop", "dot_vectorized", "L1", "L2", "normalize_rows", "softmax", "calories_percentages", "standardize"),
            *("as_column", "check_shapes", "pairwise_distances"),
        ),
    },
    "shallow_network": {"introduction": ("relu",)},
    "deep_network_application": {"deep_network": ("initialize_parameters_he", "update_parameters_with_momentum")},
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A function as a learner would write it in the exercise's cell.

    file: the name of the file that holds it: the assignment that it was written for
    """

    file: str
    exercise: str
    name: str
    source: str

    @property
    def key(self) -> str:
        """What names the entry: "file/exercise/name"."""
        return f"{self.file}/{self.exercise}/{self.name}"

    @property
    def assignment(self) -> str:
        """The assignment that has the exercise."""
        moved = MOVED.get(self.file, {})
        return next((there for there, exercises in moved.items() if self.exercise in exercises), self.file)


@dataclass(frozen=True, kw_only=True)
class Wrong(Entry):
    """A wrong function and what is wrong in it.

    Attributes:
        cause: one sentence
        kind: one of `KINDS`
        lines: where the cause lies in `source`, counted from 1; neighbouring or equal lines are equally right answers
        part: the names of the returned parts that are wrong, such as "dw, db", where others are right; else ""
        single_edit: whether one edit of the repair search's list of operators (the same edit at equal places counts as one)
            makes it right
    """

    cause: str
    kind: str
    lines: tuple[int, ...]
    part: str
    single_edit: bool


@dataclass(frozen=True, kw_only=True)
class Right(Entry):
    """A right function; `style` says in some words what is unusual in it."""

    style: str


def load_wrong(half: str) -> list[Wrong]:
    """Return the wrong functions of one half, "development" or "held_out"."""
    entries = []
    for path in sorted((HERE / "wrong" / half).rglob("*.py")):
        for exercise, name, head, text in _blocks(path):
            marked = text.splitlines()
            entries.append(
                Wrong(
                    file=path.stem,
                    exercise=exercise,
                    name=name,
                    source="".join(MARK.sub("", line) + "\n" for line in marked),
                    cause=head["cause"],
                    kind=head["kind"],
                    lines=tuple(number for number, line in enumerate(marked, 1) if MARK.search(line)),
                    part=head["part"],
                    single_edit={"yes": True, "no": False}[head["single edit"]],
                )
            )
    return entries


def load_right() -> list[Right]:
    """Return the right functions in unusual styles."""
    return [
        Right(file=path.stem, exercise=exercise, name=name, source=text, style=head["style"])
        for path in sorted((HERE / "right").glob("*.py"))
        for exercise, name, head, text in _blocks(path)
    ]


def _blocks(path: Path) -> Iterator[tuple[str, str, dict[str, str], str]]:
    """Yield (exercise, name, head, source) of each function in a file."""
    for block in re.split(rf"^{HEAD}", path.read_text(), flags=re.MULTILINE)[1:]:
        title, *lines = block.splitlines()
        exercise, name = title.split(": ")
        head = {}
        while lines and (match := re.match(r"# (kind|single edit|part|cause|style): ?(.*)$", lines[0])):
            head[match[1]] = match[2]
            lines.pop(0)
        yield exercise, name, head, "\n".join(lines).strip("\n") + "\n"
