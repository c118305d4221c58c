"""The audit hook: what a test does with the reference is recorded; what it does beyond that stops it.

A hook cannot be removed, so each piece of code runs in a fork of this process.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.grading import auditing
from autograder.grading.auditing import Observed, Rehearsed, Watcher


def in_fork(work: Callable[[], Any]) -> Any:
    """Return what `work` returns in a fork of this process."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        answer: Any = None
        try:
            answer = work()
        except BaseException as error:
            answer = error if isinstance(error, AssertionError) else repr(error)
        finally:
            os.write(writer, pickle.dumps(answer))
            os._exit(0)
    os.close(writer)
    with open(reader, "rb") as file:
        answer = pickle.loads(file.read())
    os.waitpid(child, 0)
    if isinstance(answer, AssertionError):
        raise answer
    return answer


def does(source: str, scratch: Path, rehearsed: Rehearsed | None = None, **names: Any) -> tuple[str, Observed]:
    """Run a test's source under the hook; return the name of the exception that came out, or "", and what it did."""

    def work() -> tuple[str, Observed]:
        code = compile(source, "<test_x>", "exec")
        watcher = Watcher(str(scratch), None if rehearsed is None else {"test_x": rehearsed})
        os.chdir(scratch)
        auditing.start(watcher)
        try:
            with auditing.watching("test_x"):
                exec(code, {"__name__": "__main__", **names})
        except BaseException as error:
            return type(error).__name__, watcher.last
        return "", watcher.last

    found: tuple[str, Observed] = in_fork(work)
    return found


def reason(source: str, scratch: Path, *heard: str, imports: tuple[str, ...] = (), **names: Any) -> str:
    """Return why a test must run in the sandbox, "" where it need not. heard: texts that the reference returned."""
    _, watch = does(source, scratch, **names)
    return str(auditing.reason(watch.events, [source], set(heard), set(imports)) or "")


PICKLE = pickle.dumps(len)

UNSAFE = {
    "eval": ("calc = eval\ncalc(text)", "runs text as code"),
    "eval by its dictionary": ("import builtins\nvars(builtins)['eval'](text)", "runs text as code"),
    "exec of a part": ("exec('y = ' + text)", "runs text as code"),
    "timeit": ("import timeit\ntimeit.timeit(text, number=1)", "runs text as code"),
    "codeop": ("import codeop\ncodeop.compile_command(text)", "runs text as code"),
    "code": ("import code\ncode.InteractiveInterpreter().runsource(text)", "runs text as code"),
    "a syntax tree": ("import ast\nexec(compile(ast.parse(text), 'x', 'exec'))", "runs text as code"),
    "a template": ("from jinja2 import Template\nTemplate('{{ ' + text + ' }}').render()", "runs text as code"),
    "a module that the test writes": (
        "open('w.py', 'w').write(text)\nimport sys\nsys.path.insert(0, '')\nimport w",
        "runs text",
    ),
    "a pickle": ("from pickle import loads as read\nread(data)", "unpickles objects"),
    "a pickle in an array": (
        "import io\nimport numpy as np\nf = io.BytesIO()\nnp.save(f, np.array([len], object))\nf.seek(0)\n"
        "np.load(f, allow_pickle=True)",
        "unpickles objects",
    ),
    "joblib": (
        "import io, joblib\nf = io.BytesIO()\njoblib.dump(len, f)\nf.seek(0)\njoblib.load(f)",
        "unpickles objects",
    ),
    "yaml": ("import yaml\nyaml.unsafe_load('!!python/object/apply:os.system [\"true\"]')", "starts or signals a process"),
    "os.system": ("from os import system as shell\nshell('true')", "starts or signals a process (`os.system`)"),
    "subprocess": ("import subprocess as s\ns.run(['true'])", "starts or signals a process (`subprocess.Popen`)"),
    "a fork": ("import os\nif os.fork() == 0: os._exit(0)", "starts or signals a process (`os.fork`)"),
    "SQL": ("import sqlite3 as s\ns.connect(':memory:').executescript('select 1')", "runs SQL"),
    "C code": ("import ctypes as c\nc.CDLL(None).getpid()", "calls C code (`ctypes.dlopen`)"),
    "a socket": ("import socket\nsocket.socket().close()", "uses the network"),
    "a file elsewhere": ("open('../elsewhere', 'w').close()", "writes outside of its working folder"),
    "an array elsewhere": (
        "import numpy as np\nnp.save('../elsewhere.npy', np.zeros(1))",
        "writes outside of its working folder",
    ),
    "a file renamed": ("open('a', 'w').close()\nimport os\nos.rename('a', '../elsewhere')", "writes outside"),
    "an import by name": ("from importlib import import_module as get\nget('nturl2path')", "imports a module by name"),
    "bytecode": ("import marshal as m\nm.loads(m.dumps(compile('1', 'x', 'eval')))", "makes code"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_may_run_a_learners_text_is_seen_under_any_name(name: str, tmp_path: Path) -> None:
    source, expected = UNSAFE[name]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert expected in reason(source, scratch, "1+2", "nturl2path", text="1+2", data=PICKLE)


SAFE = {
    "assertions": "assert 1 + 1 == 2\nimport unittest\nunittest.TestCase().assertAlmostEqual(1, 1 + 1e-9)",
    "NumPy": "import numpy as np\nnp.testing.assert_allclose(np.linalg.svd(np.eye(3))[1], 1)\nnp.random.default_rng(1)",
    "named tuples and dataclasses": (
        "from collections import namedtuple\nfrom dataclasses import dataclass\nP = namedtuple('P', 'x y')\n"
        "@dataclass\nclass Q:\n    a: int = 1\nassert P(1, 2).x == Q().a"
    ),
    "a function that is timed": "import timeit\ntimeit.timeit(lambda: text, number=1)",
    "text of the test": "assert eval('6 * 7') == 42",
    "a literal": "import ast\nassert ast.literal_eval(text) == [1]",
    "a tree": "import ast\nassert ast.parse(text)",
    "a signature": "import inspect\nassert inspect.signature(len)",
    "a file in its folder": "open('out.txt', 'w').write(text)\nassert open('out.txt').read() == text",
    "a temporary file": "import tempfile\nwith tempfile.TemporaryFile(dir='.') as file:\n    file.write(b'x')",
    "an import": "import colorsys, json\nassert json.loads(text) == [1]",
    "a regular expression": "import re\nassert re.match('.1', text)",
    "a copy": "import copy\nassert copy.deepcopy({'a': [text]})",
    "a decimal": "from decimal import Decimal\nfrom fractions import Fraction\nassert Decimal('1.5') == Fraction(3, 2)",
    "a plot": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1])\nplt.close(fig)",
    "a model": "from sklearn.linear_model import LinearRegression as L\nL().fit([[1.0], [2.0]], [1, 2])",
}


