"""q02: what is dw1 of one example (lecture p15)."""

from autograder import Question

q02 = Question("q02", choices="abcd")
q02.wrong(
    "a",
    en="The error is a − y, which is negative here: the prediction is too low.",
    zh="误差是 a − y，这里是负数：预测偏低了。",
)
q02.wrong(
    "b",
    en="That is dz, and db. For dw1, multiply it by the feature.",
    zh="这是 dz，也就是 db。dw1 还要乘以特征。",
)
q02.wrong(
    "d",
    en="This multiplies the feature by the prediction; it has to be the error.",
    zh="这是特征乘以预测值；要乘的是误差。",
)
