"""q9: why ReLU is fast (lecture p4)."""

from autograder import Question

q9 = Question("q9", choices="abcd")
q9.wrong(
    "a",
    en="That is true of the sigmoid. The output of ReLU has no upper limit, so it cannot be read as a probability.",
    zh="这说的是 sigmoid。ReLU 的输出没有上限，不能看作概率。",
)
q9.wrong(
    "b",
    en="ReLU makes training faster; the network still needs as many examples.",
    zh="ReLU 让训练变快；需要的样本并没有变少。",
)
q9.wrong(
    "d",
    en="The number of units and weights stays the same; only the function in the units changes.",
    zh="单元数和权重数都不变，变的只是单元里的函数。",
)
