"""q04: minimising the cost of logistic regression is the same as what (lecture p24)."""

from autograder import Question

q04 = Question("q04", choices="abcd")
q04.wrong(
    "a",
    en="The cost looks at predictions, not at the size of the weights.",
    zh="成本看的是预测，不是权重的大小。",
)
q04.wrong(
    "c",
    en="The cost counts how sure each prediction is, not only whether it is right.",
    zh="成本看每个预测有多大把握，而不只是对不对。",
)
q04.wrong(
    "d",
    en="That costs log 2 for each example, which is far from the least.",
    zh="那样每个样本的损失是 log 2，离最小还很远。",
)
