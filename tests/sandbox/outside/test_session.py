"""One submission's conversation with its sandbox, and what a hostile one can and cannot do to it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from machine import LIMITS, error, printed, reason, stops

from autograder.sandbox.outside.proxy import Opaque, Unsupported
from autograder.sandbox.outside.rehearsing import RehearsingSession
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import draws, protocol, wire
from autograder.sandbox.shared.outcome import SandboxStopped

Names = Callable[..., dict[str, Any]]

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


def test_a_batch_is_answered_in_order_with_errors_and_prints_in_place(names: Names) -> None:
    f = names("def f(x, y=1):\n    print('got', x)\n    return y / x")["f"]
    outcomes = f.call_many([((2,), {}), ((0,), {}), ((4,), {"y": 2})])
    assert [outcome.value for outcome in outcomes] == [0.5, None, 0.5]
    assert [outcome.printed for outcome in outcomes] == ["got 2\n", "got 0\n", "got 4\n"]
    error = outcomes[1].error
    assert error is not None and error.kind == "ZeroDivisionError" and "return y / x" in error.where


def test_batches_are_cut_by_size(names: Names) -> None:
    f = names("def f(x): return x.sum()")["f"]
    big = np.ones(1 << 18)  # 2 MB
    assert [outcome.value for outcome in f.call_many([((big,), {})] * 7)] == [1 << 18] * 7


def test_arguments_changed_in_place_are_changed_here(names: Names) -> None:
    f = names(
        "def f(a, l, d, s):\n    a *= 2\n    l.append(a.sum())\n    d['k'] = 1; del d['x']\n    s.clear()\n    l[0][0] = 9"
    )["f"]
    array, lines, table, some = np.ones(3), [[1, 2]], {"x": 0}, {1}
    inner = lines[0]
    f(array, l=lines, d=table, s=some)
    assert (
        array.tolist() == [2, 2, 2] and lines == [[9, 2], 6.0] and lines[0] is inner and table == {"k": 1} and some == set()
    )


def test_arguments_left_alone_stay_the_same_objects(names: Names) -> None:
    f = names("def f(x): return x")["f"]
    (outcome,) = f.call_many([(([1, 2],), {})])
    assert outcome.arguments == (([1, 2],), {})


def test_what_a_call_prints_is_printed_here(names: Names, capsys: pytest.CaptureFixture[str]) -> None:
    names("import sys\ndef f():\n    print('hello')\n    print('aside', file=sys.stderr)")["f"]()
    assert capsys.readouterr() == ("hello\n", "")


def test_signatures_are_known_and_defaults_stay_inside(names: Names) -> None:
    import inspect

    f = names("def f(a, b=[], *args, c, d=1, **more): pass")["f"]
    assert str(inspect.signature(f)) == "(a, b=Ellipsis, *args, c, d=Ellipsis, **more)"
    assert f.__name__ == "f"


@pytest.mark.parametrize(
    "kind", ["ValueError", "KeyError", "ZeroDivisionError", "NotImplementedError", "SystemExit", "RecursionError"]
)
def test_builtin_exceptions_arrive_as_themselves(names: Names, kind: str) -> None:
    import builtins

    f = names(f"def f(): raise {kind}('why')")["f"]
    with pytest.raises(getattr(builtins, kind), match="why"):
        f()


def test_the_learners_own_exceptions_can_be_caught(names: Names) -> None:
    found = names("class TooSmall(ValueError): pass\nclass Tiny(TooSmall): pass\ndef f(): raise Tiny('x')")
    for kind in (found["TooSmall"], found["Tiny"], ValueError):
        with pytest.raises(kind):
            found["f"]()


@pytest.mark.parametrize("raised", ["StopIteration", "type('StopIteration', (Exception,), {})"])
def test_stop_iteration_does_not_end_the_tests_own_loop(names: Names, raised: str) -> None:
    f = names(f"def f(x): raise {raised}")["f"]
    with pytest.raises(RuntimeError):
        list(zip(map(f, [1, 2]), [1, 4], strict=False))


def test_generators_are_walked_lazily(names: Names) -> None:
    f = names("def count():\n    n = 0\n    while True:\n        yield n\n        n += 1")["count"]
    numbers = f()
    assert next(numbers) == 0 and [n for n, _ in zip(numbers, range(3), strict=False)] == [1, 2, 3]
    assert list(names("def three(): yield from 'abc'")["three"]()) == ["a", "b", "c"]


def test_an_instance_may_be_its_own_iterator(names: Names) -> None:
    cell = (
        "class Down:\n    n = 3\n    def __iter__(self): return self\n"
        "    def __next__(self):\n        self.n -= 1\n"
        "        if self.n < 0: raise StopIteration\n        return self.n"
    )
    assert list(names(cell)["Down"]()) == [2, 1, 0]


def test_closures_and_held_objects_can_be_handed_back(names: Names) -> None:
    found = names(
        "class Account:\n    def __init__(self, b): self.b = b\n    def add(self, x): self.b += x; return self",
        "def total(*accounts): return sum(a.b for a in accounts)\ndef adder(n): return lambda x: x + n",
    )
    account = found["Account"](5)
    assert isinstance(account, Opaque) and account.add(2).b == 7 and found["total"](account, account) == 14
    account.b = 1
    assert account.b == 1 and isinstance(account, found["Account"]) and found["adder"](3)(4) == 7


def test_callables_of_the_test_are_called_back(names: Names) -> None:
    derivative = names("def derivative(f, x, h=1e-6): return (f(x + h) - f(x - h)) / (2 * h)")["derivative"]
    assert derivative(lambda x: x**2, 3.0) == pytest.approx(6)
    np.testing.assert_allclose(derivative(np.sin, np.zeros(3)), np.ones(3))


def test_an_error_in_a_callable_goes_through_the_learners_code(names: Names) -> None:
    found = names("def f(g):\n    try: g()\n    except KeyError: return 'caught'")
    assert found["f"](lambda: {}["a"]) == "caught"
    with pytest.raises(ValueError, match="mine"):
        names("def f(g): g()")["f"](lambda: int("mine"))


def test_a_callable_may_call_the_learners_functions(names: Names) -> None:
    found = names("def double(x): return 2 * x\ndef apply(g, x): return g(x) + 1")
    assert found["apply"](lambda x: found["double"](x), 5) == 11


def test_calling_back_and_forth_for_ever_ends(names: Names) -> None:
    f = names("def f(g): return g()")["f"]

    def loop() -> Any:
        return f(loop)

    with pytest.raises(Exception, match=r"recursion|stopped"):
        f(loop)


def test_a_callable_answers_during_its_own_test_only(session: Session, names: Names) -> None:
    found = names("kept = []\ndef keep(g): kept.append(g)\ndef use(x): return kept[0](x)")
    with session.test():
        found["keep"](lambda x: x + 1)
        assert found["use"](1) == 2
    for _ in range(2):
        with pytest.raises(RuntimeError, match="another test"):
            found["use"](1)
        found["keep"](lambda x: x + 100)  # it gets a number of its own


def test_what_cannot_be_sent_is_said(names: Names) -> None:
    with pytest.raises(Unsupported, match="object"):
        names("def f(x): return x")["f"](object())


def test_global_names_can_be_set(session: Session, names: Names) -> None:
    f = names("def f(): return scale * helper(1)")["f"]
    session.define({"scale": 3, "helper": lambda x: x + 1})
    assert f() == 6


def test_helpers_answer_in_a_sandbox_of_their_own(names: Names) -> None:
    found = names("def half(x): return x\ndef f(x): return half(x) + 1")
    other = found["f"].with_helpers({"half": lambda x: x / 2}, 1)
    assert other(4) == 3 and found["f"](4) == 5
    with pytest.raises(RecursionError):
        other(4)


def test_draws_go_on_where_the_learner_left_off(session: Session, names: Names) -> None:
    f = names("import numpy as np, random\ndef f(n): return np.random.rand(n).sum() + random.random()")["f"]
    before = draws.state()
    try:
        np.random.seed(4)
        expected = np.random.rand(3).sum(), np.random.rand()
        np.random.seed(4)
        import random

        random.seed(1)
        first = random.random()
        random.seed(1)
        with session.test(draws=True):
            assert f(3) == expected[0] + first and np.random.rand() == expected[1]
    finally:
        draws.restore(before)


def test_a_state_of_the_learners_choice_is_not_taken_over(session: Session, names: Names) -> None:
    f = names("import numpy as np\ndef f(): np.random.seed(0)")["f"]
    before = draws.state()
    try:
        np.random.seed(4)
        with session.test(draws=True):
            f()
        assert np.random.rand() == np.random.RandomState(4).rand()
    finally:
        draws.restore(before)


# --- what an object says of itself ---

FORGER = """
seen = []
class Right(float):
    def __eq__(self, other): seen.append(other); return True
    __lt__ = __le__ = __gt__ = __ge__ = __ne__ = __eq__
    def __sub__(self, other): seen.append(other); return self
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __mod__ = __pow__ = __sub__
    def __abs__(self): return self
    def __contains__(self, other): seen.append(other); return True
    def __array_ufunc__(self, *args, **kwargs): seen.append(args); return True
    def __hash__(self): return 0
