"""The messages between the grader and a sandbox, and the nodes that values are made of on the way."""

from __future__ import annotations

from typing import Any, Literal, Union

import msgspec


class WireError(Exception):
    """The other side sent, or was asked to send, something that does not fit in a frame.

    code:   of the catalogue (`autograder.words`), a noun phrase: what it was.
    values: for its placeholders.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class TooMuch(WireError):
    """A value that an honest runner may send, but that is too large or too odd to read. Any other WireError is hostile."""


class _Node(msgspec.Struct, array_like=True, tag=True):
    pass


class Big(_Node, tag="i"):
    """An integer beyond 64 bits, in hexadecimal."""

    digits: str


class Raw(_Node, tag="b"):
    """Bytes; msgspec does not tell them from text in a union."""

    data: bytes


class Complex(_Node, tag="c"):
    real: float
    imag: float


class Items(_Node, tag="l"):
    kind: Literal["list", "tuple", "set", "frozenset", "range", "slice"]
    items: list[Value]


class Pairs(_Node, tag="d"):
    items: list[tuple[Value, Value]]


class Array(_Node, tag="a"):
    """An array, whose bytes are next in the payload. scalar: it is a NumPy scalar, not an array without dimensions."""

    dtype: str
    shape: list[int]
    scalar: bool


class Held(_Node, tag="h"):
    """A learner's object, which stays in the sandbox."""

    number: int
    type_name: str
    callable: bool
    bases: list[str]  # type names along the MRO, of the class itself where the object is a class
    is_class: bool
    text: str  # repr, bounded


class Callback(_Node, tag="f"):
    """A callable of the grader, which stays in the trusted process."""

    number: int
    name: str


class Formula(_Node, tag="x"):
    """A function that is given as the text of a formula. Each side makes it for itself; it comes from the grader only."""

    text: str


class Absent(_Node, tag="m"):
    """The name is not defined."""


class Parameter(_Node, tag="p"):
    """A parameter. default, annotation: `Absent` where there is none, or where it cannot cross."""

    name: str
    kind: int  # inspect.Parameter.kind
    optional: bool
    default: Value
    annotation: Value


class Function(_Node, tag="g"):
    """A global name that holds a function; called by name, so that a redefinition counts.

    own:     the function's `__name__`, None where it has none.
    returns: the annotation of its result, as in a `Parameter`.
    wraps:   whether it has a `__wrapped__`.
    called:  the parameters that it is called with, where these are others (`signature_of`); None where they are the same.
    """

    name: str
    parameters: list[Parameter] | None
    number: int
    own: str | None
    returns: Value
    wraps: bool
    called: list[Parameter] | None


class Plain(_Node, tag="t"):
    """A value that a text describes completely: of a class of the standard library, or one of Python's own types."""

    kind: Literal["Fraction", "Decimal", "date", "datetime", "timedelta", "type", "PosixPath", "PurePosixPath", "ellipsis"]
    text: str


class Given(_Node, tag="y"):
    """An object that came with the call: its number among `wire.mutable_parts`."""

    number: int


Value = Union[  # noqa: UP007  # the classes above name it as text
    None,
    bool,
    int,
    float,
    str,
    Big,
    Raw,
    Complex,
    Items,
    Pairs,
    Array,
    Held,
    Callback,
    Formula,
    Absent,
    Function,
    Plain,
    Given,
]


class Failure(_Node, tag="e"):
    """An exception: type names along its MRO, its message, the learner's line, and attributes that can cross."""

    mro: list[str]
    message: str
    where: str
    attributes: Value = None


class Output(msgspec.Struct, frozen=True, omit_defaults=True):
    """One output of a cell, as nbformat has it."""

    kind: Literal["stream", "display_data", "execute_result", "error"]
    name: str = ""  # stdout or stderr, or an error's type
    text: str = ""  # a stream's, or an error's message
    data: dict[str, str] = {}
    traceback: list[str] = []


class _Message(msgspec.Struct, array_like=True, tag=True):
    nonce: str


