"""q1: which layers are counted (lecture p36)."""

from autograder import Question

q1 = Question("q1", choices="abcd")

q1.wrong(
    "a",
    en="`layer_dims` has L + 1 entries, because the first one is the input, layer 0, which computes nothing.",
    zh="`layer_dims` 有 L + 1 个数，因为第一个是输入，也就是第 0 层，它什么也不计算。",
)
q1.wrong(
    "c",
    en="That is the number of units (with the inputs); L counts layers.",
    zh="那是单元的总数（连输入一起）；L 数的是层。",
)
q1.wrong(
    "d",
    en="The output layer computes something too, so it counts: L is the number of hidden layers plus one.",
    zh="输出层也参与计算，所以也要数：L 等于隐藏层数加一。",
)
