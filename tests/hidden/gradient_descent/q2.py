"""q2: what a superscript in brackets means (lecture p7)."""

from autograder import Question

q2 = Question("q2", choices="abcd")

q2.wrong(
    "a",
    en="The subscript counts features; the superscript in brackets counts examples.",
    zh="数特征的是下标；带括号的上标数的是样本。",
)
q2.wrong(
    "b",
    en="A power has no brackets. The lectures put (3) in brackets to show that it is the number of an example.",
    zh="幂次是不带括号的。课上给 (3) 加括号，就是说明它是样本的编号。",
)
q2.wrong(
    "c",
    en="A row of X is one feature of all examples. Examples are columns.",
    zh="X 的一行是所有样本的同一个特征。样本是列。",
)