def f(x): return Right(7)
"""


@pytest.mark.parametrize(
    "check",
    [
        lambda got: got == 4, lambda got: abs(got - 4) < 1e-9, lambda got: abs(4.0 - got) < 1e-9,
        lambda got: got <= 4, lambda got: got < 4, lambda got: np.allclose(got, 4), lambda got: np.array_equal(got, 4),
        lambda got: math.isclose(got, 4), lambda got: np.isclose(np.float64(4), got), lambda got: np.array(4.0) == got,
        lambda got: round(abs(got - 4), 7) == 0, lambda got: got in [4], lambda got: got * 0 == 1,
        lambda got: got**0 - 2 == 0,
        lambda got: np.linalg.norm(got - np.float64(4)) < 1,
    ],
)  # fmt: skip
def test_no_object_passes_for_a_right_number_or_learns_it(names: Names, session: Session, check: Any) -> None:
    f = names(FORGER)["f"]
    assert not np.any(check(f(2)))
    assert session.fetch(["seen"]) == {"seen": []}


@pytest.mark.parametrize(
    "cell",
    [
        "import numpy as np\ndef f(): return np.matrix([[4.0]])",
        "from fractions import Fraction\ndef f(): return Fraction(4)",
    ],
)
def test_numbers_of_another_kind_can_be_reckoned_with_here(names: Names, cell: str) -> None:
    f = names(cell)["f"]
    assert np.all(abs(f() - 4) < 1e-9) and np.all(2 * f() == 8) and np.all(f() >= 4)


def test_a_class_of_the_course_has_its_own_arithmetic(names: Names, session: Session) -> None:
    cell = (
        "class V:\n    def __init__(self, x): self.x = x\n"
        "    def __add__(self, o): return V(self.x + o.x)\n"
        "    def __rmul__(self, k): return V(k * self.x)\n"
        "    def __lt__(self, o): return self.x < o.x"
    )
    vector = names(cell)["V"]
    with pytest.raises(TypeError):
        vector(1) + vector(2)
    with session.test(operators={"V"}):
        assert (3 * vector(1) + vector(2)).x == 5 and vector(1) < vector(2)
    with pytest.raises(TypeError):
        vector(1) + vector(2)


@pytest.mark.parametrize(
    "body",
    [
        "class A:\n    def __repr__(self): raise BaseException", "class A:\n    def __repr__(self): return repr(self)",
        "class A:\n    def __repr__(self): return type('S', (str,), {'__getitem__': lambda s, i: 5})('x')",
        "class A:\n    def __len__(self): return 10**30\n    def __iter__(self): return iter([])",
        "class A:\n    def __reduce__(self): raise SystemExit\n    def __getattr__(self, name): raise SystemExit",
        "class A:\n    __class__ = property(lambda self: float)\n    def __array__(self, *a, **k): raise SystemExit",
        "class A(str):\n    def encode(self, *a): raise SystemExit", "class A(dict):\n    def items(self): raise SystemExit",
        "class A(list):\n    def __iter__(self): raise SystemExit",
    ],
)  # fmt: skip
def test_odd_objects_are_data_all_the_same(names: Names, body: str) -> None:
    value = names(f"{body}\ndef f(): return A()")["f"]()
    assert isinstance(value, (Opaque, dict)) and value != 4 and isinstance(repr(value), str)


@pytest.mark.parametrize(
    "raised",
    [
        "class E(BaseException):\n    def __str__(self): raise self\n    __repr__ = __str__",
        "class E(Exception):\n    def __str__(self): return 5",
        "class E(Exception):\n    args = property(lambda self: 1 / 0)",
        "E = type('<b>\\x1b[31m\\n' + 'x' * 10**6, (KeyError,), {})",
        "class E(Exception):\n    def __str__(self): return '\\x1b[2J' * 10**6",
    ],
)
def test_odd_exceptions_are_bounded_text(names: Names, raised: str) -> None:
    f = names(f"{raised}\ndef f(): raise E('x')")["f"]
    (outcome,) = f.call_many([((), {})])
    assert outcome.error is not None and outcome.value is None
    text = f"{outcome.error} {outcome.error.where} {outcome.error.types}"
    assert len(text) < 10_000 and "\x1b" not in text


# --- limits, deaths and new forks ---


@pytest.fixture
def alive(session: Session) -> Iterator[None]:
    """Afterwards the same session answers as if nothing had been."""
    yield
    session.run("def probe(x): return x + 1")
    assert session.fetch(["probe"])["probe"](1) == 2


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
        ("return 'x' * 10**8", "ValueError"),
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


def test_a_notebook_has_a_limit_of_its_own(zygote: WarmProcess) -> None:
    session = Session(zygote, deadline=time.monotonic() + 1.2)
    assert session.run("import time; time.sleep(1)").stopped is None
    run = session.run("time.sleep(1)")
    assert "for the whole notebook" in reason(run.stopped)
    again = session.run("a = 1")
    assert again.stopped is not None and again.stopped.status == "timeout"
    session.close()


def test_the_time_of_a_batch_is_counted_call_by_call(names: Names) -> None:
    f = names("import time\ndef f(): time.sleep(0.4); return 1")["f"]
    assert [outcome.value for outcome in f.call_many([((), {})] * 4)] == [1] * 4


def test_what_a_submission_hands_over_in_all_is_bounded(
    session: Session, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    f = names("import numpy as np\ndef f():\n    while True: yield np.zeros(1 << 18)")["f"]
    session._conversation.received_room = 20 << 20
    with stops("more than the grader can hold"):
        list(f())


@pytest.mark.usefixtures("alive")
def test_calling_back_for_ever_ends(names: Names) -> None:
    with pytest.raises(SandboxStopped):
        names("def f(g):\n    while True: g()")["f"](lambda: None)


# --- replies out of turn ---

WIRE = """
import gc, os, threading, time, msgspec
from autograder.sandbox.inside import runner
from autograder.sandbox.shared import protocol, wire
def frame(message):
    header = msgspec.msgpack.encode(message)
    return wire.HEAD.pack(len(header), 0) + header
