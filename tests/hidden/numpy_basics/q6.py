"""q6: which shapes cannot be broadcast together (lecture p21)."""

from autograder import Question

q6 = Question("q6", choices="abcde")

q6.wrong(
    "a",
    en="a) From the right: 3 and 3 are equal, and the missing axis counts as 1. It fits.",
    zh="a) 从右往左：3 和 3 相等，缺的轴当作 1。可以相加。",
)
q6.wrong(
    "b",
    en="b) From the right: 3 meets 4. They differ, and neither is 1. The 4 on the left does not help.",
    zh="b) 从右往左：3 对 4，既不相等，也没有一个是 1。左边虽然也有 4，但对不上。",
)
q6.wrong(
    "c",
    en="c) From the right: 3 meets 1, then 4 meets 4. It fits.",
    zh="c) 从右往左：3 对 1，4 对 4。可以相加。",
)
q6.wrong(
    "d",
    en="d) The same number of entries is not enough: 3 meets 2, and neither is 1.",
    zh="d) 数的个数一样并不够：3 对 2，没有一个是 1。",
)
q6.wrong(
    "e",
    en="e) From the right: 4 meets 1, 3 meets 3, and the missing axis counts as 1. It fits; "
    "three axes work in the same way.",
    zh="e) 从右往左：4 对 1，3 对 3，缺的轴当作 1。三个轴也一样可以相加。",
)
