"""q14: what do a  b and np.dot(a, b) give (lecture p21)."""

from autograder import Question

q14 = Question("q14", choices="abcd")
q14.wrong(
    "a",
    en="For matrices `np.dot` is the matrix product; a number comes from two arrays of one axis.",
    zh="对矩阵来说，`np.dot` 就是矩阵乘法；两个一维数组才得到一个数。",
)
q14.wrong(
    "b",
    en="The matrix product needs equal inner lengths only: (5, 2) and (2, 4).",
    zh="矩阵乘法只要求中间的长度相等：(5, 2) 和 (2, 4)。",
)
q14.wrong(
    "c",
    en="`*` works entry by entry: the shapes have to broadcast, 2 against 4.",
    zh="`*` 是逐元素相乘：形状要能广播，而这里是 2 对 4。",
)
