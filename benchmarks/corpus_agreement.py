"""Compare the grader with a second opinion on notebooks that real learners wrote.

    .venv/bin/python benchmarks/corpus_agreement.py FOLDER [--only KIND] [--part 1/5] [--table FILE] [--list]

FOLDER holds notebooks of the public course, anywhere below it; they are input, and nothing of them is kept in this
repository. Each notebook is pasted cell by cell into the releases: a cell that defines a function of an exercise becomes
that exercise's answer, and every other cell keeps its place before the next one, with whatever it does (imports of files
that are not here, data that is missing, pictures). What the public course gives as a module is given here as the reference.
The whole is graded as a submission, and each function that the learner wrote is judged by `corpus/verdict.py`, which shares
no code with the grader.

The two agree on a function where it earns all its points and is right, or loses some and is wrong. Functions that were left
unfinished are counted apart. A disagreement that a person has read is listed in `corpus/adjudicated.tsv` by a digest of the
function's code, with the true verdict and the reason. The script prints the raw agreement and the one after that, and ends
with 1 where a disagreement has not been read, or the agreement after reading is below 99.5 %.
"""

from __future__ import annotations

import argparse
import ast
import csv
import functools
import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import load_exercise
from autograder.grading.submission import Grader
from autograder.validation.assignment import handed_in

ROOT = Path(__file__).resolve().parents[1]
VERDICT = ROOT / "benchmarks" / "corpus" / "verdict.py"
ADJUDICATED = ROOT / "benchmarks" / "corpus" / "adjudicated.tsv"
AIM = 0.995
SECONDS = 180  # for the second opinion on one notebook
FULL = 1e-9

# A notebook's kind is that of the function which only this kind has.
MARKS = {
    "propagate": "logistic",
    "backward_propagation": "planar",
    "L_model_backward": "building",
    "two_layer_model": "application",
    "normalizeRows": "basics",
}
# The first of these assignments that asks for a function is where it is pasted.
PLACES = {
    "basics": ("numpy_basics", "logistic_regression", "gradient_descent", "shallow_network"),
    "logistic": ("logistic_regression", "numpy_basics"),
    "planar": ("shallow_network",),
    "building": ("deep_network",),
    "application": ("deep_network_application",),
}
UNFINISHED = re.compile(r"^\s*[\w\[\]\"'+(), .]+=\s*None\b", re.M)


@dataclass(frozen=True)
class Opinion:
    """What both think of one function.

    key:     a digest of its code, without docstring and comments.
    earned:  the part of its points that it earned.
    message: what the grader said.
    reason:  why it is wrong, by the second opinion; "" where it is right.
    """

    kind: str
    function: str
    key: str
    earned: float
    message: str
    reason: str
    unfinished: bool
    notebook: str

    @property
    def agree(self) -> bool:
        """Whether the two opinions are the same."""
        return (self.earned >= 1 - FULL) == (not self.reason)


# ---------------------------------------------------------------- notebooks


def cells_of(path: Path) -> list[str]:
    """Return the code cells of a notebook in any format; none where it cannot be read."""
    try:
        content = json.loads(path.read_text("utf-8"))
        cells = content.get("cells") or [cell for sheet in content.get("worksheets", []) for cell in sheet["cells"]]
        texts = [cell.get("source", cell.get("input", "")) for cell in cells if cell.get("cell_type") == "code"]
    except (OSError, ValueError, AttributeError, KeyError):
        return []
    return [text if isinstance(text, str) else "".join(text) for text in texts]


def functions_in(source: str) -> dict[str, ast.FunctionDef]:
    """Return the functions that a cell defines, by name."""
    lines = ["" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines()]
    try:
        body = ast.parse("\n".join(lines)).body
    except SyntaxError:
        return {}
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


def key_of(function: ast.FunctionDef) -> str:
    """Return a digest of a function's code, whatever its comments, layout and docstring."""
    node = ast.parse(ast.unparse(function)).body[0]
    assert isinstance(node, ast.FunctionDef)
    if ast.get_docstring(node) is not None:
        node.body = node.body[1:]
    return hashlib.sha256(ast.unparse(node).encode()).hexdigest()[:16]


