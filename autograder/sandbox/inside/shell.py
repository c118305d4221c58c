"""Run IPython inside the sandbox: `InteractiveShell.run_cell` runs the cells, and their outputs are data.

So magics, `display`, the last expression's value and Matplotlib behave as learners know them. Code that asks for a keyboard,
another program or a debugger gets a notice of one line.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import os
import pdb
import re
import sys
import types
import warnings
from collections.abc import Callable
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from autograder.sandbox.inside import event_loop, magics, notices
from autograder.sandbox.inside.going_on import single_imports, statements_after
from autograder.sandbox.inside.outputs import Hook, Publisher, Stream
from autograder.sandbox.inside.recorder import Recorder
from autograder.sandbox.inside.tracebacks import parse_no_large_files
from autograder.sandbox.shared.failure import safe_text
from autograder.sandbox.shared.optional import installed
from autograder.sandbox.shared.outcome import plain_text
from autograder.sandbox.shared.protocol import Output, Run

TRACEBACK_LIMIT = 5_000  # characters of one frame of a traceback, or of its message

_HERE = os.path.dirname(__file__)

# A cell that looks like this may be Python by chance, and still mean something else to IPython.
_PROMPT = re.compile(r"\A\s|^\s*(In \[|>>>|\.\.\.)", re.MULTILINE)

_ASSIGNMENT = re.compile(r"[^\W\d]\w* ?= ?[^=]")


class _Compiler(CachingCompiler):
    """Parses a cell once, both to find out whether it is Python and to run it."""

    _read: tuple[str, ast.AST] | None = None

    def reads(self, cell: str) -> bool:
        """Return whether a cell is Python that parses without a warning."""
        complaints: list[Any] = []
        complain, warnings.showwarning = warnings.showwarning, lambda *about, **_: complaints.append(about)
        try:
            tree = super().ast_parse(cell)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return False
        finally:
            warnings.showwarning = complain
        self._read = None if complaints else (cell, tree)
        return not complaints

    def ast_parse(self, source: str, *arguments: Any, **more: Any) -> ast.AST:
        read, self._read = self._read, None
        return read[1] if read is not None and read[0] == source else super().ast_parse(source, *arguments, **more)


class Shell(InteractiveShell):
    """An InteractiveShell whose outputs are data.

    recorder:     receives what the running cell or call writes.
    source:       the text of the running cell.
    statements:   how many top-level statements of the running cell are done.
    on_statement: called after each statement with that number.
    stop_after:   how many statements run; None for all of them.
    goes_on:      whether definitions below a failed statement still run (`going_on`). went_on: whether any did.
    """

    compiler_class = Type(_Compiler)
    recorder: Recorder
    source = ""
    statements = 0
    on_statement: Callable[[int], None] = staticmethod(lambda done: None)
    stop_after: int | None = None
    goes_on = False
    went_on = False

    def init_display_pub(self) -> None:
        self.display_pub = Publisher(parent=self, shell=self)

    def init_displayhook(self) -> None:
        self.displayhook_class = Hook
        super().init_displayhook()

    async def run_ast_nodes(
        self,
        nodelist: list[ast.stmt],
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Any = compile,
        result: Any = None,
    ) -> bool:
        """Run statements as IPython does; after a failed one, those that `going_on` chooses."""
        if not self.goes_on or not nodelist:
            return bool(await super().run_ast_nodes(nodelist, cell_name, interactivity, compiler, result))
        failed, left, last = False, list(nodelist), nodelist[-1]
        while left:
            statement = left.pop(0)
            shown = interactivity if statement is last else "none"
            if not await super().run_ast_nodes([statement], cell_name, shown, compiler, result):
                continue
            failed = True
            if self._is_over:
                break
            for single in single_imports(statement):
                with contextlib.suppress(BaseException):
                    exec(compile(ast.Module([single], []), cell_name, "exec"), self.user_ns)
            left = statements_after(statement, left)
            self.went_on = self.went_on or bool(left)
        return failed

    @property
    def _is_over(self) -> bool:
        return self.stop_after is not None and self.statements >= self.stop_after

    async def run_code(self, code_obj: types.CodeType, result: Any = None, *, async_: bool = False) -> bool:
        if self._is_over:
            return True  # as if an error had ended the cell here
        failed: bool = await super().run_code(code_obj, result, async_=async_)
        self.statements += 1
        self.on_statement(self.statements)
        return failed

    def transform_cell(self, raw_cell: str) -> str:
        """Return the cell as Python. IPython parses it three times for that, so plain Python is recognised here first."""
        cell = raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
        return cell if self._is_python(cell) else str(super().transform_cell(raw_cell))

    def _is_python(self, cell: str) -> bool:
        """Return whether a cell is Python for certain.

        One line may be a magic without its `%`, and is left to IPython, unless it is an assignment.
        """
        manager = self.input_transformer_manager
        unchanged = type(manager) is TransformerManager and vars(manager) == vars(TransformerManager())
        may_be_magic = "\n" not in cell.strip() and not _ASSIGNMENT.match(cell)
        if self.input_transformers_post or not unchanged or may_be_magic or _PROMPT.search(cell):
            return False
        assert isinstance(self.compile, _Compiler)
        return self.compile.reads(cell)

    def should_run_async(self, raw_cell: str, *, transformed_cell: str | None = None, **more: Any) -> bool:
        """Return whether a cell awaits. IPython compiles a cell for that, so one without the words is recognised here."""
        if transformed_cell is not None and "await" not in transformed_cell and "async" not in transformed_cell:
            return False
        return bool(super().should_run_async(raw_cell, transformed_cell=transformed_cell, **more))

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        own = [part for part in stb if str(part).startswith(f"File {_HERE}")]  # frames of this folder: `input`, say
        stb = [plain_text(str(part)[:TRACEBACK_LIMIT]) for part in stb if part not in own]
        name = plain_text(getattr(etype, "__name__", str(etype)))
        self.recorder.add(Output("error", name=name, text=safe_text(evalue), traceback=stb))

    def system(self, cmd: str) -> None:
        magics.note("no_programs")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | str:
        magics.note("no_programs")
        return SList() if split else ""

    def ask_exit(self) -> None:
        magics.note("no_exit")

    def enable_gui(self, gui: str | None = None) -> None:
        pass

    def start_cell(self, request: Run, on_statement: Callable[[int], None]) -> None:
        """Prepare for the next cell."""
        self.source, self.statements, self.stop_after = request.source, 0, request.statements
        self.goes_on, self.went_on, self.on_statement = request.goes_on, False, on_statement
        self.render_figures(request.figures)

    def end_cell(self) -> None:
        """Forget the options of the cell that has run: a function may run another one later, during a call."""
        self.goes_on, self.on_statement = False, lambda done: None

    def render_figures(self, rendered: bool) -> None:
        """Switch pictures of figures on or off for the next cells; drawing one takes 90 ms."""
        formatter = self.display_formatter
        assert formatter is not None
        formatter.formatters["image/png"].enabled = rendered


def _no_keyboard(prompt: object = "") -> str:
    __tracebackhide__ = True
    raise EOFError(notices.say("sandbox.notice.no_keyboard"))


def _no_debugger(*_: object, **__: object) -> None:
    magics.note("no_debugger")


def make_shell() -> Shell:
    """Return the one shell of this process: without history or threads, its streams recorded, its figures inline."""
    warnings.filterwarnings("ignore", message=".*Glyph.*missing from.*font")
    warnings.filterwarnings("ignore", message=".*FigureCanvasAgg is non-interactive")
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.autoawait = True
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Context"
    main = types.ModuleType("__main__")
    shell: Shell = Shell.instance(config=config, user_module=main)
    shell.loop_runner = event_loop.run_until_complete
    shell.recorder = Recorder(0)
    parse_no_large_files()
    magics.register(shell)
    # IPython's own `exit` and `quit` would end a terminal or a kernel.
    shell.user_ns["exit"] = shell.user_ns["quit"] = shell.ask_exit
    builtins.input = _no_keyboard
    sys.breakpointhook = pdb.set_trace = _no_debugger
    sys.stdout, sys.stderr = (Stream(name, lambda: shell.recorder) for name in ("stdout", "stderr"))
    sys.modules["__main__"] = main
    return shell


def start_figures(shell: Shell, rendered: bool) -> None:
    """Make a PNG output of each figure at the end of a cell; where `rendered` is False, only close the figures."""
    if not installed("matplotlib"):
        return
    if rendered:
        import matplotlib.pyplot as plt

        plt.switch_backend("inline")
        return
    matplotlib = sys.modules.get("matplotlib")
    if matplotlib is not None:
        matplotlib.use("agg")
    shell.events.register("post_execute", _close_figures)


def _close_figures() -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        pyplot.close("all")
