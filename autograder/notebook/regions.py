"""Solutions, hidden tests and mark schemes: the regions of a cell that learners do not get."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.errors import NotebookError


@dataclass(frozen=True)
class Delimiters:
    """The words that mark regions of a source notebook, and what the release has there; nbgrader's.

    no_stub: a regular expression of grade ids: what stands round the solution in these cells says all (ours).
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
        """Whether the solution of this cell gives way to a stub."""
        return not (self.no_stub and re.fullmatch(self.no_stub, grade_id))


DEFAULT = Delimiters()


# Regions
def _split(source: str, begin: str, end: str, what: str) -> tuple[list[str], list[str], list[tuple[int, str]]]:
    """Lines outside and inside of regions; for each region its place outside and its indent."""
    outside: list[str] = []
    inside: list[str] = []
    regions: list[tuple[int, str]] = []
    within = False
    for line in source.split("\n"):
        if begin in line:
            if within:
                raise NotebookError(f"a {what} region begins inside another; close the first with {end}")
            within = True
            regions.append((len(outside), line[: len(line) - len(line.lstrip())]))
        elif end in line:
            within = False
        else:
            (inside if within else outside).append(line)
    if within:
        raise NotebookError(f"a {what} region is not closed; add a line with {end}")
    return outside, inside, regions


def strip_hidden_tests(source: str, delimiters: Delimiters = DEFAULT) -> str:
    """`source` without its hidden tests and mark schemes, markers included, as a release shows it.

    Raises NotebookError (a clause, for the caller to say where) for a region that is nested or not closed.
    """
    outside, _, _ = _split(source, delimiters.begin_hidden, delimiters.end_hidden, "hidden tests")
    outside, _, _ = _split("\n".join(outside), delimiters.begin_scheme, delimiters.end_scheme, "mark scheme")
    return "\n".join(outside)


def strip_solutions(
    source: str, delimiters: Delimiters = DEFAULT, *, code: bool = True, whole: bool = False, grade_id: str = ""
) -> str:
    """`source` with each solution region replaced by the stub, indented as the marker was.

    code:     whether the stub is code's or text's.
    whole:    the cell is a solution cell: without any region, all of it is the solution.
    grade_id: the cell's; some have no stub.
    """
    stub = (delimiters.code_stub if code else delimiters.text_stub).split("\n")
    stub = stub if delimiters.has_stub(grade_id) else []
    lines, _, regions = _split(source, delimiters.begin_solution, delimiters.end_solution, "solution")
    if whole and not regions:
        return "\n".join(stub)
    for place, indent in reversed(regions):
        lines[place:place] = [indent + line for line in stub]
    return "\n".join(lines)


def hidden_lines(source: str, delimiters: Delimiters = DEFAULT) -> list[str]:
    """The lines that stand inside solution, hidden test or mark scheme regions."""
    lines: list[str] = []
    for begin, end in (
        (delimiters.begin_solution, delimiters.end_solution),
        (delimiters.begin_hidden, delimiters.end_hidden),
        (delimiters.begin_scheme, delimiters.end_scheme),
    ):
        lines += _split(source, begin, end, "hidden")[1]
    return lines
