"""Proxies: the learner's functions, classes, generators and other objects, as a test in the trusted process gets them.

A proxy never holds a learner's code, only a name or a number and a session to ask. A proxy equals itself only, whatever the
learner's `__eq__` would say.
"""

from __future__ import annotations

import builtins
import contextlib
import inspect
import operator
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from autograder.sandbox.shared import steps
from autograder.sandbox.shared.failure import Budget, as_builtin, limited, nearest_builtin
from autograder.sandbox.shared.outcome import LearnerError, Outcome, Remote
from autograder.words import Sentence, say, sentence


class Sandbox(Protocol):
    """The part of `session.Session` that proxies use."""

    language: str
    defined: set[str]

    @property
    def exceptions(self) -> dict[str, type[BaseException]]: ...

    @property
    def own_operators(self) -> frozenset[str]: ...

    def call(
        self,
        target: str | int,
        calls: list[tuple[tuple[Any, ...], dict[str, Any]]],
        rng_state: Any = None,
        same: bool = False,
    ) -> list[Outcome]: ...

    def attempt(
        self,
        name: str,
        texts: list[str],
        calls: list[tuple[tuple[Any, ...], dict[str, Any]]],
        *,
        least: int,
    ) -> list[list[Outcome]]: ...

    def operate(self, name: str, *operands: Any) -> Outcome: ...

    def compared(self, ours: Any, other: Any) -> None: ...

    def fetch(self, names: Sequence[str]) -> dict[str, Any]: ...

    def define(self, values: dict[str, Any]) -> None: ...

    def spare(self, lent: Mapping[str, Any] | None = None) -> Sandbox: ...


class Unsupported(TypeError):
    """A test hands a learner's function something that cannot cross into the sandbox. kind: what that is."""

    def __init__(self, kind: str | Sentence) -> None:
        self.sentence = sentence("sandbox.cannot_be_sent", kind=kind)
        super().__init__(str(self.sentence))


_FUNCTIONS_OWN = frozenset("__qualname__ __doc__ __module__ __annotations__ __defaults__ __kwdefaults__ __wrapped__".split())


