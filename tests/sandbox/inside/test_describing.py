"""Functions are described as data, and imports are recognised by identity."""

from __future__ import annotations

import inspect
import math
import sys
import types

import numpy as np
import pytest

from autograder.sandbox.inside import describing
from autograder.sandbox.shared import protocol


def test_parameters_say_which_are_optional() -> None:
    found, returns = describing.signature(lambda a, b=1, *, c: None)
    assert found is not None and [(p.name, p.optional) for p in found] == [("a", False), ("b", True), ("c", False)]
    assert [p.kind for p in found] == [int(kind) for kind in (1, 1, inspect.Parameter.KEYWORD_ONLY)]
    assert returns == protocol.Absent() and describing.signature(3) == (None, protocol.Absent())


def test_plain_defaults_cross_and_others_do_not() -> None:
    array, kept = np.ones(3), object()
    found, _ = describing.signature(lambda a=(1, "x"), b=array, c=kept, d=None: None)
    assert found is not None and [p.default for p in found] == [
        protocol.Items("tuple", [1, "x"]),
        protocol.Absent(),
        protocol.Absent(),
        None,
    ]


class Hostile:
    def __getattr__(self, name: str) -> None:
        raise SystemExit

    def __call__(self) -> None:
        pass


def test_an_object_that_raises_is_described_all_the_same() -> None:
    found = describing.function("f", Hostile(), 7)
    assert (found.name, found.number, found.own, found.wraps) == ("f", 7, None, False)


@pytest.mark.parametrize(
    ("value", "how"),
    [
        (math.gcd, "0"),
        (math, "1"),
        (math.lcm, "library"),
        (sys, "library"),
        (3, "value"),
        (types.FunctionType((lambda: 1).__code__, {"__name__": "__main__"}), "own"),
    ],
)
def test_a_name_is_bound_to_what_an_import_gives_or_to_something_else(
    value: object, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = types.ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", main)
    wanted = {"g": [["math", "gcd"], ["math", ""], ["no.such", "module"]]}
    assert describing.imported(wanted) == {"g": "absent"}
    main.g = value  # type: ignore[attr-defined]
    assert describing.imported(wanted) == {"g": how}
