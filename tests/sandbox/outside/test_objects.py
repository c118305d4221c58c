"""Objects that do not cross: callables of a test are called back, and the learner's objects stay where they are."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import pytest
from machine import Names

from autograder.sandbox.outside.objects import Objects
from autograder.sandbox.outside.proxy import Opaque, Unsupported
from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared import protocol, wire
from autograder.sandbox.shared.formula import formula


def test_callables_of_the_test_are_called_back(names: Names) -> None:
    derivative = names("def derivative(f, x, h=1e-6): return (f(x + h) - f(x - h)) / (2 * h)")["derivative"]
    assert derivative(lambda x: x**2, 3.0) == pytest.approx(6)
    np.testing.assert_allclose(derivative(np.sin, np.zeros(3)), np.ones(3))


def test_a_formula_is_not_called_back(session: Session, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    found = names("def derivative(f, x, h=1e-6): return (f(x + h) - f(x - h)) / (2 * h)\ndef name(f): return f.__name__")
    monkeypatch.setattr(Objects, "callback", lambda *_: pytest.fail("the grader was asked"))
    assert found["derivative"](formula("lambda x: np.sum(x ** 2)"), 3.0) == pytest.approx(6)
    assert found["name"](formula("lambda x: 2 * x")) == "lambda x: 2 * x"


def test_the_grader_makes_no_formula_of_a_sandbox(session: Session) -> None:
    with pytest.raises(wire.WireError):
        Objects(session).resolve(protocol.Formula("__import__('os').getpid"))


def test_an_error_in_a_callable_goes_through_the_learners_code(names: Names) -> None:
    found = names("def f(g):\n    try: g()\n    except KeyError: return 'caught'")
    assert found["f"](lambda: {}["a"]) == "caught"
    with pytest.raises(ValueError, match="mine"):
        names("def f(g): g()")["f"](lambda: int("mine"))


def test_a_callable_may_call_the_learners_functions(names: Names) -> None:
    found = names("def double(x): return 2 * x\ndef apply(g, x): return g(x) + 1")
    assert found["apply"](lambda x: found["double"](x), 5) == 11


def test_endless_mutual_calls_end(names: Names) -> None:
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
        found["keep"](lambda x: x + 100)  # it gets a new number


def test_an_error_names_what_cannot_be_sent(names: Names) -> None:
    with pytest.raises(Unsupported, match="object"):
        names("def f(x): return x")["f"](object())


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
def test_odd_objects_arrive_as_data(names: Names, body: str) -> None:
    value = names(f"{body}\ndef f(): return A()")["f"]()
    assert isinstance(value, (Opaque, dict)) and value != 4 and isinstance(repr(value), str)


def test_threads_of_a_learner_may_call_a_function_of_the_test_one_after_the_other(names: Names) -> None:
    code = """
    from concurrent.futures import ThreadPoolExecutor

    def inner(x):
        with ThreadPoolExecutor(4) as pool:
            return sum(pool.map(abs, [x, -x]))

    def f(square, numbers):
        with ThreadPoolExecutor(4) as pool:
            return list(pool.map(square, numbers))
    """
    found = names(textwrap.dedent(code))
    numbers = list(range(40))
    assert found["f"](lambda x: x * x, numbers) == [x * x for x in numbers]
    assert found["f"](lambda x: found["inner"](x), numbers) == [2 * x for x in numbers]  # each calls a learner's function
