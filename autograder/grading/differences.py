"""Say which cells of a foreign assignment touch what this grader does differently from nbgrader on purpose.

`docs/differences.md` lists all of it. What the text of a cell shows is found here, before anything runs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from autograder.grading.assignment import Assignment
from autograder.grading.rehearsal import Rehearsal
from autograder.notebook.metadata import Role
from autograder.notebook.names import imported_modules
from autograder.notebook.readable import unreadable_lines
from autograder.notebook.source import Cell, SourceNotebook
from autograder.words import Listed, Sentence, sentence

KINDS = ("programs", "processes", "network", "keyboard", "timing", "stderr", "maximum")
_ASSIGNED = r"^(?:[\w \t\r\f\v,.\[\]]+=)?[^\S\n]*"  # on one line, so that no text is read once for each of its lines
_PROGRAMS = re.compile(
    rf"{_ASSIGNED}!|^[^\S\n]*%%(?:bash|sh|script|perl|ruby|python[23]?|cmd|system|sx)\b"
    r"|^[^\S\n]*%(?:pip|conda|system|sx)\b|\bos\.(?:system|popen|spawn\w*|exec\w*|startfile)\(",
    re.MULTILINE,
)
_TIMING = re.compile(rf"{_ASSIGNED}%%?timeit\b", re.MULTILINE)
_COMPLAINS = re.compile(r"\bsys\.stderr\b|\bwarnings\.warn\(|\blogging\.(?:warning|error|critical)\(")
_MODULES = {
    "subprocess": "programs",
    "pexpect": "programs",
    "multiprocessing": "processes",
    "joblib": "processes",
    **dict.fromkeys("requests urllib.request http.client socket ftplib smtplib yfinance httpx aiohttp".split(), "network"),
}
_ADDRESS = re.compile(r"https?://|ftp://")


def about_course(assignment: Assignment, rehearsed: Mapping[tuple[str, str], Rehearsal]) -> list[Sentence]:
    """Return what the instructor should know of the foreign notebooks that have been rehearsed: true of all submissions.

    rehearsed: (notebook, language) -> what is known of its foreign test cells.
    """
    found: list[Sentence] = []
    for (name, language), known in rehearsed.items():
        source, tests = assignment.sources[name][language], assignment.tests[name, language]
        if any(not test.ours for test in tests.values()):
            found += [*unreadable_cells(source), *known.fails.values(), *touched(source)]
            if known.inside:
                cells = [sentence("grading.cell_because", cell=cell, reason=why) for cell, why in known.inside.items()]
                found.append(sentence("grading.run_inside", notebook=name, cells=Listed(cells, "comma")))
    return found


def unreadable_cells(source: SourceNotebook) -> list[Sentence]:
    """Return a warning for each cell that is not Python as a whole."""
    cells = [cell for cell in source.cells if cell.type == "code" and not cell.is_readable]
    return [
        sentence(
            "course.cell_not_python",
            notebook=Path(source.path).name,
            cell=cell.id or cell.cell_id,
            line=min(unreadable_lines(cell.source)) + 1,
        )
        for cell in cells
    ]


def touched(source: SourceNotebook) -> list[Sentence]:
    """Return one sentence for each difference from nbgrader that the text of some cell touches; it names these cells."""
    found: dict[str, list[str]] = {}
    for cell in source.cells:
        if cell.type == "code" and cell.role is not Role.FREE and not cell.skip:
            for kind in _kinds(cell):
                found.setdefault(kind, []).append(cell.id)
    cells = {kind: Listed(list(dict.fromkeys(found[kind])), "comma") for kind in KINDS if kind in found}
    return [sentence(f"grading.differs.{kind}", notebook=source.name, cells=named) for kind, named in cells.items()]


def _kinds(cell: Cell) -> Iterator[str]:
    """Yield the differences that a cell touches."""
    if _PROGRAMS.search(cell.source):
        yield "programs"
    if _TIMING.search(cell.source):
        yield "timing"
    if cell.role is Role.TEST and _COMPLAINS.search(cell.source):
        yield "stderr"
    for module in imported_modules([cell.python]):
        yield from {_MODULES[known] for known in (module, module.partition(".")[0]) if known in _MODULES}
    body = ast.parse(cell.python).body
    if any(_asks(node) for statement in body for node in ast.walk(statement)):
        yield "keyboard"
    if any(_is_address(node) for statement in body for node in ast.walk(statement)):
        yield "network"
    if cell.role is Role.TEST and body and _is_above(body[-1], cell.points):
        yield "maximum"


def _asks(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "input"


def _is_address(node: ast.AST) -> bool:
    """Return whether a call is given an address on the internet: `pd.read_csv("https://…")`."""
    given: Collection[ast.expr] = node.args[:1] if isinstance(node, ast.Call) else ()
    texts = (each.value for each in given if isinstance(each, ast.Constant))
    return any(isinstance(text, str) and _ADDRESS.match(text) for text in texts)


def _is_above(last: ast.stmt, points: float) -> bool:
    value = last.value if isinstance(last, ast.Expr) else None
    number = value.value if isinstance(value, ast.Constant) else None
    return type(number) in (int, float) and number > points  # type: ignore[operator]
