"""q13: why may the weights of logistic regression start at 0 (lecture p20)."""

from autograder import Question

q13 = Question("q13", choices="abcd")
q13.wrong(
    "a",
    en="dw is X times the error; the weights are no factor of it. (In a layer of several neurons it is another matter.)",
    zh="dw 是 X 乘以误差，权重不是它的因子。（一层有多个神经元时就是另一回事了。）",
)
q13.wrong(
    "b",
    en="With weights of 0 every prediction is 0.5 and the cost is log 2.",
    zh="权重为 0 时，每个预测都是 0.5，成本是 log 2。",
)
q13.wrong(
    "c",
    en="The sigmoid is a fixed function, without chance in it.",
    zh="sigmoid 是固定的函数，没有任何随机性。",
)
