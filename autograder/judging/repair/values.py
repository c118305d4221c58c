"""Edits of a whole value that a statement binds or returns: what is missing in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.judging.repair.edit import Edit
from autograder.judging.repair.editor import Editor

_WRAPPERS = ("np.squeeze({})", "{}.reshape(1, -1)", "{}.reshape(-1, 1)", "{}.copy()", "float({})")


class ValueEdits(Editor):
    """Yields the edits of values: a missing sign, factor, term, call or wrapper."""

    def of_value(self, statement: ast.stmt) -> Iterator[Edit]:
        """Yield the edits of a value that a statement binds or returns: a missing sign, factor, term or wrapper."""
        value = getattr(statement, "value", None)
        if not isinstance(statement, ast.Assign | ast.AugAssign | ast.Return) or value is None:
            return
        for part in self._parts_of(value):
            if isinstance(part, ast.Constant | ast.Dict | ast.JoinedStr) and not isinstance(
                getattr(part, "value", None), int | float
            ):
                continue
            if part in self.handed_on:
                continue
            source = self.inner(part)
            if isinstance(part, ast.BinOp | ast.UnaryOp):
                yield self.put("transposed", part, f"{source}.T", 0.9)
                yield self.put("missing factor", part, f"({source} ** 2)", 1.0)
            yield self.put("sign", part, f"-{source}", 0.5)
            yield self.put("missing wrapper", part, f"(1 - {source})", 0.9)
            for wrapper in _WRAPPERS if not isinstance(part, ast.Constant) else ():
                yield self.put("missing call", part, wrapper.format(source), 1.1)
            for name in [n for n in self.variables if not self.may_be_array(ast.Name(n))]:
                yield self.put("missing factor", part, f"({source} / {name})", 0.6)
                yield self.put("missing factor", part, f"({source} * {name})", 1.0)
            for factor in ("/ 2", "* 2"):
                yield self.put("missing factor", part, f"({source} {factor})", 1.1)
            yield from self._missing(part, source)

    def _parts_of(self, value: ast.expr) -> Iterator[ast.expr]:
        """Yield the parts of a tuple, list or dict that is written out, at any depth; another value itself.

        A part of a dict that only names a variable is left out: what is missing is missing where the variable is made.
        """
        if isinstance(value, ast.Tuple | ast.List):
            yield from (part for one in value.elts for part in self._parts_of(one))
        elif isinstance(value, ast.Dict):
            some = [one for one in value.values if not (isinstance(one, ast.Name) and one.id in self.text.locals)]
            yield from (part for one in some for part in self._parts_of(one))
        else:
            yield value

    def _missing(self, part: ast.expr, source: str) -> Iterator[Edit]:
        """Yield the edits that multiply a value by a variable, or add one, or call a function on it."""
        for name in self.variables:
            if self.may_be_array(ast.Name(name)):
                yield self.put("missing factor", part, f"({source} * {name})", 1.2)
                yield self.put("missing term", part, f"({source} + {name})", 1.0)
        for function in ("np.sum", "np.mean"):
            yield self.put("missing call", part, f"{function}({source})", 1.0)
        for function in dict.fromkeys([*self.callables, "np.tanh", "np.exp", "np.log", "np.sqrt"]):
            yield self.put("missing call", part, f"{function}({source})", 1.2)
