"""q01: what is the shape of np.dot(w.t, x) (lecture p19)."""

from autograder import Question

q01 = Question("q01")
q01.wrong(
    (64, 500),
    en="That would be the product entry by entry.",
    zh="那是逐元素相乘的形状。",
)
q01.wrong(
    (500, 1),
    en="Examples stay columns: `(1, 500)`.",
    zh="样本仍然是列：`(1, 500)`。",
)
q01.wrong(
    (500,),
    en="A matrix product of two matrices keeps both axes.",
    zh="两个矩阵相乘，两个轴都在。",
)
