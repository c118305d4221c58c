"""q1: how many layers (lecture p36)."""

from autograder import Question

q1 = Question("q1", choices="abcd")
q1.wrong(
    "a",
    en="That is the number of all units and inputs together; a layer is a whole column in the picture.",
    zh="这是所有单元和输入的总数；图中的一整列才是一层。",
)
q1.wrong(
    "c",
    en="That is the number of hidden layers. The output layer has weights too, so it counts.",
    zh="这是隐藏层的个数。输出层也有权重，要算进去。",
)
q1.wrong(
    "d",
    en="That counts the input as a layer. The input has no weights; it is layer 0.",
    zh="这样把输入也算成了一层。输入没有权重，算第 0 层。",
)
