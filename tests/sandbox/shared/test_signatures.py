"""A function's signature, through wrappers."""

from __future__ import annotations

import inspect

from autograder.sandbox.shared.outcome import Remote
from autograder.sandbox.shared.signatures import signature_of


def wrap(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def names(function):
    return list(signature_of(function).parameters)


def test_a_plain_function_has_its_own() -> None:
    assert names(lambda a, b=1, *c, d, **e: 0) == ["a", "b", "c", "d", "e"]


def test_a_wrapper_that_passes_everything_on_has_that_of_its_function() -> None:
    assert names(wrap(wrap(lambda z, y: 0))) == ["z", "y"]


def test_a_wrapper_round_several_functions_has_its_own() -> None:
    def both(one, other):
        return lambda *args, **kwargs: one(*args, **kwargs) + other(*args, **kwargs)

    assert names(both(lambda z: 0, lambda x: 1)) == ["args", "kwargs"]


def test_a_wrapper_that_takes_arguments_of_its_own_keeps_them() -> None:
    def counted(function):
        return lambda z, *rest: function(z, *rest)

    assert names(counted(lambda a, b: 0)) == ["z", "rest"]


def test_what_has_no_signature_has_none() -> None:
    def odd() -> None: ...

    odd.__signature__ = "none"
    assert signature_of(odd) is None and signature_of(3) is None
    assert signature_of(len) == inspect.signature(len)


def test_a_wrapper_round_itself_ends() -> None:
    def wrapper(*args, **kwargs):
        return wrapper

    assert names(wrapper) == ["args", "kwargs"]


def test_a_remote_object_is_not_asked() -> None:
    """Its `__dict__` would come from the sandbox; what is known of it is known already."""

    class Asking(Remote):
        def __init__(self) -> None:
            object.__setattr__(self, "type_name", "function")

        def __call__(self, x: int) -> int:
            return x

        def __getattribute__(self, name: str) -> object:
            assert name != "__dict__", "the sandbox is asked"
            return object.__getattribute__(self, name)

    function = Asking()
    assert names(function) == ["x"]
    object.__setattr__(function, "_called_as", "a lie")
    assert names(function) == ["x"]
    object.__setattr__(function, "_called_as", inspect.signature(lambda z, y: 0))
    assert names(function) == ["z", "y"]


def test_what_is_known_of_a_remote_wrapper_is_not_asked() -> None:
    """The process that has it may have ended."""

    class Ended(Remote):
        def __init__(self) -> None:
            object.__setattr__(self, "type_name", "function")
            object.__setattr__(self, "__signature__", inspect.signature(lambda z, y: 0))

        def __getattribute__(self, name: str) -> object:
            assert name != "__wrapped__", "the sandbox is asked"
            return object.__getattribute__(self, name)

    assert names(Ended()) == ["z", "y"]
