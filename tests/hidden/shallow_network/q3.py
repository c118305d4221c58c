"""q3: the shape of the first weights (lecture p26)."""

from autograder import Question

q3 = Question("q3")

q3.wrong(
    (5, 3),
    en="It is the other way round: one row for each unit of the layer, one column for each of its inputs.",
    zh="反了：本层的每个单元一行，它的每个输入一列。",
)
q3.wrong(
    (3, 1),
    en="That is the shape of `b1`; each unit has a weight for each of the 5 features.",
    zh="那是 `b1` 的形状；每个单元对 5 个特征各有一个权重。",
)
q3.wrong(
    (5, 1),
    en="That is the shape of one example; the weights of 3 units fill 3 rows.",
    zh="那是一个样本的形状；3 个单元的权重有 3 行。",
)
q3.wrong(
    (3,),
    en="The shape of a matrix has two numbers: rows and columns.",
    zh="矩阵的形状有两个数：行数和列数。",
)
