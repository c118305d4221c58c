"""q6: which way a slope sends you (lecture p10)."""

from autograder import Question

q6 = Question("q6", choices="abcd")

q6.wrong(
    "b",
    en="w - α · (-3) is w + 3α: minus times minus is plus.",
    zh="w - α · (-3) 等于 w + 3α：负负得正。",
)
q6.wrong(
    "c",
    en="It stays only where the slope is 0.",
    zh="只有斜率为 0 的地方才会停住。",
)
q6.wrong(
    "d",
    en="Where w is plays no part in the direction; the sign of the slope alone decides.",
    zh="方向和 w 的值无关，只由斜率的符号决定。",
)
