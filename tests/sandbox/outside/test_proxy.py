"""Proxies behave as the learner's objects do, and ask the learner nothing about equality."""

from __future__ import annotations

import builtins
import inspect
import math
from typing import Any

import numpy as np
import pytest
from machine import Names

from autograder.sandbox.outside.proxy import Opaque
from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared.outcome import SandboxStopped


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


def test_what_a_call_prints_is_printed_here(names: Names, capsys: pytest.CaptureFixture[str]) -> None:
    names("import sys\ndef f():\n    print('hello')\n    print('aside', file=sys.stderr)")["f"]()
    assert capsys.readouterr() == ("hello\n", "")


def test_signatures_are_known_and_defaults_that_are_objects_stay_inside(names: Names) -> None:

    f = names("def f(a: int, b=[], *args, c, d=object(), e=len, **more) -> str: pass")["f"]
    assert str(inspect.signature(f)) == "(a: int, b=[], *args, c, d=Ellipsis, e=Ellipsis, **more) -> str"
    assert f.__name__ == "f"


def test_what_a_function_is_called_is_its_own(names: Names) -> None:
    code = """
def outer():
    def inner(x: int = 2):
        "Inner."
    return inner
f = outer()
class Callable:
    def __call__(self): pass
g = Callable()
"""
    found = names(code)
    f, g = found["f"], found["g"]
    assert (f.__name__, f.__qualname__, f.__doc__) == ("inner", "outer.<locals>.inner", "Inner.")
    assert (f.__module__, f.__annotations__, f.__defaults__) == ("__main__", {"x": int}, (2,))
    assert f() is None and not hasattr(f, "__wrapped__") and not hasattr(g, "__name__")


def test_an_object_has_only_the_methods_that_its_class_has(names: Names) -> None:
    found = names("class A:\n    'Doc.'\n    def __len__(self): return 3\na = A()\na.x = 1")
    a = found["a"]
    assert hasattr(a, "__len__") and not hasattr(a, "__iter__") and not hasattr(a, "__add__")
    assert a.__len__() == 3 and a.__doc__ == found["A"].__doc__ == "Doc." and vars(a) == {"x": 1}


@pytest.mark.parametrize(
    "kind", ["ValueError", "KeyError", "ZeroDivisionError", "NotImplementedError", "SystemExit", "RecursionError"]
)
def test_builtin_exceptions_arrive_as_themselves(names: Names, kind: str) -> None:

    f = names(f"def f(): raise {kind}('why')")["f"]
    with pytest.raises(getattr(builtins, kind), match="why"):
        f()


def test_the_learners_own_exceptions_can_be_caught(names: Names) -> None:
    found = names("class TooSmall(ValueError): pass\nclass Tiny(TooSmall): pass\ndef f(): raise Tiny('x')")
    for kind in (found["TooSmall"], found["Tiny"], ValueError):
        with pytest.raises(kind):
            found["f"]()


def test_the_bases_of_a_learners_exceptions_are_pythons_own(session: Session) -> None:
    session.run("class A(KeyError): pass\nclass B(A): pass")
    b, a = session.fetch(["B", "A"]).values()
    assert issubclass(b, a) and a.__mro__[1] is KeyError


@pytest.mark.parametrize("raised", ["StopIteration", "type('StopIteration', (Exception,), {})"])
def test_stop_iteration_does_not_end_a_loop_of_the_test(names: Names, raised: str) -> None:
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


def test_helpers_answer_in_a_sandbox_of_their_own(names: Names) -> None:
    found = names("def half(x): return x\ndef f(x): return half(x) + 1")
    other = found["f"].with_helpers({"half": lambda x: x / 2}, 1)
    assert other(4) == 3 and found["f"](4) == 5
    with pytest.raises(RecursionError):
        other(4)


def test_functions_have_the_learners_attributes_and_docstrings(session: Session) -> None:
    session.run('def f():\n    """Says nothing."""\n    f.calls += 1\nf.calls = 0\ndef g(): pass')
    f, g = session.fetch(["f", "g"]).values()
    f()
    assert f.calls == 1 and f.__doc__ == "Says nothing." and g.__doc__ is None
    f.calls = 5
    f()
    assert f.calls == 6 and not hasattr(g, "calls")


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
def test_no_object_passes_for_a_right_number_or_is_shown_it(names: Names, session: Session, check: Any) -> None:
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
def test_other_kinds_of_numbers_can_be_used_in_arithmetic(names: Names, cell: str) -> None:
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


def test_other_texts_are_tried_in_a_copy_of_the_names(names: Names) -> None:
    f = names("shift = 1\ndef g(x): return x + shift\ndef f(x):\n    return g(x)")["f"]
    texts = [
        "def f(x): return g(x) * 10",
        "def f(:",
        "def f(x):\n    global shift\n    shift = 5\n    return shift",
        "def f(x):\n    while True:\n        pass",
        "def f(x):\n    x += 1\n    return x",
    ]
    found = f.attempt(texts, [((1,), {}), ((np.ones(2),), {})])
    assert found[0][0].value == 20 and found[0][1].value.tolist() == [20, 20]
    assert found[1][0].error.kind == "SyntaxError"
    assert found[2][0].value == 5 and f(1) == 2
    assert [outcome.error.kind for outcome in found[3]] == ["TooManySteps"] * 2
    assert found[4][1].altered == (0,)


def test_an_attempt_that_kills_its_process_stops_the_search(names: Names) -> None:
    f = names("def f(x): return x")["f"]
    with pytest.raises(SandboxStopped):
        f.attempt(["import os\ndef f(x): os._exit(1)"], [((1,), {})])
    assert f(1) == 1
