"""Hiding: end, or seem to end, before anybody looks; and what the notebook's own file can say."""

from __future__ import annotations

from typing import Any

from attack import Family, Sign

hiding = Family("hiding")
UNSCORED = "no score: a submission that somebody has to grade by hand, or that ends the run for all"
POINTS = "points without any code"


def hidden(
    name: str, code: str, gain: str = UNSCORED, seen: Sign = "unscored", worked: str = "in-process", **more: Any
) -> None:
    hiding.attack(name, gain=gain, seen=seen, worked=worked, code=code, **more)


hidden("os._exit", "import os\nos._exit(0)")
hidden("os._exit in a call", "import os\ndef scale(x):\n    os._exit(0)")
hidden("abort", "import os\nos.abort()")
hidden("a segmentation fault", "import ctypes\nctypes.string_at(0)")
hidden("a segmentation fault in a call", "import ctypes\ndef scale(x):\n    return ctypes.string_at(0)")
hidden("a signal to oneself", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
hidden(
    "an alarm that ends the process",
    """
    import signal, time
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
    while True:
        pass
    """,
)
hidden(
    "descriptors closed",
    """
    import os
    os.closerange(3, 256)
    """,
)
hidden(
    "descriptors closed, by one that stays",
    """
    import os, time
    def stay():
        os.closerange(3, 256)
        while True:
            time.sleep(1)
    stay()
    """,
)
hidden(
    "a channel that is written to",
    """
    import os
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b"[{}, \\"\\"]")
        except OSError:
            pass
    os._exit(0)
    """,
)
hidden(
    "SystemExit out of everything",
    """
    import IPython.core.interactiveshell as shell
    def leave(*_, **__):
        raise SystemExit(0)
    shell.InteractiveShell.run_cell = leave
    raise SystemExit
    """,
)
hidden(
    "a BaseException of one's own",
    """
    class Odd(BaseException):
        pass
    def leave(*_, **__):
        raise Odd
    get_ipython().showtraceback = leave
    get_ipython().run_cell = leave
    raise Odd
    """,
)
hidden(
    "an exception whose str raises",
    """
    class Odd(Exception):
        def __str__(self):
            raise BaseException("no")
        __repr__ = __str__
    get_ipython().run_cell = lambda *_: (_ for _ in ()).throw(Odd())
    def scale(x):
        raise Odd
    raise Odd
    """,
)
hidden(
    "an exception whose name is not text",
    """
    class Odd(Exception):
        pass
    Odd.__name__ = "x" * 1_000_000
    get_ipython().run_cell = None
    def scale(x):
        raise Odd("y" * 1_000_000)
    """,
)
hidden(
    "the builtins deleted",
    """
    import builtins
    for name in list(vars(builtins)):
        delattr(builtins, name)
    """,
)
hidden(
    "modules forgotten",
    """
    import sys
    for name in list(sys.modules):
        del sys.modules[name]
    """,
)
hidden(
    "the interpreter's codecs taken away",
    """
    import codecs, json
    json.JSONEncoder.encode = json.dumps = None
    codecs.lookup = None
    """,
)
hidden(
    "sys.stdout closed",
    """
    import sys, os
    sys.stdout = sys.stderr = None
    os.close(1)
    os.close(2)
    get_ipython().display_formatter = None
    get_ipython().run_cell = None
    """,
)
hidden(
    "a trace function that ends the process",
    """
    import os, sys
    def leave(frame, event, argument):
        if "secret" in frame.f_code.co_names or frame.f_code.co_name == "scale":
            os._exit(0)
    sys.settrace(leave)
    def scale(x):
        return 2 * x
    scale(1)
    """,
)
hidden(
    "a process that stops itself",
    """
    import os, signal
    os.kill(os.getpid(), signal.SIGSTOP)
    """,
)
hidden(
    "an error with attributes that the grader stumbles over",
    """
    from autograder.sandbox.inside import runner
    from autograder.sandbox.shared import protocol
    def failure(error):
        name = ("name", protocol.Items("list", []))
        attributes = protocol.Pairs([name, ("args", 0), ("learner_error", 1), ("__class__", 2)])
        return protocol.Failure(["NameError", "Exception", "BaseException"], "no", "", attributes)
    runner._failure = failure
    def scale(x):
        raise NameError("scale")
    """,
    worked="plain attributes",
)
hidden(
    "an error that is the grader's own",
    """
    class AutograderError(Exception):
        pass
    class SandboxStopped(Exception):
        pass
    class CourseError(AutograderError):
        pass
    def scale(x):
        raise CourseError("the course is not in order")
    import os
    os._exit(0)
    """,
)
hidden(
    "an import hook that ends the process",
    """
    import builtins, os
    imported = builtins.__import__
    def hooked(name, *arguments, **more):
        if name == "numpy.testing":
            os._exit(0)
        return imported(name, *arguments, **more)
    builtins.__import__ = hooked
    import numpy.testing
    """,
)
hidden(
    "a message that a terminal obeys",
    """
    def scale(x):
        raise ValueError("\\x1b]0;mine\\x07\\x1b[2J")
    class Odd(Exception):
        pass
    Odd.__name__ = "\\x1b[2J"
    def double(x):
        raise Odd("\\x1b[2J")
    def quadruple(x):
        return "\\x1b[2J"
    def count(numbers):
        raise Odd("\\x1b[2J")
    """,
    "a say over the instructor's terminal",
    "terminal",
    "cleaned text",
)
hidden(
    "a cell's error that a terminal obeys",
    """
    raise type("\\x1b[2J", (Exception,), {})("\\x1b]0;mine\\x07")
    """,
    "a say over the instructor's terminal",
    "terminal",
    "cleaned text",
    on="quadruple",
)

hiding.never_worked("atexit", "the process that runs the cells ends by a signal, and asks nobody")

# --- metadata and structure ---


def file_says(name: str, change: Any, gain: str = POINTS, seen: Sign = "score", worked: str = "in-process") -> None:
    hidden(name, "def scale(x):\n    return 0", gain, seen, worked, change=change)


def test_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("test_")]


def tagged(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["metadata"]["tags"] = ["skip-execution"]


def renamed(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["metadata"]["nbgrader"]["grade_id"] += "_"


def as_text(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]


def deleted(notebook: dict[str, Any]) -> None:
    gone = test_cells(notebook)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in gone]


def unlocked(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["metadata"]["nbgrader"] |= {"locked": False, "grade": True, "solution": True}
        cell["source"] = "2.0"
        cell["metadata"]["nbgrader"]["grade_id"] += "_mine"


def obeyed(notebook: dict[str, Any]) -> None:
    notebook["cells"][0]["metadata"]["nbgrader"]["grade_id"] = "\x1b[2J"


def stripped(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


file_says("a tag that skips the tests", tagged)
file_says("test cells with other ids", renamed, UNSCORED, "unscored")
file_says("test cells as text", as_text, UNSCORED, "unscored")
file_says("test cells deleted", deleted, UNSCORED, "unscored")
file_says("test cells of one's own", unlocked, UNSCORED, "unscored")
file_says("an id that a terminal obeys", obeyed, "a say over the instructor's terminal", "terminal", "cleaned text")
file_says("all metadata stripped", stripped, UNSCORED, "unscored")
