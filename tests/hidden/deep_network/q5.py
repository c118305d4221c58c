"""q5: where the dA of a hidden layer comes from (lecture p37)."""

from autograder import Question

q5 = Question("q5", choices="abcd")

q5.wrong(
    "a",
    en="That is dZ of the output layer. It does not even have the shape of this layer.",
    zh="那是输出层的 dZ，连形状都和这一层不一样。",
)
q5.wrong(
    "b",
    en="On its way it passes through the activation and the weights of layer l + 1, and both change it.",
    zh="传回来的途中，它要经过第 l + 1 层的激活函数和权重，两者都会改变它。",
)
q5.wrong(
    "d",
    en="That is the result that this layer passes on: dA of the layer before it, l - 1.",
    zh="那是这一层传回前一层的结果：第 l - 1 层的 dA。",
)
