"""q8: layers without activations (lecture p31)."""

from autograder import Question

q8 = Question("q8", choices="abcd")

q8.wrong(
    "a",
    en="Nothing in it bends: a linear function of a linear function is linear.",
    zh="里面没有任何非线性的东西：线性函数套线性函数还是线性函数。",
)
q8.wrong(
    "b",
    en="Ten linear layers multiply out to a single one, whatever their weights.",
    zh="十个线性层乘起来还是一层，不管权重是多少。",
)
q8.wrong(
    "d",
    en="It can be trained; it just learns no more than one layer would.",
    zh="它可以训练，只是学到的不会比一层更多。",
)