def second_opinion(kind: str, sources: list[str]) -> dict[str, list[str]]:
    """Return function -> ["right" or "wrong", why], from a confined process."""
    command = [sys.executable, "-I", str(VERDICT)]
    if shutil.which("bwrap"):
        confined = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
        for path in (VERDICT, sys.prefix, sys.base_prefix):  # they may lie below /tmp
            confined += ["--ro-bind", str(path), str(path)]
        confined += ["--unshare-all", "--die-with-parent", "--new-session"]
        command = [*confined, *command]
    try:
        text = json.dumps({"kind": kind, "sources": sources})
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=SECONDS, check=True)
        return dict(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError) as error:
        print(f"no second opinion: {str(error)[:200]}", file=sys.stderr)
        return {}


# ---------------------------------------------------------------- grading


class Graders:
    """A warm grader for each assignment, with the name under which a learner's function is asked for."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._graders: dict[str, Grader] = {}

    @functools.cache  # noqa: B019 - one object a run
    def exercises(self, assignment: str) -> dict[str, str]:
        """Return each name under which a function is found -> the exercise."""
        if assignment not in self._course.assignments():
            return {}
        found = {}
        for path in sorted(self._course.hidden_tests(assignment).glob("*.py")):
            exercise = load_exercise(self._course.root, assignment, path.stem)
            if isinstance(exercise, Exercise):
                found |= dict.fromkeys((path.stem, *exercise.also), path.stem)
        return found

    def place(self, kind: str, function: str) -> tuple[str, str] | None:
        """Return the assignment and the exercise of a function; None where no assignment of this kind asks for it."""
        names = ((assignment, self.exercises(assignment).get(function)) for assignment in PLACES[kind])
        return next(((assignment, exercise) for assignment, exercise in names if exercise is not None), None)

    def grade(self, assignment: str, answers: dict[str, str], others: dict[str, list[str]]) -> dict[str, tuple[float, str]]:
        """Return exercise -> the part of its points that was earned, and the message.

        answers: exercise -> the learner's cell. others: exercise -> the cells that the learner has before that cell.
        """
        if assignment not in self._graders:
            self._graders[assignment] = Grader(self._course, assignment, allow_weak=True)
        notebooks = {}
        for name, source in self._course.sources(assignment).items():
            content = handed_in(source, solved=True)
            content["cells"] = list(_pasted(content["cells"], answers, others))
            notebooks[name] = content
        result = self._graders[assignment].grade(notebooks)
        if result.refused:
            raise RuntimeError(f"refused: {result.refused.in_language('en')}")
        return {
            one.name: ((one.score or 0.0) / one.max_score if one.max_score else 0.0, one.message)
            for one in result.exercises
            if one.name in answers
        }

    def close(self) -> None:
        for grader in self._graders.values():
            grader.close()


def _pasted(cells: Iterable[Any], answers: dict[str, str], others: dict[str, list[str]]) -> Iterator[Any]:
    for number, cell in enumerate(cells):
        exercise = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if exercise in answers:
            for place, text in enumerate(others.get(exercise, [])):
                extra = {"cell_type": "code", "id": f"own-{number}-{place}", "metadata": {}, "source": text}
                yield {**extra, "outputs": [], "execution_count": None}
            cell = {**cell, "source": answers[exercise]}
        yield cell


def opinions_on(path: Path, graders: Graders) -> list[Opinion]:
    """Return both opinions on each function of one notebook; none where it is of no known kind."""
    cells = cells_of(path)
    functions = {name: node for cell in cells for name, node in functions_in(cell).items()}
    kind = next((kind for mark, kind in MARKS.items() if mark in functions), None)
    if kind is None:
        return []
    with ThreadPoolExecutor(1) as pool:
        opinion = pool.submit(second_opinion, kind, cells)
        earned = _earned(kind, cells, graders)
        verdicts = opinion.result()
    found = []
    for name, (part, message) in earned.items():
        if name in verdicts:
            node = functions[name]
            rest = ast.unparse(node)
            found.append(
                Opinion(
                    kind=kind,
                    function=name,
                    key=key_of(node),
                    earned=part,
                    message=message,
                    reason=verdicts[name][1],
                    unfinished=bool(UNFINISHED.search(rest)) and bool(verdicts[name][1]),
                    notebook=path.name,
                )
            )
    return found


def _earned(kind: str, cells: list[str], graders: Graders) -> dict[str, tuple[float, str]]:
    """Return function -> the part of its points that it earned, and the message."""
    answers: dict[str, dict[str, str]] = {}
    others: dict[str, dict[str, list[str]]] = {}
    names: dict[tuple[str, str], str] = {}
    before: dict[str, list[str]] = {}
    for cell in cells:
        places = {name: place for name in functions_in(cell) if (place := graders.place(kind, name)) is not None}
        if not places:
            for assignment in PLACES[kind]:
                before.setdefault(assignment, []).append(cell)
            continue
        for name, (assignment, exercise) in places.items():
            answers.setdefault(assignment, {})[exercise] = cell
            others.setdefault(assignment, {})[exercise] = before.pop(assignment, [])
            names[assignment, exercise] = name
    found = {}
    for assignment, given in answers.items():
        for exercise, earned in graders.grade(assignment, given, others[assignment]).items():
            found[names[assignment, exercise]] = earned
    return found


# ---------------------------------------------------------------- adjudication


@dataclass(frozen=True)
class Ruling:
    """What a person found on reading a function: whether it is right, and why the two opinions differ."""

    right: bool
    reason: str


def rulings() -> dict[tuple[str, str], Ruling]:
    """Return (function, digest) -> the ruling."""
    if not ADJUDICATED.is_file():
        return {}
    with ADJUDICATED.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        return {(function, key): Ruling(verdict == "right", reason) for function, key, verdict, reason in rows}


def settled(opinions: list[Opinion], known: dict[tuple[str, str], Ruling]) -> list[Opinion]:
    """Return the opinions with the verdicts of those who have read the functions."""
    found = []
    for one in opinions:
        ruling = known.get((one.function, one.key))
        if ruling is not None and not one.agree:
            one = replace(one, reason="" if ruling.right else one.reason or ruling.reason)
        found.append(one)
    return found


def table(opinions: list[Opinion], known: dict[tuple[str, str], Ruling]) -> str:
    """Return the disagreements by their reason, as a table in Markdown."""
    rows: Counter[tuple[str, str, str]] = Counter()
    for one in opinions:
        if not one.agree:
            ruling = known.get((one.function, one.key))
            said = "right" if not one.reason else "wrong"
            verdict = "not read" if ruling is None else "right" if ruling.right else "wrong"
            rows[ruling.reason if ruling else "not read", said, verdict] += 1
    lines = ["| functions | second opinion | after reading | reason |", "|---|---|---|---|"]
    for (reason, said, verdict), count in sorted(rows.items(), key=lambda row: (-row[1], row[0])):
        lines.append(f"| {count} | {said} | {verdict} | {reason} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=sorted(PLACES), help="one kind of notebook")
    parser.add_argument("--part", default="1/1", help="2/5: the second of each five notebooks, to share the work")
    parser.add_argument("--list", action="store_true", help="print each disagreement with its digest")
    parser.add_argument("--table", type=Path, help="write the table of disagreements there")
    given = parser.parse_args()
    graders, opinions, notebooks, began = Graders(Course(ROOT, secret="corpus")), [], 0, time.monotonic()
    first, step = map(int, given.part.split("/"))
    for path in sorted(given.folder.rglob("*.ipynb"))[first - 1 :: step]:
        if given.only and not any(MARKS.get(name) == given.only for cell in cells_of(path) for name in functions_in(cell)):
            continue
        try:
            found = opinions_on(path, graders)
        except RuntimeError as error:
            print(f"{path.name}: {error}", flush=True)
            continue
        notebooks += bool(found)
        opinions += found
        for one in found if given.list else ():
            if not one.agree and not one.unfinished:
                line = (one.function, one.key, one.notebook, f"{one.earned:.3f}", one.reason or "right")
                print(*line, " ".join(one.message.split())[:160], sep="\t", flush=True)
    graders.close()
    known = rulings()
    finished = [one for one in opinions if not one.unfinished]
    after = settled(finished, known)
    print(f"{notebooks} notebooks, {len(opinions)} functions, of these {len(opinions) - len(finished)} unfinished,", end=" ")
    print(f"{len({(one.function, one.key) for one in finished})} different ones; {time.monotonic() - began:.0f} s")
    print(f"unfinished functions that earn all points: {sum(one.earned >= 1 - FULL for one in opinions if one.unfinished)}")
    right = sum(not one.reason for one in finished)
    print(f"by the second opinion {right} are right and {len(finished) - right} wrong")
    shares = [sum(one.agree for one in each) / max(1, len(each)) for each in (finished, after)]
    print(f"raw agreement {shares[0]:.2%}, after reading {shares[1]:.2%} (aim: {AIM:.1%})")
    print(found_table := table(finished, known))
    if given.table:
        given.table.write_text(found_table + "\n", encoding="utf-8")
    unread = [one for one in finished if not one.agree and (one.function, one.key) not in known]
    return 1 if unread or shares[1] < AIM else 0


if __name__ == "__main__":
    sys.exit(main())
