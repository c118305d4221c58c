"""q2: how layers are counted (lecture p26)."""

from autograder import Question

q2 = Question("q2", choices="abcd")

q2.wrong(
    "b",
    en="That is the number of units; a layer is a group of units that work side by side.",
    zh="那是单元的个数；一层是并排工作的一组单元。",
)
q2.wrong(
    "c",
    en="The output layer has its own weights, so it counts too.",
    zh="输出层也有自己的权重，也要算一层。",
)
q2.wrong(
    "d",
    en="The input does not count, because it computes nothing: it is layer 0.",
    zh="输入不算一层，因为它不做计算：它是第 0 层。",
)
