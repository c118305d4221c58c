"""q12: which words describe the plot of relu (lecture p2)."""

from autograder import Question

q12 = Question("q12", choices="abcd")
q12.wrong(
    "a",
    en="That is the sigmoid. ReLU has no upper limit.",
    zh="这是 sigmoid。ReLU 没有上限。",
)
q12.wrong(
    "b",
    en="Negative inputs do not pass: on the left the curve is flat.",
    zh="负的输入通不过：左边是平的。",
)
q12.wrong(
    "d",
    en="That is the absolute value. ReLU stays at 0 for negative inputs.",
    zh="这是绝对值。输入为负时，ReLU 一直是 0。",
)
