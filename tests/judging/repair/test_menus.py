"""Functions that are written as menus of answers are not searched; those that learners write are."""

from __future__ import annotations

import pytest

from autograder.judging.repair.menus import BRANCHES, UNREAD, is_repairable

REFERENCE = "def f(x):\n    return x + 1\n"
NEVER = "    x = 2 if x is None else x\n"


@pytest.mark.parametrize(
    ("text", "repairable"),
    [
        ("def f(x):\n    return x - 1\n", True),
        ("def f(x):\n    while True:\n        return x - 1\n", True),
        ("def f(x):\n    if 0:\n        x = 2\n    return x - 1\n", False),
        ("def f(x):\n    return x - 1 if 1 > 2 else x\n", False),
        ("def f(x):\n    x = x + 0 * 3\n    return x - 1\n", False),
        ("def f(x):\n" + "    x = x + 1 - 1\n" * 100 + "    return x\n", False),
        ("def f(x):\n" + NEVER * BRANCHES + "    return x\n", True),
        ("def f(x):\n" + NEVER * (BRANCHES + 1) + "    return x\n", False),
        ("def f(x):\n" + "".join(f"    y{i} = x\n" for i in range(UNREAD)) + "    return x\n", True),
        ("def f(x):\n" + "".join(f"    y{i} = x\n" for i in range(UNREAD + 1)) + "    return x\n", False),
        *(
            ("def f(x):\n" + "".join(f"    {line.format(i)}\n" for i in range(UNREAD + 1)) + "    return x + z\n", False)
            for line in ("y{}: object = 2 * x", "(y{} := 2 * x)", "y{0} = z = 2 * x", "y{}, z = 2 * x, 1", "{} * x")
        ),
        ("def f(x):\n    a, b, c, d, e, g, h, i, j, k = x\n    return a - 1\n", True),
        ("def f(x):\n    'Words.'\n" + "    print(x)\n" * (UNREAD + 1) + "    return x - 1\n", True),
    ],
)
def test_menus_and_long_functions_are_not_repaired(text, repairable):
    assert is_repairable(text, REFERENCE) is repairable


def test_as_many_branches_as_the_reference_has_are_no_menu():
    reference = "def f(x):\n" + NEVER * 20 + "    return x\n"
    assert is_repairable(reference.replace("return x", "return -x"), reference)
