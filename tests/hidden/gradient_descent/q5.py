"""q5: the price of being sure and wrong (lecture p9)."""

from autograder import Question

q5 = Question("q5", choices="abcd")

q5.wrong(
    "b",
    en="The label is 1, so a smaller prediction is a worse one: the loss grows.",
    zh="标签是 1，预测越小就越差：损失会变大。",
)
q5.wrong(
    "c",
    en="Both answers would be rounded to 0, but the loss looks at the probability, not at the rounded answer.",
    zh="两个预测取整都是 0，但损失看的是概率，不是取整后的答案。",
)
q5.wrong(
    "d",
    en="-log 0.1 is 2.3 and -log 0.01 is 4.6: a tenth of the probability **adds** log 10 to the loss; "
    "it does not multiply it by 10.",
    zh="-log 0.1 是 2.3，-log 0.01 是 4.6：概率变成十分之一，损失是**加上** log 10，而不是乘以 10。",
)
