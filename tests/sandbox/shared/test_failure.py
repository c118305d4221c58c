"""A call in this process and a call through a sandbox give equal Outcomes; errors and printed text are bounded data."""

from __future__ import annotations

import linecache
from collections.abc import Callable
from typing import Any

import pytest

from autograder.judging.calls import call_many, with_helpers
from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared import failure
from autograder.sandbox.shared.outcome import LearnerError, Outcome

Function = Callable[..., Any]

# --- both ways ---

KINDS = {
    "a value": "def f(x):\n    return [x, 'text']",
    "a key": "def f(x):\n    return {}['a']",
    "a key that is no text": "def f(x):\n    return {}[3]",
    "a key of several parts": "def f(x):\n    raise KeyError('a', 'b')",
    "a nested raise": (
        "def inner(x):\n    return 1 / x\n\ndef f(x):\n    try:\n        return inner(x - x)\n"
        "    except ZeroDivisionError as error:\n        raise ValueError('no') from error"
    ),
    "a deeper line": "def inner(x):\n    return 1 / x\n\ndef f(x):\n    return inner(x - x)",
    "a line in a library": "import json\ndef f(x):\n    return json.loads('{')",
    "code that is evaluated": "def f(x):\n    return eval('1 / 0')",
    "a name": "def f(x):\n    return y",
    "an index": "def f(x):\n    return [][x]",
    "no text": "class E(Exception):\n    def __str__(self):\n        raise SystemExit\n\ndef f(x):\n    raise E('x')",
    "a number for a text": "class E(Exception):\n    def __str__(self):\n        return 5\n\ndef f(x):\n    raise E('x')",
    "odd text": "def f(x):\n    raise ValueError('\\x1b[2J \\ud800 \\u4e2d\\n' * 1000)",
    "an odd name": "def f(x):\n    raise type('<b>\\x1b' * 100, (KeyError,), {})(x)",
    "attributes": (
        "class E(Exception):\n    def __init__(self):\n        self.code, self.items = 3, []\n\ndef f(x):\n    raise E()"
    ),
    "an exit": "def f(x):\n    raise SystemExit(3)",
    "recursion": "def f(x):\n    return f(x)",
    "a decoding error": "def f(x):\n    return b'\\xff'.decode()",
    "a long line": f"def f(x):\n    return 1 / 0  # {'x' * 400}",
    "something printed": "def f(x):\n    print('got', x)\n    return 1 / 0",
    "far too much printed": "def f(x):\n    for i in range(60_000):\n        print(i, 'x')",
    "one text too long": "def f(x):\n    print('x' * 10**6)\n    print('y')",
    "an odd text printed": "def f(x):\n    print('\\ud800')",
    "a number written": "import sys\ndef f(x):\n    sys.stdout.write(5)",
}


def in_this_process(source: str, filename: str = "<f: reference>") -> Function:
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    world: dict[str, Any] = {"__name__": "learner"}
    exec(compile(source, filename, "exec"), world)
    function: Function = world["f"]
    return function


def through_the_sandbox(session: Session, source: str) -> Function:
    session.run(source)
    function: Function = session.fetch(["f"])["f"]
    return function


def outcome_of(function: Function) -> Outcome:
    (outcome,) = call_many(function, [((3,), {})])
    return outcome


@pytest.mark.parametrize("source", KINDS.values(), ids=KINDS)
def test_both_ways_give_the_same(session: Session, source: str) -> None:
    here, there = outcome_of(in_this_process(source)), outcome_of(through_the_sandbox(session, source))
    assert here == there
    assert (here.error and here.error.attributes) == (there.error and there.error.attributes)


@pytest.mark.parametrize("filename", ["/tmp/ipykernel_12/345.py", "/home/ann/mine.py", "<ipython-input-3-abc>"])
def test_the_file_of_the_function_makes_no_difference(session: Session, filename: str) -> None:
    source = KINDS["a deeper line"]
    here, there = outcome_of(in_this_process(source, filename)), outcome_of(through_the_sandbox(session, source))
    assert here == there and here.error is not None and here.error.where == "line 2: return 1 / x"


class Refused(ValueError):
    pass


def refuse(x: Any) -> Any:
    raise Refused(f"not {x}")


