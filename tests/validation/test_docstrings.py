"""Docstrings in both languages are read as promises about arguments."""

from __future__ import annotations

import pytest

from autograder.validation.docstrings import Promise, promises_of


def only(line: str) -> Promise:
    (promise,) = promises_of(f'def f(x):\n    """Do it.\n\n    {line}\n    returns: float\n    """\n').values()
    return promise


@pytest.mark.parametrize(
    ("english", "chinese", "promise"),
    [
        ("X: array (n_x, m), one example a column", "X：数组 (n_x, m)，每列一个样本", Promise("array", (("n_x", "m"),))),
        ("v: array (n,), (n, 1) or (1, n)", "v：数组 (n,)、(n, 1) 或 (1, n)",
         Promise("array", (("n",), ("n", "1"), ("1", "n")))),
        ("x: array of any shape", "x：任意形状的数组", Promise("array")),
        ("x: number or array of any shape", "x：数，或任意形状的数组", Promise("number_or_array")),
        ("b: float, the bias", "b：浮点数，偏置", Promise("float")),
        ("m: int, the number of examples", "m：整数，样本数", Promise("int")),
        ("a: numbers", "a：数", Promise("number")),
        ("p: whether to print", "p：是否打印", Promise("bool")),
        ('a: "relu" or "sigmoid"', 'a："relu" 或 "sigmoid"', Promise("text", choices=frozenset({"relu", "sigmoid"}))),
        ("w: should be an array (n, 1)", "w：应该是数组 (n, 1)", Promise("anything")),
        ("df: function of an array (n,), returns a float", "df：数组 (n,) 的函数，返回浮点数", Promise("function")),
        ("r: list of floats", "r：浮点数的列表", Promise("list_of_floats")),
        ("d: list of int, the sizes n[0], ..., n[L]", "d：整数的列表，各层的大小 n[0], ..., n[L]", Promise("list_of_ints")),
        ("r: list of m lists, each with numbers", "r：m 个列表组成的列表，每个含一些数", Promise("list_of_lists")),
        ('b: list of tuples, ("relu",)', 'b：元组的列表，("relu",)', Promise("list_of_tuples")),
        ("d: (n_x, n_h), the sizes", "d：(n_x, n_h)，大小", Promise("sizes", names=("n_x", "n_h"))),
        ("d: [n_x, ..., n_y], the sizes", "d：[n_x, ..., n_y]，大小", Promise("list_of_ints", names=("n_x", "...", "n_y"))),
        ("c: tuple (A, W, b) that was kept", "c：元组 (A, W, b)，保存下来的", Promise("tuple", names=("A", "W", "b"))),
        (
            'p: dict with "Z1", "A1" (n_h, m) and "b" (1, 1)',
            'p：字典，有 "Z1"、"A1" (n_h, m) 和 "b" (1, 1)',
            Promise("dict", keys=(("Z1", ("n_h", "m")), ("A1", ("n_h", "m")), ("b", ("1", "1")))),
        ),
        (
            'p: dict with "W1", ..., "WL"; it may hold more',
            'p：字典，有 "W1"、……、"WL"；可能还有别的',
            Promise("dict", keys=(("W1", ()), ("WL", ())), layers=True, facts=frozenset({"more_keys"})),
        ),
        ("o: array (m,) of ints, the numbers 0 to m - 1 of the examples", "o：整数数组 (m,)，样本的编号 0 到 m - 1",
         Promise("array", (("m",),), below="m", facts=frozenset({"whole_numbers"}))),
        ("d: array (m,) of ints from 0 to k - 1", "d：由 0 到 k - 1 的整数组成的数组 (m,)",
         Promise("array", (("m",),), below="k", facts=frozenset({"whole_numbers"}))),
        ("t: a function; t(rate) returns the list of costs", "t：函数；t(rate) 返回成本的列表",
         Promise("function", returns="rate")),
    ],
)  # fmt: skip
def test_a_line_is_read_in_both_languages(english: str, chinese: str, promise: Promise) -> None:
    assert only(english) == promise
    assert only(chinese) == promise


@pytest.mark.parametrize(
    ("english", "chinese", "fact"),
    [
        ("y: int, its label, 0 or 1", "y：整数，它的标签，0 或 1", "zero_or_one"),
        ("a: float, strictly between 0 and 1", "a：浮点数，严格在 0 和 1 之间", "strictly_between_0_and_1"),
        ("a: float, each between 0 and 1", "a：浮点数，都在 0 和 1 之间", "between_0_and_1"),
        ("a: float between 0 and 1, the slope", "a：0 到 1 之间的浮点数，斜率", "between_0_and_1"),
        ("a: float, what stays, 0 to 1", "a：浮点数，保留多少，0 到 1", "between_0_and_1"),
        ("a: float, 0 <= a < 1", "a：浮点数，0 <= a < 1", "from_0_below_1"),
        ("a: float, above 0", "a：浮点数，大于 0", "above_0"),
        ("a: array (r, c), positive, one food a column", "a：数组 (r, c)，都是正数，每列一种食物", "above_0"),
        ("a: float, the size of the step", "a：浮点数，步长", "above_0"),
        ("a: float, below 1", "a：浮点数，小于 1", "below_1"),
        ("n: int, the number of steps, 0 or more", "n：整数，步数，不小于 0", "0_or_more"),
        ("x: array (m,), not all equal", "x：数组 (m,)，不全相等", "not_all_equal"),
        ("x: array (n, m); no feature is constant", "x：数组 (n, m)；没有恒定不变的特征", "no_constant_row"),
        ("x: array (r, c), no row all zero", "x：数组 (r, c)，没有全为零的行", "no_zero_row"),
    ],
)
def test_ranges_are_read_in_both_languages(english: str, chinese: str, fact: str) -> None:
    assert only(english).facts == only(chinese).facts == {fact}


def test_names_share_a_line_and_lines_go_on() -> None:
    lines = ["W, b: arrays (n, k) and (n, 1), a layer", "s: list of (a, b), names.", "    A float."]
    source = 'def f(W, b, s):\n    """Do.\n\n    ' + "\n    ".join(lines) + '\n    """\n'
    found = promises_of(source)
    assert found["W"].shapes == (("n", "k"),) and found["b"].shapes == (("n", "1"),)
    assert found["s"] == Promise("list_of_tuples")


OTHER_STYLE = 'def f(x):\n    """Do it.\n\n    Args:\n        x (int): it\n    """'


@pytest.mark.parametrize("source", ["def f(x):\n    return x", "x = 1", OTHER_STYLE])
def test_other_docstrings_promise_nothing(source: str) -> None:
    assert promises_of(source) == {}


def test_a_line_without_a_type_is_not_understood() -> None:
    assert only("x: whatever you like") == Promise("")
