"""Hiding: attacks that end the process before it is tested, break its replies, or edit the notebook's metadata."""

from __future__ import annotations

from typing import Any

from attack import Family, Sign

hiding = Family("hiding")
UNSCORED = "no score: the submission has to be graded by hand, or ends the run for the whole class"
POINTS = "points without any code"


def hide(
    name: str, code: str, gain: str = UNSCORED, seen: Sign = "unscored", worked: str = "in-process", **more: Any
) -> None:
    hiding.attack(name, gain=gain, seen=seen, worked=worked, code=code, **more)


hide("os._exit", "import os\nos._exit(0)")
hide("os._exit in a call", "import os\ndef scale(x):\n    os._exit(0)")
hide("abort", "import os\nos.abort()")
hide("a segmentation fault", "import ctypes\nctypes.string_at(0)")
hide("a segmentation fault in a call", "import ctypes\ndef scale(x):\n    return ctypes.string_at(0)")
hide("a SIGKILL to the process itself", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
hide(
    "an alarm that ends the process",
    """
    import signal, time
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
    while True:
        pass
    """,
)
hide(
    "file descriptors closed",
    """
    import os
    os.closerange(3, 256)
    """,
)
hide(
    "file descriptors closed by a process that keeps running",
    """
    import os, time
    def stay():
        os.closerange(3, 256)
        while True:
            time.sleep(1)
    stay()
    """,
)
hide(
    "invalid data written to every descriptor",
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
hide(
    "SystemExit raised by run_cell",
    """
    import IPython.core.interactiveshell as shell
    def leave(*_, **__):
        raise SystemExit(0)
    shell.InteractiveShell.run_cell = leave
    raise SystemExit
    """,
)
hide(
    "an exception that is only a BaseException",
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
hide(
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
hide(
    "an exception with an enormous name",
    """
    class Odd(Exception):
        pass
    Odd.__name__ = "x" * 1_000_000
    get_ipython().run_cell = None
    def scale(x):
        raise Odd("y" * 1_000_000)
    """,
)
hide(
    "the builtins deleted",
    """
    import builtins
    for name in list(vars(builtins)):
        delattr(builtins, name)
    """,
)
hide(
    "sys.modules emptied",
    """
    import sys
    for name in list(sys.modules):
        del sys.modules[name]
    """,
)
hide(
    "codecs and json disabled",
    """
    import codecs, json
    json.JSONEncoder.encode = json.dumps = None
    codecs.lookup = None
    """,
)
hide(
    "standard output closed",
    """
    import sys, os
    sys.stdout = sys.stderr = None
    os.close(1)
    os.close(2)
    get_ipython().display_formatter = None
    get_ipython().run_cell = None
    """,
)
hide(
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
hide(
    "a process that stops itself",
    """
    import os, signal
    os.kill(os.getpid(), signal.SIGSTOP)
    """,
)
hide(
    "an exception with malformed attributes",
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
hide(
    "an exception named like one of the grader's",
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
hide(
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
hide(
    "an error message with terminal escape sequences",
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
    "control over the instructor's terminal",
    "terminal",
    "cleaned text",
)
hide(
    "a cell's error with terminal escape sequences",
    """
    raise type("\\x1b[2J", (Exception,), {})("\\x1b]0;mine\\x07")
    """,
    "control over the instructor's terminal",
    "terminal",
    "cleaned text",
    on="quadruple",
)

hiding.never_worked("atexit", "the sandbox is ended by SIGKILL, which runs no exit handlers")

# --- metadata and structure ---


def change_notebook(name: str, change: Any, gain: str = POINTS, seen: Sign = "score", worked: str = "in-process") -> None:
    hide(name, "def scale(x):\n    return 0", gain, seen, worked, change=change)


def test_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("test_")]


def tag_tests(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["metadata"]["tags"] = ["skip-execution"]


def rename_tests(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["metadata"]["nbgrader"]["grade_id"] += "_"


def turn_tests_into_markdown(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["cell_type"] = "markdown"
        del cell["outputs"], cell["execution_count"]


def delete_tests(notebook: dict[str, Any]) -> None:
    tests = test_cells(notebook)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in tests]


def replace_tests(notebook: dict[str, Any]) -> None:
    for cell in test_cells(notebook):
        cell["metadata"]["nbgrader"] |= {"locked": False, "grade": True, "solution": True}
        cell["source"] = "2.0"
        cell["metadata"]["nbgrader"]["grade_id"] += "_mine"


def set_id_to_escape_sequence(notebook: dict[str, Any]) -> None:
    notebook["cells"][0]["metadata"]["nbgrader"]["grade_id"] = "\x1b[2J"


def strip_metadata(notebook: dict[str, Any]) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


change_notebook("a tag that skips the tests", tag_tests)
change_notebook("test cells with other ids", rename_tests, UNSCORED, "unscored")
change_notebook("test cells turned into Markdown", turn_tests_into_markdown, UNSCORED, "unscored")
change_notebook("test cells deleted", delete_tests, UNSCORED, "unscored")
change_notebook("test cells replaced by the learner's", replace_tests, UNSCORED, "unscored")
change_notebook(
    "a cell id with terminal escape sequences",
    set_id_to_escape_sequence,
    "control over the instructor's terminal",
    "terminal",
    "cleaned text",
)
change_notebook("all metadata stripped", strip_metadata, UNSCORED, "unscored")
