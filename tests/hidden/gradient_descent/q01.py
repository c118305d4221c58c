"""q01: what does it say for the size 10 (lecture p2)."""

from autograder import Question

q01 = Question("q01", choices="abcd")
q01.wrong(
    "a",
    en="The weight times the size is added to the bias; then ReLU follows.",
    zh="偏置还要加上权重乘以面积，然后经过 ReLU。",
)
q01.wrong(
    "b",
    en="ReLU lets nothing below 0 through.",
    zh="ReLU 不让任何负数通过。",
)
q01.wrong(
    "c",
    en="3 · 10 − 60 is −30, and ReLU makes it 0, not positive.",
    zh="3 · 10 − 60 是 −30，ReLU 把它变成 0，而不是去掉负号。",
)
