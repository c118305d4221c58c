"""Statements are left out, swapped and moved across the edge of a loop."""

import pytest


@pytest.mark.parametrize(
    ("wrong", "right", "kind"),
    [
        ("a = 1\nb = 2\nreturn a", "b = 2\na = 1\nreturn a", "statement order"),
        ("a = 1\nreturn a", "return a", "extra statement"),
        ("a -= b\nreturn a", "a = a - (b)\nreturn a", "in place"),
        ("a -= b\nreturn a", "a += b\nreturn a", "sign"),
        ("a = b\nreturn a", "a += b\nreturn a", "accumulated"),
        ("if a:\n    b = 1\nreturn b", "if not (a):\n    b = 1\nreturn b", "condition"),
        ("for i in a:\n    b += i\n    return b", "for i in a:\n    b += i\nreturn b", "loop"),
        ("c = 0\nfor i in a:\n    c += i", "c = 0\nfor i in a:\n    c += i\nreturn c", "missing return"),
        ("f(a)\nreturn a", "a = f(a)\nreturn a", "not kept"),
        ("W = b\na['W']\nreturn a", "W = b\na['W']\nreturn {'W': W}", "not returned"),
        ("for x, y in zip(a, b[::-1]):\n    x", "for x, y in zip(a[::-1], b[::-1]):\n    x", "direction"),
        ("for x in reversed(a):\n    x", "for x in a:\n    x", "direction"),
        ("a = b\nc = b\nd = a\nreturn d", "c = b\nd = a\na = b\nreturn d", "statement order"),
        (
            "for i in a:\n    if i:\n        b = i\nreturn b",
            "for i in a:\n    if i:\n        b = i\n        break\nreturn b",
            "loop end",
        ),
        ("g = a\nc = []\nfor i in b:\n    c += g", "c = []\nfor i in b:\n    g = a\n    c += g", "loop"),
        ("new_a = a - b\nreturn new_a", "a = a - b\nreturn a", "target"),
    ],
)
def test_a_statement_is_edited(made, wrong, right, kind):
    assert made(wrong)[right] == kind


def test_only_an_assignment_to_a_known_name_is_moved_past_others(made):
    assert "d = b\ne = c\nc = b\nreturn e" not in made("c = b\nd = b\ne = c\nreturn e")
