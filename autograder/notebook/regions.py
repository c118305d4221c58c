"""Find the regions of a cell that learners do not get: solutions, hidden tests and mark schemes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.errors import NotebookError
from autograder.words import sentence


@dataclass(frozen=True)
class Delimiters:
    """The words that mark regions of a source notebook, and what the release has in their place. They are nbgrader's.

    no_stub: a regular expression for grade ids. Solutions in these cells are left out without a stub. It is our addition.
    """

    begin_solution: str = "BEGIN SOLUTION"
    end_solution: str = "END SOLUTION"
    begin_hidden: str = "BEGIN HIDDEN TESTS"
    end_hidden: str = "END HIDDEN TESTS"
    begin_scheme: str = "BEGIN MARK SCHEME"
    end_scheme: str = "END MARK SCHEME"
    code_stub: str = "# YOUR CODE HERE\nraise NotImplementedError()"
    text_stub: str = "YOUR ANSWER HERE"
    no_stub: str = ""

    def has_stub(self, grade_id: str) -> bool:
        """Return whether a stub replaces the solution of the cell with this id."""
        return not (self.no_stub and re.fullmatch(self.no_stub, grade_id))


DEFAULT = Delimiters()


def strip_solutions(
    source: str, delimiters: Delimiters = DEFAULT, *, code: bool = True, whole: bool = False, grade_id: str = ""
) -> str:
    """Return `source` with each solution region replaced by the stub, indented as the marker was.

    code:     whether the cell is code, which has another stub than text.
    whole:    whether it is a solution cell: without any region, all of it is the solution.
    grade_id: the cell's id; some cells have no stub.
    Raises NotebookError, as `strip_hidden_tests` does.
    """
    stub = (delimiters.code_stub if code else delimiters.text_stub).split("\n")
    stub = stub if delimiters.has_stub(grade_id) else []
    lines, _, regions = _split(source, delimiters.begin_solution, delimiters.end_solution, "solution")
    if whole and not regions:
        return "\n".join(stub)
    for place, indent in reversed(regions):
        lines[place:place] = [indent + line for line in stub]
    return "\n".join(lines)


def strip_hidden_tests(source: str, delimiters: Delimiters = DEFAULT) -> str:
    """Return `source` without its hidden tests and mark schemes, markers included, as a release shows it.

    Raises NotebookError for a region that is nested or not closed. Its text is a clause; the caller says in which cell.
    """
    outside, _, _ = _split(source, delimiters.begin_hidden, delimiters.end_hidden, "hidden")
    outside, _, _ = _split("\n".join(outside), delimiters.begin_scheme, delimiters.end_scheme, "scheme")
    return "\n".join(outside)


def hidden_lines(source: str, delimiters: Delimiters = DEFAULT) -> list[str]:
    """Return the lines inside of solution, hidden test and mark scheme regions. Raises NotebookError, as above."""
    lines: list[str] = []
    for begin, end, kind in (
        (delimiters.begin_solution, delimiters.end_solution, "solution"),
        (delimiters.begin_hidden, delimiters.end_hidden, "hidden"),
        (delimiters.begin_scheme, delimiters.end_scheme, "scheme"),
    ):
        lines += _split(source, begin, end, kind)[1]
    return lines


def hidden_line_numbers(source: str, delimiters: Delimiters = DEFAULT) -> frozenset[int]:
    """Return the numbers, from 0, of the lines that a release does not show: hidden tests and mark schemes, with markers."""
    hidden: set[int] = set()
    for begin, end in (
        (delimiters.begin_hidden, delimiters.end_hidden),
        (delimiters.begin_scheme, delimiters.end_scheme),
    ):
        within = False
        for number, line in enumerate(source.split("\n")):
            within = within or begin in line
            if within or end in line:
                hidden.add(number)
            within = within and end not in line
    return frozenset(hidden)


def _split(source: str, begin: str, end: str, kind: str) -> tuple[list[str], list[str], list[tuple[int, str]]]:
    """Return the lines outside of regions, those inside, and for each region its place outside and its indent.

    kind: "solution", "hidden" or "scheme", for errors.
    """
    outside: list[str] = []
    inside: list[str] = []
    regions: list[tuple[int, str]] = []
    within = False
    for line in source.split("\n"):
        if begin in line:
            if within:
                raise NotebookError("notebook.region_nested", region=sentence(f"notebook.region.{kind}"), end=end)
            within = True
            regions.append((len(outside), line[: len(line) - len(line.lstrip())]))
        elif end in line:
            within = False
        else:
            (inside if within else outside).append(line)
    if within:
        raise NotebookError("notebook.region_open", region=sentence(f"notebook.region.{kind}"), end=end)
    return outside, inside, regions
