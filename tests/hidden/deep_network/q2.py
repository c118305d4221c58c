"""q2: the shape of a weight matrix (lecture p36)."""

from autograder import Question

q2 = Question("q2")

q2.wrong(
    (7, 5),
    en="The right numbers in the wrong order: there is one row for each unit of layer 3, one column for each of layer 2.",
    zh="数字对了，顺序反了：第 3 层每个单元一行，第 2 层每个单元一列。",
)
q2.wrong(
    (7, 20),
    en="That is W of layer 2. The input is layer 0, so layer 3 has 5 units.",
    zh="那是第 2 层的 W。输入是第 0 层，所以第 3 层有 5 个单元。",
)
q2.wrong(
    (5, 1),
    en="That is the shape of b of layer 3; W has a column for each unit of the layer before.",
    zh="那是第 3 层的 b 的形状；W 对前一层的每个单元有一列。",
)
q2.wrong(
    (1, 5),
    en="That is W of layer 4, the output layer. The input is layer 0 and is not counted.",
    zh="那是第 4 层（输出层）的 W。输入是第 0 层，不算在内。",
)
