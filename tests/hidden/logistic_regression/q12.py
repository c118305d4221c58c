"""q12: in which order does a logistic neuron compute its output (lecture p19)."""

from autograder import Question

q12 = Question("q12", choices="abcd")
q12.wrong(
    "b",
    en="The features go into the sum as they are; the activation comes after it.",
    zh="特征原样参加求和；激活函数在求和之后。",
)
q12.wrong(
    "c",
    en="An activation takes a single number, $z$.",
    zh="激活函数只接收一个数 $z$。",
)
q12.wrong(
    "d",
    en="The bias belongs inside, before the activation; else the output leaves 0 to 1.",
    zh="偏置要在激活函数之前加；否则输出会超出 0 到 1。",
)
