"""q12: why is tanh nearly always better than the sigmoid in a hidden layer (lecture p30)."""

from autograder import Question

q12 = Question("q12", choices="abcd")
q12.wrong(
    "a",
    en="Probabilities lie between 0 and 1; tanh goes down to −1.",
    zh="概率在 0 和 1 之间；tanh 可以低到 −1。",
)
q12.wrong(
    "c",
    en="It does: for large |z| tanh is as flat as the sigmoid.",
    zh="会饱和：|z| 很大时，tanh 和 sigmoid 一样平。",
)
q12.wrong(
    "d",
    en="tanh is built from exponentials too.",
    zh="tanh 也是由指数函数组成的。",
)
