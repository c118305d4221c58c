"""IPython inside the sandbox: its own cell machinery, with answers for what a graded notebook cannot have.

Cells run by `InteractiveShell.run_cell`, so magics, `display`, the last expression's value and Matplotlib behave as learners
know them. Nobody is there to type and no other program may start: each of these says so, in one line.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import io
import os
import pdb
import re
import sys
import tokenize
import types
import warnings
from collections.abc import Callable
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, cell_magic, line_cell_magic, line_magic, magics_class, no_var_expand
from IPython.utils.text import SList
from traitlets import Type
from traitlets.config import Config

from autograder.sandbox.inside import notices
from autograder.sandbox.inside.recorder import Recorder, text_bundle
from autograder.sandbox.shared.failure import safe_text
from autograder.sandbox.shared.optional import installed
from autograder.sandbox.shared.outcome import plain_text
from autograder.sandbox.shared.protocol import Output

TRACEBACK_LIMIT = 5_000  # characters of one frame of a traceback, or of its message

_HERE = os.path.dirname(__file__)


def _note(kind: str) -> None:
    """Tell the learner, on stderr, what is not done while a notebook is graded."""
    sys.stderr.write(notices.say(f"sandbox.notice.{kind}"))


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr`: writes into the recorder that is current."""

    encoding = "utf-8"

    def __init__(self, name: str, shell: Shell) -> None:
        self._stream_name, self._shell = name, shell

    def write(self, text: Any) -> int:
        if not isinstance(text, str):
            io.TextIOWrapper(io.BytesIO()).write(text)  # raises TypeError, in Python's own words
        self._shell.recorder.write(self._stream_name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class _Publisher(DisplayPublisher):
    def publish(self, data: Any, metadata: Any = None, *_: Any, **__: Any) -> None:
        self.shell.recorder.add(Output("display_data", data=text_bundle(data)))

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.clear()


class _Hook(DisplayHook):
    shell: Shell

    def quiet(self) -> bool:
        """A semicolon at the end keeps the value back; IPython looks for it in its history, which is off."""
        try:
            return bool(self.semicolon_at_end_of_expression(self.shell.source))
        except (SyntaxError, tokenize.TokenError):  # magics need not be Python
            return False

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        self.shell.recorder.add(Output("execute_result", data=text_bundle(format_dict)))

    def finish_displayhook(self) -> None:
        pass


@magics_class
class _Answers(Magics):
    """Magics that would wait, leave, or start something."""

    shell: Shell

    @line_magic
    def matplotlib(self, line: str) -> None:
        """Every back end is the inline one."""

    @line_magic
    def pylab(self, line: str) -> None:
        import matplotlib.pyplot
        import numpy

        self.shell.user_ns.update(np=numpy, numpy=numpy, plt=matplotlib.pyplot, pyplot=matplotlib.pyplot)

    @no_var_expand
    @line_cell_magic
    def timeit(self, line: str, cell: str | None = None) -> None:
        """One run: enough to see that the code works, and no grader waits for seven times a million."""
        from timeit import default_timer

        source = cell if cell is not None else line
        while cell is None and source.startswith("-"):
            source = source.split(None, 1)[1] if " " in source else ""
            source = source.split(None, 1)[-1] if source[:1].isdigit() else source
        start = default_timer()
        self.shell.ex(self.shell.transform_cell(source))
        print(notices.say("sandbox.notice.one_run", milliseconds=(default_timer() - start) * 1e3))

    @line_cell_magic
    def system(self, line: str, cell: str | None = None) -> SList:
        _note("no_programs")
        return SList()

    sx = line_cell_magic(system)

    @line_magic
    def pip(self, line: str) -> None:
        _note("no_programs")

    @line_magic
    def cd(self, line: str) -> None:
        _note("no_folders")

    @line_magic
    def conda(self, line: str) -> None:
        _note("no_programs")

    @cell_magic
    def script(self, line: str, cell: str) -> None:
        _note("no_programs")


_PROMPT = re.compile(r"\A\s|^\s*(In \[|>>>|\.\.\.)", re.MULTILINE)

_SCRIPTS = ("bash", "sh", "script", "perl", "ruby", "pypy", "python2", "python3", "python", "cmd")


class _Compiler(CachingCompiler):
    """Reads a cell once: to know that it is Python, and to run it."""

    _read: tuple[str, ast.AST] | None = None

    def reads(self, cell: str) -> bool:
        """Whether it is Python, and nothing that Python complains of."""
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
    source:       of the running cell.
    statements:   top-level statements of the running cell that are done.
    on_statement: called after each with that number.
    stop_after:   no further statement runs after this many (None: all run).
    """

    compiler_class = Type(_Compiler)
    recorder: Recorder
    source = ""
    statements = 0
    on_statement: Callable[[int], None] = staticmethod(lambda done: None)
    stop_after: int | None = None

    def init_display_pub(self) -> None:
        self.display_pub = _Publisher(parent=self, shell=self)

    def init_displayhook(self) -> None:
        self.displayhook_class = _Hook
        super().init_displayhook()

    async def run_code(self, code_obj: types.CodeType, result: Any = None, *, async_: bool = False) -> bool:
        if self.stop_after is not None and self.statements >= self.stop_after:
            return True  # as if an error had ended the cell here
        failed: bool = await super().run_code(code_obj, result, async_=async_)
        self.statements += 1
        self.on_statement(self.statements)
        return failed

    def transform_cell(self, raw_cell: str) -> str:
        """A cell that is Python as it stands has nothing to transform. IPython would read it three times over to know."""
        cell = raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
        return cell if self._is_python(cell) else str(super().transform_cell(raw_cell))

    def _is_python(self, cell: str) -> bool:
        """Magics are not; a single line can be one without its `%`, and what has a prompt can be Python by chance."""
        manager = self.input_transformer_manager
        as_ever = type(manager) is TransformerManager and vars(manager) == vars(TransformerManager())
        if self.input_transformers_post or not as_ever or "\n" not in cell.strip() or _PROMPT.search(cell):
            return False
        assert isinstance(self.compile, _Compiler)
        return self.compile.reads(cell)

    def should_run_async(self, raw_cell: str, *, transformed_cell: str | None = None, **more: Any) -> bool:
        """IPython compiles a cell to know."""
        if transformed_cell is not None and "await" not in transformed_cell and "async" not in transformed_cell:
            return False
        return bool(super().should_run_async(raw_cell, transformed_cell=transformed_cell, **more))

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        own = [part for part in stb if str(part).startswith(f"File {_HERE}")]  # `input` and its like: nobody's business
        stb = [plain_text(str(part)[:TRACEBACK_LIMIT]) for part in stb if part not in own]
        name = plain_text(getattr(etype, "__name__", str(etype)))
        self.recorder.add(Output("error", name=name, text=safe_text(evalue), traceback=stb))

    def system(self, cmd: str) -> None:
        _note("no_programs")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> SList | str:
        _note("no_programs")
        return SList() if split else ""

    def ask_exit(self) -> None:
        _note("no_exit")

    def enable_gui(self, gui: str | None = None) -> None:
        pass

    def render_figures(self, rendered: bool) -> None:
        """Whether the next cells' figures become pictures; drawing one costs 90 ms."""
        formatter = self.display_formatter
        assert formatter is not None
        formatter.formatters["image/png"].enabled = rendered


class _PipeEnd:
    """One end of a pipe, as far as an event loop takes it for a socket."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def recv(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def send(self, data: bytes) -> int:
        return os.write(self._descriptor, data)

    def close(self) -> None:
        os.close(self._descriptor)


class _Loop(asyncio.SelectorEventLoop):
    """An event loop where there are no sockets: it wakes itself through a pipe."""

    def _make_self_pipe(self) -> None:
        self._ssock, self._csock = map(_PipeEnd, os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC))
        self._internal_fds += 1  # type: ignore[attr-defined]
        self._add_reader(self._ssock.fileno(), self._read_from_self)  # type: ignore[attr-defined]


def _await(coroutine: Any) -> Any:
    """Run a cell that awaits, in the one loop of this process: tasks live on from cell to cell."""
    global _loop
    if _loop is None:
        _loop = _Loop()
        asyncio.set_event_loop(_loop)
    return _loop.run_until_complete(coroutine)


_loop: _Loop | None = None


def _no_keyboard(prompt: object = "") -> str:
    __tracebackhide__ = True
    raise EOFError(notices.say("sandbox.notice.no_keyboard"))


def _no_debugger(*_: object, **__: object) -> None:
    _note("no_debugger")


def make_shell() -> Shell:
    """The one shell of a zygote, warmed: history off, no thread, streams recorded, figures inline."""
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
    shell.loop_runner = _await
    shell.recorder = Recorder(0)
    shell.register_magics(_Answers)
    script = shell.magics_manager.magics["cell"]["script"]
    for name in list(shell.magics_manager.magics["cell"]):
        if name in _SCRIPTS or name.startswith(("python", "pypy")):
            shell.magics_manager.magics["cell"][name] = script
    # `exit` and `quit` are names of the user's namespace; keep them harmless and without a kernel to end
    shell.user_ns["exit"] = shell.user_ns["quit"] = shell.ask_exit
    builtins.input = _no_keyboard
    sys.breakpointhook = pdb.set_trace = _no_debugger
    sys.stdout, sys.stderr = Stream("stdout", shell), Stream("stderr", shell)
    sys.modules["__main__"] = main
    return shell


def start_figures(shell: Shell, rendered: bool) -> None:
    """Figures at the end of a cell become PNG outputs, or, where nobody will look at them, are only closed."""
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
