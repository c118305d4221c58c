"""q2: the sign of a gradient (lecture p20)."""

from autograder import Question

q2 = Question("q2", choices="abcd")

q2.wrong(
    "b",
    en="A step goes against the gradient: with a positive gradient, the weight would fall.",
    zh="更新时是减去梯度：梯度为正的话，权重会变小。",
)
q2.wrong(
    "c",
    en="Look at the sign of dz = a - y: for label 1, it is 0.5 - 1. Then multiply by the feature and add up.",
    zh="先看 dz = a - y 的符号：标签为 1 时是 0.5 - 1。再乘以特征，然后求和。",
)
q2.wrong(
    "d",
    en="The weights are 0, but their gradient is not: with predictions of 0.5, every example has an error.",
    zh="为 0 的是权重，不是梯度：预测值都是 0.5，每个样本都有误差。",
)