def nonce():
    return next(o for o in gc.get_objects() if type(o) is runner.Runner)._nonce
def returned(nonce, value):
    return frame(protocol.Returned(nonce, value, None, None, "", None))
"""


@pytest.mark.usefixtures("alive")
@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("os.write(4, returned('guess', 42))", "was not asked"),
        ("os.write(4, returned('', 42))", "was not asked"),
        ("os.write(4, frame(protocol.Fetched(nonce(), [1])))", "broke off"),
        ("os.write(4, frame(protocol.Ran(nonce(), [], False, 1)))", "broke off"),
        ("os.write(4, wire.HEAD.pack(1 << 31, 0))", "more than"),
        ("os.write(4, wire.HEAD.pack(0, 1 << 60))", "more than"),
        ("os.write(4, b'\\xff' * 100)", "more than"),
        ("os.write(4, wire.HEAD.pack(3, 0) + b'abc')", "unreadable"),
        ("os.write(4, returned(nonce(), protocol.Held(1, 'x', False, [], False, '')))", "unreadable"),
        ("os.write(4, returned(nonce(), protocol.Callback(1, 'x')))", "unreadable"),
        ("os.write(4, returned(nonce(), protocol.Absent()))", "unreadable"),
    ],
)
def test_a_reply_that_was_not_asked_for_stops_it(session: Session, names: Names, body: str, why: str) -> None:
    f = names(WIRE, f"def f():\n    {body}\n    return 1")["f"]
    with stops(why):
        f()


def test_a_reply_ahead_of_its_request_is_not_read(session: Session, names: Names) -> None:
    found = names(
        WIRE,
        "def f(x):\n    os.write(4, returned(nonce(), 1) + returned(nonce(), 4))\n    time.sleep(100)",
        "def g(x): return x",
    )
    assert found["f"](1) == 1  # it may say what it likes to what it was asked
    with stops("before it was asked"):
        found["g"](3)
    assert found["g"](3) == 3


def test_a_thread_that_answers_later_gains_nothing(session: Session, names: Names) -> None:
    cell = (
        "def later():\n    time.sleep(0.1)\n    os.write(4, returned(nonce(), 4))\ndef f(x):\n"
        "    threading.Thread(target=later).start()\n    return 1"
    )
    f = names(WIRE, cell)["f"]
    assert f(1) == 1
    time.sleep(0.3)
    with stops("before it was asked"):
        f(1)


def test_forged_outputs_are_bounded(session: Session) -> None:
    session.run(WIRE)
    run = session.run(
        "os.write(4, frame(protocol.Ran(nonce(), [protocol.Output('stream', 'stdout', 'x' * 7_000_000)], False, 1)))"
    )
    assert len(printed(run)) < (LIMITS.output_kb << 10) + 1000


@pytest.mark.parametrize("statements", [-1, 10**18])
def test_forged_progress_does_harm_to_its_own_submission_only(session: Session, statements: int) -> None:
    session.run(WIRE)
    run = session.run(f"a = 1\nos.write(4, frame(protocol.Progress(nonce(), {statements})))\nos._exit(0)")
    assert run.stopped is not None
    session.run("b = 2")
    session._conversation.deadline = time.monotonic() + 5
    try:
        session.fetch(["b"])
    except SandboxStopped:
        pass  # a cell that it said to be done ends every new fork


# --- nothing reaches the next submission, and nobody learns how a test went ---

VANDALS = {
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


@pytest.mark.parametrize("cell", VANDALS.values(), ids=VANDALS)
def test_a_vandal_spoils_its_own_submission_only(level_zygote: WarmProcess, cell: str) -> None:
    vandal = Session(level_zygote)
    began = time.monotonic()
    vandal.run(cell)
    vandal.run("def f(x): return x")
    try:
        f = vandal.fetch(["f"]).get("f")
        _ = f and f.call_many([((1,), {})])
    except SandboxStopped:
        pass
    vandal.close()
    assert time.monotonic() - began < 9 and not level_zygote._alive
    following = Session(level_zygote)
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
    assert loaded - sandbox <= {"autograder", "autograder.errors", "autograder.sandbox"}
    assert "autograder.sandbox.inside.runner" in sandbox


def test_after_a_right_and_a_wrong_answer_the_sandbox_sees_the_same(zygote: WarmProcess) -> None:
    """It is never told how a test went."""
    logs = []
    for answer in (4, 5):
        session = Session(zygote)
        session.run(f"log = []\ndef f(x): log.append(('f', x)); return {answer}\ndef g(x): log.append(('g', x)); return 1")
        found = session.fetch(["f", "g"])
        _ = found["f"](2) == 4
        found["g"](1)
        logs.append(session.fetch(["log"])["log"])
        session.close()
    assert logs[0] == logs[1]


DRAWS = """
import random
import numpy as np
drawn = [random.random(), np.random.rand(), np.random.default_rng().random(), np.random.RandomState().rand()]
np.random.seed()
drawn += [np.random.rand(), np.random.default_rng().random()]
"""


def test_all_children_draw_the_same() -> None:
    found = []
    for _ in range(2):
        with WarmProcess(LIMITS, allow_weak=True) as warm:
            for session in (Session(warm), Session(warm)):
                session.run(DRAWS)
                found.append(session.fetch(["drawn"])["drawn"])
                session.close()
    assert len(set(found[0])) == 6
    assert found[1:] == found[:1] * 3


# --- what is the same there is the same here ---


def test_an_argument_that_comes_back_is_the_callers_own(session: Session) -> None:
    session.run("def same(x): return x\ndef copy(x): return list(x)\ndef pair(x, y): return [y, (x,), 1]")
    session.run("def grow(x):\n    x.append(4)\n    return x\ndef first(x): return x[0]")
    same, copy, pair, grow, first = session.fetch(["same", "copy", "pair", "grow", "first"]).values()
    one, other = [1, [2]], np.zeros(2)
    assert same(one) is one and same(other) is other
    assert copy(one) == one and copy(one) is not one
    assert copy(one)[1] is one[1], "a shallow copy"
    found = pair(one, other)
    assert found[0] is other and found[1][0] is one
    assert grow(one) is one and one == [1, [2], 4]
    nested = {"a": {"b": []}}
    assert same(x=nested)["a"]["b"] is nested["a"]["b"]
    assert first([one, one]) is one


def test_many_calls_bring_copies(session: Session) -> None:
    session.run("def grow(x):\n    x.append(4)\n    return x")
    given = [1]
    (outcome,) = session.fetch(["grow"])["grow"].call_many([((given,), {})])
    assert outcome.value == [1, 4] and outcome.value is not given and given == [1]


def test_a_child_that_names_an_argument_there_never_was_is_stopped(session: Session) -> None:
    session.run(
        "from autograder.sandbox.shared import protocol, wire\nimport sys\n"
        "pack = wire.Packer.pack\n"
        "wire.Packer.pack = lambda self, value, depth=0: protocol.Given(value) if value == 7 else pack(self, value, depth)\n"
        "def f(x): return 7"
    )
    with stops("unreadable"):
        session.fetch(["f"])["f"]([1])


def test_functions_have_the_attributes_and_the_words_that_the_learner_gave_them(session: Session) -> None:
    session.run('def f():\n    """Says nothing."""\n    f.calls += 1\nf.calls = 0\ndef g(): pass')
    f, g = session.fetch(["f", "g"]).values()
    f()
    assert f.calls == 1 and f.__doc__ == "Says nothing." and g.__doc__ is None
    f.calls = 5
    f()
    assert f.calls == 6 and not hasattr(g, "calls")


def test_what_a_learners_exceptions_come_of_is_pythons_own(session: Session) -> None:
    session.run("class A(KeyError): pass\nclass B(A): pass")
    b, a = session.fetch(["B", "A"]).values()
    assert issubclass(b, a) and a.__mro__[1] is KeyError


# --- in a rehearsal ---


@pytest.fixture
def rehearsal(zygote: WarmProcess) -> Iterator[RehearsingSession]:
    one = RehearsingSession(zygote)
    yield one
    one.close()


ASKED = "asked = []\nclass V:\n    def __eq__(self, other):\n        asked.append(1)\n        return True\na, b = V(), V()"


def test_a_rehearsal_notes_where_equality_is_asked(rehearsal: RehearsingSession) -> None:
    rehearsal.run(ASKED)
    with rehearsal.test():
        a, b = rehearsal.fetch(["a", "b"]).values()
        assert a != b
    assert list(map(str, rehearsal.unsupported)) == ["a V is compared with =="]
    with rehearsal.test():
        assert rehearsal.unsupported == []


def test_no_other_session_asks_for_equality(session: Session) -> None:
    session.run(ASKED)
    a, b = session.fetch(["a", "b"]).values()
    assert a != b and session.fetch(["asked"])["asked"] == []


def test_a_rehearsal_notes_what_cannot_be_sent(rehearsal: RehearsingSession) -> None:
    rehearsal.run("def f(x): return x")
    with rehearsal.test(), pytest.raises(Unsupported):
        rehearsal.fetch(["f"])["f"](object())
    assert list(map(str, rehearsal.unsupported)) == ["a object cannot be sent to the learner's code"]


def test_a_rehearsal_notes_that_a_test_changes_what_it_was_lent(rehearsal: RehearsingSession) -> None:
    session = rehearsal
    session.run("class Box:\n    def __init__(self): self.items = [1]\n    def all(self): return self.items\nbox = Box()")
    box = session.fetch(["box"])["box"]
    assert box.items == box.all() == [1] and not session.alters_what_is_lent()
    box.items.append(2)
    assert session.alters_what_is_lent()
    assert not session.alters_what_is_lent(), "told once"