HELPED = {
    "a helper that raises": ("def g(x): pass\ndef f(x):\n    return g(x)", {"g": refuse}, 5),
    "an error of a helper that is caught": (
        "def g(x): pass\ndef f(x):\n    try:\n        g(x)\n    except ValueError as error:\n"
        "        return type(error).__name__, str(error)",
        {"g": refuse},
        5,
    ),
    "a key that a helper misses": ("def g(x): pass\ndef f(x):\n    return g(x)", {"g": lambda x: {}["a"]}, 5),
    "a text that a helper cannot decode": ("def f(x):\n    return g(x)", {"g": lambda x: b"\xff".decode()}, 5),
    "too many calls": ("def g(x): pass\ndef f(x):\n    while True:\n        g(x)", {"g": lambda x: x}, 3),
    "too many calls of two helpers": (
        "def f(x):\n    for i in range(9):\n        print(g(i))\n        print(h(i))",
        {"g": lambda x: x, "h": lambda x: -x},
        5,
    ),
    "as many calls as are allowed": ("def f(x):\n    return g(x) + g(x)", {"g": lambda x: x}, 2),
}


@pytest.mark.parametrize(("source", "helpers", "limit"), HELPED.values(), ids=HELPED)
def test_helpers_answer_the_same_both_ways(session: Session, source: str, helpers: dict[str, Function], limit: int) -> None:
    found = in_this_process(source), through_the_sandbox(session, source)
    here, there = (outcome_of(with_helpers(function, helpers, limit)) for function in found)
    assert here == there


def test_all_helpers_share_one_number_of_calls() -> None:
    helpers = failure.limited({"g": lambda: 1, "h": lambda: 2}, 3, "called too often")
    assert [helpers["g"](), helpers["h"](), helpers["g"]()] == [1, 2, 1]
    for name in helpers:
        with pytest.raises(RecursionError, match="called too often"):
            helpers[name]()


# --- an exception as data ---


def raised(deed: Callable[[], Any]) -> BaseException:
    try:
        deed()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def test_everything_is_bounded() -> None:
    kind = type("K" * 9999, (Exception,), {})
    for _ in range(99):
        kind = type("K" * 9999, (kind,), {})
    error = kind("m" * 9999)
    vars(error).update({f"a{i}": i for i in range(99)})
    found = failure.learner_error(error)
    assert len(found.types) == failure.MOST_TYPES and len(found.kind) == failure.NAME_LENGTH
    assert len(found.message) == failure.MESSAGE_LENGTH and len(found.attributes) == failure.MOST_ATTRIBUTES


class Text(str):
    def __getitem__(self, key: Any) -> Any:
        raise AssertionError("asked")

    encode = __len__ = __getitem__  # type: ignore[assignment]


class Odd(Exception):
    __dict__ = property(lambda self: 1 / 0)  # type: ignore[assignment]

    def __str__(self) -> str:
        return Text("odd")


def test_no_subclass_of_text_is_asked() -> None:
    assert failure.learner_error(Odd()).message == "odd"
    assert failure.safe_text(Odd()) == "odd"
    assert failure.learner_error(Odd()).attributes == {}


def test_where_counts_no_line_of_the_import_machinery() -> None:
    assert failure.where(raised(lambda: __import__("no_such_module_at_all"))) == ""


def test_where_needs_no_source() -> None:
    world: dict[str, Any] = {}
    exec(compile("def f():\n    1 / 0", "<gone>", "exec"), world)
    assert failure.where(raised(world["f"])) == "line 2"


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("Mine", "KeyError", "LookupError"), KeyError),
        (("int", "Exception"), Exception),
        (("__import__", "print"), Exception),
        ((), Exception),
        (("UnicodeDecodeError", "ValueError"), Exception),
    ],
)
def test_the_nearest_builtin_exception(types: tuple[str, ...], kind: type[BaseException]) -> None:
    assert type(failure.as_builtin(LearnerError(types, "why"))) is kind


# --- printed text ---


def test_a_text_is_cut_once() -> None:
    cut = failure.Cut(5, "…")
    assert [cut.take(part) for part in ("abc", "def", "ghi")] == ["abc", "de…", ""]
    assert cut.room < 0


def test_a_stream_takes_text_only() -> None:
    printed = failure.PrintedText("…")
    print("a", end="", file=printed)
    with pytest.raises(TypeError):
        printed.write(b"b")  # type: ignore[arg-type]
    assert printed.writable() and printed.text() == "a"
