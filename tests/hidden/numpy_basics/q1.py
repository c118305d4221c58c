"""q1: what a loop spends its time on (lecture p17)."""

from autograder import Question

q1 = Question("q1", choices="abcd")

q1.wrong(
    "b",
    en="Both use the same 64-bit numbers; the results differ at most in the last digit or two.",
    zh="两种写法用的都是 64 位浮点数；结果最多在最后一两位上有差别。",
)
q1.wrong(
    "c",
    en="`np.dot` runs on the same processor. (A graphics card would be faster still, but it is not used here.)",
    zh="`np.dot` 用的是同一块处理器。（显卡还能更快，不过这里没有用到它。）",
)
q1.wrong(
    "d",
    en="Both compute the same sum of n products; NumPy cannot leave any out.",
    zh="两种写法算的是同一个和，都要做 n 次乘法，NumPy 一次也省不掉。",
)
