"""q7: the default activation of hidden layers (lecture p30)."""

from autograder import Question

q7 = Question("q7", choices="abcd")

q7.wrong(
    "a",
    en="Hidden layers hardly ever use the sigmoid: it saturates on both sides, and its values are not centred at 0.",
    zh="隐藏层几乎不用 sigmoid：它两边都会饱和，而且输出不以 0 为中心。",
)
q7.wrong(
    "b",
    en="A step function has slope 0 everywhere, so gradient descent gets no direction from it.",
    zh="阶跃函数的导数处处为 0，梯度下降无从下手。",
)
q7.wrong(
    "c",
    en="Without an activation the hidden layer might as well be left out.",
    zh="没有激活函数，隐藏层有和没有一样。",
)
