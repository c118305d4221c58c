"""q1: what one more layer does (lecture p25)."""

from autograder import Question

q1 = Question("q1", choices="abcd")

q1.wrong(
    "a",
    en="There is one loss, at the end: it compares the output with the label.",
    zh="损失只有一个，在最后：它把输出和标签作比较。",
)
q1.wrong(
    "b",
    en="A hidden unit does compute something: a weighted sum of the features, then an activation.",
    zh="隐藏单元是要计算的：先求特征的加权和，再用激活函数。",
)
q1.wrong(
    "d",
    en="Each hidden unit gets all features, with its own weights.",
    zh="每个隐藏单元都能看到所有特征，只是权重各不相同。",
)