class FunctionProxy(Remote):
    """A learner's function, called by its global name.

    own: its `__name__`, None where it has none. wraps: whether it has a `__wrapped__`.
    """

    def __init__(
        self,
        session: Sandbox,
        name: str,
        signature: inspect.Signature | None,
        number: int,
        *,
        own: str | None = None,
        wraps: bool = False,
    ) -> None:
        self._session = session
        self._number = number
        self._global, self._wraps = name, wraps
        self._called_as: inspect.Signature | None = None  # where it is called in another way than it says
        self._budget: Budget | None = None
        object.__setattr__(self, "type_name", "function")
        if own is not None:
            self.__name__ = own
        if signature is not None:
            self.__signature__ = signature

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute; of those that say what a function is, the learner's own, as data where it can cross."""
        if name in _FUNCTIONS_OWN and (name != "__wrapped__" or self._wraps):
            return _operate(self._session, "getattr", self, name)
        return object.__getattribute__(self, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        outcome = self._session.call(self._target, [(args, kwargs)], same=True)[0]
        return settle(outcome, args, kwargs, self._session.exceptions)

    @property
    def _target(self) -> str | int:
        """The name, which outlives a fork; the object's number where the test has set that name to something else."""
        return self._number if self._global in self._session.defined else self._global

    def call_many(self, calls: list[tuple[tuple[Any, ...], dict[str, Any]]], rng_state: Any = None) -> list[Outcome]:
        """Make all calls in order, and return their Outcomes. Raises nothing but SandboxStopped."""
        return self._session.call(self._target, calls, rng_state)

    def with_helpers(
        self, helpers: dict[str, Callable[..., Any]], budget: int | Budget = 10_000, *, fresh: bool = True
    ) -> FunctionProxy:
        """Return the same function where these global names call the grader's helpers.

        All helpers together answer `budget` calls; a further call raises RecursionError in the learner's code.

        fresh: in a fresh sandbox; otherwise in this one, which keeps these names until the next exercise.
        """
        lent = limited(helpers, budget, say("sandbox.called_too_often", self._session.language))
        session = self._session.spare(lent) if fresh else self._session
        if not fresh:
            session.define(lent)
        found = session.fetch([self._global]).get(self._global)
        if not isinstance(found, FunctionProxy):
            return self
        found._budget = budget if isinstance(budget, Budget) else self._budget
        return found

    def attempt(
        self, texts: list[str], calls: list[tuple[tuple[Any, ...], dict[str, Any]]], *, least: int = steps.LEAST
    ) -> list[list[Outcome]]:
        """Make all calls with each function that one of these texts defines in the place of this one."""
        return self._session.attempt(self._global, texts, calls, least=least)

    def beside(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the learner's values of other global names, in a fresh sandbox."""
        return self._session.spare().fetch(names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "_number":
            raise AttributeError(name)  # copy, pickle and inspect look for these
        return _operate(self._session, "getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            _operate(self._session, "setattr", self, name, value)

    def __repr__(self) -> str:
        return f"<the learner's {self._global}>"


def _operate(session: Sandbox, name: str, *operands: Any) -> Any:
    """Return what an operation on learner's objects gives, or raise what it raises."""
    return settle(session.operate(name, *operands), (), {}, session.exceptions, iterating=name == "next")


def _operation(name: str) -> Callable[..., Any]:
    """Return a method that asks the learner's object."""

    def apply(self: Opaque, *operands: Any) -> Any:
        return _operate(self._session, name, self, *operands)

    return apply


def _arithmetic(name: str) -> Callable[..., Any]:
    """Return a method that asks the learner's object only where the reference has a class of that name.

    Elsewhere the operation is made here, on the object as an array. Otherwise `result - expected` would show the learner's
    code the expected value, and ask it whether the difference is small.
    """

    def apply(self: Opaque, *operands: Any) -> Any:
        if self._has_own_operators():
            return _operate(self._session, name, self, *operands)
        return getattr(operator, name)(self.__array__()[()], *operands)

    return apply


def _reflected(name: str) -> Callable[..., Any]:
    """Return the method of an operation whose left operand is another value; see `_arithmetic`."""

    def apply(self: Opaque, other: Any) -> Any:
        if self._has_own_operators():
            return _operate(self._session, name, other, self)
        return getattr(operator, name)(other, self.__array__()[()])

    return apply


_OBJECTS_OWN = frozenset("__doc__ __module__ __qualname__ __annotations__ __wrapped__ __dict__".split())
_OF_SOME_CLASSES = frozenset(
    f"__{name}__"
    for name in """len iter next getitem setitem delitem contains enter exit call float int bool lt le gt ge add sub mul
    truediv floordiv mod pow matmul radd rsub rmul rtruediv rfloordiv rmod rpow rmatmul neg pos abs""".split()
)


class Opaque(Remote):
    """An object that stays in the sandbox. Attributes, calls, items and iteration are asked for there.

    type_name: the name of its type, as the learner wrote it. text: its repr, bounded.
    """

    def __init__(
        self, session: Sandbox, number: int, type_name: str, bases: list[str], is_callable: bool, text: str
    ) -> None:
        set_ = object.__setattr__
        set_(self, "_session", session)
        set_(self, "_number", number)
        set_(self, "type_name", type_name)
        set_(self, "_bases", bases)
        set_(self, "_callable", is_callable)
        set_(self, "text", text)

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute. What only some classes have (`__len__`, `__add__`), the learner's class has to have, too."""
        if name in _OBJECTS_OWN or name in _OF_SOME_CLASSES:
            found = _operate(self._session, "getattr", self, name)
            return found if name in _OBJECTS_OWN else object.__getattribute__(self, name)
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Any:
        if (name.startswith("__") and name.endswith("__")) or name == "call_many":
            raise AttributeError(name)  # copy, pickle, NumPy and inspect look for these
        return _operate(self._session, "getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _operate(self._session, "setattr", self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        outcome = self._session.call(self._number, [(args, kwargs)], same=True)[0]
        return settle(outcome, args, kwargs, self._session.exceptions)

    def __iter__(self) -> Iterator[Any]:
        items = _operate(self._session, "iter", self)
        return self if items is self else _each(items)

    def __contains__(self, value: Any) -> bool:
        return any(item is value or item == value for item in self)

    def __next__(self) -> Any:
        return _operate(self._session, "next", self)

    __len__, __getitem__, __setitem__, __delitem__ = map(_operation, ("len", "getitem", "setitem", "delitem"))
    __enter__ = _operation("enter")
    __str__, __float__, __int__, __bool__ = map(_operation, ("str", "float", "int", "bool"))
    __lt__, __le__, __gt__, __ge__ = map(_arithmetic, ("lt", "le", "gt", "ge"))
    __add__, __sub__, __mul__, __truediv__ = map(_arithmetic, ("add", "sub", "mul", "truediv"))
    __floordiv__, __mod__, __pow__, __matmul__ = map(_arithmetic, ("floordiv", "mod", "pow", "matmul"))
    __radd__, __rsub__, __rmul__, __rtruediv__ = map(_reflected, ("add", "sub", "mul", "truediv"))
    __rfloordiv__, __rmod__, __rpow__, __rmatmul__ = map(_reflected, ("floordiv", "mod", "pow", "matmul"))
    __neg__, __pos__, __abs__ = map(_arithmetic, ("neg", "pos", "abs"))

    def _has_own_operators(self) -> bool:
        return not self._session.own_operators.isdisjoint(self._bases)

    def __exit__(self, *_: Any) -> None:
        _operate(self._session, "exit", self)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        """Return the object as an array. Without this method NumPy would ask for its items, one by one."""
        value = _operate(self._session, "array", self)
        if type(value) is not np.ndarray:
            raise TypeError(say("sandbox.not_an_array", kind=self.type_name))
        return np.asarray(value, dtype=dtype)

    def __eq__(self, other: object) -> bool:
        """Return whether both are one proxy; the learner's `__eq__` is not called. (A rehearsal notes what it would say.)"""
        if self is not other:
            self._session.compared(self, other)
        return self is other

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return self.text or f"<the learner's {self.type_name}>"


def _each(items: Any) -> Iterator[Any]:
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        yield item


class ClassProxy(Opaque):
    """A learner's class. Calling it makes an instance in the sandbox."""

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, Opaque) and self._bases[0] in instance._bases

    @property
    def __name__(self) -> str:
        return str(self._bases[0])


def exception_class(types: list[str], known: dict[str, type[BaseException]]) -> type[BaseException]:
    """Return a class that a test can catch, for a learner's exception class with these type names along its MRO.

    It is made once and put into `known`, as are the classes above it.
    """
    if types[0] in known:
        return known[types[0]]
    if hasattr(builtins, types[0]) or not types[1:]:
        return nearest_builtin(types[:1])
    return known.setdefault(types[0], type(types[0], (exception_class(types[1:], known),), {}))


def rebuild(error: LearnerError, known: dict[str, type[BaseException]]) -> BaseException:
    """Return an exception for a test to catch: of the learner's own class where that is known, else of a builtin one."""
    exception = as_builtin(error, next((known[name] for name in error.types if name in known), None))
    for name, value in error.attributes.items():
        with contextlib.suppress(AttributeError, TypeError):  # an attribute that a builtin class keeps read-only
            setattr(exception, name, value)
    exception.learner_error = error  # type: ignore[attr-defined]  # tells it from an error of the test itself
    return exception


def settle(
    outcome: Outcome,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    exceptions: dict[str, type[BaseException]],
    iterating: bool = False,
) -> Any:
    """Give an outcome to the caller as a plain function would: print, change arguments, and return or raise.

    iterating: whether StopIteration may be raised as it is.
    """
    if outcome.printed:
        sys.stdout.write(outcome.printed)
    changed_args, changed_kwargs = outcome.arguments
    for original, changed in zip(args, changed_args, strict=False):
        update(original, changed)
    for name, changed in changed_kwargs.items():
        update(kwargs.get(name), changed)
    if outcome.error is not None:
        exception = rebuild(outcome.error, exceptions)
        # StopIteration would end `zip(map(f, inputs), expected)` without an error.
        if isinstance(exception, StopIteration) and not iterating:
            exception = rebuild(replace(outcome.error, types=("RuntimeError", *outcome.error.types)), {})
        raise exception
    return outcome.value


def update(original: Any, changed: Any) -> None:
    """Make `original` hold what `changed` holds, in place and part by part, as far as its type allows."""
    if original is changed or type(original) is not type(changed):
        return
    if isinstance(original, np.ndarray):
        if original.shape == changed.shape and original.dtype == changed.dtype and original.flags.writeable:
            original[...] = changed
    elif isinstance(original, list):
        parts = [merged(o, c) for o, c in zip(original, changed, strict=False)]
        original[:] = parts + changed[len(parts) :]
    elif isinstance(original, dict):
        renewed = {key: merged(original[key], c) if key in original else c for key, c in changed.items()}
        original.clear()
        original.update(renewed)
    elif isinstance(original, set):
        original.clear()
        original.update(changed)
    elif isinstance(original, tuple):
        for o, c in zip(original, changed, strict=False):
            update(o, c)


def merged(original: Any, changed: Any) -> Any:
    """Return `original`, updated, where that is possible; else `changed`."""
    fits = type(original) is type(changed)
    if isinstance(original, np.ndarray):
        fits = fits and original.shape == changed.shape and original.dtype == changed.dtype
    if fits and isinstance(original, (np.ndarray, list, dict, set)):
        update(original, changed)
        return original
    return changed
