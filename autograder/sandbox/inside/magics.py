"""Replace magics that would wait, end the process or start another one; the learner reads a notice instead."""

from __future__ import annotations

import sys
from timeit import default_timer

from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_cell_magic, line_magic, magics_class, no_var_expand
from IPython.utils.text import SList

from autograder.sandbox.inside import notices

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
    def timeit(self, line: str, cell: str | None = None) -> None:
        """Run the code once, which shows that it works; IPython may run it millions of times."""
        source = cell if cell is not None else line
        while cell is None and source.startswith("-"):
            source = source.split(None, 1)[1] if " " in source else ""
            source = source.split(None, 1)[-1] if source[:1].isdigit() else source
        start = default_timer()
        self.shell.ex(self.shell.transform_cell(source))
        print(notices.say("sandbox.notice.one_run", milliseconds=(default_timer() - start) * 1e3))

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
        note("no_folders")

    @line_magic
    def conda(self, line: str) -> None:
        note("no_programs")

    @cell_magic
    def script(self, line: str, cell: str) -> None:
        note("no_programs")
