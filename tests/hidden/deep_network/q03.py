"""q03: two layers without activation functions do the same as what (lecture p31)."""

from autograder import Question

q03 = Question("q03", choices="abcd")
q03.wrong(
    "b",
    en="Layers one after the other multiply.",
    zh="一层接一层是相乘。",
)
q03.wrong(
    "c",
    en="Nothing bends without an activation.",
    zh="没有激活函数，就没有非线性。",
)
q03.wrong(
    "d",
    en="W1 acts first, so it stands at the right, beside x.",
    zh="W1 先作用，所以在右边，紧挨着 x。",
)
