"""q10: what is added up over the examples and what is not (lecture p16)."""

from autograder import Question

q10 = Question("q10", choices="abcde")

q10.wrong(
    "a",
    en="J adds up the losses of all examples, so it starts at 0 before the loop.",
    zh="J 要把所有样本的损失加起来，所以在循环之前置 0。",
)
q10.wrong(
    "b",
    en="z belongs to one example and is computed again for the next one; nothing is added up.",
    zh="z 属于单个样本，下一个样本要重新计算；不累加。",
)
q10.wrong(
    "c",
    en="dw adds up x · dz over the examples (the lecture's dw1 and dw2), so it starts at 0 before the loop.",
    zh="dw（课上的 dw1、dw2）要对样本累加 x · dz，所以在循环之前置 0。",
)
q10.wrong(
    "d",
    en="dz is the error of one example; the next example has its own dz.",
    zh="dz 是单个样本的误差；下一个样本有自己的 dz。",
)
q10.wrong(
    "e",
    en="db adds up dz over the examples, so it starts at 0 before the loop.",
    zh="db 要对样本累加 dz，所以在循环之前置 0。",
)
