"""Cells, names and limits of one submission, and what a hostile one can and cannot do to the next."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
import pytest
from machine import Names, error, printed, reason

from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import protocol, wire
from autograder.sandbox.shared.outcome import SandboxStopped

# --- cells, names and values ---


def test_cells_share_one_namespace_in_order(session: Session) -> None:
    for cell in ("a = 1", "b = a + 1", "a = 10"):
        session.run(cell)
    assert session.fetch(["b", "a", "c"]) == {"b": 2, "a": 10}


def test_each_pause_sees_the_names_as_they_are_then(session: Session) -> None:
    session.run("def f(x): return x + 1")
    f = session.fetch(["f"])["f"]
    assert f(1) == 2
    session.run("def f(x): return x + 2")
    assert f(1) == 3


def test_execution_counts_are_a_notebooks(session: Session) -> None:
    assert [session.run(cell).execution_count for cell in ("1", "1 / 0", "x")] == [1, 2, 3]


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        1 << 70,
        0.1,
        1j,
        "ü",
        b"\0",
        [1, [2]],
        (1, (2,)),
        {"a": {1: 2}},
        {1, 2},
        frozenset([1]),
        range(5),
        math.inf,
    ],
    ids=repr,
)
def test_values_keep_their_types_both_ways(names: Names, value: Any) -> None:
    found = names("def f(x): return x, type(x).__name__")["f"](value)
    assert found == (value, type(value).__name__) and type(found[0]) is type(value)


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float16", "float32", "complex64", "complex128", "<U5"])
def test_arrays_and_numpy_scalars_stay_what_they_are(names: Names, dtype: str) -> None:
    f = names("def f(x): return x")["f"]
    array = np.ones((2, 3), dtype)
    np.testing.assert_array_equal(f(array), array, strict=True)
    assert type(f(array[0, 0])) is type(array[0, 0])


def test_global_names_can_be_set(session: Session, names: Names) -> None:
    f = names("def f(): return scale * helper(1)")["f"]
    session.define({"scale": 3, "helper": lambda x: x + 1})
    assert f() == 6


# --- limits, deaths and new forks ---


STOPS = {
    "endless loop": ("while True: pass", "timeout", "stopped after 1 s"),
    "sleep": ("import time; time.sleep(100)", "timeout", "stopped after 1 s"),
    "endless loop in C": ("sum(range(10**12))", "timeout", "stopped after 1 s"),
    "swallowed interrupts": (("\n        while True:\n            try:\n                while True: pass\n"
 "            except: pass"
), "timeout", ""),
    "exit": ("import os; os._exit(0)", "crashed", "exit code 0"),
    "another exit": ("import os; os._exit(7)", "crashed", "exit code 7"),
    "segfault": ("import ctypes; ctypes.string_at(0)", "crashed", "SIGSEGV"),
    "abort": ("import os; os.abort()", "crashed", ""),
    "closed descriptors": ("import os; os.closerange(0, 99)", "crashed", ""),
    "endless repr": ("return type('A', (), {'__repr__': lambda s: [1 for _ in iter(int, 1)]})()", "timeout", ""),
    "endless print": ("while True: print('x' * 10**6)", "timeout", ""),
    "exponential list": ("l = []\n        for i in range(30): l = [l, l]\n        return l", "timeout", ""),
    "deep C recursion": ("import sys; sys.setrecursionlimit(10**9); g = lambda n: g(n + 1); g(0)", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "status", "why"), STOPS.values(), ids=STOPS)
def test_a_call_that_hangs_or_dies_is_stopped_and_the_next_answers(names: Names, body: str, status: str, why: str) -> None:
    found = names(f"def f(x):\n    if x:\n        {body}\n    return 5")
    began = time.monotonic()
    with pytest.raises(SandboxStopped) as stopped:
        found["f"](1)
    assert time.monotonic() - began < 3
    assert status in ("", stopped.value.status) and why in reason(stopped.value)
    assert found["f"](0) == 5  # in a new fork, which has run the cells


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("return bytearray(10**10)", "MemoryError"),
        ("import numpy as np; return np.ones(10**9)", "MemoryError"),
        ("return f(x)", "RecursionError"),
        ("l = []; l.append(l); return l", "ValueError"),
        ("import numpy as np; return np.broadcast_to(0.0, (10**9, 9))", "ValueError"),
        ("return 'x' * 10**7", "ValueError"),
        ("return 1 << 10**7", "ValueError"),
        ("import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))", "ValueError"),
        (
            "import threading\n    while True: threading.Thread(target=threading.Event().wait, daemon=True).start()",
            "RuntimeError",
        ),
        ("import os\n    while True: os.open(os.devnull, os.O_RDONLY)", "OSError"),
        ("import os\n    while True: os.dup(1)", "OSError"),
    ],
)
def test_too_much_is_an_error_of_the_learners(names: Names, body: str, kind: str) -> None:
    (outcome,) = names(f"def f(x):\n    {body}")["f"].call_many([((0,), {})])
    assert outcome.error is not None and outcome.error.kind == kind


@pytest.mark.usefixtures("alive")
def test_a_cell_that_hangs_is_cut_off_and_what_it_had_defined_counts(session: Session) -> None:
    run = session.run("def f(x): return x + 1\na = 1\nwhile True: a += 0\nb = 2")
    assert run.failed and reason(run.stopped) == "stopped after 1.5 s"
    found = session.fetch(["f", "a", "b"])
    assert found["f"](1) == 2 and found["a"] == 1 and "b" not in found


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize("end", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)", "import os; os.close(4)"])
def test_a_cell_that_dies_is_cut_off_and_what_it_had_defined_counts(session: Session, end: str) -> None:
    run = session.run(f"a = 1\n{end}\nb = 2")
    assert run.stopped is not None and run.stopped.status == "crashed"
    assert session.fetch(["a", "b"]) == {"a": 1}


def test_figures_are_not_drawn_again_in_a_new_fork(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[protocol.Request] = []
    frame = wire.Packer.frame

    def spy(packer: wire.Packer, message: protocol.Request) -> bytes:
        sent.append(message)
        return frame(packer, message)

    monkeypatch.setattr(wire.Packer, "frame", spy)
    session.run("def f(x):\n    while x: pass\n    return 1")
    f = session.fetch(["f"])["f"]
    with pytest.raises(SandboxStopped):
        f(1)
    assert f(0) == 1
    assert [message.figures for message in sent if isinstance(message, protocol.Run)] == [True, False]


def test_a_notebook_has_a_time_limit(warm_process: WarmProcess) -> None:
    session = Session(warm_process, deadline=time.monotonic() + 1.2)
    assert session.run("import time; time.sleep(1)").stopped is None
    run = session.run("time.sleep(1)")
    assert "for the whole notebook" in reason(run.stopped)
    again = session.run("a = 1")
    assert again.stopped is not None and again.stopped.status == "timeout"
    session.close()


# --- nothing reaches the next submission, and no learner finds out how a test went ---

VANDALISM = {
    "builtins": "import builtins\nbuiltins.len = builtins.print = builtins.isinstance = None",
    "numpy": ("import numpy as np\n"
 "np.allclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True\n"
 "np.ndarray = None"
),
    "modules": "import sys\nfor name in list(sys.modules): sys.modules[name] = None",
    "import hooks": "import sys\nsys.meta_path.clear(); sys.path.clear(); sys.path_hooks.clear()",
    "shell": "ip = get_ipython()\nip.run_cell = ip.run_code = ip.displayhook = ip.recorder = None",
    "transformers": ("import ast\nclass T(ast.NodeTransformer):\n    def visit(self, node): return 1 / 0\n"
 "get_ipython().ast_transformers.append(T())"
),
    "events": "get_ipython().events.register('pre_run_cell', lambda *a: __import__('os')._exit(1))",
    "wire": "from autograder.sandbox.shared import wire\nfrom autograder.sandbox.inside import runner\n"
    "wire.Packer.pack = wire.Packer.frame = runner.Runner._send = None",
    "trace": ("import sys, threading\n"
 "sys.settrace(lambda *a: 1 / 0); sys.setprofile(lambda *a: None); threading.settrace(lambda *a: 1 / 0)"
),
    "signals": ("import signal\nfor n in (2, 10, 14, 15): signal.signal(n, signal.SIG_IGN)\n"
 "signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)"
),
    "atexit": "import atexit, time\natexit.register(time.sleep, 100)",
    "threads": ("import threading\ndef spin():\n    while True: pass\n"
 "for _ in range(5): threading.Thread(target=spin).start()"
),
    "garbage": ("import gc\ngc.disable(); gc.set_threshold(1)\nclass D:\n"
 "    def __del__(self): __import__('time').sleep(100)\nx = D(); del D"
),
    "files": ("import os\nfor root in ('.', '/scratch', '/tmp'):\n"
 "    try: open(root + '/left', 'w').write('x')\n    except OSError: pass"
),
    "faulthandler": "import faulthandler\nfaulthandler.dump_traceback_later(0.05, exit=True)",
    "stdout": "import sys, os\nsys.stdout = sys.stderr = sys.__stdout__ = None; os.close(1); os.close(2)",
    "main": "import sys\nsys.modules['__main__'] = None; globals().clear()",
}  # fmt: skip


@pytest.mark.parametrize("cell", VANDALISM.values(), ids=VANDALISM)
def test_vandalism_reaches_no_other_submission(level_process: WarmProcess, cell: str) -> None:
    vandal = Session(level_process)
    began = time.monotonic()
    vandal.run(cell)
    vandal.run("def f(x): return x")
    try:
        f = vandal.fetch(["f"]).get("f")
        _ = f and f.call_many([((1,), {})])
    except SandboxStopped:
        pass
    vandal.close()
    assert time.monotonic() - began < 9 and not level_process._alive
    following = Session(level_process)
    run = following.run(
        "import os, sys, threading, numpy as np\n"
        "print(len([1, 2]), np.allclose(1, 2), threading.active_count(), os.path.exists('left'))\n"
        "def f(x): return x + 1\n3"
    )
    assert printed(run) == "2 False 1 False\n" and not error(run) and run.outputs[-1].data == {"text/plain": "3"}
    assert following.fetch(["f"])["f"](1) == 2
    following.close()


def test_nothing_of_a_test_is_in_the_learners_process(names: Names) -> None:
    look = """
