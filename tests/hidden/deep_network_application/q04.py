"""q04: in which order does a training step use its blocks (lecture p41)."""

from autograder import Question

q04 = Question("q04", choices="abcd")
q04.wrong(
    "b",
    en="The cost compares labels with predictions, which the way forward makes.",
    zh="成本要比较标签和预测，而预测由正向传播得到。",
)
q04.wrong(
    "c",
    en="An update needs gradients, and those come from the way back.",
    zh="更新需要梯度，而梯度来自反向传播。",
)
q04.wrong(
    "d",
    en="The way back needs the caches of the way forward.",
    zh="反向传播要用正向传播的缓存。",
)
