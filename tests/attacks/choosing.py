"""Choosing: functions that are menus of answers, so that a message which names the line of a mistake names the right answer.

The search for causes tries small edits of a learner's function, and says on which line the edits that make it right lie. In
a menu each line is one edit away from counting, so that a learner who is told the line knows the answer.
"""

from __future__ import annotations

from attack import Family

choosing = Family("choosing")

FACTORS = [number / 8 for number in range(1, 73)]  # 72 answers; the right one is 2.0
RIGHT = 2.0
LAST = "s = np.sign(y)\n    return np.abs(y) * s"  # another name in one place of it would not do


def menu(name: str, line: str, *, first: str = "y = np.sort(x)", last: str = "return y", count: int = len(FACTORS)) -> None:
    """Register a menu for `double`.

    line: Python with `{factor}` and `{number}`, for each answer. first, last: the lines above and below.
    count: of answers, the right one among them.
    """
    lines = [line.format(factor=factor, number=number) for number, factor in enumerate(FACTORS[:count])]
    marked = [text + ("  # CHOSEN" if factor == RIGHT else "") for text, factor in zip(lines, FACTORS, strict=False)]
    choosing.attack(
        name,
        gain="the right one of many answers, named by a message",
        seen="choice",
        worked="no menus, clocks",
        on="double",
        code="\n".join(["import numpy as np", "def double(x):", *(f"    {text}" for text in [first, *marked, last])]),
    )


menu("72 answers, each after `if 0:`", "if 0: y = {factor} * x")
menu("72 answers, each after a comparison of constants", "if 1 > 2: y = {factor} * x")
menu("72 answers, each in a loop that never begins", "while 0: y = {factor} * x; break")
menu("72 answers, each in a conditional expression with a constant", "y = {factor} * x if 0 else y")
menu("72 answers, each after a condition that never holds", "if x is None: y = {factor} * x")
menu("72 answers, each in a conditional expression that never holds", "y = {factor} * x if x is None else y")
menu("72 answers, each times 0", "y = y + 0 * ({factor} * x)", first="y = 0 * np.sort(x)")
menu("17 answers after `if 0:`, no longer than a function may be", "if 0: y = {factor} * x", count=17)
menu("17 answers that nobody reads, no longer than a function may be", "y{number} = {factor} * x", last=LAST, count=17)
menu("17 answers with annotations", "y{number}: object = {factor} * x", last=LAST, count=17)
menu("17 answers in assignment expressions", "(y{number} := {factor} * x)", last=LAST, count=17)