class _Request(_Message, kw_only=True):
    language: str = "en"
    """Of the notebook, and of the notices in its outputs."""


class _Reply(_Message, kw_only=True):
    seen: list[tuple[str, str]] = []
    """Forbidden attempts of the learner's code since the last reply: pairs of kind and object (see `suspicion`)."""


class Run(_Request, tag="run"):
    """Run a cell; only its first `statements` top-level statements where that is not None.

    place:   a number under which the names as they are before the cell are kept; None to keep nothing.
    goes_on: whether definitions below a statement that fails still run.
    """

    source: str
    statements: int | None
    figures: bool  # whether they are rendered
    place: int | None = None
    goes_on: bool = False


class Fetch(_Request, tag="fetch"):
    """Return the values of global names.

    place: put all names back first to what they were at this place; None to leave them as they are.
    """

    names: list[str]
    place: int | None = None


class Call(_Request, tag="call"):
    """Call `target` once for each of `calls` (args, kwargs).

    target: a global name, or the number of a held object.
    state:  of NumPy's and Python's global generators (`draws.State`) before each call; None to leave them alone.
    same:   an argument that comes back, or a part of one, is sent as `Given`, and not as a value. Otherwise objects of
            classes that are derived from containers and arrays are sent as these (`wire.plainly`).
    """

    target: str | int
    calls: list[tuple[Value, Value]]
    state: Value
    same: bool = False


class Try(_Request, tag="try"):
    """Build a global function from other texts, and make all calls with each of them.

    name:  of the function; each text defines it, in a copy of the global names.
    calls: (args, kwargs) of each call. An attempt may take ten times the steps of the function as it is.
    least: steps that an attempt may take in any case.

    There is one `Returned` for each text and call, in this order; a failure for a text that cannot be built.
    """

    name: str
    texts: list[str]
    calls: list[tuple[Value, Value]]
    least: int


class Operate(_Request, tag="operate"):
    """Apply the operation `name` (`runner.OPERATIONS`) to held objects and values."""

    name: str
    operands: list[Value]


class Define(_Request, tag="define"):
    """Set global names; delete those whose value is `Absent`."""

    values: list[tuple[str, Value]]


class Put(_Request, tag="put"):
    """Write files into the working folder, before the first cell: pairs of a relative path and the content."""

    files: list[tuple[str, bytes]]


class Answer(_Request, tag="answer"):
    """The grader's reply to a `CallbackRequest`."""

    value: Value
    failure: Failure | None


class Progress(_Reply, tag="progress"):
    """`statements` top-level statements of the cell are done."""

    statements: int


class Ran(_Reply, tag="ran"):
    outputs: list[Output]
    failed: bool
    execution_count: int
    went_on: bool = False  # whether statements below a failed one still ran


class Fetched(_Reply, tag="fetched"):
    values: list[Value]


class Returned(_Reply, tag="returned"):
    """The reply to one call of a `Call`, to an `Operate`, to a `Define` or to a `Put`.

    arguments: as the call left them; None where it did not change them.
    altered:   numbers of the arrays in them that the call altered in place.
    """

    value: Value
    failure: Failure | None
    arguments: Value
    printed: str
    state: Value
    altered: list[int] = []


class CallbackRequest(_Reply, tag="question"):
    """The learner's code calls a callable of the grader."""

    callback: int
    args: Value
    kwargs: Value


Request = Run | Fetch | Call | Try | Operate | Define | Put | Answer
Reply = Progress | Ran | Fetched | Returned | CallbackRequest

_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)

encoder = msgspec.msgpack.Encoder()


def decode_request(header: bytes) -> Request:
    """Return a request of the grader."""
    return _requests.decode(header)  # type: ignore[no-any-return]


def decode_reply(header: bytes | bytearray | memoryview) -> Reply:
    """Return a reply. Raises WireError; this is the only decoder that reads what a hostile process wrote."""
    try:
        return _replies.decode(header)  # type: ignore[no-any-return]
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError, ValueError, OverflowError):
        raise WireError("sandbox.wire.not_a_reply") from None  # msgspec's own words quote what the process wrote
