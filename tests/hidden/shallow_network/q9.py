"""q9: when dz is a - y (lecture p34)."""

from autograder import Question

q9 = Question("q9", choices="abcd")

q9.wrong(
    "a",
    en="dz of the output layer depends on the output's activation and on the loss, not on the hidden layer.",
    zh="输出层的 dz 取决于输出层的激活函数和损失函数，与隐藏层无关。",
)
q9.wrong(
    "b",
    en="In general dz = da · g'(z); this becomes a - y only for the right pair of loss and activation.",
    zh="一般来说 dz = da · g'(z)；只有损失函数和激活函数正好配对时，才会变成 a - y。",
)
q9.wrong(
    "c",
    en="With the squared error, for example, the factor a (1 - a) stays: the loss matters too.",
    zh="比如用平方误差，因子 a (1 - a) 就会留下：损失函数也有关系。",
)
