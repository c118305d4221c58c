"""Say again, in the learner's language and with the names of their own line, what an error of Python or NumPy means."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.plain import one_line
from autograder.sandbox.shared.outcome import LearnerError
from autograder.words import Listed, Sentence, sentence

LONGEST = 60  # characters of a name or an operand
_SHAPE = r"\([\d, ]*\)"
_CALLED = r"(?P<name>[\w.<>]+)\(\)"
_PRODUCTS = {"dot", "matmul"}
_ELEMENTWISE = {"add", "subtract", "multiply", "divide", "true_divide", "power", "maximum", "minimum"}


@dataclass(frozen=True)
class ErrorRule:
    """How one error is recognised. The named groups of the pattern are the values of the sentence.

    kind:     name of the exception's type. pattern: a regular expression that its message begins with.
    code:     of the sentence, without "judging.restated.".
    operands: "product" or "elementwise": the sentence has a second form, `<code>_of`, which names the two operands.
    """

    kind: str
    pattern: str
    code: str
    operands: str = ""


RULES = (
    ErrorRule("ValueError", rf"shapes (?P<first>{_SHAPE}) and (?P<second>{_SHAPE}) not aligned", "product", "product"),
    ErrorRule(
        "ValueError", r"matmul: .*mismatch.*\(size (?P<second>\d+) is different from (?P<first>\d+)\)", "sizes", "product"
    ),
    ErrorRule("ValueError", r"matmul: Input operand (?P<number>[01]) does not have enough dimensions", "product_of_number"),
    ErrorRule(
        "ValueError",
        rf"operands could not be broadcast together with shapes (?P<first>{_SHAPE}) (?P<second>{_SHAPE})",
        "broadcast",
        "elementwise",
    ),
    ErrorRule(
        "ValueError",
        rf"non-broadcastable output .* shape (?P<first>{_SHAPE}) doesn't match .*shape (?P<second>{_SHAPE})",
        "output",
    ),
    ErrorRule(
        "ValueError",
        rf"could not broadcast input array from shape (?P<first>{_SHAPE}) into shape (?P<second>{_SHAPE})",
        "assigned",
    ),
    ErrorRule("ValueError", rf"cannot reshape array of size (?P<size>\d+) into shape (?P<shape>{_SHAPE})", "reshaped"),
    ErrorRule("ValueError", r"setting an array element with a sequence", "ragged"),
    ErrorRule("ValueError", r"The truth value of an array with more than one element is ambiguous", "truth"),
    ErrorRule("ValueError", r"not enough values to unpack \(expected (?P<expected>\d+), got (?P<got>\d+)\)", "too_few"),
    ErrorRule("ValueError", r"too many values to unpack \(expected (?P<expected>\d+)", "too_many"),
    ErrorRule("ValueError", r"all the input array(s| )", "joined"),
    ErrorRule("ValueError", r"(?P<name>axes) don't match array", "axes"),
    ErrorRule("KeyError", r"['\"]?(?P<name>[^'\"]*)", "key"),
    ErrorRule("NameError", r"name '(?P<name>\w+)' is not defined", "name"),
    ErrorRule("UnboundLocalError", r"cannot access local variable '(?P<name>\w+)'", "unbound"),
    ErrorRule("IndexError", r"(?P<kind>list|tuple) index out of range", "index"),
    ErrorRule(
        "IndexError",
        r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) .* (?P<size>\d+)",
        "array_index",
    ),
    ErrorRule(
        "IndexError", r"too many indices for array: array is (?P<have>\d+)-dimensional, but (?P<given>\d+)", "indices"
    ),
    ErrorRule("IndexError", r"only integers, slices", "index_kind"),
    ErrorRule("AxisError", r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<have>\d+)", "axis"),
    ErrorRule(
        "TypeError",
        rf"{_CALLED} missing \d+ required (positional|keyword-only) arguments?: (?P<missing>'.*')",
        "missing",
    ),
    ErrorRule("TypeError", rf"{_CALLED} takes (?P<takes>[\w ]+) positional arguments? but (?P<given>\d+)", "arguments"),
    ErrorRule("TypeError", rf"{_CALLED} got an unexpected keyword argument '(?P<argument>\w+)'", "keyword"),
    ErrorRule("TypeError", rf"{_CALLED} got multiple values for argument '(?P<argument>\w+)'", "twice"),
    ErrorRule("TypeError", r"unsupported operand type\(s\) for [^:]+: ('NoneType'|.* and 'NoneType')", "none_operand"),
    ErrorRule(
        "TypeError",
        r"unsupported operand type\(s\) for (?P<operator>[^:]+): '(?P<first>[\w.]+)' and '(?P<second>[\w.]+)'",
        "operand_types",
    ),
    ErrorRule("TypeError", r"ufunc 'bitwise_(xor|and|or)' not supported", "bitwise"),
    ErrorRule("UFuncTypeError", r"Cannot cast ufunc '\w+' output from .* to .*int", "whole"),
    ErrorRule("UFuncNoLoopError", r"ufunc '(?P<name>\w+)' did not contain a loop", "no_numbers"),
    ErrorRule("TypeError", r"ufunc '(?P<name>\w+)' not supported for the input types", "no_numbers"),
    ErrorRule("TypeError", r"loop of ufunc does not support argument .* no callable (?P<name>\w+) method", "no_numbers"),
    ErrorRule("TypeError", r"'NoneType' object is not (subscriptable|iterable|callable)", "none_used"),
    ErrorRule("TypeError", r"cannot unpack non-iterable NoneType", "none_used"),
    ErrorRule("TypeError", r"'(?P<type>[\w.]+)' object is not subscriptable", "no_items"),
    ErrorRule("TypeError", r"'(?P<type>[\w.]+)' object is not callable", "not_callable"),
    ErrorRule("TypeError", r"'(?P<type>[\w.]+)' object is not iterable", "not_iterable"),
    ErrorRule("TypeError", r"cannot unpack non-iterable (?P<type>[\w.]+) object", "not_iterable"),
    ErrorRule("TypeError", r"only (length-1|0-dimensional|size-1) arrays can be converted", "one_number"),
    ErrorRule("TypeError", r"'(?P<type>[\w.]+)' object cannot be interpreted as an integer", "integer"),
    ErrorRule("TypeError", r"(list|tuple) indices must be integers or slices, not (?P<type>[\w.]+)", "list_index"),
    ErrorRule("TypeError", r"Cannot interpret '(?P<value>.*)' as a data type", "shape_argument"),
    ErrorRule("TypeError", r"unhashable type: '(?P<type>[\w.]+)'", "unhashable"),
    ErrorRule("TypeError", r"can't multiply sequence by non-int", "sequence_times"),
    ErrorRule("TypeError", r"can only concatenate (?P<first>\w+) \(not \"(?P<second>[\w.]+)\"\) to", "concatenated"),
    ErrorRule("AttributeError", r"'NoneType' object has no attribute '(?P<name>\w+)'", "none_used"),
    ErrorRule("AttributeError", r"module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'", "no_function"),
    ErrorRule("AttributeError", r"'(?P<type>[\w.]+)' object has no attribute '(?P<name>\w+)'", "attribute"),
    ErrorRule("ZeroDivisionError", r"", "zero"),
    ErrorRule("RecursionError", r"", "recursion"),
    ErrorRule("MemoryError", r"", "memory"),
    ErrorRule("OverflowError", r"", "overflow"),
    ErrorRule("ModuleNotFoundError", r"No module named '(?P<name>[\w.]+)'", "module"),
    ErrorRule("FileNotFoundError", r".*?'(?P<name>[^']*)'$", "file"),
)


def restated(error: LearnerError) -> Sentence | None:
    """Return what an error means, as a sentence; None for an error that no rule knows.

    error: its message and its line may be a learner's text. They are bounded, and stand in code spans.
    """
    for rule in RULES:
        if rule.kind not in error.types and rule.kind != error.kind:
            continue
        found = re.match(rule.pattern, error.message, re.DOTALL)
        if found is None:
            continue
        values: dict[str, Any] = {name: _plain(text) for name, text in found.groupdict().items()}
        if "missing" in values:
            values["missing"] = Listed(re.findall(r"'(\w+)'", values["missing"]), quoted=True)
        operands = _operands(error.where, rule.operands)
        if operands is None:
            return sentence(f"judging.restated.{rule.code}", **values)
        return sentence(f"judging.restated.{rule.code}_of", **values | operands)
    return None


def _plain(text: str | None) -> str:
    """Return a part of a message on one line, with shapes as Python writes them: NumPy writes some as (2,3)."""
    text = one_line(text or "", LONGEST)
    return re.sub(r",\s*(?=\d)", ", ", text) if re.fullmatch(_SHAPE, text) else text


def _operands(where: str, kind: str) -> dict[str, str] | None:
    """Return the texts of the two operands on a line; None where there is not exactly one operation of the kind.

    where: as in `LearnerError.where`. kind: as in `ErrorRule.operands`.
    """
    line = re.sub(r"^line \d+(: |$)", "", where)
    try:
        tree = ast.parse(line)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    pairs = list(_pairs(tree, kind)) if kind else []
    if len(pairs) != 1:
        return None
    left, right = (one_line(ast.unparse(node), LONGEST) for node in pairs[0])
    return {"left": left, "right": right}


def _pairs(tree: ast.AST, kind: str) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield the operands of each operation of a kind: of `@` and `np.dot`, or of `+`, `*` and `np.multiply` and the like."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult) is (kind == "product"):
            if not isinstance(node.left, ast.Constant) and not isinstance(node.right, ast.Constant):
                yield node.left, node.right
        elif isinstance(node, ast.Call) and len(node.args) >= 2:
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in (_PRODUCTS if kind == "product" else _ELEMENTWISE):
                yield node.args[0], node.args[1]
