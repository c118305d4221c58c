"""q15: which line does the same (lecture p21)."""

from autograder import Question

q15 = Question("q15", choices="abcd")
q15.wrong(
    "a",
    en="(4, 3) against (1, 4): 3 and 4 do not go together.",
    zh="(4, 3) 对 (1, 4)：3 和 4 对不上。",
)
q15.wrong(
    "c",
    en="That has the shape (4, 3): the table is turned over.",
    zh="这样形状是 (4, 3)：整张表转了过来。",
)
q15.wrong(
    "d",
    en="(3, 4) against (4, 1): the first axes, 3 and 4, do not go together.",
    zh="(3, 4) 对 (4, 1)：第一个轴 3 和 4 对不上。",
)
