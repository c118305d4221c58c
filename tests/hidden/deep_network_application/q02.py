"""q02: what is the shape of a^{[1]} (lecture p39)."""

from autograder import Question

q02 = Question("q02")
q02.wrong(
    (10, 30),
    en="That is the input, layer 0.",
    zh="这是输入，第 0 层。",
)
q02.wrong(
    (8, 10),
    en="That is W1.",
    zh="这是 W1。",
)
q02.wrong(
    (30, 8),
    en="Examples are columns.",
    zh="样本是列。",
)
