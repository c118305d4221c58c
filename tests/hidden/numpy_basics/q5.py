"""q5: labels in a column instead of a row (lecture p21)."""

from autograder import Question

q5 = Question("q5")

q5.wrong(
    (1, 5),
    en="That would be right if Y were a row. NumPy does not turn a column into a row; it repeats both axes of length 1.",
    zh="如果 Y 是行向量才会这样。NumPy 不会把列自动转成行，而是把两个长度为 1 的轴都重复。",
)
q5.wrong(
    (5, 1),
    en="The row A has 5 columns and the column Y has 5 rows; both axes of length 1 are repeated.",
    zh="行向量 A 有 5 列，列向量 Y 有 5 行；两个长度为 1 的轴都会被重复。",
)
q5.wrong(
    (5,),
    en="Both arrays have two axes, so the result has two axes as well.",
    zh="两个数组都有两个轴，结果也有两个轴。",
)
q5.wrong(
    (1, 1),
    en="That is the shape of the matrix product `A @ Y`; a difference is taken number by number.",
    zh="那是矩阵乘积 `A @ Y` 的形状；相减是逐个数进行的。",
)
