"""q02: what is the shape of dw^{[1]} (lecture p26)."""

from autograder import Question

q02 = Question("q02")
q02.wrong(
    (4, 200),
    en="That is dZ1. A gradient has the shape of its parameter.",
    zh="这是 dZ1。梯度的形状和它的参数一样。",
)
q02.wrong(
    (3, 4),
    en="A row for each unit, a column for each input.",
    zh="每个单元一行，每个输入一列。",
)
