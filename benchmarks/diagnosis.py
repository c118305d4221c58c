"""Measure how many wrong answers are explained by their cause, on the functions of `learners_code/wrong/`.

    .venv/bin/python benchmarks/diagnosis.py development [--only TEXT] [--list]
    .venv/bin/python benchmarks/diagnosis.py held_out

Each function is graded as a hidden test grades it, in this process, beside the right functions of its assignment. The first
explanation of its report is compared with the cause that was written down before:

- **right**: a known mistake that names the cause: people have judged that for the development half
  (`learners_code/known_mistakes.tsv`); for the held-out half its line does, or the rule of `learners_code/naming.py`; a
  repair, an intermediate value, or the line at which an error stops the function, on a marked line; a relation, an
  intermediate value or a difference that the kind of the cause brings about (`FITTING`).
- **wrong**: any other known mistake, line, relation or intermediate value.
- **nothing**: a difference that is only an effect, an error without a line, or no explanation.
- **unjudged**: a known mistake that the table does not list, or of which the rule cannot tell. It counts as nothing.
- **passed**: full points. The hidden test is blind there, which is no fault of the diagnosis; it is not counted.

`--list` prints each function with its explanation, `--unjudged` the lines that the table lacks. Neither works for the half
that is held out.
"""

from __future__ import annotations

import argparse
import ast
import copy
import linecache
import signal
import statistics
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from autograder.exercise.exercise import Exercise
from autograder.exercise.reference import load_exercise
from autograder.judging.checking import exam_of, examine
from autograder.judging.context import Context
from autograder.judging.explanation import Explanation
from autograder.judging.repair.repairing import Patience
from autograder.judging.report import Report, Worth
from autograder.notebook.definition import Definition
from benchmarks.learners_code.entries import HALVES, Wrong, load_wrong
from benchmarks.learners_code.naming import names_the_cause

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_name("learners_code") / "known_mistakes.tsv"
CELL = "<ipython-input>"  # the name of the learner's cell
SECONDS = 60  # for one function
VERDICTS = ("right", "wrong", "nothing", "unjudged", "passed")
FACTORS = {"averaging", "missing factor", "extra factor", "constant", "index", "misunderstanding"}

# Kind of an explanation and its name -> the kinds of causes that bring it about.
FITTING: dict[tuple[str, str], set[str]] = {
    ("relation", "sign"): {"sign", "brackets", "operator", "argument order"},
    ("relation", "times"): FACTORS,
    ("relation", "over"): FACTORS,
    ("relation", "plus"): {"extra term", "missing term", "index", "sign"},
    ("relation", "rounded"): {"function", "constant", "extra factor"},
    ("relation", "row"): {"index", "early return", "shape", "axis", "loop"},
    ("relation", "column"): {"index", "early return", "shape", "axis", "loop"},
    ("relation", "entry"): {"index", "loop", "stale value"},
    ("relation", "axis"): {"axis"},
    ("relation", "precision"): {"constant", "function"},
    ("relation", "transposed"): {"transposition", "argument order", "shape", "axis"},
    ("intermediate", ""): {
        "function",
        "missing factor",
        "missing term",
        "wrong variable",
        "container",
        "stale value",
        "helper",
        "misunderstanding",
    },
    ("difference", "type"): {"container", "missing return"},
    ("difference", "key"): {"container"},
    ("difference", "length"): {"container"},
    ("difference", "shape"): {"shape"},
    ("difference", "changed"): {"in place"},
}
EFFECTS = ("overflowed", "precision")  # relations that say what numbers look like, and no cause


class TooLong(BaseException):
    """A function took more than `SECONDS`. Not an Exception, which is taken for the function's own."""


@dataclass(frozen=True)
class Judged:
    """One function with its explanation. verdict: one of `VERDICTS`. seconds: CPU time of grading it."""

    entry: Wrong
    first: Explanation | None
    verdict: str
    seconds: float


