"""q11: what does a_4^{[2](12)} stand for (lecture p26)."""

from autograder import Question

q11 = Question("q11", choices="abcd")
q11.wrong(
    "a",
    en="A number in round brackets is no power; it counts examples.",
    zh="圆括号里的数不是幂次，而是样本的编号。",
)
q11.wrong(
    "b",
    en="The subscript counts units; square brackets hold the layer, round ones the example.",
    zh="下标数的是单元；方括号里是层，圆括号里是样本。",
)
q11.wrong(
    "d",
    en="Square brackets hold the layer: it is layer 2.",
    zh="方括号里是层：这是第 2 层。",
)