@pytest.mark.parametrize("name", SAFE)
def test_what_tests_usually_do_stays_outside(name: str, tmp_path: Path) -> None:
    source = SAFE[name]
    exec(compile("import matplotlib.pyplot, sklearn.linear_model", "x", "exec"), {})  # as `rehearsal._prepare` does
    assert reason(source, tmp_path, "[1]", "colorsys", imports=("colorsys",), text="[1]") == ""
    ended, watch = does(source, tmp_path, text="[1]")
    assert ended == "", "it has to pass"
    known = Rehearsed(frozenset(event.mark for event in watch.events), frozenset({"colorsys"}))
    assert does(source, tmp_path, known, text="[1]")[0] == "", "and again"


@pytest.mark.parametrize("name", UNSAFE)
def test_what_the_reference_did_not_do_stops_the_test(name: str, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    ended, watch = does(UNSAFE[name][0], scratch, Rehearsed(), text="1+2", data=PICKLE)
    assert ended == "Forbidden" and watch.stopped is not None
    assert not (tmp_path / "elsewhere").exists() and not (tmp_path / "elsewhere.npy").exists()


@pytest.mark.parametrize("catch", ["except Exception", "except BaseException"])
def test_a_test_that_catches_the_exception_is_stopped_at_its_end(catch: str, tmp_path: Path) -> None:
    source = f"done = []\ntry:\n    eval(text)\n{catch}:\n    pass\ndone.append(1)"
    ended, _ = does(source, tmp_path, Rehearsed(), text="1+2")
    assert ended == "Forbidden"


def test_the_same_text_as_with_the_reference_is_no_news_and_another_one_is(tmp_path: Path) -> None:
    source = "eval(text)"
    _, watch = does(source, tmp_path, text="1+2")
    known = Rehearsed(frozenset(event.mark for event in watch.events))
    assert does(source, tmp_path, known, text="1+2")[0] == ""
    assert does(source, tmp_path, known, text="1+3")[0] == "Forbidden"


def test_modules_that_a_failing_test_imports_do_not_stop_it(tmp_path: Path) -> None:
    source = "try:\n    1 / 0\nexcept Exception:\n    import colorsys\n    import traceback\n    traceback.format_exc()"
    assert does(source, tmp_path, Rehearsed(imports=frozenset({"colorsys", "traceback"})))[0] == ""


def test_nothing_is_recorded_outside_of_a_test(tmp_path: Path) -> None:
    def work() -> list[Any]:
        watcher = Watcher(str(tmp_path), None)
        auditing.start(watcher)
        eval("1")
        with auditing.watching("test_x"):
            pass
        eval("2")
        return watcher.last.events

    assert in_fork(work) == []


def test_files_that_are_read_are_known(tmp_path: Path) -> None:
    def work() -> set[str]:
        watcher = Watcher(str(tmp_path), None)
        auditing.start(watcher)
        with auditing.watching("test_x"):
            open(__file__).close()
        return watcher.read

    assert __file__ in in_fork(work)


def test_without_a_hook_everything_runs() -> None:
    with auditing.watching("test_x") as watch:
        assert eval("1 + 1") == 2
    assert watch.events == [] and watch.stopped is None
