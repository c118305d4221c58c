"""q10: why the logarithm (lecture p24)."""

from autograder import Question

q10 = Question("q10", choices="abcd")

q10.wrong(
    "a",
    en="The product is rounded to 0; its logarithm, written as a sum, is not: each term is log 0.6, about -0.51.",
    zh="被舍入成 0 的是乘积；写成求和的对数不会：每一项是 log 0.6，大约 -0.51。",
)
q10.wrong(
    "c",
    en="That happens if you multiply first and then take the logarithm. "
    "If you take the logarithms first and add them up, no number becomes 0.",
    zh="先连乘再取对数才会这样。先取对数再求和，就不会有数变成 0。",
)
q10.wrong(
    "d",
    en="The size is right, the sign is not: logarithms of numbers below 1 are negative.",
    zh="大小对了，符号不对：小于 1 的数取对数是负的。",
)
