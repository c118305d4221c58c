"""Whatever reads a learner's text takes time in proportion to its length: patterns, and functions that loop.

Times are compared with each other, for a text and for one of four times its length, never with a clock. What is quadratic
takes sixteen times as long for the longer one, and what is cubic sixty-four times.
"""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from courses import cell, notebook, released, tiny

import autograder
from autograder import plain, words
from autograder.cli import tables
from autograder.course import recognise
from autograder.grading import notebook_run, outputs
from autograder.judging import sentences
from autograder.nbgrader_plugins import rendering, simple_notebook
from autograder.nbgrader_plugins.feedback import HideTests
from autograder.notebook import files, normal, other_names, regions, restore, source
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.shared import wire

PACKAGE = Path(autograder.__file__).parent
FACTOR, MOST = 4, 9  # times as long; times the time, which noise may double
SHORT = 0.0015  # seconds that the shorter text should take at least, so that the clock can tell

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")

PIECES = [
    "a", " ", "\n", "`", "=", "<", ">", "(", ")", "[a](", "<script ", "</script>", "a = ", "def f", "\t\n", "-", "1",
    "\x1b[", "\x1b[1m", "&", "&#0", "\\", "```\n", "```python\n", "/autograder/", "http://a.", "a-", "data:image/", "$",
    "é", ";", "np.a(", "--> ", "a: ", "<a ", "rgb(1,", "Cell In [", "async ", "href", "\\href", "<span", "/solutions/x.py",
    "!", "%", "%timeit ", "a,\n", "a, b\n = ", "import ", "_i", "np.random.seed(", "np.random.seed(1) ", "os.exec", "#",
]  # fmt: skip


def seconds(work: Callable[[], Any], times: int = 2) -> float:
    """Return the least of some times, in seconds of this thread's processor: other processes do not count."""
    best = float("inf")
    for _ in range(times):
        began = time.thread_time()
        work()
        best = min(best, time.thread_time() - began)
    return best


