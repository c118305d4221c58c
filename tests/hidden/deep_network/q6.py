"""q6: a unit that is off for every example (lecture p37)."""

from autograder import Question

q6 = Question("q6", choices="abcd")

q6.wrong(
    "a",
    en="With ReLU a gradient can be exactly 0: print `caches[1][1]`, the Z of layer 2, and look at its first row.",
    zh="用 ReLU 时，梯度可以正好是 0：打印 `caches[1][1]`，也就是第 2 层的 Z，看看第一行。",
)
q6.wrong(
    "b",
    en="At a minimum all gradients would be 0, not just those of one unit.",
    zh="如果到了最小值，所有的梯度都应该是 0，而不只是一个单元的。",
)
q6.wrong(
    "c",
    en='Print `parameters["W2"]`: its first row is not 0. And weights of 0 alone would not make their own gradient 0.',
    zh='打印 `parameters["W2"]`：第一行不是 0。而且权重是 0，它自己的梯度也未必是 0。',
)
