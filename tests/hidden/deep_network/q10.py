"""q10: what do its first layers most likely detect, compared with its later o (lecture p40)."""

from autograder import Question

q10 = Question("q10", choices="abcd")
q10.wrong(
    "a",
    en="Gradient descent changes the weights of all layers.",
    zh="梯度下降会改变所有层的权重。",
)
q10.wrong(
    "b",
    en="Then more layers would add nothing; the layers compose features of features.",
    zh="那样多几层就没有意义了；各层是在特征之上组合出新的特征。",
)
q10.wrong(
    "d",
    en="Each layer sees only what the layer before computed: the simple comes first.",
    zh="每一层只能看到前一层算出的东西：先有简单的，后有复杂的。",
)
