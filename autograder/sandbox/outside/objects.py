"""Keep track of objects that do not cross: the grader's callables, and proxies of the learner's objects."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.plain import shown
from autograder.sandbox.outside.proxy import ClassProxy, FunctionProxy, Opaque, Sandbox, Unsupported, exception_class
from autograder.sandbox.shared import protocol, wire
from autograder.sandbox.shared.formula import text_of_formula
from autograder.words import say, sentence

MOST_BASES = 50  # type names along an MRO that are read
NAME_LENGTH = 100  # characters of a type's name
TEXT_LENGTH = 300  # characters of an object's repr


class Objects:
    """The objects that do not cross between the grader and one sandbox.

    exceptions: classes that represent the learner's own exception classes in tests, by name.
    given:      the mutable parts of the call that is being answered; the sandbox may say that its result is one of them.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self.exceptions: dict[str, type[BaseException]] = {}
        self.given: Sequence[Any] = ()
        self._sandbox = sandbox
        self._callbacks: dict[int, Callable[..., Any]] = {}
        self._callback_count = 0  # numbers are never used twice
        self._opaques: dict[int, Opaque] = {}  # so that within a test an object has one proxy

    def hold(self, value: Any) -> protocol.Value:
        """Return a node for a value that cannot cross: a proxy's number, a formula or a callback. Else raise Unsupported."""
        if isinstance(value, (FunctionProxy, Opaque)):
            return protocol.Held(number=value._number, type_name="", callable=False, bases=[], is_class=False, text="")
        if isinstance(value, dict):
            raise Unsupported(sentence("sandbox.dictionary_of_another_type"))
        if isinstance(value, Iterator):
            value = value.__next__
        if (text := text_of_formula(value)) is not None:
            return protocol.Formula(text)
        if callable(value):
            number = next((number for number, known in self._callbacks.items() if known is value), 0)
            if not number:
                number = self._callback_count = self._callback_count + 1
                self._callbacks[number] = value
            return protocol.Callback(number, getattr(value, "__name__", "function"))
        raise Unsupported(type(value).__name__)

    def resolve(self, node: Any) -> Any:
        """Return the object that a node of the sandbox refers to. Raises WireError for any other node."""
        if isinstance(node, protocol.Given) and 0 <= node.number < len(self.given):
            return self.given[node.number]
        if isinstance(node, protocol.Function):
            own = None if node.own is None else shown(node.own, NAME_LENGTH)
            proxy = FunctionProxy(self._sandbox, node.name, _signature(node), node.number, own=own, wraps=node.wraps)
            proxy._called_as = None if node.called is None else _signature(node, node.called)
            return proxy
        if isinstance(node, protocol.Held) and node.bases:
            if node.number not in self._opaques:
                self._opaques[node.number] = self._opaque(node)
            return self._opaques[node.number]
        raise protocol.WireError("sandbox.wire.unexpected")

    def _opaque(self, node: protocol.Held) -> Opaque:
        kind = ClassProxy if node.is_class else Opaque
        return kind(
            self._sandbox,
            node.number,
            type_name=shown(node.type_name, NAME_LENGTH),
            bases=[shown(name, NAME_LENGTH) for name in node.bases[:MOST_BASES]],
            is_callable=node.callable,
            text=shown(node.text, TEXT_LENGTH),
        )

    def callback(self, number: int) -> Callable[..., Any]:
        """Return the callable with this number; one that raises RuntimeError where its test is over."""
        return self._callbacks.get(number) or _no_longer_there(self._sandbox.language)

    def global_value(self, value: Any) -> Any:
        """Return the value that a test gets for a learner's global: for an exception class, a class that it can catch."""
        if isinstance(value, ClassProxy) and "BaseException" in value._bases:
            return exception_class(value._bases, self.exceptions)
        return value

    def forget_proxies(self) -> None:
        """Forget the learner's objects: their process has ended."""
        self._opaques.clear()

    def forget_all(self) -> None:
        """Forget the callables: a learner may have kept one for the next test. A test may have kept a learner's object."""
        self._callbacks.clear()


def _no_longer_there(language: str) -> Callable[..., Any]:
    def refuse(*_: Any, **__: Any) -> None:
        raise RuntimeError(say("sandbox.other_test", language))

    return refuse


def _signature(node: protocol.Function, parameters: list[protocol.Parameter] | None = None) -> inspect.Signature | None:
    """Return the signature. A default or an annotation that cannot cross is `...`.

    parameters: by default the function's own.
    """
    parameters = node.parameters if parameters is None else parameters
    if parameters is None:
        return None
    empty = inspect.Parameter.empty
    try:
        return inspect.Signature(
            [
                inspect.Parameter(
                    parameter.name,
                    inspect._ParameterKind(parameter.kind),
                    default=_plain(parameter.default, ...) if parameter.optional else empty,
                    annotation=_plain(parameter.annotation, empty),
                )
                for parameter in parameters
            ],
            return_annotation=_plain(node.returns, empty),
        )
    except (ValueError, TypeError):
        return None


def _plain(node: protocol.Value, otherwise: Any) -> Any:
    """Return the value of a node that holds no array and no object; `otherwise` for any other."""
    try:
        return otherwise if isinstance(node, protocol.Absent) else wire.Unpacker(b"", _refuse).unpack(node)
    except protocol.WireError:
        return otherwise


def _refuse(node: Any) -> Any:
    raise protocol.WireError("sandbox.wire.unexpected")
