"""q10: start from zeros (lecture p35)."""

from autograder import Question

q10 = Question("q10", choices="abcd")

q10.wrong(
    "a",
    en="dW2 is computed from A1, and tanh(0) is 0.",
    zh="dW2 是用 A1 算的，而 tanh(0) 是 0。",
)
q10.wrong(
    "b",
    en="Look at db2: it is the mean of A2 - Y, which is rarely 0.",
    zh="看看 db2：它是 A2 - Y 的平均值，一般不是 0。",
)
q10.wrong(
    "c",
    en="That happens with equal weights other than 0. With W2 = 0 no error reaches the hidden layer at all.",
    zh="权重相等但不为 0 时才是这样。W2 = 0 时，误差根本传不到隐藏层。",
)
