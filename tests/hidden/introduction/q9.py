"""q9: why ReLU is fast (lecture p4)."""

from autograder import Question

q9 = Question("q9", choices="abcd")
q9.wrong(
    "a",
    en="That is true of the sigmoid, and not of ReLU, which has no upper limit.",
    zh="这说的是 sigmoid；ReLU 没有上限，不能看作概率。",
)
q9.wrong(
    "b",
    en="The number of units and weights stays the same; only the function in the units changes.",
    zh="单元数和权重数都不变，变的只是单元里的函数。",
)
q9.wrong(
    "c",
    en="It is the steps of the training that get faster, not the examples that get fewer.",
    zh="变快的是训练的步伐，而不是需要的样本变少。",
)
