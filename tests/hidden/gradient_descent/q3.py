"""q3: why not the squared error (lecture p9)."""

from autograder import Question

q3 = Question("q3", choices="abcd")

q3.wrong(
    "a",
    en="A square takes less time to compute than a logarithm; speed is not the reason.",
    zh="算平方比算对数还要省事；原因不在速度。",
)
q3.wrong(
    "c",
    en="It has a derivative everywhere. The sigmoid changes the shape of its curve: look at the two pictures again.",
    zh="它处处可导。经过 sigmoid 之后，变的是曲线的形状：再看一看那两张图。",
)
q3.wrong(
    "d",
    en="A square is never below 0 either, and it is 0 when the prediction is exact.",
    zh="平方也不会小于 0，预测完全正确时它也是 0。",
)
