"""q7: the shape of the gradient of a bias (lecture p39)."""

from autograder import Question

q7 = Question("q7")

q7.wrong(
    (4,),
    en="A bias has two axes, and so does its gradient: `keepdims=True` keeps the second one.",
    zh="偏置有两个轴，它的梯度也一样：`keepdims=True` 可以保留第二个轴。",
)
q7.wrong(
    (4, 50),
    en="That is dZ. The gradient of b is its mean over the examples: one number for each unit.",
    zh="那是 dZ。b 的梯度是它对样本的平均：每个单元一个数。",
)
q7.wrong(
    (1, 4),
    en="A bias is a column, and so is its gradient.",
    zh="偏置是列向量，它的梯度也是。",
)
q7.wrong(
    (6, 1),
    en="That is layer 1. The input, with its 3 features, is layer 0, so layer 2 has 4 units.",
    zh="那是第 1 层。输入（3 个特征）是第 0 层，所以第 2 层有 4 个单元。",
)
q7.wrong(
    (4, 6),
    en="That is the gradient of W of layer 2; the bias has one number for each unit.",
    zh="那是第 2 层的 W 的梯度；偏置每个单元只有一个数。",
)
