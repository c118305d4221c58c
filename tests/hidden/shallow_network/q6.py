"""q6: activations of output layers (lecture p30)."""

from autograder import Question

q6 = Question("q6", choices="abcd")

q6.wrong(
    "a",
    en="The answer to a yes-or-no question is a probability between 0 and 1, and the sigmoid gives just that.",
    zh="“是或否”的问题要用概率来回答，也就是 0 到 1 之间的数：这正是 sigmoid 给出的。",
)
q6.wrong(
    "b",
    en="A price can be any number from 0 up, and so can the output of ReLU.",
    zh="价格可以是任何非负数，ReLU 的输出也一样。",
)
q6.wrong(
    "c",
    en="A change can have either sign and any size; an activation would rule out some values.",
    zh="变化量可正可负，多大都行；加上激活函数反而有些值取不到。",
)
q6.wrong(
    "d",
    en="ReLU has no upper limit: an output of 7 is not a probability.",
    zh="ReLU 没有上限：输出 7 不可能是概率。",
)
