"""q6: which way a slope sends you (lecture p10)."""

from autograder import Question

q6 = Question("q6", choices="abcd")

q6.wrong(
    "a",
    en="w - α · (-3) is w + 3α: minus times minus is plus.",
    zh="w - α · (-3) 等于 w + 3α：负负得正。",
)
q6.wrong(
    "b",
    en="The direction does not depend on the value of w, only on the sign of the slope.",
    zh="方向和 w 的值无关，只取决于斜率的符号。",
)
q6.wrong(
    "d",
    en="Gradient descent stays in place only where the slope is 0.",
    zh="只有斜率为 0 的地方才会停住。",
)