def table() -> dict[tuple[str, str], bool]:
    """Return (key of a function, known mistake) -> whether the mistake's hint names the cause."""
    rows = [line.split("\t") for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {(key, name): verdict == "right" for key, name, verdict in rows}


def grade(entry: Wrong) -> Report | None:
    """Grade a function beside the right ones of its assignment; None where it takes too long."""
    exam = exam_of(ROOT, entry.assignment, entry.exercise, "benchmark")
    world = {"copy": copy, **vars(exam.reference.module)}  # the lessons import it
    exec(compile(entry.source, CELL, "exec"), world)
    linecache.cache[CELL] = (
        len(entry.source),
        None,
        entry.source.splitlines(keepends=True),
        CELL,
    )  # errors quote their line
    found = [n for n in ast.parse(entry.source).body if isinstance(n, ast.FunctionDef) and n.name == entry.exercise]
    definition = None
    if found:
        text = "\n".join(entry.source.splitlines()[found[-1].lineno - 1 : found[-1].end_lineno]) + "\n"
        definition = Definition(text, found[-1].lineno)
    here = Context(
        course_root=ROOT,
        assignment=entry.assignment,
        secret="benchmark",
        language="en",
        sink=lambda report: None,
        worth=lambda name: Worth(1.0, 0.0),
        failed=lambda name: False,
        definition=lambda name, answer: definition,
        patience=Patience(left=SECONDS, each=SECONDS),  # candidates are counted; a busy machine must not count
    )

    def stop(*_: Any) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        return examine(entry.exercise, world[entry.exercise], here)
    except TooLong:
        return None
    finally:
        signal.alarm(0)


def by_rule(entry: Wrong, named: Explanation) -> bool | None:
    """Return whether a known mistake names the cause, as far as the rule of `learners_code/naming.py` and its line tell."""
    exercise = load_exercise(ROOT, entry.assignment, entry.exercise)
    assert isinstance(exercise, Exercise)
    if named.line is not None:
        return True if named.line in entry.lines else None
    mistake = next(mistake for mistake in exercise.mistakes if mistake.name == named.name)
    return names_the_cause(mistake, entry.kind, entry.cause, exercise.mistakes)


def verdict_on(entry: Wrong, report: Report | None, known: Callable[[Wrong, Explanation], bool | None]) -> str:
    """Judge a report by the rule above. known: says whether a known mistake names the cause; None where it cannot tell."""
    if report is None:
        return "nothing"
    if report.status == "passed":
        return "passed"
    first = report.explanations[0] if report.explanations else None
    if first is None:
        return "nothing"
    if first.kind == "known mistake":
        judged = [known(entry, each) for each in report.explanations if each.kind == "known mistake"]
        return "unjudged" if None in judged else "right" if all(judged) else "wrong"
    if first.kind in ("repair", "error") or first.line is not None:
        return "nothing" if first.line is None else "right" if first.line in entry.lines else "wrong"
    name = first.name.split()[0] if first.kind in ("relation", "difference") else ""
    if entry.kind in FITTING.get((first.kind, name), set()):
        return "right"
    return "nothing" if first.kind == "difference" or name in EFFECTS else "wrong"


def is_asked(entry: Wrong) -> bool:
    """Return whether the course still has the entry's exercise: some are given to learners now."""
    return (ROOT / "tests" / "hidden" / entry.assignment / f"{entry.exercise}.py").exists()


def judge(half: str, only: str, rule: bool) -> Iterator[Judged]:
    """Yield all functions of a half, judged.

    only: a text that their keys contain. rule: judge known mistakes by the rule.
    """
    people = table()

    def known(entry: Wrong, named: Explanation) -> bool | None:
        return by_rule(entry, named) if rule else people.get((entry.key, named.name))

    for entry in load_wrong(half):
        if only not in entry.key or not is_asked(entry):
            continue
        began = time.process_time()
        report = grade(entry)
        first = report.explanations[0] if report is not None and report.explanations else None
        yield Judged(entry, first, verdict_on(entry, report, known), time.process_time() - began)


def show(judged: Judged) -> str:
    """Return a line on one function."""
    entry, first = judged.entry, judged.first
    said = f"{first.kind}: {first.name} {first.part} line {first.line}" if first is not None else "-"
    return f"{judged.verdict:8} {entry.key} [{entry.kind}; lines {entry.lines}] {entry.cause} -> {said}"


def main() -> None:
    """Run a half, and print the table by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", choices=HALVES)
    parser.add_argument("--only", default="", help="a text that the keys contain")
    parser.add_argument("--list", action="store_true", help="print each function")
    parser.add_argument("--rule", action="store_true", help="judge known mistakes by the rule, as for the held-out half")
    parser.add_argument("--unjudged", action="store_true", help="print what the table of known mistakes lacks")
    options = parser.parse_args()
    if options.half == "held_out" and (options.list or options.unjudged or options.only):
        parser.error("functions that are held out are not shown one by one")
    warnings.filterwarnings("ignore")
    found = []
    for judged in judge(options.half, options.only, options.rule or options.half == "held_out"):
        found.append(judged)
        if options.list:
            print(show(judged), flush=True)
        if options.unjudged and judged.verdict == "unjudged" and judged.first is not None:
            print(judged.entry.key, judged.first.name, "right?", sep="\t", flush=True)
    print_table(found)
    gone = sum(not is_asked(entry) for entry in load_wrong(options.half))
    print(f"not asked: {gone}, whose exercises the course does not have any more")


def print_table(found: list[Judged]) -> None:
    """Print how many functions of each kind are explained rightly, wrongly and not at all, then totals and times."""
    by_kind: dict[str, Counter[str]] = {}
    for judged in found:
        by_kind.setdefault(judged.entry.kind, Counter())[judged.verdict] += 1
    print(f"{'kind':20}" + "".join(f"{verdict:>10}" for verdict in VERDICTS))
    for kind in sorted(by_kind):
        print(f"{kind:20}" + "".join(f"{by_kind[kind][verdict]:10}" for verdict in VERDICTS))
    total = Counter(judged.verdict for judged in found)
    print(f"{'all':20}" + "".join(f"{total[verdict]:10}" for verdict in VERDICTS))
    counted = len(found) - total["passed"]
    sources = Counter(judged.first.kind for judged in found if judged.first is not None and judged.verdict == "right")
    print(f"right: {total['right'] / max(counted, 1):.0%} of {counted}; wrong: {total['wrong']}; right by {dict(sources)}")
    seconds = [judged.seconds for judged in found if judged.verdict != "passed"]
    if seconds:
        print(f"CPU seconds: median {statistics.median(seconds):.2f}, largest {max(seconds):.1f}")


if __name__ == "__main__":
    main()
