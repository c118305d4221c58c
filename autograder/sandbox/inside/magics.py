"""Replace magics that would wait, end the process or start another one; the learner reads a notice instead."""

from __future__ import annotations

import os
import re
import sys
from timeit import default_timer

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_cell_magic, line_magic, magics_class, no_var_expand
from IPython.core.magics.execution import TimeitResult
from IPython.utils.text import SList

from autograder.sandbox.inside import notices

_OPTIONS = re.compile(r"\s*((?:-(?:[nr]\s*\d+|p\s*\d+|[tcqo]+)(?:\s+|\Z))*)")  # of %timeit
_SCRIPTS = ("bash", "sh", "script", "perl", "ruby", "pypy", "python2", "python3", "python", "cmd")


def note(kind: str) -> None:
    """Write a notice to stderr: what is not done while a notebook is graded. kind: the end of its code."""
    sys.stderr.write(notices.say(f"sandbox.notice.{kind}"))


def register(shell: InteractiveShell) -> None:
    """Replace IPython's magics by these."""
    shell.register_magics(_Harmless)
    cell_magics = shell.magics_manager.magics["cell"]
    for name in list(cell_magics):
        if name in _SCRIPTS or name.startswith(("python", "pypy")):
            cell_magics[name] = cell_magics["script"]


@magics_class
class _Harmless(Magics):
    shell: InteractiveShell

    @line_magic
    def matplotlib(self, line: str) -> None:
        """Do nothing: every back end is the inline one."""

    @line_magic
    def pylab(self, line: str) -> None:
        import matplotlib.pyplot
        import numpy

        self.shell.user_ns.update(np=numpy, numpy=numpy, plt=matplotlib.pyplot, pyplot=matplotlib.pyplot)

    @no_var_expand
    @line_cell_magic
    def timeit(self, line: str, cell: str | None = None) -> TimeitResult | None:
        """Run the code once, which shows that it works; IPython may run it millions of times. `-o` returns the time."""
        found = _OPTIONS.match(line)
        options, source = (found[1], line[found.end() :]) if found else ("", line)
        if cell is not None:  # the line is the setup
            self.shell.ex(self.shell.transform_cell(source))
            source = cell
        start = default_timer()
        self.shell.ex(self.shell.transform_cell(source))
        seconds = default_timer() - start
        print(notices.say("sandbox.notice.one_run", milliseconds=seconds * 1e3))
        return TimeitResult(1, 1, seconds, seconds, [seconds], 0.0, 3) if "-o" in options.split() else None

    @line_cell_magic
    def system(self, line: str, cell: str | None = None) -> SList:
        note("no_programs")
        return SList()

    sx = line_cell_magic(system)

    @line_magic
    def pip(self, line: str) -> None:
        note("no_programs")

    @line_magic
    def cd(self, line: str) -> None:
        """Change the working folder, as `os.chdir` does. IPython's own keeps a history of folders in a file."""
        words = line.split()
        quiet = words[:1] == ["-q"]
        path = " ".join(words[1:] if quiet else words).strip("'\"")
        before = os.getcwd()
        os.chdir(self._before if path == "-" else os.path.expanduser(path or "~"))
        self._before = before
        if not quiet:
            print(os.getcwd())

    _before = "."

    @line_magic
    def conda(self, line: str) -> None:
        note("no_programs")

    @cell_magic
    def script(self, line: str, cell: str) -> None:
        note("no_programs")