import gc, sys
def f(x):
    return x
def found(word):
    texts = [repr(o) for o in gc.get_objects() if type(o) in (dict, list, tuple)]
    frame = sys._getframe(1)
    while frame:
        texts.append(repr({k: v for k, v in frame.f_locals.items() if k not in ("args", "request", "args_node", "before")}))
        frame = frame.f_back
    return sum("".join(word) in text for text in texts)
"""
    learner = names(look)
    expected = "what no documentation says"
    assert learner["f"]("an input") != expected
    assert learner["found"](list(expected)) == 0


def test_the_sandbox_has_loaded_nothing_of_the_grader_but_itself(names: Names) -> None:
    loaded = set(names("import sys\nloaded = [name for name in sys.modules if name.startswith('autograder')]")["loaded"])
    sandbox = {name for name in loaded if name.startswith(("autograder.sandbox.shared", "autograder.sandbox.inside"))}
    assert loaded - sandbox <= {"autograder", "autograder.errors", "autograder.plain", "autograder.sandbox"}
    assert "autograder.sandbox.inside.runner" in sandbox


def test_after_a_right_and_a_wrong_answer_the_sandbox_sees_the_same(warm_process: WarmProcess) -> None:
    """A sandbox never gets a verdict."""
    logs = []
    for answer in (4, 5):
        session = Session(warm_process)
        session.run(f"log = []\ndef f(x): log.append(('f', x)); return {answer}\ndef g(x): log.append(('g', x)); return 1")
        found = session.fetch(["f", "g"])
        _ = found["f"](2) == 4
        found["g"](1)
        logs.append(session.fetch(["log"])["log"])
        session.close()
    assert logs[0] == logs[1]