def grows(work: Callable[[str], Any], piece: str, end: str = "", longest: int = 150_000) -> float:
    """Return how many times as long `work` takes for a text of `FACTOR` times the length.

    The shorter text is as long as it takes to need `SHORT` seconds; where `longest` characters need less, the answer is 0.
    """
    length = 2000
    while True:
        short = piece * (length // len(piece) + 1) + end
        once = seconds(lambda: work(short))  # noqa: B023
        if once >= SHORT:
            break
        length *= 4
        if length > longest:
            return 0.0
    return seconds(lambda: work(piece * (FACTOR * length // len(piece) + 1) + end), times=1) / once


def check(work: Callable[[str], Any], piece: str, end: str = "") -> None:
    ratio = grows(work, piece, end)
    for _ in range(5):
        if ratio >= MOST:  # another process may have taken the processor
            ratio = min(ratio, grows(work, piece, end))
    assert ratio < MOST, f"{ratio:.1f} times as long for {FACTOR} times {piece!r}"


def test_a_quadratic_pattern_is_found() -> None:
    assert grows(re.compile(r"a*b").search, "a", longest=100_000) >= MOST


# ---------------------------------------------------------------- patterns

# Read nothing of a learner's, or only what is bounded: module.name -> why.
BOUNDED = {
    "exercise.rule": "a message of at most 1,000 characters",
    "exercise.alternatives": "the course's own texts",
    "judging.training": "a key of a dictionary; the pattern is the course's",
    "validation": "the course's own texts",
    "words._docstrings": "the course's own docstrings",
    "course": "the course's own texts, and nbgrader's log",
    "grading.tied": "the course's own texts",
    "exports": "the course's own texts, and the lock file",
    "judging.restating": "the message and the line of an error, which are bounded",
    "judging.likeness": "the message and the line of an error, which are bounded",
    "collecting.roster": "the instructor's list of the class",
    "sandbox.inside": "in the sandbox, whose clock it is",
    "nbgrader_plugins.pages": "the texts of templates",
    "notebook.normal._SUFFIX": "ids of the source",
}


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every compiled pattern of the package, by module and name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        if "re.compile" not in path.read_text("utf-8"):
            continue
        module = importlib.import_module(f"autograder.{name}".rstrip("."))
        found |= {f"{name}.{key}": value for key, value in vars(module).items() if isinstance(value, re.Pattern)}
    return found


def is_bounded(name: str) -> bool:
    return any(name.startswith(part) for part in BOUNDED)


READING = {name: pattern for name, pattern in patterns().items() if not is_bounded(name)}


def test_all_patterns_are_here() -> None:
    assert {"notebook.source._DEFINES", "nbgrader_plugins.rendering._LINK", "words._CODE", "plain._TICKS"} <= READING.keys()


@pytest.mark.parametrize("name", READING)
def test_patterns_are_linear(name: str) -> None:
    """As each is used, with the text at its start or anywhere, and with an end that makes it fail."""
    pattern = READING[name]
    ways = [pattern.fullmatch, pattern.match] if _whole(name) else [lambda text: pattern.sub("", text), pattern.findall]
    for way in ways:
        for piece in PIECES:
            check(way, piece, "\x00!")


def _whole(name: str) -> bool:
    """Return whether the code asks a pattern about a whole text, or its start."""
    module, _, attribute = name.rpartition(".")
    code = Path(importlib.import_module(f"autograder.{module}").__file__ or "").read_text("utf-8")
    return bool(re.search(rf"\b{attribute}(?:\.(?:fullmatch|match)\b|,)", code))


def test_no_pattern_is_written_where_this_test_does_not_see_it() -> None:
    """Patterns of learners' texts are compiled at the top of a module, under a name."""
    inline = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
        if is_bounded(name):
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        odd = [
            ast.unparse(call.func)
            for call in calls
            if re.match(r"re\.(sub|split|search|match|fullmatch|find)", ast.unparse(call.func))
        ]
        if odd:
            inline[name] = len(odd)
    assert inline == INLINE


INLINE = {  # each is tried below, in its function
    "grading.notebook_run": 1,
    "judging.sentences": 3,
    "nbgrader_plugins.feedback": 1,
    "nbgrader_plugins.rendering": 2,
    "notebook.other_names": 1,
    "notebook.regions": 1,  # the course's own pattern, on a grade id of the source
}


# ---------------------------------------------------------------- functions


def hide(text: str) -> None:
    hider = HideTests.__new__(HideTests)
    hider.secrets = {f"assert secret == {number}" for number in range(20)}  # type: ignore[attr-defined]
    HideTests._without_secrets(hider, text)
    HideTests._quotes_hidden_test(hider, text, 3)


def restored(text: str) -> None:
    """Restore a notebook whose cells have lost their ids; the text is cut into cells like those of the source."""
    content = released(SOURCE)
    for one in content["cells"]:
        one["metadata"] = {}
    size = 60
    content["cells"] += [cell(text[at : at + size]) for at in range(0, min(len(text), 9_000 * size), size)]
    restore.restore(content, SOURCE)


def in_one_cell(text: str) -> None:
    content = released(SOURCE)
    for one in content["cells"]:
        one["metadata"] = {}
    content["cells"].append(cell(text))
    restore.restore(content, SOURCE)


def as_messages(text: str) -> None:
    list(tables._blocks(text))


def why_it_ended(name: str, text: str) -> None:
    """Ask about a cell whose code and error are both the text."""
    run = SimpleNamespace(stopped=None, outputs=[SimpleNamespace(kind="error", name=name, text=text)])
    notebook_run._why_it_ended(run, text, "en")  # type: ignore[arg-type]


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "restore, many cells": restored,
    "restore, one cell": in_one_cell,
    "recognise": lambda text: recognise.rank(notebook(cell(text)), {"a": SOURCE}),
    "language": lambda text: recognise.language_of_submission(notebook(cell(text)), {"en": SOURCE, "zh": SOURCE}, "en"),
    "squeeze": normal.squeeze,
    "names_by_line": source.names_by_line,
    "hidden_lines": lambda text: _or_error(regions.hidden_lines, text),
    "as_text": files.as_text,
    "parse_notebook": lambda text: _or_error(lambda t: files.parse_notebook(t.encode(), "a"), text),
    "dumps": lambda text: files.dumps(notebook(cell(text))),
    "clean": plain.clean,
    "one_line": lambda text: plain.one_line(text, len(text)),
    "code_span": plain.code_span,
    "code_block": plain.code_block,
    "csv_cell": plain.csv_cell,
    "json_text": plain.json_text,
    "for_page": plain.for_page,
    "say": lambda text: words.say("judging.error", name="f", error=text),
    "blocks of a message": as_messages,
    "hide tests": hide,
    "as_number": outputs.as_number,
    "why it ended": lambda text: why_it_ended("E", text),
    "why it ended, not Python": lambda text: why_it_ended("SyntaxError", text),
    "renamed": lambda text: other_names.renamed(text, "f", "g"),
    "one learner's error": lambda text: sentences.undefined("f", text),
    "without_scripts": rendering.without_scripts,
    "without_formula_links": rendering.without_formula_links,
    "shallow": lambda text: _or_error(rendering.shallow, text),
    "simplified": lambda text: simple_notebook.simplified(notebook(cell(text), cell(text, kind="markdown"))),
    "text dtype": wire._is_text,
}


def _or_error(work: Callable[[str], Any], text: str) -> None:
    try:
        work(text)
    except Exception:
        return


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_linear(name: str) -> None:
    for piece in PIECES:
        check(FUNCTIONS[name], piece)


def test_alike_lines_cost_no_more_than_others() -> None:
    """6 KB of newlines took a comparison of lines 11 seconds, and 160 such cells fit into a notebook."""
    ours = tiny()
    ours["cells"][0]["source"] = "\n".join(f"# line {number}\n" for number in range(500))
    long = SourceNotebook.of(ours, "tiny.ipynb")

    def work(number: int) -> None:
        restore.restore(notebook(*(cell("\n" * 5000 + "x" * 1000, kind="code") for _ in range(number))), long)

    once = seconds(lambda: work(40))
    assert seconds(lambda: work(160)) < MOST * once
